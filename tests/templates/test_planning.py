"""Plans in Danish words."""

from datetime import date

import pytest

from states.loops import Loop
from states.plan_told import AlsoDue, Because, Councils, Due, Reason, ToldPlan
from states.planner import Leg, Verdict
from states.ways import Way, WayOut
from templates.planning import also_words, reason_words, return_words, stop_words, way_words

JUNE, JULY = date(2023, 6, 20), date(2023, 7, 1)
NAMES = {f"KB-{number}": f"By {number}" for number in range(22)}
PLAN = ToldPlan(Verdict.LATE, Due(JULY), (), (), (), default="Staten fastsætter tallet.", names=NAMES)
CLOSES = date(2023, 6, 6)


def test_why_a_date_is_what_it_is_with_the_day_of_the_week() -> None:
    assert [reason_words(reason) for reason in Due(date(2023, 9, 10), before=True).reasons()] == [
        "Fristen er inden søndag den 10. september 2023: dagen selv tæller ikke med, "
        "så den sidste dag er lørdag den 9. september 2023.",
        "Lørdag den 9. september 2023 er ikke en arbejdsdag, så der arbejdes til fredag den 8. september 2023.",
    ]
    values = {"forum": ("SDF", "SUN"), "day": JUNE, "next": (Councils(22),), "closes": CLOSES, "too_late_after": CLOSES}
    assert reason_words(Reason(Because.LAST_OF_GROUP_BEFORE_NEXT, values)) == (
        "SDF og SUN kan senest være færdige tirsdag den 20. juni 2023, for de 22 kommunalbestyrelser lukker for sagen "
        "tirsdag den 6. juni 2023. Sagen skal være på dagsordenerne senest tirsdag den 6. juni 2023."
    )
    some = Reason(Because.SOME_IN_TIME, {"count": 20, "all": 22, "missing": ("Odense", "Vejle")})
    assert reason_words(some) == "20 af 22 når det; disse ikke: Odense og Vejle."


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (
            WayOut(Way.EXTRAORDINARY_MEETING, CLOSES, ("K22", "KKR"), JUNE, (date(2023, 6, 9), JUNE), reserved=True),
            "Der indkaldes til ekstraordinært møde i K22 senest fredag den 9. juni 2023 og KKR senest tirsdag den "
            "20. juni 2023. Det skal besluttes, og sagen være klar, senest tirsdag den 6. juni 2023. "
            "Kommunalbestyrelserne når ikke at godkende inden fristen, så der tages forbehold for deres godkendelse.",
        ),
        (
            WayOut(Way.DELEGATION, JUNE, ("KKR", "KKR-F"), JUNE, closes=CLOSES),
            "Det indstilles, at KKR på mødet tirsdag den 20. juni 2023 bemyndiger KKR-F til at godkende sagen endeligt "
            "på forummets vegne inden fristen fredag den 30. juni 2023. Punktet skal være på dagsordenen senest "
            "tirsdag den 6. juni 2023.",
        ),
        (
            WayOut(Way.DELEGATION, JUNE, ("KKR", "KKR-F"), JUNE, closes=CLOSES, added=True),
            "Det indstilles, at KKR på mødet tirsdag den 20. juni 2023 bemyndiger KKR-F til at godkende sagen endeligt "
            "på forummets vegne inden fristen fredag den 30. juni 2023. Dagsordenen er lukket, så det kræver et "
            "tillægspunkt.",
        ),
        (
            WayOut(Way.PARALLEL, CLOSES, ("KKR", *NAMES), JUNE),
            "Sagen behandles samtidig i de 22 kommunalbestyrelser og KKR i stedet for efter hinanden. Den skal være på "
            "dagsordenerne senest tirsdag den 6. juni 2023.",
        ),
        (
            WayOut(Way.RESERVATION, JUNE, ("KKR",), JUNE),
            "Det indstilles, at KKR på mødet tirsdag den 20. juni 2023 beslutter at sende sagen inden fristen fredag "
            "den 30. juni 2023 med forbehold for kommunalbestyrelsernes godkendelse.",
        ),
        (
            WayOut(Way.LEGAL_DEFAULT, date(2023, 6, 30)),
            "Der svares ikke inden fristen fredag den 30. juni 2023, og følgen er: Staten fastsætter tallet.",
        ),
    ],
)
def test_a_way_out_is_a_draft_that_can_be_used_as_it_stands(way: WayOut, said: str) -> None:
    assert way_words(way, PLAN) == said


def test_every_way_out_has_words() -> None:
    for kind in Way:
        way = WayOut(kind, CLOSES, ("KKR",), JUNE, (JUNE,))
        assert "{{" not in way_words(way, PLAN)
        assert way_words(WayOut(kind, CLOSES), PLAN).endswith(".")


def test_what_a_return_costs() -> None:
    loop = Loop(("K22",), ("SDF",), ("SDF", "K22"), ("KKR",), date(2023, 9, 4), 76, Verdict.LATE)
    assert return_words(loop, PLAN) == (
        "Sender K22 sagen tilbage til SDF, koster det et møde i SDF og et i K22. "
        "KKR er så tidligst færdig mandag den 4. september 2023, 76 dage senere; fristen holder ikke."
    )
    none = Loop(("K22",), ("SDF",), ("SDF", "K22"), tuple(NAMES), None, None, Verdict.LATE)
    assert return_words(none, PLAN) == (
        "Sender K22 sagen tilbage til SDF, koster det et møde i SDF og et i K22. "
        "De 22 kommunalbestyrelser har så intet møde i kalenderen, der kan tage sagen."
    )


def test_the_other_deadlines() -> None:
    vague = AlsoDue("promise", "i efteråret", earliest=date(2023, 9, 1), latest=date(2023, 11, 30))
    assert also_words(vague) == (
        "Sagen har også en frist uden bestemt dag, som ikke er planlagt: i efteråret (tidligst fredag den "
        "1. september 2023, senest torsdag den 30. november 2023)."
    )
    exact = AlsoDue("report", "senest 1. juli", JULY, works_to=date(2023, 6, 30), verdict=Verdict.TIGHT)
    assert also_words(exact) == "Sagen har også fristen lørdag den 1. juli 2023 (senest 1. juli): når det lige."


def test_a_stop_is_told_by_its_forums() -> None:
    assert [stop_words(PLAN, Leg("stop", forums, 1)) for forums in (("KKR",), ("SDF", "SUN"), tuple(NAMES))] == [
        "KKR",
        "SDF og SUN",
        "De 22 kommunalbestyrelser",
    ]
