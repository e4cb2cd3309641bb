"""What changed in an agenda: which items, which parts of them, which words."""

from dataclasses import replace
from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from states.attachments import Attachment
from states.changes import (
    AgendaChanges,
    FieldChange,
    ItemChange,
    Line,
    Mark,
    News,
    Stretch,
    Version,
    changed_lines,
    changes,
    changes_reading,
)
from states.document_json import dump_document, load_document
from states.outcomes import Purpose
from states.paper import Block, BlockKind, Group, Item, ItemKind, Link, Paper, PaperKind, Text

ON = date(2027, 6, 20)
SENT = Version(1, date(2027, 6, 7))


def text(*lines: str) -> Text:
    return tuple(Block(BlockKind.PARAGRAPH, line) for line in lines)


POWER = Item("1.1", "Fælles indkøb af el", case_id=1, background=text("Strøm er dyr.", "Priserne stiger."))
BUDGET = Item("1.2", "Budget 2028", case_id=2, recommendation=text("Det indstilles, at KKR godkender."))
NEWS = Item("2.1", "Siden sidst", ItemKind.SINCE_LAST)


def agenda(*items: Item, **head: object) -> Paper:
    groups = (Group("1", "Sager", items), Group("2", "Siden sidst", (NEWS,)))
    paper = Paper(PaperKind.AGENDA, "KKR Syddanmark", "KKR", ON, time(10), "Vejle", groups=groups)
    return replace(paper, **head)  # type: ignore[arg-type]  # the fields differ in type


def told(old: Paper, new: Paper) -> tuple[ItemChange, ...]:
    return changes(old, new, since=SENT, until=Version()).items


def same(words: str) -> Stretch:
    return Stretch(Mark.SAME, words)


def new(words: str) -> Stretch:
    return Stretch(Mark.ADDED, words)


def old(words: str) -> Stretch:
    return Stretch(Mark.REMOVED, words)


def lines(before: list[str], after: list[str]) -> list[Line]:
    return list(changed_lines(before, after))


def test_the_same_agenda_has_no_changes() -> None:
    found = changes(agenda(POWER, BUDGET), agenda(POWER, BUDGET), since=SENT, until=Version())
    assert found == AgendaChanges("KKR Syddanmark", "KKR", ON, SENT, Version())


def test_the_head() -> None:
    found = changes(agenda(POWER), agenda(POWER, at=time(9, 30), place=None), since=SENT, until=Version())
    assert found.head == (
        FieldChange("time", ((old("10:00"),), (new("09:30"),))),
        FieldChange("place", ((old("Vejle"),),)),
    )


def test_a_changed_word_is_marked_in_its_line_and_lines_that_stayed_are_left_out() -> None:
    changed = replace(POWER, background=text("Strøm er meget dyr.", "Priserne stiger."))
    line = (same("Strøm er"), new("meget"), same("dyr."))
    assert told(agenda(POWER), agenda(changed)) == (
        ItemChange(News.CHANGED, "1.1", POWER.title, fields=(FieldChange("background", (line,)),)),
    )


def test_a_line_that_is_quite_another_stands_whole_beside_the_old_one() -> None:
    assert lines(["Strøm er dyr."], ["Kommunerne køber ind hver for sig."]) == [
        (old("Strøm er dyr."),),
        (new("Kommunerne køber ind hver for sig."),),
    ]


def test_lines_that_came_and_went() -> None:
    assert lines(["Et", "To", "Tre"], ["Et", "Tre", "Fire"]) == [(old("To"),), (new("Fire"),)]


def test_items_that_came_went_and_moved_stand_where_they_stand_in_print() -> None:
    late = Item("1.1", "Hastesag", case_id=3)
    moved = replace(BUDGET, number="1.2")
    before, after = agenda(POWER, replace(BUDGET, number="1.2")), agenda(late, moved)
    assert told(before, after) == (
        ItemChange(News.REMOVED, "1.1", POWER.title),
        ItemChange(News.ADDED, "1.1", "Hastesag"),
    )
    assert told(agenda(POWER, BUDGET), agenda(replace(BUDGET, number="1.1"), replace(POWER, number="1.2"))) == (
        ItemChange(News.CHANGED, "1.1", BUDGET.title, old_number="1.2"),
        ItemChange(News.CHANGED, "1.2", POWER.title, old_number="1.1"),
    )


def test_a_case_is_the_same_under_another_title_and_another_case_is_not_under_the_same() -> None:
    renamed = replace(POWER, title="Fælles indkøb af strøm")
    assert told(agenda(POWER), agenda(renamed)) == (
        ItemChange(
            News.CHANGED,
            "1.1",
            renamed.title,
            fields=(FieldChange("title", ((same("Fælles indkøb af"), old("el"), new("strøm")),)),),
        ),
    )
    assert [change.news for change in told(agenda(POWER), agenda(replace(POWER, case_id=9)))] == [
        News.REMOVED,
        News.ADDED,
    ]


