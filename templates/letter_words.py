"""The Danish words of letters that are not their templates' own: facts put into words before they are filled in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any

from states.calling import CalledCase
from states.changes import AgendaChanges, ItemChange, News
from states.extract import Extract
from states.outcomes import Purpose
from states.paper import Paper, plain
from templates.extract import decision_text
from templates.list_words import short_day
from templates.words import clock, day, enumerate_words, phrases, say, weekday_and_day


def meeting_words(on: date, at: str | time | None = None) -> str:
    """When a meeting is: "søndag den 20. juni 2027 kl. 10.00"; `at` may be HH:MM."""
    hour = time.fromisoformat(at) if isinstance(at, str) else at
    return " ".join((weekday_and_day(on), *((clock(hour),) if hour else ())))


def case_words(number: int, title: str, *, closed: bool) -> str:
    """A case as a letter names it: a closed one by its number alone (reliability rule 6)."""
    return say("mail", "closed_case", number=number) if closed else say("mail", "case", number=number, title=title)


def case_link(link: str, number: int) -> str:
    """The page of a case; "" where there are no pages."""
    return f"{link}/sag/{number}" if link else ""


def called_case(case: CalledCase, link: str) -> dict[str, Any]:
    """A case in a call for items: what it is called, how far it is, and where it can be seen."""
    return {
        "case": case_words(case.case_id, case.title, closed=case.closed),
        "status": list(_status(case)),
        "link": case_link(link, case.case_id),
        "command": f"sagsgang case show {case.case_id}",
    }


def _status(case: CalledCase) -> Iterator[str]:
    if case.promised:
        yield say("mail", "promised")
    if case.draft:
        yield say("mail", "draft")
    if case.elsewhere:
        entry = "elsewhere_then" if case.then else "elsewhere"
        then = short_day(case.then) if case.then else ""
        yield say("mail", entry, forums=enumerate_words(case.elsewhere), day=then)
    if case.missing:
        sections = phrases("sections")
        yield say("mail", "missing", what=enumerate_words([sections[name].lower() for name in case.missing]))
    if case.marks > case.files:
        yield say("mail", "files", marks=case.marks, files=case.files)
    if case.is_ready:
        yield say("mail", "ready")


def decision_words(extract: Extract, *, closed: bool) -> dict[str, Any]:
    """What a forum decided and when, in its own words; of a closed case, without a word of it."""
    item = extract.item
    return {
        "forum": extract.forum.name,
        "day": weekday_and_day(extract.on) if extract.on != date.min else "",
        "item": say("mail", "item", number=item.number) if item.number else "",
        "lines": [] if closed else plain(decision_text(extract)).split("\n"),
    }


def council_words(summary: str) -> dict[str, Any]:
    """What the councils answered, all together; "" for a closed case."""
    return {"forum": say("lists", "councils"), "day": "", "item": "", "lines": [summary] if summary else []}


def deadline_words(on: date, *, before: bool) -> str:
    """A deadline in a sentence: "senest den 1. juli 2027", "inden den 10. september 2027"."""
    return say("mail", "before" if before else "by", day=day(on))


def asked_words(purposes: Sequence[Purpose]) -> str:
    """What a forum is asked to do with a case: "godkende sagen"; to take a stand where nobody has said."""
    asked = purposes or (Purpose.DECIDE,)
    return enumerate_words([say("course_asked", one, it=say("course_forms", "case")) for one in asked])


def extract_file(forum: str, on: date, case_id: int) -> str:
    """What the file of an extract is called."""
    return say("mail", "extract_file", forum=forum, day=on.isoformat(), number=case_id)


def agenda_file(forum: str, on: date) -> str:
    """What the file of an agenda is called."""
    return say("mail", "agenda_file", forum=forum, day=on.isoformat())


def pack_file(forum: str, on: date) -> str:
    """What the file with an agenda's attachments is called."""
    return say("mail", "pack_file", forum=forum, day=on.isoformat())


def members_of(forum: str) -> str:
    """Those who read a forum's own mailbox, as they are greeted."""
    return say("mail", "members", forum=forum)


def agenda_words(paper: Paper) -> dict[str, Any]:
    """What is said of an agenda: which meeting, where, and its items; a closed one by its number alone."""
    return {
        "forum": paper.forum or "",
        "meeting": meeting_words(paper.on, paper.at) if paper.on else "",
        "day": day(paper.on) if paper.on else "",
        "place": paper.place or "",
        "items": [_item_words(one.number, one.title, closed=one.closed) for one in paper.items],
        "some_closed": any(one.closed for one in paper.items),
    }


def _item_words(number: str, title: str, *, closed: bool) -> str:
    named = say("letter", "closed_item") if closed else title
    return f"{number}. {named}" if number else named


def change_words(forum: str, on: date, was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a meeting that changed. `was`, `now`: {at (HH:MM or ""), place, cancelled}."""
    return {
        "forum": forum,
        "meeting": meeting_words(on, now["at"] or None),
        "day": day(on),
        "time": clock(time.fromisoformat(now["at"])) if now["at"] else "",
        "was_time": clock(time.fromisoformat(was["at"])) if was["at"] else "",
        "place": now["place"],
        "was_place": was["place"],
        "cancelled": now["cancelled"],
        "again": was["cancelled"],
    }


def change_lines(changed: AgendaChanges) -> list[str]:
    """What is not the same in a new version of an agenda, a line an item: "2.2. Fælles indkøb: nyt punkt"."""
    head = [say("changed_fields", one.field).lower() for one in changed.head]
    lines = [say("mail", "change", what=say("changes", "head"), how=enumerate_words(head))] if head else []
    return [*lines, *map(_change_line, changed.items)]


def _change_line(one: ItemChange) -> str:
    named = _item_words(one.number, one.title, closed=one.closed)
    return say("mail", "change", what=named, how=enumerate_words(list(_how(one))))


def _how(one: ItemChange) -> Iterator[str]:
    if one.news is not News.CHANGED:
        yield say("mail", one.news)
    if one.old_number is not None:
        yield say("mail", "moved", number=one.old_number)
    for field in one.fields:
        yield say("changed_fields", field.field).lower()
