"""The command line as it is typed: in this process for speed, and as the installed program where that is the point."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import cli

PROGRAM = Path(sys.executable).with_name("sagsgang")


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended (0 done, 1 refused, 2 typed wrongly), and what it printed where."""

    code: int
    out: str
    err: str


Typed = Callable[..., Said]


@pytest.fixture
def register(sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh register that the environment names."""
    path = Path(shutil.copy(sqlite_template, tmp_path / "register.db"))
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", str(path))
    monkeypatch.setenv("SAGSGANG_USER", "bel")
    return path


@pytest.fixture
def typed(register: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Types a command on 1 March 2027; an error that is no refusal of ours comes up as it is."""
    assert register.exists()

    def run(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["sagsgang", "--today", "2027-03-01", *map(str, words)])
        capsys.readouterr()
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def program() -> Typed:
    """Runs the installed program in a process of its own; `database`: the register's address."""

    def run(*words: object, database: str = "", **more: str) -> Said:
        environment = {**os.environ, "SAGSGANG_USER": "bel", **more}
        if database:
            environment["SAGSGANG_DATABASE_URL"] = database
        done = subprocess.run(
            [PROGRAM, *map(str, words)], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return run
