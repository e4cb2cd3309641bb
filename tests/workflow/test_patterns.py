"""The routing patterns of the secretariats' work (P1 to P24), taken through the use cases with their histories."""

from datetime import date

import pytest

from states.machine import CONCLUDED
from states.outcomes import Outcome, Purpose
from states.routes import Join, JoinRule, Route, Stop
from states.triggers import Trigger
from tests.workflow.office import Office
from workflow.asked import AskedTask

SDF, SUN, K22, KKR, SECOND_K22, SECOND_KKR = (date(2027, 4, day) for day in (1, 2, 8, 20, 26, 30))
MAY = date(2027, 5, 1)
UNSAID = dict.fromkeys(("reason", "scope", "expires"))


@pytest.fixture
def year(office: Office) -> Office:
    """The spring's meetings are planned, one of each forum and a second one of K22 and KKR."""
    plan_meetings(office)
    return office


def plan_meetings(office: Office) -> None:
    for forum, *days in (
        ("SDF", "2027-04-01"),
        ("SUN", "2027-04-02"),
        ("K22", "2027-04-08", "2027-04-26"),
        ("KKR", "2027-04-20", "2027-04-30"),
    ):
        office.meets(forum, *days)


def test_p1_straight_through_three_forums(office_in_both: Office) -> None:
    office = office_in_both
    plan_meetings(office)
    words = "Det indstilles, at Socialdirektørforum godkender regnskabet."
    case = office.opens("Årsregnskab for Socialsekretariatet", "social", recommendation=words)
    waits = {}
    for forum, outcome in (("SDF", "recommended"), ("K22", "approved"), ("KKR", "approved")):
        waits[forum] = [office.on_agenda(code) for code in ("SDF", "K22", "KKR")]
        day = {"SDF": SDF, "K22": K22, "KKR": KKR}[forum]
        office.decides(case, outcome, f"{forum} tiltrådte.", meeting=day)
    assert waits == {"SDF": [[case], [], []], "K22": [[case], [case], []], "KKR": [[case], [case], [case]]}
    assert office.account(case) == {
        "id": case,
        "title": "Årsregnskab for Socialsekretariatet",
        "state": CONCLUDED,
        "stop": None,
        "route": {
            "key": "social",
            "version": 1,
            "assumed": False,
            "stops": [
                {"key": key, "forums": [key.upper()], "skipped": False, "reservation": False, "here": False, **UNSAID}
                for key in ("sdf", "k22", "kkr")
            ],
        },
        "expected": False,
        "purposes": [],
        "next_forum": None,
        "waits_at": [],
        "next_meeting": None,
        "officers": ["bel"],
        "journal_numbers": [],
        "texts": {},
        "history": [
            {
                "forum": forum,
                "name": name,
                "stop": forum.lower(),
                "date": day,
                "purposes": ["approve"],
                "outcome": outcome,
                "words": f"{forum} tiltrådte.",
                "parts": [],
                "additions": None,
                "scope": None,
                "expires": None,
                "correction": None,
                "told_by_paper": False,
            }
            for forum, name, day, outcome in (
                ("SDF", "Socialdirektørforum", SDF, "recommended"),
                ("K22", "Kommunaldirektørkredsen", K22, "approved"),
                ("KKR", "KKR Syddanmark", KKR, "approved"),
            )
        ],
        "answers": [],
        "reservations": [],
        "tasks": [],
        "deadlines": [],
        "joined": [],
        "closed_words": "KKR tiltrådte.",
        "closed": False,
    }


def test_p2_health_goes_by_the_health_directors(year: Office) -> None:
    case = year.opens("Årsregnskab for Sundhedssekretariatet", "health")
    year.decides(case, "recommended", "Anbefales.")
    year.decides(case, "recommended", "Anbefales KKR.", meeting=K22)
    year.decides(case, "approved", "Godkendt.", meeting=KKR)
    assert year.course(case) == [
        ("SUN", SUN, Outcome.RECOMMENDED, "Anbefales."),
        ("K22", K22, Outcome.RECOMMENDED, "Anbefales KKR."),
        ("KKR", KKR, Outcome.APPROVED, "Godkendt."),
    ]


