"""The pages on a real server: what a reader, a mail scanner and a stranger get."""

import json
import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest
import vobject

from templates import shelf
from tests.web.conftest import HEADERS, LINK, Served, nonce_of, pages_of
from tests.workflow.deadlines import does
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, knows, owes, reminds
from web.app import application
from web.guard import MOST_BYTES
from web.server import CannotServe, serve

NOWHERE = "/tag/AAAAAAAAAAAAAAAAAAAAAA"


def test_the_link_shows_what_is_asked_when_and_a_button(served: Served) -> None:
    with served.client as client:
        answer = client.get(served.tag)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    for words in (
        "Bente Lund, du er bedt om at se til dette:",
        "Redegørelse til ministeriet",
        "torsdag den 1. juli 2027",
        "1, Fælles havn &amp; &lt;b&gt;færger&lt;/b&gt;",
        '<form method="post"><button type="submit">Jeg tager den</button></form>',
    ):
        assert words in answer.text


def test_looking_changes_nothing_since_mail_scanners_open_every_link(served: Served) -> None:
    before = served.events()
    with served.client as client:
        assert [client.get(served.tag).status_code, client.head(served.tag).status_code] == [200, 200]
    assert served.events() == before


def test_the_button_takes_it_once_however_often_it_is_pressed(served: Served) -> None:
    with served.client as client:
        pressed, again, looked = client.post(served.tag), client.post(served.tag), client.get(served.tag)
    for answer in (pressed, again, looked):
        assert answer.status_code == 200
        assert "Tak, Bente Lund. Du har taget den." in answer.text
        assert "<button" not in answer.text
    assert served.events().count("acknowledged") == 1


def test_a_deadline_can_be_taken_along_into_a_calendar(served: Served) -> None:
    path = f"{served.tag}/frist.ics"
    with served.client as client:
        page, answer, unknown = client.get(served.tag), client.get(path), client.get(f"{NOWHERE}/frist.ics")
    assert f'<a href="{path.removeprefix("/tag/")}">Læg fristen i din kalender</a>' in page.text
    assert (answer.headers["content-type"], answer.headers["content-disposition"]) == (
        "text/calendar; charset=utf-8",
        "attachment",
    )
    event = vobject.readOne(answer.text).vevent
    assert (event.summary.value, event.dtstart.value) == (
        "Frist for rapport: Fælles havn & <b>færger</b>",
        date(2027, 7, 1),
    )
    assert event.uid.value.startswith(f"deadline-{served.deadline}@")
    assert unknown.status_code == 404


def test_what_is_taken_is_not_reminded_of_again(served: Served) -> None:
    with served.client as client:
        client.post(served.tag)
    assert reminds(served.office, "2027-06-30") == []


def test_an_unknown_link_and_a_page_that_there_is_not_say_the_same(served: Served) -> None:
    paths = (NOWHERE, "/tag/x", f"{served.tag}x", "/tag/%00", "/tag/%27%20OR%201%3D1", "/", "/docs", "/openapi.json")
    with served.client as client:
        answers = [client.get(path) for path in paths] + [client.post(NOWHERE)]
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    said = {answer.text.replace(nonce_of(answer), "") for answer in answers}
    assert len(said) == 1
    assert "Siden findes ikke" in said.pop()


def test_what_is_over_says_so_and_no_more(served: Served) -> None:
    does(served.office, "waive", served.deadline, reason="overtaget af staten")
    with served.client as client:
        answer = client.post(served.tag)
    assert answer.status_code == 200
    assert "Det, du blev mindet om, er gjort eller faldet bort." in answer.text
    assert "havn" not in answer.text


def test_of_a_closed_case_only_the_number_is_said(office: Office) -> None:
    knows(office, "Bente Lund", "bel", BEL)
    case = office.opens("Ansættelse af Åge", "kkr")
    office.edits(case, closed=True)
    owes(office, case, "2027-07-01", BEL, words="Åge skal svare")
    office.today = date(2027, 6, 28)
    assert reminds(office)
    with serve(application(pages_of(office)), port=0) as address, Served(office, address).client as client:
        shown, taken = client.get(Served(office, address).tag), client.post(Served(office, address).tag)
    assert f"Sag {case} (lukket)" in shown.text
    assert "Åge" not in shown.text + taken.text


def test_every_answer_has_the_same_headers_and_a_nonce_of_its_own(served: Served) -> None:
    with served.client as client:
        answers = [
            client.get(served.tag),
            client.get("/nowhere"),
            client.get("/sund"),
            client.delete(served.tag),
            client.get("/sund", headers={"Host": "evil.example.org"}),
            client.post(served.tag, headers={"Origin": "https://evil.example.org"}),
            client.post(served.tag, content=b"x" * (MOST_BYTES + 1)),
            client.post(served.tag),
        ]
    assert [answer.status_code for answer in answers] == [200, 404, 503, 405, 400, 403, 413, 200]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert answer.headers["content-security-policy"] == (
            f"default-src 'none'; style-src 'nonce-{nonce_of(answer)}'; form-action 'self'; frame-ancestors 'none'; "
            "base-uri 'none'"
        )
        assert "server" not in answer.headers
    assert len({nonce_of(answer) for answer in answers}) == len(answers)
    assert f'<style nonce="{nonce_of(answers[0])}">' in answers[0].text


