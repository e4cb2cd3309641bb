"""The entries of the calendar in Danish: each fact of the feed as one sees it."""

from collections.abc import Iterator
from datetime import date, timedelta

from states.calendar import week_number, works_to
from states.feed import Entry, EntryKind, uid_of
from states.feed_facts import About, FedDeadline, FedMeeting, FedPromise, PointOfNoReturn
from templates.list_words import short_day
from templates.words import day, phrases, say, weekday_and_day

ONE_DAY = timedelta(days=1)


def calendar_name(forums: tuple[str, ...]) -> str:
    """What the calendar of these forums (codes) is called: "Sagsgang: KKR, K22"."""
    return say("calendar", "name", forums=", ".join(forums)) if forums else say("calendar", "name_of_all")


def gone_title(kind: EntryKind) -> str:
    """What an entry is called that is no more. It says its kind only: why it went, and what it said, may be closed."""
    return say("calendar", "gone", what=say("calendar_kinds", kind))


def meeting_entry(meeting: FedMeeting, register: str) -> Entry:
    """The meeting itself."""
    words = [say("calendar", "week", week=week_number(meeting.on))]
    if meeting.cancelled and meeting.reason:
        words.append(say("calendar", "cancelled_because", reason=meeting.reason))
    elif meeting.at and not meeting.cancelled:
        words.append(say("calendar", "no_end"))
    return Entry(
        uid_of(EntryKind.MEETING, meeting.id, register),
        EntryKind.MEETING,
        say("calendar", "cancelled_meeting" if meeting.cancelled else "meeting", forum=meeting.name),
        meeting.on,
        at=meeting.at,
        place=meeting.place or "",
        words="\n".join(words),
        forums=(meeting.code,),
        cancelled=meeting.cancelled,
    )


def days_before(meeting: FedMeeting, register: str) -> Iterator[Entry]:
    """The days before a meeting when items must be in and when the agenda goes out; of a cancelled one, none."""
    days = {EntryKind.CUT_OFF: meeting.cut_off, EntryKind.DISPATCH: meeting.dispatch}
    for kind, on in days.items():
        if on and not meeting.cancelled:
            title = say("calendar", kind, forum=meeting.name, day=day(meeting.on))
            week = say("calendar", "week", week=week_number(on))
            yield Entry(uid_of(kind, meeting.id, register), kind, title, on, words=week, forums=(meeting.code,))


def deadline_entry(deadline: FedDeadline, register: str) -> Entry | None:
    """A deadline on the day that it is worked to; a vague one on all the days that it may mean; None without any."""
    first, last = _days(deadline)
    if first is None:
        return None
    what = _what(deadline.about, deadline.words)
    return Entry(
        uid_of(EntryKind.DEADLINE, deadline.id, register),
        EntryKind.DEADLINE,
        say("calendar", "deadline", kind=_kind(deadline.kind), what=what),
        first,
        last=last,
        words="\n".join(_said_of(deadline)),
        forums=deadline.forums,
    )


def _days(deadline: FedDeadline) -> tuple[date | None, date | None]:
    if deadline.on:
        return works_to(deadline.on, before=deadline.before), None
    return _span(deadline.earliest, deadline.latest)


def _span(earliest: date | None, latest: date | None) -> tuple[date | None, date | None]:
    """The first and the last day of an interval of which one end may be open."""
    first = earliest or latest
    return first, latest if latest and first and latest > first else None


def _kind(kind: str) -> str:
    return phrases("calendar_deadlines").get(kind) or say("calendar_kinds", EntryKind.DEADLINE)


def _what(about: About, words: str) -> str:
    """What something is about in a title: the case, or its own words where there is none."""
    if about.closed:
        return say("calendar", "closed_case", number=about.case_id)
    return " ".join((about.title or words).split())


def _said_of(deadline: FedDeadline) -> Iterator[str]:
    about = deadline.about
    if about.case_id is not None:
        yield _of_case(about)
    for words in () if about.closed else (deadline.words, *deadline.also):
        yield say("calendar", "said", words=" ".join(words.split()))
    yield from _reckoned(deadline)
    if deadline.legal_default and not about.closed:
        yield say("calendar", "legal_default", words=deadline.legal_default)


def _reckoned(deadline: FedDeadline) -> Iterator[str]:
    """How the day that is said becomes the day where it stands."""
    if deadline.on is None:
        yield say("calendar", "vague", span=_between(deadline.earliest, deadline.latest))
        return
    last = deadline.on - ONE_DAY if deadline.before else deadline.on
    if deadline.before:
        yield say("calendar", "before", day=day(deadline.on), last=day(last))
    else:
        yield say("calendar", "due", day=weekday_and_day(deadline.on))
    if (worked := works_to(last)) != last:
        yield say("calendar", "works_to", day=weekday_and_day(worked))
    yield say("calendar", "week", week=week_number(worked))


def _between(earliest: date | None, latest: date | None) -> str:
    if earliest and latest:
        return say("promises", "between", first=short_day(earliest), last=short_day(latest))
    only = earliest or latest
    return say("promises", "from" if earliest else "until", day=short_day(only)) if only else ""


def _of_case(about: About) -> str:
    if about.closed:
        return say("calendar", "of_closed_case", number=about.case_id)
    return say("calendar", "of_case", number=about.case_id, title=about.title)


def promise_entry(promise: FedPromise, register: str) -> Entry | None:
    """A promise on the days between which it falls; None for one without a day."""
    first, last = _span(promise.earliest, promise.latest)
    if first is None:
        return None
    about = promise.about
    words = [_of_case(about)] if about.case_id is not None else []
    if not about.closed:
        words.append(say("calendar", "said", words=" ".join(promise.words.split())))
    return Entry(
        uid_of(EntryKind.PROMISE, promise.id, register),
        EntryKind.PROMISE,
        say("calendar", "promise", forum=promise.name, what=_promised(promise)),
        first,
        last=last,
        words="\n".join(words),
        forums=(promise.code,),
    )


def _promised(promise: FedPromise) -> str:
    if promise.about.closed and promise.about.case_id is None:
        return say("calendar", "closed_promise", number=promise.id)
    return _what(promise.about, "") if promise.about.closed else " ".join(promise.subject.split())


def too_late_entry(point: PointOfNoReturn, register: str) -> Entry:
    """The last day for a case at one stop."""
    words = say("calendar", "too_late_words", forum=point.name, day=day(point.meeting), due=day(point.due))
    return Entry(
        uid_of(EntryKind.TOO_LATE, f"{point.about.case_id}-{point.stop}", register),
        EntryKind.TOO_LATE,
        say("calendar", "too_late", forum=point.name, what=_what(point.about, "")),
        point.on,
        words=f"{_of_case(point.about)}\n{words}",
        forums=point.forums,
    )
