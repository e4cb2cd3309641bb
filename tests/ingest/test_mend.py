"""Words that a print line cut in two."""

import pytest

from ingest.mend import joined


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("et sundheds-", "samarbejde i", "et sundhedssamarbejde i"),
        ("med EU-", "kontoret", "med EU-kontoret"),
        ("hos KKR-", "formandskabet", "hos KKR-formandskabet"),
        ("i Faaborg-", "Midtfyn", "i Faaborg-Midtfyn"),
        ("de 72-", "timers regler", "de 72-timers regler"),
        ("lærer-", "og pædagogvikarer", "lærer- og pædagogvikarer"),
        ("anlægs-", "eller driftsudgifter", "anlægs- eller driftsudgifter"),
        ("mødet \ufffe", "den", "mødet \ufffe den"),
        ("sund\u00ad", "hed", "sundhed"),
        ("sagen –", "og planen", "sagen – og planen"),
        ("en hel", "linje", "en hel linje"),
    ],
)
def test_a_word_is_put_together(first: str, second: str, whole: str) -> None:
    assert joined(first, second) == whole


def test_a_word_that_stands_elsewhere_with_its_hyphen_keeps_it() -> None:
    assert joined("de mer-", "omkostninger", frozenset({"mer-omkostninger"})) == "de mer-omkostninger"
