"""The page behind the link to a case: without a login it tells nothing."""

import httpx

from tests.web.conftest import HEADERS, Served, nonce_of, pages_of
from tests.workflow.office import Office
from web.app import application
from web.server import serve


def test_of_a_case_strangers_are_told_the_same_whether_there_is_one_or_not(served: Served) -> None:
    before = served.events()
    with served.client as client:
        answers = {number: client.get(f"/sag/{number}") for number in ("1", "4711")}
        looked = client.head("/sag/1")
    assert [answer.status_code for answer in (*answers.values(), looked)] == [200, 200, 200]
    told = {number: answer.text.replace(nonce_of(answer), "") for number, answer in answers.items()}
    said = {page.replace(f"Sag {number}", "Sag N") for number, page in told.items()}
    assert len(said) == 1
    page = said.pop()
    for words in (
        "<h1>Sag N</h1>",
        "Uden adgang vises intet her",
        '<a href="mailto:kkr@example.dk">kkr@example.dk</a>',
    ):
        assert words in page
    assert {name: answers["1"].headers.get(name) for name in HEADERS} == HEADERS
    assert served.events() == before


def test_what_is_no_number_of_a_case_is_no_page(served: Served) -> None:
    words = ("0", "01", "-1", "x", "1x", "%00", "9" * 40, "1/2", "\u0661")
    with served.client as client:
        assert [client.get(f"/sag/{word}").status_code for word in words] == [404] * len(words)
        assert client.post("/sag/1").status_code == 405


def test_an_office_without_an_address_of_its_own_asks_readers_to_ask_it_all_the_same(office: Office) -> None:
    with serve(application(pages_of(office, secretariat="")), port=0) as address:
        page = httpx.get(f"{address}/sag/1", trust_env=False).text
    assert ("Spørg sekretariatet." in page, "mailto" in page) == (True, False)
