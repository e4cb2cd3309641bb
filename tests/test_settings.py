"""Settings are read once; what is misspelt is refused instead of being ignored."""

import getpass
from pathlib import Path

import pytest

from settings import NoFolder, Settings, read_settings
from states.said import UnknownSetting


def test_what_the_environment_says() -> None:
    environment = {"SAGSGANG_DATABASE_URL": "postgresql://x/y", "SAGSGANG_USER": "bel", "HOME": "/root"}
    assert read_settings(environment) == Settings("postgresql://x/y", "bel")


def test_without_any_setting() -> None:
    assert read_settings({}) == Settings("sagsgang.db", getpass.getuser(), files=Path("sagsgang.db.files"))
    assert read_settings({"SAGSGANG_DATABASE_URL": "", "SAGSGANG_USER": ""}) == read_settings({})


def test_the_option_wins_over_the_environment() -> None:
    assert read_settings({"SAGSGANG_DATABASE_URL": "a.db", "SAGSGANG_USER": "bel"}, database="b.db").database == "b.db"


def test_a_misspelt_setting_is_named_with_the_one_that_was_meant() -> None:
    with pytest.raises(UnknownSetting) as told:
        read_settings({"SAGSGANG_USR": "bel"})
    assert str(told.value) == (
        "The environment sets SAGSGANG_USR, which is no setting of sagsgang; did you mean SAGSGANG_USER?"
    )
    with pytest.raises(UnknownSetting) as told:
        read_settings({"SAGSGANG_QQQQQQQQQQQQQQ": "1"})
    assert "; known: " in str(told.value)


def test_a_folder_of_routes_must_be_there(tmp_path: Path) -> None:
    settings = read_settings({"SAGSGANG_ROUTES": str(tmp_path), "SAGSGANG_USER": "bel"})
    assert settings == Settings("sagsgang.db", "bel", routes=tmp_path, files=Path("sagsgang.db.files"))
    with pytest.raises(NoFolder) as told:
        read_settings({"SAGSGANG_ROUTES": str(tmp_path / "none")})
    assert str(told.value) == f"SAGSGANG_ROUTES names the folder {tmp_path / 'none'}, which does not exist."


@pytest.mark.parametrize(
    ("database", "files"),
    [
        ("/srv/register.db", Path("/srv/register.db.files")),
        ("sqlite:////srv/register.db", Path("/srv/register.db.files")),
        ("postgresql://bel@server/register", None),
    ],
)
def test_files_are_kept_beside_a_register_that_is_a_file(database: str, files: Path | None) -> None:
    assert read_settings({}, database=database).files == files
    assert read_settings({"SAGSGANG_FILES": "/srv/files"}, database=database).files == Path("/srv/files")
