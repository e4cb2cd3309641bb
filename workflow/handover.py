"""Handing over: the whole archive in open formats, to be read without this program and taken in again by it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from db.archive import lines, shapes
from db.chain import GENESIS
from db.columns import instant_text
from db.engine import SCHEMA
from db.queries.dispatches import Sent, dispatches
from db.queries.facts import load_forums
from db.queries.published import stored_files
from db.verify import head, verify
from states.archive import MANIFEST, Manifest, write_manifest
from states.facts import MeetingState
from states.forms import Form
from states.paper import Paper, PaperKind
from states.site import file_name, meeting_folder, slug
from templates.archived_case import Surroundings
from templates.handed_over import ArchivedTable, archive_index, archive_readme, version_name, version_title
from templates.press import press
from templates.site import Document, ListedMeeting, Version
from workflow.archive_folder import NewArchive, new_archive
from workflow.archived_cases import archive_cases
from workflow.paper_files import Content, paper_name
from workflow.sent_papers import MeetingPapers, meetings_with_papers

_LINES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What was handed over, the journal's head, and in how many places its rows do not agree with it."""

    rows: int
    cases: int
    papers: int
    files: int
    seq: int
    hash: str
    findings: int
    notes: tuple[str, ...]


def hand_over(connection: Connection, folder: Path, *, content: Content, program: str, now: datetime) -> HandedOver:
    """Write the whole archive into a new folder. Only reads the register. `program`: this version of the program.

    Every table as JSON lines, every attached file, every meeting's papers as pages and PDF with every version of its
    agenda that was sent, a page of every case, and what explains it to people. It holds closed items too. The folder
    has its name only when all of it is there. Raises FolderTaken, HalfLeft, CouldNotHandOver, FileMissing.
    """
    with new_archive(folder) as new:
        archive = _Archive(new, content)
        rows = {table.name: archive.table(connection, table.name) for table in shapes()}
        stored = dict(archive.stored(connection))
        for one in meetings_with_papers(connection):
            archive.meeting(one, dispatches(connection, one.meeting.id), stored)
        forums = {code: entry.forum for code, entry in load_forums(connection).items()}
        cases = archive_cases(connection, new, Surroundings(forums, archive.documents, stored))
        end = head(connection) or (0, GENESIS)
        manifest = Manifest(SCHEMA, program, instant_text(now), *end, shapes(), rows, new.files, stored)
        archive.explain(manifest, cases)
        new.write(MANIFEST, [write_manifest(manifest).encode()])
        findings = len(verify(connection))
    return HandedOver(sum(rows.values()), cases, archive.papers, len(stored), *end, findings, tuple(archive.notes))


@dataclass(slots=True)
class _Archive:
    """The archive while it is written; of its papers only the list is kept."""

    folder: NewArchive
    content: Content
    meetings: list[ListedMeeting] = field(default_factory=list)
    documents: dict[int, tuple[Document, ...]] = field(default_factory=dict)
    attachments: list[tuple[str, str]] = field(default_factory=list)
    papers: int = 0
    notes: list[str] = field(default_factory=list)

    def table(self, connection: Connection, name: str) -> int:
        """Write a table, row by row; how many there are."""
        shape = next(table for table in shapes() if table.name == name)
        count = 0

        def counted() -> Iterator[str]:
            nonlocal count
            for line in lines(connection, shape):
                count += 1
                yield line

        self.folder.write(shape.path, _together(counted()))
        return count

    def stored(self, connection: Connection) -> Iterator[tuple[str, str]]:
        """Write every attached file; its digest, and where it is."""
        for digest, name in stored_files(connection):
            path = f"files/{digest[:2]}/{digest}/{file_name(name, digest)}"
            self.folder.write(path, [self.content(digest, name)])
            self.attachments.append((name, path))
            yield digest, path

    def meeting(self, one: MeetingPapers, sent: Sequence[Sent], stored: dict[str, str]) -> None:
        """Write a meeting's papers and every version of its agenda, and list it."""
        there = f"papers/{meeting_folder(one.meeting.forum, one.meeting.on)}"
        up = "../" * (there.count("/") + 1)
        where = {digest: up + path for digest, path in stored.items()}
        documents = tuple(self._paper(paper.paper, there, where) for paper in one.papers)
        versions = tuple(self._version(version, there, where) for version in sent)
        forum, state = one.forum.forum, MeetingState(one.meeting.state)
        self.documents[one.meeting.id] = documents
        self.meetings.append(ListedMeeting(forum.name, slug(forum.code), one.meeting.on, state, documents, versions))

    def _paper(self, paper: Paper, there: str, where: dict[str, str]) -> Document:
        name = f"{there}/{paper_name(paper.kind)}"
        self._press(paper, Form.HTML, name, where)
        self._press(paper, Form.PDF, name, {})
        self.papers += 1
        return Document(paper.kind, f"{name}.html", f"{name}.pdf")

    def _version(self, sent: Sent, there: str, where: dict[str, str]) -> Version:
        name = f"{there}/{version_name(paper_name(PaperKind.AGENDA), sent.version)}"
        self._press(sent.paper, Form.HTML, name, where)
        return Version(version_title(sent.version, sent.at, sent.reason), f"{name}.html")

    def _press(self, paper: Paper, form: Form, name: str, where: dict[str, str]) -> None:
        """Write a paper in one form. `where`: the stored files, seen from it."""
        digests = {one.digest for item in paper.items for one in item.attachments}
        printed = press(paper, form, {digest: where[digest] for digest in sorted(digests & where.keys())})
        self.folder.write(name + form.suffix, [printed.content])
        self.notes += [f"{name}{form.suffix}: {note}" for note in printed.notes]

    def explain(self, manifest: Manifest, cases: int) -> None:
        """What people read first."""
        tables = [ArchivedTable(table.name, table.path, manifest.rows[table.name]) for table in manifest.tables]
        page = archive_index(self.meetings, cases, sorted(self.attachments), tables, manifest)
        self.folder.write("index.html", [page])
        self.folder.write("README.txt", [archive_readme(tables, manifest)])


def _together(lines_: Iterable[str]) -> Iterator[bytes]:
    """Lines in larger pieces: a write a line would take longer than the reading."""
    piece: list[str] = []
    for line in lines_:
        piece.append(line)
        if len(piece) == _LINES_AT_ONCE:
            yield "".join(piece).encode()
            piece.clear()
    yield "".join(piece).encode()
