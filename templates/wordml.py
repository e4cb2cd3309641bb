"""The smallest pieces of WordprocessingML: runs, tabs, fields, bookmarks, addresses."""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

_NOT_IN_ADDRESS = re.compile(r'[\x00-\x20"<>\\^`{|}]')
_NOT_IN_BOOKMARK = re.compile(r"\W", re.ASCII)
_LONGEST_BOOKMARK = 40


@dataclass(frozen=True, slots=True)
class WordXml:
    """WordprocessingML that goes into a document as it is."""

    source: str

    def __html__(self) -> str:
        """What Jinja asks of a value before it escapes it."""
        return self.source


NOTHING = WordXml("")


def run(text: str, properties: str = "") -> str:
    """Words of one look."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"
BLANK = run(" ")
FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field_begin(instruction: str) -> str:
    """The beginning of a field; what it shows follows, and FIELD_END."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def bookmark(anchor: str) -> str:
    """The anchor as Word takes a bookmark: letters, digits and underscores, at most 40 signs, no figure first.

    One that begins with an underscore is hidden from the person's own bookmarks.
    """
    return ("_" + _NOT_IN_BOOKMARK.sub("_", anchor))[:_LONGEST_BOOKMARK]


def address(url: str) -> str:
    """The URL without the signs that no address may have (RFC 3987) and a relation would not take."""
    return _NOT_IN_ADDRESS.sub(lambda sign: f"%{ord(sign[0]):02X}", url)
