"""The child that fills in the office's own templates: what it makes, what it has, and what it can reach."""

import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from states.document_json import Document
from states.errors import SagsgangError
from states.forms import Form
from templates import shelf
from templates.broken import TemplateBroken, TemplateTooMuch
from templates.child import ENVIRONMENT, ChildRefused, Job
from templates.environment import fill_page
from templates.press import press
from templates.words import phrases
from tests.templates.attacks import bombs
from tests.templates.attacks.ground import AGENDA, MINUTES, SECRET, SHEET, VARIABLE, Ground, shown
from tests.templates.attacks.payloads import JINJA
from tests.templates.attacks.word import infected

FORMS = (Form.HTML, Form.TEXT, Form.PDF, Form.DOCX)


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    ground = Ground.at(tmp_path)
    shelf.choose(ground.own)
    yield ground
    shelf.choose(None)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("document", [AGENDA, MINUTES, SHEET], ids=["agenda", "minutes", "sheet"])
def test_own_copies_of_the_shipped_templates_make_the_same_bytes(
    ground: Ground, document: Document, form: Form
) -> None:
    links = {"0": "bilag/anlaegsoverslag.pdf"}
    shipped = press(document, form, links)
    for path in shelf.own_files(shelf.SHIPPED):
        shutil.copy(path, ground.own)
    assert shelf.for_child()
    assert press(document, form, links) == shipped


def test_an_own_file_stands_before_the_shipped_one_that_takes_it_in(ground: Ground) -> None:
    ground.put("pieces.txt.j2", "{% macro text(pieces) %}\nHER\n{% endmacro %}")
    assert press(SHEET, Form.TEXT).content.decode().count("HER") == len(SHEET.sections)


def test_words_of_the_offices_own_need_no_child_and_go_along_into_it(ground: Ground) -> None:
    ground.put("words.yaml", "kinds:\n  agenda: Indkaldelse\n")
    assert not shelf.for_child()
    assert press(AGENDA, Form.TEXT).content.decode().startswith("INDKALDELSE 2024")
    shutil.copy(shelf.SHIPPED / "paper.txt.j2", ground.own)
    assert shelf.for_child()
    assert press(AGENDA, Form.TEXT).content.decode().startswith("INDKALDELSE 2024")


def test_words_that_cannot_be_used_are_told_of_where_they_are(ground: Ground) -> None:
    shutil.copy(shelf.SHIPPED / "paper.txt.j2", ground.own)
    (ground.own / "words.yaml").write_text("kinds: [Dagsorden]")
    with pytest.raises(ChildRefused) as raised:
        press(AGENDA, Form.TEXT)
    assert str(raised.value).startswith(f"The words in {ground.own / 'words.yaml'} cannot be used: kinds must hold")


