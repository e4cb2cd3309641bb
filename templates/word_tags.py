"""The one door to docxtpl: the Jinja tags in a Word file, which Word cuts into runs and wraps in paragraphs.

Only its patching of tags and tables is used. Its own round over a file fills in notes once for each section, so that
braces in a value would be run the second time; it makes `{{` of `{_{` in a value, escapes properties that are no XML,
and mends broken XML by leaving words out.
"""

import re
from functools import cache
from html import unescape
from typing import Any

from docxtpl import DocxTemplate

_IN_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
"""What a tag says is Jinja's language, not XML: programs write its quotes and signs in several ways."""
_TO_MEND = re.compile(r"\{%\s*(?:tc|colspan|hm)\b|<wp:docPr")
"""What changes the number of columns, and pictures, whose numbers must not be the same twice."""


@cache
def _docxtpl() -> Any:
    return DocxTemplate(None)


def as_jinja(xml: str) -> str:
    """A part of a Word file as a Jinja template.

    `{%p … %}`, `{%tr … %}`, `{%tc … %}` and `{%r … %}` stand for the whole paragraph, row, cell or run around them.
    """
    return _IN_BRACES.sub(lambda tag: unescape(tag[0]), _docxtpl().patch_xml(xml))


def needs_mending(xml: str) -> bool:
    """Whether what the template makes has to be mended: `mended` takes its time over a long document."""
    return bool(_TO_MEND.search(xml))


def mended(xml: str) -> str:
    """A filled part, with the grid of each table as its rows have it, and each picture with a number of its own."""
    template = _docxtpl()
    template.docx_ids_index = 1000
    tree = template.fix_tables(xml.encode())
    template.fix_docpr_ids(tree)
    made: str = template.xml_to_string(tree)
    return made
