"""Attaching files to items, and what the papers then show."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from db.files import Files
from db.queries.facts import load_forums
from db.verify_files import verify_files
from ingest.file import open_source
from ingest.read import read_paper
from states.attachments import Attachment
from states.errors import SagsgangError
from states.facts import MeetingState
from states.forms import Form
from states.outcomes import Outcome
from states.paper import Item, Paper, plain
from templates.press import press
from tests.workflow.office import Office
from workflow.attachments import (
    AlreadyAttached,
    Attached,
    DecidedWith,
    NoSuchAttachment,
    StoredFile,
    attach,
    attachments_at,
    detach,
)
from workflow.errors import LockedAgenda, NoSuchMeeting, WhichForum, WrongMeetingState
from workflow.items import NoItemName, NoRowYet, NoSuchItem, WaitsNowhere

RECOMMENDATION = "Det indstilles, at KKR Syddanmark godkender regnskabet."


@dataclass(frozen=True, slots=True)
class Desk:
    """The office's desk, where files are attached."""

    office: Office

    def attaches(self, item: str | int, name: str, **how: str) -> Attached:
        """A file whose content is its name, so to speak: the same name is the same file."""
        file = StoredFile(name, name.encode().hex().ljust(64, "0")[:64], len(name), "application/pdf")
        office = self.office
        return office.write(lambda connection: attach(connection, str(item), file, **how, by="bel", now=office.now))

    def detaches(self, item: str | int, number: int, **how: str) -> str:
        office = self.office
        done = office.write(lambda connection: detach(connection, str(item), number, **how, by="bel", now=office.now))
        return done.attachment.name

    def files(self, item: str | int, forum: str | None = None) -> list[str]:
        """The names of an item's files, in their order."""
        found = self.office.read(lambda connection: attachments_at(connection, str(item), forum=forum))
        return [one.attachment.name for one in found]

    def item(self, forum: str, number: str, on: date | None = None) -> Item:
        return next(one for one in self.office.agenda(forum, on).paper.items if one.number == number)

    def refused(self, kind: type[SagsgangError], item: str | int, name: str = "Budget.pdf") -> str:
        before = self.office.counts()
        with pytest.raises(kind) as refusal:
            self.attaches(item, name)
        assert self.office.counts() == before
        return str(refusal.value)


@pytest.fixture
def desk(office: Office) -> Desk:
    office.meets("SDF", "2027-04-13")
    office.meets("K22", "2027-05-14")
    office.meets("KKR", "2027-06-20", "2027-09-04")
    return Desk(office)


def test_a_file_goes_with_its_case_through_the_forums(desk: Desk) -> None:
    office = desk.office
    case = office.opens("Regnskab", "social", recommendation="Det indstilles, at SDF godkender regnskabet.")
    desk.attaches("SDF/2027-04-13/2.1", "Regnskab.pdf")
    office.on("2027-04-13").decides(case, Outcome.APPROVED, on=date(2027, 4, 13))
    desk.attaches(case, "Notat.docx")
    office.on("2027-05-14").decides(case, Outcome.APPROVED, on=date(2027, 5, 14))
    assert desk.files("SDF/2027-04-13/2.1") == ["Regnskab.pdf"]
    assert desk.files("K22/2027-05-14/2.1") == ["Regnskab.pdf", "Notat.docx"]
    assert desk.files("KKR/2027-06-20/2.1") == ["Regnskab.pdf", "Notat.docx"]


def test_in_either_database(office_in_both: Office) -> None:
    office_in_both.meets("KKR", "2027-06-20")
    desk, case = Desk(office_in_both), office_in_both.opens("Regnskab", "kkr", recommendation=RECOMMENDATION)
    desk.attaches("KKR/2027-06-20/2.1", "Regnskab.pdf")
    desk.attaches(case, "Notat.docx")
    desk.detaches(case, 1)
    office_in_both.locks("KKR")
    desk.attaches("KKR/2027-06-20/3.1", "Siden sidst.pdf")
    assert [desk.files(item) for item in (case, "KKR/2027-06-20/2.1", "KKR/2027-06-20/3.1")] == [
        ["Notat.docx"],
        ["Notat.docx"],
        ["Siden sidst.pdf"],
    ]


