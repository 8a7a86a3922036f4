"""Kopieën: one to take along, one that comes back, and one to be safe. What comes in is told in words first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ontmoet_research.exchange import in_sentences, look, make_bundle, merge_copy, open_bundle
from ontmoet_research.privacy import read_exports
from ontmoet_research.privacy.held import list_waiting, say_no, say_yes, stays_in_words
from ontmoet_research.privacy.release import note_made
from ontmoet_research.privacy.tables import EXPORTED
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, heading, listing, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.session import here, output_folder
from ontmoet_research.store import Copy, Project, ProjectFile, merges, rows_of, undo_merge
from ontmoet_research.store.age import MIN_PASSPHRASE
from ontmoet_research.store.aside import private_folder
from ontmoet_research.store.backup import backup
from ontmoet_research.store.byte_search import copies_folder
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date, parse_date
from ontmoet_research.words import Refused, say, say_count

PARTS = ("take_along", "bring_in", "keep")
SUFFIXES = (".age", ".kopie", ".ontmoet", ".zip")
DATABASE = b"SQLite format 3\x00"


class Copies(Page):
    """Three parts, one at a time: make a copy to take along, bring one in, keep one to be safe."""

    name = "copies"
    asks_series = False

    def start(self) -> None:
        """Open on the copy to take along."""
        self.part = PARTS[0]
        self.chosen = ""
        self.told: list[str] = []  # what the chosen copy would bring, or brought
        self.came = False  # whether it was brought in
        self.made = ""

    def blocks(self) -> list[Block]:
        """The buttons for the parts, then the part that is open."""
        parts = [button(say(f"copies.part.{p}"), "open_part", on=p == self.part, part=p) for p in PARTS]
        shown = {"take_along": self._take_along, "bring_in": self._bring_in, "keep": self._keep}[self.part]()
        return [buttons(*parts, row=True), *shown]

    @gesture
    def open_part(self, part: str) -> None:
        """Show another part."""
        if part in PARTS:
            self.part = part
            self._forget_copy()
            self.made = ""
        self.refresh()

    @gesture
    def make(self) -> None:
        """Make a locked copy in the folder ``uitvoer``."""
        phrase = self.typed.get("phrase", "")
        if len(phrase.strip()) < MIN_PASSPHRASE:
            raise Refused("store.age.short", n=MIN_PASSPHRASE)
        self.wait()
        place = output_folder() / f"{_name_of(self.project)}_{datetime.now():%Y-%m-%d_%H%M%S}.age"
        make_bundle(self.project, place, passphrase=phrase)
        self.forget("phrase")
        self.made = place.name
        self.refresh()
        self.tell_saved(say("copies.made", file=place.name))

    @gesture
    def choose_copy(self, value: str) -> None:
        """Choose which file to bring in; nothing is read yet."""
        self._forget_copy()
        self.chosen = value
        self.refresh()

    @gesture
    def look(self) -> None:
        """Tell what the chosen copy would bring. Nothing changes."""
        self.wait()
        with self._opened() as copy:
            self.told = in_sentences(self.project, look(self.project, copy), copy.name)
        self.refresh()
        self.tell(say("copies.looked"))

    @gesture
    def bring_in(self) -> None:
        """Merge the chosen copy, after it was looked at."""
        if not self.told or self.came:
            raise Refused("copies.look_first")
        self.wait()
        with self._opened() as copy:
            self.told = in_sentences(self.project, merge_copy(self.project, copy), copy.name, done=True)
        self.came = True
        self.forget("phrase")
        self.refresh()
        self.tell_saved(say("copies.came"))

    @gesture
    def take_back(self) -> None:
        """Take the last copy out again, as if it never came."""
        last = undo_merge(self.project)
        self._forget_copy()
        if last.kept:
            self.told, self.came = [say("copies.stays"), *stays_in_words(self.project, last.kept)], True
            self.chosen = last.name
        self.refresh()
        self.tell_saved(say("copies.taken_back", file=isolated(last.name)))

    @gesture
    def say_yes(self, row: str) -> None:
        """Let one thing in that waits; where it lifts a no, the person at work asked anew, on the typed day."""
        typed = self.typed.get("asked_on", "").strip()
        try:
            day = parse_date(typed).isoformat() if typed else None
        except ValueError as problem:
            raise Refused("record.no_date") from problem
        say_yes(self.project, row, asked_by=self.project.who if day else None, asked_on=day)
        self.forget("asked_on")
        self.refresh()
        self.tell_saved(say("copies.said_yes"))

    @gesture
    def say_no(self, row: str) -> None:
        """Keep one thing as it was."""
        say_no(self.project, row)
        self.refresh()
        self.tell_saved(say("copies.said_no"))

    @gesture
    def keep(self) -> None:
        """Keep a copy of the project beside it; the logbook tells of it, for who erases something later (P13)."""
        folder = copies_folder(self.project)
        if folder is None or self.project.file is None:
            raise Refused("copies.server")
        self.wait()
        place = folder / f"{_name_of(self.project)}-met-de-hand-{datetime.now():%Y%m%d-%H%M%S-%f}.ontmoet"
        try:
            private_folder(folder)
        except OSError as problem:
            raise Refused("store.cannot_write", path=folder) from problem
        backup(self.project, place, before=lambda made: note_made(self.project, made, say("copies.is_backup")))
        self.refresh()
        self.tell_saved(say("copies.kept", file=place.name))

    def _take_along(self) -> list[Block]:
        told = [text(say("copies.where", file=self.made), strong=True)] if self.made else []
        return [
            text(say("copies.take_along_what")),
            text(say("copies.take_along_care")),
            self.field("phrase", say("copies.phrase"), hint=say("copies.phrase_hint", n=MIN_PASSPHRASE)),
            button(say("copies.make"), "make", main=True),
            *told,
            heading(say("copies.made_before")),
            listing(_made_before(self.project), empty=say("copies.none_made")),
        ]

    def _bring_in(self) -> list[Block]:
        found = _files_here(self.project)
        if not found:
            which = [text(say("copies.none_here"))]
        else:
            which = [choices(say("copies.which"), "choose_copy", [(name, name) for name in found], self.chosen)]
        return [*self._waiting(), text(say("copies.bring_in_what")), *which, *self._chosen_copy(), *self._last_time()]

    def _waiting(self) -> list[Block]:
        """What touches people's rights and came with a copy: one by one, a yes or a no."""
        waiting = list_waiting(self.project)
        if not waiting:
            return []
        lifts = any(one.lifts for one, _ in waiting)
        asked = [self.field("asked_on", say("copies.asked_on"), hint=say("copies.asked_on_hint"))] if lifts else []
        shown = [text(say("copies.waiting_what"), quiet=True), *asked]
        for one, told in waiting:
            yes = button(say("copies.yes"), "say_yes", row=one.row.id)
            shown += [
                text(told),
                buttons(yes, button(say("copies.no"), "say_no", row=one.row.id), row=True, label=told),
            ]
        return [heading(say("copies.waiting")), *shown]

    def _chosen_copy(self) -> list[Block]:
        if not self.chosen:
            return []
        if self.came:
            return _lines(self.told)
        phrase = self.field("phrase", say("copies.phrase_of"), hint=say("copies.phrase_of_hint"))
        asked = [*([] if self.chosen.endswith(".ontmoet") else [phrase]), button(say("copies.look"), "look")]
        if not self.told:
            return asked
        return [*asked, *_lines(self.told), button(say("copies.bring_in"), "bring_in", main=True)]

    def _last_time(self) -> list[Block]:
        done = merges(self.project)
        if not done:
            return []
        last, names = done[-1], dict(self.people())
        who = isolated(names.get(last.who, say("labelling.someone")))
        told = say_count("copies.last", last.count, file=isolated(last.name), who=who, day=_day(last.at))
        return [
            heading(say("copies.last_time")),
            text(told),
            button(say("copies.take_back"), "take_back", more=say("copies.take_back_more")),
        ]

    def _keep(self) -> list[Block]:
        return [
            text(say("copies.keep_what")),
            button(say("copies.keep"), "keep", main=True),
            heading(say("copies.kept_before")),
            listing(_kept_before(self.project), empty=say("copies.none_kept")),
        ]

    def _forget_copy(self) -> None:
        self.chosen, self.told, self.came = "", [], False
        self.forget("phrase")

    @contextmanager
    def _opened(self) -> Iterator[Copy]:
        known = _files_here(self.project)
        if self.chosen not in known:
            raise Refused("store.not_found", path=self.chosen)
        place = known[self.chosen]
        with place.open("rb") as file:
            begins = file.read(len(DATABASE))
        if begins == DATABASE or place.suffix == ".ontmoet":  # one with a passphrase begins with anything
            with ProjectFile(place) as stored:
                yield stored
        else:
            yield open_bundle(place, passphrase=self.typed.get("phrase") or None)


