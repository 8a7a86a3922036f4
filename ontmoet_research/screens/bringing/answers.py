"""What people said yes to, in one table for a sheet that all filled in; and who could recognise someone in a note."""

from __future__ import annotations

from ontmoet_research.model.people import CONSENT_PURPOSES
from ontmoet_research.paper.evening import last_consent_code
from ontmoet_research.privacy import looks_after, must_look_after, pieces_of, record_recognition
from ontmoet_research.privacy.consent import BASE_PURPOSES, ORIGIN, record_consents
from ontmoet_research.privacy.recognition import ORIGIN as LOOKED
from ontmoet_research.privacy.who_may import MAY_ASK
from ontmoet_research.record import iso_day
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, listing, select, text
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.session import today
from ontmoet_research.store import read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .around import everyone, notes_of

LATER, ALL, BASE, NO, EACH = "", "all", "base", "no", "each"
ANSWERS = (LATER, ALL, BASE, NO, EACH)
SEEN = (LATER, "niemand", "besloten")


class AnswersStep(Part):  # type: ignore[type-arg]  # the page imports its steps
    """A grid: a row for each person without an answer, and on demand a button for each purpose."""

    def blocks(self) -> list[Block]:
        """The number of the sheet, the day and who asked; then the people."""
        silent = self._silent()
        if not silent:
            return [text(say("bring_in_series.all_answered"))]
        if not looks_after(self.project):
            return [text(say("ask_consent.not_by_you"), strong=True)]
        if not self.is_typed("leaflet"):
            self.fill_in("leaflet", last_consent_code(self.project, self.series_id))
        options = [(one, say(f"bring_in_series.answer.{one or 'later'}")) for one in ANSWERS]
        rows = [block for key, alias in silent.items() for block in self._row(key, alias, options)]
        right = button(say("bring_in_series.right"), "right", main=True)
        return [
            text(say("bring_in_series.answers")),
            self.field("leaflet", say("ask_consent.leaflet"), hint=say("ask_consent.leaflet_hint")),
            self.field("day", say("bring_in_series.answer_day"), hint=say("bring_in_series.answer_day_hint")),
            select(say("evening_paper.asked_by"), "choose", self._askers(), self._asker(), name="asker"),
            *rows,
            right,
        ]

    def _row(self, person: str, alias: str, options: list[tuple[str, str]]) -> list[Block]:
        asked = say("bring_in_series.said", alias=isolated(alias))
        row = [select(asked, "note_answer", options, self._now(person), person=person)]
        if self._now(person) != EACH:
            return row
        given = self._each(person)
        made = [
            button(say(f"privacy.purpose.{one}"), "turn_purpose", on=one in given, value=one, person=person)
            for one in CONSENT_PURPOSES
        ]
        return [*row, buttons(*made, label=say("bring_in_series.yes_to", alias=isolated(alias)))]

    @gesture
    def note_answer(self, value: str, person: str) -> None:
        """Say what is on the sheet of this person."""
        self.chosen[person] = value if value in ANSWERS else LATER
        self.page.refresh()

    @gesture
    def turn_purpose(self, value: str, person: str) -> None:
        """Someone says yes to this purpose, or no."""
        self.chosen[f"each {person}"] = sorted({*self._each(person)} ^ ({value} & {*CONSENT_PURPOSES}))
        self.page.refresh()

    @gesture
    def right(self) -> None:
        """Keep the answers in one write; who has none, is asked later."""
        must_look_after(self.project)
        leaflet, day = self.typed("leaflet").strip(), self.typed("day").strip()
        told = {person: self._said(person) for person in self._silent() if self._now(person)}
        if told and not leaflet:
            raise Refused("ask_consent.needs_leaflet")
        if told:
            how = {"asked_by": self._asker(), "date": iso_day(day) or today(), "info_version": leaflet}
            record_consents(self.project, told, **how)
        self.page.go_on()
        if told:
            self.page.done(ORIGIN, say_count("bring_in_series.answered", len(told)))
        else:
            self.page.refresh()

    def _said(self, person: str) -> dict[str, bool]:
        """The answer to each purpose; what has no yes on a sheet that was filled in is a no."""
        now = self._now(person)
        given = {ALL: CONSENT_PURPOSES, BASE: BASE_PURPOSES, EACH: self._each(person)}.get(now, ())
        return {purpose: purpose in given for purpose in CONSENT_PURPOSES}

    def _now(self, person: str) -> str:
        return str(self.chosen.get(person, LATER))

    def _each(self, person: str) -> list[str]:
        return list(self.chosen.get(f"each {person}", ()))

    def _askers(self) -> list[tuple[str, str]]:
        rows = read_rows(self.project, "contributors")
        return [(row.object_id, isolated(row["display_name"])) for row in rows if row["side"] in MAY_ASK]

    def _asker(self) -> str:
        return str(self.chosen.get("asker", self.project.who))

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
