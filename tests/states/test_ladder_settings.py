"""Whose ladder counts: a kind at a forum before the forum, the forum before the kind, the kind before the office."""

import pytest

from states.ladder import Ladder
from states.ladder_settings import BadLadder, LadderSetting, LadderSettings, days_before, scope_of


def settings(scopes: dict[str, tuple[int, ...]]) -> LadderSettings:
    """Settings of `before`, by scope."""
    return LadderSettings({scope: LadderSetting(scope, before=days) for scope, days in scopes.items()})


def test_the_narrower_wins() -> None:
    wide = settings({"office": (9,), "kind:report": (8,), "forum:KKR": (7,), "forum:KKR/kind:report": (6,)})
    asked = [("KKR", "report"), ("KKR", "hearing"), ("K22", "report"), ("K22", "hearing"), (None, "notice")]
    assert [wide.ladder(forum, kind).before for forum, kind in asked] == [(6,), (7,), (8,), (9,), (9,)]


def test_what_a_narrow_setting_does_not_say_a_wider_one_does() -> None:
    office = LadderSetting("office", head_from=10, head="leder@example.dk")
    forum = LadderSetting("forum:KKR", before=(5, 1), chair="formand@example.dk")
    both = LadderSettings({one.scope: one for one in (office, forum)})
    assert (both.ladder("KKR", "report"), both.head("KKR", "report"), both.chair("KKR", "report")) == (
        Ladder(before=(5, 1), head_from=10),
        "leder@example.dk",
        "formand@example.dk",
    )


def test_days_said_without_a_kind_are_not_for_cut_offs_and_dispatch_days() -> None:
    wide = settings({"office": (60, 30)})
    assert (wide.ladder("KKR", "cut_off").before, wide.ladder("KKR", "dispatch").before) == ((3,), (1,))
    assert settings({"kind:cut_off": (8,)}).ladder("KKR", "cut_off").before == (8,)


def test_the_chairs_days_said_without_a_kind_are_for_what_binds_to_the_outside() -> None:
    wide = LadderSettings({"office": LadderSetting("office", chair_from=5)})
    told = LadderSettings({"kind:task": LadderSetting("kind:task", chair_from=3)})
    assert [one.ladder("KKR", kind).chair_from for one in (wide, told) for kind in ("report", "task")] == [5, 0, 1, 3]


@pytest.mark.parametrize(
    ("typed", "days"), [("30,14,7,3,1", (30, 14, 7, 3, 1)), (" 5 , 1", (5, 1)), ("5,0", (5,)), ("0", ())]
)
def test_a_ladder_as_it_is_typed(typed: str, days: tuple[int, ...]) -> None:
    assert days_before(typed) == days


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "'' is no ladder: write working days, such as 30,14,7,3,1"),
        ("5,x", "'5,x' is no ladder: write working days, such as 30,14,7,3,1"),
        ("5,7", "'5,7' does not fall: write the earliest reminder first, such as 30,14,7,3,1"),
        ("5,5", "'5,5' does not fall: write the earliest reminder first, such as 30,14,7,3,1"),
        ("5,-1", "'5,-1' has a day below 0: a ladder counts working days before the deadline"),
        ("900,5", "'900,5' begins more than 250 working days before, which is a year"),
    ],
)
def test_what_is_no_ladder_is_said(typed: str, reason: str) -> None:
    with pytest.raises(BadLadder) as refused:
        days_before(typed)
    assert str(refused.value) == f"{reason}. Nothing was written."


def test_a_scope_names_what_a_setting_is_for_once() -> None:
    assert [
        scope_of(None, None, None),
        scope_of(None, "report", None),
        scope_of("KKR", None, None),
        scope_of("KKR", "report", None),
        scope_of(None, None, "Bel@Example.dk"),
    ] == ["office", "kind:report", "forum:KKR", "forum:KKR/kind:report", "person:bel@example.dk"]
