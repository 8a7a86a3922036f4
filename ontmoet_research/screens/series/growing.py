"""A part that is added to a series while it runs, and what is said once for all its meetings; in part *Reeks*."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import read_wishes
from ontmoet_research.group import add_phase, meetings_apart, say_for_all, whole_number
from ontmoet_research.model.people import PHASE_KINDS
from ontmoet_research.screens.blocks import Block, fold, text
from ontmoet_research.screens.forms import Ask, Form, Options, of_series, words_of
from ontmoet_research.store import Project
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say, say_count

from .about_series import ORIGIN
from .page import EMPTY_OK, SeriesPart, choosable


def _grow(project: Project, series_id: str, kind: str, count: str, source: str) -> str:
    """One more part, with its meetings."""
    number = whole_number(count)
    if number is None:
        raise Refused("set_up_series.needs_count")
    return add_phase(project, series_id, kind, number, source)


GROW = Form(
    "grow",
    _grow,
    ORIGIN,
    "set_up_series.grow",
    (
        Ask(
            "kind",
            "set_up_series.grow_kind",
            "choice",
            words_of("set_up_series.phase", PHASE_KINDS),
            needs="set_up_series.needs_phase",
        ),
        Ask("count", "set_up_series.count"),
        Ask("source", "set_up_series.number_source", hint=EMPTY_OK),
    ),
    given=of_series,
    main=False,
)


class GrowPart(SeriesPart):
    """One more part at the end, such as a follow-up that nobody planned at the start (B08)."""

    forms = (GROW,)

    def blocks(self) -> list[Block]:
        """What comes along, and the questions."""
        return [fold(say("set_up_series.grow_fold"), text(self._comes_along()), *self.form(GROW))]

    def stored(self, form: Form, made: Any) -> None:
        """Say what came along."""
        self.page.done(form.origin, self._comes_along() if made else "")

    def _comes_along(self) -> str:
        wishes = read_wishes(self.project)
        here = wishes[(wishes["series_id"] == self.series_id) & (wishes["status"] != "samengevoegd")]
        return say_count("set_up_series.wishes_come_along", len(here))


def _turn_leading(project: Project, series_id: str, now: list[str], *, facilitator_ids: str) -> bool:
    """Someone leads the meetings of this series, or no longer does."""
    taken = [one for one in now if one != facilitator_ids]
    return say_for_all(project, series_id, facilitator_ids=taken + [facilitator_ids] * (facilitator_ids not in now))


def _names(part: OncePart) -> Options:
    now = part.now.row()["accessibility_contact"]
    names = [name for _, name in (*part.now.workers(), *part.now.people("actief"))]
    return choosable((one, one) for one in dict.fromkeys([*names, *([now] if now else [])]))


LEADING = Form(
    "leading",
    _turn_leading,
    ORIGIN,
    asks=(Ask("facilitator_ids", "set_up_series.facilitators", "several", lambda part: part.now.workers()),),
    given=lambda part, _one: (part.series_id, list(part.now.row()["facilitator_ids"])),
    at_once=True,
)
CONTACT = Form(
    "contact",
    say_for_all,
    ORIGIN,
    asks=(Ask("accessibility_contact", "set_up_series.contact", "list", _names),),
    given=of_series,
    at_once=True,
)


class OncePart(SeriesPart):
    """Who leads and who looks after accessibility, for all meetings; at a meeting it can be someone else."""

    forms = (LEADING, CONTACT)

    def blocks(self) -> list[Block]:
        """The two questions, and at which meetings it is otherwise."""
        now = self.now.row().values
        return [
            fold(
                say("set_up_series.once_fold"),
                text(say("set_up_series.once_means"), quiet=True),
                *self.form(LEADING, now=now),
                *self._apart("facilitator_ids"),
                *self.form(CONTACT, now=now),
                *self._apart("accessibility_contact"),
            )
        ]

    def _apart(self, name: str) -> list[Block]:
        labels = dict(self.now.meetings())
        apart = [labels[one] for one in meetings_apart(self.project, self.series_id, name)]
        told = say("set_up_series.once_apart", meetings=join_words(apart)) if apart else ""
        return [text(told, quiet=True)] if told else []
