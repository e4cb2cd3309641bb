"""Measuring two things side by side, and the row that says what came of it."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Work = Callable[[int], object]
"""What is timed; it is told the number of the round, so that no two rounds do the same work."""

MIB = 1024 * 1024
STATUS = Path("/proc/self/status")

WARM_UP = 2
"""Rounds that fill caches and do not count."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table. `theirs` is what ours is held against; a dash where the bar is a plain limit."""

    what: str
    ours: str
    theirs: str
    ratio: str
    bar: str
    holds: bool
    missing: str = ""
    """Why it was not measured, where it was not; then it neither holds nor is short."""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each round, ours and theirs, measured in turns."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def cost(self) -> float:
        """How many times theirs ours costs: the median of the rounds, so that a slow minute hits both alike."""
        return median(mine / other for mine, other in zip(self.ours, self.theirs, strict=True))


def seconds(work: Work, number: int) -> float:
    """How long round `number` of a piece of work takes."""
    start = time.perf_counter()
    work(number)
    return time.perf_counter() - start


def side_by_side(ours: Work, theirs: Work, *, rounds: int, warm_up: int = WARM_UP) -> Times:
    """Time both in turns, and who goes first in turns too. The first `warm_up` rounds do not count."""
    taken: list[tuple[float, float]] = []
    for number in range(warm_up + rounds):
        if number % 2:
            mine, other = seconds(ours, number), seconds(theirs, number)
        else:
            other, mine = seconds(theirs, number), seconds(ours, number)
        taken.append((mine, other))
    counted = taken[warm_up:]
    return Times(tuple(mine for mine, _ in counted), tuple(other for _, other in counted))


def throughput(what: str, times: Times, *, least: float, pieces: int = 1) -> Figure:
    """Ours does at least this part of what theirs does in the same time. A round is so many `pieces`."""
    share = 1 / times.cost
    ours, theirs = _told(times.ours, pieces), _told(times.theirs, pieces)
    return Figure(what, ours, theirs, f"{share:.2f}", f"at least {least}", share >= least)


def cost(what: str, times: Times, *, most: float) -> Figure:
    """Ours takes at most this many times as long as theirs."""
    return Figure(
        what, _told(times.ours), _told(times.theirs), f"{times.cost:.2f}", f"at most {most}", times.cost <= most
    )


def _told(side: tuple[float, ...], pieces: int = 1) -> str:
    milliseconds = median(side) / pieces * 1000
    return f"{milliseconds:.0f} ms" if milliseconds >= 100 else f"{milliseconds:.3g} ms"


def limit(what: str, value: float, unit: str, *, below: float) -> Figure:
    """A plain limit, held against nothing."""
    return Figure(what, f"{value:.3g} {unit}", "–", "–", f"under {below:g} {unit}", value < below)


def rate(what: str, value: float, unit: str, *, least: float) -> Figure:
    """So much in a second, held against nothing."""
    return Figure(what, f"{value:,.0f} {unit}", "–", "–", f"at least {least:,.0f} {unit}", value >= least)


def not_measured(what: str, bar: str, why: str) -> Figure:
    """A row for what could not be measured here."""
    return Figure(what, "–", "–", "–", bar, holds=False, missing=why)


def peak_memory() -> float:
    """The most memory that this process has had, in MiB.

    Linux tells it of this program alone in /proc; `getrusage` there still counts the process that started us.
    """
    if not STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB  # bytes on macOS
    line = next(line for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / MIB
