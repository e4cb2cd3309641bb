"""Plain text: lines as they stand, pages, and whether lines are print lines or paragraphs."""

from pathlib import Path

import pytest

from ingest.formats.text import parse
from ingest.formats.unreadable import Unreadable
from ingest.source import Line, Source

REAL = Path(__file__).parents[4] / "shared" / "real"

PRINTED = """\
Kommunerne ved kysten har i flere år ønsket sig en fælles ordning, der kan nå bor-
gere og gæster, når vandet stiger, og som ikke er bundet til et enkelt teleselskab
eller en enkelt kommunes beredskab. Ordningen har været prøvet i tre kommuner.

Indstilling
Det indstilles, at ordningen udvides til alle kommuner, der har en kyst, og at ud-
giften deles efter indbyggertal.
"""


def test_lines_keep_their_numbers_and_their_leading_blank() -> None:
    assert parse(b"Et\r\n To\rTre\n") == Source(
        (Line("Et", 1), Line(" To", 2), Line("Tre", 3), Line("", 4)), wrapped=False
    )


def test_a_form_feed_begins_a_page() -> None:
    assert parse(b"Slut\n\fForfra\nmidt\fi").lines == (
        Line("Slut", 1),
        Line("Forfra", 2, page_start=True),
        Line("midt", 3),
        Line("i", 3, page_start=True),
    )


def test_print_lines_are_told_from_paragraphs() -> None:
    assert parse(PRINTED.encode()).wrapped
    assert parse(PRINTED.replace("\n", "\n\n").encode()).wrapped
    paragraphs = " ".join(PRINTED.replace("-\n", "").split("\n\n")[0].split())
    assert not parse(f"Baggrund\n\n{paragraphs}\n\nIndstilling\n".encode()).wrapped


def test_short_lines_that_stand_for_themselves_are_not_wrapped() -> None:
    assert not parse(b"Dagsorden\nSted: Kolding\n- Regnskab\n- Budget\n").wrapped


@pytest.mark.skipif(not REAL.exists(), reason="the real papers are not here")
@pytest.mark.parametrize(("name", "wrapped"), [("agenda-2023-06-20.txt", True), ("minutes-2023-11-21.txt", False)])
def test_real_papers(name: str, wrapped: bool) -> None:
    assert parse((REAL / name).read_bytes()).wrapped is wrapped


def test_a_text_of_line_breaks_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"it has 300,001 lines, and no agenda or minutes has over 200,000"):
        parse(b"\n" * 300_000)
