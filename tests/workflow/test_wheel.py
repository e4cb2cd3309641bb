"""The wheel turns: cases open in time and once, with last year's texts; days that move are asked for."""

import multiprocessing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from db.engine import open_database
from db.queries.wheel import known_duties
from db.record import Insert
from db.transaction import AlreadyDone, transaction
from states.addresses import Address
from states.duties import MonthDay
from states.letters import LetterKind
from states.outcomes import Purpose
from states.paper import DeadlineKind
from states.wheel import LawDate, MeetingsBefore, Rule, YearlyDuty
from templates.letters import write
from tests.workflow.office import Office
from workflow.desk import open_desk
from workflow.outbox import Posting, queue
from workflow.wheel import open_due, questions
from workflow.wheel_turns import Assigned, add, answer, link, start, stop

QUOTAS = YearlyDuty(
    "quotas",
    "Kvoter {year+1}",
    "kkr",
    LawDate(MonthDay(9, 10)),
    kind=DeadlineKind.REPORT,
    words="Kvoterne for {year+1} skal meldes",
    owners=("bel@example.dk",),
    officers=("bel",),
    purpose=Purpose.APPROVE,
    texts={"recommendation": "Det indstilles, at kvoterne for {year+1} godkendes."},
    attachments=("Fordeling {year+1}",),
    source="Loven",
    default="Staten fastsætter dem.",
)
ACCOUNTS = replace(QUOTAS, key="accounts", title="Regnskab {year-1}", ask=True, recurrence=LawDate(MonthDay(6, 1)),
                   seen=(date(2023, 6, 20), date(2025, 9, 1)), texts={}, attachments=())  # fmt: skip
POSTING = Posting("example.dk", frozenset())


def adds(office: Office, *duties: YearlyDuty) -> None:
    office.write(lambda connection: add(connection, duties, by="bel", now=office.now))


def turns(office: Office) -> list[str]:
    """The clock looks at the wheel."""
    return office.write(lambda connection: open_due(connection, by="clock", now=office.now))


def asks(office: Office) -> list[dict[str, Any]]:
    """What the letters ask that leave, as the clock queues them: of whom, with which facts."""
    batch = office.read(lambda connection: questions(connection, today=office.today, link="https://sag.example.dk"))
    written = write(batch.drafts)
    office.write(lambda connection: queue(connection, written, POSTING, along=batch.along, by="clock", now=office.now))
    return [
        {"to": draft.to, "closed": draft.closed, **asked}
        for draft in batch.drafts
        for asked in draft.facts["questions"]
    ]


def standing(office: Office, key: str = "quotas") -> list[tuple[str, str, date | None, int | None]]:
    """A duty's turns: occurrence, state, day, case."""
    known = next(one for one in office.read(known_duties) if one.duty.key == key)
    return [(turn.occurrence, str(turn.state), turn.due, turn.case_id) for turn in known.turns]


def rows(office: Office, table: str, *columns: str) -> list[tuple[Any, ...]]:
    names = ", ".join(f'"{name}"' for name in columns)
    return office.read(
        lambda connection: [
            tuple(row) for row in connection.exec_driver_sql(f"SELECT {names} FROM {table} ORDER BY id")
        ]
    )


# Opening.


def test_a_case_opens_in_time_for_its_route_and_no_day_before(office_in_both: Office) -> None:
    office = office_in_both
    office.meets("KKR", "2027-06-20", "2027-09-04", "2027-11-21")
    adds(office, QUOTAS)
    assert turns(office.on("2027-07-25")) == []
    assert turns(office.on("2027-07-26")) == ["Opened case 1 (Kvoter 2028), due 2027-09-10."]
    assert turns(office.on("2027-07-27")) == []
    assert standing(office) == [("2027", "opened", date(2027, 9, 10), 1)]


def test_what_is_opened_has_its_deadline_its_texts_and_its_tasks(office: Office) -> None:
    office.meets("KKR", "2027-09-04", "2027-11-21")
    adds(office, QUOTAS)
    turns(office.on("2027-07-26"))
    case = office.case(1)
    (draft,) = case.treatments
    assert (case.title, case.state, case.officers) == ("Kvoter 2028", "draft", ("bel",))
    assert (draft.forum, draft.purposes) == ("KKR", (Purpose.APPROVE,))
    assert draft.texts["recommendation"][0]["text"] == "Det indstilles, at kvoterne for 2028 godkendes."
    assert office.tasks(1) == [("Fremskaf bilaget Fordeling 2028", "bel", "open")]
    assert rows(office, "deadline", "case_id", "kind", "words", "legal_default", "state") == [
        (1, "report", "Kvoterne for 2028 skal meldes", "Staten fastsætter dem.", "open")
    ]


