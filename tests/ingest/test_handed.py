"""Who gets a case back or is empowered is the one whom the words hand it to, not whoever they name."""

import pytest

from db.seed import seed_forums
from ingest.handed import handed_to
from states.outcomes import Outcome
from states.paper import Block, BlockKind, Text

FORUMS = tuple(seed.forum for seed in seed_forums())

RETURNED = {
    "Sagen sendes tilbage til K22.": ("K22",),
    "Sagen sendes tilbage til Arbejdsgruppen, så den kan forelægges Kommunaldirektørkredsen i juni.": ("AG",),
    "Med henvisning til Kommunaldirektørkredsen sendes sagen tilbage til Socialdirektørforum.": ("SDF",),
    "KKR sendte punktet tilbage til SDF og Sundhedsdirektørkredsen.": ("SDF", "SUN"),
    "KKR bad K22 om at vende tilbage med et nyt oplæg til Socialdirektørforum.": ("K22",),
    "KKR bad om, at K22 vender tilbage med et nyt oplæg.": ("K22",),
    "Socialdirektørforum blev bedt om at vende tilbage med et revideret forslag.": ("SDF",),
    "KKR hjemviste sagen til fornyet behandling i Sundhedsdirektørkredsen.": ("SUN",),
    "Sagen sendes tilbage, så K22 kan se på den igen.": (),
    "Sagen sendes tilbage til sekretariatet inden mødet i K22.": (),
    "Sagen sendes tilbage kl. 10.": (),
}
DELEGATED = {
    "KKR bemyndigede KKR-formandskabet til at godkende høringssvaret fra Kommunaldirektørkredsen.": ("KKR-F",),
    "KKR bemyndigede formandskabet til at godkende den endelige tekst.": ("KKR-F",),
    "KKR gav formanden og næstformanden mandat til at forhandle.": ("KKR-F",),
    "Formandskabet fik bemyndigelse til at svare.": ("KKR-F",),
    "KKR-formandskabet bemyndiges til at svare.": ("KKR-F",),
    "KKR overlod det til Kommunaldirektørkredsen at træffe beslutning.": ("K22",),
    "KKR gav bemyndigelse til K22.": ("K22",),
    "KKR bemyndigede sekretariatet til at sende svaret til K22.": (),
    "KKR bemyndigede formandskabet for K22 til at svare.": (),
    "KKR gav bemyndigelse.": (),
}  # fmt: skip


def text(*lines: str) -> Text:
    return tuple(Block(BlockKind.PARAGRAPH, line) for line in lines)


@pytest.mark.parametrize("words", RETURNED)
def test_who_gets_it_back(words: str) -> None:
    assert handed_to(text(words), (), Outcome.RETURNED, FORUMS, "KKR") == RETURNED[words]


@pytest.mark.parametrize("words", DELEGATED)
def test_who_is_empowered(words: str) -> None:
    assert handed_to(text(words), (), Outcome.DELEGATED, FORUMS, "KKR") == DELEGATED[words]


def test_a_decision_that_follows_the_recommendation_empowers_whom_that_names() -> None:
    asked = text("Det indstilles, at KKR bemyndiger formandskabet til at godkende svaret.")
    assert handed_to(text("KKR godkendte indstillingen."), asked, Outcome.DELEGATED, FORUMS, "KKR") == ("KKR-F",)


def test_a_forum_without_a_chairmanship_in_the_register_leaves_it_open() -> None:
    words = text("Kredsen bemyndigede formandskabet til at svare.")
    assert handed_to(words, (), Outcome.DELEGATED, FORUMS, "K22") == ()


def test_other_outcomes_hand_nothing_on() -> None:
    assert handed_to(text("KKR godkendte oplægget fra K22."), (), Outcome.APPROVED, FORUMS, "KKR") == ()
