"""Bookmarks for a PDF that pdfium has written, and the marks of the day taken out of it. Bytes in, bytes out.

pdfium reads bookmarks and cannot write them. Its own files are plain: the catalogue is object 1, the pages object 2,
the information object 3. What is new is added behind, as ISO 32000-1, 7.5.6 (incremental updates) lays down.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_CATALOGUE, _INFORMATION = 1, 3
_PLAIN = re.compile(rb"2 0 obj\r\n<</Count \d+/Kids\[(?P<kids>[ \d R]*)\]/Type/Pages>>")
_MADE = re.compile(rb"(?<=/CreationDate\(D:)\d{14}")
_END = re.compile(
    rb"/Size (?P<size>\d+)/ID\[<(?P<one>[0-9A-F]{32})><(?P<two>[0-9A-F]{32})>\]>>\r\n"
    rb"startxref\r\n(?P<start>\d+)\r\n%%EOF"
)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Bogmærke: its words, the page it leads to (0 the first), and how deep it stands (0 or 1)."""

    title: str
    page: int
    level: int = 0


@dataclass(slots=True)
class _Entry:
    """A bookmark with its object's number and those of its relatives; 0 for none."""

    bookmark: Bookmark
    number: int
    parent: int
    before: int = 0
    after: int = 0
    first: int = 0
    last: int = 0
    count: int = 0


def with_outline(content: bytes, title: str, on: str, bookmarks: Sequence[Bookmark]) -> bytes:
    """The file with a title, bookmarks, and the day `on` (YYYYMMDD) instead of the moment it was made.

    The same pages give the same bytes. A file that pdfium has written otherwise than it does today comes back as it is.
    """
    found = _PLAIN.search(content, 0, 10_000_000)
    if found is None or not _END.search(content, max(0, len(content) - 400)):
        return content
    steady = _steady(content, on)
    end = _END.search(steady, len(steady) - 400)
    assert end  # it was there before, and its length is the same
    pages = [int(number) for number in re.findall(rb"(\d+) 0 R", found["kids"])]
    objects = dict(_objects(title, on, bookmarks, pages, int(end["size"])))
    return steady + _added(steady, objects, end)


def _steady(content: bytes, on: str) -> bytes:
    """The same file made at noon of that day, its identifier told by its content."""
    dated = _MADE.sub(f"{on}120000".encode(), content, count=1)
    end = _END.search(dated, len(dated) - 400)
    assert end  # see with_outline
    known = hashlib.sha256(dated[: end.start()]).hexdigest()[:32].upper().encode()
    return (
        dated[: end.start("one")] + known + dated[end.end("one") : end.start("two")] + known + dated[end.end("two") :]
    )


def _objects(
    title: str, on: str, bookmarks: Sequence[Bookmark], pages: Sequence[int], free: int
) -> Iterator[tuple[int, bytes]]:
    """The catalogue and the information anew, and the outline with its entries, by number; `free`: the first unused."""
    entries = _related(bookmarks, free)
    top = [one for one in entries if one.parent == free]
    opens = b"/PageMode/UseOutlines/Outlines %d 0 R" % free if top else b""
    preferences = b"/ViewerPreferences<</DisplayDocTitle true>>/Lang(da)"
    yield _CATALOGUE, b"<</Type/Catalog/Pages 2 0 R" + opens + preferences + b">>"
    made = f"/CreationDate(D:{on}120000Z)".encode()
    yield _INFORMATION, b"<</Title" + _text(title) + made + b"/Producer(PDFium)>>"
    if top:
        ends = b"/First %d 0 R/Last %d 0 R/Count %d" % (top[0].number, top[-1].number, len(entries))
        yield free, b"<</Type/Outlines" + ends + b">>"
    for one in entries:
        yield one.number, _entry(one, pages)


def _related(bookmarks: Sequence[Bookmark], root: int) -> list[_Entry]:
    """Each bookmark with its neighbours; one of level 1 belongs to the last of level 0 before it."""
    entries: list[_Entry] = []
    last: dict[int, _Entry] = {}
    for number, bookmark in enumerate(bookmarks, root + 1):
        above = last.get(0) if bookmark.level else None
        entry = _Entry(bookmark, number, above.number if above else root)
        before = last.get(bookmark.level)
        if before and before.parent == entry.parent:
            before.after, entry.before = number, before.number
        if above:
            above.first, above.last, above.count = above.first or number, number, above.count + 1
        last[bookmark.level] = entry
        entries.append(entry)
    return entries


def _entry(one: _Entry, pages: Sequence[int]) -> bytes:
    references = (("Prev", one.before), ("Next", one.after), ("First", one.first), ("Last", one.last))
    relatives = b"".join(b"/%s %d 0 R" % (name.encode(), number) for name, number in references if number)
    counted = b"/Count %d" % one.count if one.count else b""
    to = b"/Dest[%d 0 R/Fit]" % pages[one.bookmark.page]
    return b"<</Title" + _text(one.bookmark.title) + b"/Parent %d 0 R" % one.parent + relatives + counted + to + b">>"


def _text(words: str) -> bytes:
    """A text string as UTF-16 in hexadecimal, where nothing needs escaping."""
    return b"<FEFF" + words.encode("utf-16-be", "replace").hex().upper().encode() + b">"


def _added(before: bytes, objects: dict[int, bytes], end: re.Match[bytes]) -> bytes:
    """The new objects, their places, and the trailer that leads on to the old one."""
    out, places = b"", {}
    for number, body in objects.items():
        places[number] = len(before) + len(out)
        out += b"%d 0 obj\r\n" % number + body + b"\r\nendobj\r\n"
    start = len(before) + len(out)
    table = b"".join(_run(run, places) for run in _runs(sorted(places)))
    size = max(int(end["size"]), max(places) + 1)
    known = b"/ID[<" + end["one"] + b"><" + end["two"] + b">]"
    trailer = b"trailer\r\n<</Size %d/Root 1 0 R/Info 3 0 R/Prev %s" % (size, end["start"]) + known + b">>\r\n"
    return out + b"xref\r\n" + table + trailer + b"startxref\r\n%d\r\n%%%%EOF\r\n" % start


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Numbers that follow one another, together."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    yield run


def _run(run: Sequence[int], places: dict[int, int]) -> bytes:
    return b"%d %d\r\n" % (run[0], len(run)) + b"".join(b"%010d 00000 n\r\n" % places[number] for number in run)
