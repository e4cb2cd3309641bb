"""Word files taken apart for the tests: parts, paragraphs, relations; and templates put together from paragraphs."""

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from templates import shelf

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BODY = "word/document.xml"


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(content: bytes) -> Element:
    return ElementTree.fromstring(parts(content)[BODY])


def words(element: Element) -> str:
    """The words of an element, a blank for a tab, as a reader sees them."""
    return "".join(
        {f"{W}t": one.text or "", f"{W}tab": " "}.get(one.tag, "") for one in element.iter() if one.tag != f"{W}tabs"
    )


def style(paragraph: Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.attrib[f"{W}val"]


def lines(content: bytes) -> list[tuple[str, str]]:
    """Each paragraph's style and words."""
    return [(style(paragraph), words(paragraph)) for paragraph in body(content).iter(f"{W}p")]


def addresses(content: bytes) -> dict[str, str]:
    """Where the document leads, by relation."""
    tree = ElementTree.fromstring(parts(content)["word/_rels/document.xml.rels"])
    return {one.attrib["Id"]: one.attrib["Target"] for one in tree if one.get("TargetMode") == "External"}


def own_template(folder: Path, name: str, changed: dict[str, str], added: dict[str, str] | None = None) -> None:
    """The shipped template in the office's folder with other parts: those of `changed` replace shipped ones."""
    shipped = parts((shelf.SHIPPED / name).read_bytes())
    assert changed.keys() <= shipped.keys()
    with zipfile.ZipFile(folder / name, "w") as archive:
        for part, content in shipped.items():
            archive.writestr(part, changed.get(part, content))
        for part, text in (added or {}).items():
            archive.writestr(part, text)


def document(*paragraphs: str) -> str:
    """A document part of these paragraphs, each its XML, or words for a plain one."""
    inner = "".join(one if one.startswith("<") else f"<w:p>{run(one)}</w:p>" for one in paragraphs)
    return f'<w:document xmlns:w="{W[1:-1]}" xmlns:r="{R[1:-1]}"><w:body>{inner}<w:sectPr/></w:body></w:document>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
