"""The Danish words of letters that are not their templates' own: facts put into words before they are filled in."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from states.calling import CalledCase
from templates.list_words import short_day
from templates.words import clock, enumerate_words, phrases, say, weekday_and_day


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