def test_the_agenda_marks_every_file(desk: Desk) -> None:
    case = desk.office.opens("Regnskab", "kkr", recommendation=RECOMMENDATION)
    desk.office.edits(case, background="./. Regnskabet er vedlagt.")
    for name in ("Regnskab.pdf", "Notat.docx"):
        desk.attaches(case, name)
    item = desk.item("KKR", "2.1")
    assert (plain(item.background), plain(item.presentation)) == (
        "./. Regnskabet er vedlagt.",
        "./. Bilag 2: Notat.docx",
    )
    assert (item.attachment_marks, [one.name for one in item.attachments]) == (2, ["Regnskab.pdf", "Notat.docx"])


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.JSON])
def test_a_paper_written_and_read_back_has_the_same_marks(desk: Desk, form: Form) -> None:
    case = desk.office.opens("Regnskab", "kkr", recommendation=RECOMMENDATION)
    desk.office.edits(case, background="Baggrund.", presentation="./. Regnskabet er vedlagt.")
    for name in ("Regnskab.pdf", "1. juni: notat.docx", "Beslutning", f"{'Bilag om regnskab ' * 8}.pdf"):
        desk.attaches(case, name)
    written = desk.office.agenda("KKR").paper
    read = as_read(desk.office, written, form)
    assert [(one.number, plain(one.presentation), one.attachment_marks) for one in read.items] == [
        (one.number, plain(one.presentation), one.attachment_marks) for one in written.items
    ]


def test_a_locked_agenda_keeps_telling_its_files_and_what_changed_since(desk: Desk) -> None:
    office = desk.office
    case = office.opens("Regnskab", "kkr", recommendation=RECOMMENDATION)
    desk.attaches(case, "Regnskab.pdf")
    locked = office.locks("KKR").paper
    assert (office.agenda("KKR").paper, office.agenda("KKR").changes) == (locked, ())
    late = desk.attaches("KKR/2027-06-20/2.1", "Sent.pdf")
    assert late.is_sent
    assert [one.field for one in office.agenda("KKR").changes] == ["presentation", "attachment_marks", "attachments"]


def test_a_case_without_texts_shows_its_files_and_its_course_is_told_once(desk: Desk) -> None:
    """The lines of the files must not be taken for the course when the agenda is locked."""
    office = desk.office
    case = office.opens("Regnskab", "short")
    desk.attaches(case, "Regnskab.pdf")
    office.on("2027-05-14").decides(case, Outcome.APPROVED, on=date(2027, 5, 14))
    before = desk.item("KKR", "2.1")
    office.locks("KKR")
    after = desk.item("KKR", "2.1")
    assert (after.background, after.presentation) == (before.background, before.presentation)
    assert plain(after.presentation) == "./. Bilag 1: Regnskab.pdf"


def test_a_standing_item_takes_files_once_its_agenda_is_locked(desk: Desk) -> None:
    office = desk.office
    assert desk.refused(NoRowYet, "KKR/2027-06-20/2.1") == (
        "Item 2.1 of KKR 2027-06-20 (Siden sidst) is no case, and is only written down when the agenda is locked. "
        "Lock it first: sagsgang meeting lock KKR --meeting 2027-06-20."
    )
    office.locks("KKR")
    desk.attaches("KKR/2027-06-20/2.1", "Oversigt.xlsx")
    desk.attaches("KKR/2027-06-20/2.1", "Breve.pdf")
    assert desk.detaches("KKR/2027-06-20/2.1", 1, reason="forkert fil") == "Oversigt.xlsx"
    assert plain(desk.item("KKR", "2.1").presentation) == "./. Bilag 1: Breve.pdf"


def test_what_is_left_out_stays_with_the_forum_that_decided_on_it(desk: Desk) -> None:
    office = desk.office
    case = office.opens("Regnskab", "short", recommendation=RECOMMENDATION)
    desk.attaches(case, "Regnskab.pdf")
    desk.attaches(case, "Internt.pdf")
    office.on("2027-05-14").decides(case, Outcome.APPROVED, on=date(2027, 5, 14))
    assert desk.detaches(case, 2) == "Internt.pdf"
    assert desk.files("K22/2027-05-14/2.1") == ["Regnskab.pdf", "Internt.pdf"]
    assert desk.files(case) == ["Regnskab.pdf"]
    with pytest.raises(DecidedWith):
        desk.detaches("K22/2027-05-14/2.1", 1)
    with pytest.raises(
        NoSuchAttachment, match=r"There is no attachment 2 of case \d+ at KKR \(Regnskab\), which has 1 "
    ):
        desk.detaches(case, 2)


