"""The folder of stored files: whole, once, and held against the register."""

import hashlib
import os
from pathlib import Path

import pytest

from db.files import CannotKeep, FileMissing, Files

CONTENT = "Børn & unge".encode()
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "register.db.files")


def kept(files: Files) -> list[str]:
    return sorted(str(path.relative_to(files.folder)) for path in files.folder.rglob("*") if path.is_file())


def test_content_is_kept_once_under_its_digest_and_comes_back(files: Files) -> None:
    assert [files.keep(CONTENT), files.keep(CONTENT)] == [DIGEST, DIGEST]
    assert kept(files) == [f"{DIGEST[:2]}/{DIGEST}"]
    assert files.content(DIGEST, "Budget.pdf") == CONTENT
    assert files.fault(DIGEST) is None


def test_a_file_that_is_gone_is_told_with_its_name_and_place(files: Files) -> None:
    with pytest.raises(FileMissing) as refused:
        files.content(DIGEST, "Budget.pdf")
    assert str(refused.value) == (
        f"The file of the attachment 'Budget.pdf' ({DIGEST[:12]}…) is missing: {files.path(DIGEST)}. "
        "Bring it back from the backup."
    )
    assert files.fault(DIGEST) == "is missing"


def test_a_file_that_was_changed_is_not_handed_out(files: Files) -> None:
    files.keep(CONTENT)
    files.path(DIGEST).write_bytes(b"another")
    with pytest.raises(FileMissing, match="was changed"):
        files.content(DIGEST, "Budget.pdf")
    assert files.fault(DIGEST) == "was changed"


def test_storing_it_again_mends_it(files: Files) -> None:
    files.keep(CONTENT)
    files.path(DIGEST).write_bytes(b"another")
    files.keep(CONTENT)
    assert files.content(DIGEST, "Budget.pdf") == CONTENT


def test_a_folder_in_its_place_is_told(files: Files) -> None:
    files.path(DIGEST).mkdir(parents=True)
    with pytest.raises(FileMissing, match="cannot be read"):
        files.content(DIGEST, "Budget.pdf")
    with pytest.raises(CannotKeep):
        files.keep(CONTENT)


def test_where_nothing_can_be_written_nothing_is_half_there(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file stands where the folder should be")
    with pytest.raises(CannotKeep) as refused:
        Files(tmp_path / "taken").keep(CONTENT)
    assert str(refused.value) == (
        f"Could not keep the file in {tmp_path / 'taken'}: not a directory. Nothing was attached."
    )
    assert os.listdir(tmp_path) == ["taken"]
