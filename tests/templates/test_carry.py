"""A recommendation on its way: only the one who decides changes name."""

import pytest

from states.forums import Forum
from states.paper import Block, BlockKind, Link, Text
from templates.carry import carry

SDF = Forum("SDF", "Socialdirektørforum", ("Socialdirektørkredsen",))
K22 = Forum("K22", "Kommunaldirektørkredsen", ("K22", "Kredsen af kommunaldirektører"))
KKR = Forum("KKR", "KKR Syddanmark", ("KKR", "Kommunekontaktrådet"))


def said(*sentences: str) -> Text:
    return tuple(Block(BlockKind.PARAGRAPH, sentence) for sentence in sentences)


def listed(opening: str, *entries: str) -> Text:
    return (*said(opening), *(Block(BlockKind.BULLET, entry) for entry in entries))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Det indstilles, at Kommunaldirektørkredsen godkender havneplanen.",
            "Det indstilles, at KKR Syddanmark godkender havneplanen.",
        ),
        (
            "Det indstilles, at K22 anbefaler KKR Syddanmark at godkende planen og tage budgettet til efterretning.",
            "Det indstilles, at KKR Syddanmark godkender planen og tager budgettet til efterretning.",
        ),
        (
            "Det indstilles, at kredsen af kommunaldirektører anbefaler, at KKR drøfter planen.",
            "Det indstilles, at KKR Syddanmark drøfter planen.",
        ),
        (
            "Det indstilles at, K22 på baggrund af notatet drøfter sagen og anbefaler KKR at godkende den.",
            "Det indstilles at, KKR Syddanmark på baggrund af notatet drøfter sagen og godkender den.",
        ),
        (
            "Det indstilles, at K22 indstiller til KKR Syddanmark, at havneplanen godkendes.",
            "Det indstilles, at havneplanen godkendes.",
        ),
        (
            "Det indstilles, at K22 anbefaler over for KKR, at planerne godkendes.",
            "Det indstilles, at planerne godkendes.",
        ),
        (
            "Det indstilles til Kommunaldirektørkredsen, at planen godkendes.",
            "Det indstilles til KKR Syddanmark, at planen godkendes.",
        ),
        (
            "Det foreslås, at K22 godkender planen, og at K22 beder K22's formand om et svar.",
            "Det foreslås, at KKR Syddanmark godkender planen, og at KKR Syddanmark beder K22's formand om et svar.",
        ),
        ("Kommunaldirektørkredsen bedes drøfte planen.", "KKR Syddanmark bedes drøfte planen."),
        (
            "Det indstilles, at K22 anbefaler KKR at bede regionen om at udarbejde og sende et svar samt at udpege to.",
            "Det indstilles, at KKR Syddanmark beder regionen om at udarbejde og sende et svar samt udpeger to.",
        ),
        (
            "Det indstilles, at K22 anbefaler KKR at være vært og have ansvaret.",
            "Det indstilles, at KKR Syddanmark er vært og har ansvaret.",
        ),
    ],
)
def test_the_decider_changes_name(before: str, after: str) -> None:
    assert carry(said(before), K22, KKR) == said(after)


@pytest.mark.parametrize(
    "unchanged",
    [
        "Det indstilles, at K22's formandskab godkender planen.",
        "Det indstilles, at Kommunaldirektørkredsens sekretariat udarbejder et notat.",
        "Det indstilles, at K22-sekretariatet følger op.",
        "Det indstilles, at KKR Syddanmark godkender det, som Kommunaldirektørkredsen drøftede.",
        "Kommunaldirektørkredsen drøftede planen i foråret.",
        "Det indstilles, at planen godkendes.",
        "",
    ],
)
def test_a_name_that_does_not_decide_is_left_alone(unchanged: str) -> None:
    assert carry(said(unchanged), K22, KKR) == said(unchanged)


def test_a_longer_name_is_another_forum() -> None:
    text = said("Det indstilles, at KKR Sjælland godkender planen.")
    assert carry(text, KKR, K22) == text


def test_a_recommendation_to_a_forum_further_on_stays() -> None:
    text = said("Det indstilles, at Socialdirektørforum anbefaler KKR Syddanmark at godkende planen.")
    assert carry(text, SDF, K22) == said(
        "Det indstilles, at Kommunaldirektørkredsen anbefaler KKR Syddanmark at godkende planen."
    )


def test_a_list_after_the_opening_is_carried_item_by_item() -> None:
    text = listed(
        "Det indstilles, at Kommunaldirektørkredsen anbefaler KKR Syddanmark at:",
        "godkende planen",
        "at drøfte de små havne",
    )
    assert carry(text, K22, KKR) == listed(
        "Det indstilles, at KKR Syddanmark:",
        "godkender planen",
        "drøfter de små havne",
    )


def test_each_item_of_a_list_may_say_who_decides() -> None:
    text = listed("Det indstilles,", "at K22 drøfter planen", "at K22 anbefaler KKR at godkende den", "at alt består")
    assert carry(text, K22, KKR) == listed(
        "Det indstilles,",
        "at KKR Syddanmark drøfter planen",
        "at KKR Syddanmark godkender den",
        "at alt består",
    )


def test_an_item_may_recommend_under_an_opening_that_names_the_decider() -> None:
    text = listed("Det indstilles, at K22", "drøfter planen", "anbefaler KKR Syddanmark at godkende den.")
    assert carry(text, K22, KKR) == listed("Det indstilles, at KKR Syddanmark", "drøfter planen", "godkender den.")


def test_a_link_stays_where_its_words_stay() -> None:
    link = Link("havneplanen", "https://havne.example/plan")
    text = (Block(BlockKind.PARAGRAPH, "Det indstilles, at K22 godkender havneplanen.", marks=1, links=(link,)),)
    assert carry(text, K22, KKR) == (
        Block(BlockKind.PARAGRAPH, "Det indstilles, at KKR Syddanmark godkender havneplanen.", marks=1, links=(link,)),
    )
