"""How letters leave, at the command line."""

import json
from pathlib import Path

import pytest
from fast_mail_parser import parse_email

from states.letters import LetterKind
from tests.commands.conftest import Said, Typed
from tests.house.tree import ROOT
from tests.mail.certificates import authority
from tests.mail.faults import LOOPBACK, Fault, MailRoom, mail_room

Set = pytest.MonkeyPatch


def say(setting: Set, **words: object) -> None:
    for name, word in words.items():
        setting.setenv(f"SAGSGANG_{name}", str(word))


@pytest.fixture
def office(monkeypatch: Set, tmp_path: Path) -> Set:
    """Where nothing is said but who sends."""
    monkeypatch.chdir(tmp_path)
    say(monkeypatch, MAIL_FROM="Fællessekretariatet <kkr@søen.dk>")
    return monkeypatch


def test_a_first_try_goes_into_a_folder(typed: Typed, office: Set, tmp_path: Path) -> None:
    say(office, MAIL_FOLDER=tmp_path / "post")
    said = typed("mail", "test", "bel@ærø.dk")
    (file,) = (tmp_path / "post").iterdir()
    assert said == Said(0, f"From kkr@søen.dk to bel@ærø.dk, into the folder {tmp_path}/post.\nPut into {file}.\n", "")
    letter = parse_email(file.read_bytes())
    assert (letter.subject, letter.from_ and letter.from_.display_name) == (
        "Prøvebrev fra Sagsgang",
        "Fællessekretariatet",
    )
    assert "æ, ø, å, Æ, Ø, Å, é og ü" in letter.text_plain[0]
    assert "æ, ø, å, Æ, Ø, Å, é og ü" in letter.text_html[0]


def test_each_step_to_a_mail_server_is_told(typed: Typed, office: Set, tmp_path: Path) -> None:
    signer, secret = authority(tmp_path), tmp_path / "password"
    secret.write_text("Sølv & guld\n", encoding="utf-8")
    secret.chmod(0o600)
    with mail_room(MailRoom(tls=signer.vouches(LOOPBACK), password="Sølv & guld")) as room:
        say(office, SMTP_HOST=LOOPBACK, SMTP_PORT=room.port, SMTP_USER="kkr", SMTP_PASSWORD_FILE=secret)
        say(office, SMTP_CA_FILE=signer.file)
        said = typed("mail", "test", "bel@example.dk")
    assert said == Said(
        0,
        f"From kkr@søen.dk to bel@example.dk, by {LOOPBACK}, port {room.port}, starttls.\n"
        f"Connected to {LOOPBACK}, port {room.port}.\n"
        f"The line is encrypted (TLSv1.3); the certificate is {LOOPBACK}'s.\n"
        "Logged in as kkr.\n"
        "Accepted: 250 2.0.0 kept as 1.\n",
        "",
    )
    assert [(kept.sender, kept.to) for kept in room.kept] == [("kkr@xn--sen-0na.dk", "bel@example.dk")]


def test_what_to_do_is_told_where_it_did_not_leave(typed: Typed, office: Set) -> None:
    with mail_room(MailRoom(faults=[Fault("RCPT", "550 5.7.1 no relaying")])) as room:
        say(office, SMTP_HOST=LOOPBACK, SMTP_PORT=room.port, SMTP_SECURITY="none")
        said = typed("mail", "test", "bel@example.dk")
    assert (said.code, said.err) == (
        1,
        "It did not leave. 550 5.7.1 no relaying (said of the recipient).\n"
        "Check the address; and that the server takes letters to other houses from this machine.\n",
    )


def test_no_letter_to_what_is_no_address(typed: Typed, office: Set, tmp_path: Path) -> None:
    say(office, MAIL_FOLDER=tmp_path / "post")
    assert typed("mail", "test", "bel") == Said(
        1, "", "'bel' is no e-mail address: it has no domain. Write it as name@domain, such as bel@example.dk.\n"
    )
    assert not (tmp_path / "post").exists()


