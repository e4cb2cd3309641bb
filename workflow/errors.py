"""What a use case refuses, said to the person who asked for it."""

from collections.abc import Iterable, Sequence
from datetime import date

from states.errors import SagsgangError
from states.facts import MeetingState


class NotSubmitted(SagsgangError):
    """A draft has not been sent on its way."""

    def __init__(self, case_id: int) -> None:
        super().__init__(f"Case {case_id} is a draft; send it on its way first with sagsgang case submit {case_id}.")


class AlreadyEnded(SagsgangError):
    """The case waits nowhere any more."""

    def __init__(self, case_id: int, state: str) -> None:
        super().__init__(
            f"Case {case_id} is {state}: no forum has it before it any more. Nothing was written. "
            f"To mend the last decision: sagsgang decide {case_id} --outcome OUTCOME --correct REASON; "
            f"to take it up again: sagsgang case reopen {case_id} --reason WORDS."
        )


class AlreadyDecided(SagsgangError):
    """The treatment has its decision."""

    def __init__(self, case_id: int, forum: str, on: date | None, words: str | None) -> None:
        when = f" on {on}" if on else ""
        super().__init__(
            f"{forum} has already decided case {case_id}{when} ({_short(words)}). Nothing was written. "
            f"To mend it: sagsgang decide {case_id} --forum {forum} --outcome OUTCOME --correct REASON."
        )


class SameAgain(SagsgangError):
    """The last decision is entered once more."""

    def __init__(self, case_id: int, forum: str, waits: str) -> None:
        super().__init__(
            f"These are {forum}'s words, recorded already; case {case_id} now waits at {waits}. Nothing was written. "
            f"If {waits} decided the same in the same words, say --forum {waits}."
        )


class NotThere(SagsgangError):
    """The case does not wait at the forum that was named."""

    def __init__(self, case_id: int, forum: str, waits: Iterable[str]) -> None:
        super().__init__(f"Case {case_id} does not wait at {forum}; it waits at {', '.join(waits) or 'no forum'}.")


class NotOnThatMeeting(SagsgangError):
    """The case stands on the agenda of another meeting."""

    def __init__(self, case_id: int, forum: str, asked: date, other: date) -> None:
        super().__init__(
            f"Case {case_id} is not on {forum}'s meeting of {asked}: it is on the agenda of {other}. "
            "Nothing was written."
        )


class NoSuchMeeting(SagsgangError):
    """The forum has no meeting on that date."""

    def __init__(self, forum: str, on: date, known: Sequence[date]) -> None:
        dates = ", ".join(map(str, known)) or "none"
        super().__init__(
            f"{forum} has no meeting on {on} (known: {dates}). Add it with sagsgang meeting add {forum} {on}."
        )


class NoMeetingAhead(SagsgangError):
    """The forum has no meeting that has not been held."""

    def __init__(self, forum: str) -> None:
        super().__init__(f"{forum} has no meeting ahead; add one with sagsgang meeting add {forum} DATE.")


class NotOnFixedAgenda(SagsgangError):
    """The meeting's agenda is fixed, and the case is not on it."""

    def __init__(self, case_id: int, forum: str, on: date, state: str) -> None:
        lock = f"; to take it in: sagsgang meeting lock {forum} --meeting {on} --reason WORDS"
        way = lock if state == MeetingState.LOCKED else ""
        super().__init__(
            f"Case {case_id} is not on {forum}'s meeting of {on}, which is {state}. Nothing was written{way}."
        )


class WhichForum(SagsgangError):
    """Several forums have the case before them."""

    def __init__(self, case_id: int, forums: Sequence[str]) -> None:
        names = ", ".join(forums[:8]) + (" …" if len(forums) > 8 else "")
        super().__init__(f"Case {case_id} waits at {len(forums)} forums side by side: say --forum with one of {names}.")


class LockedAgenda(SagsgangError):
    """An agenda that was sent changes only with a reason."""

    def __init__(self, forum: str, on: date) -> None:
        super().__init__(f"The agenda of {forum} {on} is locked; change it only with a reason: --reason WORDS.")


class WrongMeetingState(SagsgangError):
    """The meeting is not in a state for this."""

    def __init__(self, forum: str, on: date, state: str, what: str) -> None:
        super().__init__(f"{forum}'s meeting of {on} is {state}: {what}.")


def _short(words: str | None) -> str:
    line = " ".join((words or "no words").split())
    return f"“{line[:60]}…”" if len(line) > 60 else f"“{line}”"
