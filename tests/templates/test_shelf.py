"""Which file stands for a template's name."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from templates import shelf


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "own"
    folder.mkdir()
    shelf.choose(folder)
    yield folder
    shelf.choose(None)


def test_without_a_folder_of_its_own_everything_is_as_shipped() -> None:
    assert (shelf.folders(), shelf.find("paper.typ"), shelf.for_child()) == (
        (shelf.SHIPPED,), shelf.SHIPPED / "paper.typ", False,
    )  # fmt: skip


def test_own_words_are_read_here_and_own_templates_only_in_the_child(own: Path) -> None:
    for name in ("words.yaml", "paper.html.j2"):
        shutil.copy(shelf.SHIPPED / name, own)
    assert [shelf.find(name) for name in ("words.yaml", "paper.html.j2")] == [
        own / "words.yaml",
        shelf.SHIPPED / "paper.html.j2",
    ]
    assert (shelf.folders(), shelf.for_child()) == ((shelf.SHIPPED,), True)
    shelf.choose(own, in_child=True)
    assert shelf.find("paper.html.j2") == own / "paper.html.j2"
    assert (shelf.folders(), shelf.for_child()) == ((own, shelf.SHIPPED), False)


def test_a_link_that_leads_out_of_the_folder_stands_for_nothing(own: Path) -> None:
    outside = own.parent / "words.yaml"
    outside.write_text("closed: {title: Udenfor}")
    (own / "words.yaml").symlink_to(outside)
    (own / "paper.html.j2").symlink_to("/etc/passwd")
    (own / "sheet.html.j2").write_text("x")
    (own / "sheet.txt.j2").symlink_to(own / "sheet.html.j2")
    assert shelf.find("words.yaml") == shelf.SHIPPED / "words.yaml"
    assert [path.name for path in shelf.own_files()] == ["sheet.html.j2", "sheet.txt.j2"]


def test_what_editors_leave_behind_is_no_template(own: Path) -> None:
    for name in (".DS_Store", "~$paper.docx", "#paper.typ#"):
        (own / name).write_text("x")
    assert (shelf.own_files(), shelf.for_child()) == ((), False)
