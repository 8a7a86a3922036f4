"""Begin hier: who you are, which series, and where to go. The first minute of everyone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ontmoet_research.coding import choosable_versions
from ontmoet_research.coding.access import STUDENT
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, links, listing, text
from ontmoet_research.screens.doors import DOORS, GROUPS, Door
from ontmoet_research.screens.memory import remembered
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.resume import where_was
from ontmoet_research.screens.session import here
from ontmoet_research.screens.window import this_window
from ontmoet_research.store import Project, find, read_values
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

LARGE = ("kaartjes", "bijeenkomst", "verslag")
BEFORE_NOTES = ("reeks-binnen", "reeks", "oefenen")  # nothing can be read or reported yet
FOR_STUDENTS = ("oefenen", "kaartjes", "vergelijken")
WHILE_SHUT = ("oefenen", "vanmij", "nodig")
NOTEBOOKS = {
    "start": "00_begin_hier.ipynb",
    "series": "01_reeks_en_groep.ipynb",
    "meeting": "02_bijeenkomst_vastleggen.ipynb",
    "labelling": "03_lezen_en_labelen.ipynb",
    "comparing": "04_samen_vergelijken.ipynb",
    "following": "05_wensen_en_opdrachten.ipynb",
    "learning": "06_leren_volgen.ipynb",
    "changes": "07_opbrengsten_en_verhalen.ipynb",
    "quoting": "08_teruglezen_en_akkoord.ipynb",
    "report": "09_verslag_maken.ipynb",
    "practising": "10_oefenen_stage.ipynb",
    "bringing": "11_breng_je_reeks_binnen.ipynb",
    "asking": "12_zelf_uitzoeken.ipynb",
    "keeping": "90_beheer_en_privacy.ipynb",
}
RULES = ("names", "stays_here", "no_is_fine", "safe_place", "tell")


class StartHere(Page):
    """Greets, remembers, and leads to the doors; in a menu of a few doors, to those alone."""

    name = "start_here"

    def blocks(self) -> list[Block]:
        """The greeting, where someone was, three large doors (a student begins by practising), and all others."""
        shell = this_window().shell
        if shell and shell.group:
            return [buttons(*map(_door, shell.doors()))]
        student = find(self.project, "contributors", self.project.who)["role"] == STUDENT
        large = (
            FOR_STUDENTS if student else LARGE if read_values(self.project, "sources", ["object_id"]) else BEFORE_NOTES
        )
        return [
            *self._greeting(),
            *self._where_was(),
            buttons(*(_door(DOORS[key]) for key in large), label=say("start_here.what_now")),
            fold(say("start_here.more"), *(block for group in GROUPS for block in _group(group, large))),
            *self._two_versions(),
            *self._for_who_leads(),
            fold(
                say("start_here.rules"),
                listing(say(f"start_here.rule.{rule}") for rule in RULES),
                text(say("start_here.ready", file=isolated(self.project.name)), quiet=True),
            ),
        ]

    def _make_frame(self) -> dict[str, Any]:
        """Nothing is stored here, so there is nothing to take back."""
        return {**super()._make_frame(), "undo": ""}

    def while_shut(self) -> list[Block]:
        """A student without an agreement can practise already."""
        return [buttons(*(_door(DOORS[key]) for key in WHILE_SHUT))]

    def _greeting(self) -> list[Block]:
        names = {"name": isolated(self.person() or ""), "series": isolated(self.series() or "")}
        told = [text(say("start_here.hello", **names))]
        if self.project.fact("practice") == "ja":
            told.append(text(say("start_here.practice")))
        return told

    def _two_versions(self) -> list[Block]:
        found = choosable_versions(self.project)
        if not found:
            return []
        told, more = say_count("start_here.versions", len(found)), say("start_here.versions_more")
        return [button(told, "go_to", more=more, door="versies")]

    def _where_was(self) -> list[Block]:
        told = []
        if step := remembered(self.project).get("step"):
            told.append(text(say("start_here.step", step=isolated(step))))
        place = where_was(self.project)
        if place:
            more = say(
                "start_here.place" if place.begun else "start_here.next_round",
                number=place.number,
                total=place.total,
                note=isolated(place.note),
            )
            told.append(button(say("start_here.go_on"), "go_to", main=True, more=more, door="kaartjes"))
        return told

    def _for_who_leads(self) -> list[Block]:
        """In JupyterLab: the notebooks behind the doors, for who wants to calculate along."""
        there = [file for file in NOTEBOOKS.values() if (Path.cwd() / file).exists() and file != NOTEBOOKS["start"]]
        if this_window().facts is not None or not there:
            return []
        made = [(file, file.removesuffix(".ipynb").replace("_", " "), "") for file in there]
        made.append(("../../lab", say("start_here.lab"), ""))
        return [fold(say("start_here.notebooks"), links(*made))]


def start_here(project: Project | None = None) -> StartHere:
    """The screen of notebook 00; ``project`` is the one of this notebook unless given."""
    return StartHere(project or here())


def _door(door: Door) -> Block:
    return button(door.title, "go_to", more=door.more, door=door.key)


def _group(group: str, left_out: tuple[str, ...]) -> list[Block]:
    """A heading and the doors of a group, without those that stand elsewhere on the page; one that is called as its
    group needs no heading."""
    there = [door for door in DOORS.values() if door.group == group and door.key not in ("begin", *left_out)]
    title, made = say(f"doors.{group}"), buttons(*map(_door, there))
    return [made] if [door.title for door in there] == [title] else [heading(title), made] if there else []
