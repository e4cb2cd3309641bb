"""Papers that others wrote: read, written as a page and as text, and read again."""

from pathlib import Path

import pytest

from db.seed import seed_forums
from ingest.file import open_source
from ingest.read import read_paper
from states.forms import Form
from states.paper import Paper
from states.paper_json import Json, reading
from templates.press import press

HOUSE = Path(__file__).parents[2]
PAPERS = sorted(
    [*(HOUSE / "docs/demonstration/papers").glob("*.txt"), *(HOUSE.parent / "shared/real").glob("[am][gi]*-2*.txt")]
)
FORUMS = tuple(seed.forum for seed in seed_forums())


def read(content: bytes, name: str) -> Paper:
    return read_paper(open_source(content, name), FORUMS)


def in_json(paper: Paper) -> Json:
    """The reading, without where it was read and what was doubtful in the first source."""
    told = reading(paper)
    groups = [
        {**group, "items": [{**item, "source_lines": None} for item in group["items"]]} for group in told["groups"]
    ]
    return {**told, "warnings": [], "groups": groups}


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", [Form.HTML, Form.TEXT])
def test_a_paper_written_again_says_the_same(path: Path, form: Form) -> None:
    paper = read(path.read_bytes(), path.name)
    assert in_json(read(press(paper, form).content, f"again.{form}")) == in_json(paper)
