"""The facts of reminders, in Danish: what is due, when, why this person, and what happens if not."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from states.ladder import working_days_left
from states.reminding import Line, LineTold, Role, Then, Why
from states.watched import Source, Watched
from templates.words import day, enumerate_words, listing, say, weekday_and_day

LONGEST_TITLE = 70
"""Signs of a title in a subject line: a telephone shows hardly more."""

Facts = dict[str, Any]


def digest_facts(told: Sequence[LineTold], today: date, link: str) -> Facts:
    """What the templates letter-reminders.* are filled with; `told`: the most urgent first, at least one.

    `link`: the pages' address, "" where there are none: then the command is said.
    """
    items = [_item(one, today, link) for one in told]
    parts = (("over", [i for i in items if i["left"] < 0]), ("today", [i for i in items if i["left"] == 0]))
    ahead = [item for item in items if item["left"] > 0]
    sections = [
        {"heading": say("reminders", f"heading_{name}"), "items": own}
        for name, own in (*parts, ("ahead", ahead))
        if own
    ]
    standing = _standing([one.line for one in told])
    lead = f"lead_{'one' if len(items) == 1 else 'many'}_{standing}"
    return {
        "headline": _headline(items, standing),
        "lead": say("reminders", lead, count=len(items)),
        "sections": sections,
        "count": len(items),
        "note": say("reminders", "note_link" if link else "note_command"),
        "button": say("reminders", "take"),
    }


def _standing(lines: Sequence[Line]) -> str:
    """How what is told stands: it waits for its reader, or nobody has taken it, or it is only known not to be done."""
    if any(line.role is Role.OWNER for line in lines):
        return "waiting"
    return "undone" if any(line.why is Why.OVER for line in lines) else "untaken"


def _headline(items: Sequence[Facts], standing: str) -> str:
    first = min(items, key=lambda item: int(item["left"]))
    title, over = shortened(first["title"]), first["left"] < 0
    if len(items) == 1:
        return say("reminders", "subject_over" if over else "subject_one", title=title, left=first["left_words"])
    entry = "subject_many_over" if over else "subject_many"
    what = say("reminders", f"what_{standing}", count=len(items))
    return say("reminders", entry, what=what, title=title, left=first["left_words"])


def shortened(title: str) -> str:
    """A title on one line, cut at a word where it is long."""
    plain = " ".join(title.split())
    if len(plain) <= LONGEST_TITLE:
        return plain
    return f"{plain[:LONGEST_TITLE].rpartition(' ')[0] or plain[:LONGEST_TITLE]} …"


def _item(told: LineTold, today: date, link: str) -> Facts:
    watched = told.line.watched
    left = left_words(watched, today)
    return {
        "subject": watched.subject,
        "title": title_of(watched),
        "left": left_of(watched, today),
        "left_words": left,
        "rows": [[say("reminders", f"row_{name}"), words] for name, words in _rows(told, left) if words],
        "late": say("reminders", "late", day=weekday_and_day(told.line.steps[-1].on)) if told.line.late else "",
        "url": f"{link}/tag/{told.token}" if link else "",
        "command": command_of(watched),
    }


def left_of(watched: Watched, today: date) -> int:
    """Working days left: of vague words to the first day that they may mean, and from that day on to the last.

    Those that have no last day are never over: 1 is left for ever.
    """
    if watched.on is not None or today < watched.works_to:
        return working_days_left(watched.works_to, today)
    return 1 if watched.latest is None else working_days_left(watched.latest, today)


def left_words(watched: Watched, today: date) -> str:
    """How far off it is: "om 3 arbejdsdage", "i dag", "2 arbejdsdage over tiden"; "tidligst" where words are vague."""
    left = left_of(watched, today)
    if watched.on is None and left >= 0 and (watched.earliest or watched.works_to <= today):
        return _left_vague(watched, left, today)
    if left in (-1, 0, 1):
        return say("reminders", {-1: "left_over_one", 0: "left_today", 1: "left_one"}[left])
    return say("reminders", "left_over" if left < 0 else "left_many", count=abs(left))


def _left_vague(watched: Watched, left: int, today: date) -> str:
    """Of words that have begun to be meant nobody knows the day; only their last one is known to be today."""
    if today < watched.works_to:
        return say("reminders", "left_first_one" if left == 1 else "left_first", count=left)
    return say("reminders", "left_vague" if left else "left_last")


def command_of(watched: Watched) -> str:
    """The command that says "I have it"; a bare number means a deadline."""
    name = str(watched.number) if watched.source is Source.DEADLINE else watched.subject
    return f"sagsgang acknowledge {name}"


def title_of(watched: Watched) -> str:
    """What it is called in a letter. Of a closed case the number alone."""
    if watched.closed:
        return say("reminders", "title_closed", case=watched.case_id)
    words = " ".join(watched.words.split())
    if watched.source is Source.DEADLINE and not words:
        return watched.title
    if watched.source in (Source.CUT_OFF, Source.DISPATCH):
        meeting = day(watched.ends) if watched.ends else ""
        return say("reminders", f"title_{watched.source}", forum=watched.title, day=meeting)
    if watched.source is Source.PROMISE:
        return say("reminders", "title_promise", forum=watched.forum or "", words=words)
    return words


def _rows(told: LineTold, left: str) -> Iterator[tuple[str, str]]:
    watched = told.line.watched
    yield "when", _when(watched, left)
    yield "exact", _exact(watched)
    if watched.case_id is not None and not watched.closed:
        yield "case", say("reminders", "case", case=watched.case_id, title=watched.title)
    yield "also", enumerate_words([f"»{' '.join(words.split())}«" for words in told.also]) if not watched.closed else ""
    yield "to", enumerate_words(watched.addressees) if not watched.closed else ""
    yield "why", why_words(told.line)
    yield "otherwise", " ".join(_otherwise(told))


def _when(watched: Watched, left: str) -> str:
    if watched.on is None:
        return _when_vague(watched, left)
    said = (
        say("reminders", "before", day=weekday_and_day(watched.on)) if watched.before else weekday_and_day(watched.on)
    )
    if watched.works_to == watched.on:
        return say("reminders", "when", day=said, left=left)
    return say("reminders", "when_works_to", day=said, works_to=weekday_and_day(watched.works_to), left=left)


def _when_vague(watched: Watched, left: str) -> str:
    first, last = watched.earliest, watched.latest
    if first and last:
        start = _day_of_same_year(first) if first.year == last.year else day(first)
        return say("reminders", "when_between", first=start, last=day(last), left=left)
    entry = "when_from" if first else "when_until"
    return say("reminders", entry, day=day(first or last or watched.works_to), left=left)


def _day_of_same_year(on: date) -> str:
    return say("reminders", "day_of_same_year", day=on.day, month=listing("months")[on.month - 1])


def _exact(watched: Watched) -> str:
    """How the day of vague words is made known."""
    if watched.on is not None:
        return ""
    entry = "exact" if watched.source is Source.DEADLINE else "exact_elsewhere"
    return say("reminders", entry, number=watched.number)


def span_words(watched: Watched) -> str:
    """Between which days a vague day may fall: "mellem den 1. juni 2027 og den 30. juni 2027"."""
    first, last = watched.earliest, watched.latest
    if first and last:
        return say("reminders", "between", first=day(first), last=day(last))
    return say("reminders", "from" if first else "until", day=day(first or last or watched.works_to))


def why_words(line: Line) -> str:
    """Why this person is asked."""
    people = enumerate_words(line.about)
    if line.why is Why.OFFICER:
        return say("reminders", f"why_officer_{line.watched.source}" if _is_meeting(line.watched) else "why_officer")
    if line.why is Why.SILENCE and line.since:
        return say("reminders", "why_silence_since", people=people, day=day(line.since))
    if line.why in (Why.OVER, Why.LAST) and not people:
        return say("reminders", f"why_{line.why}_alone")
    return say("reminders", f"why_{line.why}", people=people)


def _is_meeting(watched: Watched) -> bool:
    return watched.source in (Source.CUT_OFF, Source.DISPATCH)


def _otherwise(told: LineTold) -> Iterator[str]:
    """What happens if nobody does anything; who is asked next where nothing else is known."""
    known = list(_known(told))
    yield from known
    if not known and told.line.then is not None:
        yield _next(told.line.watched, told.line.then)


def _next(watched: Watched, then: Then) -> str:
    if then.over:
        return say("reminders", "otherwise_over")
    if then.role is not None and then.on is not None:
        return say("reminders", f"otherwise_{then.role}", day=day(then.on))
    if then.on is None:
        return say("reminders", "otherwise_open", day=day(watched.works_to))
    return say("reminders", "otherwise_ends", day=day(then.on))


def _known(told: LineTold) -> Iterator[str]:
    """What the law, the calendar and the plan say of it. Nothing is said of a closed case."""
    watched, chance = told.line.watched, told.chance
    if watched.closed:
        return
    if watched.legal_default:
        yield _sentence(watched.legal_default)
    if _is_meeting(watched):
        yield say("reminders", f"otherwise_{watched.source}", day=day(watched.ends) if watched.ends else "")
    if chance is not None and chance.late:
        yield say("reminders", "too_late")
    elif chance is not None and chance.after and chance.meeting:
        yield say("reminders", "last_chance", after=day(chance.after), forum=chance.forum, meeting=day(chance.meeting))


def _sentence(words: str) -> str:
    """Words as somebody typed them, on one line and with an end."""
    plain = " ".join(words.split())
    return plain if plain.rstrip("»«”\"')").endswith((".", "!", "?", "…", ":")) else f"{plain}."