def test_the_archive_of_a_held_meeting_is_completed_without_touching_the_next(desk: Desk) -> None:
    office = desk.office
    case = office.opens("Regnskab", "short", recommendation=RECOMMENDATION)
    office.on("2027-05-14").decides(case, Outcome.APPROVED, on=date(2027, 5, 14))
    office.on("2027-05-14").holds("K22")
    office.locks("KKR")
    desk.attaches("K22/2027-05-14/2.1", "Omdelt.pdf")
    assert (desk.files("K22/2027-05-14/2.1"), desk.files("KKR/2027-06-20/2.1")) == (["Omdelt.pdf"], [])
    assert office.agenda("KKR").changes == ()


def test_leaving_a_file_out_of_what_was_sent_needs_a_reason(desk: Desk) -> None:
    office = desk.office
    case = office.opens("Regnskab", "kkr", recommendation=RECOMMENDATION)
    desk.attaches(case, "Regnskab.pdf")
    office.locks("KKR")
    with pytest.raises(LockedAgenda):
        desk.detaches(case, 1)
    desk.detaches(case, 1, reason="en ny kommer")
    assert desk.files(case) == []


def test_a_held_meetings_standing_item_keeps_its_files(desk: Desk) -> None:
    office = desk.office
    office.locks("KKR")
    desk.attaches("KKR/2027-06-20/2.1", "Oversigt.xlsx")
    office.on("2027-06-20").holds("KKR")
    desk.attaches("KKR/2027-06-20/2.1", "Omdelt.pdf")
    with pytest.raises(WrongMeetingState):
        desk.detaches("KKR/2027-06-20/2.1", 1, reason="forkert fil")
    assert desk.files("KKR/2027-06-20/2.1") == ["Oversigt.xlsx", "Omdelt.pdf"]


def test_the_same_file_is_not_attached_twice(desk: Desk) -> None:
    case = desk.office.opens("Regnskab", "kkr", recommendation=RECOMMENDATION)
    desk.attaches(case, "Budget.pdf")
    assert desk.refused(AlreadyAttached, "KKR/2027-06-20/2.1") == (
        "This file is attachment 1 (Budget.pdf) of item 2.1 of KKR 2027-06-20 (Regnskab) already. Nothing was written."
    )
    desk.detaches(case, 1)
    assert desk.attaches(case, "Budget.pdf").attachment.number == 1


def test_side_by_side_each_forum_has_its_own(desk: Desk) -> None:
    office = desk.office
    case = office.opens("Besparelser", "joint", recommendation=RECOMMENDATION)
    assert desk.refused(WhichForum, case).startswith(f"Case {case} waits at 2 forums side by side")
    desk.attaches(case, "SDF.pdf", forum="SDF")
    desk.attaches(case, "SUN.pdf", forum="SUN")
    assert [desk.files(case, forum) for forum in ("SDF", "SUN")] == [["SDF.pdf"], ["SUN.pdf"]]


def test_a_draft_takes_files_for_its_first_forum(desk: Desk) -> None:
    case = desk.office.opens("Regnskab", "kkr", submit=False)
    desk.attaches(case, "Regnskab.pdf")
    desk.office.submits(case)
    assert desk.files("KKR/2027-06-20/2.1") == ["Regnskab.pdf"]


def test_a_case_that_comes_again_brings_its_files(desk: Desk) -> None:
    """Postponed by KKR, it is the same stop and the same forum."""
    office = desk.office
    case = office.opens("Regnskab", "kkr", recommendation=RECOMMENDATION)
    desk.attaches(case, "Regnskab.pdf")
    office.on("2027-06-20").decides(case, Outcome.POSTPONED, on=date(2027, 6, 20))
    assert desk.files("KKR/2027-09-04/2.1") == ["Regnskab.pdf"]


def test_joined_cases_bring_their_files_together(desk: Desk) -> None:
    """Both wait at KKR; the second one's treatment ends there, and its file goes on with the first one's."""
    office = desk.office
    first = office.opens("Regnskab", "kkr", recommendation=RECOMMENDATION)
    second = office.opens("Regnskabet for 2026", "short", recommendation=RECOMMENDATION)
    desk.attaches(first, "Første.pdf")
    desk.attaches(second, "Fra K22.pdf")
    office.on("2027-05-14").decides(second, Outcome.APPROVED, on=date(2027, 5, 14))
    desk.attaches(second, "Til KKR.pdf")
    office.joins(first, second, stop_of=first)
    assert desk.files(second) == ["Første.pdf", "Fra K22.pdf", "Til KKR.pdf"]
    assert desk.files("K22/2027-05-14/2.1") == ["Fra K22.pdf"]


