"""A file of another program comes in: what it brings is told in words first; what only a person can say is asked."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ontmoet_research.exchange import (
    Choices,
    Loaded,
    how_far,
    last_load,
    load,
    load_in_sentences,
    look_into,
    undo_load,
)
from ontmoet_research.exchange.coming.choices import DEFAULT_SIDE, ROLES
from ontmoet_research.exchange.coming.kinds import is_of_other_program
from ontmoet_research.exchange.coming.last import LastLoad, loads
from ontmoet_research.exchange.coming.told import counted
from ontmoet_research.model.people import SIDES
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices, heading, listing, select, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import folder_told
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import Refused, say

TELL_EVERY = 1.0  # seconds


class HowFar:
    """Tells on a page how far long work is.

    Each kind of work when it begins, then now and then: a person, or a screen reader, has to keep up.
    """

    def __init__(self, page: Page) -> None:
        self._page, self._last = page, ("", 0.0)
        page.wait()

    def __call__(self, what: str, done: int, total: int) -> None:
        """As ``how_far.Told``."""
        now = time.monotonic()
        if what != self._last[0] or now - self._last[1] >= TELL_EVERY:
            self._last = what, now
            self._page.wait(how_far.in_words(what, done, total))


class BringIn(Part[PartsPage]):
    """One file at a time: the one that is opened."""

    loaded: Loaded | None = None
    """What the file would bring, or brought."""
    came = False
    """Whether it was brought in."""
    choices = Choices()
    several: tuple[tuple[str, str], ...] = ()
    """The projects in a file that holds more, as (name, name to show)."""
    _last: tuple[list[str], LastLoad | None] = ([], None)

    def close(self) -> None:
        """No file is chosen."""
        super().close()
        self.loaded, self.came, self.choices, self.several = None, False, Choices(), ()

    @gesture
    def open_one(self, value: str) -> None:
        """Choose which file; nothing is read yet. Empty: look again which files there are."""
        self.close()
        super().open_one(value)

    @gesture
    def look(self) -> None:
        """Tell what the file would bring, or which projects are in it. Nothing changes."""
        try:
            self.loaded = look_into(self.project, self._path(), self.choices, progress=HowFar(self.page))
        except Refused as refusal:
            if "each" not in refusal.values:
                raise
            told = (one.partition(" ") for one in str(refusal.values["each"]).split("\n"))
            self.several = tuple((key, isolated(name)) for key, _, name in told)
            self.page.refresh()
            self.page.tell(say("other_programs.several"))
            return
        self.page.refresh()
        self.page.tell(say("other_programs.looked"))

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
        self.page.refresh()

    @gesture
    def choose_role(self, what: str, value: str) -> None:
        """Say what a variable is; empty for nothing."""
        role = value if value in ROLES else ""
        self.choices = replace(self.choices, roles={**self.choices.roles, what: role})
        self.page.refresh()

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
        self.page.refresh()

    @gesture
    def ask_again(self) -> None:
        """Ask anew what someone said the last time."""
        self.choices = Choices(project=self.choices.project, ask_again=True)
        self.look()

    @gesture
    def bring_in(self) -> None:
        """Take the file in, after it was looked at. What stands under the questions now is what this person says."""
        if self.loaded is None or self.came:
            raise Refused("other_programs.look_first")
        said = dict.fromkeys(self.loaded.proposed, "") | dict(self.choices.roles)
        told = replace(self.choices, roles=said)
        self.loaded = load(self.project, self._path(), told, progress=HowFar(self.page))
        self.came = True
        self.page.refresh()
        self.page.tell_saved(say("other_programs.came"))

    @gesture
    def take_back(self) -> None:
        """Take the last file out again."""
        self.page.wait()
        name = undo_load(self.project)
        self.close()
        self.page.refresh()
        self.page.tell_saved(say("other_programs.taken_back", file=isolated(name)))

    def blocks(self) -> list[Block]:
        """The files to choose from, what the chosen one brings, and what came last."""
        found, where = _files_here(), text(say("other_programs.bring_in_what", folder=folder_told()))
        again = button(say("other_programs.look_again"), "open_one", value="")
        if not found:
            return [where, text(say("other_programs.none_here")), again, *self._last_time()]
        which = choices(say("other_programs.which"), "open_one", [(name, name) for name in found], self.opened)
        return [where, which, again, *self._chosen_file(), *self._last_time()]

    def _chosen_file(self) -> list[Block]:
        if not self.opened:
            return []
        if self.loaded is None and self.several:
            return [choices(say("other_programs.which_project"), "choose_project", self.several, "")]
        if self.loaded is None:
            return [button(say("other_programs.look"), "look", main=True)]
        told = _told(load_in_sentences(self.loaded, done=self.came, asked=False))
        if self.came:
            return [heading(say("other_programs.brought")), *told]
        before = [button(say("other_programs.ask_again"), "ask_again")] if self.loaded.said_before else []
        return [
            heading(say("other_programs.brings")),
            *told,
            *before,
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

    def _last_time(self) -> list[Block]:
        """What came last and can be taken back; counted anew only when something came or went."""
        known = loads(self.project)
        if known != self._last[0]:
            self._last = known, last_load(self.project)
        last = self._last[1]
        if last is None:
            return []
        day = format_date(datetime.fromisoformat(last.at).astimezone().date())
        return [
            heading(say("other_programs.last_time")),
            text(say("other_programs.last_came", file=isolated(last.name), day=day)),
            text(say("other_programs.last_brought", what=counted(last.counts))),
            button(say("other_programs.take_back"), "take_back", more=say("other_programs.take_back_more")),
        ]

    def _path(self) -> Path:
        known = _files_here()
        if self.opened not in known:
            raise Refused("store.not_found", path=self.opened)
        return known[self.opened]


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
