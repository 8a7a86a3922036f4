"""Begin hier: who you are, which series, and where to go. The first minute of everyone."""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.coding import choosable_versions
from ontmoet_research.coding.access import STUDENT
from ontmoet_research.store import Project, find
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .base import gesture
from .blocks import Block, button, buttons, fold, heading, links, listing, text
from .memory import remember, remembered
from .page import Page
from .resume import where_was
from .session import here

LOOKING_AFTER = "90_beheer_en_privacy.ipynb"
LABELLING = "03_lezen_en_labelen.ipynb"
FIRST = {LABELLING: "label", "02_bijeenkomst_vastleggen.ipynb": "record", "09_verslag_maken.ipynb": "report"}
PRACTISING = "10_oefenen_stage.ipynb"
MORE = {
    "01_reeks_en_groep.ipynb": "series",
    "08_breng_je_reeks_binnen.ipynb": "bring_in",
    "04_samen_vergelijken.ipynb": "compare",
    "05_wensen_en_opdrachten.ipynb": "wishes",
    "06_leren_volgen.ipynb": "learning",
    "07_opbrengsten_en_verhalen.ipynb": "changes",
    PRACTISING: "practise",
    LOOKING_AFTER: "looking_after",
}
RULES = ("names", "stays_here", "no_is_fine", "safe_place", "tell")


class StartHere(Page):
    """Greets, remembers, and points to the other notebooks."""

    name = "start_here"

    def blocks(self) -> list[Block]:
        """The greeting, where someone was, a few links (a student begins by practising), and what to keep in mind."""
        student = find(self.project, "contributors", self.project.who)["role"] == STUDENT
        first = {PRACTISING: MORE[PRACTISING], **FIRST} if student else FIRST
        more = {file: name for file, name in MORE.items() if file not in first}
        return [
            *self._greeting(),
            *self._where_was(),
            *self._two_versions(),
            heading(say("start_here.what_now")),
            links(*_to_notebooks(first)),
            *([fold(say("start_here.more"), links(*known))] if (known := _to_notebooks(more)) else []),
            heading(say("start_here.rules")),
            listing(say(f"start_here.rule.{rule}") for rule in RULES),
            text(say("start_here.ready", file=isolated(self.project.name)), quiet=True),
        ]

    def while_shut(self) -> list[Block]:
        """A student without an agreement can practise already."""
        known = _to_notebooks({PRACTISING: MORE[PRACTISING]})
        return [links(*known)] if known else []

    @gesture
    def another_person(self) -> None:
        """Ask again who is at work; what was done stays with who did it."""
        remember(self.project, who="")
        self.project = self.project.as_person("kit")
        self.refresh()

    @gesture
    def another_series(self) -> None:
        """Ask again which series this is about."""
        self.series_id = ""
        self.refresh()

    def _greeting(self) -> list[Block]:
        names = {"name": isolated(self.person() or ""), "series": isolated(self.series() or "")}
        again = [button(say("start_here.another_person"), "another_person")]
        if len(self.all_series()) > 1:
            again.append(button(say("start_here.another_series"), "another_series"))
        told = [text(say("start_here.hello", **names))]
        if self.project.fact("practice") == "ja":
            told.append(text(say("start_here.practice")))
        return [*told, buttons(*again, row=True)]

    def _two_versions(self) -> list[Block]:
        found = choosable_versions(self.project)
        if not found:
            return []
        told = say_count("start_here.versions", len(found))
        if not (Path.cwd() / LOOKING_AFTER).exists():
            return [text(told)]
        return [links((LOOKING_AFTER, told, say("start_here.versions_more")))]

    def _where_was(self) -> list[Block]:
        told = []
        if step := remembered(self.project).get("step"):
            told.append(text(say("start_here.step", step=isolated(step))))
        place = where_was(self.project)
        if place and (Path.cwd() / LABELLING).exists():
            more = say(
                "start_here.place" if place.begun else "start_here.next_round",
                number=place.number,
                total=place.total,
                note=isolated(place.note),
            )
            told.append(links((LABELLING, say("start_here.go_on"), more)))
        return told


def start_here(project: Project | None = None) -> StartHere:
    """The screen of notebook 00; ``project`` is the one of this notebook unless given."""
    return StartHere(project or here())


def _to_notebooks(names: dict[str, str]) -> list[tuple[str, str, str]]:
    """The notebooks that are there, beside this one."""
    there = {file: name for file, name in names.items() if (Path.cwd() / file).exists()}
    return [(file, say(f"start_here.{name}.link"), say(f"start_here.{name}.more")) for file, name in there.items()]
