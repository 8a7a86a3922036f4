"""Verslagen binnenhalen: the notes of a whole folder, one after another.

Each note is shown before it is stored: what points at a person, the meeting it most likely tells of and why, and a note
it is nearly the same as. A person decides on all three. What was read waits here, not in the project.
"""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.coding import NewPiece, correct_text
from ontmoet_research.coding.carry_over import ORIGIN as CARRIED
from ontmoet_research.group import list_meetings, meeting_label
from ontmoet_research.intake import (
    ReadText,
    Step,
    bring_in,
    cut_again,
    find_notes,
    guess_meeting,
    known_meetings,
    known_suffixes,
    looks_like,
    read_each,
    replacement_log,
)
from ontmoet_research.intake.folders import Found
from ontmoet_research.intake.notes import ORIGIN as INTAKE
from ontmoet_research.intake.notes import known_digests
from ontmoet_research.intake.reading import passed_over
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, heading, listing, select, text
from ontmoet_research.screens.session import folder_told, here, today
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text import sort_key
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .look_again import LookAgainPart
from .loose import LoosePart
from .stored_names import StoredNamesPart

PARTS = ("folder", "names", "look")
LATER, OWN = "", ""
MOST_FILES = 200  # read at once; more wait for the next time


class BringInNotes(StoredNamesPart, LookAgainPart, LoosePart):
    """Three parts: a folder of notes, one by one; names in notes that are there; labels after a corrected text."""

    name = "bring_in_notes"
    asks_series = False

    def start(self) -> None:
        """Open on the folder of the notebook."""
        self.part = PARTS[0]
        self.folder = "."
        self.waiting: list[ReadText] = []
        self.total = 0
        self.failed: list[str] = []
        self.checking = None
        self.notices: list[str] = []
        self.reasons: tuple[str, ...] = ()
        self.session_id = LATER
        self.version_of = OWN
        self.similar = ""

    def blocks(self) -> list[Block]:
        """The buttons for the parts, then the part that is open."""
        parts = [button(say(f"bring_in_notes.part.{p}"), "open_part", on=p == self.part, part=p) for p in PARTS]
        return [buttons(*parts, row=True), *self._shown()]

    def _shown(self) -> list[Block]:
        if self.part == "look":
            return self.look_part()
        if self.recognising and self.may_look():
            told = [listing(map(isolated, self.notices))] if self.notices else []
            return [*told, *self.recognition_part()]
        if self.part == "names":
            return self.stored_part()
        return self._note_part() if self.checking and not self.stored_id else self._folder_part()

    @gesture
    def open_part(self, part: str) -> None:
        """Show another part; notes that wait keep waiting."""
        if part in PARTS:
            self.part = part
        if part == "folder" and (self.stored_id or self.checking is None):
            self.stored_id = ""
            self._next_note()
        self.refresh()

    def lay_aside(self) -> None:
        """A note of the folder that was being looked at waits again."""
        if self.checking and not self.stored_id:
            self.waiting.insert(0, self.checking.note)
        self.checking = None

    @gesture
    def choose_folder(self, value: str) -> None:
        """Choose the folder to read."""
        if value in folders():
            self.folder = value
        self.refresh()

    @gesture
    def read_folder(self) -> None:
        """Read all notes of the folder, and show the first. Nothing is stored yet."""
        found = notes_in(self.folder)
        self.wait()
        self.waiting, self.failed = [], []
        for path, answer in read_each(found.files[:MOST_FILES], progress=self._show_progress):
            if isinstance(answer, Refused):
                self.failed.append(str(answer))
            elif self._is_known(answer):
                self.failed.append(say("bring_in_notes.known", file=isolated(path.name)))
            else:
                self.waiting.append(answer)
        self.failed += [passed_over(path) for path in found.passed]
        if more := len(found.files) - MOST_FILES:
            self.failed += [say("bring_in_notes.more", n=more)] if more > 0 else []
        self.total = len(self.waiting)
        self._next_note()
        self.refresh()
        self.tell(say_count("bring_in_notes.read", self.total))

    @gesture
    def choose_meeting(self, value: str) -> None:
        """Say which meeting this note tells of."""
        self.session_id = value
        self.refresh()

    @gesture
    def choose_version(self, value: str) -> None:
        """Say that this is a new version of a note, or a note of its own."""
        self.version_of = value
        self.refresh()

    @gesture
    def keep_note(self) -> None:
        """Store this note as it is shown, or the new text of the note it is a version of; then show the next."""
        note = self._checked().result()
        if self.version_of:
            self._keep_version(note)
            return
        brought = bring_in(
            self.project,
            note,
            session_id=self.session_id or None,
            pseudonymised_on=today(),
            checked_by=self.person(),
            replaced=self._checked().log(),
        )
        self._ask_who_recognises(brought.source_id, brought.notices)
        self.done(INTAKE, say_count("record_meeting.kept", len(brought.fragment_ids)))

    @gesture
    def keep_recognition(self, outcome: str) -> None:
        """Keep what came of looking, and go on with the next note."""
        super().keep_recognition(outcome)
        self._go_on()

    @gesture
    def later(self) -> None:
        """Leave it for another day, and go on with the next note."""
        super().later()
        self._go_on()

    def _go_on(self) -> None:
        if self.part == "folder" and self.checking is None:
            self._next_note()
        self.refresh()

    def _ask_who_recognises(self, source_id: str, notices: list[str]) -> None:
        """After a note is stored: who could be recognised in it (P04)? A student leaves that to who guides."""
        self.checking, self.notices = None, list(notices)
        self.forget("word")
        if not self.may_look():
            self._next_note()
            return
        self.recognising, self.points = source_id, ()

    @gesture
    def skip_note(self) -> None:
        """Leave this note out."""
        self._next_note()
        self.refresh()

    def _keep_version(self, note: ReadText) -> None:
        cut = cut_again(self.project, self.version_of, note.text, each_line=note.lines_are_paragraphs, turns=note.turns)
        pieces = [NewPiece(**piece) for piece in cut]
        carried = correct_text(
            self.project,
            self.version_of,
            note.text,
            pieces,
            pseudonymised_on=today(),
            checked_by=self.person(),
            sha256_as_it_came=note.came_as or None,
            beside=replacement_log(self.version_of, self._checked().log()),
        )
        self._ask_who_recognises(carried.source_id, [])
        self.done(CARRIED, say_count("bring_in_notes.look", len(carried.doubtful) + len(carried.gone)))

    def _next_note(self) -> None:
        self.forget("word")
        if not self.waiting:
            self.checking = None
            return
        note = self.waiting.pop(0)
        guess = guess_meeting(note.file_name, note.text, known_meetings(self.project))
        similar = looks_like(self.project, note.text)
        self.session_id, self.reasons = guess.session_id or LATER, guess.reasons
        self.similar = similar.title if similar else ""
        self.version_of = OWN
        self.notices = [notice.sentence for notice in note.notices]
        self.check_names(note)

    def _folder_part(self) -> list[Block]:
        came = [heading(say("bring_in_notes.not_in")), listing(map(isolated, self.failed))] if self.failed else []
        return [
            *which_folder(self.folder),
            button(say("bring_in_notes.read_folder"), "read_folder", main=True),
            *came,
            *self.loose_blocks(self._meetings()),
        ]

    def _note_part(self) -> list[Block]:
        checking = self._checked()
        keep = say("bring_in_notes.keep_version" if self.version_of else "bring_in_notes.keep")
        number = self.total - len(self.waiting)
        return [
            heading(say("bring_in_notes.note", n=number, total=self.total, file=isolated(checking.note.file_name))),
            *([listing(map(isolated, self.notices))] if self.notices else []),
            *self._meeting_blocks(),
            *self._version_blocks(),
            *self.names_part(
                checking,
                button(keep, "keep_note", main=True),
                button(say("bring_in_notes.skip"), "skip_note"),
            ),
        ]

    def _meeting_blocks(self) -> list[Block]:
        if self.version_of:  # it stays with the meeting of the note it is a version of
            return []
        why = [text(say("bring_in_notes.guess", reasons=" ".join(self.reasons)), quiet=True)] if self.reasons else []
        options = [(LATER, say("bring_in_notes.later")), *self._meetings()]
        return [select(say("bring_in_notes.which_meeting"), "choose_meeting", options, self.session_id), *why]

    def _version_blocks(self) -> list[Block]:
        sources = [(row.object_id, isolated(row["title"])) for row in read_rows(self.project, "sources")]
        if not sources:
            return []
        told = (
            [text(say("bring_in_notes.looks_like", title=isolated(self.similar)), strong=True)] if self.similar else []
        )
        options = [(OWN, say("bring_in_notes.own")), *sources]
        return [*told, select(say("bring_in_notes.version_of"), "choose_version", options, self.version_of)]

    def _meetings(self) -> list[tuple[str, str]]:
        series = {row.object_id: row["title"] for row in read_rows(self.project, "series")}
        return [(row.object_id, self._meeting_name(row, series)) for row in list_meetings(self.project)]

    def _places(self) -> list[Row]:
        return read_rows(self.project, "series")

    def _meeting_name(self, row: Row, series: dict[str, str]) -> str:
        label = meeting_label(row["number"], row["date"])
        return f"{label} – {isolated(series.get(row['series_id'], ''))}" if len(series) > 1 else label

    def _show_progress(self, step: Step) -> None:
        part = say("bring_in_notes.part_of_file", done=step.done, parts=step.total) if step.total else ""
        said = say("bring_in_notes.reading", n=step.number, total=step.files, file=isolated(step.file_name))
        self.wait(f"{said} {part}".strip())

    def _is_known(self, note: ReadText) -> bool:
        return note.came_as in known_digests(self.project)


