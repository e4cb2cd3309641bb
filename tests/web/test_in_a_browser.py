"""The button pressed in a real browser, which keeps to the headers that we send it."""

from tests.web.browser import Browser
from tests.web.conftest import Served

NARROW = 320
"""Pixels: no reader needs to scroll sideways. Source: WCAG 2.2, 1.4.10."""


def test_a_reader_presses_the_button(served: Served, browser: Browser) -> None:
    browser.goes_to(served.address + served.tag)
    assert list(filter(None, browser.text.split("\n"))) == [
        "Sagsgang",
        "Jeg tager den",
        "Bente Lund, du er bedt om at se til dette:",
        "Hvad",
        "Redegørelse til ministeriet",
        "Hvornår",
        "torsdag den 1. juli 2027",
        "Sag",
        "1, Fælles havn & <b>færger</b>",
        "Jeg tager den",
        "Når du trykker på knappen, stopper påmindelserne til dig.",
        "Læg fristen i din kalender",
    ]
    assert served.events().count("acknowledged") == 0
    browser.clicks("button")
    assert "Tak, Bente Lund. Du har taget den." in browser.text
    assert served.events().count("acknowledged") == 1


def test_the_pages_own_style_is_let_in(served: Served, browser: Browser) -> None:
    browser.goes_to(served.address + served.tag)
    assert browser.finds("getComputedStyle(document.querySelector('button')).backgroundColor") == "rgb(31, 78, 121)"


def test_nobody_has_to_scroll_sideways_on_a_narrow_screen(served: Served, browser: Browser) -> None:
    browser.is_wide(NARROW)
    browser.goes_to(served.address + served.tag)
    assert browser.finds("document.documentElement.scrollWidth") == NARROW
