"""A register in which much has happened, behind closed doors too: for what goes out of the house."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from db.files import Files
from states.outcomes import Outcome
from states.paper import Block, BlockKind, Group, Item, ItemKind, NextMeeting
from tests.workflow.office import Office
from tests.workflow.papers import agenda, case_item
from workflow.attachments import StoredFile, attach
from workflow.publish import Published, publish

CANARIES = ("Papegøje", "Kanariefugl", "Undulat", "Tukan", "Kakadue", "Ara-", "Nymfeparakit", "Beo-")
"""Words that stand only in what is closed. In what order they are used is told below."""


ADDRESS = "https://www.example.dk/moeder/"


def play(office: Office, files: Files) -> None:
    """K22 decides two cases behind closed doors, one of which KKR decides in the open; KKR meets, and calls a meeting.

    A case that KKU's agenda named as expected is made closed later.
    """
    for forum, day in (("K22", "2027-03-10"), ("KKR", "2027-04-20"), ("KKR", "2027-06-20"), ("KKR", "2027-09-04")):
        office.meets(forum, day)
    _behind_closed_doors(office, files)
    _in_the_open(office, files)
    _expected_and_then_closed(office)


def _behind_closed_doors(office: Office, files: Files) -> None:
    bridge = office.opens("Bro over bæltet", "short", recommendation="Det indstilles, at Kanariefuglen følges.")
    office.edits(bridge, background="Ara-notatet er fortroligt.", closed=True)
    attaches(office, files, f"{bridge}", "Notat om Tukanen.txt", b"Tukanen har et notat.")
    site = office.opens("Papegøjeanlæg i Vejle", "k22", recommendation="Det indstilles, at Kanariefuglen godkendes.")
    office.edits(site, background="Undulaten er dyr.", closed=True)
    attaches(office, files, f"{site}", "Kakaduens regnskab.pdf", b"%PDF-1.7 Kakaduen")
    office.locks("K22")
    office.decides(bridge, Outcome.APPROVED_WITH_ADDITION, "Godkendt, når Nymfeparakitten er hørt.")
    office.decides(site, Outcome.APPROVED, "Beo-anlægget er godkendt.")
    office.holds("K22")


def _in_the_open(office: Office, files: Files) -> None:
    (bridge,) = (one.case_id for one in office.agenda("KKR").reasons if one.title == "Bro over bæltet")
    office.edits(bridge, background="Broen er ny.", recommendation="Det indstilles, at broen godkendes.", closed=False)
    attaches(office, files, f"{bridge}", "Tegning Å.pdf", b"%PDF-1.7 tegning")
    office.locks("KKR")
    office.decides(bridge, Outcome.APPROVED, "Broen blev godkendt.")
    office.holds("KKR")
    harbour = office.opens("Fælles havn", "kkr", recommendation="Det indstilles, at havnen drøftes.")
    attaches(office, files, f"{harbour}", "side.html", b"<script>alert(1)</script>")
    later = office.opens("Kanariefuglenes vej", "kkr", recommendation="Det indstilles, at Undulaten hastes.")
    office.locks("KKR")
    office.edits(later, closed=True, reason="Den skulle have været lukket.")
    office.meets("KKU", "2027-05-01")


def _expected_and_then_closed(office: Office) -> None:
    title = "Tukanhuset i Ribe"
    named = Item(
        "3.1",
        "Punkter til næste møde",
        ItemKind.NEXT_ITEMS,
        background=(Block(BlockKind.BULLET, title), Block(BlockKind.BULLET, "Fælles vej")),
    )
    coming = NextMeeting(date(2027, 8, 1), (title, "Fælles vej"))
    paper = agenda("KKU", date(2027, 3, 2), case_item("Regional vej"), coming=coming)
    groups = (*paper.groups[:2], Group("3", "Punkter til næste møde", (named,)))
    office.imports(replace(paper, groups=groups))
    (case,) = (one.case_id for one in office.agenda("KKU", date(2027, 8, 1)).reasons if one.title == title)
    office.edits(case, closed=True)


def attaches(office: Office, files: Files, item: str, name: str, content: bytes) -> None:
    """A file is stored and attached."""
    media_type = "application/pdf" if name.endswith(".pdf") else "text/plain"
    stored = StoredFile(name, files.keep(content), len(content), media_type)
    office.write(lambda connection: attach(connection, item, stored, by="bel", now=office.now))


def published(office: Office, folder: Path, files: Files, *, address: str = "", forum: str | None = None) -> Published:
    return office.read(
        lambda connection: publish(
            connection, folder, content=files.content, address=address, forums=(forum,) if forum else ()
        )
    )


def tree(folder: Path) -> dict[str, str]:
    """Every file of a folder with its digest."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@contextmanager
def no_room() -> Iterator[None]:
    """Inside, no file can grow beyond a kilobyte: the system refuses as it does where a disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
