"""Does what is told of changes, numbers, stories and ripples stand on something?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, blocking, warning, worst_first
from ontmoet_research.privacy import people_and_answers, releasable_stories
from ontmoet_research.store import Project, read_rows, read_table, rows_of

from .later import to_ask_again
from .outcomes import OUTSIDE, is_told
from .ripples import links_without_circles, ripple_links
from .stories import SIDES_NEEDED
from .tables import read_changes

if TYPE_CHECKING:
    import pandas as pd

NEGATIVE = ("slechter", "gemengd")

__all__ = [
    "check_confirmed",
    "check_indicators",
    "check_lasting",
    "check_order",
    "check_ripples",
    "check_stories",
    "read_effect_findings",
]


def read_effect_findings(project: Project, today: date | None = None) -> list[Finding]:
    """All findings on changes, numbers, stories and ripples of a project, worst first. ``today`` is this day."""
    changes, series = read_changes(project), read_table(project, "series")
    people, stories = read_table(project, "participants"), read_table(project, "stories", versions="all")
    ended = dict(zip(series["series_id"], series["ended_on"], strict=True))
    contributors = read_table(project, "contributors")
    found = [
        *check_confirmed(changes, set(people["participant_id"])),
        *check_order(changes, _days_of_wishes(project)),
        *check_lasting(changes, ended, (today or date.today()).isoformat()),
        *check_indicators(read_table(project, "indicators")),
        *check_stories(
            stories,
            read_table(project, "story_choices"),
            dict(zip(contributors["contributor_id"], contributors["side"], strict=True)),
            {
                audience: set(releasable_stories(stories, *people_and_answers(project), audience)[0]["story_id"])
                for audience in ("groep", "partners", "gemeente", "openbaar")
            },
        ),
        *check_ripples(read_table(project, "ripples")),
    ]
    return worst_first(found)


def check_confirmed(changes: pd.DataFrame, participant_ids: set[str]) -> list[Finding]:
    """Finding A21: what is confirmed outside the group says by which role, and that is nobody of the group.

    In: ``change_id``, ``substantiation``, ``confirmed_by``, ``confirmer_id``.
    """
    found = []
    outside = changes[changes["substantiation"] == OUTSIDE]
    for told in rows_of(outside):
        if told["confirmer_id"] in participant_ids:
            found.append(blocking("effect.check.confirmer_inside", "A21", told["change_id"]))
        elif not is_told(told["confirmed_by"]):
            found.append(blocking("effect.check.no_confirmer", "A21", told["change_id"]))
    return found


def check_order(changes: pd.DataFrame, wished: Mapping[str, str]) -> list[Finding]:
    """Finding A17: a change that began before the wish it is said to come of; one of the two days is wrong.

    In: ``change_id``, ``wish_id``, ``since``; ``wished`` is wish_id -> the day of the meeting with that wish. A day of
    which only the month or the year is known is held against the month or the year.
    """
    found = []
    for told in rows_of(changes):
        since, day = told["since"] or "", wished.get(told["wish_id"] or "", "")
        if since and day and since < day[: len(since)]:
            found.append(warning("effect.check.before_cause", "A17", told["change_id"]))
    return found


def _days_of_wishes(project: Project) -> dict[str, str]:
    days = {row.object_id: row["date"] for row in read_rows(project, "sessions")}
    wishes = read_rows(project, "wishes")
    return {row.object_id: days[row["session_id"]] for row in wishes if days.get(row["session_id"])}


def check_lasting(changes: pd.DataFrame, ended: Mapping[str, str | None], today: str) -> list[Finding]:
    """Finding E30: it is time to ask whether a change lasted. In: as ``to_ask_again``."""
    due = to_ask_again(changes, ended, today)
    return [warning("effect.check.ask_again", "E30", one) for one in due["change_id"]]


def check_indicators(indicators: pd.DataFrame) -> list[Finding]:
    """Findings C16 (a number without a source) and D04 (without the day of the number)."""
    found = []
    for told in rows_of(indicators):
        if not is_told(told["source"]):
            found.append(blocking("effect.check.no_source", "C16", told["indicator_id"]))
        if not is_told(told["as_of"]):
            found.append(warning("effect.check.no_day", "D04", told["indicator_id"]))
    return found


def check_stories(
    stories: pd.DataFrame, choices: pd.DataFrame, sides: Mapping[str, str], allowed: Mapping[str, set[str]]
) -> list[Finding]:
    """Findings A41 on stories and choices among them, and whether worse was asked for too (methods 3.11).

    In: ``story_id``, ``series_id``, ``direction``; ``story_choice_id``, ``story_id``, ``from_ids``, ``panel_ids``,
    ``reason``, ``audience``; ``sides`` is contributor_id -> side; ``allowed`` is audience -> stories that may go there.
    """
    found = []
    for told in rows_of(choices):
        about = told["story_choice_id"]
        if len({sides[one] for one in told["panel_ids"] if one in sides}) < SIDES_NEEDED:
            found.append(blocking("effect.check.one_side", "A41", about))
        if not is_told(told["reason"]):
            found.append(blocking("effect.check.no_reason", "A41", about))
        audience = told["audience"] or "groep"
        if not allowed[audience].issuperset([told["story_id"], *told["from_ids"]]):
            found.append(blocking("effect.check.no_yes", "A41", about))
    for series_id, own in stories.groupby("series_id", sort=False):
        if not own["direction"].isin(NEGATIVE).any():
            found.append(warning("effect.check.ask_worse_story", "A41", str(series_id)))
    return found


def check_ripples(ripples: pd.DataFrame) -> list[Finding]:
    """Findings on ripples (methods 3.13): a circle, one that rests on nothing, and whether worse was asked for too."""
    _, skipped = links_without_circles(ripple_links(ripples))
    found = [blocking("effect.check.circle", "A04", target) for _, target in skipped]
    for told in rows_of(ripples):
        if not is_told(told["about_id"]) and not told["after_ids"]:
            found.append(warning("effect.check.ripple_alone", "A04", told["ripple_id"]))
    for series_id, own in ripples.groupby("series_id", sort=False):
        if not own["direction"].isin(NEGATIVE).any():
            found.append(warning("effect.check.ask_worse_ripple", "A04", str(series_id)))
    return found