def test_a_duty_whose_day_to_open_has_passed_opens_at_once_and_says_so(office: Office) -> None:
    office.meets("KKR", "2027-04-21", "2027-09-04")
    late = replace(QUOTAS, recurrence=LawDate(MonthDay(5, 1)))
    adds(office, late)
    assert turns(office.on("2027-04-01")) == [
        "Opened case 1 (Kvoter 2028), due 2027-05-01, late: it should have been opened by 2027-03-05."
    ]


def test_what_no_meeting_carries_any_more_opens_at_once(office: Office) -> None:
    office.meets("KKR", "2027-06-20", "2027-09-04")
    adds(office, replace(QUOTAS, recurrence=LawDate(MonthDay(5, 1))))
    (line,) = turns(office)
    assert line.startswith("Opened case 1 (Kvoter 2028), due 2027-05-01, late: ")


def test_without_a_calendar_a_stop_is_taken_to_last_forty_days(office: Office) -> None:
    adds(office, replace(QUOTAS, margin=0))
    assert turns(office.on("2027-07-29")) == []
    assert len(turns(office.on("2027-08-02"))) == 1  # 10 September less 40 days, and a weekend


def test_what_was_due_before_the_duty_was_in_force_is_left(office: Office) -> None:
    adds(office.on("2027-09-11"), QUOTAS)
    assert turns(office.on("2027-10-01")) == []


def test_what_fell_due_while_the_clock_stood_still_opens_afterwards(office: Office) -> None:
    adds(office, QUOTAS)
    lines = turns(office.on("2027-10-01"))
    assert [line.split(",")[0] for line in lines] == ["Opened case 1 (Kvoter 2028)"]


def test_a_stopped_duty_opens_nothing(office: Office) -> None:
    adds(office, QUOTAS)
    office.write(lambda connection: stop(connection, "quotas", by="bel", now=office.now))
    assert turns(office.on("2027-09-01")) == []


