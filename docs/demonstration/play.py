"""The demonstration: one round of three forums, played through the program as a secretary would.

Runs `sagsgang` again and again on a register of its own, out/demo.db, and tells what happened and what to look at.
Ends in an error if any step does. Standard library only.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAPERS = Path("docs/demonstration/papers")
OUT = Path("out")
REGISTER = OUT / "demo.db"
MAIL, BACKUP = OUT / "mail", OUT / "backup"
PROGRAM = Path(sys.executable).with_name("sagsgang")

ACCOUNTS = "Årsregnskab 2026 og budget 2028 for Socialsekretariatet"
STAND_INS = "Fælles vikarkorps på botilbud"
ADDENDUM = "Tillæg til rammeaftale 2027-2028 om unge med spiseforstyrrelser"
PURCHASE = "Fælles indkøb af velfærdsteknologi"
HEARING = "Høring om ny bekendtgørelse om tilsyn med plejefamilier"
QUOTAS = "Kommunekvoter for flygtninge i 2028"
ROUTES = {ACCOUNTS: "social", STAND_INS: "social", ADDENDUM: "social-councils", PURCHASE: "social"}

NUMBERS: dict[str, str] = {}
"""Case numbers by title, as far as they have been asked for; a number never changes."""


class StepFailed(Exception):
    """A command did not end well; the account stops here."""


def say(*lines: str) -> None:
    """Print a paragraph of the account."""
    print(*lines, sep="\n", flush=True)


def step(title: str) -> None:
    """Begin a step of the account."""
    say("", title, "─" * len(title))


def ask(*words: str | Path, today: str, well: tuple[int, ...] = (0,)) -> str:
    """Run `sagsgang …` on a day of the story and return what it prints. `well`: how it may end. Raises StepFailed."""
    environment = os.environ | {
        "SAGSGANG_DATABASE_URL": f"sqlite:///{REGISTER}",
        "SAGSGANG_USER": "demo",
        "SAGSGANG_MAIL_FOLDER": str(MAIL),
        "SAGSGANG_MAIL_FROM": "KKR-sekretariatet <kkr@sekretariat.example>",
        "PYTHONUTF8": "1",
    }
    command = [str(PROGRAM), "--today", today, *map(str, words)]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8")
    if run.returncode not in well:
        raise StepFailed(f"{spelled(words)} ended in {run.returncode}:\n{run.stdout}{run.stderr}")
    return run.stdout


def spelled(words: tuple[str | Path, ...]) -> str:
    """The command as a person would type it."""
    return "sagsgang " + shlex.join(map(str, words))


def do(*words: str | Path, today: str) -> None:
    """Run a command and show it with what it printed."""
    say(f"$ {spelled(words)}")
    for line in ask(*words, today=today).rstrip().splitlines():
        say(f"    {line}")


def look(*words: str | Path, today: str) -> None:
    """Run a command that ends in 1 when it has found something, and show what it says."""
    say(f"$ {spelled(words)}")
    for line in ask(*words, today=today, well=(0, 1)).rstrip().splitlines():
        say(f"    {line}")


def told(*words: str | Path, today: str) -> Any:
    """What a command says as JSON."""
    return json.loads(ask(*words, "--json", today=today))


def number(title: str, today: str) -> str:
    """The number of the open case with this title, the oldest where there are several; it is asked for once."""
    if title not in NUMBERS:
        cases = told("case", "list", today=today)
        NUMBERS.update((case["title"], str(case["id"])) for case in reversed(cases))
    return NUMBERS[title]


def join_suggested(today: str) -> None:
    """Join the pairs that are suggested; where they wait at different forums, the older one's place counts."""
    do("case", "suggestions", today=today)
    for pair in told("case", "suggestions", today=today):
        case, other = str(pair["case"]), str(pair["other"])
        do("case", "join", case, other, "--stop-of", case, today=today)


