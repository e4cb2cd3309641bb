"""The words and tags of a Word file, to lay two side by side. Runs in the child: anybody may have made the file."""

import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from xml.etree import ElementTree

from templates import shelf
from templates.broken import TemplateBroken
from templates.printed import Printed

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_lines(name: str, own: bool) -> Printed:
    """A JSON list of lines: each part's name, then a line a paragraph. Raises TemplateBroken.

    What has no words (styles, pictures) has a line that changes when it does.
    """
    path = shelf.standing(name) if own else shelf.SHIPPED / name
    try:
        with zipfile.ZipFile(path) as package:
            lines = [line for part in sorted(package.namelist()) for line in _part(part, package.read(part))]
    except (zipfile.BadZipFile, ElementTree.ParseError, OSError, ValueError) as error:
        raise TemplateBroken(name, f"it is no Word file ({error})") from error
    return Printed(json.dumps(lines).encode())


def _part(name: str, content: bytes) -> Iterator[str]:
    yield f"[{name}]"
    words = list(_words(ElementTree.fromstring(content))) if name.endswith((".xml", ".rels")) else []
    yield from words
    if not words:
        yield f"  (no words; digest {sha256(content).hexdigest()[:12]})"


def _words(tree: ElementTree.Element) -> Iterator[str]:
    """A line a paragraph; where there are none, a line for each element with words, and each address."""
    paragraphs = list(tree.iter(f"{_WORD}p"))
    if paragraphs:
        yield from ("".join(text.text or "" for text in one.iter(f"{_WORD}t")) for one in paragraphs)
        return
    for element in tree.iter():
        if (element.text or "").strip():
            yield f"{element.tag.rpartition('}')[2]}: {element.text}"
        if "Target" in element.attrib:
            yield element.attrib["Target"]
