"""What the clock's papers say (docs/running.md, the unit, the Containerfile) is what the program has."""

import json
import re
from typing import Any

import pytest
import typer

from cli import app
from states.said import KNOWN
from tests.house.tree import ROOT, rooms

UNIT, CONTAINER, PAGE = (
    (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("sagsgang.service", "Containerfile", "running.md")
)


def said(words: list[str]) -> set[str]:
    """The options among these words that the command they begin with does not have; the command must be there."""
    command: Any = typer.main.get_command(app)
    while commands := getattr(command, "commands", None):
        command = commands[words.pop(0)]
    known = {name for parameter in command.params for name in parameter.opts}
    return {word for word in words if word.startswith("-")} - known


STARTED = re.findall(r"^ExecStart=\S+/sagsgang (.+)$", UNIT, re.MULTILINE)
IN_CONTAINER = [json.loads(found) for found in re.findall(r"CMD (\[.+\])$", CONTAINER, re.MULTILINE)]
ON_PAGE = re.findall(r"(?:^|&& )sagsgang ([^-\n].*)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(
    "words", [*STARTED, *(" ".join(one).removeprefix("sagsgang ") for one in IN_CONTAINER), *ON_PAGE]
)
def test_every_command_and_option_exists(words: str) -> None:
    assert said(words.split()) == set()


def test_the_papers_start_the_clock() -> None:
    assert (STARTED, IN_CONTAINER) == (["run"], [["sagsgang", "health"], ["run", "--host", "0.0.0.0"]])
    assert {words.split()[0] for words in ON_PAGE} >= {"run", "tick", "backup", "health"}


@pytest.mark.parametrize("paper", [UNIT, CONTAINER, PAGE], ids=["unit", "container", "page"])
def test_every_setting_exists(paper: str) -> None:
    assert set(re.findall(r"SAGSGANG_[A-Z_]+", paper)) - set(KNOWN) == set()


def test_the_image_holds_every_room() -> None:
    copied = " ".join(re.findall(r"^COPY (.+)$", CONTAINER, re.MULTILINE)).split()
    assert rooms() - set(copied) == set()


def test_the_image_comes_from_a_plain_name() -> None:
    assert re.findall(r"^FROM (\S+)$", CONTAINER, re.MULTILINE) == ["python:3.12-slim"]
