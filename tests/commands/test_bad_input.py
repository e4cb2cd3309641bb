"""Bad input ends in one sentence and exit 1 or 2, and writes nothing; an error that is not ours would fail the test."""

import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest

Typed = Callable[..., Any]

PAPERS = Path(__file__).parents[2] / "docs" / "demonstration" / "papers"
AGENDA = PAPERS / "kkr-agenda-2027-06-15.txt"
HUGE = "99999999999999999999"
TOO_LARGE = "There is no number 99999999999999999999: they go up to 2147483647.\n"
TABLES = ("cases", "treatment", "decision", "meeting", "agenda_item", "imported_file", "event", "task", "stop")


def rows(register: Path) -> list[int]:
    with closing(connect(register)) as database:
        return [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]


def refused(typed: Typed, register: Path, *words: object, code: int = 1) -> str:
    """The sentence with which the command is refused; nothing is written."""
    before = rows(register)
    said = typed(*words)
    assert (said.code, said.out, rows(register)) == (code, "", before), said
    assert "Traceback" not in said.err
    assert "locked" not in said.err.lower().replace("is locked;", "")
    if code == 1:
        assert said.err.count("\n") == 1, said.err
    return str(said.err)


def a_photo() -> bytes:
    """A PDF with a picture and no letter of text."""
    stream = b"q 200 0 0 200 0 0 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID \xff\x00\x00 EI Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    pdf, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return pdf + b"xref\n0 5\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(pdf),
    )


