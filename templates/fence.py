"""The fence around the child: how much it may use, and what it can reach, whatever runs in it."""

import ctypes
import os
import resource
import signal
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

from templates.broken import TimeUp

MEMORY_BYTES = 1536 * 1024 * 1024
"""Address space: an agenda of 150 pages as PDF or Word takes less than half of it."""
OPEN_FILES = 64
"""Enough for Python to load its modules."""

ROOT = Path(__file__).resolve().parent.parent
_SYSTEM = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/null", "/dev/urandom")
"""Where programs and their libraries are, and nobody's papers."""

# Landlock, the Linux kernel's fence for a process that shuts itself in: numbers from linux/landlock.h, which are the
# same on every kind of machine.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION, _BENEATH, _NO_NEW_RIGHTS = 1, 1, 38
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILE_ACTS = ((5, 1 << 16), (3, 1 << 15), (2, 1 << 14), (1, 1 << 13))
"""From which version on the fence knows how many kinds of doing something with a file."""
_NETWORK_SINCE, _SIGNALS_SINCE = 4, 6
_EVERY_NETWORK, _EVERY_SIGNAL = 0b11, 0b11


def limit(seconds: int) -> None:
    """Cap processor time (of all threads together), address space, open files and written files of this process.

    When the time is up, TimeUp comes up in the middle of the template; a second later the system ends what goes on.
    """
    signal.signal(signal.SIGXCPU, _time_is_up)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _time_is_up(_signal: int, _frame: FrameType | None) -> None:
    raise TimeUp


def shut(*folders: Path) -> bool:
    """From here on this process reads only its own program and these folders, writes, starts and calls up nothing.

    False where the system has no such fence (a kernel before 5.13, another system): the sandbox stands alone there.
    """
    if not sys.platform.startswith("linux"):
        return False
    system = ctypes.CDLL(None, use_errno=True)
    version = system.syscall(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return False
    fence = _fence(system, version)
    read: list[str | Path] = [*_SYSTEM, sys.prefix, sys.base_prefix, ROOT / "templates", ROOT / "states", *folders]
    _open_up(system, fence, read, _READ_FILE | _READ_FOLDER)
    _open_up(system, fence, [ROOT], _READ_FOLDER)  # names only: Python looks there for its modules
    system.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
    closed: int = system.syscall(_RESTRICT, fence, 0)
    os.close(fence)
    return closed == 0


def _fence(system: ctypes.CDLL, version: int) -> int:
    """A fence that forbids all that this version knows."""
    acts = next(most - 1 for since, most in _FILE_ACTS if version >= since)
    rules = struct.pack("=Q", acts)
    if version >= _NETWORK_SINCE:
        rules += struct.pack("=Q", _EVERY_NETWORK)
    if version >= _SIGNALS_SINCE:
        rules += struct.pack("=Q", _EVERY_SIGNAL)
    fence: int = system.syscall(_CREATE, rules, ctypes.c_size_t(len(rules)), 0)
    return fence


def _open_up(system: ctypes.CDLL, fence: int, places: Iterable[str | Path], acts: int) -> None:
    for place in map(Path, places):
        if not place.exists():
            continue
        allowed = acts if place.is_dir() else acts & _READ_FILE
        handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
        system.syscall(_ADD, fence, _BENEATH, struct.pack("=Qi", allowed, handle), 0)
        os.close(handle)
