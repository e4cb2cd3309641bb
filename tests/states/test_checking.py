"""What is found in an agenda before it goes out."""

from dataclasses import replace
from datetime import date, time

import pytest

from states.agenda import Reason, Why
from states.attachments import Attachment
from states.checking import (
    Code,
    Finding,
    Promise,
    Reading,
    check_head,
    check_items,
    check_planned,
    check_promises,
    is_named,
    last_day,
)
from states.outcomes import Purpose
from states.paper import Block, BlockKind, DeadlineKind, FoundDeadline, Group, Item, ItemKind, Paper, PaperKind, Text

ON, TODAY = date(2027, 6, 20), date(2027, 6, 1)
SOUND = Reading()


def words(text: str, marks: int = 0) -> Text:
    return (Block(BlockKind.PARAGRAPH, text, marks),)


def files(count: int) -> tuple[Attachment, ...]:
    return tuple(Attachment(n, n, f"{n}.pdf", "d" * 64, 1, "application/pdf") for n in range(1, count + 1))


def item(**more: object) -> Item:
    """A sound item, but for what is said otherwise."""
    sound: dict[str, object] = {
        "number": "2.1",
        "title": "Regnskab",
        "background": words("Baggrund."),
        "recommendation": words("Det indstilles, at KKR godkender."),
        "presentation": words("Fremstilling."),
        "purposes": (Purpose.APPROVE,),
        "case_id": 7,
    }
    return Item(**(sound | more))  # type: ignore[arg-type]  # the fields that a test names


def paper(*items: Item) -> Paper:
    return Paper(PaperKind.AGENDA, "KKR Syddanmark", "KKR", ON, groups=(Group("2", "Sager", items),))


def found(one: Item, reading: Reading = SOUND, *reasons: Reason) -> list[tuple[Code, str]]:
    told = check_items(paper(one), lambda _: reading, reasons, today=TODAY)
    return [(finding.code, finding.message) for finding in told]


def test_a_sound_item_is_passed_over() -> None:
    assert found(item(presentation=words("To bilag.", 2), attachments=files(2))) == []


def test_a_mark_without_a_file() -> None:
    one = item(presentation=words("To bilag.", 2), attachments=files(1))
    message = "Item 2.1 (Regnskab) has 2 marks ./. and 1 file; sagsgang attach KKR/2027-06-20/2.1 FILE adds one."
    assert list(check_items(paper(one), lambda _: SOUND, (), today=TODAY)) == [
        Finding("2.1", "Regnskab", Code.MARK_WITHOUT_FILE, message)
    ]


def test_a_file_without_a_mark() -> None:
    assert found(item(background=words("Et bilag.", 1), attachments=files(3))) == [
        (
            Code.FILE_WITHOUT_MARK,
            "Item 2.1 (Regnskab) has files that no mark ./. stands for (2.pdf, 3.pdf); "
            "they are named at its end; write ./. where they belong.",
        )
    ]


@pytest.mark.parametrize("background", [None, words("Sagens gang, fortalt af sig selv.")])
def test_an_item_that_nobody_has_written(background: Text | None) -> None:
    """Its course may be told all the same, and what is wrong besides is told as well."""
    none = item(background=background, recommendation=(), presentation=(), purposes=())
    told = check_items(paper(none), lambda _: SOUND, (), unwritten={7}, today=TODAY)
    assert [(finding.code, finding.message) for finding in told] == [
        (
            Code.NO_TEXT,
            "Item 2.1 (Regnskab) is on this agenda and has no text yet; "
            "write it with sagsgang case edit 7, or let it wait for a later meeting.",
        ),
        (
            Code.NO_PURPOSE,
            "Item 2.1 (Regnskab) has no purpose; say it with sagsgang case edit 7 --purpose PURPOSE.",
        ),
    ]


def test_a_background_alone_is_a_text() -> None:
    assert [code for code, _ in found(item(recommendation=(), presentation=()))] == [Code.EMPTY_SECTION] * 2


