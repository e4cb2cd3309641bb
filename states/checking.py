"""What is wrong with an agenda before it goes out, as far as a program can see. Pure."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from states.agenda import Reason, Why
from states.differences import title_key
from states.outcomes import Purpose
from states.paper import BlockKind, FoundDeadline, Item, ItemKind, Paper, Text


class Code(StrEnum):
    """What is found."""

    MARK_WITHOUT_FILE = "mark_without_file"
    FILE_WITHOUT_MARK = "file_without_mark"
    MARK_INSIDE_LINE = "mark_inside_line"
    NO_TIME = "no_time"
    NO_PLACE = "no_place"
    NO_TEXT = "no_text"
    EMPTY_SECTION = "empty_section"
    RECOMMENDATION_WITHOUT_AT = "recommendation_without_at"
    NO_PURPOSE = "no_purpose"
    CARRIED_OVER = "carried_over"
    DATE_PAST = "date_past"
    PROMISED_AND_MISSING = "promised_and_missing"
    PROMISE_NOT_LOOKED_AT = "promise_not_looked_at"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `item`: the number of the item, None for a case that is on no agenda and for the head.

    `title`: the item's or the case's; the forum's name where the head is meant.
    """

    item: str | None
    title: str
    code: Code
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of an item say. `says_what`: its recommendation has an "at …"; `purposes`: what that asks for;
    `dates`: those that bind; `carried`: the sections that tell they were carried over and not gone through."""

    says_what: bool = True
    purposes: tuple[Purpose, ...] = ()
    dates: tuple[FoundDeadline, ...] = ()
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """A case that an earlier paper said would come to this meeting. `ended`: it is over, so that nobody waits for it.

    `case_ids`: the cases of that title, or those that they were joined into.
    """

    title: str
    case_ids: frozenset[int] = frozenset()
    ended: bool = False


_MARK = "./."
NAMES = ("background", "recommendation", "presentation")
Read = Callable[[Item], Reading]


def check_head(paper: Paper, *, sent: bool) -> Iterator[Finding]:
    """What the front page of a dated paper does not say. `sent`: its agenda is locked, so a change needs a reason."""
    code, on = paper.forum_code, paper.on
    why = " --reason WORDS" if sent else ""
    for missing, what, value in ((Code.NO_TIME, "time", paper.at), (Code.NO_PLACE, "place", paper.place)):
        if value is None or value == "":
            mend = f"set it with sagsgang meeting set {code} {on} --{what} {what.upper()}{why}"
            yield Finding(None, paper.forum or "", missing, f"The meeting of {code} on {on} has no {what}; {mend}.")


def check_items(
    paper: Paper, read: Read, reasons: Iterable[Reason], *, unwritten: Collection[int] = (), today: date
) -> Iterator[Finding]:
    """What is to be mended in the items of a dated paper, in printed order. A standing item is asked about its marks
    and files only: what it says is the same each time. `reasons`: every open case, and why it is on or off;
    `unwritten`: the cases that nobody has written a text for, whatever is told of their course."""
    known = tuple(reasons)
    for item in paper.items:
        where = f"{paper.forum_code}/{paper.on}/{item.number}"
        yield from _marks(item, where)
        if item.kind is not ItemKind.CASE:
            continue
        if item.case_id in unwritten or not any(map(says_something, _texts(item))):
            yield _found(item, Code.NO_TEXT, f"is on this agenda and has no text yet; {_where_text_is(item, known)}")
        else:
            yield from _sections(item)
        reading = read(item)
        yield from _carried(item, reading)
        yield from _purpose(item, reading)
        yield from _dates(item, reading, paper.on, today)


def _found(item: Item, code: Code, words: str) -> Finding:
    return Finding(item.number, item.title, code, f"Item {item.number} ({item.title}) {words}.")


def _where_text_is(item: Item, reasons: Sequence[Reason]) -> str:
    """What is only expected here may be under way elsewhere, as a case of its own."""
    alike = (one for one in reasons if one.case_id != item.case_id and title_key(one.title) == title_key(item.title))
    if twin := next((one for one in alike if one.forums), None):
        join = f"if they are one, sagsgang case join {twin.case_id} {item.case_id}"
        return f"case {twin.case_id} of the same title waits at {', '.join(twin.forums[:3])}: {join}"
    return f"write it with sagsgang case edit {item.case_id}, or let it wait for a later meeting"


def _marks(item: Item, where: str) -> Iterator[Finding]:
    for line in _marked_inside(item):
        mend = "it counts only at the head or the end of a line"
        yield _found(
            item, Code.MARK_INSIDE_LINE, f"has a mark ./. that stands inside a line (“{_short(line)}”); {mend}"
        )
    marks = sum(block.marks for text in _texts(item) for block in text or ())
    files = len(item.attachments)
    if marks > files:
        has = f"has {_count(marks, 'mark')} ./. and {_count(files, 'file')}"
        yield _found(item, Code.MARK_WITHOUT_FILE, f"{has}; sagsgang attach {where} FILE adds one")
    if files > marks:
        names = ", ".join(file.name for file in item.attachments[marks:])
        mend = "they are named at its end; write ./. where they belong"
        yield _found(item, Code.FILE_WITHOUT_MARK, f"has files that no mark ./. stands for ({names}); {mend}")


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}" if number == 1 else f"{number or 'no'} {what}s"


def _texts(item: Item) -> tuple[Text | None, ...]:
    return (item.background, item.recommendation, item.presentation)


def _marked_inside(item: Item) -> Iterator[str]:
    """The lines, and the cells of tables, with a mark that the reader took for words."""
    blocks = (block for text in _texts(item) for block in text or ())
    lines = (line for block in blocks for line in (block.text, *(cell for row in block.rows for cell in row)))
    return (line for line in lines if _MARK in line)


def says_something(text: Text | None) -> bool:
    """Whether a text has any word, row or mark."""
    return any(block.text.strip() or block.rows or block.marks for block in text or ())


def _sections(item: Item) -> Iterator[Finding]:
    """A heading without a text under it: a section's, or the last one inside a section."""
    for name, text in zip(NAMES, _texts(item), strict=True):
        if text is not None and not says_something(text):
            mend = f"write it with sagsgang case edit {item.case_id} --{name} FILE"
            yield _found(item, Code.EMPTY_SECTION, f"has nothing under its heading {name}; {mend}")
        elif text and text[-1].kind is BlockKind.HEADING:
            yield _found(item, Code.EMPTY_SECTION, f"has nothing under “{text[-1].text}”, which ends its {name}")


