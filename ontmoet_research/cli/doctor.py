"""Kijk of alles er is wat de kit nodig heeft, en wat je kunt doen als er iets mist.

Deze opdracht verandert niets aan je project of je computer.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import tomllib
import webbrowser
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from ontmoet_research.words import say, say_count

GOOD, WARNING, MISSING = "goed", "let op", "mist"
OLDEST_PYTHON = (3, 11)
DAMAGING_SQLITE = ((3, 7, 0), (3, 51, 2))  # releases that can damage a database in WAL mode
SPACE_NEEDED = 200_000_000  # bytes: a project with its copies
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "firefox", "microsoft-edge")


@dataclass(frozen=True)
class Line:
    """One line of the report: ``goed``, ``let op`` or ``mist``, and the sentence with what to do."""

    mark: str
    sentence: str


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("folder", nargs="?", default=".", metavar="MAP", help=say("doctor.folder_argument"))


def run(args: argparse.Namespace) -> int:
    """Print the report; 0 when all that is needed is there, else 1."""
    lines = list(examine(Path(args.folder)))
    for line in lines:
        print(f"[{line.mark:^6}] {line.sentence}")
    missing = sum(line.mark == MISSING for line in lines)
    print(f"\n{say_count('doctor.outcome', missing)}")
    return 1 if missing else 0


def examine(folder: Path) -> Iterator[Line]:
    """Look at everything the kit needs; ``folder`` is where a project would be."""
    yield check_python(sys.version_info[:2])
    yield from check_packages(needed_packages())
    yield check_sqlite(_sqlite_version())
    yield check_browser()
    yield check_writing(folder)
    yield check_space(shutil.disk_usage(_nearest(folder)).free)
    yield from check_place(folder)
    yield Line(GOOD, say("doctor.node"))


def check_python(version: tuple[int, int]) -> Line:
    """Python 3.11 or newer.

    >>> check_python((3, 9)).mark
    'mist'
    """
    enough = version >= OLDEST_PYTHON
    key = "doctor.python" if enough else "doctor.python_old"
    return Line(GOOD if enough else MISSING, say(key, version=".".join(map(str, version))))


def check_packages(needed: list[str]) -> Iterator[Line]:
    """Every package that is missing or too old; one good line when there is none.

    ``needed`` holds requirements as in pyproject.toml, such as ``pandas>=2.3``.
    """
    from packaging.requirements import Requirement

    wrong = 0
    for requirement in map(Requirement, needed):
        found = _installed(requirement.name)
        if requirement.marker and not requirement.marker.evaluate():
            continue
        if found is None:
            wrong += 1
            yield Line(MISSING, say("doctor.package_missing", name=requirement.name))
        elif not requirement.specifier.contains(found, prereleases=True):
            wrong += 1
            wanted = str(requirement.specifier)
            yield Line(MISSING, say("doctor.package_old", name=requirement.name, found=found, wanted=wanted))
    if not wrong:
        yield Line(GOOD, say_count("doctor.packages", len(needed)))


def needed_packages() -> list[str]:
    """What the kit asks for: from its installed description, else from pyproject.toml of the checkout."""
    try:
        return metadata.requires("ontmoet-research") or []
    except metadata.PackageNotFoundError:
        checkout = Path(__file__).resolve().parents[2] / "pyproject.toml"
        return list(tomllib.loads(checkout.read_text(encoding="utf-8"))["project"]["dependencies"])


def check_sqlite(version: tuple[int, ...] | None) -> Line:
    """The SQLite inside sqlcipher3 must be there and be none of the releases that can damage a project.

    >>> check_sqlite((3, 45, 1)).mark, check_sqlite((3, 52, 0)).mark, check_sqlite(None).mark
    ('mist', 'goed', 'mist')
    """
    if version is None:
        return Line(MISSING, say("doctor.sqlite_missing"))
    oldest, newest = DAMAGING_SQLITE
    shown = ".".join(map(str, version))
    damaging = oldest <= version <= newest
    return Line(MISSING if damaging else GOOD, say("doctor.sqlite_old" if damaging else "doctor.sqlite", version=shown))


def check_browser() -> Line:
    """A browser that can be opened from here; without one a person opens the address by hand."""
    try:
        webbrowser.get()
        found = True
    except webbrowser.Error:
        found = any(map(shutil.which, BROWSERS))
    return Line(GOOD, say("doctor.browser")) if found else Line(WARNING, say("doctor.no_browser"))


def check_writing(folder: Path) -> Line:
    """A file can be made in the folder."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Line(GOOD, say("doctor.writing", folder=folder.absolute()))
    except OSError:
        return Line(MISSING, say("doctor.no_writing", folder=folder.absolute()))


def check_space(free: int) -> Line:
    """Room for a project with its backups; ``free`` in bytes."""
    enough = free >= SPACE_NEEDED
    key = "doctor.space" if enough else "doctor.no_space"
    return Line(GOOD if enough else MISSING, say(key, megabytes=free // 1_000_000))


def check_place(folder: Path) -> Iterator[Line]:
    """A warning when the folder goes to another computer by itself, or is on one: the kit doesn't write there.

    >>> [line.mark for line in check_place(Path("/home/noor/OneDrive - Hogeschool/reeks"))]
    ['let op']
    """
    try:
        from ontmoet_research.store.places import cloud_name, is_on_network
    except ImportError:  # something the store needs is missing; that was told already
        return
    if name := cloud_name(folder):
        yield Line(WARNING, say("doctor.cloud", name=name))
    elif is_on_network(folder.absolute()):
        yield Line(WARNING, say("doctor.network", folder=folder))


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _sqlite_version() -> tuple[int, ...] | None:
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        return None
    return tuple(dbapi2.sqlite_version_info)


def _nearest(folder: Path) -> Path:
    there = folder.absolute()
    return next(place for place in (there, *there.parents) if place.exists())
