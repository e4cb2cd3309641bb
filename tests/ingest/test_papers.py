"""Papers of many forms, each read whole: papers/NAME.* against papers/NAME.json.

`UPDATE_GOLDEN=1 pytest tests/ingest/test_papers.py` writes what is read now; look at the difference first.
"""

import json
import os
from pathlib import Path

import pytest

from db.seed import seed_forums
from ingest.formats.text import parse
from ingest.read import read_paper
from states.paper_json import reading

PAPERS = Path(__file__).parent / "papers"
FORUMS = tuple(seed.forum for seed in seed_forums())
NAMES = sorted(path.name for path in PAPERS.iterdir() if path.suffix in {".txt", ".md"})


@pytest.mark.parametrize("name", NAMES)
def test_each_paper_is_read_whole(name: str) -> None:
    read = reading(read_paper(parse((PAPERS / name).read_bytes()), FORUMS))
    expected = (PAPERS / name).with_suffix(".json")
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert read == json.loads(expected.read_text(encoding="utf-8"))
