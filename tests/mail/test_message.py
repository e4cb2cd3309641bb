"""A letter as a message, read back with another decoder than the standard library's (mailparse, in Rust)."""

from dataclasses import replace
from random import Random

import pytest
from fast_mail_parser import parse_email_tree, walk
from hypothesis import given
from hypothesis import strategies as st

from db.files import FileMissing, Files
from mail.message import MessageSpoilt, compose, dated, message_id
from mail.policy import MOST_NAME, MOST_SUBJECT, ascii_email, guarded, guarded_file_name
from states.addresses import Address
from states.letters import Enclosure
from tests.mail.danish import STRANGE, titles
from tests.mail.headers import Tried, tried
from tests.mail.letters import HEADERS, LETTER, OFFICE, Read, composed, read

PDF = "application/pdf"
INVITATION = "BEGIN:VCALENDAR\nMETHOD:PUBLISH\nSUMMARY:Møde på Ærø\nEND:VCALENDAR"

WHOLE = """\
Date: Sun, 20 Jun 2027 09:15:00 +0000
From: =?UTF-8?B?RsOmbGxlc3Nla3JldGFyaWF0ZXQgcMOlIFPDuGVu?=
 <kkr@example.dk>
To: =?UTF-8?B?QmrDuHJuIMOYc3RlcmfDpXJk?=
 <bel@xn--snderborg-l8a.dk>
Subject: =?UTF-8?B?SMO4cmluZ3NzdmFyIG9tIMOGcsO4OiBmcmlzdCBww6UgdGlyc2Rh?=
 =?UTF-8?B?Zw==?=
Message-ID: <k3x9@example.dk>
MIME-Version: 1.0
Content-Language: da
Auto-Submitted: auto-generated
X-Auto-Response-Suppress: OOF, AutoReply, DR, RN, NRN
Content-Type: multipart/mixed;
"""


def test_a_letter_is_plain_to_every_reader() -> None:
    assert read(composed(LETTER)) == Read(
        headers=HEADERS,
        subject="Høringssvar om Ærø: frist på tirsdag",
        people=[("Fællessekretariatet på Søen", "kkr@example.dk"), ("Bjørn Østergård", "bel@xn--snderborg-l8a.dk")],
        text=["Kære Bjørn\r\n\r\nDer er frist på tirsdag.\r\n"],
        html=["<p>Kære Bjørn</p>\r\n"],
        files=[],
    )


def test_a_letter_with_everything() -> None:
    files = {"a": b"%PDF-1.7 \x00\xff" * 100, "b": b""}
    enclosures = (Enclosure("Årsplan for Ærø.pdf", PDF, "a", 1100), Enclosure("tom.txt", "text/plain", "b", 0))
    message = composed(replace(LETTER, enclosures=enclosures, invitation=INVITATION), files)
    assert [(part.content_type, part.filename, part.disposition) for part in walk(parse_email_tree(message))] == [
        ("multipart/mixed", "", None),
        ("multipart/alternative", "", None),
        ("text/plain", "", None),
        ("text/html", "", None),
        ("text/calendar", "sagsgang.ics", "attachment"),
        (PDF, "Årsplan for Ærø.pdf", "attachment"),
        ("text/plain", "tom.txt", "attachment"),
    ]
    assert b"Content-Type: text/calendar; charset=utf-8; method=PUBLISH\r\n" in message
    assert read(message).files == [
        ("sagsgang.ics", "text/calendar", (INVITATION + "\n").replace("\n", "\r\n").encode()),
        ("Årsplan for Ærø.pdf", PDF, files["a"]),
        ("tom.txt", "text/plain", b""),
    ]


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_an_invitation_stands_among_the_texts_for_it_asks_the_reader_something(method: str) -> None:
    message = composed(replace(LETTER, invitation=INVITATION.replace("PUBLISH", method)))
    assert [(part.content_type, part.filename) for part in walk(parse_email_tree(message))] == [
        ("multipart/alternative", ""),
        ("text/plain", ""),
        ("text/html", ""),
        ("text/calendar", ""),
    ]
    assert f"Content-Type: text/calendar; charset=utf-8; method={method}\r\n".encode() in message


def test_the_headers_as_they_are_written() -> None:
    message = composed(replace(LETTER, enclosures=(Enclosure("plan.pdf", PDF, "a", 1),)), {"a": b"x"})
    head = message.partition(b"\r\n\r\n")[0].decode("ascii")
    assert head.splitlines()[:-1] == WHOLE.splitlines()  # the last line is the boundary
    assert max(len(line) for line in message.decode("ascii").split("\r\n")) <= 78


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert composed(LETTER) == composed(LETTER)
    assert composed(LETTER) != composed(replace(LETTER, message_id="<other@example.dk>"))


def test_a_message_says_its_own_id_and_date() -> None:
    assert (message_id(composed(LETTER)), dated(composed(LETTER))) == (LETTER.message_id, LETTER.dated)


def test_a_letter_without_page_is_one_part() -> None:
    message = composed(replace(LETTER, html=""))
    assert [part.content_type for part in walk(parse_email_tree(message))] == ["text/plain"]


