"""A ledger of the 22 councils with one in each state, and one without its map."""

from dataclasses import replace
from datetime import date

from db.seed import seed_municipalities, seed_region
from states.council_ledger import Council, CouncilLedger, CouncilRow, CouncilState, Known, Phase
from states.outcomes import Outcome, Purpose
from states.routes import Stop

JUNE, AUGUST, SEPTEMBER = date(2027, 6, 21), date(2027, 8, 25), date(2027, 9, 15)
PLACES = tuple(place for place in seed_municipalities() if place.region == seed_region())
SENT = Known(1, sent_on=JUNE)
REMARKED = replace(SENT, remarks="<Pris> & år")


def row(name: str, state: CouncilState, known: Known = SENT, **said: object) -> CouncilRow:
    place = next(place for place in PLACES if place.name == name)
    council = Council(f"KB-{place.number}", name, place.number)
    return CouncilRow(council, state, 1, known, **said)  # type: ignore[arg-type]  # fields by name


def answered(name: str, state: CouncilState, outcome: Outcome, words: str, known: Known = SENT) -> CouncilRow:
    return row(name, state, known, outcome=outcome, words=words, answered_on=AUGUST)


OTHERS = {
    one.council.name: one
    for one in (
        row("Ærø", CouncilState.NOT_SENT, Known()),
        row("Odense", CouncilState.ON_AGENDA, replace(SENT, agenda_on=SEPTEMBER)),
        row("Svendborg", CouncilState.SENT, replace(SENT, asked_again_on=SEPTEMBER)),
        answered("Vejle", CouncilState.APPROVED_WITH_REMARKS, Outcome.APPROVED, "Ja.", REMARKED),
        answered("Kolding", CouncilState.REJECTED, Outcome.REJECTED, "=Nej, ikke\nsådan."),
        answered("Fanø", CouncilState.ANSWERED, Outcome.TOOK_NOTE, "Til efterretning."),
        row("Faaborg-Midtfyn", CouncilState.NO_ANSWER),
    )
}  # fmt: skip
ROWS = tuple(
    OTHERS.get(place.name, answered(place.name, CouncilState.APPROVED, Outcome.APPROVED, "Godkendt."))
    for place in PLACES
)
STOP = Stop("councils", tuple(one.council.code for one in ROWS), purpose=Purpose.APPROVE, reservation=True)
LEDGER = CouncilLedger(12, "Rapport om <tilsynet> & taksterne", False, STOP, Phase.HERE, ROWS)
