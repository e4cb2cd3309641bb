"""An agenda of 150 pages: made as PDF and as Word file against what others would make it with, and read again."""

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.bare_word import python_docx
from benchmarks.child import Measured, answer, run_child
from benchmarks.large_paper import large_paper
from benchmarks.measure import Figure, Work, limit, not_measured, peak_memory, seconds, side_by_side, throughput
from benchmarks.register import FOLDER
from ingest.file import open_source
from states.document_json import dump_paper, load_paper
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
    paper = large_paper(pages)
    yield from _reading(paper, pages, rounds)
    yield _as_pdf(paper, pages, max(1, rounds // 2))
    yield _as_word(paper, pages, rounds)
    yield from _memory(paper, pages)


def _reading(paper: Paper, pages: int, rounds: int) -> Iterator[Figure]:
    content = press(paper, Form.PDF).content

    def work(_round: int) -> None:
        printed = sum(line.page_start for line in open_source(content, "agenda.pdf").lines)
        if abs(printed - pages) > NEAR * pages:
            raise RuntimeError(f"the agenda has {printed} pages and not {pages}")

    taken = [seconds(work, number) for number in range(rounds + 1)][1:]
    yield limit(f"reading a {pages}-page agenda from PDF", median(taken), "s", below=2)


def _as_pdf(paper: Paper, pages: int, rounds: int) -> Figure:
    what, least = f"a {pages}-page agenda as PDF, against WeasyPrint", 10
    try:
        weasyprint: Any = importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        return not_measured(what, f"at least {least}", f"WeasyPrint cannot be loaded here ({_first_line(error)})")
    page = press(paper, Form.HTML).content.decode()

    def theirs(_round: int) -> None:
        weasyprint.HTML(string=page).write_pdf()

    return throughput(what, side_by_side(_press(paper, Form.PDF), theirs, rounds=rounds, warm_up=1), least=least)


def _first_line(error: BaseException) -> str:
    return str(error).split("\n", maxsplit=1)[0].rstrip(".")


def _as_word(paper: Paper, pages: int, rounds: int) -> Figure:
    shown, contents = view(paper), phrases("labels")["contents"]

    def theirs(_round: int) -> None:
        python_docx(shown, contents)

    times = side_by_side(_press(paper, Form.DOCX), theirs, rounds=rounds, warm_up=1)
    return throughput(f"a {pages}-page agenda as DOCX, against python-docx", times, least=8)


def _press(paper: Paper, form: Form) -> Work:
    """Makes the agenda in one form."""

    def work(_round: int) -> None:
        press(paper, form)

    return work


def _memory(paper: Paper, pages: int) -> Iterator[Figure]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "large-paper.json"
    path.write_text(json.dumps(dump_paper(paper)), encoding="utf-8")
    try:
        memory = run_child("benchmarks.documents", path)["mib"]
    finally:
        path.unlink()
    yield limit(f"a {pages}-page agenda as PDF and as DOCX, peak memory", memory, "MiB", below=300)


def child(path: Path) -> Measured:
    """Make the agenda of a JSON file as PDF and as DOCX, and tell the memory that it took."""
    paper = load_paper(json.loads(path.read_text(encoding="utf-8")))
    for form in (Form.PDF, Form.DOCX):
        press(paper, form)
    return {"mib": peak_memory()}


if __name__ == "__main__":
    answer(child(Path(sys.argv[1])))
