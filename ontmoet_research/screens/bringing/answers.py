"""What people said yes to, in one table for a sheet that all filled in; and who could recognise someone in a note."""

from __future__ import annotations

from ontmoet_research.model.people import CONSENT_PURPOSES
from ontmoet_research.privacy import pieces_of, record_consent, record_recognition
from ontmoet_research.privacy.consent import BASE_PURPOSES, ORIGIN
from ontmoet_research.privacy.recognition import ORIGIN as LOOKED
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, fold, listing, select, text
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.session import today
from ontmoet_research.store import read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .around import everyone, notes_of

LATER, ALL, BASE, NO = "", "all", "base", "no"
ANSWERS = (LATER, ALL, BASE, NO)
SEEN = (LATER, "niemand", "besloten")


class AnswersStep(Part):  # type: ignore[type-arg]  # the page imports its steps
    """A row for each person without an answer. One by one, or each purpose apart: on *Beheer en privacy*."""

    def blocks(self) -> list[Block]:
        """The version of the leaflet, then the people."""
        silent = self._silent()
        if not silent:
            return [text(say("bring_in_series.all_answered"))]
        options = [(one, say(f"bring_in_series.answer.{one or 'later'}")) for one in ANSWERS]
        rows = [
            select(
                say("bring_in_series.said", alias=isolated(alias)), "note_answer", options, self._now(key), person=key
            )
            for key, alias in silent.items()
        ]
        leaflet = self.field("leaflet", say("ask_consent.leaflet"), hint=say("ask_consent.leaflet_hint"))
        asked = text(say("bring_in_series.asked_by", name=isolated(self.page.person() or "")), quiet=True)
        right = button(say("bring_in_series.right"), "right", main=True)
        return [text(say("bring_in_series.answers")), leaflet, asked, *rows, right]

    @gesture
    def note_answer(self, value: str, person: str) -> None:
        """Say what is on the sheet of this person."""
        self.chosen[person] = value if value in ANSWERS else LATER
        self.page.refresh()

    @gesture
    def right(self) -> None:
        """Keep the answers; who has none, is asked later."""
        leaflet = self.typed("leaflet").strip()
        told = {key: self._now(key) for key in self._silent() if self._now(key)}
        if told and not leaflet:
            raise Refused("ask_consent.needs_leaflet")
        for person, said in told.items():
            for purpose in CONSENT_PURPOSES:
                given = said == ALL or (said == BASE and purpose in BASE_PURPOSES)
                how = {"asked_by": self.project.who, "date": today(), "info_version": leaflet}
                record_consent(self.project, person, purpose, given, **how)
        self.page.go_on()
        if told:
            self.page.done(ORIGIN, say_count("bring_in_series.answered", len(told)))
        else:
            self.page.refresh()

    def _now(self, person: str) -> str:
        return str(self.chosen.get(person, LATER))

    def _silent(self) -> dict[str, str]:
        answered = {row["participant_id"] for row in read_rows(self.project, "consents")}
        return {key: row["alias"] for key, row in everyone(self.project, self.series_id).items() if key not in answered}


class LookStep(Part):  # type: ignore[type-arg]  # the page imports its steps
    """A row for each note: could someone of the village recognise who this is?"""

    def blocks(self) -> list[Block]:
        """The notes at which nobody looked yet."""
        notes = self._unseen()
        if not notes:
            return [text(say("bring_in_series.all_seen"))]
        options = [(one, say(f"bring_in_series.seen.{one or 'later'}")) for one in SEEN]
        rows = [block for key, title in notes.items() for block in self._row(key, title, options)]
        right = button(say("bring_in_series.right"), "right", main=True)
        return [text(say("bring_in_series.look")), *rows, right]

    def _row(self, note: str, title: str, options: list[tuple[str, str]]) -> list[Block]:
        words = [isolated(piece.text) for piece in pieces_of(self.project, note)]
        asked = select(isolated(title), "look_at", options, str(self.chosen.get(note, LATER)), note=note)
        return [fold(say("bring_in_series.read_note", title=isolated(title)), listing(words)), asked]

    @gesture
    def look_at(self, value: str, note: str) -> None:
        """Say what came of looking at a note."""
        self.chosen[note] = value if value in SEEN else LATER
        self.page.refresh()

    @gesture
    def right(self) -> None:
        """Keep what came of looking."""
        told = {key: str(self.chosen[key]) for key in self._unseen() if self.chosen.get(key)}
        for note, outcome in told.items():
            record_recognition(self.project, note, outcome)
        if told:
            self.page.done(LOOKED, say_count("bring_in_series.looked", len(told)))
        else:
            self.page.refresh()

    def _unseen(self) -> dict[str, str]:
        looked = {row["source_id"] for row in read_rows(self.project, "recognition_checks")}
        notes = notes_of(self.project, self.series_id)
        return {note: title for note, title in notes.items() if note not in looked}
