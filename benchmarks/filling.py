"""Filling a register with any number of cases: a few statements with which the database makes the rows by itself."""

from dataclasses import dataclass

from db import statements
from db.columns import canonical

MEETING_ID, LAST_ID = 1_000, 100_000_000
"""The meeting to come, and a key above all that are filled in."""

STOPS = ("SDF", "K22", "KKR")
"""The forums of the route that every case takes."""

HELD = 40
"""How many meetings the forum has held: eight years of them."""

_BACKGROUND = (
    "Socialdirektørforum godkendte den 13. april 2027 regnskabet og anbefaler budgettet for det kommende år. Forummet "
    "bad samtidig om, at de enkelte kommuners bidrag opgøres efter samme nøgle som i de foregående år."
)
_RECOMMENDATION = "Det indstilles, at K22 anbefaler KKR Syddanmark at godkende regnskabet."
_PRESENTATION = (
    "Regnskabet viser et mindreforbrug, som overføres til næste år. Bidraget pr. indbygger følger den aftalte pris- og "
    "lønfremskrivning, og ændringerne i forhold til sidste år er små. Revisionen har ikke haft bemærkninger."
)


def _text(*words: str) -> list[dict[str, str]]:
    return [{"kind": "paragraph", "text": paragraph} for paragraph in words]


TEXTS = canonical(
    {
        "background": _text(_BACKGROUND, _BACKGROUND),
        "recommendation": _text(_RECOMMENDATION),
        "presentation": _text(*(_PRESENTATION,) * 8),
    }
)
"""A treatment's three texts, about 2,500 letters, as long as an item of a real agenda. Each case's name its number."""

SHORT = canonical({"background": _text("Sagen er behandlet på et tidligere møde.")})
"""The text of the cases that only stand in the way."""


@dataclass(frozen=True, slots=True)
class Filling:
    """How a register is filled.

    Of `cases` the first `here` wait at `forum` for the meeting to come, with their texts; the forum before it has
    decided them. Of the others every tenth waits at SDF, and the rest have ended at one of the forum's meetings held.
    """

    cases: int
    here: int
    forum: str

    @property
    def stop(self) -> int:
        """The place of the forum on the route, from 0."""
        return STOPS.index(self.forum)


def filling(how: Filling, dialect: str) -> list[str]:
    """The statements that fill a register which has its forums, in order."""
    return [
        *_meetings(how, dialect),
        _cases(how, dialect),
        *(_stops(how, place) for place in range(len(STOPS))),
        _decided_before(how, dialect),
        _waiting(how),
        _ended(how, dialect),
        _waiting_elsewhere(how),
        f"UPDATE journal_head SET last_case = {how.cases}, last_id = {LAST_ID}",
    ]


def insert(table: str, source: str, **columns: str) -> str:
    """INSERT of a row for each of the source's; columns that are left out take the model's default."""
    known = statements.table(table)
    defaults = {name: literal(known.store[name](value)) for name, value in known.defaults.items()}
    values = defaults | columns
    names = ", ".join(f'"{name}"' for name in values)
    return f"INSERT INTO {table} ({names}) SELECT {', '.join(values.values())} FROM {source}"


