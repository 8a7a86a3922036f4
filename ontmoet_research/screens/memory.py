"""What the kit remembers for the person at this computer, so that no notebook asks twice (U17).

In the app (``ontmoet app``) several people may use this computer at the same time. There, what belongs to one person is
known in their window alone (``window.py``).

It is one small file, ``ontmoet/onthouden.json`` in Jupyter's data folder of this user: per project who is at work,
which series, who can help, with whom someone compared, and the small step someone set for tomorrow; and per person and
page where the last things they did can be taken back, so that undo outlives a kernel. It is no part of the project: it
never travels with a bundle and is never in a repository. What can't be remembered is only asked again.
"""

from __future__ import annotations

import json
import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from ontmoet_research.store import Project

from .window import this_window

__all__ = [
    "at_work",
    "own_folder",
    "remember",
    "remember_steps",
    "remembered",
    "remembered_steps",
]

FACTS = ("who", "series", "contact", "step", "readers")
OF_ONE_PERSON = ("who", "step", "readers")
STEPS = "steps"
MOST_STEPS = 20  # of one person on one page
_one_at_a_time = threading.Lock()  # many windows of the app keep things in this one file


def own_folder() -> Path:
    """The folder of the kit for this user of this computer; it need not exist yet."""
    from jupyter_core.paths import jupyter_data_dir

    return Path(jupyter_data_dir()) / "ontmoet"


def remembered(project: Project) -> dict[str, str]:
    """What is known about this project here: ``who`` and ``series`` (ids), ``contact`` and ``step`` (words),
    ``readers`` (ids, with a space between them)."""
    told = _known(_read(), project)
    known = {name: told[name] for name in FACTS if isinstance(told.get(name), str)}
    own = this_window().facts
    return known if own is None else {**_not_of_one_person(known), **own}


def at_work(project: Project) -> str:
    """Who is at work in this window, as an id; empty when nobody said so. On a team server the login says it."""
    return project.login_is or remembered(project).get("who", "")


def remember(project: Project, **facts: str) -> None:
    """Remember these facts; an empty one is forgotten. Errors: ``KeyError`` for an unknown fact."""
    if unknown := set(facts) - set(FACTS):
        raise KeyError(f"memory knows {', '.join(FACTS)}; not {', '.join(sorted(unknown))}")
    if "who" in facts and facts["who"] != at_work(project):  # what was of the person before goes
        facts = {**dict.fromkeys(OF_ONE_PERSON, ""), **facts}
    window = this_window()
    if window.facts is not None:
        own = {name: value for name, value in facts.items() if name in OF_ONE_PERSON}
        window.facts = {name: value for name, value in {**window.facts, **own}.items() if value}
        facts = _not_of_one_person(facts)
    _keep(project, facts)


def remembered_steps(project: Project, page: str) -> list[str]:
    """Where the person at work can take back what they did on this page, the last one last: names of origins."""
    told = _known(_read(), project).get(STEPS)
    steps = told.get(f"{project.who} {page}") if isinstance(told, dict) else None
    return [step for step in steps if isinstance(step, str)] if isinstance(steps, list) else []


def remember_steps(project: Project, page: str, steps: list[str]) -> None:
    """Remember where the person at work can take back what they did on this page."""
    told = _known(_read(), project).get(STEPS)
    known = told if isinstance(told, dict) else {}
    _keep(project, {STEPS: {**known, f"{project.who} {page}": steps[-MOST_STEPS:]}})


def _keep(project: Project, facts: dict[str, Any]) -> None:
    with _one_at_a_time, suppress(OSError):  # a folder that can't be written: then it is asked again next time
        everything = _read()
        everything[_name(project)] = {k: v for k, v in {**_known(everything, project), **facts}.items() if v}
        _write(everything)


def _known(everything: dict[str, Any], project: Project) -> dict[str, Any]:
    known = everything.get(_name(project))
    return known if isinstance(known, dict) else {}


def _not_of_one_person(facts: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in facts.items() if name not in OF_ONE_PERSON}


def _name(project: Project) -> str:
    return str(project.path.absolute() if isinstance(project.path, Path) else project.path)


def _file() -> Path:
    return own_folder() / "onthouden.json"


def _read() -> dict[str, Any]:
    try:
        told = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _write(everything: dict[str, Any]) -> None:
    _file().parent.mkdir(parents=True, exist_ok=True)
    fresh = _file().with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(everything, ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.chmod(0o600)
    fresh.replace(_file())  # whole or not at all, also with two notebooks open