def new_register() -> None:
    """An empty register in out/."""
    OUT.mkdir(exist_ok=True)
    for folder in (MAIL, BACKUP):
        shutil.rmtree(ROOT / folder, ignore_errors=True)
        (ROOT / folder).mkdir()
    for old in OUT.glob("demo*.db*"):
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink()
    step("1. A register with southern Denmark's forums")
    do("init", today="2027-04-06")


def directors() -> None:
    """The social directors' meeting in April."""
    step("2. The social directors meet in April: the agenda is read, then the minutes")
    do("import", PAPERS / "sdf-agenda-2027-04-13.txt", today="2027-04-06")
    say("A case's own paper does not say where it goes later. The secretary sets the true routes:")
    for title, route in ROUTES.items():
        do("case", "route", number(title, "2027-04-06"), route, today="2027-04-06")
    do("import", PAPERS / "sdf-minutes-2027-04-13.txt", today="2027-04-14")
    do("case", "list", today="2027-04-14")
    say("Look at: what the directors recommended waits at K22; what they expect next time waits at SDF.")


def chief_executives() -> None:
    """K22 in May: one case is found again under another title, one is sent back."""
    step("3. The chief executives meet in May: cases are met again, and one is sent back")
    do("import", PAPERS / "k22-agenda-2027-05-14.txt", today="2027-05-07")
    say("Cases with the same title were met. One came under a longer title, and is only suggested:")
    join_suggested("2027-05-07")
    do("case", "route", number(HEARING, "2027-05-07"), "short", today="2027-05-07")
    do("import", PAPERS / "k22-minutes-2027-05-14.txt", today="2027-05-17")
    say("K22 expects the case that it sent back in August; it is the same case, and not a new one:")
    join_suggested("2027-05-17")
    do("case", "show", number(STAND_INS, "2027-05-17"), today="2027-05-17")
    say("Look at: the case is with SDF again, with a task, and the forums' own words stand in its course.")


def second_try() -> None:
    """The directors answer K22's task."""
    step("4. The directors take up the case that was sent back")
    words = "Socialdirektørforum anbefaler vikarkorpset med en model, hvor halvdelen betales efter indbyggertal."
    case = number(STAND_INS, "2027-05-25")
    do("decide", case, "--meeting", "2027-05-25", "--outcome", "recommended", "--words", words, today="2027-05-25")


def politicians() -> None:
    """KKR in June: one decision is entered by hand, the others come with the minutes."""
    step("5. KKR meets in June")
    do("import", PAPERS / "kkr-agenda-2027-06-15.txt", today="2027-06-08")
    words = "KKR Syddanmark godkendte indstillingen."
    do("decide", number(ADDENDUM, "2027-06-15"), "--outcome", "approved", "--words", words, today="2027-06-15")
    do("import", PAPERS / "kkr-minutes-2027-06-15.txt", today="2027-06-17")
    say("KKR and K22 both expect the refugee quotas, a case that passes K22 first:")
    join_suggested("2027-06-17")
    do("case", "route", number(QUOTAS, "2027-06-17"), "short", today="2027-06-17")
    do("case", "list", today="2027-06-17")
    say(
        "Look at: the decision entered by hand and the same one in the minutes are one. The addendum is now before 22",
        "councils, the purchase waits for September, and the hearing is with the chairmanship, before its deadline.",
    )


def summer() -> None:
    """Two councils, the chairmanship, and K22 in August."""
    step("6. Over the summer: two councils answer, the chairmanship decides, K22 meets")
    for council, words in (("Odense", "Byrådet godkendte tillægget."), ("Vejle", "Godkendt uden bemærkninger.")):
        case = number(ADDENDUM, "2027-08-10")
        do("reply", case, "--forum", council, "--outcome", "approved", "--words", words, today="2027-08-10")
    words = "KKR-formandskabet godkendte høringssvaret."
    do("decide", number(HEARING, "2027-08-12"), "--outcome", "approved", "--words", words, today="2027-08-12")
    words = "Kommunaldirektørkredsen anbefaler vikarkorpset med den foreslåede model."
    case = number(STAND_INS, "2027-08-20")
    do("decide", case, "--meeting", "2027-08-20", "--outcome", "recommended", "--words", words, today="2027-08-20")


