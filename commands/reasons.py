"""The reasons of an agenda in words."""

from typing import Any

from states.agenda import Reason, Why
from workflow.agenda import Agenda

WORDS = {
    Why.WAITS_HERE: "it waits here",
    Why.EXPECTED: "it is expected at this meeting; it has no text yet",
    Why.CARRIED_OVER: "it was for {meeting}, and no decision is recorded",
    Why.LATER_MEETING: "it is planned for {meeting}",
    Why.OTHER_MEETING: "it is on the agenda of {meeting}, which has not decided it",
    Why.OTHER_FORUM: "it waits at {forums}",
    Why.NOT_SUBMITTED: "it is a draft: submit it first",
    Why.WAITS_FOR_OTHERS: "its group has answered: decide what came of it",
    Why.AGENDA_LOCKED: "it waits here, but the agenda is locked: lock it again with a reason to take it in",
    Why.POSTPONED: "this meeting has treated it; it waits for the one after",
}


def reasons(agenda: Agenda) -> list[dict[str, Any]]:
    """Every open case, on or off the agenda, and the reason in words."""
    return [
        {"case_id": one.case_id, "title": one.title, "on": one.is_on, "why": one.why, "reason": _words(one)}
        for one in agenda.reasons
    ]


def _words(reason: Reason) -> str:
    forums = ", ".join(reason.forums[:3]) + (f" and {len(reason.forums) - 3} more" if len(reason.forums) > 3 else "")
    return WORDS[reason.why].format(meeting=reason.meeting, forums=forums)
