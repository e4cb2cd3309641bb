"""Every top-level entry has its place: in the wheel, in the import contracts, and in the order of the rooms."""

import ast
from pathlib import Path

from tests.house.tree import PROJECT, ROOT, code, place, rooms

MIDDLE = {"db", "ingest", "templates"}


def imported(module: Path) -> set[str]:
    """The top-level names that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_every_room_is_in_the_wheel() -> None:
    assert set(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]) == rooms()


def test_every_package_is_under_the_import_contracts() -> None:
    packages = {room for room in rooms() if not room.endswith(".py")}
    assert set(PROJECT["tool"]["importlinter"]["root_packages"]) == packages


def test_every_package_stands_in_the_order_of_layers() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert {name.strip() for layer in layers for name in layer.split("|")} == {
        room for room in rooms() if not room.endswith(".py")
    }


def test_settings_stand_below_the_commands() -> None:
    """import-linter cannot hold a single module to the layers."""
    assert imported(ROOT / "settings.py") & {"cli", "commands"} == set()


def test_the_command_line_only_mounts_commands() -> None:
    assert imported(ROOT / "cli.py") & (MIDDLE | {"workflow"}) == set()


def test_above_the_database_only_the_connection_type_is_taken_from_sqlalchemy() -> None:
    taken = {
        (place(module), node.module, alias.name)
        for module in code()
        if place(module).startswith(("workflow/", "commands/"))
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in {"sqlalchemy", "sqlmodel"}
        for alias in node.names
    }
    assert {row for row in taken if row[1:] != ("sqlalchemy", "Connection")} == set()
