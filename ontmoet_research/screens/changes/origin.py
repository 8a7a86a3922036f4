"""Where a change hangs on: the assignment it came from, the themes it belongs to, the organisation it is in."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import complete_change, read_assignments, read_wishes
from ontmoet_research.change.outcomes import ORIGIN as CHANGES
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, select, text
from ontmoet_research.store import find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .corrects import OwnWords

TIED = ("assignment_id", "organisation_id")


class CardOrigin(OwnWords):
    """The part of a card that ties it to wish, theme and organisation; all of it can be changed later."""

    card = ""
    new_from = ""  # the assignment that a change that is being written came from

    @gesture
    def choose_new_from(self, value: str) -> None:
        """Say from which assignment the change that is being written came."""
        self.new_from = value
        self.refresh()

    @gesture
    def tie(self, part: str, value: str) -> None:
        """Say from which assignment the open change came or in which organisation it is; empty takes it away."""
        if part in TIED:
            complete_change(self.project, self.card, **{part: value or None})
            self.done(CHANGES)

    @gesture
    def turn_theme(self, value: str) -> None:
        """Put a theme with the open change, or take it away."""
        known = find(self.project, "changes", self.card)["theme_ids"]
        kept = [one for one in known if one != value] + [value] * (value not in known)
        complete_change(self.project, self.card, theme_ids=kept)
        self.done(CHANGES)

    def assignments_here(self) -> list[tuple[str, str]]:
        """The assignments of this series, as (id, whose and what)."""
        wishes = read_wishes(self.project)
        here = set(wishes.loc[wishes["series_id"] == self.series_id, "wish_id"])
        tasks = read_assignments(self.project, self.project.who)
        aliases = {
            row.object_id: isolated(row["alias"])
            for row in read_rows(self.project, "participants")
            if row["status"] != "ingetrokken"
        }
        return [
            (row["assignment_id"], f"{aliases.get(row['holder_id'], say('follow_wishes.someone'))}: {_short(row)}")
            for row in tasks.to_dict("records")
            if row["wish_id"] in here
        ]

    def which_assignment(self, do: str, now: str, **sends: str) -> list[Block]:
        """The list to choose an assignment from; nothing as long as there is none."""
        known = self.assignments_here()
        nothing = ("", say("see_changes.from_nothing"))
        return [select(say("see_changes.came_out_of"), do, [nothing, *known], now, **sends)] if known else []

    def origin_fold(self, change: dict[str, Any]) -> Block:
        """Assignment, themes and organisation of the open change."""
        row = find(self.project, "changes", self.card)  # its own, not what the table takes over from the assignment
        places = [(one.object_id, one["label"]) for one in read_rows(self.project, "organisations")]
        themes = [(one.object_id, one["title"]) for one in read_rows(self.project, "themes") if self._here(one, row)]
        made = [button(isolated(title), "turn_theme", on=key in row["theme_ids"], value=key) for key, title in themes]
        nowhere = say("see_changes.as_assignment" if change["assignment_id"] else "see_changes.no_organisation")
        return fold(
            say("see_changes.fold_origin"),
            *self.which_assignment("tie", row["assignment_id"] or "", part="assignment_id"),
            *([buttons(*made, label=say("see_changes.ask.themes"))] if made else [text(say("see_changes.no_themes"))]),
            *(
                [
                    select(
                        say("see_changes.which_organisation"),
                        "tie",
                        [("", nowhere), *places],
                        row["organisation_id"] or "",
                        part="organisation_id",
                    )
                ]
                if places
                else []
            ),
        )

    def origin_lines(self, change: dict[str, Any]) -> list[str]:
        """What the open change hangs on, in words."""
        task = dict(self.assignments_here()).get(change["assignment_id"])
        wishes = {row.object_id: row["text"] for row in read_rows(self.project, "wishes")}
        titles = {row.object_id: row["title"] for row in read_rows(self.project, "themes")}
        themes = ", ".join(isolated(titles[one]) for one in change["theme_ids"] if one in titles)
        return [
            *([say("see_changes.of_wish", wish=isolated(wishes[change["wish_id"]]))] if task else []),
            *([say("see_changes.of_assignment", task=task)] if task else []),
            *([say("see_changes.of_themes", themes=themes)] if themes else []),
        ]

    def _here(self, theme: Any, change: Any) -> bool:
        scope = theme["series_scope"]
        return theme.object_id in change["theme_ids"] or (
            theme["status"] != "gestopt" and (not scope or self.series_id in scope)
        )


def _short(row: dict[Any, Any]) -> str:
    return isolated(row["what"]) if isinstance(row["what"], str) else say("follow_wishes.someone")
