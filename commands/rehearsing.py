"""What `sagsgang rehearse` does and prints."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from itertools import groupby

from commands import edge
from commands.hands import Hands
from commands.tables import counted
from commands.ticking import work_of
from workflow.rehearsal import BY, Foreseen, Rehearsed, rehearse


def foresee(until: date, *, silence: bool) -> Rehearsed:
    """The letters that would leave up to a day, and what else the clock would do."""
    settings = edge.settings()
    with edge.opened() as database:
        hands = Hands(database, BY, edge.now)
        work = work_of(settings, hands, lambda: False)
        return hands.pretend(
            lambda connection: rehearse(connection, work, until=until, silence=silence, now=edge.now())
        )


def told_json(seen: Rehearsed) -> str:
    """A list of letters: on, to, name, kind, subject, case, failure."""
    return json.dumps([asdict(letter) for letter in seen.letters], ensure_ascii=False, indent=2, default=str)


def told_text(seen: Rehearsed, until: date) -> str:
    """Day by day; what the clock would do besides stands after the letters."""
    return "\n".join(_lines(seen, until))


def _lines(seen: Rehearsed, until: date) -> Iterator[str]:
    for day, letters in groupby(seen.letters, key=lambda letter: letter.on):
        yield f"{day:%Y-%m-%d %a}"
        yield from (f"    {letter.to}: {_about(letter)}" for letter in letters)
    people = {letter.to for letter in seen.letters}
    yield f"{counted(len(seen.letters), 'letter')} to {len(people)} people and offices up to {until}."
    if seen.done:
        yield "The clock would also do this:"
        yield from (f"    {line}" for line in seen.done)


def _about(letter: Foreseen) -> str:
    return f"(could not be worded: {letter.failure})" if letter.failure else letter.subject
