"""The child process that reads foreign formats: its limits, and what it does not get."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.child import ENVIRONMENT, read_in_child
from ingest.formats.sniff import Format
from ingest.formats.unreadable import Unreadable
from ingest.formats.wire import dump_source, load_source
from ingest.source import Line, Source, Style
from states.paper import Doubt, Link

PAGE = b"<p>Dagsorden</p>"
READ = Source((Line("Dagsorden", 1, Style.PARAGRAPH),), wrapped=False)


def in_limits(program: str) -> str:
    """What a program prints that runs under the child's limits and with its environment."""
    program = f"from ingest.formats.__main__ import limit\nlimit()\n{program}"
    command = [sys.executable, "-P", "-c", program]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=True, text=True).stdout.strip()


def test_it_reads() -> None:
    assert read_in_child(Format.HTML, PAGE) == READ


def test_it_has_little_memory_and_writes_no_file() -> None:
    grab = "try:\n    bytearray(600_000_000)\nexcept MemoryError:\n    print('no')"
    assert in_limits(grab) == "no"
    limits = "import resource as r, json\nprint(json.dumps([r.getrlimit(k) for k in (r.RLIMIT_CPU, r.RLIMIT_FSIZE)]))"
    assert json.loads(in_limits(limits)) == [[6, 6], [0, 0]]


def test_our_secrets_stay_with_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", "postgresql://kode@sted/base")
    assert "kode" not in in_limits("import os\nprint(dict(os.environ))")


def test_a_module_where_the_person_stands_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    assert read_in_child(Format.HTML, PAGE) == READ


def test_a_child_that_dies_is_a_file_that_cannot_be_read() -> None:
    """No such reader: the child ends with an error of its own instead of an answer."""
    with pytest.raises(Unreadable, match=r"it is damaged \(the reader of TEXTS files gave up\)"):
        read_in_child("texts", b"")  # type: ignore[arg-type]  # the point of the test


def test_a_source_goes_over_the_pipe_whole() -> None:
    line = Line("Æ\ud800", 3, Style.ROW, 2, "a)", ("x", "y"), True, True, (Link("x", "https://a.example"),))
    source = Source((line, Line("", 4)), wrapped=True, doubts=(Doubt("hvad", 3), Doubt("og", None)))
    assert load_source(dump_source(source)) == source
