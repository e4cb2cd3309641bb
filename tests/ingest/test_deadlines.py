"""Dates that bind somebody."""

from datetime import date

import pytest

from ingest.deadlines import deadlines_in
from states.paper import Block, BlockKind, DeadlineKind, FoundDeadline

MEETING = date(2023, 6, 20)
BINDING = {
    "Aftalen er sendt i høring frem til 9. august 2023.": (DeadlineKind.HEARING, date(2023, 8, 9)),
    "Høringsfristen er den 1. juli 2023.": (DeadlineKind.HEARING, date(2023, 7, 1)),
    "Deadline for indsendelse af rapporten til Styrelsen er den 1. juli 2023.": (DeadlineKind.REPORT, date(2023, 7, 1)),
    "Afsluttende rapport leveres senest ved udgangen af 2024.": (DeadlineKind.REPORT, date(2024, 12, 31)),
    "Kvoten skal meddeles Styrelsen senest den 5. september 2023.": (DeadlineKind.NOTICE, date(2023, 9, 5)),
    "Kontrakten udløber med udgangen af 2023.": (DeadlineKind.CONTRACT_EXPIRY, date(2023, 12, 31)),
    "Det indstilles, at kontrakten forlænges til udgangen af 2024.": (DeadlineKind.CONTRACT_EXPIRY, date(2024, 12, 31)),
    "Kontrakten løber fra 1. januar 2023 til 31. december 2025.": (DeadlineKind.CONTRACT_EXPIRY, date(2025, 12, 31)),
    "Høringen slutter den 3. november 2023.": (DeadlineKind.HEARING, date(2023, 11, 3)),
    "Svarfrist: 1. december 2023.": (DeadlineKind.TASK, date(2023, 12, 1)),
    "Frist for ansøgning er fredag den 3. november 2023 kl. 12.": (DeadlineKind.REPORT, date(2023, 11, 3)),
    "Næste møde i KKR er den 4. september 2023.": (DeadlineKind.NEXT_MEETING, date(2023, 9, 4)),
    "Midlerne skal være brugt senest den 1. marts 2024.": (DeadlineKind.TASK, date(2024, 3, 1)),
    "KKR vil få en sag herom på mødet den 5. februar 2024.": (DeadlineKind.PROMISE, date(2024, 2, 5)),
    "Rapporten skal afleveres den 1. marts 2024.": (DeadlineKind.REPORT, date(2024, 3, 1)),
    "Der skal afrapporteres til styrelsen den 1. juli 2023.": (DeadlineKind.REPORT, date(2023, 7, 1)),
    "Aftalen udløber ved årets udgang 2024.": (DeadlineKind.CONTRACT_EXPIRY, date(2024, 12, 31)),
    "Høringsperioden løber fra den 1. juli 2023 til den 31. august 2023.": (DeadlineKind.HEARING, date(2023, 8, 31)),
    "Samarbejdsaftalen ophører den 31. marts 2024.": (DeadlineKind.CONTRACT_EXPIRY, date(2024, 3, 31)),
    "Navne skal være sekretariatet i hænde senest den 4. august 2023.": (DeadlineKind.TASK, date(2023, 8, 4)),
    "Ansøgningsfristen er 12/9-2023.": (DeadlineKind.REPORT, date(2023, 9, 12)),
    "Svarfristen er den 1/9 2023.": (DeadlineKind.TASK, date(2023, 9, 1)),
    "Det næste møde finder sted den 4. september 2023 i Vejle.": (DeadlineKind.NEXT_MEETING, date(2023, 9, 4)),
    "Udkastet er i høring indtil den 20. august 2023.": (DeadlineKind.HEARING, date(2023, 8, 20)),
    "Sagen forelægges KKR igen på mødet den 4. september 2023.": (DeadlineKind.PROMISE, date(2023, 9, 4)),
}
FREE = [
    "Rapporten blev sendt den 1. marts 2023.",
    "Styrelsen udmelder hvert år senest den 1. maj et landstal.",
    "Loven af 8. december 2022 gælder stadig.",
    "Loven forventes at træde i kraft ultimo 2023.",
    "Planen rækker frem til 2035.",
    "Taksten beregnes pr. 1. januar 2024.",
    "Rabatten gives i perioden 1. juni 2023 til og med 2025.",
    "Aftalen træder i kraft den 1. januar 2025.",
    "Fristen var den 1. maj 2023.",
    "KKR godkendte planen den 21. april 2023.",
    "Temadagen holdes den 14. september 2023.",
    "Projektet begynder 1. september 2023.",
    "Kommunerne har indtil nu brugt 3 mio. kr.",
    "Befolkningen ventes at vokse frem til 2040.",
    "Referat fra mødet den 21. april 2023 kan ses her.",
]


def _found(words: str) -> list[FoundDeadline]:
    return deadlines_in([Block(BlockKind.PARAGRAPH, words)], MEETING)


@pytest.mark.parametrize("words", BINDING)
def test_what_binds(words: str) -> None:
    kind, on = BINDING[words]
    assert _found(words) == [FoundDeadline(words, kind, on)]


@pytest.mark.parametrize("words", FREE)
def test_what_does_not_bind(words: str) -> None:
    assert _found(words) == []


def test_before_a_day_leaves_the_day_out() -> None:
    words = "Aftalen skal meddeles inden den 10. september."
    assert _found(words) == [
        FoundDeadline(words, DeadlineKind.NOTICE, date(2023, 9, 10), before=True, year_inferred=True)
    ]


def test_a_vague_deadline_is_an_interval() -> None:
    words = "Svar skal gives senest ultimo november."
    assert _found(words) == [
        FoundDeadline(words, DeadlineKind.NOTICE, None, date(2023, 11, 21), date(2023, 11, 30), year_inferred=True)
    ]
