"""Which templates there are, what each is for, and which form it makes."""

from difflib import get_close_matches
from functools import cache

from states.forms import Form
from templates import shelf

ENDINGS = {Form.HTML: ".html.j2", Form.TEXT: ".txt.j2", Form.PDF: ".typ", Form.DOCX: ".docx"}
"""How the template of each form that has one is named."""

_STEMS = {
    "paper": "agendas and minutes",
    "sheet": "lists, letters and extracts",
    "letter": "letters that are sent by mail",
    "pieces": "paragraphs, lists, tables and marks in every document",
    "changes": "what changed in an agenda since it was sent",
    "route": "the drawing of a route",
    "timeline": "the timeline of a plan",
    "council": "the map of the councils",
    "ring": "the drawing of the yearly wheel",
    "page": "the pages behind a link in a letter",
    "site": "the published site",
    "archive": "the pages of a handover",
    "feed": "the published site's news feed",
    "words": "the words that the program writes",
    "front": "what the office says on the front page",
}
_KINDS = {
    ".subject.j2": "subject line",
    ".html.j2": "web page",
    ".txt.j2": "plain text",
    ".typ": "PDF",
    ".docx": "Word",
    ".css": "look of the web page",
    ".svg.j2": "picture",
    ".mmd.j2": "Mermaid text",
    ".xml.j2": "feed",
    ".yaml": "words",
}
_NO_TEMPLATE = "example.yaml"
"""What templates are tried on (example.py)."""
_MADE_BY = {
    "page": "sagsgang run",
    "site": "sagsgang publish DIR",
    "feed": "sagsgang publish DIR",
    "archive": "sagsgang handover DIR",
    "route": "sagsgang route show KEY --svg",
    "timeline": "sagsgang plan CASE --svg",
    "council": "sagsgang council map CASE",
    "ring": "sagsgang wheel draw",
}
"""What writes the documents of a template that makes neither an agenda nor a list."""


@cache
def known() -> tuple[str, ...]:
    """The names of the shipped templates."""
    return tuple(path.name for path in shelf.own_files(shelf.SHIPPED) if path.name != _NO_TEMPLATE)


def purpose(name: str) -> str:
    """What a template is for: "agendas and minutes (PDF)"."""
    stem, _, ending = name.partition(".")
    what = _STEMS.get(stem) or _STEMS.get(stem.split("-")[0]) or "a part of other templates"
    return f"{what} ({_KINDS.get(f'.{ending}', ending)})"


def made_by(name: str) -> str | None:
    """The command that writes what a template makes, where it makes neither an agenda nor a list."""
    return _MADE_BY.get(name.partition(".")[0].split("-")[0])


def is_of_letters(name: str) -> bool:
    """Whether a template is one of letters, or a part of them (letter.html.j2, letter-call.txt.j2)."""
    return name.partition(".")[0].split("-")[0] == "letter"


def form_of_template(name: str) -> Form | None:
    """The form that a template makes; None for words, that go into every form."""
    if name.endswith(".css"):
        return Form.HTML
    return next((form for form, ending in ENDINGS.items() if name.endswith(ending)), None)


def meant(name: str) -> str | None:
    """The known name that a file of another name was likely meant to have."""
    return next(iter(get_close_matches(name, known(), n=1, cutoff=0.7)), None)
