"""`sagsgang whatif` as it is typed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Typed = Callable[..., Any]


def test_nothing_would_change_where_no_case_has_a_date(typed: Typed) -> None:
    assert typed("whatif", "--add", "KKR:2027-06-20").out == "No case would be better or worse off.\n"
    assert json.loads(typed("whatif", "--close", "2027-05-14", "--json").out) == []


@pytest.mark.parametrize(
    "words", [(), ("--move", "KKR:2027-06-20"), ("--add", "KKR"), ("--return", "sdf"), ("--postpone", "x")]
)
def test_what_is_typed_wrongly_is_said(typed: Typed, words: tuple[str, ...]) -> None:
    assert typed("whatif", *words).code == 2


def test_an_unknown_forum_or_meeting_is_refused(typed: Typed) -> None:
    assert typed("whatif", "--add", "KRK:2027-06-20").code == 1
    said = typed("whatif", "--cancel", "KKR:2027-06-20")
    assert (said.code, said.err) == (
        1,
        "KKR has no meeting on 2027-06-20 that can still be moved; its meetings ahead: none.\n",
    )
