"""A meeting's papers as everybody may see them: without closed items, and without what open items tell of them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import done_treatments, printed_items, treatments
from db.queries.published import cases_treated_closed, closed_attachments, closed_items, closed_titles, joined_into
from states.attachments import Attachment
from states.facts import MeetingFacts
from states.forums import RegisteredForum
from states.paper import Block, Group, Item, Paper, Text
from states.public import public
from templates.course import course_paragraph
from templates.words import phrases, say
from workflow.printing import COURSE, course_steps, section


@dataclass(frozen=True, slots=True)
class Confidential:
    """What must not be told: the titles of closed items and their cases, and the ids of their attachments."""

    titles: frozenset[str]
    attachments: frozenset[int]


def confidential(connection: Connection) -> Confidential:
    """What is confidential as the register stands."""
    return Confidential(closed_titles(connection), closed_attachments(connection))


def public_paper(
    connection: Connection, paper: Paper, meeting: MeetingFacts, forum: RegisteredForum, secret: Confidential
) -> Paper:
    """A paper of a meeting with everything closed left out, also what was closed after the paper was sent.

    Where a case of an open item has been treated as a closed one by another forum, the course of the case is told
    again from what was open, and an attachment that was given there keeps its number and loses its name.
    """
    heirs = joined_into(connection, [item.case_id for item in paper.items if item.case_id])
    paper = _each(paper, lambda item: replace(item, case_id=heirs.get(item.case_id, item.case_id)))
    closed, told = closed_items(connection, meeting.id), _told(connection, meeting, paper)

    def open_(item: Item) -> Item:
        if item.closed or item.case_id in closed.case_ids or item.title in closed.titles or item.case_id in told.lost:
            return replace(item, closed=True)
        if item.case_id in told.backgrounds:
            item = replace(item, background=told.backgrounds[item.case_id])
        return _without_names(item, [one for one in item.attachments if one.id in secret.attachments])

    return _headed(public(_each(paper, open_), secret.titles, (*phrases("groups").values(), forum.group_title)))


def _headed(paper: Paper) -> Paper:
    """A group whose title is kept back has a neutral one, so that no item seems to belong to the group before."""
    return replace(paper, groups=tuple(_neutral(group) for group in paper.groups))


def _neutral(group: Group) -> Group:
    hidden = not group.title and bool(group.items) and all(item.closed for item in group.items)
    return replace(group, title=say("closed", "group")) if hidden and group.number else group


def _each(paper: Paper, change: Callable[[Item], Item]) -> Paper:
    groups = tuple(replace(group, items=tuple(map(change, group.items))) for group in paper.groups)
    return replace(paper, groups=groups)


@dataclass(frozen=True, slots=True)
class _Told:
    """The cases that another forum treated as closed before: their backgrounds with the course told anew.

    `lost`: those that no longer stand on the agenda, so that nobody can say what of their text is the course.
    """

    backgrounds: Mapping[int | None, Text | None]
    lost: frozenset[int]


def _told(connection: Connection, meeting: MeetingFacts, paper: Paper) -> _Told:
    cases = cases_treated_closed(connection, [item.case_id for item in paper.items if item.case_id])
    if not cases:
        return _Told({}, frozenset())
    placed = [row.treatment_id for row in printed_items(connection, meeting.id) if row.treatment_id]
    here = {row.case_id: row for row in treatments(connection, placed).values() if row.case_id in cases}
    done = done_treatments(connection, cases)
    before = {case: [one for one in done[case] if _is_before(one, row, meeting)] for case, row in here.items()}
    return _Told(
        {case: _background(row, before[case]) for case, row in here.items() if any(one.closed for one in before[case])},
        frozenset(case for case in cases - here.keys() if any(one.closed for one in done[case])),
    )


def _is_before(one: Any, here: Any, meeting: MeetingFacts) -> bool:
    """Whether a treatment may be told of at the meeting; one whose day nobody knows may."""
    return one.id != here.id and (one.decided_on is None or one.decided_on <= meeting.on)


def _background(row: Any, before: Sequence[Any]) -> Text | None:
    background = section(row.texts, "background")
    course = section(row.texts, COURSE) and course_paragraph(course_steps(one for one in before if not one.closed))
    return (*(background or ()), *course) if course else background


def _without_names(item: Item, secret: Collection[Attachment]) -> Item:
    """The item with a neutral name for these attachments; marks count on, so that each still points at its own."""
    if not secret:
        return item
    neutral = say("closed", "attachment")
    names = [one.name for one in secret]
    files = tuple(
        replace(one, name=neutral, digest="", size=0, media_type="") if one in secret else one
        for one in item.attachments
    )
    return replace(
        item,
        attachments=files,
        background=_renamed(item.background, names, neutral),
        recommendation=_renamed(item.recommendation, names, neutral),
        presentation=_renamed(item.presentation, names, neutral),
        decision=_renamed(item.decision, names, neutral),
    )


def _renamed(text: Text | None, names: Collection[str], neutral: str) -> Text | None:
    return None if text is None else tuple(_block(block, names, neutral) for block in text)


def _block(block: Block, names: Collection[str], neutral: str) -> Block:
    words = block.text
    for name in names:
        words = words.replace(name, neutral)
    return block if words == block.text else replace(block, text=words, links=())


def public_files(paper: Paper) -> Iterator[tuple[Item, Attachment]]:
    """The attachments that go with a public paper, in printed order."""
    return ((item, one) for item in paper.items for one in item.attachments if one.digest)
