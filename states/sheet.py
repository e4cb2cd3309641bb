"""A document that is neither agenda nor minutes, as plain data: a list, a letter, an extract."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from states.paper import Text


class SheetKind(StrEnum):
    """What a sheet is for."""

    PIPELINE = "pipeline"
    FOLLOW_UP = "follow_up"
    EXTRACT = "extract"
    COVERING_LETTER = "covering_letter"
    ATTACHMENT_COVER = "attachment_cover"
    ATTACHMENTS = "attachments"
    CHANGES = "changes"
    COUNCILS = "councils"
    PLAN = "plan"
    PLANS = "plans"
    PROMISES = "promises"


@dataclass(frozen=True, slots=True)
class SheetFact:
    """A line under the title: what it is called and what it says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Afsnit: a heading ("" for none) and the text under it. A heading block in the text is one level below."""

    title: str
    text: Text


@dataclass(frozen=True, slots=True)
class Sheet:
    """Blad: a titled document of sections, with every word in it final (Danish, as it will be read).

    `over`: a line above the title, such as the forum's name. `on`: the day that it tells of; a file is dated by it, so
    that the same sheet makes the same bytes.
    """

    kind: SheetKind
    title: str
    on: date
    over: str = ""
    facts: tuple[SheetFact, ...] = ()
    sections: tuple[SheetSection, ...] = ()
