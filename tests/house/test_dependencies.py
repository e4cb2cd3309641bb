"""What the program stands on: pinned, free of clashes, and from whatever index the machine has."""

import re
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import PROJECT, ROOT, files, place, rooms

LOCKS = ("requirements.txt", "requirements-dev.txt")
REGISTRY_HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "conda" + ".anaconda.org")


def pins(lock: str) -> list[str]:
    """The lock's entries, one a string, comments left out."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return re.split(r"\n(?=\S)", "\n".join(line for line in lines if not line.lstrip().startswith("#")))


def asked(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def locked(lock: str) -> set[str]:
    return {canonicalize_name(pin.split("==")[0]) for pin in pins(lock)}


def test_no_dependency_brings_a_module_with_a_name_of_ours() -> None:
    brought = packages_distributions()
    ours = {room.removesuffix(".py") for room in rooms()}
    assert {name: brought[name] for name in ours if set(brought.get(name, ())) - {"sagsgang"}} == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_entry_by_hash(lock: str) -> None:
    assert [pin for pin in pins(lock) if "==" not in pin or "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index(lock: str) -> None:
    assert [pin for pin in pins(lock) if pin.startswith("-") or "://" in pin] == []


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = PROJECT["project"]
    program, development = asked(project["dependencies"]), asked(project["optional-dependencies"]["dev"])
    assert (program - locked(LOCKS[0]), development - locked(LOCKS[1])) == (set(), set())


def test_the_program_is_tested_with_the_versions_that_it_is_installed_with() -> None:
    assert set(pins(LOCKS[0])) - set(pins(LOCKS[1])) == set()


def test_no_file_names_a_registry() -> None:
    assert [
        (place(path), host) for path in files() for host in REGISTRY_HOSTS if host.encode() in path.read_bytes()
    ] == []
