"""The office's folder beside what is shipped: what stands where, how a template begins, how it differs."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from templates import shelf
from templates.broken import TemplateBroken
from templates.catalogue import known, purpose
from templates.office import (
    AlreadyThere,
    CannotCopy,
    NoOwnFolder,
    NoSuchTemplate,
    Whose,
    check_known,
    copy_template,
    differences,
    standings,
)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "own"
    folder.mkdir()
    shelf.choose(folder)
    yield folder
    shelf.choose(None)


def test_every_shipped_template_says_what_it_is_for() -> None:
    assert [name for name in known() if "a part of other templates" in purpose(name) or "(" not in purpose(name)] == []


def test_a_template_is_shipped_or_own_and_a_slip_is_pointed_out(own: Path) -> None:
    copy_template("paper.css")
    (own / "paper.txt.j2").write_text("x")
    (own / "papir.html.j2").write_text("x")
    (own / "logo.svg").write_text("x")
    found = {one.name: one for one in standings()}
    assert [found[name].whose for name in ("paper.css", "paper.txt.j2", "paper.typ")] == [
        Whose.EQUAL,
        Whose.DIFFERS,
        Whose.SHIPPED,
    ]
    assert [(one.name, one.hint) for one in standings() if one.whose is Whose.UNKNOWN] == [
        ("logo.svg", "only templates of your own can use it"),
        ("papir.html.j2", "did you mean paper.html.j2?"),
    ]


def test_a_copy_is_the_shipped_file_and_is_not_written_over(own: Path) -> None:
    path = copy_template("paper.docx")
    shipped = (shelf.SHIPPED / "paper.docx").read_bytes()
    assert (path, path.read_bytes()) == (own / "paper.docx", shipped)
    path.write_bytes(b"mine")
    with pytest.raises(AlreadyThere, match="was left as it is"):
        copy_template("paper.docx")
    assert path.read_bytes() == b"mine"
    assert copy_template("paper.docx", force=True).read_bytes() == shipped
    assert [one.name for one in own.iterdir()] == ["paper.docx"]


def test_a_copy_needs_a_folder_and_a_name_that_is_known(own: Path) -> None:
    with pytest.raises(NoSuchTemplate, match=r"no template 'papir\.html\.j2'; did you mean paper\.html\.j2\?"):
        copy_template("papir.html.j2")
    with pytest.raises(NoSuchTemplate, match="there are "):
        check_known("../../etc/passwd")
    shelf.choose(None)
    with pytest.raises(NoOwnFolder, match="set SAGSGANG_TEMPLATES"):
        copy_template("paper.css")
    shelf.choose(own / "gone")
    with pytest.raises(CannotCopy, match="no such file or directory"):
        copy_template("paper.css")


def test_a_text_template_differs_line_by_line(own: Path) -> None:
    assert differences("paper.txt.j2") == []
    path = copy_template("paper.txt.j2")
    assert (path.parent, differences("paper.txt.j2")) == (own, [])
    first, *rest = path.read_text().splitlines(keepends=True)
    path.write_text("".join([first, "\x1b[31mrød\n", *rest]))
    assert differences("paper.txt.j2")[:5] == [
        "--- shipped/paper.txt.j2",
        f"+++ {path}",
        "@@ -1,4 +1,5 @@",
        f" {first.rstrip()}",
        "+\ufffd[31mrød",
    ]


def test_a_word_file_differs_paragraph_by_paragraph(own: Path) -> None:
    path = copy_template("paper.docx")
    assert (path.parent, differences("paper.docx")) == (own, [])
    changed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"{{ paper.running }}", b"{{ paper.forum }}"))
    path.write_bytes(changed.getvalue())
    assert [line for line in differences("paper.docx") if line[0] in "+-"][2:] == [
        "-{{ paper.running }}Side 2 af 2",
        "+{{ paper.forum }}Side 2 af 2",
    ]


def test_what_is_no_word_file_is_told_so(own: Path) -> None:
    (own / "paper.docx").write_bytes(b"nothing")
    with pytest.raises(TemplateBroken, match=r"The template paper\.docx: it is no Word file"):
        differences("paper.docx")