def next_agenda() -> None:
    """KKR's agenda for September: looked through, with its files, sent, changed, and sent again."""
    step("7. The next KKR agenda goes out")
    do("agenda", "KKR", "--why", today="2027-08-21")
    note = OUT / "notat.txt"
    note.write_text("Arbejdsgruppens notat om vikarkorpset.\n", encoding="utf-8")
    do("attach", number(STAND_INS, "2027-08-21"), note, today="2027-08-21")
    look("check", "KKR", today="2027-08-21")
    say("Look at: KKR was promised the quotas, and they still wait at K22; it is said before the agenda goes out.")
    do("meeting", "lock", "KKR", today="2027-08-23")
    for suffix in ("pdf", "docx", "html", "txt", "json"):
        do("agenda", "KKR", "-o", OUT / f"kkr-agenda.{suffix}", today="2027-08-23")
    do("letter", "KKR", "-o", OUT / "kkr-letter.docx", today="2027-08-23")
    do("pack", "KKR", "-o", OUT / "kkr-attachments.pdf", today="2027-08-23")
    do("case", "edit", number(PURCHASE, "2027-08-24"), "--title", f"{PURCHASE} i 2028", "--reason", "Året manglede",
       today="2027-08-24")  # fmt: skip
    do("agenda", "diff", "KKR", today="2027-08-24")


def other_papers() -> None:
    """What else leaves the office, and whether the dates will be made."""
    step("8. Minutes, lists, and the plan")
    do("minutes", "KKR", "--meeting", "2027-06-15", "-o", OUT / "kkr-minutes.pdf", today="2027-08-24")
    do("extract", number(STAND_INS, "2027-08-24"), "--forum", "K22", "-o", OUT / "extract.docx", today="2027-08-24")
    do("pipeline", "-o", OUT / "pipeline.pdf", today="2027-08-24")
    do("follow-up", "-o", OUT / "follow-up.docx", today="2027-08-24")
    do("council", "list", number(ADDENDUM, "2027-08-24"), today="2027-08-24")
    do("council", "map", number(ADDENDUM, "2027-08-24"), "-o", OUT / "councils.svg", today="2027-08-24")
    do("promise", "list", today="2027-08-24")
    do("plan", "--all", today="2027-08-24")
    do("plan", number(ADDENDUM, "2027-08-24"), today="2027-08-24")
    do("plan", "--route", "short", "--at", "KKR", "--deadline", "2027-09-01", today="2027-08-03")
    say("Look at: what KKR has to answer before 1 September cannot wait for its meeting on the 6th, and what then.")


def leaving() -> None:
    """The public site; the whole archive, and a register made of it."""
    step("9. Publishing, handing over, taking over; is the register what its journal says?")
    for old in (OUT / "site", OUT / "archive"):
        shutil.rmtree(ROOT / old, ignore_errors=True)
    do("publish", OUT / "site", today="2027-08-24")
    do("handover", OUT / "archive", today="2027-08-24")
    do("--db", OUT / "demo-again.db", "takeover", OUT / "archive", today="2027-08-24")
    do("--db", OUT / "demo-again.db", "verify", today="2027-08-24")
    do("verify", today="2027-08-24")


OFFICERS = (("snk", "Signe Nørkjær"), ("mhj", "Mads Højgaard-Juul"), ("opk", "Oda Præstkær"))
COUNCILS = ("Kolding", "Esbjerg", "Svendborg")
"""Those whose addresses are known; of the others it is said that they get no letter."""
NEXT_YEAR = {
    "SDF": ("2027-10-05", "2027-12-07", "2028-03-07", "2028-05-16"),
    "K22": ("2027-10-15", "2027-12-17", "2028-03-24", "2028-05-26"),
    "KKR": ("2027-11-05", "2028-02-04", "2028-04-07", "2028-06-16"),
}
SHOWN = 60
"""Lines of the year that are shown; the others stand in the file."""
YEARLY = ("refugee-number", "refugee-quotas", "accounts-social", "hub-funen")


