"""Hoe ging het: the question it opened with, ways of working, and the parts of the meeting."""

from __future__ import annotations

from collections.abc import Iterable

from ontmoet_research.group import (
    add_part,
    change_meeting,
    drop_part,
    list_parts,
    put_in_part,
    sections_of,
    topic_in_words,
)
from ontmoet_research.group.meeting_parts import ORIGIN as PARTS
from ontmoet_research.group.meetings import ORIGIN as MEETINGS
from ontmoet_research.model.people import PART_KINDS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices, field, fold, heading, listing, select, text
from ontmoet_research.store import Row, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .part import MeetingPart

MODES = ("fysiek", "online", "hybride")
FORMS = ("rondje", "kring", "opschrijven", "flappen", "spelen", "kunst")
TEXTS = ("guiding_question", "topic")


class CoursePart(MeetingPart):
    """How a meeting went. Each choice is stored at once."""

    part_kind = PART_KINDS[0]

    @gesture
    def keep_course(self) -> None:
        """Store the opening question and the topic as they are typed now."""
        given = {name: self.typed[name].strip() or None for name in TEXTS if name in self.typed}
        if not given:
            raise Refused("record_meeting.nothing_typed")
        change_meeting(self.project, self.meeting_id, **given)
        self.forget(*TEXTS)
        self.done(MEETINGS)

    @gesture
    def choose_mode(self, value: str) -> None:
        """Say whether people met in a room, online, or both."""
        change_meeting(self.project, self.meeting_id, mode=value or None)
        self.done(MEETINGS)

    @gesture
    def turn_form(self, value: str) -> None:
        """Say that a way of working was used, or was not."""
        used = list(self.meeting()["work_forms"])
        self._keep_forms([one for one in used if one != value] if value in used else [*used, value])

    @gesture
    def add_form(self) -> None:
        """Add a way of working in own words."""
        words = self.typed.get("form", "").strip()
        if not words:
            raise Refused("record_meeting.nothing_typed")
        used = list(self.meeting()["work_forms"])
        self.forget("form")
        self._keep_forms([*used, *([] if words in used else [words])])

    @gesture
    def choose_part_kind(self, value: str) -> None:
        """Say what kind of part is added."""
        if value in PART_KINDS:
            self.part_kind = value
        self.refresh()

    @gesture
    def add_part(self) -> None:
        """Add a part of the meeting."""
        told = (self.typed.get(name) for name in ("part_title", "part_form"))
        add_part(self.project, self.meeting_id, self.part_kind, *told)
        self.forget("part_title", "part_form")
        self.done(PARTS)

    @gesture
    def drop_part(self, value: str) -> None:
        """Take a part out again."""
        if value:
            drop_part(self.project, value)
            self.done(PARTS)

    @gesture
    def notes_belong(self, value: str, source: str, first: str = "") -> None:
        """Say which part of the meeting a note tells of, or only the stretch that begins with the piece ``first``."""
        sections = sections_of(self.project, source)
        pieces = [piece for _, ids in sections for piece in ids if not first or ids[0] == first]
        put_in_part(self.project, pieces, value or None)
        self.done(PARTS)

    def _course_part(self) -> list[Block]:
        meeting = self.meeting()
        used = list(meeting["work_forms"])
        forms = [say(f"record_meeting.form.{form}") for form in FORMS]
        modes = [("", say("record_meeting.no_mode")), *((mode, say(f"record_meeting.mode.{mode}")) for mode in MODES)]
        about = find(self.project, "series", meeting["series_id"])["topic"] or say("record_meeting.any_topic")
        return [
            text(say("record_meeting.topic_now", topic=isolated(topic_in_words(meeting["topic"])))),
            self._kept(
                "guiding_question", meeting, hint=say("record_meeting.guiding_question_hint", topic=isolated(about))
            ),
            self._kept("topic", meeting),
            button(say("record_meeting.keep_course"), "keep_course", main=True),
            choices(
                say("record_meeting.forms"), "turn_form", [(one, one) for one in dict.fromkeys([*forms, *used])], used
            ),
            self.field("form", say("record_meeting.other_form")),
            button(say("record_meeting.add_form"), "add_form"),
            *self._parts(),
            fold(
                say("record_meeting.where"),
                select(say("record_meeting.mode_of"), "choose_mode", modes, meeting["mode"] or ""),
            ),
        ]

    def _parts(self) -> list[Block]:
        parts = list_parts(self.project, self.meeting_id)
        kinds = [(kind, say(f"record_meeting.part_kind.{kind}")) for kind in PART_KINDS]
        blocks = [
            heading(say("record_meeting.parts")),
            listing(map(part_label, parts), empty=say("record_meeting.no_parts")),
            select(say("record_meeting.part_kind_of"), "choose_part_kind", kinds, self.part_kind),
            self.field("part_title", say("record_meeting.part_title"), hint=say("record_meeting.part_title_hint")),
            self.field("part_form", say("record_meeting.part_form"), hint=say("record_meeting.part_form_hint")),
            button(say("record_meeting.add_part"), "add_part"),
        ]
        if parts:
            known = [("", say("record_meeting.no_part_chosen")), *((p.object_id, part_label(p)) for p in parts)]
            blocks.append(select(say("record_meeting.drop_part"), "drop_part", known, ""))
        return blocks

    def _belongs(self) -> list[Block]:
        """To which part each note belongs, and each stretch under a heading; nothing when the meeting has no parts."""
        parts = [(part.object_id, part_label(part)) for part in list_parts(self.project, self.meeting_id)]
        notes = read_rows(self.project, "sources", session_id=self.meeting_id) if parts else []
        options = [("", say("record_meeting.whole_meeting")), *parts]
        return [block for note in notes for block in self._note_belongs(note, options)]

    def _note_belongs(self, note: Row, options: list[tuple[str, str]]) -> list[Block]:
        rows = read_rows(self.project, "fragments", source_id=note.object_id)
        known = {row.object_id: row["part_id"] or "" for row in rows}
        title, sections = isolated(note["title"]), sections_of(self.project, note.object_id)

        def ask(words: str, ids: Iterable[str], **sends: str) -> Block:
            now = {known[piece] for piece in ids}
            label = say("record_meeting.belongs", title=words)
            return select(label, "notes_belong", options, now.pop() if len(now) == 1 else "", **sends)

        whole = ask(title, known, source=note.object_id)
        if len(sections) == 1:
            return [whole]
        apart = [ask(isolated(words or title), ids, source=note.object_id, first=ids[0]) for words, ids in sections]
        return [whole, fold(say("record_meeting.belongs_apart"), *apart)]

    def _kept(self, name: str, meeting: Row, hint: str = "") -> Block:
        """A field that starts with what is stored."""
        return field(name, say(f"record_meeting.{name}"), self.typed.get(name, meeting[name] or ""), hint=hint)

    def _keep_forms(self, forms: list[str]) -> None:
        change_meeting(self.project, self.meeting_id, work_forms=forms)
        self.done(MEETINGS)


def part_label(part: Row) -> str:
    """What a part is called on screen, such as "2. Panel: wonen (in groepjes van 3)"."""
    kind = say(f"record_meeting.part_kind.{part['kind']}")
    titled = {"n": part["order"], "kind": kind, "title": isolated(part["title"] or "")}
    label = say("record_meeting.part_titled" if part["title"] else "record_meeting.part_untitled", **titled)
    return f"{label} ({isolated(part['work_form'])})" if part["work_form"] else label
