"""Receipts as they are read: who has taken what, and what it means for the reader."""

from datetime import date

from states.addresses import Address
from states.letters import Draft, LetterKind, Wording
from states.reminding import Receipt, Role
from states.watched import Source, Watched
from templates.letters import write
from templates.receipt_words import receipt_facts

TODAY, LATER = date(2027, 6, 22), date(2027, 9, 1)
HEARING = Watched(
    Source.DEADLINE, 13, "1", "hearing", "Høringssvar", works_to=TODAY, on=TODAY, case_id=3, title="Fælles æøå-havn"
)
CLOSED = Watched(
    Source.DEADLINE, 14, "1", "report", "Hemmeligt køb", works_to=LATER, on=LATER, case_id=4, title="Købet", closed=True
)
SPAN = Watched(Source.PROMISE, 5, "1", "promise", "Takster", works_to=TODAY, earliest=TODAY, latest=LATER, forum="KKR")


def wording(*receipts: Receipt) -> Wording:
    (one,) = write([Draft("key", LetterKind.RECEIPT, Address("aao@example.dk", "Åse Ærø"), receipt_facts(receipts))])
    return one.wording


def test_one() -> None:
    letter = wording(Receipt(HEARING, "Bo Ørsted", Role.HEAD, TODAY))
    assert (letter.subject, (letter.text or "").split("\n\n")[1:-1]) == (
        "Bo Ørsted har taget den: Høringssvar",
        [
            "Bo Ørsted sagde den 22. juni 2027 »jeg tager den« om Høringssvar.",
            "Hvornår: tirsdag den 22. juni 2027\nSag: 3, Fælles æøå-havn",
            "Du var spurgt som sekretariatsleder og hører kun mere, hvis tiden går, uden at det er gjort.",
        ],
    )


def test_several_in_one_letter_by_what_the_reader_is_in_each() -> None:
    head = [Receipt(HEARING, "Bo Ørsted", Role.HEAD, TODAY), Receipt(CLOSED, "Signe", Role.HEAD, TODAY)]
    letter = wording(*head, Receipt(SPAN, "Signe", Role.OWNER, TODAY))
    assert (letter.subject, (letter.text or "").split("\n\n")[1:-1]) == (
        "Bo Ørsted og Signe har taget 3 ting",
        [
            "Bo Ørsted og Signe har sagt »jeg tager den« om 3 ting.",
            "Løfte til KKR: Takster\n"
            "  Taget af: Signe, den 22. juni 2027\n"
            "  Hvornår: mellem den 22. juni 2027 og den 1. september 2027",
            "Du står også som ansvarlig, så tal med hinanden, hvis I vil dele det. "
            "Påmindelserne til dig stopper, når du også siger til.",
            "Høringssvar\n"
            "  Taget af: Bo Ørsted, den 22. juni 2027\n"
            "  Hvornår: tirsdag den 22. juni 2027\n"
            "  Sag: 3, Fælles æøå-havn",
            "Sag 4 (lukket)\n  Taget af: Signe, den 22. juni 2027\n  Hvornår: onsdag den 1. september 2027",
            "Du var spurgt som sekretariatsleder og hører kun mere, hvis tiden går, uden at det er gjort.",
        ],
    )


def test_of_a_closed_case_it_says_the_number() -> None:
    letter = wording(Receipt(CLOSED, "Bo Ørsted", Role.OWNER, TODAY))
    whole = f"{letter.subject} {letter.text} {letter.html}"
    assert [words in whole for words in ("Hemmeligt", "Købet", "Sag 4 (lukket)")] == [False, False, True]