def test_p3_short_begins_at_the_chief_executives(year: Office) -> None:
    case = year.opens("Kvoter for flygtninge", "short")
    assert (year.on_agenda("SDF"), year.on_agenda("K22"), year.why("KKR")) == ([], [case], {case: "other_forum"})
    year.decides(case, "endorsed", "Kredsen bakkede op.", meeting=K22)
    assert (year.on_agenda("KKR"), year.state(case)) == ([case], "kkr")
    year.decides(case, "took_note", "Taget til efterretning.", meeting=KKR)
    assert year.course(case) == [
        ("K22", K22, Outcome.ENDORSED, "Kredsen bakkede op."),
        ("KKR", KKR, Outcome.TOOK_NOTE, "Taget til efterretning."),
    ]


def test_p4_and_p24_kkr_alone(year: Office) -> None:
    case = year.opens("Oplæg om lokal psykiatri", "kkr", purposes=(Purpose.DISCUSS,))
    assert year.on_agenda("KKR") == [case]
    year.decides(case, "discussed", "Drøftet.", meeting=KKR)
    assert (year.state(case), year.course(case)) == (CONCLUDED, [("KKR", KKR, Outcome.DISCUSSED, "Drøftet.")])


def test_p5_returned_twice_with_tasks_and_up_again_the_whole_way(year: Office) -> None:
    year.meets("SDF", "2027-04-15", "2027-04-29")
    year.meets("K22", "2027-05-10")
    year.meets("KKR", "2027-05-20")
    case = year.opens("Forslag om socialudgifter", "social")
    task = AskedTask("Regn på en billigere model", "Socialdirektørforum", date(2027, 6, 1))
    for up, back in ((SDF, K22), (date(2027, 4, 15), SECOND_K22)):
        year.decides(case, "recommended", "Anbefales.", meeting=up)
        year.decides(case, "returned", "Sendt tilbage.", meeting=back, to="sdf", tasks=(task,))
        assert (year.state(case), year.account(case)["waits_at"], year.why("K22")) == (
            "sdf",
            ["SDF"],
            {case: "other_forum"},
        )
    year.decides(case, "recommended", "Anbefales igen.", meeting=date(2027, 4, 29))
    year.decides(case, "recommended", "Nu er den god.", meeting=date(2027, 5, 10))
    assert year.on_agenda("KKR") == [case]
    year.decides(case, "approved", "Godkendt.", meeting=date(2027, 5, 20))
    assert year.course(case) == [
        ("SDF", SDF, Outcome.RECOMMENDED, "Anbefales."),
        ("K22", K22, Outcome.RETURNED, "Sendt tilbage."),
        ("SDF", date(2027, 4, 15), Outcome.RECOMMENDED, "Anbefales."),
        ("K22", SECOND_K22, Outcome.RETURNED, "Sendt tilbage."),
        ("SDF", date(2027, 4, 29), Outcome.RECOMMENDED, "Anbefales igen."),
        ("K22", date(2027, 5, 10), Outcome.RECOMMENDED, "Nu er den god."),
        ("KKR", date(2027, 5, 20), Outcome.APPROVED, "Godkendt."),
    ]
    assert year.tasks(case) == [("Regn på en billigere model", "Socialdirektørforum", "open")] * 2


def test_p6_an_outside_body_is_asked_for_work(year: Office) -> None:
    case = year.opens("Oplæg om tilsyn", "social")
    tasks = (
        AskedTask("Udarbejd et oplæg", "Faaborg-Midtfyn Kommune"),
        AskedTask("Udarbejd et oplæg", "Socialtilsynet"),
    )
    year.decides(case, "postponed", "Kommunen og tilsynet udarbejder et oplæg.", meeting=SDF, tasks=tasks)
    assert (year.state(case), year.tasks(case)) == (
        "sdf",
        [("Udarbejd et oplæg", "Faaborg-Midtfyn Kommune", "open"), ("Udarbejd et oplæg", "Socialtilsynet", "open")],
    )


