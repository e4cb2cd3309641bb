"""The pages in Danish: what the link in a reminder shows, and what is said where there is no page."""

from collections.abc import Iterator
from enum import StrEnum
from urllib.parse import quote

from states.watched import Source, Watched
from templates.environment import fill_page
from templates.reminder_words import title_of
from templates.words import day, say, weekday_and_day


class Note(StrEnum):
    """Why there is nothing to be seen."""

    NOT_FOUND = "not_found"
    NOT_ALLOWED = "not_allowed"
    WRONG_PLACE = "wrong_place"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    BROKEN = "broken"


def note_page(note: Note, nonce: str) -> str:
    """A page of a few words. Raises TemplateBroken."""
    title, line = note_words(note)
    return fill_page("page.html.j2", title=title, lines=[line], site=say("pages", "site"), nonce=nonce)


def note_words(note: Note) -> tuple[str, str]:
    """Its heading and its sentence, also for where no template can be filled in."""
    return say("pages", f"{note}_title"), say("pages", note)


def ask_page(watched: Watched, name: str, token: str, nonce: str) -> str:
    """What is asked of somebody, with the button that says "jeg tager den". Raises TemplateBroken."""
    lead, note = say("pages", "ask", name=name), say("pages", "ask_note")
    return _page(
        "ask", lead, watched, nonce, note=note, button=say("pages", "button"), calendar=_calendar(watched, token)
    )


def taken_page(watched: Watched, name: str, token: str, nonce: str) -> str:
    """The thanks, once it is taken, however often it is looked at. Raises TemplateBroken."""
    lead = say("pages", "taken", name=name)
    return _page(
        "taken", lead, watched, nonce, note=say("pages", "taken_note"), done=True, calendar=_calendar(watched, token)
    )


def ended_page(nonce: str) -> str:
    """What was asked is over. Nothing is said of it: what it was about may have become confidential. Raises
    TemplateBroken.
    """
    return _page("ended", say("pages", "ended"), None, nonce)


def case_page(number: str, address: str, nonce: str) -> str:
    """What is said of any case, whether there is one of that number or not: that it is asked for elsewhere.

    `number`: as the link has it, digits only. `address`: the secretariat's, "" where it is not known. Raises
    TemplateBroken.
    """
    return fill_page(
        "page-case.html.j2",
        title=say("pages", "case_title", number=number),
        site=say("pages", "site"),
        lead=say("pages", "case_lead"),
        ask=say("pages", "case_ask"),
        ask_nobody=say("pages", "case_ask_nobody"),
        address=address,
        mailto=f"mailto:{quote(address, safe='@')}",
        nonce=nonce,
    )


def _page(
    kind: str,
    lead: str,
    watched: Watched | None,
    nonce: str,
    *,
    note: str = "",
    button: str = "",
    done: bool = False,
    calendar: str = "",
) -> str:
    return fill_page(
        "page-acknowledge.html.j2",
        title=say("pages", f"{kind}_title"),
        site=say("pages", "site"),
        lead=lead,
        rows=[[say("pages", label), words] for label, words in _rows(watched)] if watched else [],
        note=note,
        button=button,
        done=done,
        calendar=calendar,
        into_calendar=say("pages", "into_calendar"),
        nonce=nonce,
    )


def _calendar(watched: Watched, token: str) -> str:
    """Where a deadline is to be had for the reader's calendar, seen from the page; "" for what is no deadline."""
    return f"{token}/frist.ics" if watched.source is Source.DEADLINE else ""


def _rows(watched: Watched) -> Iterator[tuple[str, str]]:
    """What and when; of a closed case its number alone, and the day."""
    yield "what", title_of(watched)
    yield "when", when(watched)
    if watched.case_id is not None and not watched.closed:
        yield "case", say("pages", "of_case", number=watched.case_id, title=watched.title)


def when(watched: Watched) -> str:
    """The day that is said, and the one that is worked to where it is another; of vague words their interval."""
    if watched.on is None:
        return _between(watched)
    said = weekday_and_day(watched.on)
    if watched.before:
        said = say("pages", "before", day=said)
    if watched.works_to == watched.on:
        return said
    return say("pages", "works_to", day=said, works_to=weekday_and_day(watched.works_to))


def _between(watched: Watched) -> str:
    first, last = watched.earliest, watched.latest
    if first and last:
        return say("reminders", "between", first=day(first), last=day(last))
    return say("reminders", "from" if first else "until", day=day(first or last or watched.works_to))
