"""Permanent addresses in plain letters."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.site import BadSiteAddress, file_name, meeting_folder, site_address, slug

DIGEST = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("KKR-F", "kkr-f"),
        ("Økonomi & Åbenhed, ærligt", "oekonomi-aabenhed-aerligt"),
        ("Æblegrød", "aeblegroed"),
        ("A\u030arhus", "aarhus"),
        ("../../etc/passwd", "etc-passwd"),
        ("日本", ""),
        ("a" * 99, "a" * 60),
    ],
)
def test_words_become_plain_letters(words: str, plain: str) -> None:
    assert slug(words) == plain


def test_a_meeting_has_one_place_for_ever() -> None:
    assert meeting_folder("KKR", date(2027, 6, 20)) == "kkr/2027-06-20"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Budget Å.PDF", "budget-aa-01234567.pdf"),
        ("C:\\papirer\\Notat.docx", "notat-01234567.docx"),
        ("side.html", "side-01234567.html.txt"),
        ("tegning.SVG", "tegning-01234567.svg.txt"),
        (".bashrc", "bashrc-01234567"),
        ("uden endelse", "uden-endelse-01234567"),
        ("版.pdf", "01234567.pdf"),
        ("", "01234567"),
        ("notat.v2 endelig udgave", "notat-v2-endelig-udgave-01234567"),
    ],
)
def test_an_attachment_is_called_after_itself(name: str, called: str) -> None:
    assert file_name(name, DIGEST) == called


@given(st.text())
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    called = file_name(name, DIGEST)
    assert set(called) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert not called.startswith(".")
    assert len(called) < 100


@pytest.mark.parametrize("typed", ["https://www.example.dk/moeder", "https://www.example.dk/moeder/"])
def test_a_site_stands_in_a_folder(typed: str) -> None:
    assert site_address(typed) == "https://www.example.dk/moeder/"


@pytest.mark.parametrize(
    "typed",
    ["", "example.dk", "ftp://example.dk/", "https://", "https://example.dk/?a=1", "https://example.dk/#a",
     "https://example.dk/a b", "https://example.dk/\n", "https://[", "javascript://x/"],
)  # fmt: skip
def test_what_is_no_address_of_a_site_is_refused(typed: str) -> None:
    with pytest.raises(BadSiteAddress):
        site_address(typed)
