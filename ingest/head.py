"""The head of a paper: what kind it is, which forum, when and where, and who was there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from ingest.dates import find_dates, first_date, first_time, without_dates
from ingest.names import mentions
from ingest.people import people_in, person_of_cells, places
from ingest.phrases import pattern
from ingest.pieces import Piece
from ingest.shapes import head_label
from ingest.source import Line, Style
from states.forums import Forum
from states.paper import Attendee, Doubt, PaperKind

_LONGEST_TITLE_LINE = 120
_LONGEST_PERSON = 90
_LONGEST_LABEL = 5
"""Words: what is longer and ends with a stop is a sentence, not a title."""


@dataclass(slots=True)
class Head:
    """What the front page and the running headers say. `forum` is the name as printed, `code` the register's."""

    kind: PaperKind | None = None
    forum: str | None = None
    code: str | None = None
    on: date | None = None
    at: time | None = None
    place: str | None = None
    present: list[Attendee] = field(default_factory=list)
    absent: list[Attendee] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read_head(front: Sequence[Piece], headers: Sequence[Line], forums: Sequence[Forum]) -> Head:
    """Read the pieces before the first item, and the running headers where the front page is silent."""
    head = Head()
    reader = _Reader(head, forums)
    for piece in front:
        reader.take(piece)
    for line in headers:
        reader.take_title(" ".join(line.text.split()), line.number, header=True)
    return head


