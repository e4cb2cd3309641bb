"""The heads of papers, in the forms in which secretariats print them."""

from datetime import date, time

import pytest

from db.seed import seed_forums
from ingest.formats.text import parse
from ingest.read import read_paper
from states.paper import Attendee, PaperKind

FORUMS = tuple(seed.forum for seed in seed_forums())
AGENDA, MINUTES = PaperKind.AGENDA, PaperKind.MINUTES
REST = "\n\n1. Sager\n\n1.1. Vej\n\nIndstilling\n\nDet indstilles, at forummet drøfter vejen.\n"
NOVEMBER = date(2025, 11, 18)

HEADS: dict[str, tuple[PaperKind, str, date, time | None, str | None]] = {
    "DAGSORDEN 2025\n\nKKR MIDTJYLLAND\n\nDato: 18-11-2025 13:00\n\nSted: Viborg Rådhus": (
        AGENDA, "KKR Midtjylland", NOVEMBER, time(13), "Viborg Rådhus",
    ),
    "Referat fra møde i KKR Sjælland den 18. november 2025 kl. 9.30 – 12.30\n\nMødet afholdes i Byhuset i Sorø": (
        MINUTES, "KKR Sjælland", NOVEMBER, time(9, 30), "Byhuset i Sorø",
    ),
    "R E F E R A T\n\nK K R S Y D D A N M A R K\n\nDato: 18-11-2025 10:00": (
        MINUTES, "KKR Syddanmark", NOVEMBER, time(10), None,
    ),
    "Dagsorden til møde i Sundhedsdirektørkredsen\n\nTirsdag d. 18. november 2025, kl. 10.00\n\nVirtuelt via Teams": (
        AGENDA, "Sundhedsdirektørkredsen", NOVEMBER, time(10), "Virtuelt via Teams",
    ),
    "Socialdirektørforum\n\nReferat\n\nMøde den 18. november 2025\n\nkl. 9:00 - 12:00\n\n"
    "Rådhuset, Torvet 9, 5500 Middelfart": (
        MINUTES, "Socialdirektørforum", NOVEMBER, time(9), "Rådhuset, Torvet 9, 5500 Middelfart",
    ),
    "Udgivet 10.11.2025\n\nUDVALG\n\nSocialdirektørforum\n\nMØDE\n\n"
    "Dagsorden for møde i Socialdirektørforum\n\nSTED\n\nRådhuset\n\n"
    "STARTTIDSPUNKT\n\n2025-11-18 09:00\n\nSLUTTIDSPUNKT\n\n2025-11-18 12:00\n\nPUNKTER": (
        AGENDA, "Socialdirektørforum", NOVEMBER, time(9), "Rådhuset",
    ),
    "Kommunekontaktudvalget\n\nReferat\n\nMødedato\n\n18. november 2025\n\nKlokken\n\n13.00\n\n"
    "Mødested\n\nRegionshuset": (
        MINUTES, "Kommunekontaktudvalget", NOVEMBER, time(13), "Regionshuset",
    ),
}  # fmt: skip


@pytest.mark.parametrize("words", HEADS)
def test_a_head_is_read(words: str) -> None:
    read = read_paper(parse(f"{words}{REST}".encode()), FORUMS)
    assert (read.kind, read.forum, read.on, read.at, read.place, read.doubts) == (*HEADS[words], ())


PRESENT = {
    "Anna Bo-Krogh (A) Vejle\nCarl Emil Du (V) Vejen": (
        Attendee("Anna Bo-Krogh", "A", "Vejle"), Attendee("Carl Emil Du", "V", "Vejen"),
    ),
    "Anna Bo (A), Vejle Kommune; Carl Du (V), Vejen Kommune": (
        Attendee("Anna Bo", "A", "Vejle"), Attendee("Carl Du", "V", "Vejen"),
    ),
    "Anna Bo (løsgænger) Vejle\n\nCarl Du, KL": (Attendee("Anna Bo", None, "Vejle"), Attendee("Carl Du", None, "KL")),
    "Anna Bo, Vejle Kommune (formand)\nCarl Du, Vejen": (
        Attendee("Anna Bo", None, "Vejle"), Attendee("Carl Du", None, "Vejen"),
    ),
    "Anna Bo (Vejle), Carl Du (Vejen)": (Attendee("Anna Bo", None, "Vejle"), Attendee("Carl Du", None, "Vejen")),
}  # fmt: skip


@pytest.mark.parametrize("words", PRESENT)
def test_those_present_are_read(words: str) -> None:
    front = "REFERAT\n\nKKR Syddanmark\n\nDato: 18-11-2025\n\nDeltagere\n\n"
    paper = f"{front}{words}\n\nIndholdsfortegnelse\n\n1. Sager{REST}"
    assert read_paper(parse(paper.encode()), FORUMS).participants == PRESENT[words]


def test_apologies_may_be_said_in_a_sentence() -> None:
    head = "Referat\n\nKKR Syddanmark\n\n18. november 2025\n\nDeltagere\n\nAnne Holm (C), Kolding\n\n"
    paper = read_paper(parse(f"{head}Afbud fra Per Dam (O), Billund og Liv Bo (F), Vejle{REST}".encode()), FORUMS)
    assert paper.participants == (Attendee("Anne Holm", "C", "Kolding"),)
    assert paper.apologies == (Attendee("Per Dam", "O", "Billund"), Attendee("Liv Bo", "F", "Vejle"))
