"""How lists count."""

from ingest.formats.labels import ordinal


def test_figures_letters_and_roman_numerals() -> None:
    assert [ordinal(number, "1") for number in (0, 1, 12)] == ["0", "1", "12"]
    assert [ordinal(number, "a") for number in (0, 1, 26, 27, 52, 53)] == ["0", "a", "z", "aa", "az", "ba"]
    assert [ordinal(number, "i") for number in (1, 4, 9, 14, 40, 1994, 4000)] == [
        "i", "iv", "ix", "xiv", "xl", "mcmxciv", "4000",
    ]  # fmt: skip
    assert (ordinal(3, "A"), ordinal(3, "I")) == ("C", "III")
