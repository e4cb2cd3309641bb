"""Measures every figure, prints the table, and writes docs/benchmarks.md: `make bench`."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks import agendas, decisions, documents, papers, planning, reminding, starts
from benchmarks.machine import machine
from benchmarks.measure import Figure
from benchmarks.register import ROOT
from benchmarks.report import document, line

REPORT = ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured. A quick look takes fewer rounds; the million cases are there in both."""

    decisions: int
    agendas: int
    starts: int
    documents: int
    planning: int
    reminding: int


WHOLE = Size(decisions=25, agendas=60, starts=15, documents=5, planning=9, reminding=9)
QUICK = Size(decisions=5, agendas=20, starts=5, documents=1, planning=3, reminding=3)


def measure(size: Size) -> Iterator[Figure]:
    """Every figure, one after the other."""
    yield from decisions.figures(rounds=size.decisions)
    yield from agendas.figures(rounds=size.agendas)
    yield from papers.figures()
    yield from documents.figures(rounds=size.documents)
    yield from planning.figures(rounds=size.planning)
    yield from reminding.figures(rounds=size.reminding)
    yield from starts.figures(rounds=size.starts)


def main() -> None:
    """Measure, print and write. A bar that is missed is said, and is no error."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="fewer rounds, and nothing is written")
    quick = options.parse_args().quick
    figures = []
    for figure in measure(QUICK if quick else WHOLE):
        figures.append(figure)
        print(line(figure), flush=True)
    measured = [figure for figure in figures if not figure.missing]
    short = [figure.what for figure in measured if not figure.holds]
    print(f"SHORT: {'; '.join(short)}" if short else f"All {len(measured)} figures hold.")
    if not quick:
        REPORT.write_text(
            document(figures, machine(), datetime.now(UTC).date(), real=papers.REAL.is_dir()), encoding="utf-8"
        )
        print(f"Written to {REPORT.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
