"""The one door to docxtpl: a document as a Word file, over a template that the office edits in Word."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from docxtpl import DocxTemplate

from templates import shelf
from templates.environment import fill_part, fill_property, word_environment
from templates.printed import Printed
from templates.sheet_view import SheetView
from templates.view import PaperView
from templates.word_view import WordPaper, WordSheet, word_paper, word_sheet
from templates.word_writer import Writer

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML cannot hold, escaped or not (XML 1.0, § 2.2)."""
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_NOON = time(12)
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can tell; the same for all parts, so that the same document makes the same bytes."""
_PROPERTIES = ("author", "category", "comments", "identifier", "keywords", "language", "subject", "title")


def docx(name: str, shown: PaperView | SheetView, labels: Mapping[str, str]) -> Printed:
    """The view in the Word template `name`.docx. Raises TemplateBroken.

    What XML cannot hold is left out, and the notes say so.
    """
    template = _Template(f"{name}.docx")
    template.fill(shown, labels)
    notes = (f"{template.dropped} signs that a Word file cannot hold were left out",) if template.dropped else ()
    return Printed(template.written(shown.date), notes)


class _Template(DocxTemplate):
    """docxtpl's template, with its ways of filling in narrowed to the sandbox.

    docxtpl fills in footnotes once for each section, so that a value's braces would be run in the second round; it turns
    `{_{` in a value into `{{`; and it fills in properties as if they were XML. So each of these is done here.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.dropped = 0
        super().__init__(shelf.find(name))
        self.init_docx()

    def fill(self, shown: PaperView | SheetView, labels: Mapping[str, str]) -> None:
        writer = Writer(self._styles(), self._width(), 4 if isinstance(shown, PaperView) else 2, labels["table"])
        paper: WordPaper | WordSheet = (
            word_paper(shown, writer, labels) if isinstance(shown, PaperView) else word_sheet(shown, writer)
        )
        self.render({"paper": paper, "labels": labels}, word_environment(), autoescape=True)
        for address, relation in writer.links.items():
            self.docx.part.load_rel(_HYPERLINK, address, relation, True)

    def render_xml_part(self, src_xml: str, part: Any, context: Mapping[str, object], jinja_env: Any = None) -> str:
        """One part filled in; each paragraph stands on a line of its own, so that a fault can name it."""
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        xml, dropped = _FORBIDDEN.subn("", fill_part(self.name, str(part.partname), source, context))
        self.dropped += dropped
        return xml

    def render_properties(self, context: Mapping[str, object], jinja_env: Any = None) -> None:
        """Title, author and the like: plain text, escaped where it is written."""
        properties = self.docx.core_properties
        for each in _PROPERTIES:
            value = fill_property(self.name, "core.xml", getattr(properties, each), context)
            setattr(properties, each, _FORBIDDEN.sub("", value)[:255])

    def _styles(self) -> dict[str, str]:
        return {str(style.element.name_val).lower(): style.style_id for style in self.docx.styles}

    def _width(self) -> int:
        section = self.docx.sections[-1]
        return int((section.page_width - section.left_margin - section.right_margin) / 635)

    def written(self, on: str) -> bytes:
        moment = datetime.combine(date.fromisoformat(on) if on else date(*_EARLIEST[:3]), _NOON, UTC)
        properties = self.docx.core_properties
        properties.created = properties.modified = moment.replace(tzinfo=None)
        content = io.BytesIO()
        self.docx.save(content)
        return _stamped(content)


def _stamped(content: io.BytesIO) -> bytes:
    """The same package without the moment of its writing."""
    stamped = io.BytesIO()
    with zipfile.ZipFile(content) as given, zipfile.ZipFile(stamped, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, given.read(name))
    return stamped.getvalue()
