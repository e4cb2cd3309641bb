"""Papers that other programs wrote as DOCX, PDF and HTML read back as the originals do."""

import importlib.util
import json
import shutil
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from db.seed import seed_forums
from ingest.file import open_source
from ingest.read import read_paper
from states.paper import Paper
from states.paper_json import reading

FIXTURES = Path(__file__).parents[2] / "fixtures"
FORUMS = tuple(seed.forum for seed in seed_forums())
CONVERTED = ("libreoffice.docx", "libreoffice.pdf", "libreoffice-tagged.pdf", "libreoffice.html", "chromium.pdf")


def paper(path: Path) -> Paper:
    """The paper without its places in the source, which are the only thing that a conversion may change."""
    read = read_paper(open_source(path.read_bytes(), path.name), FORUMS)
    groups = tuple(
        replace(group, items=tuple(replace(item, source_lines=None) for item in group.items)) for group in read.groups
    )
    return replace(read, groups=groups)


def convert() -> ModuleType:
    spec = importlib.util.spec_from_file_location("convert", FIXTURES / "convert.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["agenda", "minutes"])
def test_the_original_reads_as_checked_by_hand(name: str) -> None:
    expected = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    found = reading(paper(FIXTURES / f"{name}.html"))
    for group in found["groups"]:
        for item in group["items"]:
            del item["source_lines"]
    assert found == expected


@pytest.mark.parametrize("name", ["agenda", "minutes"])
@pytest.mark.parametrize("form", CONVERTED)
def test_a_converted_paper_reads_as_the_original(name: str, form: str) -> None:
    assert paper(FIXTURES / f"{name}-{form}") == paper(FIXTURES / f"{name}.html")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_papers_made_afresh_by_libreoffice_read_the_same(tmp_path: Path) -> None:
    made = convert().libreoffice(tmp_path)
    assert [paper(path) for path in made] == [paper(FIXTURES / f"{path.name.split('-')[0]}.html") for path in made]


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_papers_made_afresh_by_chromium_read_the_same(tmp_path: Path) -> None:
    made = convert().chromium(tmp_path)
    assert [paper(path) for path in made] == [paper(FIXTURES / f"{path.name.split('-')[0]}.html") for path in made]
