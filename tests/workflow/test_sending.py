"""Sending agendas: who gets one and when, what goes along, and what of it stays in the house."""

from functools import partial
from typing import Any

import pytest

from db.files import Files
from states.addresses import Address
from states.letters import Draft, LetterKind
from templates.letters import write
from tests.workflow import played as playing
from tests.workflow.mailing import keys, mailbox, member, queued, told
from tests.workflow.office import Office
from tests.workflow.played import CANARIES, attaches
from workflow.agenda_letter import MOST_BYTES
from workflow.batch import Batch
from workflow.prepared import Prepared
from workflow.sending import NobodyToSendTo, NotLocked, agenda_letters, dispatches

OFFICE = Address("kkr@example.dk", "Sekretariatet")


def look(office: Office, files: Files | None = None, **more: Any) -> Batch:
    return office.read(partial(dispatches, today=office.today, link="", files=files, **more))


def drafts(office: Office, files: Files | None = None, **more: Any) -> tuple[Draft, ...]:
    return look(office, files, **more).drafts


def queues(office: Office) -> list[str]:
    return list(queued(office, partial(dispatches, today=office.today, link="")))


def by_hand(office: Office) -> Prepared:
    return office.read(partial(agenda_letters, forum="KKR", on=None, today=office.today))


@pytest.fixture
def kkr(office: Office) -> Office:
    """KKR meets on 20 April with one case, and has two members; its agenda is locked, and goes out today."""
    office.meets("KKR", "2027-04-20")
    office.opens("Fælles havn", "kkr", recommendation="Det indstilles, at havnen drøftes.")
    member(office, "KKR", "Åse Østergård", "aase@example.dk")
    member(office, "KKR", "Per Holm-Juhl", "per@example.dk")
    office.locks("KKR")
    return office.on("2027-04-13")


def test_every_member_is_sent_the_agenda(kkr: Office) -> None:
    found = drafts(kkr)
    assert [(draft.kind, draft.to) for draft in found] == [
        (LetterKind.DISPATCH, Address("aase@example.dk", "Åse Østergård")),
        (LetterKind.DISPATCH, Address("per@example.dk", "Per Holm-Juhl")),
    ]
    assert told(found[0]).splitlines() == [
        "Kære Åse Østergård",
        "",
        "Hermed sendes dagsordenen til mødet i KKR Syddanmark tirsdag den 20. april 2027.",
        "",
        "Punkter på dagsordenen:",
        "1.1. Godkendelse af referat fra det seneste møde",
        "2.1. Fælles havn",
        "3.1. Siden sidst",
        "4.1. Punkter til næste møde",
        "5.1. Eventuelt",
        "",
        "Afbud og spørgsmål: Svar på dette brev.",
        "",
        "Venlig hilsen",
        "Sekretariatet",
    ]


@pytest.mark.parametrize(("day", "sent"), [("2027-04-12", 0), ("2027-04-13", 2), ("2027-04-20", 2), ("2027-04-21", 0)])
def test_it_goes_out_from_its_day_until_the_meeting(kkr: Office, day: str, sent: int) -> None:
    assert len(drafts(kkr.on(day))) == sent


def test_what_goes_out_late_says_so(kkr: Office) -> None:
    assert "Vi beklager, at dagsordenen kommer senere end den 13. april 2027.\n" in told(
        drafts(kkr.on("2027-04-14"))[0]
    )


def test_it_goes_out_once_and_to_a_new_member_too(kkr: Office) -> None:
    assert [key.rpartition(":")[2] for key in queues(kkr)] == ["aase@example.dk", "per@example.dk"]
    assert (queues(kkr), look(kkr)) == ([], Batch())
    member(kkr, "KKR", "Bodil Krag", "bodil@example.dk")
    assert [key.rpartition(":")[2] for key in queues(kkr)] == ["bodil@example.dk"]


def test_a_planned_agenda_is_not_sent(kkr: Office) -> None:
    kkr.meets("KKR", "2027-04-19")
    assert {draft.facts["day"] for draft in drafts(kkr)} == {"den 20. april 2027"}


def test_who_has_left_is_sent_nothing(kkr: Office) -> None:
    member(kkr, "KKR", "Niels Bæk", "niels@example.dk", until=kkr.on("2027-04-12").today)
    assert len(drafts(kkr)) == 2


def test_the_mailbox_stands_for_those_who_have_no_address(kkr: Office) -> None:
    mailbox(kkr, "KKR", "alle@example.dk")
    assert len(drafts(kkr)) == 2
    member(kkr, "KKR", "Bodil Krag", None)
    assert drafts(kkr)[-1].to == Address("alle@example.dk", "medlemmer af KKR Syddanmark")


def test_a_later_version_says_what_changed_to_those_who_had_the_earlier(kkr: Office) -> None:
    queues(kkr)
    kkr.opens("Landstrøm", "kkr", recommendation="Det indstilles …")
    kkr.edits(1, recommendation="Det indstilles, at havnen godkendes.", reason="rettet")
    kkr.locks("KKR", reason="Et punkt kom til.")
    member(kkr, "KKR", "Bodil Krag", "bodil@example.dk")
    first, _, new = drafts(kkr)
    assert told(first).splitlines()[2:11] == [
        "Hermed sendes en ny udgave af dagsordenen til mødet i KKR Syddanmark tirsdag den 20. april 2027. Den gælder i "
        "stedet for den, du har fået.",
        "",
        "Hvorfor: Et punkt kom til.",
        "",
        "Det er ændret:",
        "– 2.1. Fælles havn: indstilling",
        "– 2.2. Landstrøm: nyt punkt",
        "",
        "Punkter på dagsordenen:",
    ]
    assert (new.facts["first"], new.facts["changed"]) == (True, [])
    assert write([first])[0].wording.subject == (
        "Ny udgave af dagsordenen til møde i KKR Syddanmark den 20. april 2027"
    )


