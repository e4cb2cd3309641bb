"""A published site's pages that are not papers: the lists of meetings, and the feed of what is new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from states.facts import MeetingState
from states.paper import Paper, PaperKind
from templates.environment import fill_page
from templates.view import view
from templates.words import phrases, say, weekday_and_day

NEWEST = 50
"""Entries of the feed: a reader asks often enough to miss none."""


@dataclass(frozen=True, slots=True)
class Document:
    """An agenda or minutes on the site: its kind, and where its page and its PDF are from the page that lists it."""

    kind: PaperKind
    page: str
    pdf: str


@dataclass(frozen=True, slots=True)
class Version:
    """An agenda as it was sent once: what it is called, and where its page is."""

    title: str
    page: str


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """A meeting in a list. `folder`: its forum's folder. `versions`: what an archive keeps, a site does not."""

    forum: str
    folder: str
    on: date
    state: MeetingState
    documents: tuple[Document, ...] = ()
    versions: tuple[Version, ...] = ()

    def seen_from(self, above: str) -> "ListedMeeting":
        """The same with addresses that lead there from a page which is `above` the root ("../")."""
        there = tuple(replace(one, page=above + one.page, pdf=above + one.pdf) for one in self.documents)
        return replace(self, documents=there)


@dataclass(frozen=True, slots=True)
class News:
    """Nyhed: an entry of the feed. `id`: an address that never changes; `page`, `pdf`: where it is to be read.

    `on`: the meeting's day, which orders what came at the same moment.
    """

    id: str
    title: str
    updated: datetime
    on: date
    page: str
    pdf: str


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting on a page: its day, a note of it, its documents (kind, page, PDF), and the versions of its agenda."""

    date: str
    iso: str
    note: str
    documents: tuple[tuple[str, str, str], ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The meetings of one forum under a heading."""

    title: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of meetings, by forum."""

    title: str
    forums: tuple[Chapter, ...]


def index_page(meetings: Sequence[ListedMeeting]) -> bytes:
    """The first page: every meeting by year, the latest first, and forum."""
    forums = sorted({(meeting.forum, f"{meeting.folder}/index.html") for meeting in meetings})
    return _page(say("site", "title"), meetings, forums=forums, feed="feed.xml", up="")


def forum_page(forum: str, meetings: Sequence[ListedMeeting]) -> bytes:
    """A forum's own page, in its folder."""
    seen = [meeting.seen_from("../") for meeting in meetings]
    return _page(say("site", "forum_title", forum=forum), seen, forums=(), feed="../feed.xml", up="../index.html")


def paper_page(paper: Paper, links: Mapping[str, str], pdf: str) -> bytes:
    """An agenda or minutes as a page of the site: the page that the press makes, with the way to the lists above it.

    `links`: where attached files are, by their digest; `pdf`: where the same is as PDF.
    """
    shown = view(paper, links)
    labels, site = phrases("labels"), phrases("site")
    return fill_page("site-paper.html.j2", paper=shown, labels=labels, site=site, pdf=pdf).encode()


def feed(news: Iterable[News], *, identity: str, address: str, nothing_since: datetime) -> bytes:
    """An Atom feed (RFC 4287) of the newest papers. `address`: where the site is, "" where nobody has said it.

    `nothing_since`: when the feed is dated where it has no entry.
    """
    newest = sorted(news, key=lambda one: (one.updated, one.on, one.page), reverse=True)[:NEWEST]
    updated = max((one.updated for one in newest), default=nothing_since)
    return fill_page(
        "feed.xml.j2",
        entries=[(one, _instant(one.updated)) for one in newest],
        identity=identity,
        address=address,
        updated=_instant(updated),
        labels=phrases("site"),
    ).encode()


def _instant(at: datetime) -> str:
    """RFC 3339, whole seconds."""
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def _page(
    title: str, meetings: Sequence[ListedMeeting], *, forums: Sequence[tuple[str, str]], feed: str, up: str
) -> bytes:
    coming = [one for one in meetings if one.state is MeetingState.PLANNED]
    past = [one for one in meetings if one.state is not MeetingState.PLANNED]
    return fill_page(
        "site.html.j2",
        title=title,
        coming=_chapters("planned", coming),
        years=years_of(past),
        forums=forums,
        feed=feed,
        up=up,
        labels=phrases("site"),
    ).encode()


def years_of(meetings: Iterable[ListedMeeting]) -> tuple[Year, ...]:
    """Meetings by year, the latest first, and by forum."""
    latest_first = sorted(meetings, key=lambda one: one.on, reverse=True)
    return tuple(
        Year(str(year), _chapters(str(year), list(held)))
        for year, held in groupby(latest_first, key=lambda one: one.on.year)
    )


def _chapters(prefix: str, meetings: Iterable[ListedMeeting]) -> tuple[Chapter, ...]:
    by_forum = sorted(meetings, key=lambda one: one.forum)
    return tuple(
        Chapter(forum, f"{prefix}-{folder}", tuple(map(_row, own)))
        for (forum, folder), own in groupby(by_forum, key=lambda one: (one.forum, one.folder))
    )


def _row(meeting: ListedMeeting) -> Row:
    kinds = phrases("kinds")
    links = tuple((kinds[one.kind], one.page, one.pdf) for one in meeting.documents)
    return Row(weekday_and_day(meeting.on), meeting.on.isoformat(), _note(meeting), links, meeting.versions)


def _note(meeting: ListedMeeting) -> str:
    if meeting.state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        return say("site", meeting.state)
    return "" if meeting.documents else say("site", "none_yet")
