"""Kopieën: one to take along, one that comes back, and one to be safe. What comes in is told in words first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from ontmoet_research.exchange import in_sentences, look, make_bundle, merge_copy, open_bundle
from ontmoet_research.privacy import read_exports
from ontmoet_research.privacy.held import list_waiting, say_no, say_yes, stays_in_words
from ontmoet_research.privacy.release import note_made
from ontmoet_research.privacy.tables import EXPORTED
from ontmoet_research.record import iso_day
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import folder_told, here, output_folder
from ontmoet_research.store import Copy, Project, ProjectFile, merges, rows_of, undo_merge
from ontmoet_research.store.age import MIN_PASSPHRASE
from ontmoet_research.store.aside import private_folder
from ontmoet_research.store.backup import backup
from ontmoet_research.store.byte_search import copies_folder
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import Refused, say, say_count

SUFFIXES = (".age", ".kopie", ".ontmoet", ".zip")
DATABASE = b"SQLite format 3\x00"


def _yes(project: Project, row: str, asked_on: str) -> None:
    """Let one thing in that waits; where it lifts a no, the person at work asked anew, on the typed day."""
    day = iso_day(asked_on)
    say_yes(project, row, asked_by=project.who if day else None, asked_on=day)


YES = Form(
    "yes",
    _yes,
    "",
    asks=(Ask("asked_on", "copies.asked_on", "day", hint="copies.asked_on_hint"),),
    said="copies.said_yes",
)
NO = Form("no", say_no, "", said="copies.said_no")


class TakeAlong(Part[PartsPage]):
    """A copy to take along, and those that were made before."""

    made = ""

    def close(self) -> None:
        """Another part was opened."""
        super().close()
        self.made = ""
        self.forget("phrase")

    @gesture
    def make(self) -> None:
        """Make a locked copy in the folder ``uitvoer``."""
        phrase = self.typed("phrase")
        if len(phrase.strip()) < MIN_PASSPHRASE:
            raise Refused("store.age.short", n=MIN_PASSPHRASE)
        self.page.wait()
        place = output_folder() / f"{_name_of(self.project)}_{datetime.now():%Y-%m-%d_%H%M%S}.age"
        make_bundle(self.project, place, passphrase=phrase)
        self.forget("phrase")
        self.made = place.name
        self.page.refresh()
        self.page.tell_saved(say("copies.made", file=place.name))

    def blocks(self) -> list[Block]:
        """What it is, the passphrase, and the list."""
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


class Waiting(Part[PartsPage]):
    """What touches people's rights and came with a copy."""

    forms = (YES, NO)

    def blocks(self) -> list[Block]:
        """One by one, a yes or a no."""
        waiting = list_waiting(self.project)
        if not waiting:
            return []
        lifts = any(one.lifts for one, _ in waiting)
        shown = [text(say("copies.waiting_what"), quiet=True), *(self.form(YES) if lifts else [])]
        for one, told in waiting:
            answers = [
                button(say(f"copies.{form.name}"), "keep", form=form.name, one=one.row.id) for form in self.forms
            ]
            shown += [text(told), buttons(*answers, row=True, label=told)]
        return [heading(say("copies.waiting")), *shown]

    def stored(self, form: Form, made: Any) -> None:
        """It is no step of this page: another yes or no is given anew."""
        self.page.refresh()
        self.page.tell_saved(form.told(made))


