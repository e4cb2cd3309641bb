"""What a header may hold, and how it is written."""

import idna
import pytest

from mail.policy import (
    ascii_email,
    encoded,
    guarded,
    guarded_file_name,
    mailbox_value,
    named_parameters,
    old_name_parameter,
    subject_value,
)
from states.addresses import Address


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Frist på Ærø", "Frist på Ærø"),
        ("  to  blanke  ", "to  blanke"),
        ("a\r\nBcc: x@example.com", "a Bcc: x@example.com"),
        ("a\r\n\t\n b", "a  b"),
        ("a\x00b\x85c\u2028d\u2029e", "a b c d e"),
        ("=?utf-8?q?Bcc=3A?=", "= ?utf-8?q?Bcc=3A?="),
        ("=\u200b?utf-8?q?x?=", "= ?utf-8?q?x?="),
        ("==??", "== ??"),
        ("SAG \u202eenhcs\u202c \u2066x\u2069", "SAG enhcs x"),
        ("fast\u00a0blank, blød\u00adbindestreg", "fast\u00a0blank, blød\u00adbindestreg"),
        ("lone \ud800 half", "lone  half"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("abcdefghij k", "abcdefghij…"),
    ],
)
def test_a_header_holds_one_plain_line(words: str, kept: str) -> None:
    assert guarded(words, 11 if kept.endswith("…") else 250) == kept


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Årsplan 2027.pdf", "Årsplan 2027.pdf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("C:\\bilag\\plan.docx", "C--bilag-plan.docx"),
        ('a"b<c>.pdf', "a-b-c-.pdf"),
        ("...", "-"),
        ("", "-"),
        ("å" * 200 + ".pdf", "å" * 145 + "….pdf"),
        ("å" * 200, "å" * 149 + "…"),
    ],
)
def test_a_file_name_is_no_way_into_another_folder(name: str, kept: str) -> None:
    assert guarded_file_name(name) == kept


def test_plain_words_stand_as_they_are_and_others_are_encoded_whole() -> None:
    assert subject_value("Frist den 20. juni (SAG-12)") == "Frist den 20. juni (SAG-12)"
    assert subject_value("På Ærø") == "=?UTF-8?B?UMOlIMOGcsO4?="
    assert subject_value("x" * 61) == f"{encoded('x' * 39)}\r\n {encoded('x' * 22)}"


@pytest.mark.parametrize(
    ("address", "value"),
    [
        (Address("bel@example.dk"), "bel@example.dk"),
        (Address("bel@example.dk", "Bent Lund"), "Bent Lund\r\n <bel@example.dk>"),
        (Address("bel@example.dk", "Lund, Bent (V)"), '"Lund, Bent (V)"\r\n <bel@example.dk>'),
        (Address("bel@example.dk", 'Bent "Bo" Lund'), "=?UTF-8?B?QmVudCAiQm8iIEx1bmQ=?=\r\n <bel@example.dk>"),
        (Address("bel@ærø.dk", "Åse"), "=?UTF-8?B?w4VzZQ==?=\r\n <bel@xn--r-3fa9c.dk>"),
    ],
)
def test_a_name_stands_before_its_address(address: Address, value: str) -> None:
    assert mailbox_value(address) == value


DOMAINS = [
    "ærø.dk",
    "sønderborg.dk",
    "fanø-kommune.dk",
    "nordfyn.dk",
    "tønder.dk",
    "æøå.dk",
    "østerå.example.dk",
    "grønlandsæg.dk",
    "blåbærgrød.dk",
    "göteborg.se",
    "münchen.de",
]


@pytest.mark.parametrize("domain", DOMAINS)
def test_danish_domains_have_the_ascii_form_that_the_newer_rule_gives_them(domain: str) -> None:
    assert ascii_email(f"bel@{domain}") == f"bel@{idna.encode(domain).decode()}"


def test_an_address_without_ascii_form_is_refused() -> None:
    with pytest.raises(UnicodeError):
        ascii_email("bjørn@example.dk")
    with pytest.raises(UnicodeError):
        ascii_email(f"bel@{'ø' * 64}.dk")


def test_file_names_for_readers_of_every_age() -> None:
    assert named_parameters("filename", "plan.pdf") == '\r\n filename="plan.pdf"'
    assert named_parameters("filename", "Årsplan.pdf") == "\r\n filename*=UTF-8''%C3%85rsplan.pdf"
    assert named_parameters("filename", "Årsplan for socialområdet i de 22 kommuner.pdf") == (
        "\r\n filename*0*=UTF-8''%C3%85rsplan%20for%20socialomr%C3%A5det%20i%20de;\r\n filename*1*=%2022%20kommuner.pdf"
    )
    assert old_name_parameter("Årsplan.pdf") == '\r\n name="=?UTF-8?B?w4Vyc3BsYW4ucGRm?="'