def test_a_duty_that_cannot_be_opened_is_told_and_the_others_are(office: Office, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("schema: 1\nkey: own\nversion: 1\ntitle: Own\nstops:\n  - forum: KKR\n", encoding="utf-8")
    office.write(
        lambda connection: add(
            connection, [replace(QUOTAS, key="a-own", route="own"), QUOTAS], routes=tmp_path, by="bel", now=office.now
        )
    )
    refused, opened = turns(office.on("2027-08-20"))
    assert refused.startswith("a-own 2027 cannot be opened: There is no route 'own'.")
    assert opened.startswith("Opened case 1 (Kvoter 2028)")


def _turn_alone(url: str, barrier: Any, counted: Any) -> None:
    """A process of its own that looks at the wheel, at the same time as another."""
    database = open_database(url)
    now = datetime(2027, 9, 1, 9, tzinfo=UTC)
    barrier.wait()
    done = transaction(
        database,
        lambda connection: open_due(connection, by="clock", now=now),
        command_id=str(uuid4()),
        by="clock",
        now=now,
        name="wheel",
    )
    assert not isinstance(done, AlreadyDone)
    counted.put(len(done))
    database.close()


def test_two_processes_at_once_open_each_case_once(office_in_both: Office, database_url: str) -> None:
    office = office_in_both
    adds(office, *(replace(QUOTAS, key=f"quotas-{number}", title=f"Kvoter {number}, {{year}}") for number in range(5)))
    context = multiprocessing.get_context("spawn")
    barrier, counted = context.Barrier(2), context.Queue()
    clocks = [context.Process(target=_turn_alone, args=(database_url, barrier, counted)) for _ in range(2)]
    for clock in clocks:
        clock.start()
    opened = sorted(counted.get(timeout=60) for _ in clocks)
    for clock in clocks:
        clock.join()
    assert opened == [0, 5]
    assert [office.case(number).title for number in range(1, 6)] == [f"Kvoter {number}, 2027" for number in range(5)]


# Last year's case.


def test_texts_and_officers_come_from_last_year_and_say_so(office: Office) -> None:
    adds(office, replace(QUOTAS, officers=(), purpose=None, texts={}))
    turns(office.on("2027-09-01"))
    office.on("2027-09-01").edits(1, background="I 2027 kom 210.", officers=["snm"], purposes=["decide"])
    turns(office.on("2028-09-01"))
    case = office.case(2)
    (draft,) = case.treatments
    assert (case.title, case.officers, draft.purposes) == ("Kvoter 2029", ("snm",), (Purpose.DECIDE,))
    assert [block["text"] for block in draft.texts["background"]] == [
        "Overført fra sag 1 (2027). Årstal og tal er ikke rettet.",
        "I 2027 kom 210.",
    ]
    assert office.tasks(2)[0][0] == "Ret teksten, der er overført fra sag 1 (2027): årstal, tal og navne"


def test_what_was_carried_twice_says_so_once(office: Office) -> None:
    adds(office, QUOTAS)
    for year in (2027, 2028, 2029):
        turns(office.on(f"{year}-09-01"))
    (draft,) = office.case(3).treatments
    assert [block["text"] for block in draft.texts["recommendation"]] == [
        "Overført fra sag 2 (2028). Årstal og tal er ikke rettet.",
        "Det indstilles, at kvoterne for 2028 godkendes.",
    ]


def test_a_confidential_case_comes_back_as_one(office: Office) -> None:
    adds(office, QUOTAS)
    turns(office.on("2027-09-01"))
    office.on("2027-09-01").edits(1, closed=True)
    turns(office.on("2028-09-01"))
    assert [one.closed for one in office.case(2).treatments] == [True]


def test_an_imported_case_with_the_same_title_is_only_suggested(office: Office) -> None:
    office.opens("Kvoter 2027", "kkr")
    adds(office, QUOTAS)
    (line,) = turns(office.on("2027-09-01"))
    assert line.endswith("Case 1 (Kvoter 2027) may be an earlier one: sagsgang wheel link quotas YEAR 1.")


# What stands already.


def test_a_case_that_somebody_opened_by_hand_is_not_opened_again(office: Office) -> None:
    office.opens("KVOTER  2028", "kkr")
    adds(office, QUOTAS)
    assert turns(office.on("2027-09-01")) == ["quotas 2027 stands already as case 1: linked to it."]
    assert standing(office) == [("2027", "opened", date(2027, 9, 10), 1)]
    assert rows(office, "deadline", "case_id", "state") == [(1, "open")]


def test_a_case_that_is_over_or_from_before_the_last_time_does_not_stand(office: Office) -> None:
    """Titles repeat: "Kvoter" was opened by hand in 2026, when the time of 2026 was not due yet."""
    office.on("2026-08-01").opens("Kvoter", "kkr")
    office.on("2027-03-01")
    adds(office, replace(QUOTAS, title="Kvoter"))
    assert turns(office.on("2027-09-01"))[0].startswith("Opened case 2 (Kvoter 2027), due 2027-09-10")


def simulated(office: Office, *years: int) -> list[str]:
    """The clock looks at the wheel every week of these years; the title of each case that it opens."""
    for year in years:
        for week in range(1, 53):
            turns(office.on(date.fromisocalendar(year, week, 1).isoformat()))
    return [title for (title,) in rows(office, "cases", "title")]


def test_a_title_that_repeats_comes_back_year_after_year(office: Office) -> None:
    adds(office, replace(QUOTAS, key="auditor", title="Valg af revisor"))
    assert simulated(office, 2027, 2028, 2029) == [
        "Valg af revisor 2027",
        "Valg af revisor 2028",
        "Valg af revisor 2029",
    ]
    assert [case for *_, case in standing(office, "auditor")] == [1, 2, 3]


def test_what_comes_twice_a_year_opens_six_times_in_three_years(office: Office) -> None:
    halves = Rule("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=1", date(2027, 1, 1))
    adds(office, replace(QUOTAS, key="status", title="Halvårsstatus {year}", recurrence=halves))
    assert simulated(office, 2027, 2028, 2029) == [
        f"Halvårsstatus {year} ({month})" for year in (2027, 2028, 2029) for month in ("juni", "december")
    ]
    assert [case for *_, case in standing(office, "status")] == [1, 2, 3, 4, 5, 6]


def test_a_case_opened_by_hand_stands_for_one_time_only(office: Office) -> None:
    halves = Rule("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=1", date(2027, 1, 1))
    office.opens("Halvårsstatus 2027", "kkr")
    adds(office, replace(QUOTAS, key="status", title="Halvårsstatus {year}", recurrence=halves))
    assert simulated(office, 2027) == ["Halvårsstatus 2027", "Halvårsstatus 2027 (december)"]
    assert [case for *_, case in standing(office, "status")] == [1, 2]


def test_a_case_that_was_closed_is_not_taken_for_this_years(office: Office) -> None:
    number = office.opens("Kvoter 2028", "kkr")
    office.withdraws(number, "fejl")
    adds(office, QUOTAS)
    assert turns(office.on("2027-09-01"))[0].startswith("Opened case 2 (Kvoter 2028), due 2027-09-10")


def test_a_linked_case_is_not_opened_again_and_gets_the_deadline_once(office: Office) -> None:
    number = office.opens("Fordeling af flygtninge", "kkr")
    adds(office, QUOTAS)
    office.write(lambda connection: link(connection, "quotas", "2027", number, by="bel", now=office.now))
    assert turns(office.on("2027-09-01")) == []
    assert rows(office, "deadline", "case_id", "words") == [(1, "Kvoterne for 2028 skal meldes")]


# Days that move.


def test_a_day_that_moves_is_asked_for_in_time_for_the_earliest(office_in_both: Office) -> None:
    office = office_in_both
    adds(office, ACCOUNTS)
    assert turns(office.on("2027-02-21")) == []
    assert turns(office.on("2027-02-22")) == [
        "When is accounts due in 2027? Somebody must say: sagsgang wheel answer accounts 2027 DATE."
    ]
    (letter,) = asks(office.on("2027-02-22"))
    assert letter == {
        "to": Address("bel@example.dk"),
        "closed": False,
        "duty": "accounts",
        "title": "Regnskab 2026",
        "occurrence": "2027",
        "year": 2027,
        "earlier": ["september 2025", "juni 2023"],
        "source": "Loven",
        "again": False,
        "answer": "sagsgang wheel answer accounts 2027 2027-MM-DD",
        "skip": 'sagsgang wheel answer accounts 2027 --skip --reason "…"',
    }


def test_a_question_is_asked_once_and_again_after_ten_working_days(office: Office) -> None:
    adds(office, ACCOUNTS)
    turns(office.on("2027-03-01"))
    asked = {day: [letter["again"] for letter in asks(office.on(day))] for day in
             ("2027-03-01", "2027-03-02", "2027-03-12", "2027-03-15", "2027-03-16")}  # fmt: skip
    assert asked == {
        "2027-03-01": [False],
        "2027-03-02": [],
        "2027-03-12": [],
        "2027-03-15": [True],
        "2027-03-16": [],
    }
    assert rows(office, "letter", "kind", "to_email") == [(LetterKind.QUESTION, "bel@example.dk")] * 2


def test_one_letter_a_day_asks_for_all_that_somebody_must_say(office: Office) -> None:
    adds(office, ACCOUNTS, replace(ACCOUNTS, key="budget", title="Budget {year+1}"))
    turns(office.on("2027-03-01"))
    assert [letter["duty"] for letter in asks(office.on("2027-03-01"))] == ["accounts", "budget"]
    ((key, subject),) = rows(office, "letter", "key", "subject")
    assert (key, subject) == ("question:2027-03-01:bel@example.dk", "Hvornår? 2 dage i årshjulet, som mangler")
    assert rows(office, "wheel_turn", "occurrence", "asked_on") == [("2027", "2027-03-01")] * 2
    office.write(lambda connection: answer(connection, "accounts", "2027", date(2027, 9, 10), by="bel", now=office.now))
    assert [(letter["duty"], letter["again"]) for letter in asks(office.on("2027-03-15"))] == [("budget", True)]


def test_a_letter_about_a_day_points_at_no_page(office: Office) -> None:
    adds(office, ACCOUNTS)
    turns(office.on("2027-03-01"))
    asks(office.on("2027-03-01"))
    ((text, html),) = rows(office, "letter", "text", "html")
    assert ("sag.example.dk" in text, "sag.example.dk" in html) == (False, False)


def head_is(office: Office, email: str) -> None:
    def work(connection: Connection) -> None:
        with open_desk(connection, by="bel", now=office.now) as desk:
            desk.note("ladder_set", None, {}, Insert("ladder", {"id": 900_001, "scope": "office", "head": email}))

    office.write(work)


def test_nobody_reachable_is_told_to_the_head_of_secretariat(office: Office) -> None:
    adds(office, replace(ACCOUNTS, owners=(), officers=("xyz",)))
    turns(office.on("2027-03-01"))
    assert asks(office.on("2027-03-01")) == []
    head_is(office, "leder@example.dk")
    assert [letter["to"] for letter in asks(office.on("2027-03-02"))] == [Address("leder@example.dk")]


def test_after_a_silence_the_head_is_asked_too(office: Office) -> None:
    head_is(office, "leder@example.dk")
    adds(office, ACCOUNTS)
    turns(office.on("2027-03-01"))
    told = {day: [letter["to"].email for letter in asks(office.on(day))] for day in ("2027-03-01", "2027-03-15")}
    assert told == {"2027-03-01": ["bel@example.dk"], "2027-03-15": ["bel@example.dk", "leder@example.dk"]}


def test_an_answer_opens_the_case_in_its_time(office_in_both: Office) -> None:
    office = office_in_both
    office.meets("KKR", "2027-06-20", "2027-09-04", "2027-11-21")
    adds(office, ACCOUNTS)
    turns(office.on("2027-03-01"))
    office.write(lambda connection: answer(connection, "accounts", "2027", date(2027, 9, 10), by="bel", now=office.now))
    assert standing(office, "accounts") == [("2027", "answered", date(2027, 9, 10), None)]
    assert asks(office.on("2027-03-02")) == []
    assert turns(office.on("2027-07-25")) == []
    assert turns(office.on("2027-07-26")) == ["Opened case 1 (Regnskab 2026), due 2027-09-10."]


def test_a_meeting_that_is_not_planned_yet_is_asked_for_and_then_known(office: Office) -> None:
    adds(office, replace(QUOTAS, recurrence=MeetingsBefore(1, "KKR")))
    assert turns(office.on("2027-08-20")) == [
        "When is quotas due in 2027? Somebody must say: sagsgang wheel answer quotas 2027 DATE."
    ]
    assert [letter["duty"] for letter in asks(office.on("2027-08-20"))] == ["quotas"]
    office.meets("KKR", "2027-09-04", "2027-11-21")
    assert asks(office.on("2027-09-20")) == []
    assert turns(office.on("2027-10-20")) == [
        "Opened case 1 (Kvoter 2028), due 2027-11-21, late: it should have been opened by 2027-10-11."
    ]


def test_of_a_confidential_duty_the_letter_says_its_key_alone(office: Office) -> None:
    adds(office, ACCOUNTS)
    number = office.opens("Regnskab for noget", "kkr")
    office.edits(number, closed=True)
    office.write(lambda connection: link(connection, "accounts", "2026", number, by="bel", now=office.now))
    turns(office)
    (letter,) = asks(office)
    assert (letter["closed"], letter["title"], letter["source"], letter["duty"]) == (True, "", "", "accounts")


def test_shipped_duties_are_put_in_force_by_the_office(office_in_both: Office) -> None:
    office = office_in_both
    assert turns(office) == []
    people = Assigned(("bel@example.dk",), ("bel",))
    office.write(lambda connection: start(connection, [], everything=True, people=people, by="bel", now=office.now))
    known = office.read(known_duties)
    assert {one.duty.owners for one in known} == {("bel@example.dk",)}
    assert "Landstal" not in "\n".join(turns(office.on("2027-04-30")))
    assert "(Landstal for flygtninge 2028), due 2027-06-30." in "\n".join(turns(office.on("2027-05-03")))


def test_what_the_state_must_say_first_opens_when_it_has_and_not_before(office: Office) -> None:
    """Though the last meeting before the deadline is far away: the case goes to the first one that it can come to."""
    office.meets("KKR", "2027-04-21", "2027-05-20", "2027-06-20", "2027-08-27", "2027-11-21")
    adds(office, replace(QUOTAS, recurrence=LawDate(MonthDay(8, 31)), ready=MonthDay(5, 1)))
    assert turns(office.on("2027-05-02")) == []
    assert turns(office.on("2027-05-03")) == ["Opened case 1 (Kvoter 2028), due 2027-08-31."]
    assert rows(office, "deadline", "on") == [("2027-08-31",)]
