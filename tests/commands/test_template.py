"""`sagsgang template`, as it is typed."""

import json
from pathlib import Path

import pytest

from templates import shelf
from templates.catalogue import known
from tests.commands.conftest import Said, Typed


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setenv("SAGSGANG_TEMPLATES", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _as_before() -> object:
    yield
    shelf.choose(None)


def test_without_a_folder_there_is_what_is_shipped(typed: Typed) -> None:
    listed = json.loads(typed("template", "list", "--json").out)
    assert [(one["name"], one["whose"]) for one in listed] == [(name, "shipped") for name in known()]
    assert typed("template", "copy", "paper.css") == Said(
        1,
        "",
        "The office has no folder of its own for templates: make one, and set SAGSGANG_TEMPLATES to where it is.\n",
    )
    assert typed("template", "check") == Said(0, "There are no templates of your own.\n", "")


def test_a_template_is_copied_changed_checked_and_used(typed: Typed, own: Path, tmp_path: Path) -> None:
    path = own / "paper.txt.j2"
    assert typed("template", "copy", "paper.txt.j2").out == (
        f"Wrote {path}: change it there, then try it with sagsgang template check.\n"
    )
    assert typed("template", "copy", "paper.txt.j2").code == 1
    assert typed("template", "diff") == Said(0, "", "")
    path.write_text("{{ paper.forum }}\n{{ paper.sted }}\n")

    checked = typed("template", "check")
    assert checked.code == 1
    assert checked.out.splitlines()[1:] == [
        "paper.txt.j2, line 2: 'sted' is unknown here; there are document, running, kind, forum, facts, rosters, "
        "date, groups, front (met in the agenda of the example)"
    ]
    assert json.loads(typed("template", "check", "paper.txt.j2", "--json").out)["findings"][0]["line"] == 2
    assert typed("template", "diff", "paper.txt.j2").out.splitlines()[:2] == [
        "--- shipped/paper.txt.j2",
        f"+++ {path}",
    ]
    assert typed("template", "diff").code == 1
    (differing,) = json.loads(typed("template", "diff", "--json").out)
    assert (differing["name"], differing["differs"], differing["lines"][1]) == ("paper.txt.j2", True, f"+++ {path}")

    path.write_text("Vores {{ paper.forum }}\n")
    assert typed("template", "check").code == 0
    written = tmp_path / "proeve.txt"
    assert typed("template", "preview", "paper.txt.j2", "-o", written).code == 0
    assert written.read_text() == "Vores Eksempelforum\n"
    typed("meeting", "add", "K22", "2027-04-20")
    assert typed("agenda", "K22").out == "Vores Kommunaldirektørkredsen\n"
    said = typed("template", "preview", "paper.txt.j2", "--forum", "K22", "-o", written)
    assert said.out == f"Wrote {written}: agenda of K22 2027-04-20.\n"


def test_a_slip_in_a_name_is_pointed_out(typed: Typed, own: Path) -> None:
    (own / "papir.txt.j2").write_text("x")
    assert (
        typed("template", "list").err
    ) == "note: papir.txt.j2: no template of this name is asked for; did you mean paper.txt.j2?\n"
    assert typed("template", "copy", "paper.html").err == (
        "There is no template 'paper.html'; did you mean paper.html.j2?\n"
    )


@pytest.mark.parametrize("name", ["paper.docx", "paper.typ", "sheet.html.j2", "changes.html.j2", "words.yaml"])
def test_every_kind_of_template_can_be_looked_at(typed: Typed, tmp_path: Path, name: str) -> None:
    written = tmp_path / f"proeve{'.txt' if name == 'words.yaml' else ''}"
    assert typed("template", "preview", name, "-o", written).code == 0
    assert written.stat().st_size > 0


def test_what_makes_no_agenda_says_what_it_makes(typed: Typed, tmp_path: Path) -> None:
    said = typed("template", "preview", "feed.xml.j2", "-o", tmp_path / "x.html")
    assert (said.code, "see what it makes with sagsgang publish DIR" in " ".join(said.err.split())) == (2, True)
    assert typed("template", "preview", "sheet.typ", "--forum", "K22", "-o", tmp_path / "x.pdf").code == 2


def test_a_folder_that_is_gone_is_named(typed: Typed, own: Path) -> None:
    own.rmdir()
    assert typed("template", "list").err == f"SAGSGANG_TEMPLATES names the folder {own}, which does not exist.\n"


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("letter-call.subject.j2", "Sager til KKR Syddanmark den 20. juni 2027"),
        ("letter-call.txt.j2", "Kære Bente Lærke\n"),
        ("letter-call.html.j2", "<!DOCTYPE html>"),
        ("letter.txt.j2", "Kære Bente Lærke\n"),
    ],
)
def test_a_letter_is_shown_on_an_example(typed: Typed, tmp_path: Path, name: str, begins: str) -> None:
    written = tmp_path / "brev.txt"
    said = typed("template", "preview", name, "-o", written)
    assert said.out == f"Wrote {written}: letter of the example.\n"
    assert written.read_text().startswith(begins)
    assert typed("template", "preview", name, "--forum", "KKR", "-o", written).code == 2