def test_p7_kkr_fans_out_to_the_22_councils_and_the_last_answer_ends_it(year: Office) -> None:
    case = year.opens("Besparelse på to procent", "social-councils")
    walk(year, case, (SDF, "recommended"), (K22, "recommended"), (KKR, "recommended"))
    assert (year.state(case), year.account(case)["waits_at"]) == ("councils", year.councils)
    first, *others = year.councils
    assert {year.replies(case, code, "approved", "Godkendt.", on=MAY) for code in others} == {"councils"}
    assert year.account(case)["waits_at"] == [first]
    assert year.replies(case, first, "approved", "Godkendt.", on=MAY) == CONCLUDED
    assert year.course(case)[3:] == [(code, MAY, Outcome.APPROVED, "Godkendt.") for code in sorted(year.councils)]


def test_p7_councils_that_answer_differently_leave_it_to_the_officer(year: Office) -> None:
    case = year.opens("Besparelse på to procent", one_stop_route("councils", *year.councils))
    first, *others = year.councils
    year.replies(case, first, "rejected", "Byrådet kan ikke tiltræde.", on=MAY)
    for code in others:
        state = year.replies(case, code, "approved", on=MAY)
    assert (state, year.account(case)["waits_at"], year.why("KKR")) == ("councils", [], {case: "waits_for_others"})
    done = year.decides(case, "approved", "21 af 22 har godkendt.", then=Trigger.CONCLUDE)
    assert (done.state, year.account(case)["closed_words"]) == (CONCLUDED, "21 af 22 har godkendt.")
    told = [step for step in year.course(case) if not step[0].startswith("KB-")]
    assert told == [("councils", year.today, Outcome.APPROVED, "21 af 22 har godkendt.")]


def test_p8_a_hearing_ends_with_those_who_answered_by_the_date(year: Office) -> None:
    case = year.opens("Sundhedsaftalen i høring", "council-hearing", purposes=())
    assert year.account(case)["purposes"] == ["give_input"]
    for code in year.councils[:17]:
        assert year.replies(case, code, "gave_input", "Høringssvar.", on=MAY) == "hearing"
    done = year.on("2027-05-02").decides(case, "gave_input", "17 af 22 har svaret.", then=Trigger.FORWARD)
    assert (done.state, year.account(case)["waits_at"]) == ("k22", ["K22"])
    walk(year, case, (SECOND_K22, "recommended"), (SECOND_KKR, "approved"))
    assert sorted(step[0] for step in year.course(case)) == sorted([*year.councils[:17], "hearing", "K22", "KKR"])


def test_p8_a_number_of_answers_is_enough(year: Office) -> None:
    some = year.councils[:5]
    stops = (Stop("survey", tuple(some), Join(JoinRule.NUMBER, 3), Purpose.GIVE_INPUT), Stop("k22", ("K22",)))
    case = year.opens("Rundspørge", Route("survey", 1, "Rundspørge", stops), purposes=())
    assert [year.replies(case, code, "gave_input", on=MAY) for code in some[:3]] == ["survey", "survey", "k22"]
    assert year.account(case)["waits_at"] == ["K22"]


def test_p9_sent_with_a_reservation_that_the_councils_lift_one_by_one(year: Office) -> None:
    case = year.opens("Redegørelse til Social- og Boligstyrelsen", "social-reserved")
    walk(year, case, (SDF, "recommended"), (K22, "recommended"), (KKR, "approved"))
    reserved = [stop["reservation"] for stop in year.account(case)["route"]["stops"]]
    assert reserved == [False, False, False, True]
    left = []
    for code in year.councils:
        left.append(len(year.account(case)["waits_at"]))
        year.replies(case, code, "approved", on=MAY)
    assert (left, year.state(case)) == ([*range(22, 0, -1)], CONCLUDED)


