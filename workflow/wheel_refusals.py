"""What the wheel refuses, said to the person who asked for it."""

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches

from states.errors import SagsgangError
from states.wheel import TurnState


class UnknownDuty(SagsgangError):
    """No duty goes by this key."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        keys = sorted(known)
        meant = get_close_matches(key, keys, n=1)
        hint = f" Did you mean {meant[0]}?" if meant else ""
        super().__init__(
            f"There is no duty {key!r}.{hint} Known: {', '.join(keys) or 'none'} (sagsgang wheel list). "
            "Nothing was written."
        )


class DutyStands(SagsgangError):
    """A duty with this key is there already."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is a duty {key!r} already: add --replace to change it. Nothing was written.")


class NotInForce(SagsgangError):
    """A duty that the office has not started."""

    def __init__(self, key: str) -> None:
        super().__init__(f"The duty {key!r} is not in force: sagsgang wheel start {key} first. Nothing was written.")


class UnknownOccurrence(SagsgangError):
    """The duty does not come at that time."""

    def __init__(self, key: str, occurrence: str, near: Sequence[str]) -> None:
        comes = f"it comes {', '.join(near)}" if near else "it does not come in those years"
        super().__init__(f"The duty {key!r} has no time {occurrence!r}: {comes}. Nothing was written.")


class TurnDone(SagsgangError):
    """That time is over."""

    def __init__(self, key: str, occurrence: str, state: TurnState, case_id: int | None) -> None:
        how = f"opened as case {case_id}" if case_id is not None else f"{state} already"
        super().__init__(f"{key} {occurrence} is {how}. Nothing was written.")


class FarOff(SagsgangError):
    """A day that is not in the years round the occurrence."""

    def __init__(self, key: str, occurrence: str, on: date) -> None:
        super().__init__(
            f"{on} is no day for {key} {occurrence}: it must lie in that year, the one before or the one after. "
            "Nothing was written."
        )


class AlreadyLinked(SagsgangError):
    """A case that answers for another time of the duty."""

    def __init__(self, key: str, case_id: int, occurrence: str) -> None:
        super().__init__(f"Case {case_id} is {key} {occurrence} already. Nothing was written.")
