"""The stories of *Wat verandert er?*: told, a yes per kind of reader, and a panel that chooses and says why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ontmoet_research.change import add_story, change_story, choose_story, chosen_stories, keep_yes
from ontmoet_research.change.cards import story_lines
from ontmoet_research.change.stories import ORIGIN, may_go
from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.model.change import LEVELS, STORY_DOMAINS, VALUE_LAYERS
from ontmoet_research.screens.blocks import Block, buttons, fold, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, Options, correctable, of_series, words_of
from ontmoet_research.screens.session import today
from ontmoet_research.store import Project, Row, find, read_rows, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

from .parts import DIRECTIONS, ChangePart, changes_here, or_none, tellers_here

TOLD = ("before", "happened", "change", "why_it_matters", "transfer")
SEVERAL = {"value_layers": VALUE_LAYERS, "levels": LEVELS}


def _add(project: Project, series_id: str, change: str, why_it_matters: str, **told: str | None) -> str:
    kept = {name: words or None for name, words in told.items()}
    return add_story(project, series_id, change, why_it_matters, **kept)


def _mark(project: Project, story_id: str, **clicked: str) -> None:
    """What a story is about or how it went; a kind of value is added or taken away."""
    row = find(project, "stories", story_id)
    for part, value in clicked.items():
        several = [one for one in SEVERAL.get(part, ()) if (one in row[part]) != (one == value)]
        change_story(project, story_id, **{part: several if part in SEVERAL else None if row[part] == value else value})


def _turn_yes(project: Project, story_id: str, audience: str) -> None:
    """The teller said yes to these readers, or no longer."""
    keep_yes(project, story_id, set(find(project, "stories", story_id)["audiences"]) ^ {audience})


def _choose(project: Project, series_id: str, story_id: str, audience: str, panel: list[str], reason: str) -> None:
    choose_story(project, series_id, story_id, panel, reason, audience=audience, chosen_on=today())


def _panel(part: ChangeStories) -> Options:
    sides = {row.object_id: row["side"] for row in read_rows(part.project, "contributors")}
    return [
        (key, say("see_changes.panel_one", name=isolated(name), side=say(f"report.side.{sides[key]}")))
        for key, name in part.page.people()
    ]


def _told(name: str) -> Ask:
    return Ask(name, f"effect.story.{name}", "long", hint=f"see_changes.story_hint.{name}", draft=True)


def _about(name: str, kind: str, words: str, values: Sequence[str]) -> Ask:
    return Ask(name, f"see_changes.ask.{name}", kind, words_of(f"effect.{words}", values))


TELLER = Ask(
    "teller_id", "see_changes.teller", "list", lambda part: or_none(tellers_here(part), "see_changes.teller_unknown")
)
ON_LEVELS = _about("levels", "several", "level", LEVELS)
READERS = words_of("report.readers", AUDIENCES)
NEW = Form(
    "new",
    _add,
    ORIGIN,
    "see_changes.keep_story",
    (TELLER, *map(_told, TOLD)),
    given=of_series,
    fold="see_changes.new_story",
    then=lambda part, made: part.show(made),
)
YES = Form(
    "yes",
    _turn_yes,
    ORIGIN,
    asks=(Ask("audience", "see_changes.yes_for", "several", READERS, column="audiences"),),
    at_once=True,
)
ABOUT = Form(
    "about",
    _mark,
    ORIGIN,
    asks=(
        _about("domain", "choice", "domain", STORY_DOMAINS),
        _about("direction", "choice", "direction", DIRECTIONS),
        _about("value_layers", "several", "value", VALUE_LAYERS),
        ON_LEVELS,
    ),
    at_once=True,
    fold="see_changes.about_story",
)
CHOOSE = Form(
    "choose",
    _choose,
    ORIGIN,
    asks=(
        Ask("audience", "see_changes.choose_for", "list", READERS, first=AUDIENCES[0], stays=True),
        Ask("panel", "see_changes.panel", "several", _panel),
        Ask("reason", "see_changes.reason", "long", hint="see_changes.reason_hint"),
    ),
    given=lambda part, one: (part.series_id, one),
)


class ChangeStories(ChangePart):
    """The list of stories, or the one that is open."""

    forms = (NEW, YES, ABOUT, CHOOSE)
    corrects = correctable(
        stories=(
            *map(_told, TOLD),
            TELLER,
            Ask("change_id", "see_changes.tells_of", "list", changes_here),
            ON_LEVELS,
        )
    )

    def show(self, story_id: str) -> None:
        """Open the story that was kept."""
        self.opened = story_id

    def correction_note(self, _table: str, row: Row) -> str:
        """That the teller said yes to the words that are about to change."""
        return say("see_changes.yes_to_words") if row["audiences"] else ""

    def blocks(self) -> list[Block]:
        """The list with a form for a new story and the choice of a panel, or the open story."""
        told = self.read("stories", "story_choices")
        listed = rows_of(chosen_stories(told.stories, told.choices))
        if one := next((story for story in listed if story["story_id"] == self.opened), None):
            return self._one_story(one)
        lines = [self.line(story["story_id"], isolated(story["change"]), _state(story)) for story in listed]
        return [
            text(say("see_changes.ask_worse"), quiet=True),
            *self.listed(lines, "see_changes.stories", "see_changes.no_stories"),
            *self.form(NEW),
            *([fold(say("see_changes.choose_title"), *self._choose(listed))] if listed else []),
        ]

    def _one_story(self, story: dict[str, Any]) -> list[Block]:
        return [
            self.back("see_changes.back_to_stories"),
            heading(say("see_changes.one_story")),
            *(text(f"{label}: {words}") for label, words in story_lines(story)),
            *self._tied(story),
            *(text(say("see_changes.why_chosen", reason=isolated(reason))) for reason in story["reasons"]),
            *self.form(YES, now=story),
            text(say("see_changes.yes_means"), quiet=True),
            *self.form(ABOUT, now=story),
            buttons(self.correct_button("stories", story["story_id"])),
        ]

    def _tied(self, story: dict[str, Any]) -> list[Block]:
        """Who told it, the change it tells of, and where that shows."""
        teller, card = (
            dict(tellers_here(self)).get(story["teller_id"]),
            dict(changes_here(self)).get(story["change_id"]),
        )
        lines = [say("see_changes.told_by", alias=isolated(teller)) if teller else say("see_changes.told_by_nobody")]
        lines += [say("see_changes.story_of", what=card)] if card else []
        levels = join_words(say(f"effect.level.{one}").lower() for one in story["levels"])
        return [listing([*lines, *([say("see_changes.story_levels", levels=levels)] if levels else [])])]

    def _choose(self, listed: list[dict[str, Any]]) -> list[Block]:
        """For whom a panel chooses; the yes of tellers is asked for these readers."""
        audience = self.chosen.get("choose.audience", AUDIENCES[0])
        allowed = set(may_go(self.project, self.series_id, audience))
        ready = [(one["story_id"], one["change"], "") for one in listed if one["story_id"] in allowed]
        waiting = [isolated(one["change"]) for one in listed if one["story_id"] not in allowed]
        return [
            *self.form(CHOOSE, ready, which="see_changes.choose_this", none="see_changes.none_to_choose"),
            *([text(say("see_changes.no_yes_yet")), listing(waiting)] if waiting else []),
        ]


def _state(story: dict[str, Any]) -> str:
    chosen = say("see_changes.chosen") if story["chosen"] else say("see_changes.not_chosen")
    return chosen if story["audiences"] else f"{chosen} {say('see_changes.no_yes')}"