def test_without_https_nobody_is_told_to_come_by_it(office: Office) -> None:
    with serve(application(pages_of(office, "")), port=0) as address:
        answer = httpx.get(f"{address}/sund", trust_env=False)
    assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize(
    "host", ["evil.example.org", "sag.example.dk.evil.org", "", "127.0.0.1.evil.org", "[::1", "a b"]
)
def test_the_pages_go_by_their_own_name_only(served: Served, host: str) -> None:
    with served.client as client:
        answer = client.get(served.tag, headers={"Host": host})
    assert (answer.status_code, "Redegørelse" in answer.text) == (400, False)


@pytest.mark.parametrize("host", ["sag.example.dk", "SAG.example.dk:443", "localhost", "127.0.0.1:8022", "[::1]:8022"])
def test_the_name_of_the_link_and_loopback_are_theirs(served: Served, host: str) -> None:
    with served.client as client:
        assert client.get(served.tag, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": LINK}, 200),
        ({"Origin": "http://localhost:8022"}, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example.org"}, 403),
        ({"Origin": "https://evil.example.org", "Sec-Fetch-Site": "same-origin"}, 403),
        ({"Origin": "https://sag.example.dk.evil.org"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://["}, 403),
    ],
)
def test_only_a_page_of_our_own_may_press_the_button(served: Served, headers: dict[str, str], status: int) -> None:
    before = served.events()
    with httpx.Client(base_url=served.address, trust_env=False) as client:
        assert client.post(served.tag, headers=headers).status_code == status
    assert (served.events() == before) is (status == 403)


def test_a_large_body_is_not_read_to_its_end_whether_it_says_its_size_or_not(served: Served) -> None:
    before = served.events()
    with served.client as client:
        told = client.post(served.tag, content=b"x" * 1_000_000)
        streamed = client.post(served.tag, content=iter([b"x" * 1_000] * 10))
    assert (told.status_code, streamed.status_code, served.events()) == (413, 413, before)


def test_the_machinerys_health_is_told_in_numbers(served: Served) -> None:
    with served.client as client:
        answer = client.get("/sund")
    told = json.loads(answer.text)
    assert (answer.status_code, told["ok"], told["chain"], told["due_unsent"]) == (503, False, "whole", 0)
    assert told["red"] == ["backup"]
    assert {"Bente", "havn", "Redegørelse"} & set(answer.text.replace('"', " ").split()) == set()
    assert sorted(told) == sorted(
        [
            *("ok", "red", "last_beat", "beat_age_seconds", "due_unsent", "waiting_for_approval", "failed_letters"),
            *("late_deadlines", "chain", "backup_age_days"),
        ]
    )


def test_a_well_office_is_told_as_well(office: Office) -> None:
    office.today = date(2026, 11, 22)  # the day after its register was made
    with serve(application(pages_of(office)), port=0) as address:
        answer = httpx.get(f"{address}/sund", trust_env=False)
    assert (answer.status_code, answer.json()["ok"], answer.json()["red"]) == (200, True, [])


def test_no_link_is_ever_logged(
    served: Served, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG), served.client as client:
        client.get(served.tag)
        client.post(served.tag)
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    said = capfd.readouterr()
    assert [line for line in (*ours, said.out, said.err) if served.tag.removeprefix("/tag/") in line] == []


def test_a_register_that_is_away_is_said_without_a_word_of_it(office: Office) -> None:
    def away(_token: str) -> None:
        raise RuntimeError("Ansættelse af Åge")

    asked = pages_of(office)
    with (
        serve(application(replace(asked, asked=away, taken=away)), port=0) as address,
        httpx.Client(base_url=address, headers={"Origin": address}, trust_env=False) as client,
    ):
        answers = [client.get(NOWHERE), client.post(NOWHERE)]
    assert [answer.status_code for answer in answers] == [500, 500]
    for answer in answers:
        assert "Der skete en fejl hos os." in answer.text
        assert "Åge" not in answer.text
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_a_page_whose_own_template_is_broken_says_the_same_in_plain_words(served: Served, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "page-acknowledge.html.j2").write_text("{{ nothing }}", encoding="utf-8")
    shelf.choose(tmp_path / "own")
    try:
        with served.client as client:
            answers = [client.get(served.tag), client.post(served.tag)]
    finally:
        shelf.choose(None)
    assert [(answer.status_code, answer.text) for answer in answers] == [
        (200, "Der skete en fejl hos os. Prøv igen om lidt; bliver det ved, så sig det til sekretariatet.\n"),
        (200, "Tak, Bente Lund. Du har taget den.\n"),
    ]
    assert served.events().count("acknowledged") == 1


def test_a_door_that_is_taken_is_named(served: Served) -> None:
    port = int(served.address.rpartition(":")[2])
    with (
        pytest.raises(CannotServe, match=f"cannot be served at 127.0.0.1, port {port}: address already in use"),
        serve(application(pages_of(served.office)), port=port),
    ):
        pass


def test_the_pages_close_when_they_are_to(office: Office) -> None:
    with serve(application(pages_of(office)), port=0) as address:
        assert httpx.get(f"{address}/nowhere", trust_env=False).status_code == 404
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/nowhere", trust_env=False)
