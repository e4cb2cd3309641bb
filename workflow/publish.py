"""Publishing: the papers of every meeting as a static site that anybody may see."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import Connection

from db.files import FileMissing
from db.queries.facts import load_forums
from db.queries.published import beginning
from states.facts import MeetingState
from states.forms import Form
from states.paper import Paper
from states.site import file_name, meeting_folder, slug
from templates.press import press
from templates.site import Document, ListedMeeting, News, feed, forum_page, index_page, paper_page
from templates.view import view
from templates.words import say
from workflow.desk import registered
from workflow.paper_files import Content, paper_name
from workflow.public_papers import Confidential, confidential, public_files, public_paper
from workflow.sent_papers import MeetingPapers, SentPaper, meetings_with_papers
from workflow.site_folder import SiteFolder


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a site: its papers, how many files were written and removed, and what a person should know."""

    papers: int
    written: int
    removed: int
    files: int
    notes: tuple[str, ...]


def publish(
    connection: Connection, folder: Path, *, content: Content, address: str = "", forums: Collection[str] = ()
) -> Published:
    """Bring a site's folder up to date with the register; without `forums`, all of them. Only reads the register.

    Every locked or held meeting's agenda and every held one's minutes, as pages and PDF, with the attachments of open
    items; nothing of closed ones. The same register makes the same bytes. `address`: where the site will stand, ending
    in "/"; "" leaves every link relative. Raises UnknownForum, NotOurSite, BrokenSite, CouldNotPublish.
    """
    known = load_forums(connection)
    chosen = {registered(known, name).forum.code for name in forums} or set(known)
    began = beginning(connection)
    site = _Site(SiteFolder.open(folder), content, address, uuid5(NAMESPACE_URL, f"sagsgang:{began.hash}"))
    secret = confidential(connection)
    for one in meetings_with_papers(connection):
        if one.meeting.forum in chosen:
            site.take(one, [_open(connection, sent, one, secret) for sent in one.papers])
    return site.finish(began.at)


def _open(connection: Connection, sent: SentPaper, of: MeetingPapers, secret: Confidential) -> SentPaper:
    return SentPaper(public_paper(connection, sent.paper, of.meeting, of.forum, secret), sent.updated)


@dataclass(slots=True)
class _Site:
    """The site while it is made: meetings are taken one by one, and only the lists of them are kept."""

    folder: SiteFolder
    content: Content
    address: str
    identity: UUID
    meetings: list[ListedMeeting] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, one: MeetingPapers, papers: list[SentPaper]) -> None:
        """Write a meeting's papers with their attachments, and list it."""
        there = meeting_folder(one.meeting.forum, one.meeting.on)
        links: dict[str, str] = {}
        for sent in papers:
            links |= self._attachments(sent.paper, there, links)
        documents = tuple(self._paper(sent, there, links) for sent in papers)
        self.news += [self._news(sent, one.meeting.on, to) for sent, to in zip(papers, documents, strict=True)]
        forum, state = one.forum.forum, MeetingState(one.meeting.state)
        self.meetings.append(ListedMeeting(forum.name, slug(forum.code), one.meeting.on, state, documents))

    def _attachments(self, paper: Paper, there: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
        """Each file's digest, and where it is from the paper's page."""
        for item, one in public_files(paper):
            if one.digest in known:
                continue
            where = f"{slug(say('site', 'attachments_folder'))}/{file_name(one.name, one.digest)}"
            try:
                self.folder.put(f"{there}/{where}", self.content(one.digest, one.name))
            except FileMissing as missing:
                self.notes.append(f"{there} item {item.number}: {missing}")
            else:
                yield one.digest, where

    def _paper(self, sent: SentPaper, there: str, links: dict[str, str]) -> Document:
        kind = sent.paper.kind
        name = f"{there}/{paper_name(kind)}"
        self.folder.put(f"{name}.html", paper_page(sent.paper, links, f"{paper_name(kind)}.pdf"))
        # A PDF is saved and sent on: what it points at must be whole addresses.
        whole = {digest: f"{self.address}{there}/{where}" for digest, where in links.items()} if self.address else {}
        printed = press(sent.paper, Form.PDF, whole)
        self.folder.put(f"{name}.pdf", printed.content)
        self.notes += [f"{name}.pdf: {note}" for note in printed.notes]
        return Document(kind, f"{name}.html", f"{name}.pdf")

    def _news(self, sent: SentPaper, on: date, document: Document) -> News:
        id_ = uuid5(self.identity, document.page.removesuffix(".html")).urn
        return News(id_, view(sent.paper).document, sent.updated, on, document.page, document.pdf)

    def finish(self, began: datetime) -> Published:
        """Write the lists and the feed, remove what is gone, and say what became of it."""
        forums: defaultdict[tuple[str, str], list[ListedMeeting]] = defaultdict(list)
        for meeting in self.meetings:
            forums[meeting.forum, meeting.folder].append(meeting)
        for (forum, folder), own in forums.items():
            self.folder.put(f"{folder}/index.html", forum_page(forum, own))
        self.folder.put("index.html", index_page(self.meetings))
        told = feed(self.news, identity=self.identity.urn, address=self.address, nothing_since=began)
        self.folder.put("feed.xml", told)
        removed = self.folder.finish()
        return Published(len(self.news), self.folder.written, removed, len(self.folder.digests), tuple(self.notes))