def test_p10_an_empowerment_is_used_and_reported_back(year: Office) -> None:
    case = year.opens("Høringssvar om plejefamilier", "short")
    walk(year, case, (K22, "recommended"))
    scope, ends = "det endelige høringssvar", date(2027, 4, 25)
    year.decides(case, "delegated", "Formandskabet bemyndiges.", meeting=KKR, to="KKR-F", scope=scope, expires=ends)
    assert (year.state(case), year.why("KKR")) == ("kkr-f", {case: "other_forum"})
    year.decides(case, "approved", "Svaret er godkendt.", on=date(2027, 4, 24))
    year.holds("KKR", on=KKR)
    assert (year.on_agenda("KKR"), year.account(case)["purposes"]) == ([case], ["take_note"])
    year.decides(case, "took_note", "Taget til efterretning.")
    assert year.on("2027-05-01").ticks() == []
    assert (year.state(case), year.course(case)) == (
        CONCLUDED,
        [
            ("K22", K22, Outcome.RECOMMENDED, ""),
            ("KKR", KKR, Outcome.DELEGATED, "Formandskabet bemyndiges."),
            ("KKR-F", date(2027, 4, 24), Outcome.APPROVED, "Svaret er godkendt."),
            ("KKR", SECOND_KKR, Outcome.TOOK_NOTE, "Taget til efterretning."),
        ],
    )


def test_p10_an_empowerment_that_ends_unused_is_back_with_a_task(year: Office) -> None:
    case = year.opens("Høringssvar om plejefamilier", "kkr")
    year.decides(case, "delegated", "Bemyndiget.", meeting=KKR, to="KKR-F", expires=date(2027, 4, 25))
    assert year.on("2027-04-25").ticks() == []
    words = "Bemyndigelsen til KKR-F udløb den 25. april 2027 uden at være brugt. Afgør, hvad der nu skal ske"
    ended = "The empowerment of KKR-F ended on 2027-04-25 unused: decide what happens now."
    line = f"Case {case} (Høringssvar om plejefamilier): {ended} It is back at kkr."
    assert [year.on("2027-04-26").ticks(), year.on("2027-04-27").ticks()] == [[line], []]
    account = year.account(case)
    assert (account["state"], account["waits_at"], year.tasks(case)) == ("kkr", ["KKR"], [(words, "KKR", "open")])
    assert {stop["key"]: stop["skipped"] for stop in account["route"]["stops"]} == {
        "kkr": False,
        "kkr-f": True,
        "kkr-report": True,
    }
    year.decides(case, "approved", "Godkendt.", meeting=SECOND_KKR)
    assert (year.state(case), [step[2] for step in year.course(case)]) == (CONCLUDED, ["delegated", "approved"])


def test_p10_an_empowerment_is_for_once(year: Office) -> None:
    case = year.opens("To høringssvar", "kkr")
    year.meets("KKR", "2027-05-20", "2027-06-20")
    year.decides(case, "delegated", meeting=KKR, to="KKR-F", expires=date(2027, 4, 25))
    year.decides(case, "approved", "Første svar.", on=date(2027, 4, 24))
    year.decides(case, "returned", "Et svar mere.", meeting=SECOND_KKR, to="kkr")
    year.decides(case, "delegated", meeting=date(2027, 5, 20), to="KKR-F", expires=date(2027, 5, 25))
    assert len(year.on("2027-05-26").ticks()) == 1
    assert {stop["key"]: stop["skipped"] for stop in year.account(case)["route"]["stops"]} == {
        "kkr": False,
        "kkr-f-2": True,
        "kkr-report-2": True,
        "kkr-f": True,
        "kkr-report": True,
    }
    year.decides(case, "approved", "Godkendt.", meeting=date(2027, 6, 20))
    assert year.state(case) == CONCLUDED


