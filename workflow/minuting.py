"""What became of a standing item, entered by hand: the minutes approved, the news taken note of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import printed_items, treatments
from db.record import Update
from ingest.meaning import outcome_of
from states.errors import SagsgangError
from states.facts import MeetingFacts
from states.forums import RegisteredForum
from states.outcomes import Outcome, Purpose
from states.paper import ItemKind
from workflow.agenda import choose_meeting
from workflow.desk import HELD, LOCKED, Desk, open_desk
from workflow.errors import WrongMeetingState

ONLY_TOLD = (ItemKind.SINCE_LAST, ItemKind.ANY_OTHER_BUSINESS)
"""Items under which something is told and nothing decided, unless the words say so."""


class NoSuchItem(SagsgangError):
    """The agenda has no item with that number."""

    def __init__(self, meeting: MeetingFacts, number: str, known: Iterable[str]) -> None:
        super().__init__(f"{meeting.forum} {meeting.on} has no item {number!r}; its items are {', '.join(known)}.")


class NeedsReason(SagsgangError):
    """What is recorded already is changed only with a reason."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is recorded already; change it only with a reason: --reason WORDS.")


class IsACase(SagsgangError):
    """The item is a case, whose decision moves it on."""

    def __init__(self, number: str, case_id: int) -> None:
        super().__init__(
            f"Item {number} is case {case_id}: record what was decided with "
            f"sagsgang decide {case_id} --outcome OUTCOME --words WORDS."
        )


def fixed_meeting(desk: Desk, forum: str, on: date | None) -> tuple[RegisteredForum, MeetingFacts]:
    """The forum and its meeting, whose agenda is locked or which is held. Raises WrongMeetingState for any other."""
    entry = desk.forum(forum)
    code = entry.forum.code
    meeting = choose_meeting(code, desk.meetings(code), on)
    if meeting.state not in (LOCKED, HELD):
        how = f"lock its agenda first (sagsgang meeting lock {code} --meeting {meeting.on})"
        raise WrongMeetingState(code, meeting.on, meeting.state, how)
    return entry, meeting


def meeting_facts(meeting: MeetingFacts) -> dict[str, Any]:
    """A meeting as events name it."""
    return {"forum": meeting.forum, "on": meeting.on}


@dataclass(frozen=True, slots=True)
class Minuted:
    """What a standing item now has in the minutes. `outcome` is None where the words leave it open."""

    meeting: MeetingFacts
    number: str
    title: str
    outcome: Outcome | None


def minute_item(
    connection: Connection,
    forum: str,
    on: date | None,
    number: str,
    words: str,
    outcome: Outcome | None = None,
    *,
    reason: str | None = None,
    by: str,
    now: datetime,
) -> Minuted:
    """Record what a meeting decided or was told under a standing item, which is no case: "Referatet blev godkendt."

    What the words mean is read as in minutes, where it is not said. Raises IsACase, NoSuchItem, NeedsReason (the item
    has its words), WrongMeetingState, and what choosing the meeting raises.
    """
    with open_desk(connection, by=by, now=now) as desk:
        _, meeting = fixed_meeting(desk, forum, on)
        items = {item.number: item for item in printed_items(connection, meeting.id)}
        if number not in items:
            raise NoSuchItem(meeting, number, (known for known in items if known))
        item = items[number]
        if item.treatment_id is not None:
            raise IsACase(number, treatments(connection, [item.treatment_id])[item.treatment_id].case_id)
        if item.words is not None and not reason:
            raise NeedsReason(f"What became of item {number} of {meeting.forum} {meeting.on}")
        meant = outcome or _meant(item, words)
        texts = {name: text for name, text in (item.texts or {}).items() if name != "decision"}
        changes = {"words": words, "outcome": meant, "texts": texts}
        facts = {**meeting_facts(meeting), "item": number, "title": item.title, "words": words, "outcome": meant}
        desk.note("item_minuted", None, {**facts, "reason": reason}, Update("agenda_item", {"id": item.id}, changes))
    return Minuted(meeting, number, item.title, meant)


def _meant(item: Any, words: str) -> Outcome | None:
    lines = [line for line in words.splitlines() if line.strip()]
    meant = outcome_of(lines, [Purpose(purpose) for purpose in item.purposes])
    return Outcome.NO_DECISION if meant is None and item.kind in ONLY_TOLD else meant
