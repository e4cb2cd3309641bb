"""The councils' answers in Danish: the roll-up, what is still asked for, the list and its file."""

from dataclasses import replace

import pytest

from states.council_ledger import CouncilLedger, CouncilRow, CouncilState, Known, Phase
from states.outcomes import Outcome, Purpose
from states.routes import Join, JoinRule
from templates.council_ledger import demand, ledger_csv, ledger_sheet, reservation, summary
from tests.templates.councils import AUGUST, LEDGER, ROWS, SEPTEMBER, STOP, answered, row


def told(*rows: CouncilRow, join: Join = STOP.join, purpose: Purpose = Purpose.APPROVE) -> CouncilLedger:
    return replace(LEDGER, rows=rows, stop=replace(STOP, join=join, purpose=purpose))


YES = answered("Assens", CouncilState.APPROVED, Outcome.APPROVED, "Ja.")
NOTED = answered("Fanø", CouncilState.ANSWERED, Outcome.GAVE_INPUT, "Input.")
WAITS = row("Odense", CouncilState.SENT)


def test_the_roll_up_counts_every_council_once() -> None:
    assert summary(LEDGER) == (
        "15 af 22 har godkendt; 1 har godkendt med bemærkninger; 1 har afvist; 1 har svaret andet; 3 mangler; "
        "1 svarede ikke"
    )
    assert summary(told(YES, WAITS)) == "1 af 2 har godkendt; 1 mangler"
    assert summary(told(WAITS)) == "0 af 1 har godkendt; 1 mangler"


def test_of_a_hearing_answers_are_counted_not_approvals() -> None:
    assert summary(told(NOTED, WAITS, purpose=Purpose.GIVE_INPUT)) == "1 af 2 har svaret; 1 mangler"
    assert summary(told(WAITS, purpose=Purpose.GIVE_INPUT)) == "0 af 1 har svaret; 1 mangler"
    assert summary(told(NOTED, WAITS)) == "1 af 2 har svaret; 1 mangler"
    assert summary(told(NOTED, YES, purpose=Purpose.GIVE_INPUT)) == "1 af 2 har godkendt; 1 har svaret andet"


@pytest.mark.parametrize(
    ("join", "rows", "words"),
    [
        (Join(), (YES, WAITS), "Alle skal svare; 1 mangler."),
        (Join(), (YES, NOTED), "Alle har svaret, men svarene er forskellige. "
         "Det skal besluttes, hvad der følger af dem."),
        (Join(JoinRule.NUMBER, 3), (YES, WAITS, WAITS), "3 svar er nok; 2 mangler."),
        (Join(JoinRule.NUMBER, 9), (YES, WAITS), "2 svar er nok; 1 mangler."),
        (Join(JoinRule.NUMBER, 1), (YES, WAITS), "1 svar er nok, og de er kommet, men de er forskellige. "
         "Det skal besluttes, hvad der følger af dem."),
        (Join(JoinRule.BY_DATE), (YES, WAITS), "De svar, der er kommet, tæller. Der er ingen svarfrist."),
    ],
)  # fmt: skip
def test_what_is_still_asked_for_follows_the_join_rule(join: Join, rows: tuple[CouncilRow, ...], words: str) -> None:
    assert demand(told(*rows, join=join)) == words


def test_a_day_to_answer_by_and_a_stop_that_is_not_there() -> None:
    by_date = replace(told(YES, WAITS, join=Join(JoinRule.BY_DATE)), expires=SEPTEMBER)
    assert demand(by_date) == "De svar, der er kommet senest den 15. september 2027, tæller."
    assert demand(replace(LEDGER, phase=Phase.AHEAD)) == "Sagen er endnu ikke nået hertil på sin vej."
    assert demand(replace(LEDGER, phase=Phase.OVER)) == "Behandlingen er slut."


def test_the_reservation_is_lifted_by_those_who_approved() -> None:
    assert reservation(LEDGER) == "Forbeholdet er ophævet for 16 af 22."
    assert reservation(told(YES, YES)) == "Forbeholdet er ophævet for alle 2."
    assert reservation(replace(LEDGER, stop=replace(STOP, reservation=False))) == ""


def test_without_a_reservation_the_list_has_no_column_for_it() -> None:
    plain = replace(LEDGER, rows=(YES, WAITS), stop=replace(STOP, reservation=False), closed=True)
    sheet = ledger_sheet(plain, on=AUGUST)
    assert [fact.label for fact in sheet.facts] == ["Sag", "Opgjort", "Status", "Krav"]
    assert sheet.facts[0].value == "12: Lukket punkt: Rapport om <tilsynet> & taksterne"
    assert sheet.sections[0].text[0].rows == (
        ("Kommune", "Status", "Dato", "Bemærkninger"),
        ("Assens", "Godkendt", "25. august 2027", ""),
        ("Odense", "Sendt", "21. juni 2027", ""),
    )


def test_the_file_has_a_line_a_council_and_no_formula() -> None:
    chosen = {"Odense", "Kolding", "Vejle"}
    some = replace(LEDGER, rows=tuple(one for one in ROWS if one.council.name in chosen))
    written = (
        "number,municipality,sent,agenda,outcome,on,words,remarks,asked\r\n"
        "461,Odense,2027-06-21,2027-09-15,,,,,\r\n"
        '621,Kolding,2027-06-21,,rejected,2027-08-25,"\'=Nej, ikke\nsådan.",,\r\n'
        "630,Vejle,2027-06-21,,approved,2027-08-25,Ja.,<Pris> & år,\r\n"
    )
    assert ledger_csv(some).content.decode() == written
    excel = ledger_csv(replace(some, rows=some.rows[:1]), for_excel=True).content
    assert excel.decode("utf-8-sig") == (
        "number;municipality;sent;agenda;outcome;on;words;remarks;asked\r\n461;Odense;2027-06-21;2027-09-15;;;;;\r\n"
    )
    assert excel.startswith(b"\xef\xbb\xbf")


def test_remarks_that_count_no_more_are_not_written() -> None:
    mended = answered("Assens", CouncilState.REJECTED, Outcome.REJECTED, "Nej.", Known(1, remarks="Fra før."))
    assert "Fra før" not in ledger_csv(told(mended)).content.decode()
