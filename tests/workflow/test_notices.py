"""Letters that follow from decisions: the extract to the next forum, the requests to the councils."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from sqlalchemy import Connection, text

from db.files import Files
from db.queries.health import forums_without_address
from db.record import Update
from states.letters import Draft, LetterKind
from states.routes import Join, JoinRule, Route, Stop
from tests.workflow.mailing import LINK, keys, mailbox, note, queued, told
from tests.workflow.office import Office
from workflow.batch import Batch
from workflow.councils import ledger_of
from workflow.notices import notices
from workflow.routing import set_route

K22, KKR = "k22@example.dk", "kkr@example.dk"
HEARD = ("KB-410", "KB-420")


def look(office: Office, files: Files | None = None) -> Batch:
    return office.read(partial(notices, today=office.today, link=LINK, files=files))


def drafts(office: Office) -> tuple[Draft, ...]:
    return look(office).drafts


def queues(office: Office) -> dict[str, int]:
    return queued(office, partial(notices, today=office.today, link=LINK))


def causes(office: Office) -> list[str]:
    """The state of each cause, the oldest first."""

    def look(connection: Connection) -> list[str]:
        return list(connection.execute(text("SELECT state FROM outbox ORDER BY id")).scalars())

    return office.read(look)


@pytest.fixture
def letters(office_in_both: Office) -> Office:
    """K22 and KKR have mailboxes and meetings; case 1 is with K22, and today it decides."""
    office = office_in_both
    mailbox(office, "K22", K22)
    mailbox(office, "KKR", KKR)
    office.meets("K22", "2027-04-08")
    office.meets("KKR", "2027-05-20")
    office.opens("Indkøb", "short", recommendation="Det indstilles, at K22 anbefaler købet.")
    return office.on("2027-04-08")


def test_the_next_forum_gets_the_decision_in_its_own_words(letters: Office) -> None:
    letters.decides(1, "recommended", "K22 anbefalede købet.\nOdense tog forbehold.")
    (draft,) = drafts(letters)
    assert (draft.kind, draft.to.email, draft.case_id, draft.closed) == (LetterKind.EXTRACT, KKR, 1, False)
    assert told(draft).splitlines() == [
        "Til KKR Syddanmark",
        "",
        "Sagen herunder er behandlet og er nu kommet til jer. Derfor får I beslutningen.",
        "",
        "Sag 1: Indkøb",
        "",
        "Kommunaldirektørkredsen, torsdag den 8. april 2027:",
        "K22 anbefalede købet.",
        "Odense tog forbehold.",
        "",
        "Se sagen: https://sag.example.dk/sag/1",
        "",
        "Sagen ventes på jeres møde torsdag den 20. maj 2027. Tekst og bilag skal være inde senest torsdag den 6. maj "
        "2027; ellers kommer sagen først på et senere møde.",
        "",
        "Venlig hilsen",
        "Sekretariatet",
    ]


def test_where_the_last_day_for_items_is_over_it_is_asked_for_at_once(letters: Office) -> None:
    letters.meets("KKR", "2027-04-20")
    letters.decides(1, "recommended", "Anbefalet.")
    assert (
        "Sagen ventes på jeres møde tirsdag den 20. april 2027. Fristen for sager var tirsdag den 6. april 2027, så "
        "tekst og bilag skal være hos sekretariatet nu; ellers kommer sagen først på et senere møde.\n"
    ) in told(drafts(letters)[0])


def test_a_case_on_an_agenda_that_was_sent_is_told_that_meeting_and_no_last_day(letters: Office) -> None:
    letters.meets("KKR", "2027-04-20")
    letters.decides(1, "recommended", "Anbefalet.")
    letters.locks("KKR", on=date(2027, 4, 20))
    (draft,) = drafts(letters)
    assert told(draft).splitlines()[-4] == "Sagen er på dagsordenen for jeres møde tirsdag den 20. april 2027."
    assert (draft.facts["cut_off"], draft.facts["too_late"]) == ("", False)


def test_a_case_that_came_too_late_for_a_sent_agenda_comes_on_the_next(letters: Office) -> None:
    letters.meets("KKR", "2027-04-20")
    letters.locks("KKR", on=date(2027, 4, 20))
    letters.decides(1, "recommended", "Anbefalet.")
    assert drafts(letters)[0].facts["meeting"] == "torsdag den 20. maj 2027"


def test_a_cause_is_seen_to_once(letters: Office) -> None:
    letters.decides(1, "recommended", "Anbefalet.")
    assert causes(letters) == ["queued"]
    assert [key.rpartition(":")[2] for key in queues(letters)] == [KKR]
    assert (causes(letters), queues(letters), look(letters)) == (["handled"], {}, Batch())


def test_a_forum_without_an_address_gets_no_letter_and_is_named(letters: Office) -> None:
    number = letters.read(lambda c: c.execute(text("SELECT id FROM forum WHERE code = 'KKR'")).scalar_one())
    note(letters, Update("forum", {"id": number}, {"email": None}))
    letters.decides(1, "recommended", "Anbefalet.")
    assert (queues(letters), causes(letters)) == ({}, ["handled"])
    named = letters.read(lambda connection: forums_without_address(connection, letters.today, letters.today))
    assert named == ["KKR"]


def test_old_minutes_that_are_read_in_give_no_letters(letters: Office) -> None:
    letters.decides(1, "recommended", "Anbefalet.")
    later = letters.on("2027-04-23")
    assert (queues(later), causes(later)) == ({}, ["handled"])


@pytest.mark.parametrize("outcome", ["postponed", "rejected"])
def test_a_case_that_stays_or_ends_gives_no_letter(letters: Office, outcome: str) -> None:
    letters.decides(1, outcome, "Ikke nu.")
    assert drafts(letters) == ()


def test_a_case_that_is_sent_back_says_so(letters: Office) -> None:
    letters.decides(1, "recommended", "Anbefalet.")
    queues(letters)
    letters = letters.on("2027-05-20")
    letters.decides(1, "returned", "KKR beder om nye tal.", to="k22")
    (draft,) = drafts(letters)
    assert (draft.to.email, draft.facts["why"], draft.facts["meeting"]) == (K22, "back", "")
    assert "Der er ikke planlagt noget møde hos jer, som sagen kan nå." in told(draft)


def test_a_case_that_has_moved_on_since_tells_only_the_forum_where_it_is(letters: Office) -> None:
    letters.decides(1, "recommended", "Anbefalet.")
    letters = letters.on("2027-04-15")
    letters.decides(1, "returned", "Nye tal.", to="k22", on=date(2027, 4, 15))
    assert [draft.to.email for draft in drafts(letters)] == [K22]


def test_a_correction_says_that_it_is_one(letters: Office) -> None:
    letters.decides(1, "recommended", "Anbefalet.")
    queues(letters)
    letters.corrects(1, "recommended", "K22 anbefalede købet.", reason="ordene manglede")
    (draft,) = drafts(letters)
    assert (draft.to.email, draft.facts["corrected"], draft.facts["decisions"][0]["lines"]) == (
        KKR,
        True,
        ["K22 anbefalede købet."],
    )
    assert "Dette er en rettelse af en beslutning, der var skrevet forkert." in told(draft)


def test_who_was_told_wrongly_is_told_that_the_case_is_theirs_no_more(letters: Office) -> None:
    letters.decides(1, "recommended", "Anbefalet.")
    queues(letters)
    letters.corrects(1, "postponed", "Udsat.", reason="forkert udfald")
    (draft,) = drafts(letters)
    assert (draft.to.email, draft.facts["why"]) == (KKR, "recalled")
    assert "sagen er ikke længere hos jer" in told(draft)


def test_a_closed_case_leaves_as_a_number_and_a_link(letters: Office) -> None:
    letters.edits(1, closed=True)
    letters.decides(1, "recommended", "Den hemmelige beslutning.")
    (draft,) = drafts(letters)
    assert draft.closed
    assert [word in f"{draft.facts} {told(draft)}" for word in ("Indkøb", "hemmelige", "Lukket sag 1")] == [
        False,
        False,
        True,
    ]
    assert "https://sag.example.dk/sag/1" in told(draft)


def test_the_extract_goes_along_as_a_file_where_files_are_kept(letters: Office, files: Files) -> None:
    letters.decides(1, "recommended", "K22 anbefalede købet.")
    (draft,) = look(letters, files).drafts
    (enclosure,) = draft.enclosures
    assert (enclosure.name, enclosure.media_type) == ("Uddrag K22 2027-04-08 sag 1.pdf", "application/pdf")
    content = files.content(enclosure.digest, enclosure.name)
    assert (content[:5], len(content)) == (b"%PDF-", enclosure.size)


def test_both_forums_of_a_group_are_told_when_the_case_goes_on(letters: Office) -> None:
    letters.opens("Besparelser", "joint")
    letters.decides(2, "recommended", "SDF anbefalede.", forum="SDF", on=date(2027, 4, 1))
    assert drafts(letters) == ()
    letters.decides(2, "recommended", "SUN anbefalede.", forum="SUN", on=date(2027, 4, 2))
    (draft,) = drafts(letters)
    assert [one["lines"] for one in draft.facts["decisions"]] == [["SDF anbefalede."], ["SUN anbefalede."]]


@pytest.fixture
def councils(letters: Office) -> Office:
    """Case 2 has come to the 22 councils after KKR, with a reservation; three of them have mailboxes."""
    for number in ("410", "420", "461"):
        mailbox(letters, f"KB-{number}", f"post@{number}.example.dk")
    letters.opens("Takster", "social-reserved", recommendation="Det indstilles, at KKR godkender taksterne.")
    letters.decides(2, "recommended", "SDF anbefalede.", on=date(2027, 4, 1))
    letters.decides(2, "recommended", "K22 anbefalede.", on=date(2027, 4, 2))
    letters = letters.on("2027-05-20")
    letters.decides(2, "approved", "KKR godkendte taksterne.")
    return letters


def test_each_council_with_an_address_is_asked(councils: Office) -> None:
    found = drafts(councils)
    assert [(draft.kind, draft.to.name) for draft in found] == [
        (LetterKind.REQUEST, f"Kommunalbestyrelsen i {name}") for name in ("Middelfart", "Assens", "Odense")
    ]
    assert told(found[2]).splitlines() == [
        "Til Kommunalbestyrelsen i Odense",
        "",
        "Sag 2: Takster",
        "",
        "I bedes godkende sagen.",
        "",
        "Sagen er sendt videre med forbehold for politisk godkendelse. Jeres godkendelse ophæver forbeholdet for jeres "
        "kommune.",
        "",
        "Indstilling:",
        "Det indstilles, at Kommunalbestyrelsen i Odense godkender taksterne.",
        "",
        "KKR Syddanmark besluttede torsdag den 20. maj 2027:",
        "KKR godkendte taksterne.",
        "",
        "Se sagen: https://sag.example.dk/sag/2",
        "",
        "Svar på dette brev med beslutningen og datoen for jeres møde, når sagen er behandlet. Uden jeres svar kan "
        "sagen ikke komme videre.",
        "",
        "Venlig hilsen",
        "Sekretariatet",
    ]


def test_with_the_requests_it_is_noted_that_the_councils_were_sent_the_case(councils: Office) -> None:
    queues(councils)
    ledger = councils.read(lambda connection: ledger_of(connection, 2))
    sent = [row.council.name for row in ledger.rows if row.known.sent_on == councils.today]
    assert sent == ["Middelfart", "Assens", "Odense"]


def test_the_forum_after_the_councils_is_told_how_many_answered_what(councils: Office) -> None:
    queues(councils)
    councils.inserts(2, "K22")
    for code in councils.councils:
        councils.replies(2, code, "approved", "Godkendt.", on=councils.today)
    (draft,) = drafts(councils)
    assert draft.facts["decisions"] == [
        {"forum": "Kommunalbestyrelserne", "day": "", "item": "", "lines": ["22 af 22 har godkendt"]}
    ]


@pytest.fixture
def hearing(letters: Office) -> Office:
    """Case 2 is in hearing at two councils until 15 April, and then comes to K22; the clock looks the day after."""
    route = Route("hearing", 1, "Høring", (Stop("hearing", HEARD, Join(JoinRule.BY_DATE)), Stop("k22", ("K22",))))
    case = letters.opens("Havneplan", route)
    ends = date(2027, 4, 15)
    letters.write(lambda c: set_route(c, case, route, {}, answers_by=ends, by="bel", now=letters.now))
    return letters.on("2027-04-16")


def test_when_the_time_to_answer_is_over_the_next_forum_gets_the_answers(hearing: Office) -> None:
    hearing.on("2027-04-14").replies(2, HEARD[0], "approved", "Godkendt.")
    hearing.ticks()
    (draft,) = drafts(hearing)
    assert (draft.kind, draft.to.email, draft.facts["why"]) == (LetterKind.EXTRACT, K22, "answers")
    assert told(draft).splitlines()[2:7] == [
        "Svarfristen i sagen herunder er udløbet, og sagen er nu kommet til jer. Derfor får I de svar, der er kommet.",
        "",
        "Sag 2: Havneplan",
        "",
        "Kommunalbestyrelserne:",
    ]
    assert draft.facts["decisions"][0]["lines"] == ["1 af 2 har godkendt; 1 svarede ikke"]
    assert (list(queues(hearing)), queues(hearing), set(causes(hearing))) == ([draft.key], {}, {"handled"})


def test_answers_that_were_told_of_while_the_hearing_ran_are_no_news(hearing: Office) -> None:
    """The last answer and the end of the time to answer are seen in one look: one letter, not two."""
    hearing.on("2027-04-14").replies(2, HEARD[0], "approved", "Godkendt.")
    assert drafts(hearing) == ()
    hearing.ticks()
    assert len(drafts(hearing)) == 1


def test_a_hearing_that_nobody_answered_says_so(hearing: Office) -> None:
    hearing.ticks()
    (draft,) = drafts(hearing)
    assert draft.facts["decisions"][0]["lines"] == ["0 af 2 har godkendt; 2 svarede ikke"]


def test_closed_answers_are_no_news_after_a_fortnight_or_once_the_case_has_gone_on(hearing: Office) -> None:
    hearing.ticks()
    assert drafts(hearing.on("2027-05-01")) == ()
    hearing.decides(2, "postponed", "Udsat.", on=hearing.today)
    assert drafts(hearing) == ()


def test_two_who_look_at_once_queue_one_letter(letters: Office) -> None:
    letters.decides(1, "recommended", "Anbefalet.")
    first = look(letters)
    assert keys(first.drafts) == keys(look(letters).drafts)
    assert list(queues(replace(letters))) == keys(first.drafts)