@pytest.mark.parametrize(
    ("name", "content", "line", "reason"),
    [
        ("paper.html.j2", "\n{{ paper.forrum }}", 2, "'forrum' is unknown here; did you mean 'forum'?"),
        ("paper.html.j2", "\n\n{% if x %}", 3, "Unexpected end of template"),
        ("paper.html.j2", "{% include 'piecs.html.j2' %}", 1, "there is no template 'piecs.html.j2' to take in"),
        ("pieces.html.j2", "{% macro text(pieces) %}\n{{ peices }}{% endmacro %}", 2, "'peices' is unknown"),
        ("paper.css", "a {\n  color: {{ ink }};\n}", 2, "'ink' is unknown"),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_name(
    ground: Ground, name: str, content: str, line: int, reason: str
) -> None:
    ground.put(name, content)
    with pytest.raises(TemplateBroken) as raised:
        press(AGENDA, Form.HTML)
    broken = raised.value
    assert (broken.name, broken.line, broken.reason[: len(reason)]) == (name, line, reason)
    assert str(broken).endswith(f" Mend it in {ground.own / name}.")


def test_what_is_wrong_in_typst_is_told_with_file_and_line(ground: Ground) -> None:
    ground.put("paper.typ", '#let (paper, labels) = json("view.json")\n\n#paper.forrum\n')
    with pytest.raises(TemplateBroken) as raised:
        press(AGENDA, Form.PDF)
    assert (raised.value.name, raised.value.line) == ("paper.typ", 3)
    assert "forrum" in raised.value.reason


def test_what_is_wrong_in_a_word_file_is_told_with_its_part_and_words(ground: Ground) -> None:
    shipped = (shelf.SHIPPED / "paper.docx").read_bytes()
    ground.put("paper.docx", infected(shipped, "header", "Fra {{ paper.forrum }}"))
    with pytest.raises(TemplateBroken) as raised:
        press(AGENDA, Form.DOCX)
    assert (raised.value.name, raised.value.part) == ("paper.docx", "word/header1.xml")
    assert "'forrum' is unknown here; did you mean 'forum'?" in raised.value.reason


def test_notes_come_back_with_the_document(ground: Ground) -> None:
    hostile = replace(SHEET, title="Sager \U0001f600 på vej\uf0b7")
    shipped = {form: press(hostile, form) for form in (Form.PDF, Form.DOCX)}
    for name in ("sheet.typ", "sheet.docx"):
        shutil.copy(shelf.SHIPPED / name, ground.own)
    assert {form: press(hostile, form) for form in shipped} == shipped
    assert shipped[Form.PDF].notes != ()


def test_a_picture_beside_the_template_is_printed(ground: Ground) -> None:
    picture = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"
    (ground.own / "logo.svg").write_text(picture)
    shipped = (shelf.SHIPPED / "paper.typ").read_text(encoding="utf-8")
    (ground.own / "paper.typ").write_text(f'{shipped}\n#image("logo.svg", alt: "Vores mærke")\n', encoding="utf-8")
    assert press(AGENDA, Form.PDF).notes == ()


def test_what_is_no_word_file_is_told_so(ground: Ground) -> None:
    ground.put("paper.docx", b"PK\x03\x04 nothing")
    with pytest.raises(TemplateBroken, match=r"paper\.docx"):
        press(AGENDA, Form.DOCX)


def test_a_template_that_is_filled_in_alone_goes_to_the_child_too(ground: Ground) -> None:
    ground.put("feed.xml.j2", "<x>{{ title }}</x>{{ nothing }}")
    with pytest.raises(TemplateBroken, match=r"feed\.xml\.j2, line 1: 'nothing' is unknown"):
        fill_page("feed.xml.j2", title="Nyt")


TOUCHING = [title for title, payload in JINJA.items() if "CANARY" in payload or "MADE" in payload or "link" in payload]


@pytest.mark.parametrize("title", TOUCHING)
def test_an_attack_does_nothing_in_the_child(ground: Ground, title: str) -> None:
    ground.put("paper.html.j2", ground.aimed(JINJA[title]))
    assert ground.harmed(shown(AGENDA, Form.HTML)) == []


BOMBS = {
    **{("paper.html.j2", title): bomb for title, bomb in bombs.TEXT.items()},
    **{("paper.typ", title): bomb for title, bomb in bombs.TYPST.items()},
}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that has two seconds: a bomb uses up whatever it gets."""
    monkeypatch.setattr("templates.child.CPU_SECONDS", 2)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("name", "title"), list(BOMBS), ids=map(", ".join, BOMBS))
def test_a_bomb_ends_in_a_sentence(ground: Ground, name: str, title: str) -> None:
    ground.put(name, BOMBS[name, title])
    with pytest.raises(TemplateBroken) as raised:
        press(AGENDA, Form.HTML if name.endswith(".j2") else Form.PDF)
    assert str(raised.value).startswith(f"The template {name}")


HARMLESS = ("tables nested deep", "relations without end")


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("title", bombs.WORD)
def test_a_bomb_in_a_word_file_does_no_harm(ground: Ground, title: str) -> None:
    """What nobody takes apart (tables, relations) goes into the document as it stands; all else ends in a sentence."""
    ground.put("paper.docx", bombs.WORD[title]())
    told = shown(AGENDA, Form.DOCX)
    assert told.startswith("The template paper.docx") or title in HARMLESS


@pytest.mark.parametrize(
    "words", ["a: &x [1]\nb: [*x, *x, *x]", "a: " + "[" * 9999, "a: " + "x" * 2_000_000], ids=["alias", "deep", "large"]
)
def test_words_that_are_a_bomb_are_refused(ground: Ground, words: str) -> None:
    ground.put("words.yaml", words)
    with pytest.raises(SagsgangError, match=r"The words in .*words\.yaml cannot be used"):
        press(AGENDA, Form.TEXT)


def test_a_template_that_is_too_large_is_not_read(ground: Ground) -> None:
    ground.put("paper.html.j2", "x" * 20_000_001)
    with pytest.raises(TemplateTooMuch, match=r"paper\.html\.j2: it is larger than 20 MB"):
        press(AGENDA, Form.HTML)


def test_what_breaks_one_form_leaves_the_others(ground: Ground) -> None:
    ground.put("paper.docx", b"nothing")
    assert press(AGENDA, Form.HTML).content.startswith(b"<!doctype html>")


def in_fence(program: str, *folders: Path) -> list[str]:
    """The lines that a program prints which has the child's limits, its surroundings and its fence."""
    start = "import sys\nfrom pathlib import Path\nfrom templates.fence import limit, shut\nlimit(4)\n"
    program = f"{start}fenced = shut(*map(Path, sys.argv[1:]))\n{program}"
    command = [sys.executable, "-P", "-c", program, *map(str, folders)]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=True, text=True).stdout.splitlines()


def test_the_limits() -> None:
    limits = (
        "import resource as r, json\nprint(json.dumps([r.getrlimit(k) for k in"
        " (r.RLIMIT_CPU, r.RLIMIT_AS, r.RLIMIT_NOFILE, r.RLIMIT_FSIZE, r.RLIMIT_CORE)]))"
    )
    memory = 1536 * 1024 * 1024
    assert json.loads(in_fence(limits)[0]) == [[4, 5], [memory, memory], [64, 64], [0, 0], [0, 0]]


def test_our_secrets_stay_with_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, SECRET)
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", "postgresql://kode@sted/base")
    names = set(json.loads(in_fence("import json, os\nprint(json.dumps(list(os.environ)))")[0]))
    assert names <= {*ENVIRONMENT, "LC_CTYPE"}