def test_p10_a_report_back_does_not_change_what_the_next_forum_is_asked(year: Office) -> None:
    case = year.opens("Høringssvar om plejefamilier", "short")
    year.decides(case, "delegated", meeting=K22, to="KKR-F")
    asked = []
    for meeting in (None, SECOND_K22, KKR):
        asked.append((year.state(case), year.account(case)["purposes"]))
        year.decides(case, "approved", meeting=meeting)
    assert asked == [("kkr-f", ["approve"]), ("k22-report", ["take_note"]), ("kkr", ["approve"])]


def test_p11_k22_decides_finally_and_kkr_is_informed(year: Office) -> None:
    case = year.opens("Sekretariaternes placering", "k22-decides", purposes=())
    assert year.account(case)["purposes"] == ["decide"]
    year.decides(case, "decided", "Sekretariatet placeres i Vejle.", meeting=K22)
    assert (year.account(case)["purposes"], year.on_agenda("KKR")) == (["take_note"], [case])
    year.decides(case, "took_note", "Orienteret.", meeting=KKR)
    assert year.course(case) == [
        ("K22", K22, Outcome.DECIDED, "Sekretariatet placeres i Vejle."),
        ("KKR", KKR, Outcome.TOOK_NOTE, "Orienteret."),
    ]


def test_p12_two_directors_forums_side_by_side_joined_at_k22(year: Office) -> None:
    case = year.opens("Besparelser i begge sekretariater", "joint")
    assert [year.on_agenda(code) for code in ("SDF", "SUN", "K22")] == [[case], [case], []]
    done = year.decides(case, "recommended", "SDF anbefaler.", forum="SDF")
    assert (done.state, done.waits, year.account(case)["waits_at"]) == ("directors", "1 of 2 have answered", ["SUN"])
    assert year.account(case)["answers"] == [
        {"forum": "SDF", "name": "Socialdirektørforum", "outcome": "recommended", "date": SDF},
        {"forum": "SUN", "name": "Sundhedsdirektørkredsen", "outcome": None, "date": None},
    ]
    assert year.decides(case, "endorsed", "SUN bakker op.", forum="SUN").state == "k22"
    walk(year, case, (K22, "recommended"), (KKR, "approved"))
    assert year.course(case) == [
        ("SDF", SDF, Outcome.RECOMMENDED, "SDF anbefaler."),
        ("SUN", SUN, Outcome.ENDORSED, "SUN bakker op."),
        ("K22", K22, Outcome.RECOMMENDED, ""),
        ("KKR", KKR, Outcome.APPROVED, ""),
    ]


def test_p12_one_of_the_two_postpones_and_the_other_is_not_asked_again(year: Office) -> None:
    year.meets("SUN", "2027-04-06")
    case = year.opens("Besparelser i begge sekretariater", "joint")
    year.decides(case, "recommended", forum="SDF")
    done = year.decides(case, "postponed", "Udsat.", forum="SUN", meeting=SUN)
    assert (done.state, year.account(case)["waits_at"]) == ("directors", ["SUN"])
    assert year.decides(case, "recommended", forum="SUN", meeting=date(2027, 4, 6)).state == "k22"
    assert [step[:3] for step in year.course(case)] == [
        ("SDF", SDF, Outcome.RECOMMENDED),
        ("SUN", SUN, Outcome.POSTPONED),
        ("SUN", date(2027, 4, 6), Outcome.RECOMMENDED),
    ]


def test_p12_a_decider_who_lets_one_of_the_two_wait_leaves_the_other_alone(year: Office) -> None:
    case = year.opens("Besparelser i begge sekretariater", "joint")
    year.decides(case, "recommended", forum="SDF")
    done = year.decides(case, "no_consensus", "Ingen enighed.", forum="SUN", then=Trigger.POSTPONE)
    assert (done.state, year.account(case)["waits_at"]) == ("directors", ["SUN"])


