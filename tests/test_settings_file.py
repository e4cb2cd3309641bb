"""Settings that stand in a file."""

from pathlib import Path

import pytest

from settings import MailSettings, NoFolder, Settings, exposed_secret, read_settings
from states.addresses import Address
from states.letters import LetterKind, MailServer
from states.said import BadConfig, BadSetting, UnknownSetting


def config(folder: Path, text: str) -> dict[str, str]:
    path = folder / "sagsgang.toml"
    path.write_text(text, encoding="utf-8")
    return {"SAGSGANG_CONFIG": str(path)}


WHOLE = """# the secretariat's own
user = "bel"
database_url = "register.db"
templates = "skabeloner"
smtp_host = "mail.example.dk"
smtp_port = 2587
smtp_user = "kkr"
smtp_password_file = "hemmeligt/kode"
mail_from = "Sekretariatet <kkr@example.dk>"
approve = ["dispatch", "call"]
closing_days = [2027-06-05, "12-24"]
backup_days = 3
link = ""
"""


def test_settings_may_stand_in_a_file_and_folders_are_meant_from_there(tmp_path: Path) -> None:
    (tmp_path / "skabeloner").mkdir()
    said = config(tmp_path, WHOLE)
    settings = read_settings(said)
    assert settings == Settings(
        str(tmp_path / "register.db"),
        "bel",
        templates=tmp_path / "skabeloner",
        files=tmp_path / "register.db.files",
        mail=MailSettings(
            MailServer("mail.example.dk", 2587, user="kkr", password_file=tmp_path / "hemmeligt/kode"),
            sender=Address("kkr@example.dk", "Sekretariatet"),
            approve=frozenset({LetterKind.DISPATCH, LetterKind.CALL}),
        ),
        closing_days="2027-06-05, 12-24",
        backup_days=3,
    )
    assert {name: one.place for name, one in settings.said.items() if "PORT" in name or "CONFIG" in name} == {
        "SAGSGANG_CONFIG": "SAGSGANG_CONFIG",
        "SAGSGANG_SMTP_PORT": f"{tmp_path}/sagsgang.toml, line 6 (smtp_port)",
    }
    (tmp_path / "skabeloner").rmdir()
    with pytest.raises(NoFolder) as told:
        read_settings(said)
    assert str(told.value) == (
        f"{tmp_path}/sagsgang.toml, line 4 (templates) names the folder {tmp_path}/skabeloner, which does not exist."
    )


def test_a_database_server_is_no_path(tmp_path: Path) -> None:
    said = config(tmp_path, '\ufeffdatabase_url = "postgresql://x/y"')  # and an editor's mark does no harm
    assert read_settings(said).database == "postgresql://x/y"


def test_the_file_beside_is_found_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config(tmp_path, 'user = "snm"')
    monkeypatch.chdir(tmp_path)
    assert read_settings({}).user == "snm"
    assert read_settings({"SAGSGANG_USER": "bel"}).user == "bel"


def test_what_the_environment_says_takes_the_place_of_its_other_in_the_file(tmp_path: Path) -> None:
    said = config(tmp_path, 'smtp_host = "mail.example.dk"\nsmtp_user = "kkr"\nsmtp_password_file = "kode"\n')
    assert read_settings(said | {"SAGSGANG_MAIL_FOLDER": "/out"}).mail == MailSettings(folder=Path("/out"))
    found = read_settings(said | {"SAGSGANG_SMTP_PASSWORD": "guld"}).mail.server
    assert found == MailServer("mail.example.dk", 587, user="kkr", password="guld")


def test_a_password_in_a_file_that_others_may_read_is_noticed(tmp_path: Path) -> None:
    said = config(tmp_path, 'smtp_host = "mail.example.dk"\nsmtp_user = "kkr"\nsmtp_password = "guld"\n')
    (tmp_path / "sagsgang.toml").chmod(0o644)
    assert exposed_secret(read_settings(said)) == tmp_path / "sagsgang.toml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'user = "a"\nsmtp_hst = "x"',
            "{0}, line 2 sets smtp_hst, which is no setting of sagsgang; did you mean smtp_host?",
        ),
        (
            "[smtp]\nhost = 1",
            "{0}, line 1 opens a table, [smtp]; write each setting on a line of its own, smtp_host = …",
        ),
        ("\nsmtp_port = true", "{0}, line 2 (smtp_port) is neither a text nor a number nor a list of texts."),
        ("\nsmtp_port = 99999", "{0}, line 2 (smtp_port) says '99999': write a whole number from 1 to 65535."),
        ("user = ", "Could not read the settings in {0}: Invalid value (at end of document)."),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    said = config(tmp_path, text)
    with pytest.raises((UnknownSetting, BadSetting, BadConfig)) as told:
        read_settings(said)
    assert str(told.value) == message.format(said["SAGSGANG_CONFIG"])


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(BadConfig) as told:
        read_settings({"SAGSGANG_CONFIG": str(tmp_path / "none.toml")})
    assert str(told.value) == f"Could not read the settings in {tmp_path}/none.toml: no such file or directory."