def copies(project: Project | None = None) -> Copies:
    """The part *Kopieën* of notebook 90; ``project`` is the one of this notebook unless given."""
    return Copies(project or here())


def _lines(told: list[str]) -> list[Block]:
    """What a copy brings: the first line is the heading of the others, when it says so."""
    if told[0].endswith(":"):
        return [heading(told[0].removesuffix(":")), listing(told[1:])]
    return [listing(told)]


def _files_here(project: Project) -> dict[str, Path]:
    """Files beside the notebook that can be a copy, newest first, by the name that people see."""
    folders = [folder for folder in (Path.cwd(), Path.cwd() / "uitvoer") if folder.is_dir()]
    own = Path(str(project.path)).absolute()
    found = [
        path
        for folder in folders
        for path in folder.iterdir()
        if path.suffix in SUFFIXES and path.is_file() and path.absolute() != own
    ]
    newest = sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
    return {str(path.relative_to(Path.cwd())): path for path in newest}


def _made_before(project: Project) -> list[str]:
    """Everything that left the project as a file, newest first."""
    made = rows_of(read_exports(project))
    return [
        say("copies.export", file=row["file"], what=str(row["action"]).removeprefix(EXPORTED), day=_day(row["at"]))
        for row in reversed(made)
    ]


def _kept_before(project: Project) -> list[str]:
    folder = copies_folder(project)
    if folder is None or not folder.is_dir():
        return []
    files = sorted(folder.glob("*.ontmoet"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [
        say("copies.kept_file", file=path.name, day=format_date(datetime.fromtimestamp(path.stat().st_mtime).date()))
        for path in files
    ]


def _name_of(project: Project) -> str:
    return Path(project.name).stem


def _day(at: str) -> str:
    return format_date(datetime.fromisoformat(at).astimezone().date())
