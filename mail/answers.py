"""What a mail server's replies and silences mean for a letter, and how a person is told. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from states.letters import Answer, Verdict

MOST_WORDS = 300
DONE, GO_ON, NO = 2, 3, 5
"""First figures of replies. Source: RFC 5321, 4.2.1."""

CLOSING = 421
"""The server closes the line. Source: RFC 5321, 3.8."""

LOGIN_NEEDED = 530
"""Nobody may send without login. Source: RFC 4954, 6."""


class Step(StrEnum):
    """How far a session has come, as a reply is told: "550 No such user (said of the recipient)"."""

    CONNECT = "on the way there"
    GREETING = "said as a greeting"
    HELLO = "said to our hello"
    STARTTLS = "said to STARTTLS"
    LOGIN = "said to the login"
    SENDER = "said of the sender"
    RECIPIENT = "said of the recipient"
    BEGIN = "said before the letter"
    LETTER = "said of the letter"

    @property
    def is_opening(self) -> bool:
        """Whether no letter has been spoken of yet."""
        return self in {Step.CONNECT, Step.GREETING, Step.HELLO, Step.STARTTLS, Step.LOGIN}


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's reply: its code, -1 where it was none, and its words as they came."""

    code: int
    words: str

    @property
    def kind(self) -> int:
        """The first figure of the code: 2 done, 3 go on, 4 not now, 5 no. Source: RFC 5321, 4.2.1."""
        return self.code // 100


def on_one_line(words: str) -> str:
    """Words without line breaks and controls, not longer than a person reads."""
    plain = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+", " ", words).split())
    return plain if len(plain) <= MOST_WORDS else plain[: MOST_WORDS - 1] + "…"


def accepted(reply: Reply) -> Answer:
    """The server has the letter."""
    return Answer(Verdict.ACCEPTED, on_one_line(f"{reply.code} {reply.words}"))


def not_taken(step: Step, reply: Reply) -> Answer:
    """The server says no: 5xx is for a person to look at, all else for another try. Source: RFC 5321, 4.2.1.

    Until the sender has been named, it says so to every letter; and so does a server that closes, or wants a login.
    """
    verdict = Verdict.REFUSED if reply.kind == NO else Verdict.LATER
    for_all = step.is_opening or (step is Step.SENDER and reply.code in {CLOSING, LOGIN_NEEDED})
    said = f"{reply.code} {reply.words}" if reply.code > 0 else f"no reply code but {reply.words!r}"
    return Answer(verdict, f"{on_one_line(said)} ({step})", for_all=for_all)


def broken(step: Step, reason: str) -> Answer:
    """The line broke, or was never there. After the last dot nobody knows whether the letter arrived."""
    doubt = "; it may have the letter" if step is Step.LETTER else ""
    return Answer(Verdict.LATER, f"{on_one_line(reason)}{doubt}", for_all=step.is_opening or step is Step.SENDER)


def impossible(reason: str) -> Answer:
    """The server lacks what our settings ask of it: no letter leaves before a person has seen to it."""
    return Answer(Verdict.LATER, on_one_line(reason), for_all=True)


def too_large(size: int, most: int) -> Answer:
    """The server has said beforehand that it takes no letter of this size (bytes). Source: RFC 1870, 6.1."""
    return Answer(
        Verdict.REFUSED, f"The letter has {size / 1e6:.1f} MB, and the server takes letters up to {most / 1e6:.1f} MB"
    )
