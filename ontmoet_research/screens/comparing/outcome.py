"""What comes of talking about one piece: five outcomes, three of which ask one thing more first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.dialogue.talk import LATER, ORIGIN, Talk, finish_talk, settle_versions
from ontmoet_research.model.material import DIFFERENCE_OUTCOMES
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import today
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .parts import NOTHING, agree_part, asking_part, marks_here, outcome_buttons, versions_part

if TYPE_CHECKING:
    from .compare_readings import Compare

ASKS_MORE = ("eens_geworden", "label_aangepast", "nieuw_label")
FIELDS = ("note", "change", "new_name", "new_meaning")


class Outcome(Part[PartsPage]):
    """The outcome of the piece that is up."""

    talk: Compare

    def start(self) -> None:
        """Nothing is chosen."""
        self.choosing = ""  # the outcome for which one thing more is asked
        self.picked: set[str] = set()  # what was chosen for it so far

    def close(self) -> None:
        """What is being chosen stays when something else closes."""

    def begin(self) -> None:
        """Another piece: nothing is chosen or typed."""
        self.start()
        for name in FIELDS:
            self.page.typed.pop(f"{self.key}.{name}", None)

    @gesture
    def come_to(self, outcome: str) -> None:
        """Choose what comes of it; three of the five ask one thing more first."""
        if outcome not in DIFFERENCE_OUTCOMES:
            raise Refused("compare_readings.no_outcome")
        if outcome in ASKS_MORE:
            self.choosing, self.picked = outcome, set()
            self.page.refresh()
        else:
            self._finish(outcome)

    @gesture
    def pick(self, value: str) -> None:
        """Choose a label or a name, or take the choice back; *geen label* stands alone."""
        alone = value == NOTHING or self.choosing == "label_aangepast"
        rest = set() if alone else self.picked - {NOTHING}
        self.picked = rest | {value} if value not in self.picked else rest - {value}
        self.page.refresh()

    @gesture
    def keep_outcome(self) -> None:
        """Keep the outcome with what was asked for."""
        self._finish(self.choosing, **self._asked())

    @gesture
    def go_back(self) -> None:
        """Go back to the five outcomes without storing."""
        self.choosing = ""
        self.page.refresh()

    @gesture
    def choose_version(self, row_id: str) -> None:
        """Say which of two outcomes holds."""
        settle_versions(self.project, self.talk.talks[self.talk.piece], row_id)
        self.page.done(ORIGIN)

    def blocks(self) -> list[Block]:
        """The five outcomes, or the one thing more that one of them asks."""
        if self.choosing:
            return self._asking_part()
        note = self.field("note", say("compare_readings.note"), hint=say("compare_readings.may_be_empty"))
        return [note, outcome_buttons()]

    def versions(self, talk: Talk) -> list[Block]:
        """Two outcomes of one talk, and the question which one holds."""
        return self.mine(versions_part(talk))

    def later_button(self) -> Block:
        """The button that leaves the piece for another time."""
        return self.mine([button(say("compare_readings.outcome.later"), "come_to", outcome=LATER)])[0]

    def _asking_part(self) -> list[Block]:
        asked: dict[str, list[Block]] = {
            "eens_geworden": [agree_part(self._marks(), self.picked)],
            "label_aangepast": [
                choices(say("compare_readings.which_label"), "pick", ((m, m) for m in self._marks()), self.picked),
                self.field("change", say("compare_readings.what_change")),
            ],
            "nieuw_label": [
                self.field("new_name", say("compare_readings.new_name")),
                self.field("new_meaning", say("compare_readings.new_meaning")),
                choices(say("compare_readings.who_places"), "pick", self._names(), self.picked),
            ],
        }
        return asking_part(self.choosing, asked[self.choosing])

    def _asked(self) -> dict[str, Any]:
        marks = self._marks()
        if self.choosing == "eens_geworden":
            if not self.picked:
                raise Refused("compare_readings.needs_choice")
            return {"agreed": [marks[one] for one in self.picked if one in marks]}
        if self.choosing == "label_aangepast":
            code = next((marks[one][0] for one in self.picked if one in marks), None)
            return {"code_id": code, "note": self.typed("change")}
        label = (self.typed("new_name"), self.typed("new_meaning"))
        return {"new_label": label, "placed_by": sorted(self.picked)}

    def _finish(self, outcome: str, **asked: Any) -> None:
        told = {"note": self.typed("note"), "seen_text": self.talk.words or None, "talked_on": today(), **asked}
        try:
            finished = finish_talk(self.project, self.talk.opened_talk(), outcome, **told)
        except Refused:
            self.page.refresh()  # the text, a label or the piece changed meanwhile: show it as it is now
            raise
        self.forget(*FIELDS)
        self.choosing = ""
        if finished.split:
            self.page.done(ORIGIN, say("compare_readings.split"))
            return
        self.talk.go_to("")
        if finished.wrote:
            self.page.done(ORIGIN, say(f"compare_readings.came.{outcome}"))
        else:
            self.page.refresh()
            self.page.tell(say("compare_readings.same_meanwhile"))

    def _marks(self) -> dict[str, tuple[str, str | None]]:
        return marks_here(self.project, self.talk.readings, self.talk.piece)

    def _names(self) -> list[tuple[str, str]]:
        names = dict(self.page.people())
        return [(one, isolated(names[one])) for one in self.talk.turns.order()]
