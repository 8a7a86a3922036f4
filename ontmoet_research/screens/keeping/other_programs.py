"""Naar en van andere programma's: a project of another program comes in, or this one goes along.

What a file brings is told in words first; what only a person can say is asked there.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from ontmoet_research.exchange import (
    Choices,
    Loaded,
    export,
    export_in_sentences,
    how_far,
    load,
    load_in_sentences,
    look_into,
    undo_load,
)
from ontmoet_research.exchange.coming.choices import DEFAULT_SIDE, ROLES
from ontmoet_research.exchange.coming.kinds import is_of_other_program
from ontmoet_research.exchange.going.export import SUFFIXES as FORMS
from ontmoet_research.model.people import SIDES
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, heading, listing, select, text
from ontmoet_research.screens.numbers_out import free_place
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.session import folder_told, here, output_folder, today
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

PARTS = ("bring_in", "take_along")
NVIVO = "nvivo"
TELL_EVERY = 1.0  # seconds


class OtherPrograms(Page):
    """Two parts: bring a file in, after a look at what it brings; make a file for another program."""

    name = "other_programs"
    asks_series = False
    chosen = ""
    came = False
    loaded: Loaded | None = None
    choices: Choices
    several: list[tuple[str, str]]
    _going_on = ("", 0.0)  # what was told last of work that goes on, and when

    def start(self) -> None:
        """Open on bringing in, with nothing chosen."""
        self.part = PARTS[0]
        self.made: list[str] = []
        self._forget_file()

    def blocks(self) -> list[Block]:
        """The buttons for the parts, then the part that is open."""
        parts = [button(say(f"other_programs.part.{p}"), "open_part", on=p == self.part, part=p) for p in PARTS]
        shown = self._bring_in() if self.part == PARTS[0] else self._take_along()
        return [buttons(*parts, row=True), *shown]

    @gesture
    def open_part(self, part: str) -> None:
        """Show another part."""
        if part in PARTS:
            self.part, self.made = part, []
            self._forget_file()
        self.refresh()

    @gesture
    def choose_file(self, value: str) -> None:
        """Choose which file; nothing is read yet."""
        self._forget_file()
        self.chosen = value
        self.refresh()

    @gesture
    def look(self) -> None:
        """Tell what the file would bring, or which projects are in it. Nothing changes."""
        self._begin_work()
        try:
            self.loaded = look_into(self.project, self._path(), self.choices, progress=self._tell_how_far)
        except Refused as refusal:
            if "each" not in refusal.values:
                raise
            told = (one.partition(" ") for one in str(refusal.values["each"]).split("\n"))
            self.several = [(key, isolated(name)) for key, _, name in told]
            self.refresh()
            self.tell(say("other_programs.several"))
            return
        self.refresh()
        self.tell(say("other_programs.looked"))

    @gesture
    def choose_project(self, value: str) -> None:
        """Say which project of a file with several; then look."""
        self.choices = replace(self.choices, project=value)
        self.look()

    @gesture
    def choose_side(self, who: str, value: str) -> None:
        """Say from which side a reader is."""
        if value in SIDES:
            self.choices = replace(self.choices, sides={**self.choices.sides, who: value})
        self.refresh()

    @gesture
    def choose_role(self, what: str, value: str) -> None:
        """Say what a variable is; empty for nothing."""
        roles = {name: role for name, role in self.choices.roles.items() if name != what}
        self.choices = replace(self.choices, roles={**roles, what: value} if value in ROLES else roles)
        self.refresh()

    @gesture
    def choose_reading(self, value: str) -> None:
        """Say how positions were counted, by the words that are right; then look again."""
        self.choices = replace(self.choices, reading=value)
        self.look()

    @gesture
    def choose_place(self, row: str, value: str) -> None:
        """Say where the quote of a row stands."""
        if row.isdecimal() and value.isdecimal():
            self.choices = replace(self.choices, places={**self.choices.places, int(row): int(value)})
        self.refresh()

    @gesture
    def bring_in(self) -> None:
        """Take the file in, after it was looked at."""
        if self.loaded is None or self.came:
            raise Refused("other_programs.look_first")
        self._begin_work()
        self.loaded = load(self.project, self._path(), self.choices, progress=self._tell_how_far)
        self.came = True
        self.refresh()
        self.tell_saved(say("other_programs.came"))

    @gesture
    def take_back(self) -> None:
        """Take the last file out again."""
        name = undo_load(self.project)
        self._forget_file()
        self.refresh()
        self.tell_saved(say("other_programs.taken_back", file=isolated(name)))

    @gesture
    def make(self, form: str, program: str = "") -> None:
        """Make a file for another program in the folder ``uitvoer``."""
        if form not in FORMS:
            raise Refused("other_programs.choose_form")
        self._begin_work()
        place = free_place(output_folder(), f"{Path(self.project.name).stem}_{today()}{'_nvivo' * bool(program)}", form)
        sent = export(self.project, place, program=program or None, progress=self._tell_how_far)
        self.made = export_in_sentences(sent)
        self.refresh()
        self.tell_saved(say("other_programs.made", file=place.name))

    def _bring_in(self) -> list[Block]:
        found, where = _files_here(), text(say("other_programs.bring_in_what", folder=folder_told()))
        if not found:
            return [where, text(say("other_programs.none_here")), *self._last()]
        which = choices(say("other_programs.which"), "choose_file", [(name, name) for name in found], self.chosen)
        return [where, which, *self._chosen_file(), *self._last()]

    def _chosen_file(self) -> list[Block]:
        if not self.chosen:
            return []
        if self.loaded is None and self.several:
            return [choices(say("other_programs.which_project"), "choose_project", self.several, "")]
        if self.loaded is None:
            return [button(say("other_programs.look"), "look", main=True)]
        told = _told(load_in_sentences(self.loaded, done=self.came, asked=False))
        if self.came:
            return [heading(say("other_programs.brought")), *told]
        return [
            heading(say("other_programs.brings")),
            *told,
            *self._asked(self.loaded),
            button(say("other_programs.bring_in"), "bring_in", main=True, more=say("other_programs.bring_in_more")),
        ]

    def _asked(self, loaded: Loaded) -> list[Block]:
        """What only a person can say, with what the kit thinks."""
        reading = loaded.found.read_as
        shown: list[Block] = []
        if reading and reading.thin:
            ways = [(way, isolated(words)) for way, words in reading.choices]
            shown.append(choices(say("other_programs.which_words"), "choose_reading", ways, reading.reading))
        sides = [(one, say(f"other_programs.side.{one}")) for one in SIDES]
        for who in loaded.guessed:
            label = say("other_programs.which_side", who=isolated(who))
            shown.append(select(label, "choose_side", sides, self.choices.sides.get(who, DEFAULT_SIDE), who=who))
        roles = [("", say("other_programs.no_role")), *((one, one) for one in ROLES)]
        for what in loaded.proposed:
            label = say("other_programs.which_role", what=isolated(what), proposed=loaded.proposed[what])
            shown.append(select(label, "choose_role", roles, self.choices.roles.get(what, ""), what=what))
        for doubt in (one for one in loaded.doubts if one.places):  # what stands nowhere is told of above
            places = [("", say("other_programs.no_place"))]
            places += [(str(n), isolated(place)) for n, place in enumerate(doubt.places, start=1)]
            label = say("other_programs.which_place", quote=isolated(doubt.quote[:60]))
            chosen = str(self.choices.places.get(doubt.row, ""))
            shown.append(select(label, "choose_place", places, chosen, row=str(doubt.row)))
        return [heading(say("other_programs.asked")), *shown] if shown else []

    def _last(self) -> list[Block]:
        more = say("other_programs.take_back_more")
        return [button(say("other_programs.take_back"), "take_back", more=more)]

    def _take_along(self) -> list[Block]:
        forms = [button(say(f"other_programs.form.{one[1:]}"), "make", form=one) for one in FORMS]
        forms.insert(1, button(say("other_programs.form.nvivo"), "make", form=".qdpx", program=NVIVO))
        told = [heading(say("other_programs.made_now")), listing(self.made)] if self.made else []
        return [
            text(say("other_programs.take_along_what")),
            text(say("other_programs.take_along_care")),
            buttons(*forms, label=say("other_programs.which_form")),
            *told,
        ]

    def _begin_work(self) -> None:
        self._going_on = ("", 0.0)
        self.wait()

    def _tell_how_far(self, what: str, done: int, total: int) -> None:
        """Each kind of work when it begins, then now and then: a person, or a screen reader, has to keep up."""
        now = time.monotonic()
        if what != self._going_on[0] or now - self._going_on[1] >= TELL_EVERY:
            self._going_on = what, now
            self.wait(how_far.in_words(what, done, total))

    def _forget_file(self) -> None:
        self.chosen, self.came = "", False
        self.loaded, self.choices = None, Choices()
        self.several = []

    def _path(self) -> Path:
        known = _files_here()
        if self.chosen not in known:
            raise Refused("store.not_found", path=self.chosen)
        return known[self.chosen]


def other_programs(project: Project | None = None) -> OtherPrograms:
    """The part *Naar en van andere programma's* of notebook 90; ``project`` is that of this notebook unless given."""
    return OtherPrograms(project or here())


def _told(lines: list[str]) -> list[Block]:
    """What a file brings, and below it what does not fit."""
    lost = say("exchange.load.lost")
    if lost not in lines:
        return [listing([isolated(line) for line in lines])]
    at = lines.index(lost)
    stays = [isolated(line.removeprefix("- ")) for line in lines[at + 1 :]]
    return [*_told(lines[:at]), heading(lost.removesuffix(":")), listing(stays)]


def _files_here() -> dict[str, Path]:
    """Files and folders beside the notebook that another program may have made, newest first, by their name."""
    found = [path for path in Path.cwd().iterdir() if is_of_other_program(path)]
    newest = sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
    return {path.name: path for path in newest}