class _Reader:
    """Reads piece after piece; a label without a value waits for the next piece, and lists of people run on."""

    def __init__(self, head: Head, forums: Sequence[Forum]) -> None:
        self.head, self.forums, self.known = head, forums, places(forums)
        self.label: str | None = None
        self.people: list[Attendee] | None = None
        self.skipping = False
        self.date_is_labelled = False

    def take(self, piece: Piece) -> None:
        """Read one piece of the front page."""
        text = _closed_up(self._as_labelled(piece), self.forums)
        labelled = head_label(text)
        if labelled:
            self._label(labelled[0], labelled[1], piece)
        elif pattern("head.passed_over").match(text.strip(" :")) or pattern("furniture.contents_heading").match(text):
            self.label, self.people, self.skipping = None, None, True
        elif self.people is not None and self._person(piece, text):
            return
        elif self.label:
            label, self.label = self.label, None
            self._value(label, text, piece.first)
        elif self.take_title(text, piece.first) or self._place_or_time(text):
            self.skipping = False
        elif not self.skipping:
            self.head.doubts.append(Doubt(f"not understood before the first item: {text[:80]!r}", piece.first))

    @staticmethod
    def _as_labelled(piece: Piece) -> str:
        """A table row "Dato | 21-11-2023" read like the line "Dato: 21-11-2023"."""
        if piece.style is not Style.ROW:
            return piece.text
        cells = [cell for cell in piece.cells if cell]
        if len(cells) > 1 and head_label(f"{cells[0].rstrip(':')}:"):
            return f"{cells[0].rstrip(':')}: {' '.join(cells[1:])}"
        return ", ".join(cells)

    def _label(self, label: str, value: str, piece: Piece) -> None:
        self.skipping = False
        self.people = {"present_label": self.head.present, "absent_label": self.head.absent}.get(label)
        self.label = None if self.people is not None or value else label
        if self.people is not None:
            self.people += people_in(value, self.known)
        elif value:
            self._value(label, value, piece.first)

    def _person(self, piece: Piece, text: str) -> bool:
        """Read a line of a list of people; False where the list has ended."""
        if self.people is None:
            return False
        if piece.style is Style.ROW:
            self.people += person_of_cells(piece.cells, self.known)
            return True
        is_list = piece.style is Style.BULLET or len(text) <= _LONGEST_PERSON or text.count(",") > 2 or ";" in text
        if text.rstrip().endswith((".", ":")) or not is_list or piece.style is Style.HEADING or self._is_title(text):
            self.people = None
            return False
        self.people += people_in(text, self.known)
        return True

    def _is_title(self, text: str) -> bool:
        return any(pattern(f"head.{kind}").search(text) for kind in ("minutes", "agenda")) or bool(
            find_dates(text, None) and mentions(text, self.forums)
        )

    def _value(self, label: str, value: str, line: int) -> None:
        match label:
            case "date_label" | "time_label":
                self._date(value, line, labelled=True)
                self.head.at = self.head.at or first_time(without_dates(value))
            case "place_label":
                self.head.place = self.head.place or value.strip(" .")
            case "forum_label":
                self._forum(value, line, said=True)

    def _place_or_time(self, text: str) -> bool:
        """Read a line that says the place or the time without a label."""
        said = pattern("head.place_said").match(text)
        if pattern("head.bare_time").match(text):
            self.head.at = self.head.at or first_time(text)
        elif said or pattern("head.address").match(text):
            self.head.place = self.head.place or (said["place"] if said else text).strip(" .")
        else:
            return False
        return True

    def take_title(self, text: str, line: int, *, header: bool = False) -> bool:
        """Read a line that is no label: a title that names kind, forum or date. False where it tells nothing."""
        if len(text) > _LONGEST_TITLE_LINE or pattern("head.not_a_title").search(text):
            return bool(pattern("head.not_a_title").search(text))
        if _is_sentence(text) and not self._is_title(text):
            return False
        told = self._kind(text) | self._forum(text, line, said=False)
        if not pattern("head.sent").search(text):
            told |= self._date(text, line, labelled=False)
            if not header and first_date(text):
                self.head.at = self.head.at or first_time(without_dates(text))
        return told or bool(pattern("head.sent").search(text)) or not any(sign.isalpha() for sign in text)

    def _kind(self, text: str) -> bool:
        kinds = [kind for kind in (PaperKind.MINUTES, PaperKind.AGENDA) if pattern(f"head.{kind}").search(text)]
        if kinds and self.head.kind is None:
            self.head.kind = kinds[0]
        return bool(kinds)

    def _forum(self, text: str, line: int, *, said: bool) -> bool:
        named = mentions(text, self.forums)
        if named:
            if self.head.code is None:
                self.head.forum, self.head.code = _as_printed(named[0].printed, named[0].forum), named[0].forum.code
            return True
        meeting = pattern("head.meeting_of").search(text)
        unknown = text if said else meeting["forum"].strip() if meeting else None
        if unknown and self.head.forum is None:
            self.head.forum = unknown
            self.head.doubts.append(
                Doubt(f"the forum {unknown!r} is not in the register: say --forum, or add it", line)
            )
        return bool(unknown)

    def _date(self, text: str, line: int, *, labelled: bool) -> bool:
        on = first_date(text)
        if on is None:
            return False
        if self.head.on is None or (labelled and not self.date_is_labelled):
            self.head.on, self.date_is_labelled = on, labelled
        elif on != self.head.on and (labelled or not self.date_is_labelled):
            self.head.doubts.append(
                Doubt(
                    f"another date, {on}, stands here; the meeting is taken to be on {self.head.on}",
                    line,
                )
            )
        return True


def _closed_up(text: str, forums: Sequence[Forum]) -> str:
    """A heading set in spaced letters ("R E F E R A T") as words; the blanks of a forum's name are known."""
    if not pattern("head.spaced").match(text):
        return text
    letters = "".join(text.split())
    names = (name for forum in forums for name in forum.names if "".join(name.split()).casefold() == letters.casefold())
    return next(names, letters)


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith(".") and len(text.split()) > _LONGEST_LABEL


def _as_printed(printed: str, forum: Forum) -> str:
    """The name as printed, but for headings in capitals."""
    printed = " ".join(printed.split())
    if not printed.isupper() or len(printed) < 5:
        return printed
    return next((name for name in forum.names if name.casefold() == printed.casefold()), printed)


def forum_of_recommendations(texts: Iterator[str], forums: Sequence[Forum]) -> Forum | None:
    """The forum that most recommendations address ("Det indstilles, at KKR Syddanmark …")."""
    counts: dict[Forum, int] = {}
    for text in texts:
        begins = pattern("recommendation.begins").search(text)
        named = mentions(text[begins.end() :], forums) if begins else []
        if named and named[0].start < 40:
            counts[named[0].forum] = counts.get(named[0].forum, 0) + 1
    return max(counts, key=lambda forum: counts[forum]) if counts else None