def test_a_mark_inside_a_line_counts_for_nothing() -> None:
    table = Block(BlockKind.TABLE, rows=(("Bilag", "Notat ./. og mere"),))
    start, mend = (
        "Item 2.1 (Regnskab) has a mark ./. that stands inside a line",
        "it counts only at the head or the end of a line",
    )
    assert found(item(background=(*words("Se ./. for tallene."), table))) == [
        (Code.MARK_INSIDE_LINE, f"{start} (“Se ./. for tallene”); {mend}."),
        (Code.MARK_INSIDE_LINE, f"{start} (“Notat ./. og mere”); {mend}."),
    ]


def test_a_head_without_time_and_place() -> None:
    start, mend = "The meeting of KKR on 2027-06-20 has no", "set it with sagsgang meeting set KKR 2027-06-20"
    assert [*check_head(paper(), sent=False), *check_head(replace(paper(), at=time(10), place=""), sent=True)] == [
        Finding(None, "KKR Syddanmark", Code.NO_TIME, f"{start} time; {mend} --time TIME."),
        Finding(None, "KKR Syddanmark", Code.NO_PLACE, f"{start} place; {mend} --place PLACE."),
        Finding(None, "KKR Syddanmark", Code.NO_PLACE, f"{start} place; {mend} --place PLACE --reason WORDS."),
    ]
    assert list(check_head(replace(paper(), at=time(10), place="Middelfart"), sent=True)) == []


def test_an_expected_case_that_is_under_way_elsewhere() -> None:
    expected = item(background=None, recommendation=None, presentation=None)
    elsewhere = Reason(3, "regnskab.", Why.OTHER_FORUM, ("K22",))
    assert found(expected, SOUND, Reason(7, "Regnskab", Why.EXPECTED, ("KKR",)), elsewhere) == [
        (
            Code.NO_TEXT,
            "Item 2.1 (Regnskab) is on this agenda and has no text yet; case 3 of the same title waits at K22: "
            "if they are one, sagsgang case join 3 7.",
        )
    ]


def test_an_empty_section() -> None:
    assert found(item(background=(), presentation=(*words("Et."), Block(BlockKind.HEADING, "Økonomi")))) == [
        (
            Code.EMPTY_SECTION,
            "Item 2.1 (Regnskab) has nothing under its heading background; "
            "write it with sagsgang case edit 7 --background FILE.",
        ),
        (Code.EMPTY_SECTION, "Item 2.1 (Regnskab) has nothing under “Økonomi”, which ends its presentation."),
    ]


def test_a_section_that_is_not_printed_is_not_empty() -> None:
    assert found(item(background=None)) == []


def test_a_recommendation_without_an_at() -> None:
    assert found(item(), Reading(says_what=False)) == [
        (
            Code.RECOMMENDATION_WITHOUT_AT,
            "Item 2.1 (Regnskab) has a recommendation without an “at …”; "
            "say what the forum is to do, as in “Det indstilles, at …”.",
        )
    ]


def test_an_item_without_a_purpose() -> None:
    start = "Item 2.1 (Regnskab) has no purpose; say it with sagsgang case edit 7 --purpose"
    words = Reading(purposes=(Purpose.APPROVE, Purpose.DELEGATE))
    assert found(item(purposes=())) == [(Code.NO_PURPOSE, f"{start} PURPOSE.")]
    assert found(item(purposes=()), words) == [(Code.NO_PURPOSE, f"{start} approve --purpose delegate.")]


def test_a_text_that_was_carried_over_and_not_gone_through() -> None:
    assert found(item(), Reading(carried=("background", "presentation"))) == [
        (
            Code.CARRIED_OVER,
            "Item 2.1 (Regnskab) still says in its background and presentation that it was carried over; correct years "
            "and figures, and take that line out: sagsgang case edit 7 --background FILE --presentation FILE.",
        )
    ]


def deadline(on: date | None, *, before: bool = False, latest: date | None = None) -> FoundDeadline:
    return FoundDeadline("Svar senest den dag.", DeadlineKind.REPORT, on=on, before=before, latest=latest)


