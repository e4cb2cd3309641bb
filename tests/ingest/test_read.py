"""What `read_paper` gives, and what it refuses."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.seed import seed_forums
from ingest.formats.text import parse
from ingest.read import read_paper
from ingest.refused import EmptyPaper, NotAPaper, OtherMeeting, TwoMeetings
from ingest.source import Line, Source
from states.errors import SagsgangError
from states.forums import UnknownForum
from states.paper import Doubt, Paper
from states.paper_json import reading

FORUMS = tuple(seed.forum for seed in seed_forums())
PAPERS = Path(__file__).parent / "papers"
REAL = Path(__file__).parents[3] / "shared" / "real"
ITEM = "1. Sager\n\n1.1. Vej\n\nIndstilling\n\nDet indstilles, at kredsen drøfter vejen.\n"


def read(text: str, *, forum: str | None = None, on: date | None = None) -> Paper:
    return read_paper(parse(text.encode()), FORUMS, forum=forum, on=on)


def test_what_the_paper_does_not_print_is_asked_for() -> None:
    paper = read(ITEM)
    assert (paper.forum, paper.on) == (None, None)
    assert paper.doubts == (
        Doubt("the forum is not printed: say --forum"),
        Doubt("the date of the meeting is not printed: say --date YYYY-MM-DD"),
    )


def test_the_persons_words_fill_in_the_head() -> None:
    paper = read(ITEM, forum="k22", on=date(2024, 8, 23))
    assert (paper.forum, paper.forum_code, paper.on, paper.doubts) == (
        "Kommunaldirektørkredsen", "K22", date(2024, 8, 23), (),
    )  # fmt: skip


def test_a_contradicted_date_is_a_doubt() -> None:
    paper = read(f"Dagsorden KKR Syddanmark\n\nDato: 1. juni 2024\n\n{ITEM}", on=date(2024, 6, 2))
    assert (paper.on, paper.doubts) == (
        date(2024, 6, 2),
        (Doubt("the paper is dated 2024-06-01; read as 2024-06-02, as you said"),),
    )


def test_another_forum_and_another_date_is_another_meeting() -> None:
    with pytest.raises(OtherMeeting, match=r"KKR Syddanmark 2024-06-01"):
        read(f"Dagsorden KKR Syddanmark\n\nDato: 1. juni 2024\n\n{ITEM}", forum="SDF", on=date(2024, 5, 2))


def test_an_empty_paper_is_refused() -> None:
    with pytest.raises(EmptyPaper):
        read(" \n\n")


def test_a_paper_of_another_kind_is_refused() -> None:
    with pytest.raises(NotAPaper):
        read("Indkøbsliste\n\n1. mælk\n2. brød\n\nHusk at betale.")


def test_two_meetings_in_one_file_are_refused() -> None:
    paper = (PAPERS / "k22-minutes-grouped.txt").read_text(encoding="utf-8")
    with pytest.raises(TwoMeetings, match=r"item 1\.1 stands on line 13 and again on line 59"):
        read(paper + paper)


def test_a_forum_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownForum):
        read(ITEM, forum="Haveforeningen")


def test_a_forum_outside_the_register_is_printed_and_doubted() -> None:
    paper = read(f"Referat fra møde i Børnedirektørkredsen den 3. maj 2024\n\n{ITEM}")
    assert (paper.forum, paper.forum_code) == ("Børnedirektørkredsen", None)
    assert paper.doubts == (
        Doubt("the forum 'Børnedirektørkredsen' is not in the register: say --forum, or add it", 1),
    )


@pytest.mark.parametrize("name", ["agenda-2023-06-20", "minutes-2023-11-21"])
def test_the_real_papers_reach_every_figure(name: str, tmp_path: Path) -> None:
    if not REAL.is_dir():
        pytest.skip("the real papers are not here")
    out = tmp_path / "out.json"
    paper = read_paper(parse((REAL / f"{name}.txt").read_bytes()), FORUMS)
    out.write_text(json.dumps(reading(paper)), encoding="utf-8")
    score = subprocess.run(
        [sys.executable, REAL / "score.py", out, REAL / f"{name}.truth.json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (score.returncode, [row for row in score.stdout.splitlines() if row.startswith("SHORT")]) == (0, [])


def test_attachments_are_no_paper() -> None:
    if not REAL.is_dir():
        pytest.skip("the real papers are not here")
    with pytest.raises(NotAPaper):
        read_paper(parse((REAL / "attachments-2023-06-20.txt").read_bytes()), FORUMS)


LINES = sorted(
    {
        row
        for path in PAPERS.iterdir()
        if path.suffix in {".txt", ".md"}
        for row in path.read_text(encoding="utf-8").splitlines()
    }
)


@st.composite
def mutants(draw: st.DrawFn) -> list[str]:
    """A paper with lines cut out, doubled, moved, torn, or taken from another paper."""
    name = draw(st.sampled_from(sorted(path.name for path in PAPERS.iterdir() if path.suffix in {".txt", ".md"})))
    rows = (PAPERS / name).read_text(encoding="utf-8").splitlines()
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(len(rows) - 1, 0)))
        to = draw(st.integers(at, min(at + 12, len(rows))))
        match draw(st.sampled_from(("cut", "double", "shuffle", "tear", "insert"))):
            case "cut":
                rows = rows[:at] + rows[to:]
            case "double":
                rows = rows[:to] + rows[at:]
            case "shuffle":
                rows = rows[:at] + draw(st.permutations(rows[at:to])) + rows[to:]
            case "tear" if rows:
                rows[at] = rows[at][: draw(st.integers(0, len(rows[at])))]
            case _:
                rows.insert(at, draw(st.sampled_from(LINES) | st.text(max_size=60)))
    return rows


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mutants(), st.booleans())
def test_no_damage_raises_anything_but_a_clear_error(rows: list[str], wrapped: bool) -> None:
    source = Source(tuple(Line(row, number) for number, row in enumerate(rows, 1)), wrapped)
    try:
        paper = read_paper(source, FORUMS)
    except SagsgangError:
        return
    assert json.loads(json.dumps(reading(paper)))["kind"] in {"agenda", "minutes"}
    assert all(item.source_lines and 1 <= item.source_lines[0] <= item.source_lines[1] for item in paper.items)
