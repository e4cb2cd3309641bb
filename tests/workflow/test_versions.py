"""An agenda as it was sent each time, and what changed since."""

from datetime import date

import pytest

from states.changes import FieldChange, ItemChange, Line, Mark, News, Stretch, Version
from states.outcomes import Outcome
from states.paper import plain
from tests.workflow.office import Office
from tests.workflow.papers import agenda, case_item
from workflow.errors import NoMeetingAhead
from workflow.versions import NoSuchVersion, NothingSent, Versions, agenda_changes, versions

ON = date(2027, 4, 20)
TOLD = "Det indstilles, at KKR godkender købet."


@pytest.fixture
def sent(office_in_both: Office) -> Office:
    """KKR's agenda with one case was sent on 6 April."""
    office_in_both.meets("KKR", "2027-04-20")
    office_in_both.opens("Fælles indkøb", "kkr", recommendation=TOLD)
    office_in_both.on("2027-04-06").locks("KKR")
    return office_in_both


def kept(office: Office) -> Versions:
    return office.read(lambda connection: versions(connection, "KKR", ON))


def changed(office: Office, since: int | None = None, until: int | None = None) -> tuple[ItemChange, ...]:
    return office.read(lambda connection: agenda_changes(connection, "KKR", since=since, until=until)).items


def line(*stretches: tuple[str, str]) -> Line:
    return tuple(Stretch(Mark(mark), words) for mark, words in stretches)


EDITED = ItemChange(
    News.CHANGED,
    "2.1",
    "Fælles indkøb",
    fields=(
        FieldChange(
            "recommendation",
            (
                line(
                    ("same", "Det indstilles, at KKR"),
                    ("removed", "godkender"),
                    ("added", "drøfter"),
                    ("same", "købet."),
                ),
            ),
        ),
    ),
)


def test_an_agenda_is_kept_as_it_was_sent_each_time(sent: Office) -> None:
    sent.on("2027-04-07").edits(1, recommendation="Det indstilles, at KKR drøfter købet.", reason="Nye tal")
    sent.on("2027-04-08").opens("Hastesag", "kkr", recommendation=TOLD)
    sent.on("2027-04-08").locks("KKR", reason="Hastesagen")
    found = kept(sent)
    assert [(one.version, one.at.date(), one.by, one.reason) for one in found.sent] == [
        (1, date(2027, 4, 6), "bel", None),
        (2, date(2027, 4, 8), "bel", "Hastesagen"),
    ]
    printed = [[plain(item.recommendation) for item in one.paper.items if item.case_id] for one in found.sent]
    assert printed == [[TOLD], ["Det indstilles, at KKR drøfter købet.", TOLD]]
    assert found.get(2) == found.sent[1]


def test_what_changed_since_it_was_sent_and_from_one_version_to_another(sent: Office) -> None:
    assert changed(sent) == ()
    sent.edits(1, recommendation="Det indstilles, at KKR drøfter købet.", reason="Nye tal")
    assert changed(sent) == (EDITED,)
    sent.opens("Hastesag", "kkr", recommendation=TOLD)
    assert changed(sent) == (EDITED,)  # it waits, and is not on the agenda
    sent.locks("KKR", reason="Hastesagen")
    late = ItemChange(News.ADDED, "2.2", "Hastesag")
    assert changed(sent) == ()
    assert changed(sent, since=1) == changed(sent, since=1, until=2) == changed(sent, until=2) == (EDITED, late)
    assert changed(sent, since=2, until=1)[-1] == ItemChange(News.REMOVED, "2.2", "Hastesag")


def test_the_account_says_which_versions_it_compares(sent: Office) -> None:
    sent.on("2027-04-08").locks("KKR", reason="Hastesagen")
    found = sent.read(lambda connection: agenda_changes(connection, "KKR", until=2))
    assert (found.forum_code, found.on, found.since, found.until) == (
        "KKR",
        ON,
        Version(1, date(2027, 4, 6)),
        Version(2, date(2027, 4, 8), "Hastesagen"),
    )


def test_a_locked_agenda_prints_the_text_as_it_is_now_and_the_version_stays(sent: Office) -> None:
    sent.edits(1, title="Fælles indkøb af el", recommendation="Det indstilles, at KKR drøfter købet.", reason="Nye tal")
    now = next(item for item in sent.agenda("KKR").paper.items if item.case_id)
    then = next(item for item in kept(sent).get(1).paper.items if item.case_id)
    assert (now.title, plain(now.recommendation)) == ("Fælles indkøb af el", "Det indstilles, at KKR drøfter købet.")
    assert (then.title, plain(then.recommendation)) == ("Fælles indkøb", TOLD)


def test_a_decision_is_no_change_of_the_agenda(sent: Office) -> None:
    sent.decides(1, Outcome.APPROVED, "Godkendt.")
    sent.holds("KKR")
    held = sent.read(lambda connection: agenda_changes(connection, "KKR", ON))
    assert (held.head, held.items) == ((), ())


def test_a_version_that_there_is_not_is_refused_with_those_that_there_are(sent: Office) -> None:
    with pytest.raises(NoSuchVersion) as told:
        changed(sent, since=3)
    assert str(told.value) == "The agenda of KKR 2027-04-20 has no version 3; it has 1 (2027-04-06)."


def test_an_agenda_that_was_never_locked_here_has_no_versions(office: Office) -> None:
    with pytest.raises(NoMeetingAhead):
        office.read(lambda connection: versions(connection, "KKR"))
    office.meets("KKR", "2027-04-20")
    with pytest.raises(NothingSent) as told:
        changed(office)
    assert str(told.value) == (
        "No version of the agenda of KKR 2027-04-20 is kept: one is whenever it is locked "
        "(sagsgang meeting lock KKR --meeting 2027-04-20). The agenda as it is now: "
        "sagsgang agenda KKR --meeting 2027-04-20."
    )


def test_an_agenda_that_was_read_is_what_was_sent(office: Office) -> None:
    office.imports(agenda("KKR", ON, case_item("Fælles indkøb")), "kkr.pdf")
    office.imports(agenda("KKR", ON, case_item("Fælles indkøb")), "kkr-again.pdf")
    office.imports(agenda("KKR", ON, case_item("Fælles indkøb"), case_item("Kvoter")), "kkr-2.pdf", replacing=True)
    sent = office.read(lambda connection: versions(connection, "KKR")).sent
    assert [(one.version, one.reason, [item.title for item in one.paper.items][1:-1]) for one in sent] == [
        (1, "read from kkr.pdf", ["Fælles indkøb"]),
        (2, "read from kkr-2.pdf", ["Fælles indkøb", "Kvoter"]),
    ]
