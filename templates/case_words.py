"""What the pages of an archive say of a case: where it is, its route, its dates; the same on its page and in lists."""

from datetime import date

from states.case_told import ToldCase, ToldDeadline, ToldMove
from states.site import slug
from templates.list_words import Forums, named, short_day
from templates.words import enumerate_words, phrases, say


def told(entry: str, **values: object) -> str:
    """A phrase of these pages, filled in."""
    return say("archive_case", entry, **values)


def said(entry: str, otherwise: str) -> str:
    """The name of a state or kind; `otherwise` where nobody has named it, since an archive leaves nothing out."""
    return phrases("archive_case").get(entry, otherwise)


def why(reason: str | None) -> str:
    """A reason in the words it was given; one that the program noted by itself, in Danish; "" for none."""
    return said(f"reason_{slug(reason)}", reason) if reason else ""


def day(on: date | None) -> str:
    """A day in a table, "" for none."""
    return short_day(on) if on else ""


def where(case: ToldCase, forums: Forums) -> str:
    """Where the case is: the forums of its stop, or how it ended."""
    if case.joined_into:
        return told("joined_into", number=case.joined_into)
    return named(case.here.forums, forums) if case.here else said(f"state_{case.state}", case.state)


def route(case: ToldCase) -> str:
    """The route by its key, and whether anybody has confirmed it."""
    return told("route_assumed" if case.assumed else "route_named", key=case.route, version=case.route_version)


def kind(deadline: ToldDeadline) -> str:
    """What kind of duty a deadline stands for, and the words it stands in."""
    return told("of_kind", kind=said(f"kind_{deadline.kind}", deadline.kind), words=deadline.words)


def what(deadline: ToldDeadline) -> str:
    """As `kind`, with who is to have what is due, and what the law says if it is missed."""
    to = told("deadline_to", to=enumerate_words(deadline.addressees)) if deadline.addressees else ""
    missed = told("deadline_default", words=deadline.legal_default) if deadline.legal_default else ""
    return "; ".join(words for words in (kind(deadline), to, missed) if words)


def when(deadline: ToldDeadline) -> str:
    """The day, or between which days; and the working day that it is worked to, where that is another."""
    if deadline.works_to in (None, deadline.on):
        return due(deadline)
    return told("works_to", due=due(deadline), day=day(deadline.works_to))


def due(deadline: ToldDeadline | ToldMove) -> str:
    """The day, or between which days; also of the days that it had before a move."""
    if deadline.on is None:
        return " – ".join(day(on) for on in (deadline.earliest, deadline.latest) if on)
    return told("before", day=day(deadline.on)) if deadline.before else day(deadline.on)
