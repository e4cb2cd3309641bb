"""Letters put into a folder, to be looked at or fetched."""

from dataclasses import replace
from pathlib import Path

from mail.folder import Folder
from mail.transport import open_carrier
from states.letters import Answer, Verdict
from tests.mail.letters import LETTER, composed

FROM, TO = "kkr@example.dk", "bel@example.dk"


def test_a_letter_is_a_file_named_by_its_date_and_its_id(tmp_path: Path) -> None:
    folder, message = tmp_path / "ud" / "post", composed(LETTER)
    with open_carrier(folder) as carrier:
        answer = carrier.carry(FROM, TO, message)
    assert answer == Answer(Verdict.ACCEPTED, f"Put into {folder}/20270620-091500-k3x9.eml")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"20270620-091500-k3x9.eml": message}


def test_a_second_copy_takes_the_place_of_the_first(tmp_path: Path) -> None:
    with Folder(tmp_path) as carrier:
        for _ in range(2):
            carrier.carry(FROM, TO, composed(LETTER))
        carrier.carry(FROM, TO, composed(replace(LETTER, message_id="<other@example.dk>")))
    assert len([*tmp_path.iterdir()]) == 2


def test_an_id_is_no_way_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "post"
    with Folder(folder) as carrier:
        carrier.carry(FROM, TO, composed(replace(LETTER, message_id="</../../x@example.dk>")))
    (file,) = folder.iterdir()
    assert file.name.startswith("20270620-091500-")
    assert [path.name for path in tmp_path.iterdir()] == ["post"]


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "post").write_text("a file stands there")
    with Folder(tmp_path / "post") as carrier:
        answer = carrier.carry(FROM, TO, composed(LETTER))
    words = f"The folder {tmp_path}/post cannot be written to: file exists"
    assert answer == Answer(Verdict.LATER, words, for_all=True)
