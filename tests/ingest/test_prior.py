"""What earlier forums did, as a background tells it."""

from datetime import date

import pytest

from db.seed import seed_forums
from ingest.prior import prior_steps
from states.outcomes import Outcome
from states.paper import Block, BlockKind, PriorStep

FORUMS = tuple(seed.forum for seed in seed_forums())
TOLD: dict[str, list[tuple[str, Outcome, date | None]]] = {
    "Socialdirektørforum har den 12. maj taget redegørelsen til efterretning.": [
        ("SDF", Outcome.TOOK_NOTE, date(2023, 5, 12))
    ],
    "Kredsen af kommunaldirektører har drøftet sagen og kan anbefale KKR Syddanmark at godkende den.": [
        ("K22", Outcome.RECOMMENDED, None)
    ],
    "Sundhedsdirektørkredsen og kredsen af kommunaldirektørerne har godkendt budgettet.": [
        ("SUN", Outcome.APPROVED, None), ("K22", Outcome.APPROVED, None),
    ],
    "Sagen er godkendt hos Socialdirektørforum og behandlet i Kommunaldirektørkredsen, som kan anbefale KKR den.": [
        ("SDF", Outcome.APPROVED, None), ("K22", Outcome.RECOMMENDED, None),
    ],
    "Forslaget er godkendt af både Socialdirektørforum og Sundhedsdirektørkredsen.": [
        ("SDF", Outcome.APPROVED, None), ("SUN", Outcome.APPROVED, None),
    ],
    "K22 bad Socialdirektørforum om at vende tilbage med et oplæg.": [("K22", Outcome.RETURNED, None)],
    "Der var ikke konsensus i kommunaldirektørkredsen om forslaget.": [("K22", Outcome.NO_CONSENSUS, None)],
    "Efterfølgende har KKU den 21. april 2023 godkendt forslaget.": [("KKU", Outcome.APPROVED, date(2023, 4, 21))],
    "Socialdirektørforums forretningsudvalg har godkendt planen.": [],
    "KKR-sekretariatet har godkendt planen.": [],
    "KKR Syddanmark godkendte planen i april.": [],
    "Socialdirektørforum skal godkende planen, og den forventes drøftet i Sundhedsdirektørkredsen.": [],
    "Når Socialdirektørforum har godkendt planen, sendes den ud.": [],
    "Odense Kommune har godkendt planen.": [],
}  # fmt: skip


@pytest.mark.parametrize("words", TOLD)
def test_what_is_told(words: str) -> None:
    steps = prior_steps((Block(BlockKind.PARAGRAPH, words),), FORUMS, "KKR", date(2023, 6, 20))
    assert steps == tuple(PriorStep(forum, outcome, words, on) for forum, outcome, on in TOLD[words])


def test_the_weightiest_of_two_tellings_stands() -> None:
    told = "K22 drøftede sagen i maj. K22 bakker op om den."
    assert prior_steps((Block(BlockKind.PARAGRAPH, told),), FORUMS, "KKR", None) == (
        PriorStep("K22", Outcome.ENDORSED, "K22 bakker op om den."),
    )
