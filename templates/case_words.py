"""What the pages of an archive say of a case: where it is, its route, its dates; the same on its page and in lists."""

from datetime import date

from states.case_told import ToldCase, ToldDeadline
from states.site import slug
from templates.list_words import Forums, named, short_day
from templates.words import phrases, say


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


def when(deadline: ToldDeadline) -> str:
    """The day, or between which days; and the working day that it is worked to, where that is another."""
    due = _due(deadline)
    if deadline.works_to in (None, deadline.on):
        return due
    return told("works_to", due=due, day=day(deadline.works_to))


def _due(deadline: ToldDeadline) -> str:
    if deadline.on is None:
        return " – ".join(day(on) for on in (deadline.earliest, deadline.latest) if on)
    return told("before", day=day(deadline.on)) if deadline.before else day(deadline.on)
