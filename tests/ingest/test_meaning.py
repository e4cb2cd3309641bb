"""What a recommendation asks, and what a decision means."""

import pytest

from ingest.meaning import is_advice, outcome_of, purposes_of
from states.outcomes import Outcome, Purpose
from states.paper import Block, BlockKind

ASKED = {
    "Det indstilles, at KKR godkender budgettet.": (Purpose.APPROVE,),
    "Det indstilles at, KKR drøfter planen.": (Purpose.DISCUSS,),
    "Det indstilles, at referatet godkendes.": (Purpose.APPROVE,),
    "Det indstilles, at KKR tager orienteringen til efterretning.": (Purpose.TAKE_NOTE,),
    "Sekretariatet indstiller, at kredsen tiltræder aftalen.": (Purpose.ADOPT,),
    "Det indstilles, at KKR godkender regnskabet og tager budgettet til efterretning.": (
        Purpose.APPROVE, Purpose.TAKE_NOTE,
    ),
    "Det indstilles, at KKR giver input og bemyndiger formandskabet til at godkende svaret.": (
        Purpose.GIVE_INPUT, Purpose.DELEGATE,
    ),
    "Det indstilles, at KKR beslutter at godkende aftalen.": (Purpose.APPROVE,),
    "Det indstilles, at KKR beslutter, at der købes ind sammen.": (Purpose.DECIDE,),
    "Det indstilles, at kredsen anbefaler KKR at godkende aftalen.": (Purpose.DECIDE,),
    "At drøfte sagen.": (Purpose.DISCUSS,),
    "Det indstilles, at KKR orienteres om status.": (Purpose.TAKE_NOTE,),
    "Til orientering.": (Purpose.TAKE_NOTE,),
    "Sagen forelægges til godkendelse.": (Purpose.APPROVE,),
    "Det indstilles, at projektet forlænges.": (Purpose.DECIDE,),
    "": (),
}  # fmt: skip


@pytest.mark.parametrize("words", ASKED)
def test_what_is_asked(words: str) -> None:
    assert purposes_of([Block(BlockKind.PARAGRAPH, words)]) == ASKED[words]


def test_parts_are_asked_in_their_order() -> None:
    parts = ("drøfter planen", "at tage økonomien til efterretning", "bemyndiger formanden til at svare")
    blocks = [Block(BlockKind.PARAGRAPH, "Det indstilles, at KKR"), *(Block(BlockKind.BULLET, part) for part in parts)]
    assert purposes_of(blocks) == (Purpose.DISCUSS, Purpose.TAKE_NOTE, Purpose.DELEGATE)


def test_a_forum_may_be_asked_to_recommend() -> None:
    asked = "Det indstilles, at kredsen anbefaler KKR at godkende aftalen."
    assert is_advice([Block(BlockKind.PARAGRAPH, asked)])
    assert not is_advice([Block(BlockKind.PARAGRAPH, "Forummet anbefaler, at KKR godkender aftalen.")])


MEANT = {
    "KKR besluttede at godkende referatet.": Outcome.APPROVED,
    "KKR godkendte, at aftalen forlænges.": Outcome.APPROVED,
    "Godkendt som indstillet.": Outcome.APPROVED,
    "KKR godkendte budgettet med den bemærkning, at rejser spares.": Outcome.APPROVED_WITH_ADDITION,
    "KKR godkendte regnskabet. Det blev desuden besluttet, at der spares.": Outcome.APPROVED_WITH_ADDITION,
    "Kredsen tiltrådte aftalen.": Outcome.ADOPTED,
    "KKR besluttede at afsætte en time.": Outcome.DECIDED,
    "KKR udpegede Anna Bo (A).": Outcome.DECIDED,
    "Kredsen anbefaler KKR at godkende aftalen.": Outcome.RECOMMENDED,
    "KKR tog orienteringen til efterretning.": Outcome.TOOK_NOTE,
    "Orienteringen blev taget til orientering.": Outcome.TOOK_NOTE,
    "KKR tog orienteringen til efterretning og opfordrede regeringen til at handle.": Outcome.TOOK_NOTE,
    "KKR drøftede sagen og pegede på, at kommunerne godkender budgetter.": Outcome.DISCUSSED,
    "Formanden indledte. KKR drøftede sagen.": Outcome.DISCUSSED,
    "KKR bakkede op om, at arbejdet går i gang.": Outcome.ENDORSED,
    "KKR gav input til høringssvaret.": Outcome.GAVE_INPUT,
    "KKR bemyndigede formandskabet til at godkende svaret.": Outcome.DELEGATED,
    "Kredsen sendte sagen tilbage til Socialdirektørforum.": Outcome.RETURNED,
    "Kredsen bad Socialdirektørforum om at vende tilbage med et oplæg.": Outcome.RETURNED,
    "KKR drøftede sagen og besluttede at udsætte den.": Outcome.POSTPONED,
    "Punktet blev udsat.": Outcome.POSTPONED,
    "KKR kunne ikke tiltræde forslaget.": Outcome.REJECTED,
    "Indstillingen blev afvist.": Outcome.REJECTED,
    "Der var ikke enighed om forslaget.": Outcome.NO_CONSENSUS,
    "KKR havde ikke noget til eventuelt.": Outcome.NO_DECISION,
    "Intet.": Outcome.NO_DECISION,
    "Anna Bo orienterede om klyngerne.": Outcome.NO_DECISION,
    "Kredsen tilslutter sig forslaget.": Outcome.ADOPTED,
    "Kredsen gav sin tilslutning til forslaget.": Outcome.ADOPTED,
    "KKR besluttede ikke at godkende forslaget.": Outcome.REJECTED,
    "Sagen tages af dagsordenen.": Outcome.POSTPONED,
    "Ikke behandlet.": Outcome.NO_DECISION,
    "KKR noterede sig status.": Outcome.TOOK_NOTE,
    "Et flertal godkendte forslaget. To stemte imod.": Outcome.APPROVED,
    "Vejret var godt.": None,
}


@pytest.mark.parametrize("words", MEANT)
def test_what_is_meant(words: str) -> None:
    assert outcome_of([words], (Purpose.APPROVE,)) == MEANT[words]


@pytest.mark.parametrize(
    ("purposes", "outcome"),
    [
        ((Purpose.APPROVE,), Outcome.APPROVED),
        ((Purpose.TAKE_NOTE,), Outcome.TOOK_NOTE),
        ((Purpose.DISCUSS, Purpose.GIVE_INPUT), Outcome.GAVE_INPUT),
        ((Purpose.TAKE_NOTE, Purpose.APPROVE), Outcome.APPROVED),
        ((), None),
    ],
)
@pytest.mark.parametrize("words", ["KKR godkendte indstillingen.", "Indstillingen blev tiltrådt.", "Som indstillet."])
def test_approving_the_recommendation_means_what_it_asked(
    words: str, purposes: tuple[Purpose, ...], outcome: Outcome | None
) -> None:
    assert outcome_of([words], purposes) == outcome


def test_approving_a_recommendation_to_recommend_means_recommended() -> None:
    assert outcome_of(["Kredsen godkendte indstillingen."], (Purpose.DECIDE,), advises=True) == Outcome.RECOMMENDED
