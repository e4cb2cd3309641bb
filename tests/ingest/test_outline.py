"""Which lines are the headings of groups and items."""

import pytest

from db.seed import seed_forums
from ingest.read import read_paper
from ingest.source import Line, Source, Style
from states.paper import Doubt, Paper

FORUMS = tuple(seed.forum for seed in seed_forums())
HEAD = "Dagsorden KKR Syddanmark\n\nDato: 1. juni 2024\n\n"


def read(text: str) -> Paper:
    lines = tuple(Line(row, number) for number, row in enumerate(text.split("\n"), 1))
    return read_paper(Source(lines, wrapped=False), FORUMS)


def numbers(paper: Paper) -> list[tuple[str, str, list[str]]]:
    return [
        (group.number, group.title, [f"{item.number} {item.title}" for item in group.items]) for group in paper.groups
    ]


def test_numbered_lists_are_no_groups() -> None:
    paper = read(
        f"{HEAD}1. Sager\n\n1.1. Vej\n\nBaggrund\n\nMål:\n\n1. Flere veje\n2. Bedre veje\n3. Færre huller\n\n"
        "1.2. Skov\n\nBaggrund\n\nSkoven vokser.\n\n2. Eventuelt\n\n2.1. Eventuelt\n"
    )
    assert numbers(paper) == [("1", "Sager", ["1.1 Vej", "1.2 Skov"]), ("2", "Eventuelt", ["2.1 Eventuelt"])]
    assert paper.doubts == ()


def test_a_list_of_contents_is_skipped() -> None:
    paper = read(
        f"{HEAD}Indhold\n\n1. Sager\t2\n1.1. Vej\t2\n2. Eventuelt.....\t3\n2.1. Eventuelt\t3\n\n"
        "1. Sager\n\n1.1. Vej\n\nBaggrund\n\nVejen er lang.\n\n2. Eventuelt\n\n2.1. Eventuelt\n"
    )
    assert numbers(paper) == [("1", "Sager", ["1.1 Vej"]), ("2", "Eventuelt", ["2.1 Eventuelt"])]
    assert paper.doubts == ()


@pytest.mark.parametrize("form", ["Punkt {}: {}", "Pkt. {} {}", "{}. {}", "{}) {}", "**{}. {}**", "## {}. {}"])
def test_items_without_groups(form: str) -> None:
    titles = ("Vej", "Skov", "Eventuelt")
    items = "\n\n".join(f"{form.format(place, title)}\n\nBaggrund\n\nTekst." for place, title in enumerate(titles, 1))
    assert numbers(read(HEAD + items)) == [("", "", ["1 Vej", "2 Skov", "3 Eventuelt"])]


@pytest.mark.parametrize("form", ["BAGGRUND", "Baggrund:", "**Baggrund**", "#### Baggrund", "Sagens baggrund"])
def test_section_headings(form: str) -> None:
    paper = read(f"{HEAD}1. Sager\n\n1.1. Vej\n\n{form}\n\nVejen er lang.")
    assert [[block.text for block in item.background or ()] for item in paper.items] == [["Vejen er lang."]]


def test_numbers_out_of_sequence_are_doubts() -> None:
    paper = read(f"{HEAD}1. Sager\n\n1.1. Vej\n\nBaggrund\n\nVejen.\n\n1.3. Skov\n\nBaggrund\n\nSkoven.\n")
    assert numbers(paper) == [("1", "Sager", ["1.1 Vej", "1.3 Skov"])]
    assert paper.doubts == (Doubt("item 1.3 comes after 1.1: an item may be missing", 13),)


def test_headings_that_the_format_numbers_by_itself_are_numbered_by_their_order() -> None:
    rows = (
        ("Dagsorden KKR Syddanmark 1. juni 2024", Style.PARAGRAPH, 0), ("Sager", Style.HEADING, 1),
        ("Vej", Style.HEADING, 2), ("Baggrund", Style.HEADING, 3), ("Vejen er lang.", Style.PARAGRAPH, 0),
        ("Skov", Style.HEADING, 2), ("Baggrund", Style.HEADING, 3), ("Skoven er tæt.", Style.PARAGRAPH, 0),
        ("Eventuelt", Style.HEADING, 1), ("Eventuelt", Style.HEADING, 2),
    )  # fmt: skip
    lines = tuple(Line(text, number, style, level) for number, (text, style, level) in enumerate(rows, 1))
    paper = read_paper(Source(lines, wrapped=False), FORUMS)
    assert numbers(paper) == [("1", "Sager", ["1.1 Vej", "1.2 Skov"]), ("2", "Eventuelt", ["2.1 Eventuelt"])]


def test_a_closed_item_is_told() -> None:
    paper = read(f"{HEAD}Punkt 1: Lukket punkt: Køb af jord\n\nBaggrund\n\nTekst.\n\nPunkt 2: Eventuelt")
    assert numbers(paper) == [("", "", ["1 Køb af jord", "2 Eventuelt"])]
    assert [item.closed for item in paper.items] == [True, False]


def test_items_of_a_closed_group_are_closed() -> None:
    paper = read(f"{HEAD}1. Sager\n\n1.1. Vej\n\nBaggrund\n\n2. Lukkede punkter\n\n2.1. Køb af jord\n\nBaggrund\n")
    assert [item.closed for item in paper.items] == [False, True]


def test_the_end_of_a_list_before_a_section_is_no_item() -> None:
    listed = "Baggrund\n\nDer er tre ting:\n\n1. asfalt\n2. kantsten\n3. skilte\n\nIndstilling\n\nTil drøftelse.\n"
    first = "1. Godkendelse af dagsorden\n\nIndstilling\n\nTil godkendelse.\n"
    paper = read(f"{HEAD}{first}\n2. Vej\n\n{listed}\n3. Bro\n\nBaggrund\n\nTekst.\n\n4. Eventuelt\n")
    assert numbers(paper) == [("", "", ["1 Godkendelse af dagsorden", "2 Vej", "3 Bro", "4 Eventuelt"])]
