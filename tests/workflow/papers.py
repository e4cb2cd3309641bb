"""Small papers as plain data, for what becomes of them in the register."""

from dataclasses import replace
from datetime import date, time

from states.outcomes import Outcome, Purpose
from states.paper import (
    Attendee,
    Block,
    BlockKind,
    Doubt,
    FoundDeadline,
    Group,
    Item,
    ItemKind,
    NextMeeting,
    Paper,
    PaperKind,
    PriorStep,
    Text,
)

GROUP = "Regionalpolitiske sager"


def text(*lines: str) -> Text:
    return tuple(Block(BlockKind.PARAGRAPH, line) for line in lines)


def case_item(
    title: str,
    outcome: Outcome | None = None,
    words: str | None = None,
    *,
    background: str = "Baggrunden.",
    prior: tuple[PriorStep, ...] = (),
    handed_to: tuple[str, ...] = (),
    deadlines: tuple[FoundDeadline, ...] = (),
) -> Item:
    """An item of a case; with an outcome or words it is of minutes."""
    return Item(
        number="",
        title=title,
        journal_number="SAG-2027-00001",
        officers=("bel",),
        background=text(background),
        recommendation=text("Det indstilles, at forummet godkender sagen."),
        presentation=text("Sagen er god."),
        decision=None if words is None else text(words),
        purposes=(Purpose.APPROVE,),
        outcome=outcome,
        prior_steps=prior,
        handed_to=handed_to,
        deadlines=deadlines,
        source_lines=(7, 9),
    )


def paper(
    kind: PaperKind,
    forum: str | None,
    on: date | None,
    *items: Item,
    coming: NextMeeting | None = None,
    people: tuple[Attendee, ...] = (),
    doubts: tuple[Doubt, ...] = (),
) -> Paper:
    """A paper with its cases in group 2, between two standing items."""
    minutes = kind is PaperKind.MINUTES
    numbered = tuple(replace(item, number=f"2.{n}") for n, item in enumerate(items, 1))
    approval = Item(
        "1.1",
        "Godkendelse af referat",
        ItemKind.MINUTES_APPROVAL,
        decision=text("Godkendt.") if minutes else None,
        outcome=Outcome.APPROVED if minutes else None,
    )
    groups = [Group("1", "Godkendelse af referat", (approval,))]
    groups += [Group("2", GROUP, numbered)] if numbered else []
    groups.append(Group("3", "Eventuelt", (Item("3.1", "Eventuelt", ItemKind.ANY_OTHER_BUSINESS),)))
    return Paper(
        kind=kind,
        forum=None,
        forum_code=forum,
        on=on,
        at=time(10),
        place="Middelfart",
        participants=people,
        next_meeting=coming,
        groups=tuple(groups),
        doubts=doubts,
    )


def agenda(forum: str | None, on: date | None, *items: Item, coming: NextMeeting | None = None) -> Paper:
    return paper(PaperKind.AGENDA, forum, on, *items, coming=coming)


def minutes(
    forum: str | None,
    on: date | None,
    *items: Item,
    coming: NextMeeting | None = None,
    people: tuple[Attendee, ...] = (),
) -> Paper:
    return paper(PaperKind.MINUTES, forum, on, *items, coming=coming, people=people)
