"""A case's page in an archive: all that the register says of it, for people who have no program."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from states.case_told import ToldAnswer, ToldCase, ToldDeadline, ToldDecision, ToldStop, ToldTask, ToldTreatment
from templates.case_words import day, due, route, said, told, what, when, where, why
from templates.environment import TemplateBroken, fill_page
from templates.list_words import Forums, named, titled
from templates.pieces import Mark, pieces
from templates.site import Document
from templates.view import Fact, SectionView
from templates.words import enumerate_words, phrases

_TEMPLATE = "archive-case.html.j2"
_PAGE = "<!doctype html>"
"""Begins each page. Whatever a case says is escaped, so that its words cannot hold it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What pages point at: forums by code, each meeting's papers, each file's place by digest; all from the root."""

    forums: Forums
    papers: Mapping[int, Sequence[Document]]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """Beslutning: what and when, the forum's words in lines, what else is known, and the case that followed."""

    title: str
    words: tuple[str, ...]
    facts: tuple[Fact, ...]
    new_case: Mark | None


@dataclass(frozen=True, slots=True)
class VisitView:
    """Behandling: its heading, what is known of it, its texts, files, papers and decisions."""

    title: str
    facts: tuple[Fact, ...]
    sections: tuple[SectionView, ...]
    files: tuple[Mark, ...]
    papers: tuple[Mark, ...]
    decisions: tuple[DecisionView, ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """Sag: everything that the register says of it, in words. `route`, `tasks`, `deadlines`: cells of table rows."""

    number: int
    title: str
    facts: tuple[Fact, ...]
    joined_into: Mark | None
    route: tuple[tuple[str, ...], ...]
    visits: tuple[VisitView, ...]
    decisions: tuple[DecisionView, ...]
    tasks: tuple[tuple[str, ...], ...]
    deadlines: tuple[tuple[str, ...], ...]


def case_pages(cases: Sequence[ToldCase], around: Surroundings) -> Iterator[tuple[int, bytes]]:
    """Each case's number and page. Raises TemplateBroken.

    They are filled in together: where the office has templates of its own, each filling is a process.
    """
    shown = tuple(_case(case, around) for case in cases)
    filled = fill_page(_TEMPLATE, cases=shown, labels=phrases("labels"), words=phrases("archive_case"))
    pages = filled.split(_PAGE)[1:]
    if len(pages) != len(cases):
        raise TemplateBroken(_TEMPLATE, f"it made {len(pages)} pages of {len(cases)} cases; each begins with {_PAGE}")
    yield from ((case.id, f"{_PAGE}{page}".encode()) for case, page in zip(cases, pages, strict=True))


def _facts(*pairs: tuple[str, str]) -> tuple[Fact, ...]:
    """What is known, each under its name; what is not known is left out."""
    return tuple(Fact(told(entry), value) for entry, value in pairs if value)


def _case(case: ToldCase, around: Surroundings) -> CaseView:
    forums = around.forums
    return CaseView(
        number=case.id,
        title=titled(case.title, closed=case.closed),
        facts=_facts(
            ("where", where(case, forums)),
            ("route", route(case)),
            ("opened", day(case.opened_on)),
            ("expected", told("only_named") if case.expected else ""),
            ("officers", enumerate_words(case.officers)),
            ("journal_numbers", ", ".join(case.journal_numbers)),
            ("closed_words", case.closed_words or ""),
        ),
        joined_into=_number(case.joined_into),
        route=tuple(_stop(stop, case, forums) for stop in case.stops),
        visits=tuple(_visit(one, around) for one in case.treatments),
        decisions=tuple(_decision(one, forums) for one in case.decisions),
        tasks=tuple(map(_task, case.tasks)),
        deadlines=tuple((when(one), what(one), ", ".join(one.owners), _of_deadline(one)) for one in case.deadlines),
    )


def _number(case: int | None) -> Mark | None:
    return Mark(told("case", number=case), f"{case}.html") if case else None


def _stop(stop: ToldStop, case: ToldCase, forums: Forums) -> tuple[str, ...]:
    state = told("stop_here") if stop == case.here else said(f"stop_{stop.state}", stop.state)
    notes = (
        told("reserved") if stop.reservation else "",
        stop.scope or "",
        told("until", day=day(stop.expires)) if stop.expires else "",
        why(stop.reason),
    )
    asked = phrases("changed_purposes").get(stop.purpose or "", stop.purpose or "")
    return (named(stop.forums, forums), asked, state, "; ".join(note for note in notes if note))


def _task(one: ToldTask) -> tuple[str, ...]:
    return (day(one.due), one.words, one.owner or "", phrases("task_states").get(one.state, one.state))


def _of_deadline(one: ToldDeadline) -> str:
    """Its state, since when and why; and each time it was moved, the first first."""
    state = said(f"deadline_{one.state}", one.state)
    if one.ended_on:
        entry = "deadline_ended_why" if one.reason else "deadline_ended"
        state = told(entry, state=state, day=day(one.ended_on), why=why(one.reason))
    moved = [
        told(f"deadline_{'extended' if move.extended else 'was'}", due=due(move), why=move.reason) for move in one.moves
    ]
    return "; ".join((state, *moved))


def _visit(one: ToldTreatment, around: Surroundings) -> VisitView:
    papers = around.papers.get(one.meeting_id, ()) if one.meeting_id else ()
    kinds = phrases("kinds")
    return VisitView(
        title=titled(_heading(one, around.forums), closed=one.closed),
        facts=_visit_facts(one),
        sections=tuple(_sections(one)),
        files=tuple(_file(file.name, around.files.get(file.digest), file.left_out) for file in one.files),
        papers=tuple(Mark(kinds[paper.kind], f"../{paper.page}") for paper in papers),
        decisions=tuple(_decision(entry, around.forums) for entry in one.decisions) or tuple(_told(one)),
    )


def _heading(one: ToldTreatment, forums: Forums) -> str:
    on = one.decided_on or one.meets_on
    name = forums[one.forum].name
    dated = told("visit_on", forum=name, day=day(on)) if on else name
    return told("again", told=dated, visit=one.visit) if one.visit > 1 else dated


def _visit_facts(one: ToldTreatment) -> tuple[Fact, ...]:
    purposes = [phrases("changed_purposes").get(purpose, purpose) for purpose in one.purposes]
    return _facts(
        ("status", said(f"visit_{one.state}", one.state)),
        ("meeting", day(one.meets_on)),
        ("asked", enumerate_words(purposes)),
        ("officers", enumerate_words(one.officers)),
        ("journal_numbers", one.journal_number or ""),
        ("reason", why(one.reason)),
        *(_answer(one.answer) if one.answer else ()),
    )


def _answer(one: ToldAnswer) -> Iterator[tuple[str, str]]:
    yield "asked_on", day(one.sent_on)
    yield "asked_again_on", day(one.asked_again_on)
    yield "council_meets", day(one.agenda_on)
    yield "remarks", one.remarks or ""


def _sections(one: ToldTreatment) -> Iterator[SectionView]:
    titles = phrases("sections")
    known = [name for name in titles if name in one.texts]
    for name in (*known, *sorted(one.texts.keys() - titles.keys())):
        yield SectionView(titles.get(name) or said(f"text_{name}", name), pieces(one.texts[name]))


def _file(name: str, path: str | None, left_out: bool) -> Mark:
    return Mark(told("left_out", name=name) if left_out else name, f"../{path}" if path else "")


def _told(one: ToldTreatment) -> Iterator[DecisionView]:
    """What a paper that was read in told of it."""
    if one.outcome or one.words:
        yield DecisionView(_outcome(one.outcome), _lines(one.words), (), None)


def _outcome(outcome: str | None) -> str:
    return phrases("outcomes").get(outcome or "", outcome or "")


def _lines(words: str | None) -> tuple[str, ...]:
    return tuple(line for line in (words or "").splitlines() if line.strip())


def _decision(one: ToldDecision, forums: Forums) -> DecisionView:
    title = told("decided", outcome=_outcome(one.outcome), forum=forums[one.forum].name, day=day(one.on))
    parts = "; ".join(told("part", outcome=_outcome(outcome), words=words) for outcome, words in one.parts)
    return DecisionView(
        title=title if one.current else told("superseded", told=title),
        words=_lines(one.words),
        facts=_facts(
            ("additions", one.additions or ""),
            ("parts", parts),
            ("scope", one.scope or ""),
            ("expires", day(one.expires)),
            ("corrected_for", one.reason or ""),
        ),
        new_case=_number(one.new_case),
    )