def test_a_version_that_nobody_was_sent_is_passed_over(kkr: Office) -> None:
    kkr.locks("KKR", reason="Stavefejl.")
    assert [draft.facts["first"] for draft in drafts(kkr)] == [True, True]


def test_agenda_and_attachments_go_along_as_files(kkr: Office, files: Files) -> None:
    attaches(kkr, files, "1", "Notat.docx", b"ikke et rigtigt dokument")
    kkr.locks("KKR", reason="bilag")
    (draft, other) = drafts(kkr, files)
    assert [(one.name, one.media_type) for one in draft.enclosures] == [
        ("Dagsorden KKR 2027-04-20.pdf", "application/pdf"),
        ("Bilag KKR 2027-04-20.pdf", "application/pdf"),
        ("2.1 Bilag 1 Notat.docx", "text/plain"),
    ]
    assert other.enclosures == draft.enclosures
    assert [len(files.content(one.digest, one.name)) for one in draft.enclosures] == [
        one.size for one in draft.enclosures
    ]
    assert "Dagsordenen er vedhæftet.\nBilagene er også vedhæftet.\n" in told(draft)


def test_attachments_that_are_too_large_are_left_out_and_that_is_said(kkr: Office, files: Files) -> None:
    attaches(kkr, files, "1", "Stor.txt", b"x" * MOST_BYTES)
    kkr.locks("KKR", reason="bilag")
    draft = drafts(kkr, files)[0]
    assert len(draft.enclosures) == 1
    assert "Bilagene fylder for meget til at blive sendt med e-mail. Få dem hos sekretariatet.\n" in told(draft)


def test_a_file_that_is_gone_holds_no_agenda_back(kkr: Office, files: Files) -> None:
    attaches(kkr, files, "1", "Kort.txt", b"kort")
    kkr.locks("KKR", reason="bilag")
    for path in files.folder.rglob("*"):
        if path.is_file():
            path.unlink()
    draft = drafts(kkr, files)[0]
    assert [one.name for one in draft.enclosures] == ["Dagsorden KKR 2027-04-20.pdf"]
    assert "Bilagene kunne ikke vedhæftes. Sekretariatet sender dem særskilt.\n" in told(draft)


def test_the_meeting_goes_along_for_the_calendar(kkr: Office) -> None:
    (first, _) = drafts(kkr, organizer=OFFICE)
    invitation = first.invitation or ""
    assert [line in invitation.splitlines() for line in ("METHOD:REQUEST", "SEQUENCE:0", "STATUS:CONFIRMED")] == [
        True
    ] * 3
    assert "mailto:aase@example.dk" in invitation.replace("\r\n ", "")
    kkr.locks("KKR", reason="igen")
    assert "SEQUENCE:1" in (drafts(kkr, organizer=OFFICE)[0].invitation or "")


def test_nothing_of_a_closed_item_leaves(office: Office, files: Files) -> None:
    """Source: reliability rule 6. The register is full of words that stand only in what is closed."""
    playing.play(office, files)
    for forum in ("K22", "KKR"):
        member(office, forum, f"Medlem af {forum}", f"{forum.lower()}@example.dk")
    office.opens("Åben sag", "kkr", recommendation="Det indstilles …")
    office.edits(office.opens("Papegøjens vinger", "kkr"), closed=True)
    office.locks("KKR", reason="Papegøjens vinger kom til.")
    found = drafts(office.on("2027-06-18"), files)
    assert [draft.to.email for draft in found] == ["kkr@example.dk"]
    letter = f"{found[0].facts} {write(found)[0].wording}"
    assert [word for word in CANARIES if word in letter] == []
    assert "Lukkede punkter sendes ikke med e-mail." in letter


def test_by_hand_the_day_does_not_matter(kkr: Office) -> None:
    early = kkr.on("2027-04-01")
    member(early, "KKR", "Bodil Krag", None)
    found = by_hand(early)
    assert (keys(found.batch.drafts), found.unreached) == (keys(drafts(kkr)), ("Bodil Krag",))


def test_by_hand_an_agenda_that_may_still_change_is_refused(office: Office) -> None:
    office.meets("KKR", "2027-04-20")
    with pytest.raises(NotLocked) as refusal:
        by_hand(office)
    assert str(refusal.value) == (
        "The agenda of KKR 2027-04-20 is not locked (the meeting is planned), so it is not sent. Lock it first: "
        "sagsgang meeting lock KKR --meeting 2027-04-20."
    )


def test_by_hand_a_forum_without_any_address_is_named(office: Office) -> None:
    office.meets("KKR", "2027-04-20")
    office.locks("KKR")
    with pytest.raises(NobodyToSendTo) as refusal:
        by_hand(office)
    assert str(refusal.value).startswith("Nobody in KKR has an address (0 members are registered).")
