"""The pictures that the documentation shows: they are there, and `make pictures` is what makes them."""

import re

from docs.demonstration.pictures import MADE, PICTURES
from tests.house.tree import ROOT, files


def test_every_picture_that_is_kept_is_made_by_the_program() -> None:
    assert {path for path in PICTURES.iterdir() if path.is_file()} == set(MADE)


def test_a_document_shows_only_pictures_that_are_made_by_the_program() -> None:
    shown = {
        (path.parent / target).resolve()
        for path in files(".md")
        for target in re.findall(r"!\[[^\]]*\]\(([^)#]+\.(?:png|svg))\)", path.read_text(encoding="utf-8"))
    }
    assert shown - set(MADE) == set()


def test_make_pictures_makes_them() -> None:
    target = re.search(r"^pictures: .*\n\t@?(.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert target
    assert target[1] == "$(BIN)/python -m docs.demonstration.pictures"