def bring_in_notes(project: Project | None = None) -> BringInNotes:
    """A screen of notebook 90; ``project`` is the one of this notebook unless given."""
    return BringInNotes(project or here())


def folders() -> list[str]:
    """The folder of the notebook (".") and those in it that hold notes."""
    below = sorted(path for path in Path.cwd().iterdir() if path.is_dir() and not path.name.startswith((".", "_")))
    return [".", *(path.name for path in below if find_notes([path]).files)]


def which_folder(chosen: str) -> list[Block]:
    """Where this computer has the folder to put notes in, and a list to choose from when there are more."""
    known = [(name, say("bring_in_notes.this_folder") if name == "." else name) for name in folders()]
    asked = [select(say("bring_in_notes.which_folder"), "choose_folder", known, chosen)] if len(known) > 1 else []
    return [text(say("bring_in_notes.put_there", folder=folder_told())), *asked]


def notes_in(folder: str) -> Found:
    """The notes in one of these folders. Errors: ``Refused``, with the whole path, when there are none."""
    found = find_notes([Path.cwd() / folder]) if folder != "." else find_notes(_files_here())
    if not found.files:
        if len(folders()) > 1:
            raise Refused("bring_in_notes.nothing_there", folder=folder_told(folder))
        raise Refused("bring_in_notes.nothing_yet", folder=folder_told(folder))
    return found


def _files_here() -> list[Path]:
    """The notes that stand beside the notebook itself."""
    suffixes = known_suffixes()
    found = (path for path in Path.cwd().iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    return sorted((path for path in found if path.suffix.lower() in suffixes), key=lambda path: sort_key(path.name))
