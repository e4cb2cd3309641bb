"""Reminders and receipts as they are read: what, when, why you, what happens if not, and how to answer."""

from dataclasses import replace
from datetime import date

import pytest

from states.addresses import Address
from states.ladder import Step
from states.letters import Draft, LetterKind, Wording
from states.reminding import LastChance, Line, LineTold, Party, Role, Then, Why
from states.watched import Source, Watched
from templates.letters import write
from templates.reminder_words import digest_facts, left_words, title_of, why_words
from templates.words import say

TODAY = date(2027, 6, 22)
LINK = "https://sag.example.dk"
ASE = Party("aao", "Åse Ærø Øster", "aao@example.dk")
REPORT = Watched(
    Source.DEADLINE,
    12,
    "1",
    "report",
    "Redegørelse til ministeriet",
    works_to=date(2027, 6, 25),
    on=date(2027, 6, 27),
    case_id=3,
    title="Fælles æøå-havn",
    legal_default="Staten fastsætter kvoterne\nselv",
    addressees=("Ministeriet",),
)
HEARING = replace(REPORT, number=13, words="Høringssvar", works_to=TODAY, on=TODAY, legal_default="", addressees=())
CLOSED = replace(
    HEARING, number=14, words="Hemmeligt køb", works_to=date(2027, 6, 18), on=date(2027, 6, 18), closed=True
)


def told(watched: Watched, why: Why = Why.OWNER, **more: object) -> LineTold:
    line = Line(watched, ASE, Role.OWNER, why, (Step(TODAY, 3),), late=False)
    chance = LastChance("KKR", date(2027, 6, 24), date(2027, 9, 4)) if watched is REPORT else None
    return LineTold(replace(line, **more), f"token{watched.number}", chance)  # type: ignore[arg-type]  # any field


def wording(kind: LetterKind, facts: dict[str, object]) -> Wording:
    (one,) = write([Draft("key", kind, Address(str(ASE.email), ASE.name), facts)])
    return one.wording


def test_one_deadline() -> None:
    letter = wording(LetterKind.REMINDERS, digest_facts([told(REPORT)], TODAY, LINK))
    assert (letter.subject, letter.text) == (
        "Frist om 3 arbejdsdage: Redegørelse til ministeriet",
        "Kære Åse Ærø Øster\n"
        "\n"
        "Her er en frist, der venter på dig.\n"
        "\n"
        "Redegørelse til ministeriet\n"
        "  Hvornår: søndag den 27. juni 2027; der arbejdes til fredag den 25. juni 2027, om 3 arbejdsdage\n"
        "  Sag: 3, Fælles æøå-havn\n"
        "  Til: Ministeriet\n"
        "  Hvorfor\u00a0dig: Du står som ansvarlig.\n"
        "  Hvis\u00a0ikke: Staten fastsætter kvoterne selv. Efter den 24. juni 2027 er det for sent til KKR den 4. "
        "september 2027.\n"
        "  Jeg tager den: https://sag.example.dk/tag/token12\n"
        "\n"
        "»Jeg tager den« stopper påmindelserne til dig. Er det allerede gjort, så skriv det ind i Sagsgang; så stopper "
        "de for alle.\n"
        "\n"
        "Venlig hilsen\n"
        "Sekretariatet\n",
    )


def test_several_are_sorted_into_over_time_today_and_coming() -> None:
    lines = [told(CLOSED), told(HEARING, late=True, steps=(Step(date(2027, 6, 21), 1),)), told(REPORT)]
    letter = wording(LetterKind.REMINDERS, digest_facts(lines, TODAY, ""))
    assert letter.subject == "3 frister venter på dig – den første er over tiden: Sag 3 (lukket)"
    assert (letter.text or "").split("\n\n")[1:-2] == [
        "Her er 3 frister, der venter på dig, den mest presserende først.",
        "OVER TIDEN",
        "Sag 3 (lukket)\n"
        "  Hvornår: fredag den 18. juni 2027, 2 arbejdsdage over tiden\n"
        "  Hvorfor\u00a0dig: Du står som ansvarlig.\n"
        "  Jeg tager den: sagsgang acknowledge 14",
        "I DAG",
        "Høringssvar\n"
        "  Hvornår: tirsdag den 22. juni 2027, i dag\n"
        "  Sag: 3, Fælles æøå-havn\n"
        "  Hvorfor\u00a0dig: Du står som ansvarlig.\n"
        "  Påmindelsen skulle være kommet mandag den 21. juni 2027.\n"
        "  Jeg tager den: sagsgang acknowledge 13",
        "KOMMENDE",
        "Redegørelse til ministeriet\n"
        "  Hvornår: søndag den 27. juni 2027; der arbejdes til fredag den 25. juni 2027, om 3 arbejdsdage\n"
        "  Sag: 3, Fælles æøå-havn\n"
        "  Til: Ministeriet\n"
        "  Hvorfor\u00a0dig: Du står som ansvarlig.\n"
        "  Hvis\u00a0ikke: Staten fastsætter kvoterne selv. Efter den 24. juni 2027 er det for sent til KKR den 4. "
        "september 2027.\n"
        "  Jeg tager den: sagsgang acknowledge 12",
    ]