class BringIn(Part[PartsPage]):
    """One copy at a time: the one that is opened."""

    told: tuple[str, ...] = ()
    """What the chosen copy would bring, or brought."""
    came = False
    """Whether it was brought in."""

    def start(self) -> None:
        """What came may wait for a person."""
        self.waiting = self.has(Waiting, "waiting")

    def close(self) -> None:
        """No copy is chosen."""
        super().close()
        self.told, self.came = (), False
        self.forget("phrase")

    @gesture
    def open_one(self, value: str) -> None:
        """Choose which file to bring in; nothing is read yet."""
        self.close()
        super().open_one(value)

    @gesture
    def look(self) -> None:
        """Tell what the chosen copy would bring. Nothing changes."""
        self.page.wait()
        with self._opened() as copy:
            self.told = tuple(in_sentences(self.project, look(self.project, copy), copy.name))
        self.page.refresh()
        self.page.tell(say("copies.looked"))

    @gesture
    def bring_in(self) -> None:
        """Merge the chosen copy, after it was looked at."""
        if not self.told or self.came:
            raise Refused("copies.look_first")
        self.page.wait()
        with self._opened() as copy:
            self.told = tuple(in_sentences(self.project, merge_copy(self.project, copy), copy.name, done=True))
        self.came = True
        self.forget("phrase")
        self.page.refresh()
        self.page.tell_saved(say("copies.came"))

    @gesture
    def take_back(self) -> None:
        """Take the last copy out again, as if it never came."""
        last = undo_merge(self.project)
        self.close()
        if last.kept:
            self.told, self.came = (say("copies.stays"), *stays_in_words(self.project, last.kept)), True
            self.opened = last.name
        self.page.refresh()
        self.page.tell_saved(say("copies.taken_back", file=isolated(last.name)))

    def blocks(self) -> list[Block]:
        """What waits, the files to choose from, and the copy that came last."""
        found = _files_here(self.project)
        if not found:
            which = [text(say("copies.none_here"))]
        else:
            which = [choices(say("copies.which"), "open_one", [(name, name) for name in found], self.opened)]
        return [
            *self.waiting.drawn(),
            text(say("copies.bring_in_what", folder=folder_told())),
            *which,
            *self._chosen_copy(),
            *self._last_time(),
        ]

    def _chosen_copy(self) -> list[Block]:
        if not self.opened:
            return []
        if self.came:
            return _lines(self.told)
        phrase = self.field("phrase", say("copies.phrase_of"), hint=say("copies.phrase_of_hint"))
        asked = [*([] if self.opened.endswith(".ontmoet") else [phrase]), button(say("copies.look"), "look")]
        if not self.told:
            return asked
        return [*asked, *_lines(self.told), button(say("copies.bring_in"), "bring_in", main=True)]

    def _last_time(self) -> list[Block]:
        done = merges(self.project)
        if not done:
            return []
        last, names = done[-1], dict(self.page.people())
        who = isolated(names.get(last.who, say("labelling.someone")))
        told = say_count("copies.last", last.count, file=isolated(last.name), who=who, day=_day(last.at))
        return [
            heading(say("copies.last_time")),
            text(told),
            button(say("copies.take_back"), "take_back", more=say("copies.take_back_more")),
        ]

    @contextmanager
    def _opened(self) -> Iterator[Copy]:
        known = _files_here(self.project)
        if self.opened not in known:
            raise Refused("store.not_found", path=self.opened)
        place = known[self.opened]
        with place.open("rb") as file:
            begins = file.read(len(DATABASE))
        if begins == DATABASE or place.suffix == ".ontmoet":  # one with a passphrase begins with anything
            with ProjectFile(place) as stored:
                yield stored
        else:
            yield open_bundle(place, passphrase=self.typed("phrase") or None)


class KeepSafe(Part[PartsPage]):
    """A copy beside the project, and those that are there."""

    @gesture
    def keep_safe(self) -> None:
        """Keep a copy of the project beside it; the logbook tells of it, for who erases something later (P13)."""
        folder = copies_folder(self.project)
        if folder is None or self.project.file is None:
            raise Refused("copies.server")
        self.page.wait()
        place = folder / f"{_name_of(self.project)}-met-de-hand-{datetime.now():%Y%m%d-%H%M%S-%f}.ontmoet"
        try:
            private_folder(folder)
        except OSError as problem:
            raise Refused("store.cannot_write", path=folder) from problem
        backup(self.project, place, before=lambda made: note_made(self.project, made, say("copies.is_backup")))
        self.page.refresh()
        self.page.tell_saved(say("copies.kept", file=place.name))

    def blocks(self) -> list[Block]:
        """What it is for, the button, and the list."""
        return [
            text(say("copies.keep_what")),
            button(say("copies.keep"), "keep_safe", main=True),
            heading(say("copies.kept_before")),
            listing(_kept_before(self.project), empty=say("copies.none_kept")),
        ]


class Copies(PartsPage):
    """Three parts, one at a time: make a copy to take along, bring one in, keep one to be safe."""

    name = "copies"
    asks_series = False
    kinds: ClassVar = {"take_along": TakeAlong, "bring_in": BringIn, "keep": KeepSafe}


def copies(project: Project | None = None) -> Copies:
    """The part *Kopieën* of notebook 90; ``project`` is the one of this notebook unless given."""
    return Copies(project or here())


def _lines(told: Sequence[str]) -> list[Block]:
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
