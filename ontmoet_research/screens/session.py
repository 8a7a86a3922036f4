"""Which project a notebook is about: one open project per kernel.

``ontmoet start`` puts it in ``ONTMOET_PROJECT``. Without that (a notebook opened by itself, or run by a test) it is a
practice project in the kit's folder of this user, made once and shared by all notebooks; a kit with other practice
files makes a fresh one beside it.
"""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ontmoet_research.model import describe, shipped
from ontmoet_research.store import Project, open_project
from ontmoet_research.store.aside import private_folder
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused

from .memory import own_folder, remembered

__all__ = ["folder_told", "here", "known_here", "output_folder", "today"]

_open: dict[str, Project] = {}


def here() -> Project:
    """The project of this notebook, open; the same one each time in one kernel.

    Errors: ``Refused`` when it is not there, is no project, or can't be written.
    """
    place = os.environ.get("ONTMOET_PROJECT") or str(_practice_place())
    if place not in _open:
        _open[place] = open_project(place)
    return _open[place]


def known_here() -> dict[str, Any]:
    """What a labelling screen needs to start on: ``project``, and ``who`` and ``help_contact`` as far as known."""
    told = remembered(here())
    return {"project": here(), "who": here().login_is or told.get("who"), "help_contact": told.get("contact")}


def output_folder() -> Path:
    """The folder ``uitvoer`` beside the notebook, made when it is not there; reports go there.

    Errors: ``Refused`` when it can't be made.
    """
    folder = Path.cwd() / "uitvoer"
    try:
        private_folder(folder)
    except OSError as problem:
        raise Refused("page.no_output_folder", folder=folder.parent) from problem
    return folder


def folder_told(below: str = ".") -> str:
    """The whole path of the folder beside the notebook, or of one in it, as it is shown: nobody can know it."""
    return isolated(str(Path.cwd() / below))


def today() -> str:
    """This day as ISO text."""
    return date.today().isoformat()


def _practice_place() -> Path:
    place = own_folder() / f"oefenreeks-{_edition()}.ontmoet"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        _make_practice(place)
    return place


def _make_practice(place: Path) -> None:
    from ontmoet_research.practice import make_practice_project

    # Made aside and then put in its place in one step: two notebooks can start at the same moment.
    with TemporaryDirectory(dir=place.parent) as aside:
        made = Path(aside) / place.name
        make_practice_project(made).close()
        made.replace(place)


def _edition() -> str:
    """A short name for the practice files as they are shipped now, and for the tables they go into."""
    told = hashlib.sha256(describe().encode())
    for folder in (shipped("oefenreeks"), shipped("codeboeken")):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()[:12]
