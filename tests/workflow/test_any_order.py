"""Whatever a secretary does, in whatever order: no case is nowhere, nobody waits for nothing, and nothing is lost."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from db.engine import open_database
from states.errors import SagsgangError
from states.facts import CaseFacts
from states.machine import CONCLUDED, DONE_STATES, DRAFT, WITHDRAWN
from states.outcomes import Outcome
from states.paper import PaperKind
from states.triggers import CHOICES, Trigger
from tests.workflow.office import Office
from tests.workflow.papers import case_item, paper

ROUTES = st.sampled_from(
    ["social", "short", "kkr", "joint", "input-then-approve", "k22", "council-hearing", "joint-region"]
)
FORUMS = st.sampled_from(["SDF", "SUN", "K22", "KKR", "KKU"])
ANYWHERE = st.sampled_from([None, "SDF", "SUN", "K22", "KKR", "KKR-F", "KB-410", "KB-420"])
STOPS = st.sampled_from([None, DRAFT, "sdf", "k22", "kkr", "directors", "KKR-F", "hearing", "kkr-report"])
OUTCOMES = st.sampled_from(Outcome)
GOES_BY_NAME = (Outcome.RETURNED, Outcome.DELEGATED)
WHICH = st.integers(0, 9)
START = date(2027, 3, 1)


class AnyOrder(RuleBasedStateMachine):
    """Use cases on a few cases, in the order that Hypothesis thinks of; a refusal must leave no trace."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        register = shutil.copy(self.template, Path(self.folder.name) / "register.db")
        self.office = Office(open_database(str(register)), START)
        self.cases: list[int] = []
        self.events = 0
        self.papers = 0

    def teardown(self) -> None:
        try:
            assert self.office.findings() == []
        finally:
            self.office.database.close()
            self.folder.cleanup()

    @contextmanager
    def tried(self) -> Iterator[None]:
        """Something that may be refused; then nothing was written."""
        before = self.counted()
        try:
            yield
        except SagsgangError:
            assert self.counted() == before

    def counted(self) -> int:
        return self.office.read(
            lambda connection: int(connection.exec_driver_sql("SELECT count(*) FROM event").scalar_one())
        )

    def case(self, which: int) -> int:
        return self.cases[which % len(self.cases)]

    @initialize()
    def meetings(self) -> None:
        for forum in ("SDF", "SUN", "K22", "KKR", "KKU"):
            self.office.meets(forum, "2027-04-01", "2027-06-01")

    @precondition(lambda self: len(self.cases) < 4)
    @rule(route=ROUTES, submit=st.booleans())
    def opens(self, route: str, submit: bool) -> None:
        text = "Det indstilles, at K22 godkender sagen."
        self.cases.append(self.office.opens("Sag", route, submit=submit, recommendation=text))

    @precondition(lambda self: self.cases)
    @rule(
        which=WHICH,
        outcome=OUTCOMES,
        forum=ANYWHERE,
        then=st.sampled_from([None, None, None, *CHOICES]),
        to=STOPS,
        meeting=st.sampled_from([None, date(2027, 4, 1), date(2027, 6, 1)]),
        follows=st.sampled_from([None, None, "Ny sag"]),
    )
    def decides(self, which: int, outcome: Outcome, to: str | None, **more: object) -> None:
        if outcome in GOES_BY_NAME or more["then"] is Trigger.RETURN_TO:
            more["to"] = to
        if outcome is Outcome.DELEGATED and more["then"] is None:
            more["expires"] = self.office.today + timedelta(days=20)
        with self.tried():
            done = self.office.decides(self.case(which), outcome, "Ordene.", **more)
            if done.new_case and len(self.cases) < 6:
                self.cases.append(done.new_case)

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, outcome=OUTCOMES, then=st.sampled_from([None, *CHOICES]), to=STOPS, forum=ANYWHERE)
    def corrects(self, which: int, outcome: Outcome, to: str | None, **more: object) -> None:
        if outcome in GOES_BY_NAME:
            more["to"] = to
        with self.tried():
            self.office.corrects(self.case(which), outcome, "Rettet.", reason="Fejl", **more)

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, council=st.sampled_from(["KB-410", "KB-420"]), outcome=OUTCOMES)
    def replies(self, which: int, council: str, outcome: Outcome) -> None:
        with self.tried():
            self.office.replies(self.case(which), council, outcome)

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, forum=ANYWHERE)
    def edits(self, which: int, forum: str | None) -> None:
        with self.tried():
            self.office.edits(self.case(which), background="Ny baggrund.", forum=forum, reason="Nyt")

    @precondition(lambda self: self.cases)
    @rule(which=WHICH)
    def submits(self, which: int) -> None:
        with self.tried():
            self.office.submits(self.case(which))

    @precondition(lambda self: self.cases)
    @rule(which=WHICH)
    def withdraws(self, which: int) -> None:
        with self.tried():
            self.office.withdraws(self.case(which), "Løst")

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, to=STOPS)
    def reopens(self, which: int, to: str | None) -> None:
        with self.tried():
            self.office.reopens(self.case(which), "Nyt", to)

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, route=ROUTES)
    def takes_another_route(self, which: int, route: str) -> None:
        with self.tried():
            self.office.routes(self.case(which), route)

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, forum=FORUMS, before=STOPS)
    def inserts(self, which: int, forum: str, before: str | None) -> None:
        with self.tried():
            self.office.inserts(self.case(which), forum, before=before)

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, stop=STOPS)
    def skips(self, which: int, stop: str | None) -> None:
        with self.tried():
            self.office.skips(self.case(which), stop or self.office.state(self.case(which)))

    @precondition(lambda self: len(self.cases) > 1)
    @rule(which=WHICH, other=WHICH, stop_of=st.sampled_from([None, 0, 1]))
    def joins(self, which: int, other: int, stop_of: int | None) -> None:
        pair = (self.case(which), self.case(other))
        with self.tried():
            self.office.joins(*pair, stop_of=None if stop_of is None else pair[stop_of])

    @rule(forum=FORUMS, reason=st.sampled_from([None, "Sent"]))
    def locks(self, forum: str, reason: str | None) -> None:
        with self.tried():
            self.office.locks(forum, reason=reason)

    @precondition(lambda self: self.cases)
    @rule(forum=FORUMS, first=WHICH, second=WHICH)
    def orders(self, forum: str, first: int, second: int) -> None:
        with self.tried():
            self.office.orders(forum, self.case(first), self.case(second), reason="Nyt")

    @rule(forum=FORUMS)
    def holds(self, forum: str) -> None:
        with self.tried():
            self.office.holds(forum)

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.office.today += timedelta(days=days)
        self.office.ticks()

    @rule(
        kind=st.sampled_from(PaperKind),
        forum=FORUMS,
        on=st.sampled_from([date(2027, 4, 1), date(2027, 6, 1)]),
        outcome=st.sampled_from([None, Outcome.APPROVED, Outcome.RETURNED, Outcome.POSTPONED, Outcome.NO_CONSENSUS]),
        replacing=st.booleans(),
    )
    def imports(self, kind: PaperKind, forum: str, on: date, outcome: Outcome | None, replacing: bool) -> None:
        minutes = kind is PaperKind.MINUTES
        item = case_item("Sag", outcome if minutes else None, "Sendes til SDF." if minutes and outcome else None)
        self.papers += 1
        with self.tried():
            done = self.office.imports(paper(kind, forum, on, item), f"paper {self.papers}", replacing=replacing)
            self.cases.extend(done.new_cases)

    @invariant()
    def every_case_is_at_exactly_one_place(self) -> None:
        for number in self.cases:
            case = self.office.case(number)
            places = [stop.key for stop in case.route if stop.key == case.state]
            assert places == [case.state] or case.state in (DRAFT, CONCLUDED, WITHDRAWN), case
            assert len(set(case.keys)) == len(case.keys), case

    @invariant()
    def who_waits_waits_for_something_and_nobody_else_does(self) -> None:
        for number in self.cases:
            case = self.office.case(number)
            self.office.account(number)
            if case.here:
                assert {one.stop_id for one in case.open_treatments} <= {case.here.id}, case
                assert case.open_treatments or group_has_answered(case), case
            elif case.state != DRAFT:
                assert case.open_treatments == (), case
            forums = [one.forum for one in case.open_treatments]
            assert len(set(forums)) == len(forums), case

    @invariant()
    def an_agenda_can_be_written_and_accounts_for_every_open_case(self) -> None:
        wanted = {number for number in (self.office.case(one).id for one in self.cases) if is_open(self.office, number)}
        for forum in ("K22", "KKR"):
            try:
                agenda = self.office.agenda(forum)
            except SagsgangError:
                continue
            told = [reason.case_id for reason in agenda.reasons]
            assert len(told) == len(set(told)), told
            assert wanted <= set(told)

    @invariant()
    def the_journal_only_grows(self) -> None:
        events = self.counted()
        assert events >= self.events
        self.events = events


def is_open(office: Office, number: int) -> bool:
    return office.state(number) not in (CONCLUDED, WITHDRAWN)


def group_has_answered(case: CaseFacts) -> bool:
    """The case waits for the officer: the group's forums have given their answers."""
    assert case.here is not None
    return case.here.stop.is_group and any(one.state in DONE_STATES for one in case.at(case.here.id))


def test_in_any_order(sqlite_template: Path) -> None:
    AnyOrder.template = sqlite_template
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
