"""What the documentation says is there."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from cli import app
from tests.house.tree import ROOT, files, place

DOCUMENTS = [path for path in files(".md") if not place(path).startswith("tests/")]


@pytest.mark.parametrize("document", DOCUMENTS, ids=place)
def test_every_link_inside_the_house_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!\w+:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=place)
def test_every_make_target_exists(document: Path) -> None:
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named - targets == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=place)
def test_every_command_exists(document: Path) -> None:
    lines = re.findall(r"(?:^|`)sagsgang ((?:(?!--)[a-z-]+ ?)+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    assert [line for line in lines if not known(line.split())] == []


def known(words: list[str]) -> bool:
    """Whether the words begin with a command; inside a group the next word must be one of its commands."""
    command: Any = typer.main.get_command(app)
    for word in words:
        commands = getattr(command, "commands", None)
        if commands is None:
            return True
        if word not in commands:
            return False
        command = commands[word]
    return not hasattr(command, "commands")