def _carried(item: Item, reading: Reading) -> Iterator[Finding]:
    """Last time's words, which nobody has gone through: on an agenda they would say last time's years and figures."""
    if reading.carried:
        files = " ".join(f"--{name} FILE" for name in reading.carried)
        mend = f"correct years and figures, and take that line out: sagsgang case edit {item.case_id} {files}"
        where = " and ".join(reading.carried)
        yield _found(item, Code.CARRIED_OVER, f"still says in its {where} that it was carried over; {mend}")


def _purpose(item: Item, reading: Reading) -> Iterator[Finding]:
    if says_something(item.recommendation) and not reading.says_what:
        mend = "say what the forum is to do, as in “Det indstilles, at …”"
        yield _found(item, Code.RECOMMENDATION_WITHOUT_AT, f"has a recommendation without an “at …”; {mend}")
    if not item.purposes:
        asked = " ".join(f"--purpose {purpose}" for purpose in reading.purposes) or "--purpose PURPOSE"
        mend = f"say it with sagsgang case edit {item.case_id} {asked}"
        yield _found(item, Code.NO_PURPOSE, f"has no purpose; {mend}")


def _dates(item: Item, reading: Reading, meeting: date | None, today: date) -> Iterator[Finding]:
    """Dates that bind somebody and come before the meeting: it cannot do anything about them any more."""
    told: set[date] = set()
    for found in reading.dates:
        last = last_day(found)
        if last is None or meeting is None or last >= meeting or last in told:
            continue
        told.add(last)
        over = "has passed" if last < today else "comes before the meeting"
        yield _found(item, Code.DATE_PAST, f"speaks of {last}, which {over}: “{_short(found.words)}”")