@pytest.mark.parametrize("link", [LINK, ""])
def test_the_page_says_the_same_and_shows_nothing_of_a_closed_case(link: str) -> None:
    page = wording(LetterKind.REMINDERS, digest_facts([told(CLOSED), told(HEARING)], TODAY, link)).html or ""
    said = {words: words in page for words in ("Sag 3 (lukket)", "Høringssvar", "Hemmeligt", "/tag/token13")}
    assert said == {"Sag 3 (lukket)": True, "Høringssvar": True, "Hemmeligt": False, "/tag/token13": bool(link)}


def test_markup_in_words_is_only_words() -> None:
    page = wording(LetterKind.REMINDERS, digest_facts([told(replace(REPORT, words="<b>Æ & Ø</b>"))], TODAY, LINK)).html
    assert "&lt;b&gt;Æ &amp; Ø&lt;/b&gt;" in (page or "")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"works_to": date(2027, 6, 23), "on": date(2027, 6, 23)}, "næste arbejdsdag"),
        ({"works_to": date(2027, 6, 21), "on": date(2027, 6, 21)}, "1 arbejdsdag over tiden"),
        ({"works_to": date(2027, 6, 14), "on": None, "earliest": date(2027, 6, 14)}, "når som helst"),
        (
            {"works_to": date(2027, 6, 14), "on": None, "earliest": date(2027, 6, 14), "latest": date(2027, 6, 18)},
            "2 arbejdsdage over tiden",
        ),
        (
            {"works_to": date(2027, 6, 14), "on": None, "earliest": date(2027, 6, 14), "latest": date(2027, 6, 30)},
            "når som helst",
        ),
    ],
)
def test_how_far_off_it_is(days: dict[str, date], words: str) -> None:
    assert left_words(replace(REPORT, **days), TODAY) == words  # type: ignore[arg-type]  # days


VAGUE = replace(
    REPORT,
    words="Statusnotat",
    works_to=date(2027, 6, 23),
    on=None,
    earliest=date(2027, 6, 23),
    latest=date(2027, 7, 16),
    legal_default="",
)


@pytest.mark.parametrize(
    ("today", "subject", "when", "heading"),
    [
        (date(2027, 6, 18), "Frist tidligst om 3 arbejdsdage: Statusnotat", "tidligst om 3 arbejdsdage", "ahead"),
        (TODAY, "Frist tidligst om 1 arbejdsdag: Statusnotat", "tidligst om 1 arbejdsdag", "ahead"),
        (date(2027, 6, 23), "Frist når som helst: Statusnotat", "når som helst", "ahead"),
        (date(2027, 7, 16), "Frist senest i dag: Statusnotat", "senest i dag", "today"),
        (date(2027, 7, 19), "Over tiden: Statusnotat", "1 arbejdsdag over tiden", "over"),
    ],
)
def test_a_day_that_is_not_known_is_never_said_to_be_today(today: date, subject: str, when: str, heading: str) -> None:
    facts = digest_facts([told(VAGUE)], today, LINK)
    (section,) = facts["sections"]
    rows = dict(section["items"][0]["rows"])
    assert (facts["headline"], section["heading"], rows["Hvornår"], rows["Præcis\u00a0dag"]) == (
        subject,
        say("reminders", f"heading_{heading}"),
        f"en gang mellem den 23. juni og den 16. juli 2027 ({when})",
        'Find den, og skriv den ind: sagsgang deadline move 12 DATO --reason "hvorfor"',
    )


