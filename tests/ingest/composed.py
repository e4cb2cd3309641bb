"""Papers that nobody has written, put together by a seed: what a reader of them should find."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from states.outcomes import ANSWER_TO, Outcome, Purpose
from states.paper import (
    Attendee,
    Block,
    BlockKind,
    DeadlineKind,
    FoundDeadline,
    Group,
    Item,
    ItemKind,
    NextMeeting,
    Paper,
    PaperKind,
    Text,
)

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip


@cache
def stock() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("stock.yaml").read_text(encoding="utf-8"))
    return found


def worded(day: date, *, year: bool = True) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def paragraph(text: str, marks: int = 0) -> Block:
    return Block(BlockKind.PARAGRAPH, text, marks)


@dataclass
class Composer:
    """Composes one paper; `tables` where the style that prints it can show them."""

    draw: Random
    tables: bool

    def paper(self) -> Paper:
        forum = self.draw.choice(stock()["forums"])
        self.name: str = forum["as"]
        self.kind = self.draw.choice(list(PaperKind))
        self.on = date(self.draw.randint(2022, 2026), self.draw.randint(1, 12), self.draw.randint(1, 28))
        self.journal = f"SAG-{self.on.year}-{self.draw.randint(1, 99999):05}"
        self.titles = self.draw.sample(stock()["titles"], len(stock()["titles"]))
        coming = NextMeeting(self.on + timedelta(days=self.draw.randint(40, 80)), tuple(self._some("expected", 1, 5)))
        return Paper(
            kind=self.kind, forum=forum["name"], forum_code=forum["code"], on=self.on,
            at=time(self.draw.randint(8, 15), self.draw.choice((0, 15, 30))) if self._maybe() else None,
            place=self.draw.choice(stock()["places"]) if self._maybe() else None,
            participants=self._people(3, 25) if self.kind is PaperKind.MINUTES else (),
            apologies=self._people(1, 7) if self.kind is PaperKind.MINUTES and self._maybe() else (),
            next_meeting=coming, groups=tuple(self._groups(coming)),
        )  # fmt: skip

    def _maybe(self, share: float = 0.7) -> bool:
        return self.draw.random() < share

    def _some(self, key: str, low: int, high: int) -> list[str]:
        return self.draw.sample(stock()[key], min(self.draw.randint(low, high), len(stock()[key])))

    def _people(self, low: int, high: int) -> tuple[Attendee, ...]:
        names = [
            f"{first} {last}"
            for first, last in zip(self._some("first_names", low, high), self._some("last_names", 17, 17), strict=False)
        ]
        return tuple(
            Attendee(name, self.draw.choice(stock()["parties"]), self.draw.choice(stock()["municipalities"]))
            for name in names
        )

    def _groups(self, coming: NextMeeting) -> list[Group]:
        last = self.on - timedelta(days=self.draw.randint(40, 80))
        titled = [("Godkendelse af referat", [self._approval(last)])]
        for title in self._some("groups", 1, 3):
            titled.append((title, [self._case() for _ in range(self.draw.randint(1, 6))]))
        if self._maybe():
            titled.append(("Siden sidst", [self._since_last()]))
        titled.append(("Punkter til næste møde", [self._next_items(coming)]))
        if self._maybe():
            titled.append(("Eventuelt", [self._any_other_business()]))
        return [
            Group(str(place), title, tuple(replace(item, number=f"{place}.{at}") for at, item in enumerate(items, 1)))
            for place, (title, items) in enumerate(titled, 1)
        ]

    def _approval(self, last: date) -> Item:
        day = worded(last)
        item = self._item(f"Godkendelse af referat fra mødet den {day}", ItemKind.MINUTES_APPROVAL)
        return self._decided(
            replace(
                item,
                background=(paragraph(f"Referat fra mødet den {day} er udsendt til medlemmerne."),),
                recommendation=(paragraph(f"Det indstilles, at {self.name} godkender referatet."),),
                purposes=(Purpose.APPROVE,),
            ),
            Outcome.APPROVED,
            "Referatet blev godkendt.",
        )

    def _since_last(self) -> Item:
        item = self._item("Siden sidst", ItemKind.SINCE_LAST)
        names = [
            Block(BlockKind.BULLET, f"{body} ved {person.name}, {person.municipality}")
            for body, person in zip(stock()["bullets"][2:5], self._people(2, 3), strict=False)
        ]
        return self._decided(
            replace(
                item,
                background=(paragraph(f"Under punktet orienterer medlemmer af {self.name}:"), *names),
                recommendation=(paragraph(f"Det indstilles, at {self.name} tager orienteringen til efterretning."),),
                presentation=self._text(1),
                purposes=(Purpose.TAKE_NOTE,),
            ),
            Outcome.TOOK_NOTE,
            f"{self.name} tog orienteringen til efterretning.",
        )

    def _next_items(self, coming: NextMeeting) -> Item:
        assert coming.on
        said = f"Næste møde i {self.name} er den {worded(coming.on)}."
        item = self._item("Punkter til næste møde", ItemKind.NEXT_ITEMS)
        titles = [Block(BlockKind.BULLET, title) for title in coming.expected]
        item = replace(
            item,
            background=(paragraph(said), paragraph("Der forventes følgende punkter på dagsordenen:"), *titles),
            recommendation=(paragraph(f"Det indstilles, at {self.name} drøfter punkter til næste møde."),),
            purposes=(Purpose.DISCUSS,),
            deadlines=(FoundDeadline(said, DeadlineKind.NEXT_MEETING, coming.on),),
        )
        return self._decided(item, Outcome.DISCUSSED, f"{self.name} drøftede punkterne.")

    def _any_other_business(self) -> Item:
        item = self._item("Eventuelt", ItemKind.ANY_OTHER_BUSINESS)
        return self._decided(item, Outcome.NO_DECISION, f"{self.name} havde ikke noget til eventuelt.")

    def _item(self, title: str, kind: ItemKind) -> Item:
        officers = tuple(self._some("initials", 1, 3))
        return Item(number="", title=title, kind=kind, journal_number=self.journal, officers=officers)

    def _case(self) -> Item:
        purposes, recommendation = self._recommendation()
        kind, days = self.draw.choice(stock()["deadlines"]), self.draw.randint(10, 200)
        day = self.on + timedelta(days=days)
        words = kind[1].format(date=worded(day, year=self._maybe(0.6)))
        bound = self._maybe(0.3)
        background = (*self._text(self.draw.randint(1, 2)), *((paragraph(words),) if bound else ()))
        presentation = self._text(self.draw.randint(1, 4)) if self._maybe(0.9) else None
        item = replace(
            self._item(self.titles.pop(), ItemKind.CASE),
            background=background,
            recommendation=recommendation,
            presentation=presentation,
            purposes=purposes,
            deadlines=(FoundDeadline(words, DeadlineKind(kind[0]), day),) if bound else (),
        )
        outcome, said = self._decision(purposes)
        return self._decided(item, outcome, said)

    def _recommendation(self) -> tuple[tuple[Purpose, ...], Text]:
        if self._maybe(0.75):
            purposes, words = self.draw.choice(stock()["asks"])
            return tuple(map(Purpose, purposes)), (paragraph(words.format(forum=self.name)),)
        purposes, words, parts = self.draw.choice(stock()["ask_parts"])
        blocks = tuple(Block(BlockKind.BULLET, part.format(forum=self.name)) for part in parts)
        return tuple(map(Purpose, purposes)), (paragraph(words.format(forum=self.name)), *blocks)

    def _decision(self, purposes: tuple[Purpose, ...]) -> tuple[Outcome, str]:
        name = self.name[0].upper() + self.name[1:]
        if self._maybe(0.3):
            asked = min(purposes, key=_WEIGHT.index)
            return ANSWER_TO[asked], f"{name} godkendte indstillingen."
        outcome, words = self.draw.choice(stock()["said"])
        return Outcome(outcome), words.format(Forum=name)

    def _decided(self, item: Item, outcome: Outcome, words: str) -> Item:
        texts = (*(item.background or ()), *(item.presentation or ()))
        item = replace(item, attachment_marks=sum(block.marks for block in texts))
        if self.kind is PaperKind.AGENDA:
            return item
        return replace(item, outcome=outcome, decision=(paragraph(words),))

    def _text(self, parts: int) -> Text:
        return tuple(block for _ in range(parts) for block in self._part())

    def _part(self) -> list[Block]:
        body = paragraph(" ".join(self._some("sentences", 1, 5)), marks=int(self._maybe(0.15)))
        match self.draw.randint(0, 9):
            case 0 | 1:
                return [Block(BlockKind.HEADING, self.draw.choice(stock()["headings"])), body]
            case 2 | 3:
                return [
                    body,
                    self._introduction(),
                    *(Block(BlockKind.BULLET, it) for it in self._some("bullets", 2, 5)),
                ]
            case 4:
                items = enumerate(self._some("bullets", 2, 4), 1)
                return [self._introduction(), *(Block(BlockKind.NUMBERED, it, label=f"{at}.") for at, it in items)]
            case 5 if self.tables:
                rows = [stock()["row_head"], *self.draw.sample(stock()["rows"], 3)]
                return [body, Block(BlockKind.TABLE, rows=tuple(tuple(map(str, row)) for row in rows))]
            case 6:
                return [body, paragraph(self.draw.choice(stock()["free"]))]
        return [body]

    def _introduction(self) -> Block:
        return paragraph(self.draw.choice(stock()["introductions"]))


_WEIGHT = (
    Purpose.APPROVE, Purpose.ADOPT, Purpose.DECIDE, Purpose.DELEGATE,
    Purpose.GIVE_INPUT, Purpose.DISCUSS, Purpose.TAKE_NOTE,
)  # fmt: skip
