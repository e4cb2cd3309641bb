"""The table, for the terminal and for docs/benchmarks.md."""

from collections.abc import Iterable, Sequence
from datetime import date

from benchmarks.measure import Figure

HEAD = ("What", "Ours", "Held against", "Ratio", "Bar", "Holds")

INTRODUCTION = """\
# Figures

Written by `make bench` on {day}; every number below was printed by that run. Both sides of a row are measured in turns
in one run, on the disk that the project is on. Times are medians; a ratio is the median of the rounds' own ratios, so
that a slow moment hits both sides alike. The first rounds do not count.
"""

NOTES = """\
## What is measured

* **A decision** is `workflow.decide` in a transaction of its own with a command id, as `sagsgang decide` makes it: K22
  approves a case with 2,500 letters of text, and the case goes on to KKR with its texts as the draft there. The other
  side is the bare driver with the same pragmas (`benchmarks/bare.py`): the same reads, rows, JSON and hashing, written
  by hand for this one case. A test asserts that both send the same statements and leave the same rows. The ratio is
  throughput: 0.5 means half as many decisions in the same time. With 1,000 in one commit the time is for one of them.
* **The next agenda** is `workflow.next_agenda`: 15 cases wait at the forum in both registers, each with an earlier
  decision and three texts; of the others every tenth waits at another forum, and the rest have ended.
* **Reading a paper** happens in a process that has read it before.
  {papers}
* **An agenda of 150 pages** (`benchmarks/large_paper.py`) is made from its `Paper`: as PDF by `templates.press`,
  against WeasyPrint with our own HTML page of the same agenda; as DOCX, against the same words by calls of python-docx
  (`benchmarks/bare_word.py`). The ratio is throughput. It is read as `sagsgang import` reads it, in a child process
  with limits that is started each time. Every round makes an agenda with words of its own. The memory is that of a
  process that makes both files and has no register open.
* **plan --all** is `workflow.plan_all`: every case has a deadline within 600 days and the stops SDF → K22 → KKR → the
  22 councils, of which it waits at one. The meetings are those of four forums over 700 days; each council has 23 more.
  With 50 meetings they lie further apart over the same days. **whatif** holds each of the four forums' meetings of a
  year a day later: two plans of everything, with the calendar as it is and as it is thought.
* **The planner alone** is `states.planner.plan` of a route of four stops, each plan worked to another day.
* **Reminders** are `workflow.reminders` as the clock calls it: looked for, worded, and queued in one transaction. Each
  round is a day of its own with deadlines of its own, each with an owner of its own; their cases are on their way to
  KKR, and the plan's last chance is told of the nearest 50. The other open deadlines fall due years later.
* **Starting** is a fresh process each time. `case list` reads a register with 15 open cases.
"""

REAL = "The papers are real ones that are not in the repository; one of them is no agenda, and may be refused."
OUR_OWN = "The papers are those of the demonstration: the real ones were not at hand."


def line(figure: Figure) -> str:
    """One row for the terminal."""
    what, *cells = _cells(figure)
    return f"{what:<72} {cells[0]:>9} {cells[1]:>9} {cells[2]:>6}  {cells[3]:<14} {cells[4]}"


def document(figures: Sequence[Figure], machine: Iterable[tuple[str, str]], day: date, *, real: bool) -> str:
    """The page."""
    table = [HEAD, ("---",) * len(HEAD), *map(_cells, figures)]
    about = (f"* {name}: {value}" for name, value in machine)
    parts = (
        INTRODUCTION.format(day=day),
        "\n".join(f"| {' | '.join(cells)} |" for cells in table) + "\n",
        "## On what\n\n" + "\n".join(about) + "\n",
        NOTES.format(papers=REAL if real else OUR_OWN),
    )
    return "\n".join(parts)


def _cells(figure: Figure) -> tuple[str, ...]:
    holds = f"not measured: {figure.missing}" if figure.missing else "yes" if figure.holds else "SHORT"
    return (figure.what, figure.ours, figure.theirs, figure.ratio, figure.bar, holds)
