"""What differs between two readings of one meeting's paper."""

from typing import Any

from states.differences import Difference, differences, pair_items, title_key


def item(number: str, title: str, **more: Any) -> dict[str, Any]:
    return {"number": number, "title": title, **more}


def reading(*items: dict[str, Any], **head: Any) -> dict[str, Any]:
    return {"groups": [{"number": "2", "title": "Sager", "items": list(items)}], **head}


def test_the_same_reading_does_not_differ() -> None:
    one = reading(item("2.1", "El", background="Dyr."), place="Vejle")
    assert differences(one, one) == []


def test_nothing_and_an_empty_text_are_the_same() -> None:
    assert differences(reading(item("2.1", "El", background="")), reading(item("2.1", "El", background=None))) == []


def test_the_head_comes_first_then_item_by_item() -> None:
    old = reading(item("2.1", "El", background="Dyr."), item("2.2", "Vand"), place="Vejle")
    new = reading(item("2.1", "El", background="Billig."), item("2.2", "Varme", outcome="approved"), place="Kolding")
    assert [str(one) for one in differences(old, new)] == [
        "the head, place: “Vejle” → “Kolding”",
        "item 2.1, background: “Dyr.” → “Billig.”",
        "item 2.2, title: “Vand” → “Varme”",
        "item 2.2, outcome: nothing → “approved”",
    ]


def test_an_item_is_found_by_its_title_wherever_it_has_moved() -> None:
    old, new = (item("2.1", "El"), item("2.2", "Vand")), (item("2.1", "VAND."), item("2.2", "Gas"), item("2.3", "El"))
    assert pair_items(list(old), list(new)) == [(old[1], new[0]), (None, new[1]), (old[0], new[2])]
    assert differences(reading(*old), reading(*new)) == [
        Difference("2.1", "title", "Vand", "VAND."),
        Difference("2.2", "item", None, "Gas"),
    ]


def test_an_item_that_is_gone_is_told() -> None:
    assert differences(reading(item("2.1", "El")), reading()) == [Difference("2.1", "item", "El", None)]


def test_long_words_are_told_short() -> None:
    told = str(Difference("2.1", "background", "a " * 60, []))
    assert told == f"item 2.1, background: “{('a ' * 60)[:70]}…” → nothing"


def test_titles_are_compared_without_blanks_case_and_full_stop() -> None:
    assert title_key("  Fælles\nINDKØB af el. ") == title_key("fælles indkøb af el")
