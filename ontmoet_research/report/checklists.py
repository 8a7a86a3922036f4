"""GRIPP2-SF, SRQR and COREQ: what a report of research tells of itself, from the data where these know.

The lists are of Staniszewska et al. (2017, short form, 5 items), O'Brien et al. (2014, 21) and Tong et al. (2007, 32).
An item gets the words that people wrote for it, and what the data know. When nobody knows it says so; nothing waits
for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .known import KNOWN, part_is_there
from .material import ITEM, Material, shown_texts
from .readers import is_inside

__all__ = ["LISTS", "Item", "all_items", "item_named", "told_of"]


@dataclass(frozen=True)
class Item:
    """One item of a list: ``facts`` are names in ``KNOWN``, ``parts`` the parts of the report that answer it."""

    of: str
    number: int
    facts: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The part of the report in which people write about it."""
        return f"{ITEM}{self.of}.{self.number}"

    @property
    def asks(self) -> str:
        """What the item asks, in plain words."""
        return say(f"report.checklist.{self.of}.{self.number}")


def _items(of: str, n: int, known: dict[int, tuple[str, str]]) -> tuple[Item, ...]:
    """``n`` items; of some the facts and the parts that answer them, each as words with spaces."""
    found = {number: (tuple(facts.split()), tuple(parts.split())) for number, (facts, parts) in known.items()}
    return tuple(Item(of, number, *found.get(number, ((), ()))) for number in range(1, n + 1))


LISTS: dict[str, tuple[Item, ...]] = {
    "gripp2": _items(
        "gripp2",
        5,
        {
            2: ("roles meetings forms", "zo_werkten_we_samen"),
            3: ("changes stuck", ""),
            4: ("talked", ""),
            5: ("", "hoe_zeker_zijn_we"),
        },
    ),
    "srqr": _items(
        "srqr",
        21,
        {
            1: ("title", ""),
            2: ("", "in_het_kort"),
            3: ("topic", "waarom_deze_reeks"),
            4: ("question", ""),
            5: ("method", ""),
            6: ("sides", ""),
            7: ("region places", ""),
            9: ("consent", ""),
            10: ("meetings period", ""),
            11: ("guide", ""),
            12: ("people notes", ""),
            13: ("kept", ""),
            14: ("labels labelled themes", ""),
            15: ("given_back differences", ""),
            16: ("themes", "wat_we_leerden"),
            17: ("quotes", ""),
            18: ("", "wat_we_vragen"),
            19: ("", "hoe_zeker_zijn_we"),
        },
    ),
    "coreq": _items(
        "coreq",
        32,
        {
            9: ("method", ""),
            12: ("people", ""),
            14: ("region places", ""),
            16: ("", "wie_deden_mee"),
            17: ("guide", ""),
            18: ("meetings", ""),
            20: ("notes", ""),
            24: ("labelled", ""),
            25: ("labels", ""),
            26: ("themes", ""),
            27: ("kit", ""),
            28: ("given_back", ""),
            29: ("quotes", ""),
            31: ("", "wat_we_leerden"),
            32: ("minor", ""),
        },
    ),
}


def all_items() -> tuple[Item, ...]:
    """The items of all lists."""
    return tuple(item for items in LISTS.values() for item in items)


def item_named(section: str) -> Item | None:
    """The item about which people write in this part of the report; None for another part."""
    return next((one for one in all_items() if one.section == section), None)


def told_of(material: Material, item: Item) -> str:
    """What the report tells of an item; for the group that it is still to fill in, for others that nothing is told."""
    told = list(material.once("written_items", lambda: _written(material)).get(item.section, ()))
    known = material.once("known", lambda: {fact: tell(material) for fact, tell in KNOWN.items()})
    told += [known[fact] for fact in item.facts if known[fact]]
    told += [
        say("report.checklist.see", part=say(f"report.section.{part}"))
        for part in item.parts
        if part_is_there(material, part)
    ]
    return " ".join(told) or say("report.checklist.fill_in" if is_inside(material) else "report.checklist.not_told")


def _written(material: Material) -> dict[str, list[str]]:
    """What people wrote of the items, by part."""
    found: dict[str, list[str]] = {}
    for text in rows_of(shown_texts(material)):
        if text["section"].startswith(ITEM):
            found.setdefault(text["section"], []).append(isolated(" ".join(text["body_md"].split())))
    return found
