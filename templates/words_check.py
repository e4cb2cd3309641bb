"""What is wrong with the office's own words, found beside the shipped ones before a document needs them."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from templates import shelf
from templates.front import FILE as FRONT
from templates.front import front_texts, key_fault
from templates.words import FILE, WordsBroken, entries, listing, phrases, places, read_yaml

Fault = tuple[int | None, str]
"""The line (None where it is not known) and what is wrong."""


def words_faults(name: str, forums: Collection[str] = ()) -> Iterator[Fault]:
    """Every fault in the office's words.yaml or front.yaml. `forums`: the codes of all that there are, if known."""
    try:
        yield from _words() if name == FILE else _front(forums)
    except WordsBroken as broken:
        yield None, broken.reason


def _front(forums: Collection[str]) -> Iterator[Fault]:
    found = False
    for line, key, heading, _ in entries(shelf.standing(FRONT)):
        fault = "" if heading else key_fault(key, forums, all_known=bool(forums))
        if fault:
            found = True
            yield line, fault
    for key in () if found else read_yaml(shelf.standing(FRONT)):
        list(front_texts(str(key)))


def _words() -> Iterator[Fault]:
    own, shipped = read_yaml(shelf.standing(FILE)), read_yaml(shelf.SHIPPED / FILE)
    for line, chapter, name, words in entries(shelf.standing(FILE)):
        if chapter not in shipped:
            if not name:
                yield line, f"there is no chapter {chapter!r}{_meant(chapter, shipped)}"
        elif not (isinstance(shipped[chapter], dict) and isinstance(own[chapter], dict)):
            yield from _shape(line, chapter)
        elif name and name not in shipped[chapter] and _fixed(shipped[chapter]):
            yield line, f"{chapter} has no entry {name!r}{_meant(name, shipped[chapter])}"
        elif name and words is None:
            yield line, f"{chapter}.{name} must be words; put them between quotes"
        else:
            yield from _strange_places(line, chapter, name, words or "")


def _strange_places(line: int, chapter: str, name: str, words: str) -> Iterator[Fault]:
    known = places(str(read_yaml(shelf.SHIPPED / FILE)[chapter].get(name, "")))
    may = ", ".join(sorted(known)) or "none"
    for strange in sorted(places(words) - known):
        yield line, f"{chapter}.{name} asks for {strange!r}; it may ask for {may}"


def _shape(line: int, chapter: str) -> Iterator[Fault]:
    """What reading the chapter complains of."""
    shipped = read_yaml(shelf.SHIPPED / FILE)[chapter]
    try:
        phrases(chapter) if isinstance(shipped, dict) else listing(chapter)
    except WordsBroken as broken:
        yield line, broken.reason


def _fixed(chapter: dict[str, str]) -> bool:
    """Whether the entries are the program's own; a chapter of Danish words to Danish words may be added to."""
    return all(name.isascii() for name in chapter)


def _meant(name: str, known: dict[str, object]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
