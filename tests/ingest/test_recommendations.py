"""The many ways in which a recommendation asks, and what each asks for, in order."""

import pytest

from ingest.meaning import purposes_of
from states.outcomes import Purpose
from states.paper import Block, BlockKind

APPROVE, ADOPT, DECIDE, DISCUSS = Purpose.APPROVE, Purpose.ADOPT, Purpose.DECIDE, Purpose.DISCUSS
GIVE_INPUT, DELEGATE, TAKE_NOTE = Purpose.GIVE_INPUT, Purpose.DELEGATE, Purpose.TAKE_NOTE

ONE_SENTENCE = {
    "Det indstilles, at KKR godkender vedtægterne.": (APPROVE,),
    "Det indstilles at KKR godkender vedtægterne.": (APPROVE,),
    "Sekretariatet indstiller, at KKR godkender vedtægterne.": (APPROVE,),
    "Formandskabet indstiller til KKR, at budgettet godkendes.": (APPROVE,),
    "Forretningsudvalget indstiller, at Socialdirektørforum godkender referatet fra mødet den 16. august 2024.": (
        APPROVE,
    ),
    "Forretningsudvalget indstiller til Socialdirektørforum, at godkende kommissoriet.": (APPROVE,),
    "Sagen forelægges til drøftelse.": (DISCUSS,),
    "Til drøftelse.": (DISCUSS,),
    "Til orientering.": (TAKE_NOTE,),
    "Til orientering og drøftelse.": (TAKE_NOTE, DISCUSS),
    "Til drøftelse og godkendelse.": (DISCUSS, APPROVE),
    "Til efterretning.": (TAKE_NOTE,),
    "Til beslutning.": (DECIDE,),
    "Det indstilles, at orienteringen tages til efterretning.": (TAKE_NOTE,),
    "Det indstilles, at KKR tager status på indsatserne til efterretning.": (TAKE_NOTE,),
    "Det indstilles, at KKR drøfter oplægget og tager orienteringen til efterretning.": (DISCUSS, TAKE_NOTE),
    "Det indstilles, at KKR drøfter og godkender mødeplanen.": (DISCUSS, APPROVE),
    "Det indstilles, at KKR drøfter, hvordan kommunerne kan godkende fælles takster.": (DISCUSS,),
    "Det indstilles, at KKR drøfter, om der skal udpeges en kontaktperson.": (DISCUSS,),
    "Det indstilles, at KKR giver input til høringssvaret og bemyndiger formandskabet til at godkende det.": (
        GIVE_INPUT, DELEGATE,
    ),
    "Det indstilles, at formandskabet bemyndiges til at godkende det endelige svar.": (DELEGATE,),
    "Det indstilles, at KKR udpeger et medlem til bestyrelsen.": (DECIDE,),
    "Det indstilles, at KKR tager stilling til forslaget.": (DECIDE,),
    "Det indstilles, at KKR beslutter, om der skal søges midler.": (DECIDE,),
    "Det indstilles, at kredsen tiltræder forslaget.": (ADOPT,),
    "Det indstilles, at KKR tilslutter sig de fælles principper.": (ADOPT,),
    "Det indstilles, at kredsen drøfter sagen og anbefaler KKR at godkende den.": (DISCUSS, DECIDE),
    "Det indstilles, at KKR kommer med input til strategien.": (GIVE_INPUT,),
    "Det indstilles, at KKR drøfter sagen med henblik på at give input til strategien.": (DISCUSS, GIVE_INPUT),
    "Det indstilles, at KKR drøfter og kommenterer udkastet.": (DISCUSS, GIVE_INPUT),
    "Det foreslås, at KKR drøfter oplægget.": (DISCUSS,),
    "Det anbefales, at KKR godkender aftalen.": (APPROVE,),
    "Sekretariatet foreslår, at KKR tager sagen til orientering.": (TAKE_NOTE,),
    "At KKR drøfter punkter til mødet den 5. februar 2027.": (DISCUSS,),
    "at KKR godkender referatet.": (APPROVE,),
    "Det indstilles, at KKR Syddanmark godkender, at kontrakten forlænges til udgangen af 2027.": (APPROVE,),
    "Det indstilles, at KKR godkender årsrapporten, herunder at overskuddet overføres, samt tager budgettet til "
    "efterretning.": (APPROVE, TAKE_NOTE),
    "Indstillingen er, at KKR godkender planen.": (APPROVE,),
    "KKR bedes drøfte oplægget.": (DISCUSS,),
    "KKR anmodes om at godkende planen.": (APPROVE,),
    "KKR bedes tage stilling til, hvem der skal deltage.": (DECIDE,),
    "Det indstilles, at KKR orienteres om arbejdet og drøfter det videre forløb.": (TAKE_NOTE, DISCUSS),
    "Punktet er til orientering.": (TAKE_NOTE,),
}  # fmt: skip

PARTS: list[tuple[str, BlockKind, tuple[str, ...], tuple[Purpose, ...]]] = [
    ("Det indstilles, at KKR", BlockKind.BULLET, ("godkender regnskabet", "tager budgettet til efterretning"),
     (APPROVE, TAKE_NOTE)),
    ("Det indstilles,", BlockKind.NUMBERED,
     ("at KKR drøfter planen", "at KKR godkender økonomien", "at KKR bemyndiger formanden til at underskrive"),
     (DISCUSS, APPROVE, DELEGATE)),
    ("Sekretariatet indstiller, at", BlockKind.NUMBERED,
     ("regnskabet godkendes", "orienteringen tages til efterretning"), (APPROVE, TAKE_NOTE)),
    ("Forretningsudvalget indstiller til Socialdirektørforum, at", BlockKind.BULLET,
     ("godkende et nyt medlem", "drøfte det videre arbejde"), (APPROVE, DISCUSS)),
    ("Det indstilles, at KKR drøfter:", BlockKind.BULLET,
     ("om taksten skal godkendes lokalt", "hvordan kommunerne beslutter sig"), (DISCUSS,)),
    ("Det indstilles, at KKR beslutter, at", BlockKind.BULLET,
     ("arbejde for flere pladser og", "støtte op om de kommuner, der bygger."), (DECIDE,)),
    ("Det indstilles, at KKR godkender, at", BlockKind.BULLET,
     ("kommunerne drøfter taksterne", "formanden tager sagen op"), (APPROVE,)),
    ("Det indstilles, at", BlockKind.BULLET, ("KKR tiltræder planen", "KKR giver input til den videre proces"),
     (ADOPT, GIVE_INPUT)),
]  # fmt: skip


@pytest.mark.parametrize("words", ONE_SENTENCE)
def test_one_sentence_asks(words: str) -> None:
    assert purposes_of([Block(BlockKind.PARAGRAPH, words)]) == ONE_SENTENCE[words]


@pytest.mark.parametrize(("opening", "kind", "parts", "purposes"), PARTS)
def test_parts_ask_in_order(
    opening: str, kind: BlockKind, parts: tuple[str, ...], purposes: tuple[Purpose, ...]
) -> None:
    assert purposes_of([Block(BlockKind.PARAGRAPH, opening), *(Block(kind, part) for part in parts)]) == purposes