TEXTS = [
    "Linje med blanke til sidst   \n\tog tabulator\t\n",
    ".\n..\n.punktum først\nFrom en anden\n",
    "uden linjeskift til sidst",
    "en lang linje " * 500,
    "æ" * 3000,
    "=3D =?utf-8?q?x?= =\n= \n--\n--=_abc\n",
    "",
    "🎉 日本 e\u0301 \u00a0 \u00ad \u2028 \x85 slut",
]


@pytest.mark.parametrize("text", TEXTS)
def test_texts_arrive_as_they_were_written(text: str) -> None:
    wanted = (text if text.endswith("\n") else text + "\n").replace("\n", "\r\n")
    found = read(composed(replace(LETTER, text=text, html=text or "<p>")))
    assert (found.text, found.html) == ([wanted], [wanted if text else "<p>\r\n"])


def test_line_ends_of_every_kind_are_one_kind_and_controls_go() -> None:
    found = read(composed(replace(LETTER, text="a\rb\r\nc\nd\x00\x08\x1b[31me\ud800")))
    assert found.text == ["a\r\nb\r\nc\r\nd[31me\ufffd\r\n"]


@pytest.mark.parametrize("strange", STRANGE)
def test_no_header_can_be_brought_in(strange: str) -> None:
    enclosure = Enclosure(f"a{strange}.pdf", f"application/pdf\r\nX-Evil: {strange}", "a", 1)
    letter = replace(LETTER, subject=f"a{strange}b", to=Address("bel@example.dk", strange), enclosures=(enclosure,))
    message = composed(letter, {"a": b"x"}, Address("kkr@example.dk", f"x{strange}"))
    found = read(message)
    assert found.headers == HEADERS
    assert found.subject == guarded(f"a{strange}b", MOST_SUBJECT)
    assert found.people == [
        (guarded(f"x{strange}", MOST_NAME), "kkr@example.dk"),
        (guarded(strange, MOST_NAME) or None, "bel@example.dk"),
    ]
    assert found.files == [(guarded_file_name(f"a{strange}.pdf"), "application/octet-stream", b"x")]
    parts = [sorted(part.headers) for part in walk(parse_email_tree(message))]
    assert parts[-1] == ["Content-Disposition", "Content-Transfer-Encoding", "Content-Type"]


def test_thousands_of_danish_subjects_and_names_are_unspoilt() -> None:
    assert tried(5_000) == Tried(injected=[], spoilt=[])


def test_thousands_of_danish_file_names_are_unspoilt() -> None:
    random = Random(2028)
    named = [Enclosure(f"Bilag {title}.pdf", PDF, "a", 1) for title in titles(random, 3000)]
    for start in range(0, len(named), 50):
        some = tuple(named[start : start + 50])
        found = read(composed(replace(LETTER, enclosures=some), {"a": b"x"}))
        assert [file[0] for file in found.files] == [guarded_file_name(one.name) for one in some]


@given(subject=st.text(), name=st.text(), text=st.text(st.characters(exclude_categories=["Cc", "Cs"])), file=st.text())
def test_whatever_is_written_reads_back(subject: str, name: str, text: str, file: str) -> None:
    letter = replace(LETTER, subject=subject, to=Address("bel@ærø.dk", name), text=text, html=f"<p>{text}</p>")
    letter = replace(letter, enclosures=(Enclosure(file, PDF, "a", 1),))
    assert read(composed(letter, {"a": b"x"})) == Read(
        headers=HEADERS,
        subject=guarded(subject, MOST_SUBJECT),
        people=[
            ("Fællessekretariatet på Søen", "kkr@example.dk"),
            (guarded(name, MOST_NAME) or None, ascii_email("bel@ærø.dk")),
        ],
        text=[f"{text}\r\n"],
        html=[f"<p>{text}</p>\r\n"],
        files=[(guarded_file_name(file), PDF, b"x")],
    )


@pytest.mark.parametrize(
    ("letter", "what"),
    [
        (replace(LETTER, message_id="<a@b>\r\nBcc: evil@example.com"), "its headers"),
        (replace(LETTER, message_id="uden tegn"), "its headers"),
        (replace(LETTER, message_id="<" + "a" * 1000 + "@example.dk>"), "a line that is too long"),
        (replace(LETTER, to=Address("bjørn@example.dk")), "an address has no ASCII form"),
        (replace(LETTER, to=Address("a@example.dk\r\nBcc: evil@example.com")), "its headers"),
        (replace(LETTER, to=Address("a@example.dk, evil@example.com")), "a name"),
    ],
)
def test_a_message_that_would_not_read_back_never_leaves(letter: object, what: str) -> None:
    with pytest.raises(MessageSpoilt) as told:
        composed(letter)  # type: ignore[arg-type]  # parametrize gives no types
    assert str(told.value) == (
        f"Letter 7 was not sent: as a mail it would not read back as it was written ({what}). "
        "Look at it with sagsgang outbox show 7."
    )


def test_a_file_that_is_gone_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    files = Files(tmp_path_factory.mktemp("files"))
    letter = replace(LETTER, enclosures=(Enclosure("plan.pdf", PDF, "0" * 64, 3),))
    with pytest.raises(FileMissing):
        compose(letter, OFFICE, lambda digest: files.content(digest, "plan.pdf"))


def test_a_letter_that_was_queued_before_its_sender_was_known_leaves_under_the_senders_domain() -> None:
    message = composed(replace(LETTER, message_id="<k3x9@sagsgang.invalid>"))
    assert message_id(message) == "<k3x9@example.dk>"
