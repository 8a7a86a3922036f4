"""Toestemming: one purpose at a time, in plain words, by someone of the experience or research side. No is the default.

Apart from the page of a meeting on purpose: who says no must not say it in the room. Whether someone is 18 is asked and
never kept.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import ClassVar

from ontmoet_research.model.people import CONSENT_PURPOSES
from ontmoet_research.privacy import limits_of, looks_after, must_look_after, record_consent
from ontmoet_research.privacy.consent import BASE_PURPOSES, ORIGIN
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, text
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here, today
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import Refused, say

from .about_someone import AboutSomeone

ADULT, YOUNG = "ja", "nee"
AGE, PURPOSE = "age", "purpose"
NO_PURPOSE = ""


class Asking(AboutSomeone):
    """Who, 18 or not, which leaflet, and then each purpose on its own.

    Whether someone is 18 is only chosen, here, and gone when someone else is asked.
    """

    def blocks(self) -> list[Block]:
        """The questions in order; each comes when the one before was answered."""
        if not looks_after(self.project):
            return [text(say("ask_consent.not_by_you"), strong=True)]
        shown = [*self.ask_about_whom()]
        if not self.opened:
            return shown
        known, age = [(ADULT, say("ask_consent.adult")), (YOUNG, say("ask_consent.young"))], self.chosen.get(AGE)
        ages = [button(words, "choose", on=age == value, value=value, name=AGE) for value, words in known]
        shown += [
            text(say("ask_consent.alone")),
            buttons(*ages, label=say("ask_consent.age", alias=self.alias()), row=True),
        ]
        if age == YOUNG:
            return [*shown, text(say("ask_consent.stop_young"), strong=True), text(self._who_helps())]
        return [*shown, *self._asking(self._purpose())] if age == ADULT else shown

    def may_be_about(self, participant_id: str) -> bool:  # noqa: ARG002 - who may ask, may ask everyone
        """Everyone of the series can be asked."""
        return True

    def begin(self) -> None:
        """The leaflet that was used the last time."""
        self.fill_in("leaflet", self._last_leaflet())

    @gesture
    def keep_answer(self, given: bool, purpose: str = "") -> None:
        """Keep the answer to a purpose, and go to the next that was not asked."""
        must_look_after(self.project)
        if not self.opened or self.chosen.get(AGE) != ADULT or purpose not in CONSENT_PURPOSES:
            raise Refused("ask_consent.choose_first")
        leaflet = self.typed("leaflet").strip()
        if not leaflet:
            raise Refused("ask_consent.needs_leaflet")
        told = {"asked_by": self.project.who, "date": today(), "info_version": leaflet}
        record_consent(self.project, self.opened, purpose, given is True, **told)
        self.chosen[PURPOSE] = NO_PURPOSE if self._said_no_to_base() else self._next()
        self.page.done(ORIGIN)

    def taken_back(self, rows: Sequence[Row]) -> None:
        """Ask again what was taken back."""
        for row in rows:
            if row.table == "consents":
                self.chosen[PURPOSE] = row["purpose"]

    def _purpose(self) -> str:
        """The purpose that is asked about; the first that was not asked yet, unless someone chose or wants none now."""
        return str(self.chosen.get(PURPOSE, self._next()))

    def _asking(self, purpose: str) -> list[Block]:
        leaflet = self.field("leaflet", say("ask_consent.leaflet"), hint=say("ask_consent.leaflet_hint"))
        before = say("ask_consent.so_far", alias=self.alias())
        if purpose in CONSENT_PURPOSES:  # one question at a time; the rest is folded away
            return [leaflet, *self._one(purpose), fold(before, listing(self._so_far()), *self._again())]
        stop = [text(say("ask_consent.base_no"), strong=True)] if self._said_no_to_base() else []
        return [leaflet, *stop, heading(before), listing(self._so_far()), *self._again()]

    def _one(self, purpose: str) -> list[Block]:
        return [
            heading(say(f"ask_consent.question.{purpose}")),
            text(say(f"ask_consent.means.{purpose}")),
            text(self._until(purpose)),
            text(say("ask_consent.no_is_good")),
            buttons(
                button(say("ask_consent.yes"), "keep_answer", given=True, purpose=purpose),
                button(say("ask_consent.no"), "keep_answer", given=False, purpose=purpose),
                button(say("ask_consent.later"), "choose", value=NO_PURPOSE, name=PURPOSE),
                label=say("ask_consent.what_do_you_say"),
            ),
        ]

    def _until(self, purpose: str) -> str:
        """Until when someone can come back on it: told before the answer."""
        day = limits_of(self.project, [purpose], self.series_id)[purpose]
        if not day:
            return say("ask_consent.no_day")
        key = "ask_consent.until" if day >= today() else "ask_consent.day_past"
        return say(key, day=format_date(datetime.date.fromisoformat(day)))

    def _so_far(self) -> list[str]:
        answers = self._told()
        return [
            say("ask_consent.line", purpose=say(f"privacy.purpose.{one}"), answer=_said(answers.get(one, [])))
            for one in CONSENT_PURPOSES
        ]

    def _again(self) -> list[Block]:
        known = [button(say(f"privacy.purpose.{one}"), "choose", value=one, name=PURPOSE) for one in CONSENT_PURPOSES]
        return [buttons(*known, label=say("ask_consent.change"))]

    def _told(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in read_rows(self.project, "consents", participant_id=self.opened):
            found.setdefault(row["purpose"], []).append(row)
        return found

    def _next(self) -> str:
        asked = self._told()
        return next((one for one in CONSENT_PURPOSES if one not in asked), "")

    def _said_no_to_base(self) -> bool:
        answers = self._told()
        return any(not row["given"] or row["withdrawn"] for one in BASE_PURPOSES for row in answers.get(one, []))

    def _last_leaflet(self) -> str:
        rows = [row for row in read_rows(self.project, "consents") if row["info_version"]]
        return str(max(rows, key=lambda row: (row["date"] or "", row.at))["info_version"]) if rows else ""

    def _who_helps(self) -> str:
        contact = self.page.contact()
        return say("ask_consent.call", contact=isolated(contact)) if contact else say("ask_consent.call_nobody_known")


class AskConsent(PartsPage):
    """The page: one purpose at a time, of one person."""

    name = "ask_consent"
    kinds: ClassVar = {"asking": Asking}


def ask_consent(project: Project | None = None) -> AskConsent:
    """The part *Toestemming* of notebook 90; ``project`` is the one of this notebook unless given."""
    return AskConsent(project or here())


def _said(rows: list[Row]) -> str:
    """An answer in words; of two versions the careful one counts."""
    if not rows:
        return say("ask_consent.not_asked")
    if any(row["withdrawn"] for row in rows):
        return say("ask_consent.taken_back")
    yes = all(row["given"] for row in rows)
    day = rows[-1]["date"]
    told = say("ask_consent.said_yes" if yes else "ask_consent.said_no")
    return say("ask_consent.on", answer=told, day=format_date(datetime.date.fromisoformat(day))) if day else told
