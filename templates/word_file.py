"""A Word file that is filled in, part by part, and written out; what is not filled in stays as it is."""

import io
import re
import zipfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from templates.broken import TemplateBroken
from templates.environment import fill_part
from templates.word_tags import as_jinja, mended, needs_mending

BODY, STYLES, PROPERTIES = "word/document.xml", "word/styles.xml", "docProps/core.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_FILLED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
"""The parts that hold what is read."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML cannot hold, escaped or not (XML 1.0, § 2.2)."""
_PROPERTY = re.compile(
    r"(<((?:dc|cp):(?:title|creator|subject|description|keywords|category|identifier|language))>)([^<]*\{[^<]*)(?=</\2>)"
)
_MOMENT = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_PARAGRAPH = re.compile(r"<w:p([ >])")
_TAG = re.compile(r"<[^>]*>")
_LOOSE = re.compile(r"(?:</[^>]*>|/>|<w:(?:body|p|r|tbl|tr|tc|hyperlink|sdtContent)(?: [^>]*)?>)\s*[^<\s]")
_WITHIN = re.compile(r"<w:t(?: [^>]*[^>/])?>[^<]*<(?!/w:t>)")
"""What Word would not open: words beside the tags that hold them, and tags among words."""
_AROUND = 4
"""Paragraphs that are shown of what does not fit together."""
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can tell; the same for all parts, so that the same document makes the same bytes."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT_WIDTH = 9_000
"""Twentieths of a point, where the template does not say how wide its pages are: about 16 cm."""


class WordFile:
    """The template `name` on its way to a document. `dropped`: how many signs were left out of it so far.

    Raises TemplateBroken, like every method here.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.dropped = 0
        try:
            with zipfile.ZipFile(path) as archive:
                self.parts = {part: archive.read(part) for part in archive.namelist() if not part.endswith("/")}
            self._body = ElementTree.fromstring(self.parts[BODY])
            self._styles = ElementTree.fromstring(self.parts[STYLES])
        except (
            OSError,
            KeyError,
            RuntimeError,
            NotImplementedError,
            zipfile.BadZipFile,
            ElementTree.ParseError,
        ) as error:
            raise TemplateBroken(name, f"it is no Word file that can be used ({error})") from error

    @property
    def styles(self) -> dict[str, str]:
        """The ids of the styles by their names in small letters. The ids are not the same in every language of Word."""
        return {
            found.get(f"{_W}val", "").lower(): style.get(f"{_W}styleId", "")
            for style in self._styles.iter(f"{_W}style")
            if (found := style.find(f"{_W}name")) is not None
        }

    @property
    def width(self) -> int:
        """Of the text, in twentieths of a point."""
        for section in reversed(list(self._body.iter(f"{_W}sectPr"))):
            size, margin = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
            if size is not None and margin is not None:
                return int(size.attrib[f"{_W}w"]) - int(margin.attrib[f"{_W}left"]) - int(margin.attrib[f"{_W}right"])
        return _TEXT_WIDTH

    def fill(self, values: Mapping[str, object], on: str) -> None:
        """Fill in the text, the page headers and footers, the notes and the properties.

        `on`: the day that the file is dated by (YYYY-MM-DD, or "" where it is not known).
        """
        for part, content in self.parts.items():
            if _FILLED.fullmatch(part):
                self.parts[part] = self._filled(part, self._text(part, content), values)
        if PROPERTIES in self.parts:
            self.parts[PROPERTIES] = self._properties(self._text(PROPERTIES, self.parts[PROPERTIES]), values, on)

    def lead(self, links: Mapping[str, str]) -> None:
        """Give the document relations to these addresses, each with its id."""
        written = "".join(
            f'<Relationship Id="{relation}" Type="{_HYPERLINK}" Target={quoteattr(address)} TargetMode="External"/>'
            for address, relation in links.items()
        )
        before, end, after = self._text(_RELATIONS, self.parts[_RELATIONS]).rpartition("</Relationships>")
        self.parts[_RELATIONS] = f"{before}{written}{end}{after}".encode()

    def written(self) -> bytes:
        """The file, without the moment at which it was written."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in self.parts.items():
                entry = zipfile.ZipInfo(part, _EARLIEST)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, content)
        return made.getvalue()

    def _text(self, part: str, content: bytes) -> str:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise TemplateBroken(self.name, "it is not in UTF-8", part=part) from error

    def _filled(self, part: str, xml: str, values: Mapping[str, object]) -> bytes:
        """A part filled in. Each paragraph stands on a line of its own, so that a fault can be placed."""
        made = self._made(part, _PARAGRAPH.sub(r"\n<w:p\1", as_jinja(xml)), values)
        self._check(part, made)
        return (mended(made) if needs_mending(xml) else made).encode()

    def _made(self, part: str, source: str, values: Mapping[str, object]) -> str:
        try:
            made, dropped = _FORBIDDEN.subn("", fill_part(self.name, part, source, values))
        except TemplateBroken as broken:
            raise _placed(broken, source) from broken
        self.dropped += dropped
        return made

    def _check(self, part: str, made: str) -> None:
        """Refuse what Word could not open, or only without some of the words."""
        if found := _LOOSE.search(made):
            words = _words(made[found.end() - 1 :][:200])
            raise TemplateBroken(self.name, f"{words!r} needs {{{{ … }}}} without p or r", part=part)
        if found := _WITHIN.search(made):
            words = _words(made[found.start() :][:2000])
            raise TemplateBroken(self.name, f"{words!r} needs {{{{p … }}}}, or {{{{r … }}}} for a heading", part=part)
        try:
            expat.ParserCreate().Parse(made.encode(), True)
        except expat.ExpatError as error:
            near = _words(" ".join(made.splitlines()[max(0, error.lineno - _AROUND) : error.lineno]))
            where = f", near {near!r}" if near else ""
            raise TemplateBroken(self.name, f"its tags do not fit together{where}", part=part) from error

    def _properties(self, xml: str, values: Mapping[str, object], on: str) -> bytes:
        """Title, author and the like, and when it was written: noon of its day."""
        moment = f"{on or '-'.join(f'{part:02}' for part in _EARLIEST[:3])}T12:00:00Z"
        dated = _MOMENT.sub(rf"\g<1>{moment}", xml)
        return _PROPERTY.sub(lambda text: text[1] + self._made(PROPERTIES, unescape(text[3]), values), dated).encode()


def _placed(broken: TemplateBroken, source: str) -> TemplateBroken:
    """The same with the words of the paragraph, by which it can be found in Word, in place of a line's number."""
    lines = source.splitlines()
    if not broken.line or broken.line > len(lines):
        return broken
    return type(broken)(broken.name, f"{broken.reason}, in {_words(lines[broken.line - 1])!r}", part=broken.part)


def _words(xml: str) -> str:
    return " ".join(_TAG.sub(" ", xml).split())[:100]
