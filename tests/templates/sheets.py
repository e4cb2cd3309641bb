"""One sheet of each kind with everything that it can hold, of the project's own invention."""

from datetime import date, time

from db.seed import seed_forums
from states.attachments import Attachment
from states.extract import Extract
from states.follow_up import Decided, DecidedCase, FollowedTask
from states.forums import Forum
from states.grouping import Grouping
from states.outcomes import Outcome
from states.packed import PackedFile
from states.paper import Attendee, Block, BlockKind, Group, Item, Paper, PaperKind
from states.pipeline import LastWord, Leg, OnTheWay, Stage
from states.planner import Plan
from states.sheet import Sheet
from states.timeline import DatedCase
from templates.attachment_pack import attachments_sheet
from templates.council_ledger import ledger_sheet
from templates.covering_letter import Sender, agenda_letter, decision_letter
from templates.extract import extract_sheet
from templates.follow_up import follow_up_sheet
from templates.pipeline import pipeline_sheet
from templates.plan_sheet import plan_sheet, plans_sheet
from tests.states.plans import LATE, SAFE, TIGHT, UNKNOWN
from tests.templates.councils import LEDGER

TODAY, SINCE = date(2027, 3, 1), date(2026, 12, 1)
APRIL, JUNE = date(2027, 4, 20), date(2027, 6, 20)
FORUMS = {
    code: Forum(code, name, municipality="410" if code.startswith("KB-") else None)
    for code, name in {
        "SDF": "Socialdirektørforum",
        "SUN": "Sundhedsdirektørkredsen",
        "K22": "Kommunaldirektørkredsen",
        "KKR": "KKR Syddanmark",
        "KB-410": "Kommunalbestyrelsen i Middelfart",
        "KB-420": "Kommunalbestyrelsen i Assens",
    }.items()
}
COUNCILS = ("KB-410", "KB-420")


def on_the_way(number: int, title: str, stage: Stage, *route: tuple[str, ...], **more: object) -> OnTheWay:
    told: dict[str, object] = {"closed": False, "route": route, **more}
    return OnTheWay(number, title, stage, **told)  # type: ignore[arg-type]  # fields by name


CASES = (
    on_the_way(
        1, "Takster på <socialområdet> & budget", Stage.SENT, ("SDF",), ("KKR",), COUNCILS, holders=COUNCILS,
        waits_at=("KB-420",), ahead=(Leg(COUNCILS, None), Leg(("KKR",), None)), answered=1, asked=2,
    ),
    on_the_way(
        2, "Fælles indkøb af hjælpemidler", Stage.UNDER_WAY, ("K22",), ("KKR",), holders=("K22",),
        waits_at=("K22",), ahead=(Leg(("K22",), APRIL), Leg(("KKR",), JUNE)),
    ),
    on_the_way(
        3, "Samlet budget", Stage.UNDER_WAY, ("SDF", "SUN"), ("K22",), holders=("SDF", "SUN"),
        ahead=(Leg(("SDF", "SUN"), None), Leg(("K22",), None)), answered=2, asked=2,
    ),
    on_the_way(
        4, "Rammeaftale", Stage.PREPARED, ("SDF",), holders=("SDF",), waits_at=("SDF",), ahead=(Leg(("SDF",), None),),
    ),
    on_the_way(
        5, "Personsag", Stage.UNDER_WAY, ("KKR",), holders=("KKR",), closed=True, waits_at=("KKR",),
        ahead=(Leg(("KKR",), APRIL),),
    ),
    on_the_way(
        6, "Sundhedsaftale", Stage.FINISHED, ("SUN",), ("KKR",), holders=("KKR",), ended_on=APRIL,
        last=LastWord("KKR", APRIL, Outcome.APPROVED),
    ),
    on_the_way(
        7, "Hjemmesygepleje", Stage.FINISHED, ("SUN",), COUNCILS, holders=COUNCILS, ended_on=APRIL,
        last=LastWord("KB-420", APRIL, Outcome.REJECTED),
    ),
    on_the_way(8, "Kørselsordning", Stage.FINISHED, ("K22",), holders=("K22",), withdrawn=True),
    on_the_way(9, "Uden vej", Stage.FINISHED, withdrawn=True),
)  # fmt: skip

DECIDED = Decided("K22", APRIL, "2.3", Outcome.RECOMMENDED, "K22 anbefalede indkøbet.\nOdense tog forbehold.")
SAID = Decided("KKR", APRIL, "", Outcome.APPROVED, "")
TASKS = (
    FollowedTask(1, 2, "Indkøb", "Skriv udbudsmateriale", "Faaborg-Midtfyn Kommune", SINCE, "open", DECIDED),
    FollowedTask(2, 2, "Indkøb", "Indkald styregruppen", None, None, "open", None),
    FollowedTask(3, 5, "Personsag", "Svar borgeren", "bel", APRIL, "done", SAID, closed=True),
)
DECISIONS = (DecidedCase(2, "Indkøb", DECIDED),)


