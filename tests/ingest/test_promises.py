"""What a paper promises a forum for a later meeting."""

from datetime import date
from pathlib import Path

import pytest

from db.seed import seed_forums
from ingest.promises import find_promises
from states.outcomes import Outcome
from states.paper import Block, BlockKind, Group, Item, ItemKind, Paper, PaperKind
from states.promises import FoundPromise
from workflow.reading import read_file

REAL = Path(__file__).parents[3] / "shared" / "real"
FORUMS = tuple(seed.forum for seed in seed_forums())
ON = date(2027, 4, 16)
TITLE = "Fælles beredskab"

Told = tuple[str, str, date | None, date | None, bool]
"""Forum, subject, earliest, latest, at the next meeting."""


def found_in(*words: str, heading: str = "", section: str = "presentation", **item: object) -> list[FoundPromise]:
    """What is found in one section of an item of KKR's minutes of 16 April 2027."""
    head = [Block(BlockKind.HEADING, heading)] if heading else []
    text = (*head, *(Block(BlockKind.PARAGRAPH, one) for one in words))
    made = Item(**{"number": "2.1", "title": TITLE, section: text} | item)  # type: ignore[arg-type]  # put together here
    paper = Paper(PaperKind.MINUTES, "KKR Syddanmark", "KKR", ON, groups=(Group("2", "Sager", (made,)),))
    return list(find_promises(paper, FORUMS))


def told(*words: str, **item: object) -> list[Told]:
    found = found_in(*words, **item)  # type: ignore[arg-type]  # handed on
    return [(one.forum, one.subject, one.earliest, one.latest, one.next_meeting) for one in found]


def days(first: str, last: str | None = None) -> tuple[date, date]:
    return date.fromisoformat(first), date.fromisoformat(last or first)


NEXT = (None, None, True)
SOME = (None, None, False)
SEPTEMBER = (*days("2027-09-01", "2027-09-30"), False)
AUTUMN = (*days("2027-09-01", "2027-11-30"), False)