def last_day(found: FoundDeadline) -> date | None:
    """The last day on which a deadline can be kept, None where the words bound no day."""
    if found.on is not None and found.before:
        return found.on - timedelta(days=1)
    return found.on or found.latest


def _short(words: str) -> str:
    line = " ".join(words.split()).rstrip(".")
    return line if len(line) <= 90 else f"{line[:89]}…"


def check_promises(
    promised: Sequence[Promise], paper: Paper, reasons: Iterable[Reason], *, made: str
) -> Iterator[Finding]:
    """The cases that were promised for the paper's meeting and are not on it, and why. `made`: where it was said.

    `reasons`: every open case, and why it is on the agenda or off it. A case that has ended is no longer promised.
    """
    titles = [item.title for item in paper.items]
    here = {item.case_id for item in paper.items}
    known = {reason.case_id: reason for reason in reasons}
    for one in promised:
        if one.ended or one.case_ids & here or any(is_named(one.title, title) for title in titles):
            continue
        off = next((known[case] for case in sorted(one.case_ids) if case in known), None)
        why = _why_off(off, paper) if off else "no case has this title; open it with sagsgang case new"
        message = f"“{one.title}” was promised for this meeting ({made}) and is not on it: {why}."
        yield Finding(None, one.title, Code.PROMISED_AND_MISSING, message)


def check_planned(paper: Paper, reasons: Iterable[Reason], *, but: Iterable[str]) -> Iterator[Finding]:
    """The cases that are planned for this very meeting and came too late for its agenda. `but`: titles told already."""
    told = {title_key(title) for title in but}
    for one in reasons:
        if one.why is Why.AGENDA_LOCKED and one.meeting == paper.on and title_key(one.title) not in told:
            message = f"“{one.title}” is planned for this meeting and is not on it: {_why_off(one, paper)}."
            yield Finding(None, one.title, Code.PROMISED_AND_MISSING, message)


_WHY_OFF = {
    Why.LATER_MEETING: "case {case} is planned for {meeting}",
    Why.OTHER_MEETING: "case {case} is on the agenda of {meeting}",
    Why.OTHER_FORUM: "case {case} waits at {forums}",
    Why.NOT_SUBMITTED: "case {case} is a draft; send it on its way with sagsgang case submit {case}",
    Why.WAITS_FOR_OTHERS: "case {case} waits for what its group answered; decide what came of it",
    Why.AGENDA_LOCKED: "case {case} came after the agenda was locked; take it in with sagsgang meeting lock {lock}",
    Why.POSTPONED: "case {case} was treated here and waits for the next meeting",
}


def _why_off(one: Reason, paper: Paper) -> str:
    lock = f"{paper.forum_code} --meeting {paper.on} --reason WORDS"
    forums = ", ".join(one.forums[:3]) + (" and others" if len(one.forums) > 3 else "")
    words = _WHY_OFF.get(one.why, "case {case} is not printed")
    return words.format(case=one.case_id, meeting=one.meeting, forums=forums, lock=lock)


_LONG = 4
"""Letters of a word that tells something; shorter ones are little words and initials."""


def is_named(promise: str, title: str) -> bool:
    """Whether a title is that of a promised case: the same, or all the telling words of the shorter in the longer.

    What is promised months before is often called a little differently when it comes.
    """
    if title_key(promise) == title_key(title):
        return True
    few, many = sorted((_words(promise), _words(title)), key=len)
    return len(few) > 1 and few <= many


def _words(title: str) -> set[str]:
    letters = "".join(sign if sign.isalnum() else " " for sign in title_key(title))
    return {word for word in letters.split() if len(word) >= _LONG}
