"""The facts of reminders and receipts, in Danish: what is due, when, why this person, and what happens if not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from states.ladder import working_days_left
from states.reminding import Line, LineTold, Role, Why
from states.watched import Source, Watched
from templates.words import day, enumerate_words, say, weekday_and_day

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
    lead = say("reminders", "lead_one" if len(items) == 1 else "lead_many", count=len(items))
    return {
        "headline": _headline(items),
        "lead": lead,
        "sections": sections,
        "count": len(items),
        "note": say("reminders", "note_link" if link else "note_command"),
        "button": say("reminders", "take"),
    }


def _headline(items: Sequence[Facts]) -> str:
    first = items[0]
    title, over = shortened(first["title"]), first["left"] < 0
    if len(items) == 1:
        return say("reminders", "subject_over" if over else "subject_one", title=title, left=first["left_words"])
    entry = "subject_many_over" if over else "subject_many"
    return say("reminders", entry, count=len(items), title=title, left=first["left_words"])


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
    """Working days left. Vague words are over after the last day that they may mean; from the first on they are due."""
    left = working_days_left(watched.works_to, today)
    if watched.on is not None or left >= 0:
        return left
    return 0 if watched.latest is None else min(working_days_left(watched.latest, today), 0)


def left_words(watched: Watched, today: date) -> str:
    """How far off it is: "om 3 arbejdsdage", "i dag", "2 arbejdsdage over tiden"."""
    left = left_of(watched, today)
    if watched.on is None and left == 0 and today > watched.works_to:
        return say("reminders", "left_vague")
    if left in (-1, 0, 1):
        return say("reminders", {-1: "left_over_one", 0: "left_today", 1: "left_one"}[left])
    return say("reminders", "left_over" if left < 0 else "left_many", count=abs(left))


def command_of(watched: Watched) -> str:
    """The command that says "I have it"; a bare number means a deadline."""
    name = str(watched.number) if watched.source is Source.DEADLINE else watched.subject
    return f"sagsgang acknowledge {name}"


def title_of(watched: Watched) -> str:
    """What it is called in a letter. Of a closed case the number alone."""
    if watched.closed:
        return say("reminders", "title_closed", case=watched.case_id)
    words = " ".join(watched.words.split())
    if watched.source is Source.DEADLINE and watched.title and (watched.on is None or not words):
        return watched.title  # vague words say when, and not what
    if watched.source in (Source.CUT_OFF, Source.DISPATCH):
        meeting = day(watched.ends) if watched.ends else ""
        return say("reminders", f"title_{watched.source}", forum=watched.title, day=meeting)
    if watched.source is Source.PROMISE:
        return say("reminders", "title_promise", forum=watched.forum or "", words=words)
    return words


def _rows(told: LineTold, left: str) -> Iterator[tuple[str, str]]:
    watched = told.line.watched
    yield "when", _when(watched, left)
    if watched.case_id is not None and not watched.closed:
        yield "case", say("reminders", "case", case=watched.case_id, title=watched.title)
    yield "to", enumerate_words(watched.addressees) if not watched.closed else ""
    yield "why", why_words(told.line)
    yield "otherwise", " ".join(_otherwise(told))


def _when(watched: Watched, left: str) -> str:
    if watched.on is None:
        words = " ".join(watched.words.split())
        entry = "when_vague" if watched.source is Source.DEADLINE and words else "when_span"
        return say("reminders", entry, words=words, span=_span(watched), left=left)
    said = (
        say("reminders", "before", day=weekday_and_day(watched.on)) if watched.before else weekday_and_day(watched.on)
    )
    if watched.works_to == watched.on:
        return say("reminders", "when", day=said, left=left)
    return say("reminders", "when_works_to", day=said, works_to=weekday_and_day(watched.works_to), left=left)


def _span(watched: Watched) -> str:
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
    """What happens if nobody does anything. Nothing is said of a closed case."""
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


def receipt_facts(watched: Watched, who: str, role: Role, on: date) -> Facts:
    """What the templates letter-receipt.* are filled with: `who` took it; `role`: as what the reader was asked."""
    rows: Mapping[str, str] = {
        "when": weekday_and_day(watched.on) if watched.on else _span(watched),
        "case": "" if watched.closed or watched.case_id is None else _case(watched),
    }
    return {
        "headline": say("receipts", "subject", who=who, title=shortened(title_of(watched))),
        "lead": say("receipts", "lead", who=who, day=day(on), title=title_of(watched)),
        "rows": [[say("reminders", f"row_{name}"), words] for name, words in rows.items() if words],
        "note": say("receipts", f"note_{role}"),
    }


def _case(watched: Watched) -> str:
    return say("reminders", "case", case=watched.case_id, title=watched.title)