def test_nothing_is_sent_before_it_is_said_how(typed: Typed, office: Set) -> None:
    office.delenv("SAGSGANG_MAIL_FROM")
    way = (
        "Where shall letters go? Set SAGSGANG_SMTP_HOST to your mail server, or for a first try SAGSGANG_MAIL_FOLDER "
        "to a folder; see docs/mail.md.\n"
    )
    sender = 'Who do letters come from? Set SAGSGANG_MAIL_FROM, such as "Sekretariatet <kkr@example.dk>".\n'
    assert typed("mail", "test", "bel@example.dk") == Said(1, "", way)
    assert typed("mail", "show").err == f"note: {way}note: {sender}"
    say(office, MAIL_FOLDER="post")
    assert typed("mail", "test", "bel@example.dk") == Said(1, "", sender)


@pytest.mark.usefixtures("office")
def test_the_settings_in_force_and_where_they_stand(typed: Typed, tmp_path: Path) -> None:
    config = tmp_path / "sagsgang.toml"
    config.write_text('smtp_host = "mail.example.dk"\nsmtp_user = "kkr"\nsmtp_password = "guld"\n', encoding="utf-8")
    config.chmod(0o644)
    said = typed("mail", "show", "--json")
    here = "sagsgang.toml, line"
    assert {row["setting"].removeprefix("SAGSGANG_"): (row["value"], row["from"]) for row in json.loads(said.out)} == {
        "SMTP_HOST": ("mail.example.dk", f"{here} 1 (smtp_host)"),
        "SMTP_PORT": ("587", ""),
        "SMTP_SECURITY": ("starttls", ""),
        "SMTP_USER": ("kkr", f"{here} 2 (smtp_user)"),
        "SMTP_PASSWORD": ("not shown", f"{here} 3 (smtp_password)"),
        "SMTP_PASSWORD_FILE": ("not set", ""),
        "SMTP_CA_FILE": ("the machine's own", ""),
        "MAIL_FOLDER": ("not set", ""),
        "MAIL_FROM": ("Fællessekretariatet <kkr@søen.dk>", "SAGSGANG_MAIL_FROM"),
        "LINK": ("not set", ""),
        "APPROVE": ("dispatch, change, extract, request", ""),
    }
    assert said.err == (
        "note: sagsgang.toml holds the password, and everybody on this machine may read it: chmod 600\n"
    )
    assert "guld" not in typed("mail", "show").out


def test_a_missing_password_file_hinders_letters_only(typed: Typed, office: Set, tmp_path: Path) -> None:
    secret = tmp_path / "none"
    say(office, SMTP_HOST=LOOPBACK, SMTP_USER="kkr", SMTP_PASSWORD_FILE=secret)
    assert typed("case", "list").code == 0
    assert typed("mail", "test", "bel@example.dk") == Said(
        1,
        "",
        f"SAGSGANG_SMTP_PASSWORD_FILE names {secret}, and it cannot be used: no such file or directory. "
        "Nothing was sent.\n",
    )


def test_a_broken_template_of_the_office_sends_nothing(typed: Typed, office: Set, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter-test.subject.j2").write_text("{{ nothing }}\n")
    say(office, MAIL_FOLDER=tmp_path / "post", TEMPLATES=tmp_path / "own")
    said = typed("mail", "test", "bel@example.dk")
    assert (said.code, said.out, said.err.startswith("The letter could not be written: ")) == (1, "", True)
    assert said.err.endswith("Nothing was sent.\n")


def test_every_setting_of_letters_is_explained(typed: Typed) -> None:
    told = (ROOT / "docs" / "mail.md").read_text(encoding="utf-8")
    names = [row["setting"] for row in json.loads(typed("mail", "show", "--json").out)]
    assert [name for name in names if f"| `{name}` |" not in told] == []
    assert [kind for kind in LetterKind if f"`{kind}`" not in told] == []
