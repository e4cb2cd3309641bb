"""A Word file that is filled in, part by part, and written out.

docxtpl makes Jinja of what Word has cut into runs; its own round over the parts is not used. That round fills in notes
once for each section, so that braces in a value would be run the second time; it makes `{{` of `{_{` in a value,
escapes properties that are no XML, and mends broken XML by leaving words out.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from xml.parsers import expat

from templates.broken import TemplateBroken
from templates.environment import fill_part, fill_property

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML cannot hold, escaped or not (XML 1.0, § 2.2)."""
_BODY = "word/document.xml"
_PARAGRAPH = re.compile(r"<w:p([ >])")
_TAG = re.compile(r"<[^>]*>")
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_NOTES = (".footnotes+xml", ".endnotes+xml")
"""How the content types of the parts end that hold notes."""
_PROPERTIES = ("author", "category", "comments", "identifier", "keywords", "language", "subject", "title")
_LONGEST_PROPERTY = 255
_TWENTIETH = 635
"""English Metric Units in a twentieth of a point."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can tell; the same for all parts, so that the same document makes the same bytes."""
_WORDS = "//w:t[*]"
_HOLDERS = ("body", "tbl", "tr", "tc", "p", "r", "hyperlink", "sdtContent")
_LOOSE = f"//*[{' or '.join(f'self::w:{holder}' for holder in _HOLDERS)}]/text()[normalize-space()]"
"""What Word would not open: tags among words, and words beside the tags that hold them."""


class WordFile:
    """The template `name` on its way to a document. `dropped`: how many signs were left out of it so far."""

    def __init__(self, name: str, template: Any) -> None:
        self.name = name
        self.template = template
        self.docx = template.docx
        self.dropped = 0

    @property
    def styles(self) -> dict[str, str]:
        """The ids of the styles by their names in small letters. The ids are not the same in every language of Word."""
        return {str(style.name_val).lower(): style.styleId for style in self.docx.styles.element.style_lst}

    @property
    def width(self) -> int:
        """Of the text, in twentieths of a point."""
        section = self.docx.sections[-1]
        return int((section.page_width - section.left_margin - section.right_margin) / _TWENTIETH)

    def fill(self, values: Mapping[str, object]) -> None:
        """Fill in the text, the page headers and footers, the notes and the properties. Raises TemplateBroken."""
        tree = self.template.fix_tables(self._filled(_BODY, self.template.get_xml(), values))
        self._check(tree)
        self.template.fix_docpr_ids(tree)
        self.template.map_tree(tree)
        for relation, part in self._margins():
            xml = self._filled(str(part.partname)[1:], self.template.get_part_xml(part), values)
            self.template.map_headers_footers_xml(relation, xml.encode())
        for part in self.docx.part.package.iter_parts():
            if part.content_type.endswith(_NOTES):
                part._blob = self._filled(str(part.partname)[1:], self.template.get_part_xml(part), values).encode()
        self._fill_properties(values)

    def lead(self, links: Mapping[str, str]) -> None:
        """Give the document the relations to these addresses, each with its id."""
        for address, relation in links.items():
            self.docx.part.load_rel(_HYPERLINK, address, relation, True)

    def written(self, on: str) -> bytes:
        """The file, dated on a day (YYYY-MM-DD, or "" where it is not known)."""
        properties = self.docx.core_properties
        properties.created = properties.modified = datetime.fromisoformat(on) if on else datetime(*_EARLIEST)
        content = io.BytesIO()
        self.docx.save(content)
        return _without_clock(content)

    def _margins(self) -> list[tuple[str, Any]]:
        uris = (self.template.HEADER_URI, self.template.FOOTER_URI)
        return [margin for uri in uris for margin in self.template.get_headers_footers(uri)]

    def _filled(self, part: str, xml: str, values: Mapping[str, object]) -> str:
        """A part filled in. Each paragraph stands on a line of its own, so that a fault can be placed."""
        source = _PARAGRAPH.sub(r"\n<w:p\1", self.template.patch_xml(xml))
        try:
            made = fill_part(self.name, part, source, values)
        except TemplateBroken as broken:
            raise _placed(broken, source) from broken
        clean, dropped = _FORBIDDEN.subn("", made)
        self.dropped += dropped
        self._parse(part, clean)
        return clean

    def _parse(self, part: str, xml: str) -> None:
        """Refuse what is no XML: docxtpl would take what it can of it, and leave the rest out."""
        try:
            expat.ParserCreate().Parse(xml.encode(), True)
        except expat.ExpatError as error:
            lines = xml.splitlines()[max(0, error.lineno - 2) : error.lineno]
            near = _words(" ".join(lines))
            raise TemplateBroken(self.name, f"its tags do not fit together near {near!r}", part=part) from error

    def _check(self, tree: Any) -> None:
        """Refuse what a p or r too many, or one too few, in a tag makes: Word would not open it."""
        spaces = {"w": tree.nsmap["w"]}
        for loose in tree.xpath(_LOOSE, namespaces=spaces):
            reason = f"{_words(loose)!r} stands outside the paragraph: write {{{{ … }}}} without p or r"
            raise TemplateBroken(self.name, reason, part=_BODY)
        for words in tree.xpath(_WORDS, namespaces=spaces):
            reason = (
                f"paragraphs stand inside a paragraph, near {_words(''.join(words.itertext()))!r}: write {{{{p … }}}}"
            )
            raise TemplateBroken(self.name, f"{reason} (or {{{{r … }}}} for a heading)", part=_BODY)

    def _fill_properties(self, values: Mapping[str, object]) -> None:
        properties = self.docx.core_properties
        for each in _PROPERTIES:
            value = fill_property(self.name, "docProps/core.xml", getattr(properties, each), values)
            setattr(properties, each, _FORBIDDEN.sub("", value)[:_LONGEST_PROPERTY])


def _placed(broken: TemplateBroken, source: str) -> TemplateBroken:
    """The same with the words of the paragraph, by which it can be found in Word, in place of a line's number."""
    lines = source.splitlines()
    if not broken.line or broken.line > len(lines):
        return broken
    words = _words(lines[broken.line - 1])
    return type(broken)(broken.name, f"{broken.reason}, in {words!r}", part=broken.part)


def _words(xml: str) -> str:
    return " ".join(_TAG.sub("", xml).split())[:100]


def _without_clock(content: io.BytesIO) -> bytes:
    """The same package without the moment at which it was written."""
    made = io.BytesIO()
    with zipfile.ZipFile(content) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, given.read(name))
    return made.getvalue()
