"""Infinitives made present."""

import pytest

from templates.present import present, to_present


@pytest.mark.parametrize(
    ("infinitive", "now"), [("godkende", "godkender"), ("indgå", "indgår"), ("være", "er"), ("have", "har")]
)
def test_one_verb(infinitive: str, now: str) -> None:
    assert present(infinitive) == now


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("godkende planen.", "godkender planen."),
        ("godkende planen og tage budgettet til efterretning", "godkender planen og tager budgettet til efterretning"),
        ("drøfte, godkende og vedtage planen", "drøfter, godkender og vedtager planen"),
        ("drøfte planen, og at godkende den", "drøfter planen, og godkender den"),
        ("samlet og endeligt godkende planen", "samlet og endeligt godkender planen"),
        ("bede dem om at udarbejde og sende et svar", "beder dem om at udarbejde og sende et svar"),
        ("bede dem om at svare samt godkende planen", "beder dem om at svare samt godkender planen"),
        ("sikre støtte og møde med regionen", "sikrer støtte og møde med regionen"),
        ("planen godkendes", None),
        ("budgettet", None),
        ("planerne godkendes", None),
        ("alle kommuner deltager", None),
        ("udrulle planen", "udruller planen"),
        ("", None),
    ],
)
def test_a_recommendation(before: str, after: str | None) -> None:
    assert to_present(before) == after


def test_where_a_clause_may_stand_only_a_known_verb_is_one() -> None:
    assert to_present("vedtage planen", known_only=True) == "vedtager planen"
    assert to_present("midlerne udrulle planen", known_only=True) is None
