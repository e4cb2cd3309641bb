"""The forums and municipalities that a new register begins with."""

import csv
from dataclasses import dataclass
from pathlib import Path

import yaml

from states.forums import Forum, genitive

_FOLDER = Path(__file__).parent
REGION = "Region Syddanmark"


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


def council(municipality: SeedMunicipality) -> Forum:
    """Kommunalbestyrelse: the elected council of a municipality, as a forum with the code KB-<number>."""
    name = municipality.name
    return Forum(
        code=f"KB-{municipality.number}",
        name=f"Kommunalbestyrelsen i {name}",
        aliases=(name, f"{name} Kommune", f"{genitive(name)} kommunalbestyrelse", f"Byrådet i {name}"),
        municipality=municipality.number,
    )


def seed_forums(region: str = REGION) -> tuple[SeedForum, ...]:
    """The forums of a region: those of forums.yaml, and one council for each of the region's municipalities."""
    settings = yaml.safe_load((_FOLDER / "forums.yaml").read_text(encoding="utf-8"))
    cut_off, dispatch = settings["cut_off"], settings["dispatch"]
    named = tuple(
        SeedForum(Forum(row["code"], row["name"], tuple(row["aliases"])), cut_off, dispatch, row.get("group", "Sager"))
        for row in settings["forums"]
    )
    councils = tuple(
        SeedForum(council(place), cut_off, dispatch, "Sager")
        for place in seed_municipalities()
        if place.region == region
    )
    return named + councils
