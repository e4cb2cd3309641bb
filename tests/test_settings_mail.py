"""How letters leave, and who they come from, as the surroundings say it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from settings import MailSettings, NoSender, NoWayOut, SecretUnreadable, exposed_secret, read_settings, sender, way_out
from states.addresses import Address
from states.letters import LetterKind, MailServer
from states.said import BadSetting

SERVER = {"SAGSGANG_SMTP_HOST": "mail.example.dk"}
LOGIN = SERVER | {"SAGSGANG_SMTP_USER": "sekretariat"}


def mail(environment: Mapping[str, str]) -> MailSettings:
    return read_settings(environment).mail


def test_mail_without_anything_said() -> None:
    assert mail({}) == MailSettings(
        approve=frozenset({LetterKind.DISPATCH, LetterKind.CHANGE, LetterKind.EXTRACT, LetterKind.REQUEST}), link=""
    )
    with pytest.raises(NoWayOut):
        way_out(mail({}))
    with pytest.raises(NoSender):
        sender(mail({}))


def test_a_mail_server_is_reached_with_starttls_unless_said_otherwise() -> None:
    assert mail(SERVER) == MailSettings(MailServer("mail.example.dk", 587, "starttls"))
    assert way_out(mail(SERVER)) == MailServer("mail.example.dk", 587, "starttls")


@pytest.mark.parametrize(
    ("more", "port"),
    [({}, 587), ({"SECURITY": "tls"}, 465), ({"SECURITY": "TLS"}, 465), ({"SECURITY": "tls", "PORT": "8465"}, 8465)],
)
def test_each_way_of_securing_the_line_has_its_port(more: Mapping[str, str], port: int) -> None:
    found = mail(SERVER | {f"SAGSGANG_SMTP_{name}": said for name, said in more.items()}).server
    assert found == MailServer("mail.example.dk", port, more.get("SECURITY", "starttls").lower())


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])
def test_this_machine_needs_no_tls(host: str) -> None:
    found = mail({"SAGSGANG_SMTP_HOST": host, "SAGSGANG_SMTP_SECURITY": "none"}).server
    assert found == MailServer(host.strip("[]"), 25, "none")


def test_who_sends_and_where_the_pages_are() -> None:
    said = {
        "SAGSGANG_MAIL_FROM": "Sekretariatet på Søen <kkr@sønderborg.dk>",
        "SAGSGANG_LINK": "https://sag.example.dk/kkr/",
        "SAGSGANG_MAIL_FOLDER": "/srv/mail",
    }
    sent_by = Address("kkr@sønderborg.dk", "Sekretariatet på Søen")
    assert mail(said) == MailSettings(folder=Path("/srv/mail"), sender=sent_by, link="https://sag.example.dk/kkr")
    assert sender(mail(said)) == sent_by
    assert way_out(mail(said)) == Path("/srv/mail")
    assert mail({"SAGSGANG_MAIL_FROM": "kkr@example.dk"}).sender == Address("kkr@example.dk")
    assert mail({"SAGSGANG_MAIL_FROM": '"Vejle, KKR" <kkr@example.dk>'}).sender == Address(
        "kkr@example.dk", "Vejle, KKR"
    )


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("none", frozenset()),
        ("all", frozenset(LetterKind)),
        ("call, Dispatch", frozenset({LetterKind.CALL, LetterKind.DISPATCH})),
        ("reminders call", frozenset({LetterKind.REMINDERS, LetterKind.CALL})),
    ],
)
def test_which_letters_a_person_approves_first(said: str, kinds: frozenset[LetterKind]) -> None:
    assert mail({"SAGSGANG_APPROVE": said}).approve == kinds


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        (
            SERVER | {"SAGSGANG_SMTP_SECURITY": "none"},
            "SAGSGANG_SMTP_SECURITY says none, but mail.example.dk is another machine: say starttls or tls.",
        ),
        (
            SERVER | {"SAGSGANG_SMTP_SECURITY": "ssl"},
            "SAGSGANG_SMTP_SECURITY says 'ssl': there are starttls, tls, none.",
        ),
        (SERVER | {"SAGSGANG_SMTP_PORT": "0"}, "SAGSGANG_SMTP_PORT says '0': write a whole number from 1 to 65535."),
        (
            SERVER | {"SAGSGANG_SMTP_PORT": "587x"},
            "SAGSGANG_SMTP_PORT says '587x': write a whole number from 1 to 65535.",
        ),
        (
            {"SAGSGANG_SMTP_HOST": "https://mail.example.dk"},
            "SAGSGANG_SMTP_HOST says 'https://mail.example.dk': write the name of the machine alone, such as "
            "mail.example.dk.",
        ),
        (
            {"SAGSGANG_SMTP_HOST": "mail.dk:587"},
            "SAGSGANG_SMTP_HOST says 'mail.dk:587': write the name of the machine alone, such as mail.example.dk.",
        ),
        (
            SERVER | {"SAGSGANG_MAIL_FOLDER": "out"},
            "SAGSGANG_MAIL_FOLDER and SAGSGANG_SMTP_HOST are both set: say one of them.",
        ),
        (
            LOGIN | {"SAGSGANG_SMTP_PASSWORD": "x", "SAGSGANG_SMTP_PASSWORD_FILE": "y"},
            "SAGSGANG_SMTP_PASSWORD and SAGSGANG_SMTP_PASSWORD_FILE are both set: say one of them.",
        ),
        (
            LOGIN,
            "SAGSGANG_SMTP_HOST names a mail server to log in to, but SAGSGANG_SMTP_PASSWORD (or _PASSWORD_FILE) is "
            "not set.",
        ),
        (
            SERVER | {"SAGSGANG_SMTP_PASSWORD": "x"},
            "SAGSGANG_SMTP_HOST names a mail server to log in to, but SAGSGANG_SMTP_USER is not set.",
        ),
        (
            SERVER | {"SAGSGANG_SMTP_CA_FILE": "/none.pem"},
            "SAGSGANG_SMTP_CA_FILE names the file /none.pem, which does not exist.",
        ),
        (
            {"SAGSGANG_MAIL_FROM": "Sekretariatet <kkr>"},
            "SAGSGANG_MAIL_FROM says 'Sekretariatet <kkr>', which holds no e-mail address: it has no domain.",
        ),
        (
            {"SAGSGANG_LINK": "sag.example.dk"},
            "SAGSGANG_LINK says 'sag.example.dk': write the whole address of the pages, such as https://sag.example.dk.",
        ),
        (
            {"SAGSGANG_APPROVE": "dispach"},
            "SAGSGANG_APPROVE says 'dispach': 'dispach' is no kind of letter; did you mean dispatch?",
        ),
        ({"SAGSGANG_BACKUP_DAYS": "0"}, "SAGSGANG_BACKUP_DAYS says '0': write a whole number from 1 to 3650."),
    ],
)
def test_a_setting_that_cannot_be_is_named(environment: Mapping[str, str], message: str) -> None:
    with pytest.raises(BadSetting) as told:
        read_settings(environment)
    assert str(told.value) == message


def test_the_password_is_read_from_its_file_when_mail_is_used(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    named = LOGIN | {"SAGSGANG_SMTP_PASSWORD_FILE": str(secret)}
    settings = read_settings(named)  # a missing file does not hinder what has nothing to do with mail
    with pytest.raises(SecretUnreadable) as told:
        way_out(settings.mail)
    assert str(told.value) == (
        f"SAGSGANG_SMTP_PASSWORD_FILE names {secret}, and it cannot be used: no such file or directory. "
        "Nothing was sent."
    )
    secret.write_text("\n")
    with pytest.raises(SecretUnreadable, match="its first line is empty"):
        way_out(settings.mail)
    secret.write_bytes(b"\xff\n")
    with pytest.raises(SecretUnreadable, match="it is no text in UTF-8"):
        way_out(settings.mail)
    secret.write_text("Sølv og guld\nen anden linje\n", encoding="utf-8")
    found = way_out(settings.mail)
    assert found == MailServer("mail.example.dk", 587, "starttls", "sekretariat", "Sølv og guld")
    assert "guld" not in repr(found)


def test_a_password_that_others_may_read_is_noticed(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("guld")
    named = LOGIN | {"SAGSGANG_SMTP_PASSWORD_FILE": str(secret)}
    secret.chmod(0o644)
    assert exposed_secret(read_settings(named)) == secret
    secret.chmod(0o600)
    assert exposed_secret(read_settings(named)) is None
    assert exposed_secret(read_settings({})) is None