def the_clock() -> None:
    """Who is to be asked, what comes back every year, and the letters of a day."""
    step("10. The clock: people get addresses, what has a date is watched, and letters leave (into a folder)")
    today = "2027-08-24"
    for initials, name in OFFICERS:
        do("person", "set", initials, "--name", name, "--email", f"{initials}@sekretariat.example", today=today)
    do("ladder", "set", "--head", "leder@sekretariat.example", today=today)
    do("ladder", "set", "--forum", "KKR", "--chair", "formand@kkr.example", today=today)
    for forum in NEXT_YEAR:
        ask("forum", "set", forum, "--email", f"{forum.lower()}@sekretariat.example", today=today)
    for council in COUNCILS:
        ask("forum", "set", council, "--email", f"post@{council.lower()}.example", today=today)
    meetings = OUT / "meetings.csv"
    rows = [f"{forum},{day}\n" for forum, days in NEXT_YEAR.items() for day in days]
    meetings.write_text("".join(("forum,date\n", *rows)), encoding="utf-8")
    do("meeting", "load", meetings, today=today)
    do("send", "request", number(ADDENDUM, today), today=today)
    for deadline in told("deadline", "list", today=today):
        if deadline["kind"] == "hearing":
            do("deadline", "meet", str(deadline["id"]), "--on", "2027-08-12", today=today)
    do("deadline", "add", "--case", number(ADDENDUM, today), "--kind", "report", "--due", "2027-11-01",
       "--owner", "mhj", "--words", "Redegørelse for tillægget til Social- og Boligstyrelsen",
       "--default", "Styrelsen offentliggør, at svaret mangler.", today=today)  # fmt: skip
    do("wheel", "start", *YEARLY, "--owner", "snk", "--officer", "snk", today=today)
    do("reminders", "--on", "2027-09-22", today=today)
    do("tick", today=today)
    do("outbox", "list", today=today)
    do("outbox", "approve", "--all", today=today)
    do("outbox", "send", today=today)
    say("Look at: what goes to a forum or a council waits for somebody to look first;")
    say("out/mail/*.eml opens in any mail program.")


def the_year() -> None:
    """The coming year, played day by day as if it had come."""
    step("11. The coming year, day by day: every letter that would leave")
    today, last = "2027-08-24", "2028-08-23"
    do("rehearse", "--until", last, "-o", OUT / "year.txt", today=today)
    lines = (ROOT / OUT / "year.txt").read_text(encoding="utf-8").splitlines()
    end = next(place for place, line in enumerate(lines) if line.endswith(f"up to {last}."))
    say(*(f"    {line}" for line in (*lines[:SHOWN], f"… (the whole year: {OUT / 'year.txt'})", *lines[end:])))
    say("Look at: who is asked when, who is asked instead, and the days on which nobody is. Nothing of it was kept.")
    do("backup", BACKUP, today=today)
    do("health", today=today)
    do("verify", today=today)


def main() -> int:
    """Play the demonstration; 0 when every step ended well."""
    try:
        for scene in (
            new_register,
            directors,
            chief_executives,
            second_try,
            politicians,
            summer,
            next_agenda,
            other_papers,
            leaving,
            the_clock,
            the_year,
        ):
            scene()
    except StepFailed as failed:
        print(f"The demonstration stops here: {failed}", file=sys.stderr)
        return 1
    say("", "Look at:", "  out/kkr-agenda.pdf   the agenda for 6 September (also .docx, .html, .txt and .json)")
    say("  out/site/index.html   what is published; out/archive/index.html   what would be handed over")
    say("  out/mail/   the letters of a day; out/year.txt   those of the coming year")
    say(f"  sagsgang --db {REGISTER} case list   (the program stands in .venv/bin/)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