def test_dates_that_the_meeting_comes_too_late_for() -> None:
    """1 June is today; the day of the meeting itself is no finding, and each day is told once."""
    dates = (deadline(date(2027, 5, 31)), deadline(date(2027, 5, 31)), deadline(date(2027, 6, 19)), deadline(ON))
    assert found(item(), Reading(dates=dates)) == [
        (Code.DATE_PAST, "Item 2.1 (Regnskab) speaks of 2027-05-31, which has passed: “Svar senest den dag”."),
        (
            Code.DATE_PAST,
            "Item 2.1 (Regnskab) speaks of 2027-06-19, which comes before the meeting: “Svar senest den dag”.",
        ),
    ]


def test_the_last_day_of_a_deadline() -> None:
    assert last_day(deadline(ON, before=True)) == date(2027, 6, 19)
    assert last_day(deadline(None, latest=date(2027, 6, 30))) == date(2027, 6, 30)
    assert last_day(deadline(None)) is None


@pytest.mark.parametrize("kind", [kind for kind in ItemKind if kind is not ItemKind.CASE])
def test_a_standing_item_is_asked_only_about_its_marks(kind: ItemKind) -> None:
    bare = Item("1.1", "Fast punkt", kind, presentation=())
    assert found(bare, Reading(says_what=False)) == []
    assert [code for code, _ in found(Item("1.1", "Fast punkt", kind, background=words("Se bilag.", 1)))] == [
        Code.MARK_WITHOUT_FILE
    ]


def missing(*promised: Promise, reasons: tuple[Reason, ...] = ()) -> list[str]:
    told = check_promises(promised, paper(item()), reasons, made="minutes of KKR 2027-04-21")
    return [finding.message for finding in told]


def test_a_promised_case_that_is_there() -> None:
    assert missing(Promise("regnskab."), Promise("Et andet navn", frozenset({7}))) == []


def test_a_promised_case_that_is_not_there_and_why() -> None:
    why = {
        1: Reason(1, "Bus", Why.OTHER_FORUM, ("K22", "SDF", "SUN", "KKU")),
        2: Reason(2, "Bus", Why.LATER_MEETING, ("KKR",), date(2027, 9, 4)),
        3: Reason(3, "Bus", Why.NOT_SUBMITTED),
        4: Reason(4, "Bus", Why.AGENDA_LOCKED, ("KKR",)),
    }
    start = "“Bus” was promised for this meeting (minutes of KKR 2027-04-21) and is not on it: "
    told = [
        missing(Promise("Bus", frozenset({key})), reasons=(one,))[0].removeprefix(start) for key, one in why.items()
    ]
    assert told == [
        "case 1 waits at K22, SDF, SUN and others.",
        "case 2 is planned for 2027-09-04.",
        "case 3 is a draft; send it on its way with sagsgang case submit 3.",
        "case 4 came after the agenda was locked; "
        "take it in with sagsgang meeting lock KKR --meeting 2027-06-20 --reason WORDS.",
    ]
    assert missing(Promise("Bus")) == [f"{start}no case has this title; open it with sagsgang case new."]


def test_a_case_that_has_ended_is_no_longer_promised() -> None:
    assert missing(Promise("Bus", frozenset({5}), ended=True)) == []


def test_a_case_planned_for_the_meeting_that_came_too_late_for_its_agenda() -> None:
    late = Reason(4, "Bus", Why.AGENDA_LOCKED, ("KKR",), ON)
    other = Reason(5, "Tog", Why.AGENDA_LOCKED, ("KKR",))
    assert [one.message for one in check_planned(paper(), (late, other), but=())] == [
        "“Bus” is planned for this meeting and is not on it: case 4 came after the agenda was locked; "
        "take it in with sagsgang meeting lock KKR --meeting 2027-06-20 --reason WORDS."
    ]
    assert list(check_planned(paper(), (late,), but=["bus."])) == []


@pytest.mark.parametrize(
    ("promise", "title", "same"),
    [
        ("Rammeaftale 2025-2026", "Godkendelse af rammeaftale 2025-2026", True),
        ("Status på kollektiv mobilitet i regionen", "Kollektiv mobilitet", True),
        ("Kollektiv mobilitet", "Kollektiv trafik", False),
        ("Rammeaftale", "Rammeaftale 2025", False),
        ("Budget", "budget.", True),
    ],
)
def test_what_was_promised_is_known_again_under_a_longer_or_shorter_name(promise: str, title: str, same: bool) -> None:
    assert is_named(promise, title) is same
