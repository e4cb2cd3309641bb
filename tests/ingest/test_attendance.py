"""Lists of people as a secretary keeps them."""

from db.seed import seed_forums
from ingest.attendance import people_listed
from states.paper import Attendee

FORUMS = [seed.forum for seed in seed_forums()]
ANNA, BO = Attendee("Anna Krag", "V", "Vejen"), Attendee("Bo Lind", "A", "Odense")
EVA = Attendee("Eva Holm", None, None)


def test_people_stand_one_a_line_under_headings() -> None:
    words = "Deltagere:\n\n– Anna Krag (V) Vejen\n- Bo Lind (A), Odense\n\nAfbud\nEva Holm\n"
    assert people_listed(words, FORUMS) == ((ANNA, BO), (EVA,))


def test_before_any_heading_stand_those_present() -> None:
    assert people_listed("Anna Krag (V) Vejen; Bo Lind (A) Odense", FORUMS) == ((ANNA, BO), ())


def test_a_heading_may_have_its_people_beside_it() -> None:
    assert people_listed("afbud: Eva Holm\ndeltagere: Anna Krag (V) Vejen", FORUMS) == ((ANNA,), (EVA,))


def test_other_lines_of_a_head_name_nobody() -> None:
    words = "Dato: 20. juni 2027\nSted: Middelfart\nDeltagere\nAnna Krag (V) Vejen\nAfbud\nIngen"
    assert people_listed(words, FORUMS) == ((ANNA,), ())


def test_a_name_counts_once() -> None:
    assert people_listed("Formand: Anna Krag\nDeltagere\nAnna Krag (V) Vejen", FORUMS) == ((ANNA,), ())
