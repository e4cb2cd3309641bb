"""Items whose headings, marks and decisions are printed in other ways than most."""

from db.seed import seed_forums
from ingest.formats.text import parse
from ingest.read import read_paper
from states.outcomes import Outcome
from states.paper import Item, Paper, plain

FORUMS = tuple(seed.forum for seed in seed_forums())
HEAD = "REFERAT\n\nKKR Syddanmark\n\nDato: 18-11-2025\n\n1. Sager\n\n1.1. Vej\n\nSAG-2025-00001 bel\n\n"


def read(text: str) -> Paper:
    return read_paper(parse(text.encode()), FORUMS)


def item(text: str) -> Item:
    return next(iter(read(f"{HEAD}{text}").items))


def test_a_section_heading_that_comes_again_is_a_sub_heading() -> None:
    found = item("Baggrund\n\nA.\n\nIndstilling\n\nTil orientering.\n\nSagsfremstilling\n\nBaggrund\n\nB.\n")
    assert (plain(found.background), plain(found.presentation)) == ("A.", "Baggrund\nB.")


def test_a_conclusion_in_an_agenda_is_no_decision() -> None:
    text = "Indstilling\n\nTil drøftelse.\n\nSagsfremstilling\n\nTekst.\n\nKonklusion\n\nDet går godt.\n"
    others = "".join(f"{number} Bro\n\nIndstilling\n\nTil drøftelse.\n\n" for number in ("1.2.", "1.3."))
    paper = read(f"{HEAD}{text}\n{others}")
    assert [found.decision for found in paper.items] == [None, None, None]


def test_a_title_said_again_before_the_sections_is_dropped() -> None:
    found = item("Vej\n\nBeslutning\n\nUdsat.\n\nVej\n\nBaggrund\n\nA.\n")
    assert (plain(found.decision), plain(found.background)) == ("Udsat.", "A.")


def test_marks_stand_at_either_end() -> None:
    found = item("Baggrund\n\n./. Notatet er vedlagt.\n\nSe oversigten ./.\n")
    assert (found.attachment_marks, plain(found.background)) == (2, "./. Notatet er vedlagt.\n./. Se oversigten")


def test_the_weightiest_part_of_a_decision_in_parts_counts() -> None:
    parts = "1. drøftede sagen\n2. tog status til efterretning\n3. godkendte budgettet\n"
    found = item(f"Beslutning\n\nKKR Syddanmark\n\n{parts}")
    assert found.outcome == Outcome.APPROVED


def test_officers_on_a_line_of_their_own() -> None:
    paper = read(HEAD.replace(" bel", "\n\nbel/snm") + "Baggrund\n\nA.\n")
    assert [found.officers for found in paper.items] == [("bel", "snm")]


def test_minutes_without_section_headings_say_what_was_decided() -> None:
    front = "REFERAT\n\nKKR Syddanmark\n\nDato: 18-11-2025\n\n"
    paper = read(f"{front}1. Vej\n\nKKR drøftede vejen.\n\n2. Eventuelt\n\nIntet.\n")
    assert [found.outcome for found in paper.items] == [Outcome.DISCUSSED, Outcome.NO_DECISION]
    assert len(paper.doubts) == 1


def test_a_sentence_at_the_edge_of_pages_is_no_running_header() -> None:
    said = "KKR Syddanmark tog orienteringen til efterretning.\n"
    pages = [f"{at}. Sag nummer {at}\n\nBeslutning\n\n{said}\fKKR Syddanmark | 18-11-2025\n" for at in range(1, 6)]
    paper = read("REFERAT\n\nKKR Syddanmark\n\nDato: 18-11-2025\n\n" + "".join(pages))
    assert [plain(found.decision) for found in paper.items] == [said.strip()] * 5