def test_a_reference_that_names_nothing_is_told(desk: Desk) -> None:
    office = desk.office
    case = office.opens("Regnskab", "kkr", recommendation=RECOMMENDATION)
    assert desk.refused(NoItemName, "KKR 2.1").startswith("'KKR 2.1' names no item: write it as FORUM/DATE/NUMBER")
    assert "names no item" in desk.refused(NoItemName, "KKR/20. juni/2.1")
    assert desk.refused(NoSuchItem, "KKR/2027-06-20/9.9").startswith(
        "The agenda of KKR 2027-06-20 has no item 9.9 (it has 1.1, 2.1, 3.1, 4.1, 5.1)."
    )
    assert "KKR has no meeting on 2027-06-21" in desk.refused(NoSuchMeeting, "KKR/2027-06-21/2.1")
    office.on("2027-06-20").decides(case, Outcome.APPROVED, on=date(2027, 6, 20))
    assert desk.refused(WaitsNowhere, case) == (
        f"Case {case} is concluded: no forum has it before it. "
        "Name the item of the meeting that treated it, such as KKR/2027-06-20/2.3."
    )
    assert desk.attaches("KKR/2027-06-20/2.1", "Omdelt.pdf").place.title == "Regnskab"


def test_an_agenda_that_is_read_in_again_is_the_same_with_its_lines_of_files_or_without(desk: Desk) -> None:
    office = desk.office
    case = office.opens("Regnskab", "kkr", recommendation=RECOMMENDATION)
    desk.attaches(case, "Regnskab.pdf")
    office.locks("KKR")
    sent = as_read(office, office.agenda("KKR").paper, Form.TEXT)
    assert office.imports(sent, "sent.txt").differences == ()


def test_files_for_a_paper_from_elsewhere_are_no_change_of_its_words(desk: Desk) -> None:
    office = desk.office
    case = office.opens("Regnskab", "kkr", recommendation=RECOMMENDATION)
    paper = as_read(office, office.agenda("KKR").paper, Form.TEXT)
    office.withdraws(case, "læses ind i stedet")
    office.imports(paper, "elsewhere.txt")
    desk.attaches("KKR/2027-06-20/2.1", "Regnskab.pdf")
    assert office.imports(paper, "elsewhere once more.txt").differences == ()


def as_read(office: Office, paper: Paper, form: Form) -> Paper:
    """The paper as a reader has it: words and marks, and no files."""
    forums = [entry.forum for entry in office.read(load_forums).values()]
    return read_paper(open_source(press(paper, form).content, "agenda"), forums)


def test_every_stored_file_is_held_against_its_digest(desk: Desk, tmp_path: Path) -> None:
    office, files = desk.office, Files(tmp_path / "files")
    case = office.opens("Regnskab", "kkr", recommendation=RECOMMENDATION)
    digest = files.keep(b"regnskab")
    file = StoredFile("Regnskab.pdf", digest, 8, "text/plain")
    given = office.write(lambda connection: attach(connection, str(case), file, by="bel", now=office.now)).attachment
    assert given == Attachment(given.id, 1, "Regnskab.pdf", digest, 8, "text/plain")

    def told() -> list[str]:
        return office.read(lambda connection: [str(one) for one in verify_files(connection, lambda: files)])

    assert told() == []
    files.path(digest).write_bytes(b"andet")
    assert told() == [
        f"The file of attachment {given.id} (Regnskab.pdf, case {case}) was changed; its digest is {digest}."
    ]
    files.path(digest).unlink()
    assert told() == [
        f"The file of attachment {given.id} (Regnskab.pdf, case {case}) is missing; its digest is {digest}."
    ]
    assert office.agenda("KKR").meeting.state == MeetingState.PLANNED


def test_many_at_once_attach_each_file_once(office_in_both: Office) -> None:
    """A case's item is guarded by its case, a standing item by the journal's head."""
    office = office_in_both
    office.meets("KKR", "2027-06-20")
    office.opens("Regnskab", "kkr", recommendation=RECOMMENDATION)
    office.locks("KKR")
    desk, items, names = Desk(office), ("KKR/2027-06-20/2.1", "KKR/2027-06-20/3.1"), ("A.pdf", "B.pdf", "C.pdf")

    def tries(work: tuple[str, str]) -> bool:
        try:
            return bool(desk.attaches(*work))
        except AlreadyAttached:
            return False

    works = [(item, name) for item in items for name in names] * 2
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(tries, works))
    assert sum(done) == len(items) * len(names)
    assert [sorted(desk.files(item)) for item in items] == [list(names), list(names)]
