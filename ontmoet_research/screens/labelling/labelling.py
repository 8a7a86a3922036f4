"""The engine under both screens for labelling: who, which note, which list, and all that one does with a label.

``code_cards`` shows one piece at a time, ``code_text`` the whole note. All state that matters is in the store: a fresh
screen opens where the last one stopped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ontmoet_research.coding import Mark, apply_code, change_coding, remove_coding
from ontmoet_research.coding.access import STUDENT, closed_to
from ontmoet_research.privacy.gate import without_agreement
from ontmoet_research.screens.base import Screen, gesture, join_styles
from ontmoet_research.screens.memory import remember
from ontmoet_research.screens.own.step_time import note_step
from ontmoet_research.screens.reading import Listed, Note, read_list, read_note
from ontmoet_research.store import News, Project, Row, everything_since, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .label_list import Family, choices_of, families_of, style_of, turned

LISTS = {"codes", "codebooks", "contributors"}
# What decides which words someone may read.
TEXTS = {"sources", "fragments", "participants", "consents", "contributors", "recognition_checks", "log_events"}
Place = list[Any]  # [fragment_id, position as the browser counts it]


class Labelling(Screen):
    """What *Kaartjes* and *Lezen* share."""

    _css = join_styles("labelling/labelling.css")

    def __init__(
        self,
        project: Project,
        *,
        source_id: str | None = None,
        who: str | None = None,
        codebook_id: str | None = None,
        help_contact: str | None = None,
        **options: Any,
    ) -> None:
        self.note: Note | None = None
        self.listed: list[Listed] = []
        self.family = ""
        self._wanted = source_id
        self._codebook_id = codebook_id
        super().__init__(project, who=who, help_contact=help_contact, **options)

    def receive(self, content: Mapping[str, Any]) -> None:
        """Answer a gesture; then say once a day that it was enough (D13)."""
        super().receive(content)
        self.quietly(lambda: note_step(self, str(content.get("do"))))

    def start(self) -> None:
        """Open the wanted note; otherwise the first one that is not finished."""
        self._read_lists()
        if self.project.who in self.people:
            self._list_notes()
            self._open(self._wanted or self.first_open())

    def begin_for(self, person: str) -> None:
        """As for every screen; it opens the note that comes next for this person."""
        self.note, self.family, self._wanted = None, "", None
        super().begin_for(person)

    def opened(self) -> None:
        """Called after a note was opened."""

    def replaced(self) -> None:
        """Called when the open note holds other words than before: corrected, or taken out in part."""

    def relisted(self, changed: set[str]) -> None:
        """Called when labels or people changed; ``changed`` are their ids."""

    def catch_up(self, news: News) -> None:
        """Take over what others changed in the lists and in the note. The place where this person is stays."""
        touched = {item.table_name for item in news.items}
        lists = self._reread_lists() if news.whole or touched & LISTS else False
        texts = self._reread_note() if news.whole or touched & TEXTS else False
        if lists or texts or not self.shows(news):
            self.refresh()
        if texts or lists:
            self.announce(say("labelling.text_changed" if texts else "labelling.list_changed"))

    def refresh(self) -> None:
        """Draw again. While nobody saw the screen it heard no news: what changed meanwhile is read first."""
        touched = {item.table_name for item in everything_since(self.project, self._seen)} if self._seen else set()
        if touched & LISTS:
            self._reread_lists()
        if touched & TEXTS:
            self._reread_note()
        super().refresh()

    @property
    def origin(self) -> str:
        """Undo takes back within this note, so that nothing changes out of sight."""
        return f"{self.name} {self.note.source_id}" if self.note else self.name

    def contact(self) -> str | None:
        """Who to ask for help: as given, otherwise who looks after accessibility at the meeting of this note."""
        known = super().contact()
        if known or self.note is None or self.note.session_id is None or self.project.fact("practice") == "ja":
            return known  # who is invented can help nobody
        contact: str | None = find(self.project, "sessions", self.note.session_id)["accessibility_contact"]
        return contact

    def first_open(self) -> str | None:
        """The first note that this person has not finished; otherwise the first one."""
        todo = [listed.source_id for listed in self.listed if not listed.finished]
        every = [listed.source_id for listed in self.listed]
        return next(iter(todo or every), None)

    @gesture
    def choose_person(self, person: str) -> None:
        """Say who is at work; other notebooks on this computer know it too."""
        if person not in self.people:
            raise Refused("labelling.no_person")
        self.project = self.project.as_person(person)
        remember(self.project, who=person)
        self._list_notes()
        self._open(self._wanted or self.first_open())
        self.refresh()

    @gesture
    def choose_note(self, value: str) -> None:
        """Open another note."""
        self._list_notes()
        self._open(value)
        self.refresh()

    @gesture
    def choose_codebook(self, value: str) -> None:
        """Take another list of labels."""
        if value in self.books:
            self._codebook_id, self.family = value, ""
        self.refresh()

    @gesture
    def choose_family(self, family: str) -> None:
        """Show another family of labels."""
        self.family = family
        self.refresh()

    @gesture
    def choose_option(self, coding_id: str, option: str) -> None:
        """Choose what goes with a label; the same again takes the choice away."""
        own = self.own_coding(coding_id)
        self._change(coding_id, option=None if own["option"] == option else option)

    @gesture
    def choose_direction(self, coding_id: str, end: str, value: str) -> None:
        """Choose from whom (``end`` is from) or to whom (to) a label points."""
        self._change(coding_id, option=turned(self.own_coding(coding_id)["option"], end, value))

    @gesture
    def doubt_label(self, coding_id: str) -> None:
        """Say that one doubts about a label, or no longer does."""
        sure = self.own_coding(coding_id)["certainty"] == "zeker"
        self._change(coding_id, certainty="twijfel" if sure else "zeker")

    @gesture
    def write_note(self, coding_id: str, value: str) -> None:
        """Keep a note with a label."""
        self.own_coding(coding_id)
        self._change(coding_id, note=value.strip() or None)

    @gesture
    def take_away(self, coding_id: str) -> None:
        """Take a label away."""
        label = self.label_of(self.own_coding(coding_id))
        remove_coding(self.project, coding_id, origin=self.origin)
        self.refresh()
        self.tell_saved(say("labelling.taken_away", label=label))

    def put(self, code_id: str, start: int, end: int) -> str | None:
        """Place a label on these words, or take it away where it lies on exactly these words; give its id or None."""
        start, end = _trimmed(self.project, self.open_note.source_id, start, end)
        same = {"start": start, "end": end, "code_id": code_id, "source_id": self.open_note.source_id}
        placed = read_rows(self.project, "codings", contributor_id=self.project.who, **same)
        if placed:
            self.take_away(placed[-1].object_id)
            return None
        mark = Mark(self.open_note.source_id, start, end, code_id, self.project.who)
        coding_id = apply_code(self.project, mark, origin=self.origin)
        self.refresh()
        self.tell_saved(say("labelling.placed", label=self.label_of({"code_id": code_id})))
        return coding_id

    def own_coding(self, coding_id: str) -> Row:
        """A coding of the person at work. Errors: ``Refused`` when it is gone or someone else's."""
        row = find(self.project, "codings", coding_id)
        if row["contributor_id"] != self.project.who:
            raise Refused("labelling.not_yours")
        return row

    def label_of(self, coding: Mapping[str, Any] | Row) -> str:
        """The label of a coding as people read it."""
        code = self.codes.get(coding["code_id"])
        return isolated(code["label_nl"]) if code else say("labelling.label_gone")

    @property
    def open_note(self) -> Note:
        """The note on the screen. Errors: ``Refused`` when there is none."""
        if self.note is None:
            raise Refused("labelling.no_note")
        return self.note

    def families(self) -> list[Family]:
        """The families of the chosen list."""
        return families_of([row for row in self.codes.values() if row["codebook_id"] == self._codebook_id])

    def view_before(self) -> dict[str, Any] | None:
        """The view as long as there is nothing to label yet; None when there is."""
        if self.project.who not in self.people:
            names = [[key, row["display_name"]] for key, row in self.people.items()]
            return {"state": "who", "question": say("labelling.who" if names else "labelling.nobody"), "people": names}
        if self.people[self.project.who]["role"] == STUDENT and without_agreement(self.project):
            return {"state": "nothing", "text": say("labelling.needs_agreement")}
        if self.note is None:
            return {"state": "nothing", "text": say("labelling.no_note")}
        if not self.families():
            return {"state": "nothing", "text": say("labelling.no_labels")}
        return None

    def choices_view(self) -> list[dict[str, Any]]:
        """The lists to choose a note and a list of labels from; a list with one choice is left out."""
        notes = [
            [listed.source_id, say("labelling.note_done", title=listed.title) if listed.finished else listed.title]
            for listed in self.listed
        ]
        books = [[key, title] for key, title in self.books.items()]
        made = [
            ("choose_note", say("labelling.note_choice"), notes, self.open_note.source_id),
            ("choose_codebook", say("labelling.book_choice"), books, self._codebook_id),
        ]
        return [
            {"do": what, "label": label, "options": options, "value": value}
            for what, label, options, value in made
            if len(options) > 1
        ]

    def labels_view(self, placed: Mapping[str, int]) -> dict[str, Any]:
        """The families and the labels of the chosen one; ``placed`` counts this person's codings per label here."""
        families = self.families()
        shown = shown_of(families, self.family)
        return {
            "question": say("labelling.families"),
            "families": [
                {
                    "key": family.key,
                    "title": counted(family.question, sum(placed.get(code.object_id, 0) for code in family.codes)),
                    "holds": ", ".join(code["label_nl"] for code in family.codes),
                    "chosen": family.key == shown.key,
                }
                for family in families
            ],
            "labels": [
                {
                    "id": code.object_id,
                    "number": number,
                    "label": code["label_nl"],
                    "meaning": code["definition_b1"] or "",
                    "placed": code.object_id in placed,
                    "count": placed.get(code.object_id, 0),
                    **style_of(code),
                }
                for number, code in enumerate(shown.codes, start=1)
            ],
        }

    def choices_with(self, coding: Row) -> dict[str, Any]:
        """What can be chosen with a placed label, and what is chosen."""
        code = self.codes.get(coding["code_id"])
        choices = choices_of(code) if code else {}
        if not choices:
            return {}
        label = say("labelling.options", label=self.label_of(coding))
        return {**choices, "label": label, "coding_id": coding.object_id, "option": coding["option"] or ""}

    def _read_lists(self) -> None:
        self.people = {row.object_id: row for row in read_rows(self.project, "contributors")}
        self.books = {row.object_id: row["title"] for row in read_rows(self.project, "codebooks")}
        self.codes = {row.object_id: row for row in read_rows(self.project, "codes")}
        if self._codebook_id not in self.books:
            self._codebook_id = next(iter(self.books), None)

    def _reread_lists(self) -> bool:
        """Read labels and people again; give whether labels changed."""
        people, codes, books = self.people, self.codes, self.books
        self._read_lists()
        self.relisted(_changed(people, self.people) | _changed(codes, self.codes))
        return (codes, books) != (self.codes, self.books)

    def _reread_note(self) -> bool:
        """Read the notes again; give whether the open one holds other words, or is gone and another one is open."""
        if self.project.who not in self.people:
            return False
        self._list_notes()
        before = self.note
        known = {listed.source_id for listed in self.listed}
        if before is None or before.source_id not in known:
            self._open(self.first_open())
            return before is not None
        self.note = read_note(self.project, before.source_id, self.closed)
        if self.note.pieces != before.pieces:
            self.replaced()
        return self.note.pieces != before.pieces

    def _list_notes(self) -> None:
        self.closed = closed_to(self.project)
        self.listed = read_list(self.project, self.closed)

    def _open(self, source_id: str | None) -> None:
        self.note = read_note(self.project, source_id, self.closed) if source_id else None
        self.opened()

    def _change(self, coding_id: str, **values: Any) -> None:
        change_coding(self.project, coding_id, origin=self.origin, **values)
        self.refresh()
        self.tell_saved()


def shown_of(families: list[Family], chosen: str) -> Family:
    """The family on the screen: the chosen one, otherwise the first."""
    return next((family for family in families if family.key == chosen), families[0])


def _trimmed(project: Project, source_id: str, start: int, end: int) -> tuple[int, int]:
    # A mouse often takes the space after the last word along.
    words = find(project, "sources", source_id)["text"][start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _changed(before: Mapping[str, Row], now: Mapping[str, Row]) -> set[str]:
    """The ids under which not the same row stands as before."""
    return {key for key in {*before, *now} if key not in before or key not in now or before[key].id != now[key].id}


def fold_words() -> dict[str, str]:
    """What stands on the folds that Kaartjes and Lezen share."""
    return {name: say(f"labelling.{name}") for name in ("meanings", "other")}


def counted(title: str, count: int) -> str:
    """A title with how many, such as ``zien (3)``; without a number when there are none."""
    return f"{title} ({count})" if count else title
