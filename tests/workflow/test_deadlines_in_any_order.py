"""Whatever is done to a deadline, in whatever order: its course tells all of it, and the journal agrees."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from db.engine import open_database
from db.models.decisions import AT_ONCE
from states.deadlines import Days, Step, between, moves
from states.errors import SagsgangError
from tests.workflow.deadlines import adds, does, row
from tests.workflow.office import Office
from workflow.deadlines import DeadlineEdit

START = date(2027, 3, 1)
WHICH = st.integers(0, 9)
DAY = st.dates(date(2027, 2, 1), date(2027, 12, 31))
DAYS = st.one_of(
    st.builds(Days, DAY, st.booleans()),
    st.builds(lambda first, length: between(first, first + timedelta(days=length)), DAY, st.integers(1, 90)),
)
OWNERS = st.sampled_from([(), ("bel@example.dk",), ("a@example.dk", "b@example.dk"), ("nobody",)])


class AnyOrder(RuleBasedStateMachine):
    """The verbs on a few deadlines; beside them, what each course must say by now."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        register = shutil.copy(self.template, Path(self.folder.name) / "register.db")
        self.office = Office(open_database(str(register)), START)
        self.case = self.office.opens("Fælles havn", "kkr")
        self.courses: dict[int, list[Step]] = {}

    def teardown(self) -> None:
        try:
            for number, course in self.courses.items():
                self.agrees(number, course)
            assert self.office.findings() == []
        finally:
            self.office.database.close()
            self.folder.cleanup()

    def agrees(self, number: int, course: list[Step]) -> None:
        kept = row(self.office, number)
        assert [step["what"] for step in kept.course] == course
        assert kept.revision == 1 + moves(kept.course)
        open_ = kept.state == "open"
        assert (kept.ended_on is None, kept.remind_on) == (open_, AT_ONCE if open_ else None)
        assert kept.works_to == Days(kept.on, bool(kept.before), kept.earliest, kept.latest).works_to

    @contextmanager
    def tried(self) -> Iterator[None]:
        """Something that may be refused; then nothing was written."""
        before = self.events()
        try:
            yield
        except SagsgangError:
            assert self.events() == before

    def events(self) -> int:
        return self.office.read(
            lambda connection: int(connection.exec_driver_sql("SELECT count(*) FROM event").scalar_one())
        )

    def number(self, which: int) -> int:
        return list(self.courses)[which % len(self.courses)]

    @rule(days=DAYS, owners=OWNERS)
    def add(self, days: Days, owners: tuple[str, ...]) -> None:
        with self.tried():
            self.courses[int(adds(self.office, self.case, days, owners=owners).id)] = []

    @precondition(lambda self: self.courses)
    @rule(which=WHICH, to=DAYS, extended=st.booleans())
    def move(self, which: int, to: Days, extended: bool) -> None:
        with self.tried():
            does(self.office, "move", self.number(which), to, reason="Udsat", extended=extended)
            self.courses[self.number(which)].append(Step.MOVED)

    @precondition(lambda self: self.courses)
    @rule(which=WHICH, how=st.sampled_from([("meet", Step.MET), ("miss", Step.MISSED), ("waive", Step.WAIVED)]))
    def end(self, which: int, how: tuple[str, Step]) -> None:
        verb, step = how
        with self.tried():
            does(self.office, verb, self.number(which), **({} if verb == "meet" else {"reason": "Derfor"}))
            self.courses[self.number(which)].append(step)

    @precondition(lambda self: self.courses)
    @rule(which=WHICH)
    def reopen(self, which: int) -> None:
        with self.tried():
            does(self.office, "reopen", self.number(which), reason="Kom retur")
            self.courses[self.number(which)].append(Step.REOPENED)

    @precondition(lambda self: self.courses)
    @rule(which=WHICH, owners=OWNERS)
    def edit(self, which: int, owners: tuple[str, ...]) -> None:
        number = self.number(which)
        with self.tried():
            before = row(self.office, number).owners
            does(self.office, "edit", number, DeadlineEdit(owners=owners))
            self.courses[number] += [Step.EDITED] if list(owners) != before else []

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.office.today += timedelta(days=days)


def test_a_course_tells_all_that_was_done(sqlite_template: Path) -> None:
    AnyOrder.template = sqlite_template
    how = settings(max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(AnyOrder, settings=how)
