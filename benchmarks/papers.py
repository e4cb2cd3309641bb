"""Reading papers, each in a process of its own that is warm: it has read the same paper before."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.child import Measured, answer, run_child
from benchmarks.measure import Figure, limit, peak_memory, seconds
from benchmarks.register import ROOT
from db.seed import seed_forums
from states.errors import SagsgangError
from states.forums import Forum
from workflow.reading import read_file

REAL = ROOT.parent / "shared" / "real"
OUR_OWN = ROOT / "docs" / "demonstration" / "papers"
ROUNDS = 7


def papers() -> list[Path]:
    """The real papers where they are at hand, else those of our own writing."""
    return sorted((REAL if REAL.is_dir() else OUR_OWN).glob("*.txt"))


def figures() -> Iterator[Figure]:
    """Time and memory for each paper."""
    for path in papers():
        measured = run_child("benchmarks.papers", path)
        how = "refusing" if measured["refused"] else "reading"
        yield limit(f"{how} {path.name}", measured["seconds"], "s", below=0.5)
        yield limit(f"{how} {path.name}, peak memory", measured["mib"], "MiB", below=150)


def child(path: Path) -> Measured:
    """How long one paper takes in a process that has read it before, the memory, and whether it was refused."""
    forums = [seed.forum for seed in seed_forums()]
    refused = [_read(path, forums)]
    taken = [seconds(partial(_again, path, forums), number) for number in range(ROUNDS)]
    return {"seconds": median(taken), "mib": peak_memory(), "refused": float(refused[0])}


def _again(path: Path, forums: list[Forum], _round: int) -> None:
    _read(path, forums)


def _read(path: Path, forums: list[Forum]) -> bool:
    """Read a paper; whether it was refused, as one that is no agenda may be."""
    try:
        read_file(path, forums)
    except SagsgangError:
        return True
    return False


if __name__ == "__main__":
    answer(child(Path(sys.argv[1])))
