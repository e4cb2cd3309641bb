"""The project's own files, as the tests about the house see them."""

import os
import tomllib
from pathlib import Path

from pathspec import GitIgnoreSpec

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BESIDE_THE_CODE = {".ci", "benchmarks", "docs", "tests"}
IGNORED = GitIgnoreSpec.from_lines([".git", *(ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()])


def files(suffix: str = "") -> list[Path]:
    """Every file that belongs to the project, in order. Git is not asked: a copy without its history is checked too."""
    found: list[Path] = []
    for folder, below, names in os.walk(ROOT):
        here = Path(folder)
        below[:] = [name for name in below if not IGNORED.match_file(f"{(here / name).relative_to(ROOT).as_posix()}/")]
        found += [here / name for name in names if name.endswith(suffix)]
    return sorted(path for path in found if not IGNORED.match_file(path.relative_to(ROOT).as_posix()))


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def rooms() -> set[str]:
    """The top-level packages and modules of the program."""
    return {place(path).split("/")[0] for path in files(".py")} - BESIDE_THE_CODE


def code() -> list[Path]:
    """The program's own modules: no tests, no benchmarks, no documentation."""
    return [path for path in files(".py") if place(path).split("/")[0] in rooms()]
