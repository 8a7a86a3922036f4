"""What things are called in one report, by id: verandering 3, verhaal 1, a theme by its title."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ontmoet_research.change import chosen_stories
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .material import Material

__all__ = ["change_names", "listed_stories", "names_of_grounds", "story_names"]


def change_names(material: Material) -> dict[str, str]:
    """What each change is called: its number."""
    changes = material.shown.effects.changes["change_id"]
    return {one: say("report.change.number", number=at) for at, one in enumerate(changes, start=1)}


def listed_stories(material: Material) -> list[dict[str, Any]]:
    """The stories for these readers, chosen ones first."""
    told = material.shown.effects
    return rows_of(chosen_stories(told.stories, told.choices, material.audience))


def story_names(material: Material) -> dict[str, str]:
    """What each story is called: its number."""
    return {
        one["story_id"]: say("report.stories.number", number=at) for at, one in enumerate(listed_stories(material), 1)
    }


def names_of_grounds(material: Material, told: Collection[str]) -> dict[str, str]:
    """What a request can rest on: changes, stories, themes and wishes, as these readers find them in the report.

    ``told`` are the themes (``theme_id``) that these readers find.
    """
    themes = material.learning.themes
    titles = {
        key: say("report.theme.named", title=isolated(title))
        for key, title in _pairs(themes, "theme_id", "title")
        if key in told
    }
    wishes = {
        key: say("report.wish.named", text=isolated(text.strip().rstrip(".")))
        for key, text in _pairs(material.wishes, "wish_id", "text")
    }
    small = {
        key: name[:1].lower() + name[1:] for key, name in {**change_names(material), **story_names(material)}.items()
    }
    return {**small, **titles, **wishes}


def _pairs(table: Any, key: str, value: str) -> list[tuple[str, str]]:
    return [(row[key], row[value]) for row in rows_of(table[[key, value]]) if row[value]]
