"""What comes next if nobody answers, as each reader of a letter is told."""

from dataclasses import replace
from datetime import date

from states.asking import ask
from states.calendar import add_working_days
from states.ladder import STANDARD, steps_ahead
from states.reminding import Circle, History, Look, Party, Role, Then
from states.watched import Source, Watched

DUE = date(2027, 7, 1)
REPORT = Watched(Source.DEADLINE, 1, "1", "report", "Redegørelse", works_to=DUE, on=DUE, since=date(2027, 1, 4))
BEL = Party("bel", "Bente", "bel@example.dk")
SNM = Party("snm", "Søren", "snm@example.dk")
HEAD = Party("leder@example.dk", "Lene", "leder@example.dk")
CHAIR = Party("formand@example.dk", "Frede", "formand@example.dk")
ALL = Circle((BEL,), head=HEAD, chair=CHAIR)
SENT = History({"bel@example.dk": {"14": date(2027, 6, 11)}})
ENDS = Then(on=date(2027, 7, 2))


def left(days: int) -> date:
    """So many working days before the deadline; after it, for a negative number."""
    return add_working_days(DUE, -days)


def told(
    today: date, circle: Circle = ALL, history: History | None = None, watched: Watched = REPORT
) -> dict[str, Then | None]:
    """What each who is asked on a day is told of what comes next."""
    outcome = ask(Look(watched, STANDARD, circle, history or History(), today, today, today))
    return {line.to.shown: line.then for line in outcome.lines}


def test_an_owner_reads_when_the_head_is_asked_and_the_head_when_the_chair_is() -> None:
    assert told(left(14)) == {"Bente": Then(Role.HEAD, left(7))}
    assert told(left(7)) == {"Bente": Then(Role.CHAIR, left(1)), "Lene": Then(Role.CHAIR, left(1))}


def test_when_all_have_been_asked_it_counts_as_over_from_the_day_after() -> None:
    everybody = History({party.email or "": {"7": left(7)} for party in (BEL, HEAD)})
    assert told(left(1), history=everybody) == {"Bente": ENDS, "Lene": ENDS, "Frede": ENDS}
    assert told(left(14), Circle((BEL,))) == {"Bente": ENDS}


def test_over_time_it_stands_so_until_somebody_says_how_it_ended() -> None:
    assert told(left(-1)) == {"Bente": Then(over=True), "Lene": Then(over=True)}


def test_where_somebody_has_answered_nobody_is_asked_next() -> None:
    answered = replace(SENT, answered={"snm@example.dk": left(14)})
    assert told(left(7), replace(ALL, owners=(BEL, SNM)), answered) == {"Bente": ENDS}


def test_who_is_both_owner_and_head_is_not_told_of_himself() -> None:
    assert told(left(14), Circle((HEAD,), head=HEAD)) == {"Lene": ENDS}


def test_of_an_owner_asked_for_the_first_time_on_the_last_day_the_head_hears_when_it_is_over() -> None:
    assert told(DUE, Circle((BEL,), head=HEAD), watched=replace(REPORT, since=DUE)) == {
        "Bente": Then(Role.HEAD, left(-1))
    }


def test_vague_words_without_a_last_day_are_not_asked_about_for_ever() -> None:
    autumn = replace(REPORT, on=None, earliest=DUE)
    assert told(steps_ahead(STANDARD, autumn)[-1].on, Circle((BEL,)), watched=autumn) == {"Bente": Then()}


def test_of_vague_words_the_chair_is_asked_before_their_last_day() -> None:
    vague = replace(REPORT, on=None, earliest=DUE, latest=date(2027, 8, 31))
    asked = History({"bel@example.dk": {"1": left(1)}, "leder@example.dk": {"1": left(1)}})
    assert told(left(1), watched=vague).keys() == {"Bente", "Lene"}
    assert told(date(2027, 8, 30), watched=vague, history=asked) == {"Frede": Then(on=date(2027, 9, 1))}
    assert ask(Look(vague, STANDARD, ALL, asked, DUE, DUE, DUE)).again == date(2027, 8, 30)
