"""The tokens for what a recommendation asks and what a decision means."""

from enum import StrEnum


class Purpose(StrEnum):
    """Hvad indstillingen beder forummet om: what a recommendation asks the forum to do."""

    APPROVE = "approve"
    ADOPT = "adopt"
    DECIDE = "decide"
    DISCUSS = "discuss"
    GIVE_INPUT = "give_input"
    DELEGATE = "delegate"
    TAKE_NOTE = "take_note"


class Outcome(StrEnum):
    """Hvad beslutningen betyder: what a decision means, whatever its words are."""

    APPROVED = "approved"
    APPROVED_WITH_ADDITION = "approved_with_addition"
    ADOPTED = "adopted"
    DECIDED = "decided"
    RECOMMENDED = "recommended"
    TOOK_NOTE = "took_note"
    DISCUSSED = "discussed"
    ENDORSED = "endorsed"
    GAVE_INPUT = "gave_input"
    DELEGATED = "delegated"
    RETURNED = "returned"
    POSTPONED = "postponed"
    REJECTED = "rejected"
    NO_CONSENSUS = "no_consensus"
    NO_DECISION = "no_decision"


ANSWER_TO: dict[Purpose, Outcome] = {
    Purpose.APPROVE: Outcome.APPROVED,
    Purpose.ADOPT: Outcome.ADOPTED,
    Purpose.DECIDE: Outcome.DECIDED,
    Purpose.DISCUSS: Outcome.DISCUSSED,
    Purpose.GIVE_INPUT: Outcome.GAVE_INPUT,
    Purpose.DELEGATE: Outcome.DELEGATED,
    Purpose.TAKE_NOTE: Outcome.TOOK_NOTE,
}
"""What "godkendte indstillingen" means: the forum did what the recommendation asked of it."""
