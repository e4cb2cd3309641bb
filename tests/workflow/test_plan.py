"""The plans that the domain's own papers tell of, and those of cases in the register."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection

from db.queries.facts import load_forums
from ingest.calendar_file import MeetingLine
from states.paper import DeadlineKind, FoundDeadline
from states.plan_told import Because, Due, ToldPlan
from states.planner import Verdict
from states.routes import Route, RouteParameterMissing, Stop
from states.ways import Way
from tests.workflow.office import Office
from tests.workflow.papers import agenda, case_item
from workflow.calendars import Loaded, load_calendar
from workflow.plan import NoDeadline, NothingLeft, NotOnRoute, plan_case, plan_route
from workflow.plan_all import plan_all
from workflow.route_shelf import NoHost, shelf

MEETINGS = (
    ("KKR", date(2023, 4, 21)), ("KKR", date(2023, 6, 20)), ("KKR", date(2023, 9, 4)), ("KKR", date(2023, 11, 21)),
    ("KKR", date(2024, 2, 5)), ("K22", date(2023, 8, 23)), ("K22", date(2023, 11, 10)), ("SDF", date(2023, 5, 16)),
)  # fmt: skip
"""The meetings of 2023. Source: domain/process.md."""


def calendar(office: Office) -> Loaded:
    lines = [MeetingLine(number, forum, on) for number, (forum, on) in enumerate(MEETINGS, start=2)]
    return office.write(lambda connection: load_calendar(connection, lines, "2023.csv", by="bel", now=office.now))


@pytest.fixture
def year(office: Office) -> Office:
    assert calendar(office) == Loaded(added=8, changed=0, same=0)
    assert calendar(office) == Loaded(added=0, changed=0, same=8)
    return office


@pytest.fixture
def year_in_both(office_in_both: Office) -> Office:
    calendar(office_in_both)
    return office_in_both


def planned(office: Office, route: str, at: str, due: Due, today: date) -> ToldPlan:
    def look(connection: Connection) -> ToldPlan:
        return plan_route(connection, shelf(load_forums(connection)).get(route), at, due, today=today)

    return office.read(look)


def stops(plan: ToldPlan) -> list[tuple[str, date | None, date | None, Verdict]]:
    return [(leg.plan.leg.stop, leg.plan.earliest, leg.plan.latest, leg.plan.verdict) for leg in plan.legs]


def ways(plan: ToldPlan) -> dict[Way, date]:
    return {way.kind: way.choose_by for way in plan.ways}


def test_the_report_due_on_1_july_is_tight_at_kkr_and_late_for_the_councils(year: Office) -> None:
    plan = planned(year, "social-councils", "KKR", Due(date(2023, 7, 1)), date(2023, 5, 20))
    assert (plan.verdict, plan.due.works_to) == (Verdict.LATE, date(2023, 6, 30))
    assert stops(plan) == [
        ("kkr", date(2023, 6, 20), date(2023, 6, 20), Verdict.TIGHT),
        ("councils", date(2023, 8, 31), date(2023, 6, 30), Verdict.LATE),
    ]
    assert ways(plan)[Way.RESERVATION] == date(2023, 6, 20)


def test_the_hearing_due_on_9_august_is_late_and_the_chairmanship_must_be_empowered_in_june(year: Office) -> None:
    plan = planned(year, "short", "K22", Due(date(2023, 8, 9)), date(2023, 6, 1))
    assert plan.verdict is Verdict.LATE
    assert ways(plan)[Way.DELEGATION] == date(2023, 6, 20)
    after = planned(year, "short", "K22", Due(date(2023, 8, 9)), date(2023, 6, 21))
    assert Way.DELEGATION not in ways(after)


def test_the_refugee_notice_has_its_last_chance_on_4_september(year: Office) -> None:
    plan = planned(year, "kkr", "KKR", Due(date(2023, 9, 10), before=True), date(2023, 7, 1))
    assert (plan.verdict, plan.due.works_to) == (Verdict.TIGHT, date(2023, 9, 8))
    assert stops(plan) == [("kkr", date(2023, 9, 4), date(2023, 9, 4), Verdict.TIGHT)]


def test_a_calendar_that_is_missing_is_named(year: Office) -> None:
    plan = planned(year, "social", "SDF", Due(date(2023, 12, 1)), date(2023, 5, 20))
    assert (plan.verdict, plan.unknown) == (Verdict.UNKNOWN, ("SDF",))  # K22 has a meeting that works


def test_a_stop_that_the_route_does_not_pass_is_refused(year: Office) -> None:
    with pytest.raises(NotOnRoute, match="has no stop 'SUN'; its stops are: k22, kkr"):
        planned(year, "short", "SUN", Due(date(2023, 8, 9)), date(2023, 6, 1))


def test_a_case_is_planned_from_where_it_is(year: Office) -> None:
    case = year.opens("Kvoter", "short")
    with pytest.raises(NoDeadline, match=f"Case {case} has no open deadline"):
        year.read(lambda connection: plan_case(connection, case, today=date(2023, 7, 1)))
    due = Due(date(2023, 12, 1))
    plan = year.read(lambda connection: plan_case(connection, case, due, today=date(2023, 7, 1)))
    assert (plan.case_id, plan.title, plan.verdict) == (case, "Kvoter", Verdict.TIGHT)
    assert stops(plan) == [
        ("k22", date(2023, 8, 23), date(2023, 8, 23), Verdict.TIGHT),
        ("kkr", date(2023, 11, 21), date(2023, 11, 21), Verdict.TIGHT),
    ]


def test_every_open_case_with_a_date_is_planned_the_worst_first(year: Office) -> None:
    found = (date(2023, 12, 1), date(2023, 9, 1), date(2024, 3, 1), None)
    items = [
        case_item(f"Sag {number}", deadlines=(FoundDeadline("Frist.", DeadlineKind.REPORT, on),))
        for number, on in enumerate(found, start=1)
    ]
    year.imports(agenda("KKR", date(2023, 9, 4), *items))
    planned = year.read(lambda connection: plan_all(connection, today=date(2023, 8, 25)))
    assert [(one.case.title, one.plan.verdict, one.due.works_to) for one in planned] == [
        ("Sag 2", Verdict.LATE, date(2023, 9, 1)),
        ("Sag 1", Verdict.SAFE, date(2023, 12, 1)),
        ("Sag 3", Verdict.SAFE, date(2024, 3, 1)),
    ]
    one = planned[1].plan.legs[0]
    assert (one.earliest, one.latest) == (date(2023, 9, 4), date(2023, 11, 21))  # its agenda is fixed, and it is on it


def test_a_case_that_has_ended_has_nothing_to_plan(year: Office) -> None:
    case = year.opens("Kvoter", "kkr")
    year.withdraws(case, "Bortfaldet")
    with pytest.raises(NothingLeft, match="is withdrawn: no forum has it before it"):
        year.read(lambda connection: plan_case(connection, case, Due(date(2023, 12, 1)), today=date(2023, 7, 1)))


def test_a_route_with_a_host_and_a_hearing_with_a_last_day(year: Office) -> None:
    def look(connection: Connection, key: str, **said: Any) -> ToldPlan:
        route = shelf(load_forums(connection)).get(key)
        return plan_route(connection, route, None, Due(date(2023, 12, 1)), **said, today=date(2023, 6, 1))

    host = year.read(lambda connection: look(connection, "host-council", host="Odense"))
    assert [one.plan.leg.forums for one in host.legs] == [("KKR",), ("KB-461",)]
    assert host.verdict is Verdict.SAFE
    heard = year.read(lambda connection: look(connection, "council-hearing", answers_by=date(2023, 8, 9)))
    assert stops(heard)[0] == ("hearing", date(2023, 8, 9), date(2023, 8, 9), Verdict.SAFE)
    with pytest.raises(RouteParameterMissing):
        year.read(lambda connection: look(connection, "host-council"))
    with pytest.raises(NoHost):
        year.read(lambda connection: look(connection, "short", host="Odense"))


@pytest.mark.parametrize("at", ["kkr", "KKR", "Kommunekontaktrådet", "KKR Syddanmark"])
def test_a_stop_is_named_as_one_likes(year: Office, at: str) -> None:
    assert stops(planned(year, "short", at, Due(date(2023, 12, 1)), date(2023, 6, 1)))[0][0] == "kkr"


def test_the_councils_are_one_forum_to_those_who_ask(year: Office) -> None:
    plan = planned(year, "social-councils", "KB", Due(date(2023, 12, 1)), date(2023, 6, 1))
    assert [(one.plan.leg.stop, plan.forum_of(one.plan.leg)) for one in plan.legs] == [("councils", "KB")]


def test_what_goes_out_with_a_reservation_keeps_the_date_before_the_councils(year: Office) -> None:
    plan = planned(year, "social-reserved", "KKR", Due(date(2023, 7, 1)), date(2023, 5, 20))
    assert (plan.verdict, Way.RESERVATION in ways(plan)) == (Verdict.TIGHT, False)
    assert stops(plan)[1] == ("councils", date(2023, 8, 31), None, Verdict.SAFE)


def test_an_empowered_chairmanship_can_act_any_day_and_kkr_is_only_told(year: Office) -> None:
    year.today = date(2023, 6, 20)
    case = year.opens("Høringssvar", "kkr")
    year.decides(case, "delegated", "KKR bemyndiger formandskabet.", to="KKR-F")
    plan = year.read(lambda connection: plan_case(connection, case, Due(date(2023, 8, 9)), today=date(2023, 6, 21)))
    assert (plan.verdict, [forum for one in plan.legs for forum in one.plan.leg.forums]) == (
        Verdict.SAFE,
        ["KKR-F", "KKR"],
    )
    assert Because.ONLY_TOLD in {reason.because for reason in plan.legs[1].reasons}


def test_the_first_deadline_decides_and_the_others_are_told(year_in_both: Office) -> None:
    year = year_in_both
    autumn = FoundDeadline("i efteråret", DeadlineKind.PROMISE, earliest=date(2023, 9, 1), latest=date(2023, 11, 30))
    due = FoundDeadline("senest den 1. december", DeadlineKind.REPORT, date(2023, 12, 1))
    first = FoundDeadline("den 9. august", DeadlineKind.HEARING, date(2023, 8, 9))
    items = [
        case_item("Sag 1", deadlines=(autumn, due, first)),
        case_item("Sag 2", deadlines=(autumn,)),
    ]
    year.imports(agenda("KKR", date(2023, 9, 4), *items))
    plan = year.read(lambda connection: plan_case(connection, 1, today=date(2023, 8, 1)))
    assert (plan.verdict, plan.due) == (Verdict.LATE, Due(date(2023, 8, 9), kind="hearing", words="den 9. august"))
    report, promise = plan.others
    assert (report.works_to, report.verdict, report.kind) == (date(2023, 12, 1), Verdict.SAFE, "report")
    assert (promise.earliest, promise.latest, promise.verdict) == (date(2023, 9, 1), date(2023, 11, 30), None)
    later = year.read(lambda connection: plan_case(connection, 1, Due(date(2023, 12, 1)), today=date(2023, 8, 1)))
    assert (later.verdict, [one.words for one in later.others]) == (Verdict.SAFE, ["den 9. august", "i efteråret"])
    with pytest.raises(NoDeadline, match=r"only 'i efteråret' \(2023-09-01 to 2023-11-30\): say one with"):
        year.read(lambda connection: plan_case(connection, 2, today=date(2023, 8, 1)))


def test_an_agenda_that_has_been_sent_can_still_take_an_added_item(year: Office) -> None:
    year.today = date(2023, 6, 10)
    year.opens("Siden sidst", "kkr")
    year.locks("KKR")
    plan = planned(year, "short", "K22", Due(date(2023, 8, 9)), date(2023, 6, 10))
    found = next(way for way in plan.ways if way.kind is Way.DELEGATION)
    assert (found.choose_by, found.added) == (date(2023, 6, 20), True)


def test_days_between_two_stops_are_kept(year: Office) -> None:
    """K22 on 23 August, and 60 days to write the case anew before the agenda of KKR closes: not in November."""
    slow = Route("slow", 1, "Slow", (Stop("k22", ("K22",)), Stop("kkr", ("KKR",), gap=77)))

    def look(connection: Connection, route: Route) -> ToldPlan:
        return plan_route(connection, route, None, Due(date(2024, 3, 1)), today=date(2023, 7, 1))

    plan = year.read(lambda connection: look(connection, slow))
    assert stops(plan)[1][1:] == (date(2024, 2, 5), date(2024, 2, 5), Verdict.TIGHT)
    case = year.opens("Langsom", slow)
    kept = year.read(lambda connection: plan_case(connection, case, Due(date(2024, 3, 1)), today=date(2023, 7, 1)))
    assert stops(kept) == stops(plan)
