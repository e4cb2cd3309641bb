"""The one door to Typst: a view becomes a PDF that claims PDF/UA-1 and PDF/A-2a, whatever its words hold."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import typst

from templates import shelf
from templates.broken import TemplateBroken
from templates.glyphs import FONTS
from templates.legible import Reading
from templates.printed import Printed
from templates.sheet_view import SheetView
from templates.view import PaperView

if TYPE_CHECKING:
    from typst import PDFStandard  # it stands in the stub only


@dataclass(frozen=True, slots=True)
class _Way:
    """How a file is written: within which standards, and whether with tags."""

    standards: "list[PDFStandard]"
    tagged: bool = True


_WAYS = (_Way(["ua-1", "a-2a"]), _Way([]), _Way([], tagged=False))
"""The first that succeeds: an agenda is never lost to a standard, nor to a fault of Typst's own in its tags."""
MAIN = "main.typ"
"""What Typst calls the file that it begins with, when files are handed to it."""
NOTHING = "/nonexistent"
"""Where packages are looked for: none can be there, and one that could be fetched is refused before."""
_STREAM_END = (b"\r\nendstream", b"\r\rendstream")
"""Packed bytes that happen to end in CR, before the LF that Typst writes, look as if CR LF ended the stream, and its
length wrong (ISO 19005-2, § 6.1.7.1). A CR instead of the LF ends it as well and leaves no doubt."""
_PICTURE_PAGE = b"""#let told = json("view.json")
#set document(title: told.words)
#set page("a4", margin: 15mm)
#context {
  let natural = measure(image(told.name))
  set page(flipped: natural.width > natural.height)
  layout(room => {
    let fits = natural.width <= room.width and natural.height <= room.height
    let size = if fits { (:) } else { (width: 100%, height: 100%, fit: "contain") }
    align(center + horizon, image(told.name, alt: told.words, ..size))
  })
}
"""
"""A picture in the middle of a page that lies as it does; a large one is made to fit, a small one stays small."""
_PACKAGE = re.compile(r'"(@[\w-]+/[^":]*)')
_STANDARD = re.compile(r"^PDF/\S+ (?:PDF/\S+ )*error: ")
_PLACE = re.compile(r"┌─ (?:.*/)?(.+?):(\d+):")


def pdf(name: str, shown: PaperView | SheetView, labels: Mapping[str, str]) -> Printed:
    """The view as a PDF, by the Typst template `name` ("paper.typ").

    The template reads the view from view.json, so no word of it can become markup. The same view makes the same bytes.
    `notes` say what could not be shown as it was written, and whether the standards had to be given up. Raises
    TemplateBroken.
    """
    reading = Reading()
    view = json.dumps({"paper": reading.legible(shown), "labels": reading.legible(labels)}, ensure_ascii=False)
    files = {**_sources(), "view.json": view.encode()}
    files[MAIN] = files[name]
    failures: list[TemplateBroken] = []
    for way in _WAYS:
        try:
            content = _compiled(name, files, shown.date, way)
        except typst.TypstError as error:
            failures.append(_broken(name, error))
        else:
            return Printed(content, (*reading.notes, *map(_given_up, failures[:1])))
    raise failures[-1]


def picture_page(name: str, words: str, date: str) -> Printed:
    """A picture (a file in the child's room) on a page of its own, dated by the day. Raises TemplateBroken."""
    files = {MAIN: _PICTURE_PAGE, "view.json": json.dumps({"name": name, "words": words}).encode()}
    try:
        return Printed(_compiled(MAIN, files, date, _Way([], tagged=False)))
    except typst.TypstError as error:
        raise _broken(name, error) from error


def _given_up(told: TemplateBroken) -> str:
    place = f" ({told.name}, line {told.line})" if told.line else ""
    return f"The file claims neither PDF/UA nor PDF/A: {told.reason}{place}."


def _compiled(name: str, files: Mapping[str, bytes], date: str, way: _Way) -> bytes:
    sources: Any = dict(files)  # by their names, in memory: what Typst takes and its stub leaves out
    content, warnings = typst.compile_with_warnings(
        sources,
        root=str(shelf.folders()[0]),  # pictures of the office's own; no other file can be read
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=way.standards,
        pdf_tags=way.tagged,
        package_path=NOTHING,
        package_cache_path=NOTHING,
        timestamp=_timestamp(date),
    )
    for warning in warnings:
        if "unknown font" in warning.message:
            raise _broken(name, warning)
    return bytes(content).replace(*_STREAM_END)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _timestamp(date: str) -> int:
    """Noon of the document's day in seconds since 1970; without a day, 0. The clock is not asked."""
    return max(0, int(datetime.fromisoformat(f"{date}T12:00").replace(tzinfo=UTC).timestamp())) if date else 0


def _sources() -> dict[str, bytes]:
    """Every Typst file by its name, the office's own before the shipped ones. Raises TemplateBroken."""
    names = {path.name for folder in shelf.folders() for path in folder.glob("*.typ")}
    return {name: _source(name) for name in sorted(names)}


def _source(name: str) -> bytes:
    content = shelf.find(name).read_bytes()
    try:
        lines = content.decode().splitlines()
    except UnicodeError as error:
        raise TemplateBroken(name, "it is not written in UTF-8") from error
    for number, line in enumerate(lines, start=1):
        if package := _PACKAGE.search(line):
            fetched = f"it asks for {package[1]}, and nothing is fetched from the network"
            raise TemplateBroken(name, fetched, line=number)
    return content


def _broken(name: str, found: typst.TypstError | typst.TypstWarning) -> TemplateBroken:
    """What Typst found, at the template and the line that it points at."""
    reason = _STANDARD.sub("", " ".join(found.message.split()))
    place = _PLACE.search(found.diagnostic)
    if place is None:
        return TemplateBroken(name, reason)
    return TemplateBroken(name if place[1] == MAIN else place[1], reason, line=int(place[2]))
