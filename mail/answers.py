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


class Why(StrEnum):
    """Why a line did not come about, or broke."""

    UNREACHABLE = "The mail server cannot be reached"
    UNTRUSTED = "The server's certificate is not to be trusted"
    NOT_SAFE = "No safe line came about, TLS 1.2 or newer"
    NO_STARTTLS = "The server offers no STARTTLS, and no letter goes over an open line"
    NO_LOGIN = "The server offers no login with user and password (AUTH PLAIN or LOGIN)"
    SILENT = "The server did not answer in time"
    HUNG_UP = "The server hung up"


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


_ADVICE = {
    Why.UNREACHABLE: "Check SAGSGANG_SMTP_HOST and SAGSGANG_SMTP_PORT, and that the network lets this machine out.",
    Why.UNTRUSTED: "SAGSGANG_SMTP_HOST must be the name in the certificate. Where an authority of your own has signed "
    "it, name that one's certificate in SAGSGANG_SMTP_CA_FILE.",
    Why.NOT_SAFE: "Check SAGSGANG_SMTP_SECURITY and SAGSGANG_SMTP_PORT: starttls goes with 587, tls with 465.",
    Why.NO_STARTTLS: "Check SAGSGANG_SMTP_PORT (starttls goes with 587), or set SAGSGANG_SMTP_SECURITY to tls.",
    Why.NO_LOGIN: "Ask who runs it: a relay that knows this machine by its number wants no SAGSGANG_SMTP_USER.",
    Why.SILENT: "Check SAGSGANG_SMTP_SECURITY and SAGSGANG_SMTP_PORT: starttls goes with 587, tls with 465.",
    Why.HUNG_UP: "Check SAGSGANG_SMTP_SECURITY and SAGSGANG_SMTP_PORT; else ask who runs the server if it lets you in.",
    f"({Step.GREETING})": "Ask who runs the server whether it lets this machine in.",
    f"({Step.LOGIN})": "Check SAGSGANG_SMTP_USER and the password, and that the server lets this user send by SMTP.",
    f"({Step.SENDER})": "Check that this user may send as the address in SAGSGANG_MAIL_FROM.",
    f"({Step.RECIPIENT})": "Check the address; and that the server takes letters to other houses from this machine.",
}


def advice(answer: Answer) -> str:
    """What to do about an answer, "" where the server's own words must do."""
    return next((words for sign, words in _ADVICE.items() if sign in answer.words), "")
