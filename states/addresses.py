"""E-mail addresses, as people type them. Pure."""

import re
from dataclasses import dataclass

from states.errors import SagsgangError

LONGEST = 254
"""The longest address that mail can carry. Source: RFC 5321, 4.5.3.1.3, less the angle brackets."""

_SHAPE = re.compile(r"(?P<local>[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64})@(?P<domain>[^\s@<>,;:\\\"()\[\]]+)")
_LABEL = re.compile(r"(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?", re.UNICODE)


class NotAnAddress(SagsgangError):
    """Words that are no e-mail address."""

    def __init__(self, typed: str, reason: str) -> None:
        self.reason = reason
        super().__init__(f"{typed!r} is no e-mail address: {reason}. Write it as name@domain, such as bel@example.dk.")


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Adresse: an e-mail address and the name that it is shown with ("" for none)."""

    email: str
    name: str = ""


def email_address(typed: str) -> str:
    """The address as it is kept: without blanks around it, its domain in small letters.

    A domain may hold Danish letters (mail/message.py sends it in its ASCII form); what stands before the @ may not,
    since many servers still refuse it. Raises NotAnAddress, which says what is missing.
    """
    word = typed.strip()
    if "@" not in word or word.endswith("@"):
        raise NotAnAddress(typed, "it has no domain" if word.strip("@") else "it is empty")
    found = _SHAPE.fullmatch(word)
    if found is None or len(word) > LONGEST or _has_bad_dots(found["local"]):
        raise NotAnAddress(typed, "it has signs or a length that no address has")
    labels = found["domain"].lower().split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)):
        raise NotAnAddress(typed, f"{found['domain']!r} is no domain")
    return f"{found['local']}@{'.'.join(labels)}"


def _has_bad_dots(local: str) -> bool:
    return local.startswith(".") or local.endswith(".") or ".." in local
