"""What a server's replies mean for a letter."""

import pytest

from mail.answers import Reply, Step, Why, accepted, advice, broken, impossible, not_taken, on_one_line, too_large
from states.letters import Answer, Verdict


@pytest.mark.parametrize(
    ("code", "step", "verdict", "for_all"),
    [
        (450, Step.RECIPIENT, Verdict.LATER, False),
        (550, Step.RECIPIENT, Verdict.REFUSED, False),
        (421, Step.SENDER, Verdict.LATER, True),
        (530, Step.SENDER, Verdict.REFUSED, True),
        (535, Step.LOGIN, Verdict.REFUSED, True),
        (454, Step.LOGIN, Verdict.LATER, True),
        (554, Step.GREETING, Verdict.REFUSED, True),
        (-1, Step.LETTER, Verdict.LATER, False),
        (354, Step.LETTER, Verdict.LATER, False),
    ],
)
def test_4xx_is_for_later_and_5xx_for_a_person(code: int, step: Step, verdict: Verdict, for_all: bool) -> None:
    answer = not_taken(step, Reply(code, "words"))
    assert (answer.verdict, answer.for_all) == (verdict, for_all)


def test_after_the_dot_nobody_knows() -> None:
    assert broken(Step.LETTER, Why.HUNG_UP) == Answer(Verdict.LATER, "The server hung up; it may have the letter")
    assert broken(Step.BEGIN, Why.HUNG_UP) == Answer(Verdict.LATER, "The server hung up")
    assert broken(Step.SENDER, Why.HUNG_UP) == Answer(Verdict.LATER, "The server hung up", for_all=True)


def test_an_answer_is_one_line_of_plain_words() -> None:
    assert on_one_line("a\r\nb\x1b[31m \u202ec\t d") == "a b [31m c d"
    assert on_one_line("x" * 400) == "x" * 299 + "…"
    assert accepted(Reply(250, "2.0.0 Ok:\nqueued")) == Answer(Verdict.ACCEPTED, "250 2.0.0 Ok: queued")


@pytest.mark.parametrize(
    "answer",
    [
        *(impossible(f"{why}: because") for why in Why),
        *(not_taken(step, Reply(550, "no")) for step in (Step.GREETING, Step.LOGIN, Step.SENDER, Step.RECIPIENT)),
    ],
)
def test_a_person_is_told_what_to_check(answer: Answer) -> None:
    assert advice(answer).endswith(".")


def test_where_the_servers_words_must_do() -> None:
    assert advice(not_taken(Step.LETTER, Reply(554, "spam"))) == ""
    assert advice(too_large(2_000_000, 1_000_000)) == ""
