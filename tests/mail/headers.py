"""Danish subjects and names by the thousand: composed, and read back with another decoder than Python's.

`python -m tests.mail.headers` prints what became of 20,000.
"""

from dataclasses import dataclass, field, replace
from random import Random

from fast_mail_parser import parse_email

from mail.policy import MOST_NAME, MOST_SUBJECT, guarded
from states.addresses import Address
from tests.mail.danish import names, titles
from tests.mail.letters import HEADERS, LETTER, composed

SEED = 2027
MANY = 20_000


@dataclass(frozen=True, slots=True)
class Tried:
    """Subjects with names that brought in a header, and those that did not read back as they were written."""

    injected: list[tuple[str, str]] = field(default_factory=list)
    spoilt: list[tuple[str, str]] = field(default_factory=list)


def tried(count: int) -> Tried:
    """What becomes of so many subjects and names, every third of them strange."""
    random, found = Random(SEED), Tried()
    for title, name in zip(titles(random, count), names(random, count), strict=True):
        letter = replace(LETTER, subject=title, to=Address("bel@example.dk", name), html="", text="x")
        read = parse_email(composed(letter))
        person = [(one.display_name or "", one.address) for one in read.to]
        if [one for one in read.headers if "Content-T" not in one] != HEADERS[:-1] or read.text_plain != ["x\r\n"]:
            found.injected.append((title, name))
        if (read.subject, person) != (guarded(title, MOST_SUBJECT), [(guarded(name, MOST_NAME), "bel@example.dk")]):
            found.spoilt.append((title, name))
    return found


if __name__ == "__main__":
    whole = tried(MANY)
    print(f"{MANY} subjects and names: {len(whole.injected)} brought in a header, {len(whole.spoilt)} were spoilt")
