"""Wie zei wat? Which label of a note is whom, for all pieces at once or for one piece; changed and undone later."""

from __future__ import annotations

from ontmoet_research.group import list_parts
from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.privacy import (
    Gate,
    SpokenLabel,
    SpokenPiece,
    Voice,
    allowing_participants,
    labels_in,
    people_and_answers,
    pieces_of,
    say_who_spoke,
    taken_out_before,
)
from ontmoet_research.privacy.gate import NOTES, STUDENT
from ontmoet_research.privacy.speaking import LEADS
from ontmoet_research.privacy.speaking import ORIGIN as SPEAKING
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import (
    Block,
    button,
    buttons,
    fold,
    heading,
    listing,
    marked,
    select,
    text,
)
from ontmoet_research.store import Row, find, read_rows
from ontmoet_research.text import shortened
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .course import part_label
from .part import NotePart

LEAD, UNKNOWN, OUT, NOT_CHOSEN = "lead", "unknown", "out", ""
ONLY = "only "  # before a perspective that is all that is known
SHOWN_PIECES, SHOWN_LETTERS = 3, 140


class WhoSpoke(NotePart):
    """The labels of one note, then the question who one of them is: the label is what is open."""

    piece_open = ""
    """The piece of which is asked who speaks, by id."""

    @gesture
    def open_one(self, value: str) -> None:
        """Ask who this label is; an empty one goes back to the list."""
        self.opened, self.piece_open = value, ""
        label = self._label_now()
        self._begin(self._begin_with(label) if label else (NOT_CHOSEN, ""))

    @gesture
    def open_piece(self, value: str) -> None:
        """Ask who speaks in one piece."""
        self.opened, self.piece_open = "", value
        piece = self._piece_now()
        self._begin(_value(piece.voice) if piece else (NOT_CHOSEN, ""))

    @gesture
    def keep_voice(self) -> None:
        """Keep who speaks, in all pieces with this label or in this one piece."""
        label, piece = self._label_now(), self._piece_now()
        ids = list(label.fragment_ids) if label else [piece.fragment_id] if piece else []
        if self._voice() == NOT_CHOSEN or not ids:
            raise Refused("who_spoke.choose_first")
        gone = say_who_spoke(self.project, ids, self._chosen_voice(), out=self._voice() == OUT)
        self.close()
        told = say_count("who_spoke.kept", len(ids))
        self.page.done(SPEAKING, f"{told} {say_count('who_spoke.went_out', gone)}" if gone else told)

    def close(self) -> None:
        """Forget which label or piece was open."""
        super().close()
        self.piece_open = ""

    def _begin(self, known: tuple[str, str]) -> None:
        self.chosen = {"voice": known[0], "side": known[1]}
        self.page.refresh()

    def _voice(self) -> str:
        """Who it is, as it is chosen now."""
        return str(self.chosen.get("voice", NOT_CHOSEN))

    def _side(self) -> str:
        """From which perspective, when that is one of the person who was chosen."""
        person, side = self._people().get(self._voice()), str(self.chosen.get("side", ""))
        return side if person is not None and side in person["perspectives"] else ""

    def blocks(self) -> list[Block]:
        """The question that is open, or the labels of the note and what is known of them."""
        if label := self._label_now():
            return self._question(say("who_spoke.who_is", label=isolated(label.label)), label.fragment_ids)
        if piece := self._piece_now():
            return self._question(say("who_spoke.who_says_this"), (piece.fragment_id,))
        labels = labels_in(self.project, self.note_id)
        new = [one for one in labels if not one.answered]
        known = [one for one in labels if one.answered]
        if not labels and Gate(self.project).reader().role == STUDENT:
            return [text(say("who_spoke.nothing_for_you"))]
        return [
            *([text(say("who_spoke.why")), buttons(*map(self._label_button, new))] if new else []),
            *([] if new else [text(say("who_spoke.all_known" if labels else "who_spoke.no_labels"))]),
            *([fold(say("who_spoke.known"), buttons(*map(self._label_button, known)))] if known else []),
            *self._per_piece(),
        ]

    def _question(self, asked: str, ids: tuple[str, ...]) -> list[Block]:
        words = {one.fragment_id: one.text for one in pieces_of(self.project, self.note_id)}
        readable = [words[one] for one in ids if one in words]
        if len(ids) == 1 and readable:
            shown: list[Block] = [marked(say("who_spoke.words"), [(readable[0], "")], heard=True)]
        else:
            shown = [
                text(say_count("who_spoke.pieces", len(ids))),
                listing([shortened(one, SHOWN_LETTERS) for one in readable[:SHOWN_PIECES]]),
            ]
        return [
            heading(asked),
            *shown,
            select(say("who_spoke.who"), "choose", self._options(), self._voice(), name="voice"),
            *self._side_of_voice(),
            *self._what_follows(),
            buttons(
                button(say("who_spoke.keep"), "keep_voice", main=True),
                self.back("who_spoke.back"),
                row=True,
            ),
        ]

    def _side_of_voice(self) -> list[Block]:
        person = self._people().get(self._voice())
        if person is None or len(person["perspectives"]) < 2:
            return []
        now = self._side()  # a click on what is chosen takes it away
        own = [
            button(
                say(f"group.perspective.{one}"), "choose", on=one == now, value="" if one == now else one, name="side"
            )
            for one in person["perspectives"]
        ]
        asked = say("who_spoke.which_side", alias=isolated(person["alias"]))
        return [buttons(*own, label=asked), text(say("who_spoke.side_empty"), quiet=True)]

    def _what_follows(self) -> list[Block]:
        """What keeping this does to who may read it, said beforehand."""
        if self._voice() == OUT:
            return [text(say("who_spoke.out_means"), strong=True)]
        person = self._people().get(self._voice())
        if person is None:
            return []
        alias = isolated(person["alias"])
        if taken_out_before(self.project, self._voice(), find(self.project, "sources", self.note_id)["session_id"]):
            return [text(say("who_spoke.took_out", alias=alias), strong=True)]
        allowing = allowing_participants(*people_and_answers(self.project), NOTES)
        return [] if self._voice() in allowing else [text(say("who_spoke.no_yes", alias=alias), strong=True)]

    def _options(self) -> list[tuple[str, str]]:
        people = [(key, isolated(row["alias"])) for key, row in self._people().items()]
        sides = [one for one in PERSPECTIVES if one != LEADS]
        return [
            (NOT_CHOSEN, say("who_spoke.choose")),
            *people,
            (LEAD, say("who_spoke.lead")),
            *((ONLY + one, say("who_spoke.only", side=say(f"group.perspective.{one}"))) for one in sides),
            (UNKNOWN, say("who_spoke.unknown")),
            *([(OUT, say("who_spoke.out"))] if self._some_took_all_back() else []),
        ]

    def _people(self) -> dict[str, Row]:
        """Who takes or took part in the series, by id; who took all back is named nowhere any more."""
        rows = [
            row
            for row in read_rows(self.project, "participants")
            if row["status"] != "ingetrokken" and (not row["series_ids"] or self.series_id in row["series_ids"])
        ]
        return {row.object_id: row for row in sorted(rows, key=lambda row: row["alias"].casefold())}

    def _some_took_all_back(self) -> bool:
        return bool(read_rows(self.project, "participants", status="ingetrokken"))

    def _chosen_voice(self) -> Voice:
        if self._voice() in (UNKNOWN, OUT):
            return Voice()
        if self._voice() == LEAD:
            return Voice(None, LEADS)
        if self._voice().startswith(ONLY):
            return Voice(None, self._voice().removeprefix(ONLY))
        return Voice(self._voice(), self._side() or None)

    def _begin_with(self, label: SpokenLabel) -> tuple[str, str]:
        """What is known, or the one person who chose this label as alias."""
        if label.voice and label.answered:
            return _value(label.voice)
        plain = " ".join(label.label.split()).casefold()
        called_so = [key for key, row in self._people().items() if row["alias"].casefold() == plain]
        return (called_so[0], "") if len(called_so) == 1 else (NOT_CHOSEN, "")

    def _label_button(self, label: SpokenLabel) -> Block:
        told = say_count("who_spoke.pieces", len(label.fragment_ids))
        who = self._named(label.voice) if label.answered else say("who_spoke.not_yet")
        return self.line(label.label, isolated(label.label), f"{who} – {told}")

    def _per_piece(self) -> list[Block]:
        pieces = pieces_of(self.project, self.note_id)
        if not pieces:
            return []
        meeting = find(self.project, "sources", self.note_id)["session_id"]
        parts = {row.object_id: [part_label(row)] for row in list_parts(self.project, meeting)} if meeting else {}
        made = [
            button(
                say("who_spoke.piece", n=place, words=isolated(shortened(one.text, 60))),
                "open_piece",
                more=" – ".join([self._named(one.voice, one.label), *parts.get(one.part_id or "", [])]),
                value=one.fragment_id,
            )
            for place, one in enumerate(pieces, 1)
        ]
        return [fold(say("who_spoke.per_piece"), text(say("who_spoke.per_piece_why")), buttons(*made))]

    def _named(self, voice: Voice | None, label: str | None = None) -> str:
        if voice is None:
            return say("who_spoke.several")
        if person := self._people().get(voice.participant_id or ""):
            side = voice.perspective if len(person["perspectives"]) > 1 else None
            alias = isolated(person["alias"])
            told = say(f"group.perspective.{side}") if side else ""
            return say("who_spoke.as", alias=alias, side=told) if told else alias
        if voice.participant_id:
            return say("who_spoke.someone")
        if voice.perspective == LEADS:
            return say("who_spoke.lead")
        if voice.perspective:
            return say("who_spoke.only", side=say(f"group.perspective.{voice.perspective}"))
        return isolated(label) if label else say("who_spoke.unknown")

    def _label_now(self) -> SpokenLabel | None:
        if not self.opened or not self.note_id:
            return None
        return next((one for one in labels_in(self.project, self.note_id) if one.label == self.opened), None)

    def _piece_now(self) -> SpokenPiece | None:
        if not self.piece_open or not self.note_id:
            return None
        return next((one for one in pieces_of(self.project, self.note_id) if one.fragment_id == self.piece_open), None)


def _value(voice: Voice) -> tuple[str, str]:
    """A voice as what the list and the choices under it hold."""
    if voice.participant_id:
        return voice.participant_id, voice.perspective or ""
    if voice.perspective == LEADS:
        return LEAD, ""
    if voice.perspective:
        return ONLY + voice.perspective, ""
    return UNKNOWN, ""
