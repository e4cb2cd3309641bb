"""Sagens gang in Danish, from recorded decisions."""

from datetime import date

import pytest

from states.course_told import CourseStep
from states.outcomes import Outcome, Purpose
from states.paper import Block, BlockKind
from templates.course import course_paragraph

MAY, JUNE = date(2024, 5, 16), date(2024, 6, 1)
K22 = "Kommunaldirektørkredsen"
SENTENCES = {
    Outcome.APPROVED: "Kommunaldirektørkredsen godkendte sagen den 1. juni 2024.",
    Outcome.APPROVED_WITH_ADDITION: "Kommunaldirektørkredsen godkendte sagen den 1. juni 2024 med en tilføjelse.",
    Outcome.ADOPTED: "Kommunaldirektørkredsen tiltrådte sagen den 1. juni 2024.",
    Outcome.DECIDED: "Kommunaldirektørkredsen traf beslutning i sagen den 1. juni 2024.",
    Outcome.RECOMMENDED: "Kommunaldirektørkredsen anbefalede sagen den 1. juni 2024.",
    Outcome.TOOK_NOTE: "Kommunaldirektørkredsen tog den 1. juni 2024 sagen til efterretning.",
    Outcome.DISCUSSED: "Kommunaldirektørkredsen drøftede sagen den 1. juni 2024.",
    Outcome.ENDORSED: "Kommunaldirektørkredsen bakkede op om sagen den 1. juni 2024.",
    Outcome.GAVE_INPUT: "Kommunaldirektørkredsen gav input til sagen den 1. juni 2024.",
    Outcome.DELEGATED: "Kommunaldirektørkredsen bemyndigede den 1. juni 2024 andre til at afgøre sagen.",
    Outcome.RETURNED: "Kommunaldirektørkredsen sendte sagen tilbage den 1. juni 2024.",
    Outcome.POSTPONED: "Kommunaldirektørkredsen udsatte den 1. juni 2024 behandlingen af sagen.",
    Outcome.REJECTED: "Kommunaldirektørkredsen afviste sagen den 1. juni 2024.",
    Outcome.NO_CONSENSUS: "Kommunaldirektørkredsen opnåede den 1. juni 2024 ikke enighed om sagen.",
    Outcome.NO_DECISION: "Kommunaldirektørkredsen behandlede sagen den 1. juni 2024 uden at træffe beslutning.",
}


def step(outcome: Outcome, words: str = "", *, on: date | None = JUNE, reservation: bool = False) -> CourseStep:
    return CourseStep(K22, on, (), outcome, words, reservation)


def council(name: str, outcome: Outcome, on: date | None = JUNE, words: str = "") -> CourseStep:
    return CourseStep(f"Kommunalbestyrelsen i {name}", on, (Purpose.APPROVE,), outcome, words, council=True)


def told(*steps: CourseStep) -> str:
    (block,) = course_paragraph(steps)
    assert block == Block(BlockKind.PARAGRAPH, block.text)
    return block.text


def test_a_case_without_decisions_has_no_course() -> None:
    assert course_paragraph(()) == ()


def test_forums_are_told_one_after_another() -> None:
    first = CourseStep("SDF", MAY, (Purpose.DISCUSS,), Outcome.RECOMMENDED, "Forummet anbefalede sagen.")
    assert told(first, step(Outcome.APPROVED)) == (
        "SDF anbefalede sagen den 16. maj 2024. Kommunaldirektørkredsen godkendte sagen den 1. juni 2024."
    )


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_sentence(outcome: Outcome) -> None:
    assert told(step(outcome)) == SENTENCES[outcome]
    assert told(step(outcome, on=None)) == SENTENCES[outcome].replace(" den 1. juni 2024", "")


def test_a_forums_own_words_are_told_where_the_outcome_says_too_little() -> None:
    assert told(step(Outcome.RETURNED, "K22 beder om et nyt budget\nmed nøgle.")) == (
        "Kommunaldirektørkredsen sendte sagen tilbage den 1. juni 2024: »K22 beder om et nyt budget med nøgle.«"
    )
    assert told(step(Outcome.DELEGATED, "Formanden kan svare")) == (
        "Kommunaldirektørkredsen bemyndigede den 1. juni 2024 andre til at afgøre sagen: »Formanden kan svare«."
    )


def test_a_reservation_is_told() -> None:
    assert told(step(Outcome.APPROVED, reservation=True)) == (
        "Kommunaldirektørkredsen godkendte sagen den 1. juni 2024, med forbehold for politisk godkendelse."
    )


def test_what_was_asked_is_told_where_no_decision_came() -> None:
    asked = CourseStep(K22, JUNE, (Purpose.APPROVE, Purpose.DISCUSS, Purpose.TAKE_NOTE), Outcome.NO_DECISION, "")
    assert told(asked) == (
        "Kommunaldirektørkredsen skulle den 1. juni 2024 godkende sagen, drøfte den og tage den til efterretning, "
        "men traf ingen beslutning."
    )


def test_councils_are_told_together() -> None:
    approved = [
        council(name, Outcome.APPROVED, on) for name, on in (("Assens", MAY), ("Nyborg", JUNE), ("Varde", None))
    ]
    rejected = [
        council("Vejen", Outcome.REJECTED, words="Prisen er for høj."),
        council("Vejle", Outcome.REJECTED),
    ]
    assert told(approved[0], *rejected, *approved[1:]) == (
        "3 kommunalbestyrelser har fra den 16. maj 2024 til den 1. juni 2024 godkendt sagen; "
        "2 har den 1. juni 2024 afvist sagen "
        "(Kommunalbestyrelsen i Vejen: »Prisen er for høj.« og Kommunalbestyrelsen i Vejle)."
    )


def test_one_council_is_told_like_any_forum() -> None:
    assert told(council("Assens", Outcome.APPROVED)) == "Kommunalbestyrelsen i Assens godkendte sagen den 1. juni 2024."


def test_councils_that_all_differ_are_all_named_or_counted() -> None:
    assert told(council("Assens", Outcome.APPROVED, None), council("Vejen", Outcome.REJECTED, None)) == (
        "1 kommunalbestyrelse har godkendt sagen; 1 har afvist sagen (Kommunalbestyrelsen i Vejen)."
    )
