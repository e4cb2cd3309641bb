"""Attaching, listing, leaving out, checking, and verifying what is kept, as it is typed."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.commands.conftest import Said, Typed
from tests.conftest import NewPostgres
from tests.templates.hostile_pdfs import written

PDF = written()
DIGEST = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "regnskab 2026.pdf"
    path.write_bytes(PDF)
    return path


@pytest.fixture
def case(typed: Typed, tmp_path: Path) -> str:
    """A case that waits at KKR's meeting of 20 June, with a mark in its text."""
    words = {
        "background": "Baggrund.",
        "recommendation": "Det indstilles, at KKR Syddanmark godkender regnskabet.",
        "presentation": "./. Regnskabet er vedlagt.",
    }
    for name, text in words.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    sections = [word for name in words for word in (f"--{name}", tmp_path / f"{name}.txt")]
    typed("meeting", "add", "KKR", "2027-06-20")
    typed("case", "new", "Regnskab", *sections, "--purpose", "approve", "--submit")
    return "1"


def test_a_file_is_attached_listed_and_left_out(typed: Typed, case: str, pdf: Path, register: Path) -> None:
    assert typed("attach", "KKR/2027-06-20/2.1", pdf, "--name", "Regnskab 2026.pdf") == Said(
        0, "Attached Regnskab 2026.pdf as number 1 to item 2.1 of KKR 2027-06-20 (Regnskab).\n", ""
    )
    assert Path(f"{register}.files", DIGEST[:2], DIGEST).read_bytes() == PDF
    assert json.loads(typed("attachments", case, "--json").out) == [
        {
            "number": 1,
            "name": "Regnskab 2026.pdf",
            "size": len(PDF),
            "media_type": "application/pdf",
            "digest": DIGEST,
        }
    ]
    assert typed("attachments", "KKR/2027-06-20/2.1").out.splitlines() == [
        "number  name               size  media_type       digest",
        f"1       Regnskab 2026.pdf  {len(PDF)}   application/pdf  {DIGEST}",
    ]
    assert typed("detach", case, 1) == Said(0, "Left out Regnskab 2026.pdf from case 1 at KKR (Regnskab) on.\n", "")
    assert json.loads(typed("attachments", case, "--json").out) == []


def test_what_a_person_would_not_expect_of_a_file_is_said(typed: Typed, case: str, pdf: Path) -> None:
    assert typed("attach", case, pdf, "--name", "../../etc/passwd") == Said(
        0,
        "Attached passwd.pdf as number 1 to item 2.1 of KKR 2027-06-20 (Regnskab).\n",
        "note: the name was changed to passwd.pdf\n",
    )
    pdf.write_bytes(b"%PDF-1.7 rubbish")
    assert typed("attach", case, pdf).err == (
        "note: regnskab 2026.pdf cannot be opened: in a pack its cover will say that it comes apart\n"
    )


def test_a_name_that_promises_another_sort_and_an_agenda_that_was_sent_are_said(
    typed: Typed, case: str, pdf: Path
) -> None:
    typed("meeting", "lock", "KKR")
    assert typed("attach", case, pdf, "--name", "Regnskab.docx").err == (
        "note: the name ends in .docx, and the content is application/pdf\n"
        "note: this agenda was locked before; who has it does not have this file\n"
    )


def test_nothing_is_kept_for_an_item_that_is_not_there(typed: Typed, case: str, pdf: Path, register: Path) -> None:
    assert typed("attach", "99", pdf) == Said(1, "", "There is no case 99. See them with sagsgang case list.\n")
    assert typed("attach", f"{case}{'0' * 5000}", pdf).code == 1
    assert typed("attach", case, pdf.with_name("none.pdf")).code == 1
    assert not Path(f"{register}.files").exists()


def test_the_papers_show_what_is_attached(typed: Typed, case: str, pdf: Path) -> None:
    typed("attach", case, pdf)
    other = pdf.with_name("notat.txt")
    other.write_text("Et notat.", encoding="utf-8")
    typed("attach", case, other)
    shown = typed("agenda", "KKR").out
    assert [line for line in shown.splitlines() if line.startswith("./.")] == [
        "./. Regnskabet er vedlagt.",
        "./. Bilag 2: notat.txt",
    ]
    told = json.loads(typed("agenda", "KKR", "--json").out)["groups"][1]["items"][0]
    assert told["attachment_marks"] == 2
    assert [one["name"] for one in told["attachments"]] == ["regnskab 2026.pdf", "notat.txt"]


def test_check_ends_in_one_until_all_is_in_order(typed: Typed, case: str, pdf: Path) -> None:
    typed("meeting", "set", "KKR", "2027-06-20", "--time", "10:00", "--place", "Middelfart")
    message = "Item 2.1 (Regnskab) has 1 mark ./. and no files; sagsgang attach KKR/2027-06-20/2.1 FILE adds one."
    assert typed("check", "KKR") == Said(1, f"{message}\nLooked through 5 items of KKR 2027-06-20: 1 to look at.\n", "")
    said = typed("check", "KKR", "--meeting", "2027-06-20", "--json")
    assert (said.code, json.loads(said.out)) == (
        1,
        [{"item": "2.1", "title": "Regnskab", "code": "mark_without_file", "message": message}],
    )
    typed("attach", case, pdf)
    assert typed("check", "KKR") == Said(0, "Looked through 5 items of KKR 2027-06-20: nothing to look at.\n", "")
    assert typed("check", "KKR", "--json") == Said(0, "[]\n", "")


def test_verify_finds_a_file_that_is_gone(typed: Typed, case: str, pdf: Path, register: Path) -> None:
    typed("attach", case, pdf)
    assert typed("verify").code == 0
    Path(f"{register}.files", DIGEST[:2], DIGEST).unlink()
    said = typed("verify", "--json")
    (finding,) = json.loads(said.out)["findings"]
    assert (said.code, finding["fault"], finding["message"]) == (
        1,
        "file",
        f"The file of attachment {finding['key']} (regnskab 2026.pdf, case 1) is missing; its digest is {DIGEST}.",
    )


def test_verify_looks_at_the_register_where_nobody_says_where_files_are(
    typed: Typed, new_postgres: NewPostgres, postgres_template: str, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends with 1: what nobody looked at is not known to be well."""
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", new_postgres(postgres_template))
    typed("case", "new", "Regnskab", "--submit")
    whole = typed("verify")
    assert (whole.code, whole.err) == (0, "")
    with monkeypatch.context() as said:
        said.setenv("SAGSGANG_FILES", str(pdf.parent / "shared"))
        assert (typed("attach", "1", pdf).code, typed("verify").code) == (0, 0)
    left_out = (
        "The attached files were not looked at. Where are attached files kept? "
        "Set SAGSGANG_FILES to a folder that all who work here share."
    )
    told = typed("verify")
    assert (told.code, told.out.splitlines()[0], told.err) == (
        1,
        "The journal and the register agree.",
        f"{left_out}\n",
    )
    told = typed("verify", "--json")
    findings = json.loads(told.out)
    assert (told.code, findings["findings"], findings["left_out"]) == (1, [], left_out)


def test_where_files_are_kept_may_be_said(
    typed: Typed, case: str, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAGSGANG_FILES", str(tmp_path / "shared"))
    typed("attach", case, pdf)
    assert (tmp_path / "shared" / DIGEST[:2] / DIGEST).read_bytes() == PDF
