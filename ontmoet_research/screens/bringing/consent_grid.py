"""What people said yes to: one grid of people x purposes, with the sheet, the day and who asked.

A cell is a click: no answer yet, yes, no. A whole row, or everybody at once, is filled "as on this paper". What stays
empty was not answered, and is kept nowhere.
"""

from __future__ import annotations

from ontmoet_research.intake.whole_series import everyone
from ontmoet_research.model.people import CONSENT_PURPOSES
from ontmoet_research.paper.evening import last_consent_code
from ontmoet_research.privacy import looks_after, must_look_after
from ontmoet_research.privacy.consent import BASE_PURPOSES, ORIGIN, record_consents
from ontmoet_research.privacy.who_may import MAY_ASK
from ontmoet_research.record import iso_day
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, grid, select, text
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.session import today
from ontmoet_research.store import read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

UNSAID, YES, NO = "", "ja", "nee"
NEXT = {UNSAID: YES, YES: NO, NO: UNSAID}
LATER, ALL, BASE, NOTHING, MIXED = "", "all", "base", "no", "mixed"
FILLED = {ALL: CONSENT_PURPOSES, BASE: BASE_PURPOSES, NOTHING: ()}
"""What has a yes when a whole row is filled; the rest of it is a no."""


class AnswersStep(Part):  # type: ignore[type-arg]  # the page imports its steps
    """The grid, and what holds for all of it."""

    def blocks(self) -> list[Block]:
        """The number of the sheet, the day and who asked; then the people and the purposes."""
        asked = self._asked()
        if not asked:
            return [text(say("bring_in_series.all_answered"))]
        if not looks_after(self.project):
            return [text(say("ask_consent.not_by_you"), strong=True)]
        if not self.is_typed("leaflet"):
            self.fill_in("leaflet", last_consent_code(self.project, self.series_id))
        everybody = [button(say(f"bring_in_series.answer.{one}"), "fill_all", value=one) for one in FILLED]
        heads = [say("bring_in_series.row_head"), *(say(f"privacy.purpose.{one}") for one in CONSENT_PURPOSES)]
        rows = [(isolated(alias), self._row(key, alias)) for key, alias in asked.items()]
        return [
            text(say("bring_in_series.answers")),
            self.field("leaflet", say("ask_consent.leaflet"), hint=say("ask_consent.leaflet_hint")),
            self.field("day", say("bring_in_series.answer_day"), hint=say("bring_in_series.answer_day_hint")),
            select(say("evening_paper.asked_by"), "choose", self._askers(), self._asker(), name="asker"),
            buttons(*everybody, label=say("bring_in_series.as_on_paper"), row=True),
            grid(say("bring_in_series.grid"), [say("bring_in_series.who_head"), *heads], rows),
            text(say("bring_in_series.per_sheet"), quiet=True),
            button(say("bring_in_series.right"), "right", main=True),
        ]

    def _row(self, person: str, alias: str) -> list[Block]:
        """A list to fill the whole row with, and a button for each purpose."""
        options = [(one, say(f"bring_in_series.answer.{one or 'later'}")) for one in (LATER, *FILLED)]
        now = self._filled_with(person)
        options += [(MIXED, say("bring_in_series.answer.mixed"))] if now == MIXED else []
        cells = [
            button(
                say(f"bring_in_series.cell.{said or 'unsaid'}"),
                "turn_answer",
                more=f"{isolated(alias)}, {say(f'privacy.purpose.{purpose}')}",
                on=None,
                value=purpose,
                person=person,
            )
            for purpose, said in ((one, self._now(person, one)) for one in CONSENT_PURPOSES)
        ]
        return [select(say("bring_in_series.said", alias=isolated(alias)), "fill", options, now, person=person), *cells]

    @gesture
    def turn_answer(self, value: str, person: str) -> None:
        """Another answer to one purpose: yes, no, none."""
        if value in CONSENT_PURPOSES and person in self._asked():
            self.chosen[_cell(person, value)] = NEXT[self._now(person, value)]
        self.page.refresh()

    @gesture
    def fill(self, value: str, person: str) -> None:
        """Fill the row of someone."""
        if value in {LATER, *FILLED} and person in self._asked():
            self._fill(person, value)
        self.page.refresh()

    @gesture
    def fill_all(self, value: str) -> None:
        """Everybody said the same, as on this paper."""
        if value in FILLED:
            for person in self._asked():
                self._fill(person, value)
        self.page.refresh()

    @gesture
    def right(self) -> None:
        """Keep the answers in one write; who has none, is asked later."""
        must_look_after(self.project)
        leaflet, day = self.typed("leaflet").strip(), self.typed("day").strip()
        told = {person: said for person in self._asked() if (said := self._said(person))}
        if told and not leaflet:
            raise Refused("ask_consent.needs_leaflet")
        if told:
            how = {"asked_by": self._asker(), "date": iso_day(day) or today(), "info_version": leaflet}
            record_consents(self.project, told, **how)
            self._forget()
        self.page.go_on()
        if told:
            self.page.done(ORIGIN, say_count("bring_in_series.answered", len(told)))
        else:
            self.page.refresh()

    def close(self) -> None:
        """What was filled in stays until it is kept."""

    def _fill(self, person: str, value: str) -> None:
        for purpose in CONSENT_PURPOSES:
            yes = purpose in FILLED.get(value, ())
            self.chosen[_cell(person, purpose)] = UNSAID if value == LATER else YES if yes else NO

    def _forget(self) -> None:
        for name in [one for one in self.chosen if one.startswith("cell ")]:
            del self.chosen[name]

    def _said(self, person: str) -> dict[str, bool]:
        """The answers that are new, by purpose; what stays empty was not answered."""
        before = self._answered().get(person, {})
        now = {purpose: self._now(person, purpose) for purpose in CONSENT_PURPOSES}
        return {one: said == YES for one, said in now.items() if said and said != before.get(one)}

    def _filled_with(self, person: str) -> str:
        """With what the row is filled as a whole; ``MIXED`` when it is not."""
        now = {purpose: self._now(person, purpose) for purpose in CONSENT_PURPOSES}
        if not any(now.values()):
            return LATER
        for value, yes in FILLED.items():
            if now == {purpose: YES if purpose in yes else NO for purpose in CONSENT_PURPOSES}:
                return value
        return MIXED

    def _now(self, person: str, purpose: str) -> str:
        before = self._answered().get(person, {}).get(purpose, UNSAID)
        return str(self.chosen.get(_cell(person, purpose), before))

    def _askers(self) -> list[tuple[str, str]]:
        rows = read_rows(self.project, "contributors")
        return [(row.object_id, isolated(row["display_name"])) for row in rows if row["side"] in MAY_ASK]

    def _asker(self) -> str:
        return str(self.chosen.get("asker", self.project.who))

    def _answered(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for row in read_rows(self.project, "consents"):
            yes = row["given"] and not row["withdrawn"]
            found.setdefault(row["participant_id"], {})[row["purpose"]] = YES if yes else NO
        return found

    def _asked(self) -> dict[str, str]:
        """Who did not answer everything yet, by id, with the alias."""
        told = self._answered()
        people = everyone(self.project, self.series_id)
        return {key: row["alias"] for key, row in people.items() if set(CONSENT_PURPOSES) - told.get(key, {}).keys()}


def _cell(person: str, purpose: str) -> str:
    return f"cell {person} {purpose}"
