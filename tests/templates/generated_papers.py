"""Papers of every kind for property tests: any sections, hostile sentences, and what of them a file must give back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from itertools import accumulate

from hypothesis import strategies as st

from db.seed import seed_forums
from ingest.file import open_source
from ingest.read import read_paper
from states.forms import Form
from states.forums import Forum
from states.paper import Attendee, Block, BlockKind, Group, Item, Link, Paper, PaperKind, Text, plain
from templates.press import press
from templates.standing import any_other_business, approval_of_minutes, group_title, next_items, since_last

FORUMS = tuple(seed.forum for seed in seed_forums())
PLAIN_SENTENCES = (
    "Kommunerne får 2,4 mio. kr. i 2024, jf. § 109, stk. 2, i serviceloven.",
    "Børn & unge, fx ”de små”, og 'de store' – i alt 72 %.",
    "Aftalen om Faaborg-Midtfyns EU-kontor kan ses her (bilag 2).",
    "Speciallægepraksisplanlægningssamarbejdsudvalgsmedlemmerne mødes i Ærø og Aabenraa.",
    "Hvem betaler for lærer- og pædagoguddannelserne?",
    "Arbejdet er opdelt i tre spor:",
    "1.250 borgere har svaret; 17 af 22 kommuner er med.",
)
NASTY_SENTENCES = (
    *PLAIN_SENTENCES,
    "20. juni 2023 blev planen sendt ud.",
    "2. Regionalpolitiske sager er en gruppe for sig.",
    "2.1. Sundhedssamarbejdet",
    "3. Siden sidst",
    "Pris <b>under</b> 10 & over 5 <script>alert(1)</script> &amp; {{ forum }} {% raw %}",
    "Indstilling og baggrund følger senere.",
    "1) og a) er to forskellige ting",
    "Nr. 4",
    "Baggrund",
    "Beslutning: planen følges.",
    "SAG-2023-02140 bel/snm",
    "Deltagere",
    "Ikke til stede under punktet",
    "https://kommune.example/sti?a=1&b=2",
    "I",
    "(se ovenfor)",
    "*fed* _skrå_ `kode` # ikke en overskrift | ikke en tabel",
)
TITLES = (
    "Landstrøm i færgehavnene – status & finansiering",
    "Høring af <plan> 2024-2027",
    "”Fælles” indkøb, jf. § 4",
    "Årsrapport og regnskab 2022 – og budget for 2024",
    "2024: nye takster",
    "Orientering om EU-kontoret",
    "Indstilling af medlemmer til bestyrelsen",
)
NAMES = ("Åse Østergård", "Per Holm-Juhl", "Bodil Krag", "Niels-Ole Bæk", "Søren Aa. Müller", "Jens P. Lund")
MUNICIPALITIES = ("Kolding", "Faaborg-Midtfyn", "Ærø", "Nordfyns")


def blocks(sentences: Sequence[str]) -> st.SearchStrategy[Text]:
    """A section: blocks in any order, lists whose items go at most one level deeper than the one before."""
    words = st.lists(st.sampled_from(sentences), min_size=1, max_size=2).map(" ".join)
    if sentences is NASTY_SENTENCES:
        words |= st.text('aæØÅé 19.,:;§%&<>"’/()[]|#*_-–', min_size=3, max_size=40).map(_one_line).filter(bool)
    linked = st.builds(_linked, words, st.booleans())
    paragraph = st.builds(lambda text, marks: (replace(text, marks=marks),), linked, st.sampled_from((0, 0, 0, 1, 2)))
    heading = st.sampled_from(("Økonomi", "Det videre forløb", "Mål for 2024")).map(
        lambda text: (Block(BlockKind.HEADING, text),)
    )
    row = st.tuples(words, st.sampled_from(("14,2", "–", "50 %")), st.sampled_from(("x", "Ærø & Als")))
    table = st.lists(row, min_size=2, max_size=4).map(lambda rows: (Block(BlockKind.TABLE, rows=tuple(rows)),))
    entries = st.lists(st.tuples(linked, st.sampled_from((-2, -1, 0, 0, 1))), min_size=1, max_size=5)
    pieces = st.one_of(paragraph, paragraph, heading, table, entries.map(_bullets), entries.map(_numbers))
    return st.lists(pieces, max_size=4).map(lambda runs: tuple(block for run in runs for block in run))


def _one_line(text: str) -> str:
    """Any signs as the words of a block: single blanks, no bullet or mark at the head, which a block keeps apart."""
    return " ".join(text.split()).lstrip("-–*./ ")


def _linked(text: str, link: bool) -> Block:
    word = max(text.split(), key=len).strip(".,;:!?()”'")
    links = (Link(word, "https://kommune.example/dok?id=1&side=2#afsnit"),) if link and word else ()
    return Block(BlockKind.PARAGRAPH, text, links=links)


def _levels(steps: Sequence[int]) -> list[int]:
    """Depths from steps: the first item stands outermost, and none goes two levels down at once."""
    return list(accumulate([0, *steps[1:]], lambda level, step: max(0, level + step)))


def _bullets(entries: list[tuple[Block, int]]) -> Text:
    levels = _levels([step for _, step in entries])
    return tuple(
        replace(block, kind=BlockKind.BULLET, level=level) for (block, _), level in zip(entries, levels, strict=True)
    )


def _numbers(entries: list[tuple[Block, int]]) -> Text:
    return tuple(
        replace(block, kind=BlockKind.NUMBERED, label=f"{number}.")
        for number, (block, _) in enumerate(entries, start=1)
    )


PEOPLE = st.lists(
    st.builds(
        Attendee,
        st.sampled_from(NAMES),
        st.sampled_from((None, "A", "V", "Ø")),
        st.sampled_from((None, *MUNICIPALITIES)),
    ),
    max_size=4,
    unique_by=lambda person: person.name,
).map(tuple)
OFFICERS = st.lists(st.sampled_from(("bel", "snm", "lalm", "anjh")), max_size=2, unique=True).map(tuple)


@st.composite
def cases(draw: st.DrawFn, sentences: Sequence[str], kind: PaperKind) -> Item:
    """A case with any of its sections, empty ones among them."""
    section = st.none() | blocks(sentences)
    item = Item(
        number="",
        title=draw(st.sampled_from(TITLES)),
        journal_number=draw(st.sampled_from((None, "SAG-2023-02140"))),
        officers=draw(OFFICERS),
        background=draw(blocks(sentences)),
        recommendation=draw(section),
        presentation=draw(section),
        decision=draw(section) if kind is PaperKind.MINUTES else None,
        absent=draw(PEOPLE) if kind is PaperKind.MINUTES else (),
        closed=draw(st.booleans()),
    )
    return replace(item, attachment_marks=_marks(item))


def _marks(item: Item) -> int:
    texts = (item.background, item.recommendation, item.presentation, item.decision)
    return sum(block.marks for text in texts for block in text or ())


@st.composite
def papers(draw: st.DrawFn, sentences: Sequence[str] = NASTY_SENTENCES) -> Paper:
    """An agenda or minutes with its standing items and up to three cases."""
    kind = draw(st.sampled_from(PaperKind))
    forum: Forum = draw(st.sampled_from(FORUMS[:4]))
    on = draw(st.dates(date(2015, 1, 1), date(2035, 12, 31)))
    own = draw(st.lists(cases(sentences, kind), min_size=1, max_size=3))
    items = (
        approval_of_minutes(forum=forum.name, last=draw(st.none() | st.just(date(2014, 3, 1)))),
        *own,
        since_last(forum=forum.name),
        next_items(
            forum=forum.name,
            on=draw(st.none() | st.just(date(2036, 3, 1))),
            expected=draw(st.lists(st.sampled_from(TITLES))),
        ),
        any_other_business(),
    )
    minutes = kind is PaperKind.MINUTES
    return Paper(
        kind=kind,
        forum=forum.name,
        forum_code=forum.code,
        on=on,
        at=draw(st.none() | st.sampled_from((time(9, 0), time(13, 30)))),
        place=draw(st.none() | st.sampled_from(("Severin, Skovsvinget 25, 5500 Middelfart", "Teams & telefon"))),
        participants=draw(PEOPLE) if minutes else (),
        apologies=draw(PEOPLE) if minutes else (),
        groups=_numbered(items),
    )


def _numbered(items: Sequence[Item]) -> tuple[Group, ...]:
    kinds = tuple(dict.fromkeys(item.kind for item in items))
    return tuple(
        Group(
            str(place),
            group_title(kind, own="Regionalpolitiske sager"),
            tuple(
                replace(item, number=f"{place}.{index}")
                for index, item in enumerate((item for item in items if item.kind is kind), start=1)
            ),
        )
        for place, kind in enumerate(kinds, start=1)
    )


def read_back(paper: Paper, form: Form) -> Paper:
    """What the reader makes of the paper once it is written in this form."""
    source = open_source(press(paper, form).content, f"paper.{form}")
    return read_paper(source, FORUMS)


def shown(paper: Paper) -> Paper:
    """The paper without what no page says in words of its own: meanings, register numbers, and where it was read."""
    bare = replace(paper, next_meeting=None, doubts=())
    groups = tuple(replace(group, items=tuple(map(_shown_item, group.items))) for group in paper.groups)
    return replace(bare, groups=groups)


def _shown_item(item: Item) -> Item:
    return replace(item, purposes=(), outcome=None, deadlines=(), prior_steps=(), source_lines=None, case_id=None)


def in_words(paper: Paper) -> list[tuple[str, str, list[str | None]]]:
    """Every item's number, title and texts as plain lines."""
    return [
        (
            item.number,
            item.title,
            [
                None if text is None else plain(text)
                for text in (item.background, item.recommendation, item.presentation, item.decision)
            ],
        )
        for item in paper.items
    ]
