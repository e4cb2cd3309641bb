"""A paper (agenda or minutes) as plain data: what `ingest/` returns is what `templates/` renders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from states.attachments import Attachment
from states.outcomes import Outcome, Purpose


class PaperKind(StrEnum):
    """Dagsorden or referat."""

    AGENDA = "agenda"
    MINUTES = "minutes"


class BlockKind(StrEnum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBERED = "numbered"
    TABLE = "table"


class ItemKind(StrEnum):
    """A case, or one of the standing items that every meeting has."""

    CASE = "case"
    MINUTES_APPROVAL = "minutes_approval"
    SINCE_LAST = "since_last"
    NEXT_ITEMS = "next_items"
    ANY_OTHER_BUSINESS = "any_other_business"


class DeadlineKind(StrEnum):
    """Fristens art: what kind of duty a date stands for."""

    HEARING = "hearing"
    REPORT = "report"
    NOTICE = "notice"
    CONTRACT_EXPIRY = "contract_expiry"
    NEXT_MEETING = "next_meeting"
    TASK = "task"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of the block's text that points somewhere."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a text. Stored as data, never as Markdown: "20. juni" at the start of a paragraph is no list item.

    `text`: the words, one line, no bullet, label or mark in it (empty for a table). `marks`: how many attachment
    marks (./.) stand at its head. `label`: what a numbered list item is called, as printed ("1.", "a)"). `level`:
    depth in a list, 0 the outermost. `rows`: a table's rows of cell texts, the head row first.
    """

    kind: BlockKind
    text: str = ""
    marks: int = 0
    label: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    links: tuple[Link, ...] = ()


Text = tuple[Block, ...]
"""A section's text, in reading order."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Deltager: a person at a meeting, with party letter and municipality as printed."""

    name: str
    party: str | None = None
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """Frist: a date that binds somebody, with the words it stands in.

    `on` is exact; where the words are vague ("ultimo 2023") it is None and `earliest`/`latest` bound it. `before`: the
    day itself does not count ("inden den 10."). `year_inferred`: the words name no year.
    """

    words: str
    kind: DeadlineKind
    on: date | None = None
    earliest: date | None = None
    latest: date | None = None
    before: bool = False
    year_inferred: bool = False


@dataclass(frozen=True, slots=True)
class PriorStep:
    """What an earlier forum did, as the background tells it ("Socialdirektørforum har godkendt …")."""

    forum: str
    """The forum's code."""
    outcome: Outcome
    words: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the reader would not guess: what it saw, and on which line of the source (1-based)."""

    message: str
    line: int | None = None

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


@dataclass(frozen=True, slots=True)
class Item:
    """Dagsordenspunkt: a numbered item of an agenda or minutes.

    A section is None where its heading is not printed and () where the heading stands without text. `outcome` is None
    in an agenda. `source_lines`: first and last line in the paper it was read from.
    """

    number: str
    title: str
    kind: ItemKind = ItemKind.CASE
    journal_number: str | None = None
    officers: tuple[str, ...] = ()
    background: Text | None = None
    recommendation: Text | None = None
    presentation: Text | None = None
    decision: Text | None = None
    purposes: tuple[Purpose, ...] = ()
    outcome: Outcome | None = None
    attachment_marks: int = 0
    attachments: tuple[Attachment, ...] = ()
    """The files that go with the item; the first stands for the first mark in its texts, and so on."""
    deadlines: tuple[FoundDeadline, ...] = ()
    prior_steps: tuple[PriorStep, ...] = ()
    absent: tuple[Attendee, ...] = ()
    """Those not present under this item ("ikke til stede under punktet")."""
    handed_to: tuple[str, ...] = ()
    """The codes of the forums that a decision sends the case back to, or empowers, as its words name them."""
    source_lines: tuple[int, int] | None = None
    case_id: int | None = None
    closed: bool = False
    """Lukket punkt: confidential."""


@dataclass(frozen=True, slots=True)
class Group:
    """Hovedpunkt: a numbered group of items (2. Regionalpolitiske sager)."""

    number: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """What the paper says of the meeting after: its date, and the cases expected there."""

    on: date | None
    expected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """Dagsorden or referat as plain data.

    `forum` is the name as printed (or the forum's full name where we render); `forum_code` the register's code for it.
    `draft`: minutes of a meeting that is not closed yet (udkast).
    """

    kind: PaperKind
    forum: str | None
    forum_code: str | None
    on: date | None
    at: time | None = None
    place: str | None = None
    participants: tuple[Attendee, ...] = ()
    apologies: tuple[Attendee, ...] = ()
    next_meeting: NextMeeting | None = None
    groups: tuple[Group, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())
    draft: bool = False

    @property
    def items(self) -> Iterator[Item]:
        """Every item, in printed order."""
        return (item for group in self.groups for item in group.items)


def plain(text: Iterable[Block] | None) -> str:
    """A text as lines: one a paragraph, sub-heading, list item ("– " before it) or table row ("| a | b |")."""
    return "\n".join(line for block in text or () for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    mark = "./. " * block.marks
    match block.kind:
        case BlockKind.TABLE:
            for row in block.rows:
                yield f"| {' | '.join(row)} |"
        case BlockKind.BULLET:
            yield f"– {mark}{block.text}".rstrip()
        case BlockKind.NUMBERED:
            yield f"{mark}{block.label} {block.text}".rstrip()
        case _:
            yield f"{mark}{block.text}".rstrip()
