"""Sager på vej: how far a case has come, and when the forums left on its route are expected to have it."""

from dataclasses import replace
from datetime import date

from states.facts import CaseFacts, LaidStop, MeetingFacts, TreatmentFacts
from states.machine import CONCLUDED, DRAFT, WITHDRAWN, TreatmentState
from states.outcomes import Outcome
from states.pipeline import LastWord, Leg, Meetings, Stage, on_the_way
from states.routes import Stop

COUNCILS = {"KB-410", "KB-420"}
APRIL, MAY, JUNE = date(2027, 4, 8), date(2027, 5, 20), date(2027, 6, 20)
STOPS = (
    LaidStop(1, 1, Stop("sdf", ("SDF",))),
    LaidStop(2, 2, Stop("k22", ("K22",))),
    LaidStop(3, 3, Stop("kkr", ("KKR",))),
    LaidStop(4, 4, Stop("councils", ("KB-410", "KB-420"))),
)
MEETINGS: Meetings = {
    "SDF": (MeetingFacts(11, "SDF", date(2027, 3, 20), "planned"),),
    "K22": (MeetingFacts(12, "K22", APRIL, "planned"), MeetingFacts(13, "K22", MAY, "planned")),
    "KKR": (MeetingFacts(14, "KKR", APRIL, "planned"), MeetingFacts(15, "KKR", JUNE, "planned")),
}


def waits(stop: int, forum: str, **more: object) -> TreatmentFacts:
    return replace(TreatmentFacts(100 + stop, stop, forum, 1, TreatmentState.READY), **more)  # type: ignore[arg-type]  # fields by name


def done(stop: int, forum: str, on: date, outcome: Outcome = Outcome.APPROVED) -> TreatmentFacts:
    return TreatmentFacts(50 + stop, stop, forum, 1, TreatmentState.DECIDED, outcome=outcome, decided_on=on)


def case(state: str, *treatments: TreatmentFacts, stops: tuple[LaidStop, ...] = STOPS) -> CaseFacts:
    return CaseFacts(7, "Takster", state, 1, "social", False, False, stops, treatments)


def test_a_month_that_has_passed_is_told_as_past_and_no_later_meeting_is_before_today() -> None:
    told = on_the_way(case("k22", waits(2, "K22")), MEETINGS, COUNCILS, today=date(2027, 5, 21))
    first = on_the_way(case("k22", waits(2, "K22")), MEETINGS, COUNCILS, today=APRIL)
    assert told.ahead == (Leg(("K22",), APRIL, past=True), Leg(("KKR",), JUNE), Leg(("KB-410", "KB-420"), None))
    assert [leg.past for leg in first.ahead] == [False, False, False]


def test_a_case_goes_from_meeting_to_meeting_and_nothing_is_promised_of_the_councils() -> None:
    told = on_the_way(case("sdf", waits(1, "SDF")), MEETINGS, COUNCILS)
    assert (told.stage, told.waits_at) == (Stage.UNDER_WAY, ("SDF",))
    assert told.ahead == (
        Leg(("SDF",), date(2027, 3, 20)),
        Leg(("K22",), APRIL),
        Leg(("KKR",), JUNE),  # its meeting on the day of K22's comes too early
        Leg(("KB-410", "KB-420"), None),
    )


def test_behind_a_forum_without_a_meeting_no_month_is_known() -> None:
    told = on_the_way(case("sdf", waits(1, "SDF")), {**MEETINGS, "K22": ()}, COUNCILS)
    assert [leg.on for leg in told.ahead] == [date(2027, 3, 20), None, None, None]


def test_a_locked_agenda_takes_in_only_what_was_placed_on_it() -> None:
    locked = {**MEETINGS, "K22": (replace(MEETINGS["K22"][0], state="locked"), MEETINGS["K22"][1])}
    assert on_the_way(case("k22", waits(2, "K22")), locked, COUNCILS).ahead[0].on == MAY
    assert on_the_way(case("k22", waits(2, "K22", meeting_id=12)), locked, COUNCILS).ahead[0].on == APRIL