def test_p12_what_came_of_two_that_differ_is_part_of_the_course(year: Office) -> None:
    case = year.opens("Besparelser i begge sekretariater", "joint")
    year.decides(case, "recommended", "Ja.", forum="SDF")
    year.decides(case, "rejected", "Nej.", forum="SUN")
    later = year.on("2027-04-05")
    assert later.decides(case, "recommended", "Sagen går videre.", then=Trigger.FORWARD).state == "k22"
    assert year.course(case) == [
        ("SDF", SDF, Outcome.RECOMMENDED, "Ja."),
        ("SUN", SUN, Outcome.REJECTED, "Nej."),
        ("SDF + SUN", date(2027, 4, 5), Outcome.RECOMMENDED, "Sagen går videre."),
    ]


def test_p13_side_by_side_in_all_five_kkr(year: Office) -> None:
    five = ("KKR", "KKR-HOVEDSTADEN", "KKR-SJAELLAND", "KKR-MIDTJYLLAND", "KKR-NORDJYLLAND")
    case = year.opens("Input til økonomiforhandlingerne", "all-kkr")
    assert (year.account(case)["waits_at"], year.on_agenda("KKR")) == (list(five), [case])
    for code in five[1:]:
        year.decides(case, "gave_input", forum=code, on=MAY)
    assert year.decides(case, "gave_input", forum="KKR", meeting=KKR).state == "kl"
    assert year.decides(case, "took_note", on=MAY).state == CONCLUDED
    assert [step[0] for step in year.course(case)] == ["KKR", *five[1:], "KL"]


def test_p14_joint_with_the_region(year: Office) -> None:
    year.meets("KKU", "2027-04-12")
    case = year.opens("Mobilitetsprioriteter", "joint-region")
    walk(year, case, (date(2027, 4, 12), "approved"), (KKR, "approved"))
    assert [step[:3] for step in year.course(case)] == [
        ("KKU", date(2027, 4, 12), Outcome.APPROVED),
        ("KKR", KKR, Outcome.APPROVED),
    ]


def test_p15_the_long_way_of_a_health_agreement(year: Office) -> None:
    case = year.opens("Sundhedsaftale 2027-2031", "sundhedsaftale", purposes=())
    states = [year.decides(case, "recommended", on=MAY).state for _ in range(2)]
    states.append(year.decides(case, "approved", "Sendes i høring.", on=MAY).state)
    assert states == ["ssg", "ssu-hearing", "hearing"]
    assert year.account(case)["waits_at"] == ["KKR", *year.councils]
    year.decides(case, "gave_input", "KKR's svar.", forum="KKR", meeting=KKR)
    for code in year.councils:
        year.replies(case, code, "gave_input", on=MAY)
    assert year.state(case) == "ssu"
    assert year.decides(case, "approved", on=MAY).state == "councils"
    for code in (*year.councils, "RR"):
        year.replies(case, code, "approved", on=MAY)
    assert (year.state(case), len(year.course(case))) == (CONCLUDED, 2 + 1 + 23 + 1 + 23)


def test_p16_kkr_comments_and_the_host_council_decides(year: Office) -> None:
    case = year.opens("Budget for Socialtilsyn Syd", "host-council", host="KB-430", purposes=())
    year.decides(case, "gave_input", "Ingen bemærkninger.", meeting=KKR)
    assert (year.state(case), year.account(case)["waits_at"]) == ("host", ["KB-430"])
    year.replies(case, "Faaborg-Midtfyn", "decided", "Budgettet er vedtaget.", on=MAY)
    assert year.course(case) == [
        ("KKR", KKR, Outcome.GAVE_INPUT, "Ingen bemærkninger."),
        ("KB-430", MAY, Outcome.DECIDED, "Budgettet er vedtaget."),
    ]


def test_p17_a_working_group_feeds_k22(year: Office) -> None:
    case = year.opens("Arbejdsgruppens rapport", "working-group")
    year.decides(case, "recommended", "Rapporten er færdig.", on=date(2027, 3, 20))
    assert year.on_agenda("K22") == [case]
    walk(year, case, (K22, "endorsed"), (KKR, "took_note"))
    assert [step[0] for step in year.course(case)] == ["AG", "K22", "KKR"]