@pytest.mark.parametrize(
    ("watched", "then", "words"),
    [
        (
            HEARING,
            Then(Role.HEAD, date(2027, 6, 23)),
            "Tager ingen den, spørges sekretariatslederen fra den 23. juni 2027.",
        ),
        (CLOSED, Then(Role.CHAIR, date(2027, 6, 30)), "Tager ingen den, spørges formanden den 30. juni 2027."),
        (
            HEARING,
            Then(on=date(2027, 6, 23)),
            "Skriver ingen, hvordan den endte, står den som overskredet fra den 23. juni 2027.",
        ),
        (CLOSED, Then(over=True), "Den står som overskredet, til nogen skriver, hvordan den endte."),
        (
            replace(VAGUE, latest=None),
            Then(),
            "Efter den 23. juni 2027 spørges der ikke mere, før den præcise dag er skrevet ind.",
        ),
        (replace(HEARING, legal_default="Uden svar er alle enige"), Then(over=True), "Uden svar er alle enige."),
    ],
)
def test_what_happens_if_nobody_answers_is_always_said(watched: Watched, then: Then, words: str) -> None:
    (section,) = digest_facts([told(watched, then=then)], TODAY, LINK)["sections"]
    assert dict(section["items"][0]["rows"])["Hvis\u00a0ikke"] == words


@pytest.mark.parametrize(
    ("lines", "subject", "lead"),
    [
        (
            [told(REPORT, role=Role.HEAD, why=Why.SILENCE), told(HEARING)],
            "2 frister venter på dig – den første: Høringssvar (i dag)",
            "Her er 2 frister, der venter på dig, den mest presserende først.",
        ),
        (
            [told(REPORT, role=Role.HEAD, why=Why.SILENCE), told(HEARING, role=Role.HEAD, why=Why.UNDELIVERED)],
            "2 frister, som ingen har taget endnu – den første: Høringssvar (i dag)",
            "Her er 2 frister, som ingen har taget endnu, den mest presserende først.",
        ),
        (
            [told(CLOSED, role=Role.HEAD, why=Why.OVER)],
            "Over tiden: Sag 3 (lukket)",
            "Her er en frist, som ikke er klaret endnu.",
        ),
    ],
)
def test_head_and_chair_read_that_nobody_has_taken_it(lines: list[LineTold], subject: str, lead: str) -> None:
    facts = digest_facts(lines, TODAY, LINK)
    assert (facts["headline"], facts["lead"]) == (subject, lead)


def test_each_kind_of_thing_has_a_title() -> None:
    meeting = replace(REPORT, title="KKR Syddanmark", ends=date(2027, 9, 4), case_id=None)
    vague = replace(REPORT, on=None, earliest=date(2027, 9, 1), words="Statusnotat til ministeriet")
    watched = [
        replace(meeting, source=Source.CUT_OFF),
        replace(meeting, source=Source.DISPATCH),
        replace(REPORT, source=Source.PROMISE, forum="KKR", words="Evaluering"),
        replace(REPORT, source=Source.TASK, words="Skriv til\nalle"),
        vague,
        replace(REPORT, words=" "),
        CLOSED,
    ]
    assert list(map(title_of, watched)) == [
        "Punkter til KKR Syddanmark den 4. september 2027",
        "Dagsordenen til KKR Syddanmark den 4. september 2027",
        "Løfte til KKR: Evaluering",
        "Skriv til alle",
        "Statusnotat til ministeriet",
        "Fælles æøå-havn",
        "Sag 3 (lukket)",
    ]


def test_why_each_is_asked() -> None:
    line = told(REPORT, about=("Bo", "Åse"), since=date(2027, 6, 11)).line
    assert {why: why_words(replace(line, why=why)) for why in Why} == {
        Why.OWNER: "Du står som ansvarlig.",
        Why.OFFICER: "Det er din sag, og ingen anden står som ansvarlig.",
        Why.NO_OWNER: "Ingen står som ansvarlig, og derfor spørges du som sekretariatsleder.",
        Why.SILENCE: "Bo og Åse har ikke svaret siden den 11. juni 2027, og derfor spørges du som sekretariatsleder.",
        Why.UNREACHABLE: "Bo og Åse har ingen mailadresse i Sagsgang, og derfor spørges du som sekretariatsleder.",
        Why.UNDELIVERED: "Brevet til Bo og Åse blev ikke leveret, og derfor spørges du som sekretariatsleder.",
        Why.AWAY: "Bo og Åse er væk, og derfor spørges du som sekretariatsleder.",
        Why.OVER: "Tiden er gået, og derfor får du det at vide som sekretariatsleder. Ansvarlig er Bo og Åse.",
        Why.LAST: "Det er sidste påmindelse før dagen, og Bo og Åse har ikke svaret. Derfor spørges du som formand.",
    }
