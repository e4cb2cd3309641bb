"""Which of a case's files an item shows."""

from dataclasses import replace
from datetime import date

from states.attachments import Attachment, GivenAttachment, Visit, first_fixed_after, numbered, shown_at

SDF = Visit(10, stop_id=1, forum="SDF", open=False, decided_on=date(2027, 4, 13), fixed=True)
K22 = Visit(20, stop_id=2, forum="K22", open=False, decided_on=date(2027, 5, 14), fixed=True)
KKR = Visit(30, stop_id=3, forum="KKR")
STRAIGHT = (SDF, K22, KKR)


def given(key: int, at: Visit, left_out_from: Visit | None = None) -> GivenAttachment:
    out = left_out_from.treatment_id if left_out_from else None
    return GivenAttachment(key, key, f"{key}.pdf", "d" * 64, 1_000, "application/pdf", at.treatment_id, out)


def shown(visits: tuple[Visit, ...], files: list[GivenAttachment], at: Visit) -> list[int]:
    return [one.id for one in shown_at(visits, files, at.treatment_id)]


def test_an_attachment_goes_with_its_case_from_where_it_was_given() -> None:
    files = [given(1, SDF), given(2, K22)]
    assert [shown(STRAIGHT, files, visit) for visit in STRAIGHT] == [[1], [1, 2], [1, 2]]


def test_they_are_numbered_as_they_were_given_whatever_is_left_out() -> None:
    files = [given(3, SDF), given(1, SDF), given(2, SDF, left_out_from=KKR)]
    assert [(one.number, one.name) for one in shown_at(STRAIGHT, files, KKR.treatment_id)] == [
        (1, "1.pdf"),
        (2, "3.pdf"),
    ]


def test_what_is_left_out_stays_where_it_was_decided_on() -> None:
    files = [given(1, SDF, left_out_from=K22)]
    assert [shown(STRAIGHT, files, visit) for visit in STRAIGHT] == [[1], [], []]


def test_forums_side_by_side_do_not_see_each_others_before_the_case_has_been_elsewhere() -> None:
    sdf, sun = Visit(10, 1, "SDF", False, date(2027, 4, 1)), Visit(11, 1, "SUN", False, date(2027, 4, 9))
    k22 = Visit(20, 2, "K22", False, date(2027, 5, 14))
    again = Visit(30, 1, "SUN")
    visits = (sdf, sun, k22, again)
    assert [shown(visits, [given(1, sdf)], one) for one in visits] == [[1], [], [1], [1]]


def test_one_of_two_side_by_side_leaves_out_only_its_own() -> None:
    visits = (K22, Visit(30, 3, "SDF"), Visit(31, 3, "SUN"))
    files = [given(1, K22, left_out_from=visits[1])]
    assert [shown(visits, files, one) for one in visits] == [[1], [], [1]]


def test_a_forum_that_postponed_keeps_its_files() -> None:
    first, next_time = Visit(10, 1, "KKR", False, date(2027, 4, 21)), Visit(11, 1, "KKR")
    assert shown((first, next_time), [given(1, first)], next_time) == [1]


def test_the_days_of_decisions_count_before_the_order_of_the_numbers() -> None:
    """Two cases were joined: the younger number was decided before the older one, which still waits."""
    kkr, k22 = Visit(10, 3, "KKR"), Visit(20, 2, "K22", False, date(2027, 5, 14))
    files = [given(1, k22)]
    assert shown((kkr, k22), files, kkr) == [1]
    decided = replace(kkr, open=False, decided_on=date(2027, 6, 15))
    assert [shown((decided, k22), files, one) for one in (k22, decided)] == [[1], [1]]


def test_the_archive_of_an_earlier_meeting_is_completed_up_to_the_next_that_is_fixed() -> None:
    sent = replace(KKR, fixed=True)
    assert [first_fixed_after((SDF, K22, sent), one) for one in (SDF, K22, sent)] == [20, 30, None]
    assert first_fixed_after(STRAIGHT, K22) is None


def test_a_standing_items_files_are_counted_from_one() -> None:
    assert numbered([given(5, SDF)]) == (Attachment(5, 1, "5.pdf", "d" * 64, 1_000, "application/pdf"),)
