"""How wide a class is: how many names somebody has to know who changes it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import ontmoet_research

WIDEST = 60


STILL_WIDE: dict[str, int] = {
    "screens.labelling": 95,
    "screens.meeting": 122,
    "screens.report": 81,
}


def test_no_class_holds_more_names_with_its_bases_than_one_person_can_know() -> None:
    wide = {name: n for name, n in widths().items() if n > WIDEST}
    assert {name: n for name, n in wide.items() if n > STILL_WIDE.get(room_of(name), 0)} == {}


def test_what_is_said_to_be_still_wide_is_so() -> None:
    """The list may only get shorter, and its numbers only smaller."""
    widest: dict[str, int] = {}
    for name, n in widths().items():
        widest[room_of(name)] = max(n, widest.get(room_of(name), 0))
    assert {room: widest.get(room, 0) for room in STILL_WIDE} == STILL_WIDE
    assert [room for room, n in STILL_WIDE.items() if n <= WIDEST] == []


def room_of(name: str) -> str:
    """The folder of a class; of what all screens share the file."""
    return ".".join(name.split(".")[:2])


def widths() -> dict[str, int]:
    """By class of the package: how many names it and its bases have together; those of libraries are left out."""
    found = {}
    for module in pkgutil.walk_packages(ontmoet_research.__path__, "ontmoet_research."):
        if module.name.endswith("__main__"):
            continue
        for kind in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(kind) and kind.__module__ == module.name:
                found[f"{kind.__module__.removeprefix('ontmoet_research.')}.{kind.__name__}"] = len(names_of(kind))
    return found


def names_of(kind: type) -> set[str]:
    """The names a class has and gets from bases of the package; what a widget of ipywidgets has too is left out."""
    own = [base for base in kind.__mro__ if base.__module__.startswith("ontmoet_research")]
    library = [base for base in kind.__mro__ if base not in own]
    known = {name for base in library for name in dir(base)}
    return {name for base in own for name in vars(base) if not name.startswith("__")} - known
