"""Where a change hangs on: the assignment it came from, the themes it belongs to, the organisation it is in."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import complete_change, read_wishes
from ontmoet_research.change.outcomes import ORIGIN
from ontmoet_research.screens.blocks import Block, fold, text
from ontmoet_research.screens.forms import Ask, Form, Options
from ontmoet_research.store import Project, Row, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .parts import ChangeDetail, ChangePart, assignments_here, or_none, places_here


def _tie(project: Project, change_id: str, **clicked: str | None) -> None:
    """From which assignment it came or in which organisation it is; empty takes it away."""
    complete_change(project, change_id, **clicked)


def _turn_theme(project: Project, change_id: str, theme: str) -> None:
    """Put a theme with the change, or take it away."""
    known = find(project, "changes", change_id)["theme_ids"]
    kept = [one for one in known if one != theme] + [theme] * (theme not in known)
    complete_change(project, change_id, theme_ids=kept)


def _themes_here(part: CardOrigin) -> Options:
    row = part.row()
    rows = read_rows(part.project, "themes")
    return [(one.object_id, isolated(one["title"])) for one in rows if _is_here(one, row, part.series_id)]


def _places(part: CardOrigin) -> Options:
    nowhere = "see_changes.as_assignment" if part.row()["assignment_id"] else "see_changes.no_organisation"
    return or_none(places_here(part), nowhere)


CAME_FROM = Ask(
    "assignment_id",
    "see_changes.came_out_of",
    "list",
    lambda part: or_none(assignments_here(part), "see_changes.from_nothing"),
    when=lambda part: bool(list(assignments_here(part))),
)
TIE = Form("tie", _tie, ORIGIN, asks=(CAME_FROM,), at_once=True)
PLACE = Form(
    "place",
    _tie,
    ORIGIN,
    asks=(
        Ask(
            "organisation_id",
            "see_changes.which_organisation",
            "list",
            _places,
            when=lambda part: bool(list(places_here(part))),
        ),
    ),
    at_once=True,
)
THEMES = Form(
    "themes",
    _turn_theme,
    ORIGIN,
    asks=(Ask("theme", "see_changes.ask.themes", "several", _themes_here, column="theme_ids"),),
    at_once=True,
)


class CardOrigin(ChangeDetail):
    """The part of a card that ties it to wish, theme and organisation; all of it can be changed later."""

    forms = (TIE, PLACE, THEMES)

    def row(self) -> Row:
        """The open change itself, not what the table takes over from its assignment."""
        return find(self.project, "changes", self.opened)

    def origin_fold(self) -> Block:
        """Assignment, themes and organisation of the open change."""
        now = self.row().values
        themes = self.form(THEMES, now=now) if _themes_here(self) else [text(say("see_changes.no_themes"))]
        return fold(say("see_changes.fold_origin"), *self.form(TIE, now=now), *themes, *self.form(PLACE, now=now))


def origin_lines(part: ChangePart, change: dict[str, Any]) -> list[str]:
    """What a change hangs on, in words."""
    task = dict(assignments_here(part)).get(change["assignment_id"])
    wishes = read_wishes(part.project).set_index("wish_id")["text"]
    titles = {row.object_id: row["title"] for row in read_rows(part.project, "themes")}
    themes = ", ".join(isolated(titles[one]) for one in change["theme_ids"] if one in titles)
    return [
        *([say("see_changes.of_wish", wish=isolated(wishes[change["wish_id"]]))] if task else []),
        *([say("see_changes.of_assignment", task=task)] if task else []),
        *([say("see_changes.of_themes", themes=themes)] if themes else []),
    ]


def _is_here(theme: Row, change: Row, series_id: str) -> bool:
    scope = theme["series_scope"]
    running = theme["status"] != "gestopt" and (not scope or series_id in scope)
    return theme.object_id in change["theme_ids"] or running
