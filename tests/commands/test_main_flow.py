"""The main job, typed into the installed program: papers in, a case through its forums, the next agenda out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

PAPERS = Path(__file__).parents[2] / "docs" / "demonstration" / "papers"


def test_from_papers_to_the_next_agenda(program: Callable[..., Any], tmp_path: Path) -> None:
    database = str(tmp_path / "register.db")

    def run(*words: object) -> str:
        said = program("--today", "2027-05-01", *words, database=database)
        assert said.code == 0, said
        assert [line for line in said.err.splitlines() if not line.startswith("note: ")] == []
        return str(said.out)

    assert run("init").startswith("Made a register: ")
    assert run("init").startswith("There already was a register: ")
    read = json.loads(run("import", "--json", PAPERS))
    assert [(one["forum"], one["kind"]) for one in read] == [
        ("SDF", "agenda"),
        ("SDF", "minutes"),
        ("K22", "agenda"),
        ("K22", "minutes"),
        ("KKR", "agenda"),
        ("KKR", "minutes"),
    ]
    again = json.loads(run("import", "--json", PAPERS))
    assert [one["unchanged"] for one in again] == [True] * 6
    cases = json.loads(run("case", "list", "--json"))
    waiting = [case["id"] for case in cases if case["waits_at"] == ["KKR"]]
    assert waiting
    page = tmp_path / "kkr.html"
    run("agenda", "KKR", "--format", "html", "-o", page)
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    agenda = json.loads(run("agenda", "KKR", "--format", "json"))
    told = json.loads(run("agenda", "KKR", "--why", "--format", "json"))
    on = {one["case_id"] for one in told if one["on"]}
    assert on == {item["case_id"] for group in agenda["groups"] for item in group["items"]} - {None}
    assert {one["case_id"] for one in told} == {case["id"] for case in cases}
    decided = run("decide", waiting[0], "--outcome", "approved", "--words", "Godkendt.")
    assert ", approved." in decided
    assert "The journal and the register agree." in run("verify")


def test_the_program_refuses_in_one_sentence_and_ends_in_one(program: Callable[..., Any], tmp_path: Path) -> None:
    missing = program("case", "list", database=str(tmp_path / "none.db"))
    assert (missing.code, missing.out, missing.err.count("\n")) == (1, "", 1)
    assert missing.err.startswith("No register at ")
    misspelt = program("case", "list", database=str(tmp_path / "none.db"), SAGSGANG_DATABASE="x")
    assert (misspelt.code, misspelt.err) == (
        1,
        "The environment sets SAGSGANG_DATABASE, which is no setting of sagsgang; "
        "did you mean SAGSGANG_DATABASE_URL?\n",
    )
    assert program("case", "list", "--nonsense").code == 2
    assert program("decide", "1", "--outcome", "blessed").code == 2


def test_shells_complete_the_commands(program: Callable[..., Any]) -> None:
    script = program("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert (script.code, "_SAGSGANG_COMPLETE=complete_bash" in script.out) == (0, True)
    choices = program("", COMP_WORDS="sagsgang ca", COMP_CWORD="1", _SAGSGANG_COMPLETE="complete_bash")
    assert choices.out.split() == ["calendar", "case"]
