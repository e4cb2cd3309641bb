"""A case's own route: a stop put in or left out, and the true route laid where a forum is visited again."""

import pytest

from states.errors import SagsgangError
from states.machine import CONCLUDED
from tests.workflow.office import Office
from workflow.routing import StopBehind


def test_a_draft_is_written_for_the_forum_that_will_have_it_first(office: Office) -> None:
    text = "Det indstilles, at K22 godkender købet."
    case = office.opens("Indkøb", "short", submit=False, recommendation=text)
    office.skips(case, "k22")
    assert written_for(office, case) == ("KKR", "Det indstilles, at KKR Syddanmark godkender købet.")
    office.inserts(case, "SDF")
    assert written_for(office, case) == ("SDF", "Det indstilles, at Socialdirektørforum godkender købet.")
    assert office.submits(case) == "sdf"


def written_for(office: Office, case: int) -> tuple[str, str]:
    account = office.account(case)
    return account["next_forum"], account["texts"]["recommendation"]


def test_a_draft_keeps_its_place_where_a_later_stop_is_left_out(office: Office) -> None:
    case = office.opens("Indkøb", "short", submit=False)
    before = office.case(case).treatments
    office.skips(case, "kkr")
    assert office.case(case).treatments == before


def test_a_stop_is_not_put_in_where_the_case_has_passed(office: Office) -> None:
    case = office.opens("Indkøb", "social")
    office.decides(case, "recommended")
    before = office.counts()
    with pytest.raises(StopBehind) as told:
        office.inserts(case, "SUN", before="sdf")
    assert (str(told.value), office.counts()) == (
        f"Case {case} is at 'k22' and has passed 'sdf': it would not come to a stop put in before it. "
        "Say --before k22 or a later stop.",
        before,
    )
    office.inserts(case, "SUN", before="k22")
    assert isinstance(told.value, SagsgangError)
    assert office.decides(case, "returned", to="sun").state == "sun"


def test_a_report_back_is_the_visit_that_the_true_route_knows(office: Office) -> None:
    case = office.opens("Høringssvar", "kkr")
    office.decides(case, "delegated", to="KKR-F")
    office.decides(case, "approved", "Svaret.")
    assert office.routes(case, "short") == "kkr-report"
    assert office.decides(case, "took_note").state == CONCLUDED


def test_what_was_left_out_stays_out_on_the_true_route(office: Office) -> None:
    case = office.opens("Høringssvar", "kkr")
    office.decides(case, "delegated", to="KKR-F")
    office.decides(case, "approved", "Svaret.")
    office.decides(case, "returned", to="kkr")
    assert office.routes(case, "short") == "kkr"
    assert [stop.key for stop in office.case(case).route] == ["kkr"]
