"""The facts of receipts, in Danish: who has taken what, and what that means for the reader."""

from collections.abc import Iterator, Sequence

from states.reminding import Receipt, Role
from templates.reminder_words import Facts, shortened, span_words, title_of
from templates.words import day, enumerate_words, say, weekday_and_day


def receipt_facts(receipts: Sequence[Receipt]) -> Facts:
    """What the templates letter-receipt.* are filled with: at least one receipt, all for one reader."""
    people = enumerate_words(list(dict.fromkeys(one.who for one in receipts)))
    alone, first = len(receipts) == 1, receipts[0]
    title = title_of(first.watched)
    entry = "" if alone else "_many"
    said = {"who": people, "count": len(receipts), "day": day(first.on)}
    return {
        "headline": say("receipts", f"subject{entry}", **said, title=shortened(title)),
        "lead": say("receipts", f"lead{entry}", **said, title=title),
        "sections": [
            {"items": [_item(one, alone=alone) for one in own], "note": say("receipts", f"note_{role}")}
            for role in Role
            if (own := [one for one in receipts if one.role is role])
        ],
    }


def _item(receipt: Receipt, *, alone: bool) -> Facts:
    """A thing that was taken; where it is the only one, the lead has said what it is and who took it."""
    rows = [[say("receipts", f"row_{name}"), words] for name, words in _rows(receipt, alone=alone) if words]
    return {"title": "" if alone else title_of(receipt.watched), "rows": rows}


def _rows(receipt: Receipt, *, alone: bool) -> Iterator[tuple[str, str]]:
    watched = receipt.watched
    yield "who", "" if alone else say("receipts", "taken", who=receipt.who, day=day(receipt.on))
    yield "when", weekday_and_day(watched.on) if watched.on else span_words(watched)
    if watched.case_id is not None and not watched.closed:
        yield "case", say("receipts", "case", case=watched.case_id, title=watched.title)
