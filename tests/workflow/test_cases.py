"""A case's own verbs: opened, written, sent on its way, taken back, taken up again, sent another way."""

from datetime import date

import pytest

from states.errors import SagsgangError
from states.machine import CONCLUDED, NotAllowed
from states.outcomes import Outcome, Purpose
from states.triggers import Trigger
from tests.workflow.office import Office
from workflow.cases import EmptyTitle, NothingToEdit
from workflow.errors import LockedAgenda, NotThere, WhichForum
from workflow.routing import OnlyStop, RouteMissesForum, StopNotOnRoute, StopPassed

K22, KKR = date(2027, 4, 8), date(2027, 4, 20)


@pytest.fixture
def spring(office: Office) -> Office:
    """One meeting each of SDF, K22 and KKR ahead."""
    for forum, day in (("SDF", "2027-04-01"), ("K22", "2027-04-08"), ("KKR", "2027-04-20")):
        office.meets(forum, day)
    return office


def test_a_draft_is_on_no_agenda_until_it_is_submitted(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short", submit=False)
    assert (spring.state(case), spring.why("K22")) == ("draft", {case: "not_submitted"})
    assert (spring.submits(case), spring.why("K22")) == ("k22", {case: "expected"})
    spring.edits(case, recommendation="Det indstilles, at K22 godkender købet.")
    assert (spring.submits(case), spring.why("K22")) == ("k22", {case: "waits_here"})


def test_a_case_needs_a_title(spring: Office) -> None:
    case = spring.opens("  Fælles\n indkøb ", "short")
    assert spring.account(case)["title"] == "Fælles indkøb"
    with pytest.raises(EmptyTitle):
        spring.opens("  ", "short")
    with pytest.raises(EmptyTitle):
        spring.edits(case, title=" ")


def test_everything_of_a_draft_may_be_written(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    spring.edits(
        case,
        title="Fælles indkøb af el",
        background="Strøm er dyr.\n– også om vinteren",
        presentation="./. Notat\n| Kommune | Pris |\n| Vejle | 7 |",
        purposes=[Purpose.DISCUSS],
        officers=["snm"],
    )
    account = spring.account(case)
    assert {name: account[name] for name in ("title", "purposes", "officers", "texts")} == {
        "title": "Fælles indkøb af el",
        "purposes": ["discuss"],
        "officers": ["snm"],
        "texts": {
            "background": "Strøm er dyr.\n– også om vinteren",
            "presentation": "./. Notat\n| Kommune | Pris |\n| Vejle | 7 |",
        },
    }


def test_a_text_before_several_forums_says_whose_it_is(spring: Office) -> None:
    case = spring.opens("Besparelser", "joint")
    with pytest.raises(WhichForum):
        spring.edits(case, background="Til hvem?")
    with pytest.raises(NotThere):
        spring.edits(case, background="Til KKR.", forum="KKR")
    spring.edits(case, background="Til SUN.", forum="SUN")
    texts = {one.forum: sorted(one.texts) for one in spring.case(case).open_treatments}
    assert texts == {"SDF": [], "SUN": ["background"]}


def test_what_stands_on_a_locked_agenda_changes_only_for_a_reason(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "kkr")
    spring.locks("KKR")
    with pytest.raises(LockedAgenda):
        spring.edits(case, background="Ny baggrund.")
    spring.edits(case, background="Ny baggrund.", reason="Tallene var forkerte")
    assert [str(change) for change in spring.agenda("KKR").changes] == [
        "item 2.1, background: nothing → “Ny baggrund.”"
    ]


def test_an_ended_case_is_neither_written_nor_submitted(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "kkr")
    spring.decides(case, "approved")
    before = spring.counts()
    words = f"Case {case} is concluded: no forum has a draft of it; reopen it first: sagsgang case reopen {case}."
    for attempt in (lambda: spring.edits(case, background="For sent."), lambda: spring.submits(case)):
        with pytest.raises(NothingToEdit) as told:
            attempt()
        assert (str(told.value), spring.counts()) == (words, before)


def test_a_group_that_has_answered_is_not_asked_again_by_submitting(spring: Office) -> None:
    case = spring.opens("Besparelser", "joint")
    spring.decides(case, "recommended", forum="SDF")
    spring.decides(case, "rejected", forum="SUN", on=K22)
    with pytest.raises(NothingToEdit) as told:
        spring.submits(case)
    assert str(told.value) == (
        f"Case {case} is directors: no forum has a draft of it; "
        f"its group has answered, so decide what came of it: sagsgang decide {case}."
    )


def test_a_case_is_withdrawn_and_taken_up_again_where_it_was(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "social", recommendation="Det indstilles, at SDF godkender købet.")
    spring.decides(case, "recommended")
    assert spring.withdraws(case, "Løst på anden vis") == "withdrawn"
    account = spring.account(case)
    assert (account["waits_at"], account["closed_words"], spring.why("K22")) == ([], "Løst på anden vis", {})
    with pytest.raises(NotAllowed):
        spring.withdraws(case, "Igen")
    assert (spring.reopens(case, "Nye oplysninger"), spring.on_agenda("K22")) == ("k22", [case])
    assert spring.account(case)["texts"] == {
        "recommendation": "Det indstilles, at Kommunaldirektørkredsen godkender købet."
    }
    with pytest.raises(NotAllowed):
        spring.reopens(case, "Den er åben")


def test_a_concluded_case_is_taken_up_again_at_the_stop_that_is_named(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    spring.decides(case, "approved", then=Trigger.CONCLUDE)
    assert (spring.reopens(case, "Nye tal", "kkr"), spring.account(case)["waits_at"]) == ("kkr", ["KKR"])
    assert spring.account(case)["closed_words"] is None


def test_a_withdrawn_draft_is_a_draft_again_when_it_is_reopened_as_one(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short", submit=False)
    spring.withdraws(case, "Ikke nu")
    assert spring.reopens(case, "Nu", "draft") == "draft"
    spring.edits(case, background="Klar.")
    assert (spring.submits(case), spring.on_agenda("K22")) == ("k22", [case])


def test_the_true_route_keeps_what_was_done_and_goes_on(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "k22")
    assert (spring.routes(case, "social"), [stop.key for stop in spring.case(case).route]) == ("k22", ["k22", "kkr"])
    skipped = [laid.stop.key for laid in spring.case(case).stops if laid.skipped]
    assert (skipped, spring.decides(case, "approved").state) == (["sdf"], "kkr")


def test_a_route_that_misses_the_forum_where_the_case_waits_is_refused(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "sdf")
    refused(
        lambda: spring.routes(case, "short"),
        RouteMissesForum,
        f"Case {case} waits at SDF, which route 'short' does not pass. "
        "Choose another route, or decide the case there first.",
    )


def test_a_draft_begins_at_the_first_stop_of_its_new_route(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "kkr", submit=False, recommendation="Det indstilles, at KKR godkender købet.")
    spring.routes(case, "short")
    assert (spring.submits(case), spring.account(case)["texts"]) == (
        "k22",
        {"recommendation": "Det indstilles, at Kommunaldirektørkredsen godkender købet."},
    )


def test_a_stop_is_put_in_and_another_left_out(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "social")
    assert (spring.inserts(case, "SUN", before="kkr"), spring.skips(case, "k22")) == ("sun", "sdf")
    assert [stop.key for stop in spring.case(case).route] == ["sdf", "sun", "kkr"]
    assert (spring.inserts(case, "Odense"), [stop.key for stop in spring.case(case).route]) == (
        "kb-461",
        ["sdf", "kb-461", "sun", "kkr"],
    )
    assert spring.decides(case, "recommended").state == "kb-461"


def test_the_present_stop_may_be_left_out_and_the_case_goes_on(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    assert (spring.skips(case, "k22"), spring.on_agenda("K22"), spring.on_agenda("KKR")) == ("kkr", [], [case])
    assert spring.skips(case, "kkr", reason="Bortfaldet") == CONCLUDED
    assert (spring.account(case)["closed_words"], spring.course(case)) == ("Bortfaldet", [])
    with pytest.raises(NotAllowed) as told:
        spring.reopens(case, "Alligevel")
    assert str(told.value).endswith("what may happen: nothing more.")
    assert (spring.inserts(case, "KKR"), spring.reopens(case, "Alligevel"), spring.submits(case)) == (
        "kkr-2",
        "draft",
        "kkr-2",
    )


def test_a_draft_whose_first_stop_is_left_out_or_comes_after_another_begins_where_it_now_begins(
    spring: Office,
) -> None:
    shorter = spring.opens("Fælles indkøb", "short", submit=False)
    spring.skips(shorter, "k22")
    assert (spring.submits(shorter), spring.account(shorter)["waits_at"]) == ("kkr", ["KKR"])
    longer = spring.opens("Fælles indkøb", "short", submit=False)
    spring.inserts(longer, "SDF")
    assert (spring.submits(longer), spring.account(longer)["waits_at"]) == ("sdf", ["SDF"])


def test_what_cannot_be_left_out_is_named(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    spring.decides(case, "recommended")
    refused(
        lambda: spring.skips(case, "k22"),
        StopPassed,
        f"Case {case} has been treated at 'k22'; what has happened stays on its route.",
    )
    refused(
        lambda: spring.skips(case, "sdf"),
        StopNotOnRoute,
        f"The route of case {case} has no stop 'sdf'; it has k22, kkr.",
    )
    draft = spring.opens("Fælles indkøb", "kkr", submit=False)
    refused(
        lambda: spring.skips(draft, "kkr"),
        OnlyStop,
        f"'kkr' is the only stop of case {draft}: put another in first, or withdraw the case.",
    )


def test_an_assumed_end_is_no_end_when_the_true_route_leads_further(spring: Office) -> None:
    case = spring.decides(spring.opens("Årsregnskab", "kkr"), "approved", follows="Besparelse").new_case
    assert case is not None
    spring.submits(case)
    spring.meets("KKR", "2027-06-20")
    spring.decides(case, "approved", "Godkendt.", meeting=KKR)
    assert (spring.routes(case, "social-councils"), len(spring.account(case)["waits_at"])) == ("councils", 22)
    assert spring.course(case) == [("KKR", KKR, Outcome.APPROVED, "Godkendt.")]


def refused(attempt: object, error: type[SagsgangError], words: str) -> None:
    assert callable(attempt)
    with pytest.raises(error) as told:
        attempt()
    assert str(told.value) == words
