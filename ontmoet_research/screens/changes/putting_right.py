"""What can be put right in *Wat verandert er?*, line by line."""

from __future__ import annotations

from ontmoet_research.change.outcomes import SIGNAL
from ontmoet_research.group import list_meetings, meeting_label
from ontmoet_research.model.change import LEVELS
from ontmoet_research.store import Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .corrects import Corrects, Line, Options
from .origin import CardOrigin

DIRECTIONS = ("beter", "slechter", "gemengd")
KINDS = ("activiteit", "effect")
NUMBERS = (
    Line("what", "see_changes.field.number_what"),
    Line("before", "see_changes.field.number_before"),
    Line("after", "see_changes.field.number_after"),
    Line("unit", "see_changes.field.number_unit"),
    Line("source", "see_changes.field.number_source", "link"),
    Line("as_of", "see_changes.field.number_day", "day"),
    Line("before_on", "see_changes.field.number_before_day", "day"),
)


class PuttingRight(CardOrigin, Corrects):
    """The lines of the form for each table of this page."""

    def correctable(self, table: str) -> tuple[Line, ...]:
        """The lines for a table; what people, meetings and changes are called is read when it is asked."""
        made = {
            "changes": self._lines_of_change,
            "indicators": lambda: NUMBERS,
            "stories": self._lines_of_story,
            "ripples": self._lines_of_ripple,
            "initiatives": lambda: INITIATIVE,
            "spreads": self._lines_of_spread,
        }.get(table)
        return made() if made else ()

    def correction_note(self, table: str, row: Row) -> str:
        """That someone confirmed a change, or said yes to a story, in the words that are about to change."""
        if table == "changes" and row["substantiation"] not in (SIGNAL, None):
            return say("see_changes.confirmed_words")
        return say("see_changes.yes_to_words") if table == "stories" and row["audiences"] else ""

    def tellers(self) -> Options:
        """Who can tell a story: everyone of this series who did not withdraw."""
        return tuple(
            (row.object_id, row["alias"])
            for row in read_rows(self.project, "participants")
            if self.series_id in row["series_ids"] and row["status"] != "ingetrokken"
        )

    def changes_here(self) -> Options:
        """The changes of this series, to choose from."""
        rows = read_rows(self.project, "changes")
        return tuple((row.object_id, isolated(row["what"])) for row in rows if row["series_id"] == self.series_id)

    def about_here(self) -> Options:
        """What a ripple can be about: a meeting, an assignment or a change."""
        meetings = list_meetings(self.project, self.series_id)
        named = [(row.object_id, meeting_label(row["number"], row["date"])) for row in meetings]
        tasks = [(key, say("see_changes.an_assignment", task=words)) for key, words in self.assignments_here()]
        changes = [(key, say("see_changes.a_change", what=words)) for key, words in self.changes_here()]
        return (*named, *tasks, *changes)

    def _lines_of_change(self) -> tuple[Line, ...]:
        sources = tuple((row.object_id, row["title"]) for row in read_rows(self.project, "sources"))
        return (
            Line("what", "see_changes.field.what"),
            Line("actor", "see_changes.field.actor"),
            Line("since", "see_changes.field.since", "day"),
            Line("place", "see_changes.field.place"),
            Line("contribution", "see_changes.field.contribution", "long"),
            Line("evidence", "see_changes.evidence_lines", "lines", sources),
            Line("why_it_matters", "see_changes.field.why_it_matters", "long"),
            Line("region_effect", "see_changes.field.region_effect"),
        )

    def _lines_of_story(self) -> tuple[Line, ...]:
        told = ("before", "happened", "change", "why_it_matters", "transfer")
        levels = tuple((one, say(f"effect.level.{one}")) for one in LEVELS)
        return (
            *(Line(name, f"effect.story.{name}", "long") for name in told),
            Line("teller_id", "see_changes.teller", "one", self.tellers()),
            Line("change_id", "see_changes.tells_of", "one", self.changes_here()),
            Line("levels", "see_changes.ask.levels", "several", levels),
        )

    def _lines_of_ripple(self) -> tuple[Line, ...]:
        directions = tuple((one, say(f"effect.direction.{one}")) for one in DIRECTIONS)
        return (
            Line("text", "see_changes.ripple_text"),
            Line("kind", "see_changes.ripple_kind", "one", tuple((one, say(f"effect.ripple.{one}")) for one in KINDS)),
            Line("date", "see_changes.ripple_day", "day"),
            Line("about_id", "see_changes.ripple_about", "one", self.about_here()),
            Line("direction", "see_changes.ask.direction", "one", directions),
        )

    def _lines_of_spread(self) -> tuple[Line, ...]:
        series = tuple(one for one in self.all_series() if one[0] != self.series_id)
        places = tuple((row.object_id, row["label"]) for row in read_rows(self.project, "organisations"))
        return (
            Line("what", "see_changes.spread.what"),
            Line("to_series_id", "see_changes.spread.series", "one", series),
            Line("organisation_id", "see_changes.spread.organisation", "one", places),
            Line("to_whom", "see_changes.spread.to_whom"),
            Line("form", "see_changes.spread.form"),
            Line("date", "see_changes.spread.day", "day"),
        )


INITIATIVE = tuple(
    Line(name, f"see_changes.initiative.{name}", "link") for name in ("name", "kind", "place", "for_whom", "gap_note")
)
