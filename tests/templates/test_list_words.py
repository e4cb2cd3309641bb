"""What the lists say alike."""

import pytest

from templates.list_words import titled


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Personsag", "Lukket punkt: Personsag"),
        ("Lukket anbringelse af unge", "Lukket punkt: Lukket anbringelse af unge"),
        ("Lukket: Personsag", "Lukket: Personsag"),
        ("LUKKET PUNKT – Personsag", "LUKKET PUNKT – Personsag"),
        ("(Lukket) Personsag", "(Lukket) Personsag"),
        ("Personsag (lukket punkt)", "Personsag (lukket punkt)"),
        ("Lukket sag", "Lukket sag"),
    ],
)
def test_a_closed_item_says_once_that_it_is(title: str, shown: str) -> None:
    assert titled(title, closed=True) == shown
    assert titled(title, closed=False) == title
