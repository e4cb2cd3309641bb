"""The lists of an archive: every case, and what was still to be done in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from states.case_told import ToldCase
from templates.case_words import day, route, what, when, where
from templates.environment import fill_page
from templates.list_words import Forums, titled
from templates.pieces import Mark
from templates.words import phrases


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in the list of all: `case` leads to its page."""

    number: int
    case: Mark
    where: str
    route: str


@dataclass(frozen=True, slots=True)
class FollowLine:
    """What is still to be done. `order`: the day it is due (ISO; "9", after all days, for none); `due`: in words."""

    order: str
    due: str
    words: str
    owner: str
    case: Mark


def page_of(number: int) -> str:
    """Where a case's page is, from the root."""
    return f"cases/{number}.html"


def case_list(lines: Sequence[CaseLine]) -> bytes:
    """The page of all cases, by number."""
    return fill_page("archive-cases.html.j2", lines=lines, words=phrases("archive_case")).encode()


def follow_up_page(tasks: Sequence[FollowLine], deadlines: Sequence[FollowLine]) -> bytes:
    """The open tasks and deadlines of all cases, the earliest first."""
    lists = [("open_tasks", "task", _by_day(tasks)), ("open_deadlines", "deadline", _by_day(deadlines))]
    return fill_page("archive-follow-up.html.j2", lists=lists, words=phrases("archive_case")).encode()


def case_line(case: ToldCase, forums: Forums) -> CaseLine:
    """The case in the list."""
    return CaseLine(case.id, _link(case), where(case, forums), route(case))


def open_tasks(case: ToldCase) -> Iterator[FollowLine]:
    """What somebody has still to do in the case."""
    for one in case.tasks:
        if one.state == "open":
            yield FollowLine(_order(one.due), day(one.due), one.words, one.owner or "", _link(case))


def open_deadlines(case: ToldCase) -> Iterator[FollowLine]:
    """The case's dates that nobody has said the end of, whether ahead or over."""
    for one in case.due:
        order = _order(one.on or one.latest or one.earliest)
        yield FollowLine(order, when(one), what(one), ", ".join(one.owners), _link(case))


def _by_day(lines: Sequence[FollowLine]) -> list[FollowLine]:
    return sorted(lines, key=lambda one: one.order)  # stable: those of one day stay in the order of their cases


def _order(on: date | None) -> str:
    return on.isoformat() if on else "9"


def _link(case: ToldCase) -> Mark:
    return Mark(titled(case.title, closed=case.closed), page_of(case.id))