def literal(value: object) -> str:
    """A value as SQL writes it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value) if isinstance(value, int) else f"'{value}'"


def on_day(day: str, dialect: str) -> str:
    """A date as SQL writes it."""
    return f"DATE '{day}'" if dialect == "postgresql" else f"'{day}'"


def numbers(first: int, last: int) -> str:
    """A source with a column i that counts from first to last."""
    counted = f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}) SELECT i FROM n"
    return f"({counted}) AS n"


def _meetings(how: Filling, dialect: str) -> list[str]:
    past = "DATE '2027-04-01' - i * 60" if dialect == "postgresql" else "date('2027-04-01', (-i * 60) || ' days')"
    forum = f"JOIN forum ON forum.code = '{how.forum}'"
    held = {"id": f"{MEETING_ID} - i", "forum_id": "forum.id", "on": past, "state": "'held'"}
    coming = [
        {"id": f"{MEETING_ID} + i", "forum_id": "forum.id", "on": on_day(day, dialect)}
        for day in ("2027-05-14", "2027-08-20")
    ]
    return [
        insert("meeting", f"{numbers(1, HELD)} {forum}", **held),
        *(insert("meeting", f"{numbers(place, place)} {forum}", **row) for place, row in enumerate(coming)),
    ]


def _cases(how: Filling, dialect: str) -> str:
    return insert(
        "cases",
        numbers(1, how.cases),
        id="i",
        title="'Årsregnskab og budget ' || i",
        state=f"CASE WHEN i <= {how.here} THEN '{how.forum.lower()}' WHEN i % 10 = 0 THEN 'sdf' ELSE 'concluded' END",
        route_key="'social'",
        route_version="1",
        officers="'[\"bel\"]'",
        journal_numbers="'[\"SAG-2027-00455\"]'",
        opened_on=on_day("2027-04-13", dialect),
    )


def _stop_id(place: int) -> str:
    return f"10000000 + i * 3 + {place}"


def _stops(how: Filling, place: int) -> str:
    return insert(
        "stop",
        numbers(1, how.cases),
        id=_stop_id(place),
        case_id="i",
        position=str(place + 1),
        key=f"'{STOPS[place].lower()}'",
        forums=f"'[\"{STOPS[place]}\"]'",
        join_rule=literal(canonical({"number": 0, "rule": "all"})),
    )


def _treatments(source: str, forum: str, **columns: str) -> str:
    shared = {
        "case_id": "i",
        "forum_id": "forum.id",
        "purposes": "'[\"approve\"]'",
        "officers": "'[\"bel\"]'",
        "journal_number": "'SAG-2027-00455'",
        "attachment_marks": "1",
    }
    return insert("treatment", f"{source} JOIN forum ON forum.code = '{forum}'", **shared | columns)


def _decision(dialect: str) -> dict[str, str]:
    told = {
        "outcome": "'approved'",
        "words": "'Indstillingen blev godkendt.'",
        "decided_on": on_day("2027-04-13", dialect),
    }
    return {"state": "'decided'", "open": "FALSE", **told}


def _decided_before(how: Filling, dialect: str) -> str:
    return _treatments(
        numbers(1, how.here),
        STOPS[how.stop - 1],
        id="20000000 + i",
        stop_id=_stop_id(how.stop - 1),
        **_decision(dialect),
    )


def _waiting(how: Filling) -> str:
    return _treatments(
        numbers(1, how.here),
        how.forum,
        id="30000000 + i",
        stop_id=_stop_id(how.stop),
        state="'on_agenda'",
        texts=f"REPLACE('{TEXTS}', 'regnskabet', 'regnskabet i sag ' || i)",
        meeting_id=str(MEETING_ID),
    )


def _others(how: Filling) -> str:
    """The cases that do not wait here; none where all do."""
    return f"(SELECT i FROM {numbers(1, how.cases)} WHERE i > {how.here}) AS others"


def _ended(how: Filling, dialect: str) -> str:
    source = f"(SELECT i FROM {_others(how)} WHERE i % 10 <> 0) AS ended"
    columns = {"texts": f"'{SHORT}'", "meeting_id": f"{MEETING_ID} - 1 - i % {HELD}", **_decision(dialect)}
    return _treatments(source, how.forum, id="30000000 + i", stop_id=_stop_id(how.stop), **columns)


def _waiting_elsewhere(how: Filling) -> str:
    source = f"(SELECT i FROM {_others(how)} WHERE i % 10 = 0) AS elsewhere"
    return _treatments(
        source, STOPS[0], id="30000000 + i", stop_id=_stop_id(0), state="'preparing'", texts=f"'{SHORT}'"
    )
