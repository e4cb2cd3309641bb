"""What may be done to a case on its route, by name."""

from enum import StrEnum


class Trigger(StrEnum):
    """What may be done to a case on its route."""

    SUBMIT = "submit"
    FORWARD = "forward"
    CONCLUDE = "conclude"
    RETURN_TO = "return_to"
    POSTPONE = "postpone"
    DELEGATE = "delegate"
    SKIP = "skip"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


CHOICES = (Trigger.FORWARD, Trigger.CONCLUDE, Trigger.RETURN_TO, Trigger.POSTPONE, Trigger.REJECT)
"""What a decider may say instead of what the outcome does by itself."""
