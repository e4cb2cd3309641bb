"""Danish names and titles, made up: ordinary ones, and what people, programs and strangers put between the words."""

from collections.abc import Iterator
from random import Random

FIRST = [
    "Åse",
    "Bjørn",
    "Sørine",
    "Jørgen",
    "Ærling",
    "Østen",
    "Pernille",
    "Knud-Erik",
    "Søren",
    "Mette",
    "Zoë",
    "André",
    "Åge",
    "Kirsten",
]
LAST = [
    "Ærøskøbing",
    "Østergaard",
    "Lærke",
    "Bækgård",
    "Sønderskov",
    "Å",
    "Højbjerg-Møller",
    "Ågård",
    "Fløe",
    "Kjær",
    "Müller",
    "Nygaard",
]
WORDS = [
    "rammeaftale",
    "høringssvar",
    "årsregnskab",
    "sundhedsaftale",
    "på",
    "øen",
    "det",
    "specialiserede",
    "område",
    "forældre",
    "bæredygtig",
    "kommunalbestyrelserne",
    "tilslutning",
    "ændring",
    "af",
    "budget",
    "2027",
    "§",
    "12",
    "stk.",
    "2",
    "fællessekretariatet",
    "råd",
    "nævn",
    "og",
    "æblegrød",
    "flygtningekvoter",
    "færgefart",
    "målgruppe",
    "kørsel",
    "opfølgning",
    "overslag",
    "(foreløbig)",
    '"Ny',
    'vej"',
    "50",
    "%",
    "kr.",
    "socialtilsyn",
]
BETWEEN = [" "] * 12 + ["  ", ", ", ": ", " – ", "/", "\u00a0", "\u00ad", " & ", "; ", " <", "> ", '"', "'", "\\", "."]
STRANGE = [
    "=?utf-8?q?Bcc=3A_evil=40example.com?=",
    "=?utf-8?b?DQpCY2M6IGV2aWxAZXhhbXBsZS5jb20=?=",
    "=?iso-8859-1?q?=0D=0ABcc:_x@example.com?=",
    "\r\nBcc: evil@example.com",
    "\nBcc: evil@example.com\n\n<script>",
    "\r\n\r\nbody",
    "\u2028Bcc: x@example.com",
    "\x85X-Header: x",
    "\x0bX: y\x0c",
    "\x00",
    "\t",
    "\u202eenhcs\u202c",
    "\u2066x\u2069",
    "🎉👩‍👩‍👧",
    "=?",
    "?=",
    "==??==",
    "(bemærkning",
    "<evil@example.com>",
    ",evil@example.com",
    "\ufeff",
    "e\u0301",
    "日本",
    "æ" * 300,
]


def titles(random: Random, count: int) -> Iterator[str]:
    """Titles of cases; every third one with something strange in it."""
    for number in range(count):
        words = random.choices(WORDS, k=random.randint(1, 22))
        title = "".join(word + random.choice(BETWEEN) for word in words).strip().capitalize()
        yield _spoilt(random, title) if number % 3 == 0 else title


def names(random: Random, count: int) -> Iterator[str]:
    """Names of people; every third one with something strange in it."""
    for number in range(count):
        name = f"{random.choice(FIRST)} {random.choice(FIRST + LAST)} {random.choice(LAST)}"
        name = random.choice([name, name, f"{name} (V)", f"{name}, Faaborg", f'{FIRST[0]} "Bo" {LAST[0]}', "bel", ""])
        yield _spoilt(random, name) if number % 3 == 0 else name


def _spoilt(random: Random, words: str) -> str:
    place = random.randint(0, len(words))
    return words[:place] + random.choice(STRANGE) + words[place:]
