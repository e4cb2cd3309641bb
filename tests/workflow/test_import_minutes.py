"""The words of minutes move a case to whom they hand it; where they leave a choice the case stays, with a doubt."""

from dataclasses import replace
from datetime import date

from db.queries.facts import load_forums
from ingest.formats.text import parse
from ingest.read import read_paper
from states.outcomes import Outcome
from tests.workflow.office import Office
from tests.workflow.papers import case_item, minutes
from workflow.import_paper import Imported

JUNE = date(2027, 6, 20)

MINUTES = """Referat
KKR Syddanmark
20. juni 2027

1. Regionalpolitiske sager
1.1. Høringssvar
Indstilling
Det indstilles, at KKR bemyndiger formandskabet til at godkende høringssvaret.
Beslutning
KKR Syddanmark bemyndigede formandskabet til at godkende høringssvaret fra Kommunaldirektørkredsen.

1.2. Fælles indkøb
Indstilling
Det indstilles, at KKR godkender planen.
Beslutning
Sagen sendes tilbage til Arbejdsgruppen, så den kan forelægges Kommunaldirektørkredsen til efteråret.
"""


def taken(office: Office, outcome: Outcome, words: str, *handed_to: str, route: str = "kkr") -> tuple[Imported, int]:
    """What came of minutes with one item that hands its case to these forums; the case has come to KKR already."""
    case = office.opens("Fælles indkøb", route)
    while office.state(case) != "kkr":
        for forum in [one.forum for one in office.case(case).open_treatments]:
            office.decides(case, "recommended", "Anbefalet.", forum=forum)
    item = case_item("Fælles indkøb", outcome, words, handed_to=handed_to)
    return office.imports(minutes("KKR", JUNE, item), "minutes"), case


def test_a_read_paper_moves_its_cases_to_whom_its_words_hand_them(office: Office) -> None:
    forums = [entry.forum for entry in office.read(load_forums).values()]
    done = office.imports(read_paper(parse(MINUTES.encode()), forums), "minutes")
    assert ([office.state(case) for case in done.cases], done.doubts) == (["kkr-f", "ag"], ())


def test_a_number_that_is_printed_twice_confuses_no_two_cases(office: Office) -> None:
    decided = (
        case_item("Fælles indkøb", Outcome.REJECTED, "Afvist."), case_item("Rammeaftale", Outcome.APPROVED, "Ja."),
    )  # fmt: skip
    paper = minutes("KKR", JUNE, *decided)
    first, cases, last = paper.groups
    twice = replace(cases, items=tuple(replace(item, number="2.1") for item in cases.items))
    office.imports(replace(paper, groups=(first, twice, last)), "minutes")
    assert [office.course(case) for case in (1, 2)] == [
        [("KKR", JUNE, Outcome.REJECTED, "Afvist.")],
        [("KKR", JUNE, Outcome.APPROVED, "Ja.")],
    ]
    assert office.imports(replace(paper, groups=(first, twice, last)), "again").unchanged


def test_a_group_of_the_route_gets_its_case_back_together(office: Office) -> None:
    words = "Sagen sendes tilbage til Socialdirektørforum og Sundhedsdirektørkredsen."
    done, case = taken(office, Outcome.RETURNED, words, "SDF", "SUN", route="joint")
    assert ([one.forum for one in office.case(case).open_treatments], done.doubts) == (["SDF", "SUN"], ())
    assert [owner for _, owner, _ in office.tasks(case)] == ["Socialdirektørforum", "Sundhedsdirektørkredsen"]


def test_several_that_are_no_stop_of_the_route_are_a_doubt(office: Office) -> None:
    done, case = taken(office, Outcome.RETURNED, "Sagen sendes tilbage til SDF og SUN.", "SDF", "SUN")
    assert ([str(doubt) for doubt in done.doubts], office.state(case)) == (
        [
            "line 7: item 2.1: the words name several (SDF, SUN) that are no stop of the route; "
            f"case {case} stays with KKR"
        ],
        "kkr",
    )


def test_several_that_are_empowered_are_a_doubt(office: Office) -> None:
    done, case = taken(office, Outcome.DELEGATED, "KKR bemyndigede K22 og SDF til at svare.", "K22", "SDF")
    assert ([str(doubt) for doubt in done.doubts], office.state(case)) == (
        [f"line 7: item 2.1: the words name several (K22, SDF); case {case} stays with KKR"],
        "kkr",
    )