def test_of_two_standing_items_of_one_sort_each_is_known_by_its_title() -> None:
    board, council = (Item("2.1", title, ItemKind.SINCE_LAST) for title in ("Fra bestyrelsen", "Fra rådet"))
    both, one = (
        replace(agenda(), groups=(Group("2", "Siden sidst", items),)) for items in ((board, council), (council,))
    )
    assert told(both, one) == (ItemChange(News.REMOVED, "2.1", "Fra bestyrelsen"),)


def test_a_line_without_end_is_shown_whole() -> None:
    endless = " ".join(["og"] * 6000)
    assert lines([endless], [f"{endless} så"]) == [(old(endless),), (new(f"{endless} så"),)]


def test_what_stands_round_the_texts() -> None:
    file = Attachment(1, 1, "Notat.pdf", "aa", 10, "application/pdf")
    before = replace(BUDGET, purposes=(Purpose.APPROVE,), officers=("bel",), attachments=(file,))
    after = replace(
        BUDGET,
        purposes=(Purpose.DISCUSS,),
        officers=("bel", "snm"),
        journal_number="SAG-2027-1",
        closed=True,
        attachments=(replace(file, digest="bb"),),
    )
    (change,) = told(agenda(before), agenda(after))
    assert change.closed
    assert change.fields == (
        FieldChange("closed", ((new("closed"),),)),
        FieldChange("journal_number", ((new("SAG-2027-1"),),)),
        FieldChange("officers", ((new("snm"),),)),
        FieldChange("purposes", ((old("approve"),), (new("discuss"),))),
        FieldChange("attachments", ((old("Notat.pdf"),), (new("Notat.pdf"),))),
    )


def test_a_group_that_is_called_otherwise_changes_its_items() -> None:
    before = Paper(PaperKind.AGENDA, None, None, ON, groups=(Group("1", "Sager", (POWER,)),))
    after = replace(before, groups=(Group("1", "Sager til behandling", (POWER,)),))
    (change,) = told(before, after)
    assert change.fields == (FieldChange("group", ((same("Sager"), new("til behandling")),)),)


def test_words_that_only_look_otherwise_are_said_to_without_words() -> None:
    heading = replace(POWER, background=(Block(BlockKind.HEADING, "Strøm er dyr."), *text("Priserne stiger.")))
    blanks = replace(POWER, background=text("Strøm er  dyr.", "Priserne stiger."))
    for looks_otherwise in (heading, blanks):
        (change,) = told(agenda(POWER), agenda(looks_otherwise))
        assert change.fields == (FieldChange("background", ()),)


def test_a_link_that_leads_elsewhere_is_a_change() -> None:
    def linked(url: str) -> Paper:
        block = Block(BlockKind.PARAGRAPH, "Se notatet", links=(Link("notatet", url),))
        return agenda(replace(POWER, background=(block,)))

    (change,) = told(linked("https://x.example/1"), linked("https://x.example/2"))
    assert change.fields == (
        FieldChange("background", ((same("Se notatet"), old("[https://x.example/1]"), new("[https://x.example/2]")),)),
    )


def test_the_changes_as_json() -> None:
    found = changes(agenda(POWER), agenda(), since=SENT, until=Version(2, date(2027, 6, 10), "En sag gik ud"))
    assert changes_reading(found) == {
        "forum": "KKR Syddanmark",
        "forum_code": "KKR",
        "on": "2027-06-20",
        "since": {"number": 1, "on": "2027-06-07", "reason": None},
        "until": {"number": 2, "on": "2027-06-10", "reason": "En sag gik ud"},
        "head": (),
        "items": (
            {
                "news": "removed",
                "number": "1.1",
                "title": "Fælles indkøb af el",
                "old_number": None,
                "fields": (),
                "closed": False,
            },
        ),
    }


def test_the_changes_go_whole_to_another_process() -> None:
    found = changes(agenda(POWER), agenda(BUDGET, place="Ribe"), since=SENT, until=Version())
    assert load_document(dump_document(found)) == found


WORD = st.sampled_from(["strøm", "el", "er", "dyr.", "og", "2028", "–"])
LINE = st.lists(WORD, min_size=1, max_size=12).map(" ".join)


def without(mark: Mark, found: list[Line]) -> list[str]:
    """The words of each line but those with this mark."""
    kept = (" ".join(one.words for one in line if one.mark is not mark) for line in found)
    return [line for line in kept if line]


@given(st.lists(LINE, max_size=8, unique=True), st.lists(LINE, max_size=8, unique=True))
def test_the_marked_lines_hold_both_versions(before: list[str], after: list[str]) -> None:
    found = lines(before, after)
    was, become = without(Mark.ADDED, found), without(Mark.REMOVED, found)
    assert [line for line in before if line in was] == was
    assert [line for line in after if line in become] == become
    assert set(before) - set(was) <= set(after)
    assert set(after) - set(become) <= set(before)
