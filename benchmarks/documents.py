"""An agenda of 150 pages: made as PDF and as Word file against what others would make it with, and read again."""

import importlib
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from benchmarks.bare_word import python_docx
from benchmarks.child import run_child
from benchmarks.large_paper import large_paper
from benchmarks.measure import Figure, Work, limit, not_measured, seconds, side_by_side, throughput
from benchmarks.register import FOLDER
from ingest.file import open_source
from states.forms import Form
from states.paper import Paper
from templates.press import press
from templates.view import view
from templates.words import phrases

PAGES = 150
NEAR = 0.1
"""Share by which the pages may differ: the look of the office's templates decides how much goes on one."""


def figures(*, pages: int = PAGES, rounds: int = 5) -> Iterator[Figure]:
    """Every figure about a large agenda."""
    yield _reading(pages, rounds)
    yield _as_pdf(pages, max(1, rounds // 2))
    yield _as_word(pages, rounds)
    yield _memory(pages)


def _reading(pages: int, rounds: int) -> Figure:
    content = press(large_paper(pages), Form.PDF).content

    def work(_round: int) -> None:
        printed = sum(line.page_start for line in open_source(content, "agenda.pdf").lines)
        if abs(printed - pages) > NEAR * pages:
            raise RuntimeError(f"the agenda has {printed} pages and not {pages}")

    taken = [seconds(work, number) for number in range(rounds + 1)][1:]
    return limit(f"reading a {pages}-page agenda from PDF", median(taken), "s", below=2)


def _as_pdf(pages: int, rounds: int) -> Figure:
    what, least = f"a {pages}-page agenda as PDF, against WeasyPrint", 10
    try:
        weasyprint: Any = importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        return not_measured(what, f"at least {least}", f"WeasyPrint cannot be loaded here ({_first_line(error)})")
    papers = _papers(pages, rounds + 1)
    shown = [press(paper, Form.HTML).content.decode() for paper in papers]

    def theirs(number: int) -> None:
        weasyprint.HTML(string=shown[number]).write_pdf()

    return throughput(what, side_by_side(_press(papers, Form.PDF), theirs, rounds=rounds, warm_up=1), least=least)


def _papers(pages: int, count: int) -> list[Paper]:
    """An agenda for each round, so that no round finds anything made by one before."""
    return [large_paper(pages, first=1_000 * number) for number in range(count)]


def _first_line(error: BaseException) -> str:
    return str(error).split("\n", maxsplit=1)[0].rstrip(".")


def _as_word(pages: int, rounds: int) -> Figure:
    papers, contents = _papers(pages, rounds + 1), phrases("labels")["contents"]
    shown = [view(paper) for paper in papers]

    def theirs(number: int) -> None:
        python_docx(shown[number], contents)

    times = side_by_side(_press(papers, Form.DOCX), theirs, rounds=rounds, warm_up=1)
    return throughput(f"a {pages}-page agenda as DOCX, against python-docx", times, least=8)


def _press(papers: Sequence[Paper], form: Form) -> Work:
    """Makes each round's agenda in one form."""

    def work(number: int) -> None:
        press(papers[number], form)

    return work


def _memory(pages: int) -> Figure:
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "pages"
    path.write_text(str(pages), encoding="ascii")
    try:
        memory = run_child("benchmarks.pressing", path)["mib"]
    finally:
        path.unlink()
    return limit(f"a {pages}-page agenda as PDF and as DOCX, peak memory", memory, "MiB", below=300)
