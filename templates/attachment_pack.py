"""The attachment pack: one PDF with a list, and a cover page before each attachment; or a zip of the files."""

import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import accumulate

from states.forms import Form
from states.packed import PackedFile
from states.sheet import Sheet, SheetFact, SheetKind, SheetSection
from templates.list_words import paragraphs, table, titled
from templates.packing import LookedInto, is_pdf, join, look_into, picture_kind, picture_page
from templates.pdf_outline import Bookmark
from templates.press import press
from templates.printed import Printed
from templates.words import say, weekday_and_day

NO_STANDARD = "the pack holds pages of others and claims no standard of accessibility or archiving"
Contents = Mapping[str, bytes]
"""The content of each file, by its digest."""

LONGEST_NAME = 120
"""Letters of a file's name in a zip; with folders before it, Windows takes about 250."""
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_APART = "apart"
_WHY = {_APART: "is neither PDF nor picture", "encrypted": "is encrypted", "too_large": "is too large a picture"}


@dataclass(frozen=True, slots=True)
class _Bound:
    """A file with what was found of it; `fault` is "" for one whose pages go in, which `content` holds as a PDF."""

    file: PackedFile
    content: bytes
    pages: int
    fault: str


def attachments_sheet(files: Sequence[PackedFile], forum: str, on: date) -> Sheet:
    """The list of the attachments, by itself."""
    rows = [(_numbered(one), _of_item(one), one.name) for one in files]
    head = [say("pack", "file"), say("pack", "item"), say("pack", "name")]
    return _list(forum, on, SheetSection("", (table(head, rows),)))


def pack_pdf(files: Sequence[PackedFile], contents: Contents, forum: str, on: date) -> Printed:
    """One PDF: the list with the page each attachment begins on, then each cover with the attachment's pages behind it.

    A picture has a page of its own. What is neither, or cannot be opened, has a cover that says so; notes name it.
    Raises CannotPack.
    """
    bound = _bound(files, contents, on)
    covers = [press(_cover(one, forum, on), Form.PDF).content for one in bound]
    draft = press(_contents(bound, [1] * len(bound), forum, on), Form.PDF).content
    lengths = [one.pages for one in look_into([draft, *covers])]
    begins = _begins(bound, lengths[0], lengths[1:])
    front = press(_contents(bound, begins, forum, on), Form.PDF).content
    parts = [front]
    for one, cover in zip(bound, covers, strict=True):
        parts += [cover] if one.fault else [cover, one.content]
    content = join(parts, say("pack", "title", forum=forum), on, list(_bookmarks(bound, begins)))
    return Printed(content, (*(_note(one) for one in bound if one.fault), NO_STANDARD))


def pack_zip(files: Sequence[PackedFile], contents: Contents, forum: str, on: date) -> Printed:
    """Every file under a safe name that begins with its numbers, and the list; the same files make the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        listed = press(attachments_sheet(files, forum, on), Form.HTML).content
        _put(archive, f"{say('pack', 'list_name')}{Form.HTML.suffix}", listed)
        for one in files:
            _put(archive, safe_name(one), contents[one.attachment.digest])
    return Printed(out.getvalue())


def safe_name(file: PackedFile) -> str:
    """A name that every system takes and that leads nowhere else: "2.3 Bilag 1 Budget.pdf"."""
    visible = "".join(sign for sign in file.name if not unicodedata.category(sign).startswith("C"))
    plain = unicodedata.normalize("NFC", _UNSAFE.sub("-", visible))
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 10:
        stem, suffix = plain, ""
    room = LONGEST_NAME - len(suffix)
    named = f"{file.item} {say('pack', 'file')} {file.number} {stem}"[:room].strip(" .")
    return f"{named}.{suffix.strip(' .')}" if suffix.strip(" .") else named


def why_apart(content: bytes) -> str:
    """Why a PDF or a picture cannot be shown in a pack, "" where it can: looked into as the pack will."""
    if is_pdf(content):
        fault = look_into([content])[0].fault
    elif picture_kind(content):
        fault = picture_page(content, "", date.min)[1].fault
    else:
        return ""
    return _why(fault) if fault else ""


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Stored as it is: attachments are mostly compressed already, and every machine writes the same."""
    entry = zipfile.ZipInfo(name)  # dated 1980-01-01
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def _bound(files: Sequence[PackedFile], contents: Contents, on: date) -> list[_Bound]:
    found = {one.attachment.digest: one for one in files}
    pdfs = [digest for digest in found if is_pdf(contents[digest])]
    looked = dict(zip(pdfs, look_into([contents[digest] for digest in pdfs]), strict=True))
    pages = {digest: (contents[digest], one) for digest, one in looked.items()}
    for digest, one in found.items():
        if digest not in pages and picture_kind(contents[digest]):
            pages[digest] = picture_page(contents[digest], one.name, on)
    apart = (b"", LookedInto(fault=_APART))
    told = [(file, *pages.get(file.attachment.digest, apart)) for file in files]
    return [_Bound(file, content, one.pages, one.fault) for file, content, one in told]


