"""Words made fit to print."""

import unicodedata

import pytest

from templates.legible import Reading
from templates.pieces import Span
from templates.view import ItemView, SectionView

UNTOUCHED = (
    "Børn & unge på Ærø – ”fra 0 til 18”, § 4, stk. 2; 50 %… €½",
    "Łódź, Þórshöfn, Čeština, Ελληνικά, Русский, עברית, العربية",
    "✓ ☑ → ➢ ▪ • ≤ ≥ ∑ 😀",
    "Bø\u00adde\u00adkas\u00adsen og ord\u200bsammen",
    "",
)


@pytest.mark.parametrize("words", UNTOUCHED)
def test_what_the_fonts_can_show_stands_as_it_is(words: str) -> None:
    reading = Reading()
    assert reading.legible(words) == words
    assert reading.notes == ()


CHANGED = (
    ("\uf0b7 punkt", "• punkt"),
    ("\uf0a7 punkt", "▪ punkt"),
    ("\uf0d8 pil", "➢ pil"),
    ("\uf02d streg", "– streg"),
    ("\ue123", "[U+E123]"),
    ("👍🏽", "[U+1F44D]"),
    ("李", "[U+674E]"),
    ("a\x00b\x07c\x7fd", "abcd"),
    ("a\u202eb\u2066c\ufeffd\ufff9e", "abcde"),
    ("\ud800", "[U+D800]"),
    ("\uffff\U0003fffe", "[U+FFFF][U+3FFFE]"),
    ("\U000e0041tag", "tag"),
)


@pytest.mark.parametrize(("words", "fit"), CHANGED)
def test_what_cannot_stand_is_put_otherwise_and_told_of(words: str, fit: str) -> None:
    reading = Reading()
    assert reading.legible(words) == fit
    assert len(reading.notes) == 1


def test_breaks_are_blanks_and_loose_accents_are_joined_without_a_word() -> None:
    reading = Reading()
    assert reading.legible("en\ttal\r\npå\x0blinjen\u2028to") == "en tal på linjen to"
    assert reading.legible("e\u0301n a\u030a") == "én å"
    assert reading.notes == ()


def test_a_soft_hyphen_stays_in_its_word_only() -> None:
    assert (
        Reading().legible("\u00adspeciallæge\u00adpraksis\u00ad, kom\u00ad \u00ad") == "speciallæge\u00adpraksis, kom "
    )


def test_the_note_says_which_signs_how_often_and_where_first() -> None:
    item = ItemView("punkt-1", "1.1. Vejen", "", "\uf0b7", (SectionView("Baggrund\ue000", ()),))
    reading = Reading()
    reading.legible(["\uf0b7", item])
    assert reading.notes == (
        "Signs that cannot stand in the PDF were replaced or left out: U+F0B7 2 times; U+E000 once in “1.1. Vejen”.",
    )


def test_a_file_of_foreign_script_makes_a_short_note() -> None:
    reading = Reading()
    reading.legible("一二三四五六七八九十")
    assert reading.notes[0].endswith("U+4E94 (cjk unified ideograph-4e94) once; and 5 others.")


def test_a_view_becomes_what_json_knows() -> None:
    told = Reading().legible({"text": (Span("å", "https://x.example/å b?c=%20&d#e"),), "numbered": True})
    assert told == {"text": [{"text": "å", "url": "https://x.example/%C3%A5%20b?c=%20&d#e"}], "numbered": True}


def test_an_address_too_long_to_be_a_link_is_left_out_and_told_of() -> None:
    reading = Reading()
    assert reading.legible(Span("her", "https://x.example/" + "å" * 4000)) == {"text": "her", "url": ""}
    assert reading.notes == ("Links to addresses of more than 8000 signs are plain words: 1.",)


def test_every_sign_comes_out_fit() -> None:
    basic, further = range(0x10000), range(0x10000, 0x110000, 61)
    fit = Reading().legible("".join(map(chr, (*basic, *further))))
    again = Reading()
    assert again.legible(fit) == unicodedata.normalize("NFC", fit)
    assert again.notes == ()