def test_p18_twice_at_the_same_forum_input_first_approval_later(year: Office) -> None:
    case = year.opens("Resultatkontrakt med erhvervshuset", "input-then-approve", purposes=())
    asked = []
    for day, outcome in ((KKR, "gave_input"), (K22, "discussed"), (SECOND_K22, "approved"), (SECOND_KKR, "approved")):
        asked.append((year.state(case), year.account(case)["purposes"]))
        year.decides(case, outcome, meeting=day)
    assert asked == [
        ("kkr-input", ["give_input"]),
        ("k22-draft", ["discuss"]),
        ("k22", ["approve"]),
        ("kkr", ["approve"]),
    ]
    assert (year.state(case), sorted(step[:3] for step in year.course(case))) == (
        CONCLUDED,
        [
            ("K22", K22, Outcome.DISCUSSED),
            ("K22", SECOND_K22, Outcome.APPROVED),
            ("KKR", KKR, Outcome.GAVE_INPUT),
            ("KKR", SECOND_KKR, Outcome.APPROVED),
        ],
    )


def test_p19_a_case_slips_from_meeting_to_meeting_and_the_words_say_why(year: Office) -> None:
    case = year.opens("Resultatkontrakter", "kkr")
    year.decides(case, "postponed", "Afventer den nationale aftale.", meeting=KKR)
    assert year.why("KKR", KKR) == {case: "postponed"}
    year.holds("KKR", on=KKR)
    assert (year.state(case), year.on_agenda("KKR")) == ("kkr", [case])
    year.decides(case, "approved", "Godkendt.")
    assert year.course(case) == [
        ("KKR", KKR, Outcome.POSTPONED, "Afventer den nationale aftale."),
        ("KKR", SECOND_KKR, Outcome.APPROVED, "Godkendt."),
    ]


def test_p20_a_decision_becomes_a_request_to_somebody_outside(year: Office) -> None:
    case = year.opens("Henvendelse om ambulancer", "kkr")
    letter = AskedTask("Ret henvendelse til Region Syddanmark", "Formandskabet", date(2027, 5, 10))
    year.decides(case, "approved", "KKR retter henvendelse til regionen.", meeting=KKR, tasks=(letter,))
    assert [year.state(case), year.account(case)["tasks"][0]["due"], year.tasks(case)] == [
        CONCLUDED,
        date(2027, 5, 10),
        [("Ret henvendelse til Region Syddanmark", "Formandskabet", "open")],
    ]


def test_p21_a_decision_with_an_addition_starts_a_new_case(year: Office) -> None:
    case = year.opens("Årsregnskab", "kkr")
    addition = "Der ønskes en besparelse på to procent."
    done = year.decides(
        case, "approved_with_addition", "Godkendt.", meeting=KKR, additions=addition, follows="Besparelse på to procent"
    )
    assert done.new_case is not None
    new = year.account(done.new_case)
    assert (year.state(case), new["title"], new["state"]) == (CONCLUDED, "Besparelse på to procent", "draft")
    assert year.account(case)["history"][0]["additions"] == addition
    assert year.why("KKR", SECOND_KKR) == {done.new_case: "not_submitted"}
    assert (year.submits(done.new_case), year.on_agenda("KKR", SECOND_KKR)) == ("kkr", [done.new_case])


def test_p22_a_forum_appoints_people_by_itself(year: Office) -> None:
    case = year.opens("Udpegning til styregruppe", "k22", purposes=(Purpose.DECIDE,))
    year.decides(case, "decided", "Fem direktører er udpeget.", meeting=K22)
    assert (year.state(case), year.course(case)) == (
        CONCLUDED,
        [("K22", K22, Outcome.DECIDED, "Fem direktører er udpeget.")],
    )


def walk(office: Office, case: int, *steps: tuple[date, str]) -> None:
    """The case is decided at one meeting after the other."""
    for day, outcome in steps:
        office.decides(case, outcome, meeting=day)


def one_stop_route(key: str, *forums: str) -> Route:
    return Route(key, 1, key, (Stop(key, forums),))