def paragraph(words: str) -> Block:
    return Block(BlockKind.PARAGRAPH, words)


EXTRACT = Extract(
    FORUMS["K22"],
    APRIL,
    Item(
        "2.3",
        "Fælles indkøb af hjælpemidler",
        journal_number="SAG-2027-00017",
        recommendation=(
            paragraph("Det indstilles, at K22"),
            Block(BlockKind.NUMBERED, "anbefaler indkøbet", label="1."),
            Block(BlockKind.NUMBERED, "drøfter tidsplanen.", label="2."),
        ),
        decision=(paragraph("K22 anbefalede indkøbet."), paragraph("Odense tog forbehold.")),
        outcome=Outcome.RECOMMENDED,
        absent=(Attendee("Bodil Krag", "V", "Vejen"), Attendee("Per Holm", None, "Varde")),
    ),
    (("tidsplanen", Outcome.POSTPONED),),
    "Der følges op i juni.",
)
SECRET = Extract(FORUMS["KKR"], APRIL, Item("", "Personsag", outcome=Outcome.APPROVED, closed=True))
BUDGET = Attachment(1, 1, "Budget 2027.pdf", "a" * 64, 9, "application/pdf")
AGENDA = Paper(
    PaperKind.AGENDA,
    "KKR Syddanmark",
    "KKR",
    JUNE,
    time(9, 30),
    "Rådhuset i Kerteminde",
    groups=(
        Group("1", "Godkendelse af referat", (Item("1.1", "Godkendelse af referat"),)),
        Group(
            "2",
            "Sager",
            (
                Item("2.1", "Fælles indkøb", attachments=(BUDGET,)),
                Item("2.2", "Personsag", closed=True),
                Item("2.3", "Havne & færger", attachment_marks=2),
            ),
        ),
    ),
)  # fmt: skip
FILES = (
    PackedFile("2.1", "Fælles indkøb", False, BUDGET),
    PackedFile("2.1", "Fælles indkøb", False, Attachment(2, 2, "Notat.docx", "b" * 64, 9, "application/msword")),
    PackedFile("2.2", "Personsag", True, Attachment(3, 1, "Brev.pdf", "c" * 64, 9, "application/pdf")),
)
BENTE = Sender("Bente Larsen", "tlf. 12 34 56 78")

PLANNED = {seed.forum.code: seed.forum for seed in seed_forums()}
PLANS = tuple(
    DatedCase(number, title, told.due, Plan(told.verdict, tuple(leg.plan for leg in told.legs)))
    for number, title, told in (
        (7, "Tillæg til rammeaftale", LATE),
        (12, "Regnskab 2026", TIGHT),
        (15, "Fælles indkøb", UNKNOWN),
        (20, "Kvoter", SAFE),
    )
)

SHEETS: dict[str, Sheet] = {
    "pipeline": pipeline_sheet(CASES, FORUMS, on=TODAY, since=SINCE, by=Grouping.FORUM),
    "pipeline-field": pipeline_sheet(CASES, FORUMS, on=TODAY, since=SINCE, to=FORUMS["KKR"], by=Grouping.FIELD),
    "pipeline-empty": pipeline_sheet((), FORUMS, on=TODAY, since=SINCE, by=Grouping.FORUM),
    "follow-up": follow_up_sheet(TASKS, DECISIONS, FORUMS, on=TODAY, since=SINCE, of=FORUMS["K22"]),
    "follow-up-empty": follow_up_sheet((), (), FORUMS, on=TODAY, since=SINCE),
    "extract": extract_sheet(EXTRACT),
    "extract-closed": extract_sheet(SECRET),
    "letter-agenda": agenda_letter(AGENDA, BENTE, on=TODAY),
    "letter-decision": decision_letter(EXTRACT, "Region Syddanmark", Sender("bel"), on=TODAY),
    "attachments": attachments_sheet(FILES, "KKR Syddanmark", JUNE),
    "councils": ledger_sheet(LEDGER, on=TODAY),
    "plan": plan_sheet(LATE, PLANNED, title="Sag 7: Tillæg til rammeaftale"),
    "plans": plans_sheet(PLANS, PLANNED, on=TODAY),
    "plans-empty": plans_sheet((), PLANNED, on=TODAY),
}
"""By the name of their golden files."""
