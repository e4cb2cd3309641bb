"""One door for every file: by content, whatever its name."""

from pathlib import Path

import pytest

from ingest.file import LARGEST, CouldNotRead, open_source
from ingest.source import Line, Source, Style

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.mark.parametrize(
    ("fixture", "line"),
    [
        ("agenda.html", Line("Dagsorden", 14, Style.HEADING, level=1)),
        ("agenda-libreoffice.docx", Line("Dagsorden", 1, Style.HEADING, level=1, page_start=True)),
        ("agenda-libreoffice.pdf", Line("Dagsorden", 1, Style.HEADING, level=1, page_start=True)),
        ("agenda.json", Line("{", 1)),
    ],
)
def test_the_content_says_what_a_file_is(fixture: str, line: Line) -> None:
    assert open_source((FIXTURES / fixture).read_bytes(), "misvisende.txt").lines[0] == line


def test_letters_are_made_plain_in_every_format() -> None:
    assert open_source("Møde\u00a0i KKR\u200b".encode(), "a") == Source((Line("Møde i KKR", 1),), wrapped=False)
    assert open_source("<p>Møde&nbsp;i KKR&shy;</p>".encode(), "a").lines[0].text == "Møde i KKR"


def test_the_sentence_names_the_file_and_the_reason() -> None:
    with pytest.raises(CouldNotRead) as error:
        open_source(b"\x89PNG\r\n\x1a\n", "billede.docx")
    assert str(error.value) == "Could not read billede.docx: it is a picture (PNG), not a text."


def test_what_is_too_large_is_refused_at_once() -> None:
    with pytest.raises(CouldNotRead, match=r"it has over 50 MB and may have 50; split it"):
        open_source(b"x" * (LARGEST + 1), "stor.txt")
