"""Every file of an item has its mark."""

from states.attachments import Attachment
from states.paper import Block, BlockKind, Item
from templates.attached import with_marks


def paragraph(text: str, marks: int = 0) -> Block:
    return Block(BlockKind.PARAGRAPH, text, marks)


def files(count: int) -> tuple[Attachment, ...]:
    return tuple(Attachment(n, n, f"{n}.pdf", "d" * 64, 1, "application/pdf") for n in range(1, count + 1))


def test_files_beyond_the_marks_get_lines_at_the_end_of_the_presentation() -> None:
    told = (paragraph("Regnskabet er vedlagt.", 1),)
    item = with_marks(Item("2.1", "Regnskab", presentation=told, attachments=files(3)))
    assert item.presentation == (*told, paragraph("Bilag 2: 2.pdf", 1), paragraph("Bilag 3: 3.pdf", 1))
    assert item.attachment_marks == 3


def test_an_item_without_a_presentation_gets_one() -> None:
    item = with_marks(Item("2.1", "Regnskab", background=(paragraph("Baggrund."),), attachments=files(1)))
    assert (item.background, item.presentation) == ((paragraph("Baggrund."),), (paragraph("Bilag 1: 1.pdf", 1),))


def test_marks_that_have_no_file_stay_as_they_are() -> None:
    item = Item("2.1", "Regnskab", background=(paragraph("To bilag.", 2),), attachment_marks=2, attachments=files(1))
    assert with_marks(item) == item


def test_marks_in_the_decision_stand_for_the_last_files() -> None:
    """They are read last, and what a meeting was handed came last."""
    item = Item(
        "2.1",
        "Regnskab",
        presentation=(paragraph("Vedlagt.", 1),),
        decision=(paragraph("Godkendt med det omdelte.", 1),),
        attachments=files(3),
    )
    marked = with_marks(item)
    assert marked.presentation == (paragraph("Vedlagt.", 1), paragraph("Bilag 2: 2.pdf", 1))
    assert marked.attachment_marks == 3


def test_an_item_without_files_is_as_it_was() -> None:
    item = Item("5.1", "Eventuelt")
    assert with_marks(item) == item