REACHING = {
    "read the secret": "open({secret!r}).read()",
    "read the system's people": "open('/etc/passwd').read()",
    "read the surroundings of the parent": "open(f'/proc/{{os.getppid()}}/environ').read()",
    "look into a folder": "os.listdir({above!r})",
    "write beside a template": "open({own!r} + '/x', 'w')",
    "make a file": "os.open({made!r}, os.O_CREAT | os.O_WRONLY)",
    "take a template away": "os.unlink({own!r} + '/paper.css')",
    "run a program": "subprocess.run(['/bin/sh', '-c', 'touch {made}'], check=True)",
    "call up": "socket.create_connection(('127.0.0.1', {port}), 2)",
    "answer calls": "socket.socket().bind(('127.0.0.1', 0)) or x",
    "signal the parent": "os.kill(os.getppid(), 0)",
}
"""What Python itself could do, were a template to get out of the sandbox."""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the fence is the Linux kernel's")
def test_whatever_gets_out_of_the_sandbox_stands_before_the_fence(ground: Ground) -> None:
    import socket

    ground.put("paper.css", "a {}")
    with socket.create_server(("127.0.0.1", 0)) as server:
        tries = {
            title: try_.format(
                secret=str(ground.secret), above=str(ground.own.parent), own=str(ground.own), made=str(ground.made),
                port=server.getsockname()[1],
            )
            for title, try_ in REACHING.items()
        }  # fmt: skip
        program = "import os, socket, subprocess\nprint(fenced, open(sys.argv[1] + '/paper.css').read())\n" + "".join(
            f"try:\n    {try_}\n    print('done')\nexcept OSError as error:\n    print(type(error).__name__)\n"
            for try_ in tries.values()
        )
        fenced, *found = in_fence(program, ground.own)
    if fenced.startswith("False"):
        pytest.skip("this kernel has no Landlock")
    assert fenced == "True a {}"
    assert dict(zip(tries, found, strict=True)) == dict.fromkeys(tries, "PermissionError")
    assert not ground.made.exists()


def test_a_module_where_the_person_stands_is_not_run(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    (ground.own.parent / "jinja2.py").write_text("raise SystemExit")
    monkeypatch.chdir(ground.own.parent)
    ground.put("paper.txt.j2", "{{ paper.forum }}")
    assert press(AGENDA, Form.TEXT).content == b"Eksempelforum"


def test_the_child_is_no_place_for_our_words_to_be_changed(ground: Ground) -> None:
    before = dict(phrases("labels"))
    ground.put("paper.txt.j2", "{{ labels.clear() }}")
    with pytest.raises(TemplateBroken, match="it reaches for what no template may have"):
        press(AGENDA, Form.TEXT)
    assert dict(phrases("labels")) == before


def test_the_room_of_the_child_is_taken_away(ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(rooms))
    ground.put("paper.txt.j2", "{{ paper.nothing }}")
    with pytest.raises(TemplateBroken):
        press(AGENDA, Form.TEXT)
    assert os.listdir(rooms) == []


def test_a_job_goes_over_whole() -> None:
    job = Job("press", "paper.txt.j2", (AGENDA, Form.TEXT, {"0": "x"}), {"a": 1}, Path("/x"))
    assert pickle.loads(pickle.dumps(job)) == job
