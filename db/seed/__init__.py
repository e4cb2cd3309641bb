"""The forums and municipalities that a new register begins with."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from states.forums import Forum, genitive

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class SeedMunicipality:
    """Kommune: number (three digits), name, region, inhabitants on 1 January 2023."""

    number: str
    name: str
    region: str
    inhabitants: int


@dataclass(frozen=True, slots=True)
class SeedForum:
    """A forum with its settings: cut-off and dispatch in calendar days before a meeting, the heading of its cases."""

    forum: Forum
    cut_off: int
    dispatch: int
    group: str


def seed_municipalities() -> tuple[SeedMunicipality, ...]:
    """The 98 municipalities. Source: Udlændingestyrelsen 2023 (inhabitants, without Christiansø)."""
    with (_FOLDER / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            SeedMunicipality(row["number"], row["name"], row["region"], int(row["inhabitants_2023"]))
            for row in csv.DictReader(lines)
        )


@cache
def _settings() -> Any:
    return yaml.safe_load((_FOLDER / "forums.yaml").read_text(encoding="utf-8"))


def seed_region() -> str:
    """The region whose forums a new register has."""
    return str(_settings()["region"])


def seed_forums() -> tuple[SeedForum, ...]:
    """The forums of forums.yaml, and one council for each of the region's municipalities."""
    settings = _settings()
    named = [_seed(Forum(row["code"], row["name"], tuple(row["aliases"])), row) for row in settings["forums"]]
    places = (place for place in seed_municipalities() if place.region == seed_region())
    return (*named, *(_seed(_council(place, settings["councils"]), {}) for place in places))


def _seed(forum: Forum, own: Any) -> SeedForum:
    settings = _settings()
    return SeedForum(forum, settings["cut_off"], settings["dispatch"], own.get("group", settings["group"]))


def _council(municipality: SeedMunicipality, words: Any) -> Forum:
    """Kommunalbestyrelse: the elected council of a municipality, as a forum."""
    names = {"number": municipality.number, "name": municipality.name, "genitive": genitive(municipality.name)}
    return Forum(
        code=words["code"].format(**names),
        name=words["name"].format(**names),
        aliases=tuple(alias.format(**names) for alias in words["aliases"]),
        municipality=municipality.number,
    )