SAID = {
    # The forum gets it.
    "KKR får en sag om kollektiv trafik i september.": ("KKR", "Kollektiv trafik", *SEPTEMBER),
    "KKR Syddanmark vil på næste møde få et oplæg om fælles indkøb.": ("KKR", "Fælles indkøb", *NEXT),
    "På et kommende møde får KKR en orientering om den nye ferieordning.": ("KKR", "Nye ferieordning", *SOME),
    "K22 får udkastet til godkendelse på mødet den 10. juni 2027.": ("K22", TITLE, *days("2027-06-10"), False),
    # It comes.
    "Sagen forelægges igen på næste møde.": ("KKR", TITLE, *NEXT),
    "Punktet genoptages på et senere møde.": ("KKR", TITLE, *SOME),
    "Sagen tages op igen i efteråret.": ("KKR", TITLE, *AUTUMN),
    "Havneplanen bliver præsenteret for KKR Syddanmark på et kommende møde.": ("KKR", "Havneplanen", *SOME),
    "En redegørelse om overgangsboliger forelægges K22 på mødet i september.": (
        "K22",
        "Overgangsboliger",
        *SEPTEMBER,
    ),
    "Evaluering af puljen sættes på dagsordenen til septembermødet.": ("KKR", "Puljen", *SEPTEMBER),
    "Sagen kommer på dagsordenen igen efter sommerferien.": ("KKR", TITLE, *days("2027-08-01", "2027-09-30"), False),
    "På næste møde den 11. juni 2027 drøftes den fælles vagtordning.": (
        "KKR",
        "Fælles vagtordning",
        *days("2027-06-11"),
        False,
    ),
    "Den endelige model ventes forelagt KKR, når den er klar, og sagen forelægges senest på mødet i november.": (
        "KKR",
        TITLE,
        *days("2027-11-01", "2027-11-30"),
        False,
    ),
    # Somebody brings it.
    "Sekretariatet vender tilbage med en sag om taksterne i efteråret.": ("KKR", "Taksterne", *AUTUMN),
    "Socialdirektørforum vender tilbage med et oplæg om pladser til unge på et af de kommende møder.": (
        "KKR",
        "Pladser til unge",
        *SOME,
    ),
    "Arbejdsgruppen udarbejder et forslag til fælles priser til KKR Syddanmarks kommende møde.": (
        "KKR",
        "Fælles priser",
        *SOME,
    ),
    "Sekretariatet følger op med en status på indsatsen på næste møde.": ("KKR", "Indsatsen", *NEXT),
    "Punktet blev udsat til næste møde.": ("KKR", TITLE, *NEXT),
    "Kystsikring sættes på dagsordenen for et kommende møde.": ("KKR", "Kystsikring", *SOME),
    "På det kommende møde i KKR den 11. juni sættes kystsikring på dagsordenen.": (
        "KKR",
        "Kystsikring",
        *days("2027-06-11"),
        False,
    ),
    "Planen sendes i høring frem til den 1. juni og forelægges derefter KKR den 11. juni 2027.": (
        "KKR",
        "Planen",
        *days("2027-06-11"),
        False,
    ),
    "Forhandlingerne ventes afsluttet i juni, og KKR orienteres på næste møde.": ("KKR", TITLE, *NEXT),
    "Der fremlægges et samlet forslag til ny takst for KKR senest på mødet i september.": (
        "KKR",
        "Ny takst",
        *SEPTEMBER,
    ),
    # The forum does it.
    "KKR ønskede en temadrøftelse om unges trivsel på et af de næste møder.": ("KKR", "Unges trivsel", *SOME),
    "KKR bad om at få sagen tilbage med en bedre beskrivelse af økonomien på næste møde.": ("KKR", TITLE, *NEXT),
    "Der var enighed om, at KKR på et kommende møde drøfter den fremtidige bemanding.": (
        "KKR",
        "Fremtidige bemanding",
        *SOME,
    ),
    "KKR besluttede at genoptage sagen på næste ordinære møde.": ("KKR", TITLE, *NEXT),
    "KKR besluttede på baggrund af drøftelsen, at sagen drøftes igen i det nye år.": (
        "KKR",
        TITLE,
        *days("2028-01-01", "2028-06-30"),
        False,
    ),
    "På mødet i februar 2028 vil der være en drøftelse af fremtidens havne.": (
        "KKR",
        "Fremtidens havne",
        *days("2028-02-01", "2028-02-29"),
        False,
    ),
}


@pytest.mark.parametrize("words", SAID)
def test_a_promise(words: str) -> None:
    assert told(words) == [SAID[words]]


@pytest.mark.parametrize(
    "words",
    [
        # Over.
        "Sagen blev forelagt KKR på mødet i september.",
        "KKR drøftede sagen på mødet i februar og fik en orientering om økonomien.",
        "KKR har fået en sag om trafikken på mødet i januar.",
        "KKR besluttede på mødet i februar, at sagen forelægges på næste møde.",
        "Sagen forelægges på dette møde.",
        "På mødet i april præsenteres rapporten.",
        # Other bodies.
        "Kommunalbestyrelserne behandler sagen på møder i september.",
        "Forslaget forelægges byrådene i efteråret.",
        "Regionsrådet drøfter budgettet på mødet den 20. september 2027.",
        "Folketinget behandler lovforslaget i november.",
        "Sagen forelægges bestyrelsen for FynBus på et kommende møde.",
        "Ministeren får en sag på bordet i juni.",
        "Borgmestrene drøfter sagen på et møde i maj.",
        "KL's bestyrelse drøfter sagen på mødet den 20. maj 2027.",
        "K22 vender tilbage til spørgsmålet i august.",
        # Perhaps.
        "Sagen kan eventuelt forelægges på et kommende møde.",
        "KKR kan drøfte sagen igen på næste møde.",
        "Hvis loven vedtages, får KKR en sag i september.",
        "Sagen forelægges ikke på næste møde.",
        # Every time, and no case at all.
        "KKR får en orientering om økonomien på hvert møde.",
        "Temaerne vil løbende blive drøftet på møder i KKR i efteråret.",
        "Næste møde i KKR er den 11. juni 2027.",
        "Kommunerne får besked i september.",
        "Forhandlingerne genoptages i efteråret.",
        "Deltagerne vender tilbage til kommunerne i september.",
        "Rapporten offentliggøres i september.",
    ],
)
def test_no_promise(words: str) -> None:
    assert told(words) == []