FILES: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "blank": lambda: b"\n \n\t\n",
    "junk": lambda: random.Random(7).randbytes(40_000),
    "photo.pdf": a_photo,
    "broken.pdf": lambda: b"%PDF-1.7\nnothing follows",
    "broken.docx": lambda: b"PK\x03\x04 and then nothing",
    "letter": lambda: "Kære alle\n\nTak for sidst. Vi ses på torsdag.\n\nVenlig hilsen\nBel\n".encode(),
    "huge": lambda: AGENDA.read_bytes() + b"x" * 50_000_000,
    "two-meetings": lambda: AGENDA.read_bytes() + b"\n\n" + (PAPERS / "k22-agenda-2027-05-14.txt").read_bytes(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_paper(name: str, typed: Typed, register: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    assert name in refused(typed, register, "import", path)


def test_half_a_paper_is_read_as_far_as_it_goes_or_refused(typed: Typed, tmp_path: Path) -> None:
    whole = AGENDA.read_bytes()
    for part in (len(whole) // 20, len(whole) // 2):
        (tmp_path / "half.txt").write_bytes(whole[:part])
        said = typed("import", tmp_path / "half.txt", "--dry-run")
        assert said.code in (0, 1)
        assert said.code == 0 or said.err.count("\n") == 1


def test_latin_1_is_read_as_what_it_is(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "latin-1.txt").write_bytes(
        AGENDA.read_text(encoding="utf-8").replace("–", "-").encode("latin-1", "replace")
    )
    said = typed("import", tmp_path / "latin-1.txt")
    assert (said.code, "Høring" in typed("case", "list", "--all").out) == (0, True)


def test_a_folder_or_a_file_that_is_not_there(typed: Typed, register: Path, tmp_path: Path) -> None:
    assert refused(typed, register, "import", tmp_path / "missing.txt") == (
        f"Could not read {tmp_path / 'missing.txt'}: no such file or directory.\n"
    )


def test_an_empty_folder_is_said_to_be_empty(typed: Typed, register: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    (folder / ".hidden").mkdir(parents=True)
    (folder / ".hidden" / "paper.txt").write_bytes(AGENDA.read_bytes())
    for how in ((), ("--dry-run",)):
        assert refused(typed, register, "import", folder, *how) == f"There is no file to read in {folder}.\n"
    said = typed("import", folder, AGENDA)
    assert (said.code, said.err, "agenda of KKR" in said.out) == (1, f"There is no file to read in {folder}.\n", True)


def test_one_bad_file_stops_only_itself(typed: Typed, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "good.txt").write_bytes(AGENDA.read_bytes())
    (folder / "bad.txt").write_bytes(b"")
    said = typed("import", folder)
    assert (said.code, said.err.count("\n"), "good.txt: agenda of KKR" in said.out) == (1, 1, True), said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("agenda", "BYG"), "There is no forum called 'BYG'. Known forums: "),
        (("agenda", "KKR"), "KKR has no meeting ahead; add one with sagsgang meeting add KKR DATE.\n"),
        (("agenda", "KKR", "--meeting", "2027-13-01"), "'2027-13-01' is no date; write it as YYYY-MM-DD"),
        (("meeting", "add", "BYG", "2027-01-01"), "There is no forum called 'BYG'. Known forums: "),
        (("meeting", "add", "KKR", "2027-05-01", "--time", "25:00"), "'25:00' is no time of day; write it as HH:MM"),
        (("meeting", "hold", "KKR"), "KKR has no meeting ahead"),
        (("case", "list", "--forum", "BYG"), "There is no forum called 'BYG'."),
        (("case", "show", "77"), "There is no case 77. See them with sagsgang case list.\n"),
        (("case", "show", HUGE), TOO_LARGE),
        (("decide", HUGE, "--outcome", "approved"), TOO_LARGE),
        (("case", "join", "1", HUGE), TOO_LARGE),
        (("case", "suggestions", "--dismiss", HUGE), TOO_LARGE),
        (("task", "done", HUGE), TOO_LARGE),
        (("task", "drop", HUGE), TOO_LARGE),
        (("meeting", "order", "KKR", "1", HUGE), TOO_LARGE),
        (("meeting", "add", "KKR", "0001-01-01"), "'0001-01-01' is no date; "),
        (("meeting", "add", "KKR", "9999-12-31"), "'9999-12-31' is no date; "),
        (("meeting", "cancel", "KKR", "2027-06-20", "--reason", "Aflyst"), "KKR has no meeting on 2027-06-20"),
        (("case", "new", "Sag", "--answers-by", "2027-06-20"), "Route 'kkr' has no group that waits for a date: "),
        (("case", "new", "Sag", "--host", "Odense"), "Route 'kkr' has no host: leave out --host.\n"),
        (("decide", "77", "--outcome", "approved"), "There is no case 77. See them with sagsgang case list.\n"),
        (("reply", "77", "--forum", "Odense", "--outcome", "approved"), "There is no case 77."),
        (("case", "submit", "77"), "There is no case 77."),
        (("case", "edit", "77", "--title", "Ny"), "There is no case 77."),
        (("case", "join", "77", "78"), "There is no case 77."),
        (("case", "suggestions", "--dismiss", "5"), "There is no open suggestion 5;"),
        (("case", "new", "Sag", "--route", "moon"), "There is no route 'moon'. Known routes: "),
        (("case", "new", "Sag", "--route", "host-council"), "Route 'host-council' needs a host: say --host NAME"),
        (("case", "new", " "), "A case needs a title of at least one letter.\n"),
        (("case", "new", "Sag", "--background", "none.txt"), "Could not read the text none.txt: no such file"),
        (("route", "show", "moon"), "There is no route 'moon'."),
        (("route", "check", "none.yaml"), "Could not read the route none.yaml: "),
        (("verify", "--anchor", "nonsense"), ""),
    ],
)
def test_what_does_not_exist(typed: Typed, register: Path, words: tuple[str, ...], says: str) -> None:
    assert refused(typed, register, *words).startswith(says)


@pytest.mark.parametrize(
    "words",
    [
        ("decide", "1"),
        ("decide", "one", "--outcome", "approved"),
        ("decide", "1", "--outcome", "blessed"),
        ("decide", "1", "--outcome", "approved", "--then", "vanish"),
        ("decide", "1", "--outcome", "approved", "--part", "no outcome"),
        ("agenda", "KKR", "--format", "odt"),
        ("case", "route", "1"),
        ("case", "route", "1", "short", "--skip", "k22"),
        ("case", "route", "1", "--skip", "k22"),
        ("case", "route", "1", "--insert", "KKR", "--reason", " "),
        ("case", "route", "1", "--skip", "kkr", "--reason", "nej", "--answers-by", "2027-06-20"),
        ("case", "route", "1", "--skip", "kkr", "--reason", "nej", "--before", "kkr"),
        ("case", "edit", "1", "--title", "Ny", "--reason", " "),
        ("case", "withdraw", "1"),
        ("meeting", "lock", "KKR", "--reason", " "),
        ("meeting", "order", "KKR", "1", "--reason", ""),
        ("meeting", "cancel", "KKR", "2027-06-20"),
        ("meeting", "cancel", "KKR", "2027-06-20", "--reason", " "),
        ("nonsense",),
    ],
)
def test_wrong_usage_ends_in_two(typed: Typed, register: Path, words: tuple[str, ...]) -> None:
    assert refused(typed, register, *words, code=2)


def test_routes_with_a_loop_or_a_missing_forum(typed: Typed, register: Path, tmp_path: Path) -> None:
    head = "schema: 1\nkey: mine\nversion: 1\ntitle: Min\nstops:\n"
    (tmp_path / "loop.yaml").write_text(f"{head}  - forum: K22\n  - forum: K22\n", encoding="utf-8")
    (tmp_path / "moon.yaml").write_text(f"{head}  - forum: MOON\n", encoding="utf-8")
    loop = refused(typed, register, "route", "check", tmp_path / "loop.yaml")
    moon = refused(typed, register, "route", "check", tmp_path / "moon.yaml")
    assert loop.startswith(f"{tmp_path / 'loop.yaml'}, line 7: stop 'k22' stands twice (first on line 6)")
    assert moon.startswith(f"{tmp_path / 'moon.yaml'}, line 6: there is no forum 'MOON'; known: AG, K22, ")


def test_decisions_that_cannot_be(typed: Typed, register: Path) -> None:
    for words in (
        ("meeting", "add", "KKR", "2027-04-20"),
        ("meeting", "add", "KKR", "2027-06-20"),
        ("case", "new", "Fælles indkøb", "--submit"),
        ("meeting", "lock", "KKR"),
    ):
        assert typed(*words).code == 0
    approve = ("decide", "1", "--outcome", "approved", "--words", "Godkendt.")
    assert refused(typed, register, *approve, "--meeting", "2027-06-20") == (
        "Case 1 is not on KKR's meeting of 2027-06-20: it is on the agenda of 2027-04-20. Nothing was written.\n"
    )
    assert refused(typed, register, *approve, "--meeting", "2027-05-05").startswith("KKR has no meeting on 2027-05-05")
    assert refused(typed, register, *approve, "--forum", "K22") == ("Case 1 does not wait at K22; it waits at KKR.\n")
    assert typed(*approve).code == 0
    assert refused(typed, register, *approve).startswith("KKR has already decided case 1 on 2027-04-20 (“Godkendt.”).")
    assert refused(typed, register, *approve, "--meeting", "2027-04-20").startswith("KKR has already decided case 1")
    assert refused(typed, register, "meeting", "lock", "KKR", "--meeting", "2027-04-20").startswith(
        "The agenda of KKR 2027-04-20 is locked; change it only with a reason"
    )


def test_words_in_another_encoding(typed: Typed, register: Path) -> None:
    title = "Fælles indkøb".encode("latin-1").decode("utf-8", "surrogateescape")
    assert refused(typed, register, "case", "new", title) == (
        "'F?lles indk?b' is not UTF-8: set the terminal to UTF-8 and type it again. Nothing was written.\n"
    )


def test_a_decision_typed_twice_does_not_decide_for_the_next_forum(typed: Typed, register: Path) -> None:
    for words in (
        ("meeting", "add", "K22", "2027-04-08"),
        ("meeting", "add", "KKR", "2027-04-20"),
        ("case", "new", "Fælles indkøb", "--route", "short", "--submit"),
        ("decide", "1", "--outcome", "approved", "--words", "Godkendt.", "--meeting", "2027-04-08"),
    ):
        assert typed(*words).code == 0
    again = refused(typed, register, "decide", "1", "--outcome", "approved", "--meeting", "2027-04-08")
    assert again.startswith("K22 has already decided case 1 on 2027-04-08")
    assert refused(typed, register, "decide", "1", "--outcome", "approved", "--forum", "K22") == again