def test_a_draft_is_on_its_way_to_its_first_forum() -> None:
    told = on_the_way(case(DRAFT, waits(1, "SDF")), MEETINGS, COUNCILS)
    assert (told.stage, told.ahead[0]) == (Stage.PREPARED, Leg(("SDF",), date(2027, 3, 20)))


def test_a_group_is_through_when_the_last_of_those_who_are_silent_has_met() -> None:
    stops = (LaidStop(1, 1, Stop("directors", ("SDF", "SUN"))), *STOPS[1:3])
    sun = {**MEETINGS, "SUN": (MeetingFacts(16, "SUN", MAY, "planned"),)}
    both = case("directors", waits(1, "SDF"), waits(1, "SUN"), stops=stops)
    assert [leg.on for leg in on_the_way(both, sun, COUNCILS).ahead] == [MAY, None, None]
    one = case("directors", done(1, "SUN", APRIL), waits(1, "SDF"), stops=stops)
    told = on_the_way(one, sun, COUNCILS)
    assert (told.answered, told.asked, told.waits_at, told.ahead[0].on) == (1, 2, ("SDF",), date(2027, 3, 20))


def test_what_is_with_the_councils_is_sent_out_until_the_day_they_answer_by() -> None:
    stops = (*STOPS[:3], replace(STOPS[3], expires=JUNE))
    told = on_the_way(case("councils", done(4, "KB-410", MAY), waits(4, "KB-420"), stops=stops), MEETINGS, COUNCILS)
    assert (told.stage, told.answered, told.asked, told.ahead) == (Stage.SENT, 1, 2, (Leg(STOPS[3].stop.forums, JUNE),))
    assert told.last == LastWord("KB-410", MAY, Outcome.APPROVED)


def test_a_stop_that_is_left_out_is_not_ahead() -> None:
    stops = (STOPS[0], replace(STOPS[1], skipped=True), STOPS[2])
    told = on_the_way(case("sdf", waits(1, "SDF"), stops=stops), MEETINGS, COUNCILS)
    assert [leg.forums for leg in told.ahead] == [("SDF",), ("KKR",)]


def test_an_ended_case_tells_who_decided_last() -> None:
    ended = case(CONCLUDED, done(1, "SDF", APRIL), done(3, "KKR", JUNE, Outcome.REJECTED), done(2, "K22", MAY))
    told = on_the_way(ended, MEETINGS, COUNCILS, JUNE)
    assert (told.stage, told.ahead, told.ended_on, told.withdrawn) == (Stage.FINISHED, (), JUNE, False)
    assert told.last == LastWord("KKR", JUNE, Outcome.REJECTED)
    assert on_the_way(case(WITHDRAWN), MEETINGS, COUNCILS).withdrawn


def test_a_case_concerns_the_forums_before_it_and_once_ended_those_that_had_it() -> None:
    forums = ("SDF", "K22", "KKR")
    under_way = on_the_way(case("k22", done(1, "SDF", APRIL), waits(2, "K22")), MEETINGS, COUNCILS)
    assert [under_way.concerns(forum) for forum in forums] == [False, True, True]
    ended = on_the_way(case(CONCLUDED, done(1, "SDF", APRIL)), MEETINGS, COUNCILS)
    assert [ended.concerns(forum) for forum in forums] == [True, False, False]


def test_a_case_is_closed_as_it_is_where_it_waits_or_was_treated_last() -> None:
    was = replace(done(1, "SDF", APRIL), closed=True)
    assert not on_the_way(case("k22", was, waits(2, "K22")), MEETINGS, COUNCILS).closed
    assert on_the_way(case("k22", waits(2, "K22", closed=True)), MEETINGS, COUNCILS).closed
    assert on_the_way(case(CONCLUDED, was), MEETINGS, COUNCILS).closed