def _begins(bound: Sequence[_Bound], front: int, covers: Sequence[int]) -> list[int]:
    """The page on which each attachment's cover stands, 1 the first of the pack."""
    lengths = [cover + one.pages for one, cover in zip(bound, covers, strict=True)]
    return list(accumulate(lengths[:-1], initial=front + 1))


def _bookmarks(bound: Sequence[_Bound], begins: Sequence[int]) -> Iterator[Bookmark]:
    yield Bookmark(say("pack", "contents"), 0)
    item = None
    for one, page in zip(bound, begins, strict=True):
        if one.file.item != item:
            item = one.file.item
            yield Bookmark(_of_item(one.file), page - 1)
        yield Bookmark(say("attachments", "named", number=one.file.number, name=one.file.name), page - 1, 1)


def _contents(bound: Sequence[_Bound], begins: Sequence[int], forum: str, on: date) -> Sheet:
    head = [say("pack", key) for key in ("file", "item", "name", "pages", "page")]
    rows = [
        (_numbered(one.file), _of_item(one.file), one.file.name, _length(one), str(page))
        for one, page in zip(bound, begins, strict=True)
    ]
    return _list(forum, on, SheetSection("", (table(head, rows),)))


def _list(forum: str, on: date, section: SheetSection) -> Sheet:
    return Sheet(
        kind=SheetKind.ATTACHMENTS,
        title=say("pack", "list_name"),
        on=on,
        over=forum,
        facts=(SheetFact(say("pack", "date"), weekday_and_day(on)),),
        sections=(section,),
    )


def _cover(one: _Bound, forum: str, on: date) -> Sheet:
    why = say("pack", "apart_why" if one.fault == _APART else one.fault) if one.fault else ""
    return Sheet(
        kind=SheetKind.ATTACHMENT_COVER,
        title=_numbered(one.file),
        on=on,
        over=forum,
        facts=(
            SheetFact(say("pack", "date"), weekday_and_day(on)),
            SheetFact(say("pack", "item"), _of_item(one.file)),
            SheetFact(say("pack", "name"), one.file.name),
            SheetFact(say("pack", "pages"), _length(one)),
        ),
        sections=(SheetSection("", paragraphs(why)),) if why else (),
    )


def _length(one: _Bound) -> str:
    if one.fault:
        return say("pack", "apart")
    return say("pack", "one_page") if one.pages == 1 else say("pack", "count_pages", count=one.pages)


def _numbered(file: PackedFile) -> str:
    return say("pack", "cover", number=file.number, item=file.item)


def _of_item(file: PackedFile) -> str:
    return say("pack", "of_item", number=file.item, title=titled(file.title, closed=file.closed))


def _note(one: _Bound) -> str:
    what = f"{one.file.name} (attachment {one.file.number} of item {one.file.item})"
    return f"{what} {_why(one.fault)}: its cover says that it comes apart"


def _why(fault: str) -> str:
    return _WHY.get(fault, "cannot be opened")
