"""The command line as a whole: every command explains itself, and the program ends well whoever reads it."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

import cli

PROGRAM = Path(sys.executable).with_name("sagsgang")


def commands(command: Any, *path: str) -> list[tuple[str, str]]:
    """Every command that does something: its words, and its help."""
    if hasattr(command, "commands"):
        return [one for name, below in command.commands.items() for one in commands(below, *path, name)]
    return [(" ".join(path), command.help)]


EVERY = commands(typer.main.get_command(cli.app))


@pytest.mark.parametrize(("words", "text"), EVERY)
def test_every_command_shows_an_example_of_itself(words: str, text: str) -> None:
    example = text.partition("Example: ")[2]
    assert example.startswith("sagsgang ")
    assert words in example


def test_the_commands_that_others_call_are_there() -> None:
    others = {"init", "import", "case list", "case show", "decide", "agenda", "verify"}
    assert others - {words for words, _ in EVERY} == set()


def test_every_option_and_argument_says_what_it_is() -> None:
    silent = [
        f"{words} {option.name}"
        for words, command in flat(typer.main.get_command(cli.app))
        for option in command.params
        if not getattr(option, "help", None)
    ]
    assert silent == []


def flat(command: Any, *path: str) -> list[tuple[str, Any]]:
    if hasattr(command, "commands"):
        return [one for name, below in command.commands.items() for one in flat(below, *path, name)]
    return [(" ".join(path), command)]


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    with subprocess.Popen([PROGRAM, "route", "list", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""


def test_without_words_the_program_says_what_it_can_do() -> None:
    run = subprocess.run([PROGRAM], capture_output=True, text=True, encoding="utf-8", check=False)
    assert (run.returncode, "Usage: sagsgang" in run.stdout + run.stderr) == (2, True)
