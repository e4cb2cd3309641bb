"""The words of letters: what a case lacks, what a deadline says, what changed in an agenda."""

from datetime import date, time

import pytest

from states.calling import CalledCase
from states.changes import AgendaChanges, FieldChange, ItemChange, News, Version
from states.outcomes import Purpose
from templates.letter_words import asked_words, called_case, change_lines, deadline_words, meeting_words

JUNE = date(2027, 6, 20)


@pytest.mark.parametrize(
    ("case", "status"),
    [
        (CalledCase(12, "Havn"), ["Tekst og bilag er på plads"]),
        (
            CalledCase(12, "Havn", missing=("recommendation", "presentation")),
            ["Mangler indstilling og sagsfremstilling"],
        ),
        (CalledCase(12, "Havn", marks=2, files=1), ["2 bilag er nævnt i teksten, og 1 er lagt på"]),
        (
            CalledCase(12, "Havn", draft=True, promised=True),
            ["Er lovet til dette møde", "Er en kladde, der ikke er sendt af sted endnu"],
        ),
        (CalledCase(12, "Havn", elsewhere=("SDF", "SUN")), ["Er endnu hos SDF og SUN"]),
        (CalledCase(12, "Havn", elsewhere=("K22",), then=JUNE), ["Er endnu hos K22 (møde den 20. juni 2027)"]),
    ],
)
def test_how_far_a_case_is(case: CalledCase, status: list[str]) -> None:
    assert called_case(case, "https://sag.example.dk") == {
        "case": "Sag 12: Havn",
        "status": status,
        "link": "https://sag.example.dk/sag/12",
        "command": "sagsgang case show 12",
    }


def test_a_closed_case_is_its_number() -> None:
    assert called_case(CalledCase(12, "Personsag", closed=True), "")["case"] == "Lukket sag 12"


@pytest.mark.parametrize("at", ["10:00", time(10)])
def test_when_a_meeting_is(at: str | time) -> None:
    assert meeting_words(JUNE, at) == "søndag den 20. juni 2027 kl. 10.00"
    assert meeting_words(JUNE) == "søndag den 20. juni 2027"


def test_a_deadline_says_whether_its_day_counts() -> None:
    assert [deadline_words(JUNE, before=before) for before in (True, False)] == [
        "inden den 20. juni 2027",
        "senest den 20. juni 2027",
    ]


def test_what_a_council_is_asked() -> None:
    assert [asked_words(one) for one in ((Purpose.APPROVE, Purpose.DISCUSS), (Purpose.GIVE_INPUT,), ())] == [
        "godkende sagen og drøfte sagen",
        "give input til sagen",
        "tage stilling til sagen",
    ]


def test_changes_are_told_a_line_an_item_and_closed_ones_by_number() -> None:
    changed = AgendaChanges(
        forum="KKR Syddanmark",
        forum_code="KKR",
        on=JUNE,
        since=Version(1),
        until=Version(2),
        head=(FieldChange("time", ()), FieldChange("place", ())),
        items=(
            ItemChange(News.ADDED, "2.2", "Landstrøm"),
            ItemChange(News.REMOVED, "2.3", "Havn"),
            ItemChange(News.CHANGED, "2.4", "Veje", old_number="2.3", fields=(FieldChange("attachments", ()),)),
            ItemChange(News.CHANGED, "2.5", "Personsag", fields=(FieldChange("title", ()),), closed=True),
        ),
    )
    assert change_lines(changed) == [
        "Mødet: tid og sted",
        "2.2. Landstrøm: nyt punkt",
        "2.3. Havn: udgået",
        "2.4. Veje: havde nummer 2.3 og bilag",
        "2.5. Lukket punkt: titel",
    ]