def test_a_course_through_two_forums_is_two_promises() -> None:
    assert told("Evalueringen drøftes i Socialdirektørforum den 2. juni og i KKR den 11. juni.") == [
        ("SDF", "Evalueringen", *days("2027-06-02"), False),
        ("KKR", "Evalueringen", *days("2027-06-11"), False),
    ]


def test_the_words_and_the_item_are_kept() -> None:
    (found,) = found_in("Tak for oplægget. Sagen forelægges igen på næste møde. Der var ros til arbejdet.")
    assert found == FoundPromise(
        1, "2.1", "KKR", TITLE, "Sagen forelægges igen på næste møde.", next_meeting=True, same_case=True
    )


def test_what_an_item_says_twice_is_one_promise_in_the_words_that_say_when() -> None:
    first = "Udvalget er i gang. Takstmodellen præsenteres for KKR på et kommende møde."
    again = "KKR får en sag om takstmodel for havne i september."
    assert told(first, again) == [("KKR", "Takstmodel for havne", *SEPTEMBER)]
    assert len(told(first, "KKR får en sag om trafik i september.")) == 2


def test_an_item_of_several_matters_tells_which_by_its_headings() -> None:
    news = {"kind": ItemKind.SINCE_LAST, "title": "Siden sidst"}
    said = "KKR får en sag om det videre arbejde på næste møde."
    assert told(said, heading="Lægevagt", **news) == [("KKR", "Lægevagt: videre arbejde", *NEXT)]
    assert told("Sagen forelægges på næste møde.", heading="Lægevagt", **news) == [("KKR", "Lægevagt", *NEXT)]


def test_a_recommendation_promises_when_it_was_followed() -> None:
    words = "Det indstilles, at sagen forelægges igen på næste møde."
    assert told(words, section="recommendation") == []
    assert told(words, section="recommendation", outcome=Outcome.APPROVED) == [("KKR", TITLE, *NEXT)]


def test_what_is_expected_at_the_next_meeting_is_read_elsewhere_but_its_decision_counts() -> None:
    coming = {"kind": ItemKind.NEXT_ITEMS, "title": "Punkter til næste møde"}
    assert told("På næste møde drøftes budgettet.", section="background", **coming) == []
    assert told(
        "KKR besluttede at afsætte tid til et punkt om lægevagten på næste møde.", section="decision", **coming
    ) == [("KKR", "Lægevagten", *NEXT)]


def test_a_paper_without_date_or_forum_promises_nothing() -> None:
    assert find_promises(Paper(PaperKind.AGENDA, None, None, None), FORUMS) == ()


@pytest.mark.parametrize(
    ("name", "subjects"),
    [
        ("minutes-2023-11-21.txt", ["underskudsmodel", "forbeholdt virksomhedsområde", "fremtidens mobilitet"]),
        ("agenda-2023-06-20.txt", ["dk2020"]),
    ],
)
def test_the_promises_of_a_real_paper(name: str, subjects: list[str]) -> None:
    if not (REAL / name).exists():
        pytest.skip("the real papers are not here")
    found = find_promises(read_file(REAL / name, FORUMS).paper, FORUMS)
    assert [one for one in subjects if not any(one in made.subject.casefold() for made in found)] == []
    assert len(found) <= 6
