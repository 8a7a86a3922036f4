"""The stories of *Wat verandert er?*: told, a yes per kind of reader, and a panel that chooses and says why."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import add_story, change_story, choose_story, chosen_stories, keep_yes
from ontmoet_research.change.cards import story_lines
from ontmoet_research.change.stories import ORIGIN, may_go
from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.model.change import LEVELS, STORY_DOMAINS, VALUE_LAYERS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, heading, listing, select, text
from ontmoet_research.screens.session import today
from ontmoet_research.store import find, read_rows, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

from .cards import ChangeCards
from .putting_right import DIRECTIONS

TOLD = ("before", "happened", "change", "why_it_matters", "transfer")
SEVERAL = {"value_layers": VALUE_LAYERS, "levels": LEVELS}


class ChangeStories(ChangeCards):
    """The part with the stories: the list, or the one that is open."""

    story = ""
    teller = ""
    panel: tuple[str, ...] = ()
    audience = "groep"

    def story_blocks(self) -> list[Block]:
        """The list with a form for a new story and the choice of a panel, or the open story."""
        told = self.read("stories", "story_choices")
        listed = rows_of(chosen_stories(told.stories, told.choices))
        one = next((story for story in listed if story["story_id"] == self.story), None)
        if one:
            return self._one_story(one)
        made = [
            button(isolated(story["change"]), "open_story", more=_state(story), story=story["story_id"])
            for story in listed
        ]
        return [
            text(say("see_changes.ask_worse"), quiet=True),
            buttons(*made, label=say("see_changes.stories")) if made else text(say("see_changes.no_stories")),
            fold(say("see_changes.new_story"), *self._new_story()),
            *([fold(say("see_changes.choose_title"), *self._choose(listed))] if listed else []),
        ]

    @gesture
    def open_story(self, story: str) -> None:
        """Read one story."""
        self.story = story
        self.refresh()

    @gesture
    def close_story(self) -> None:
        """Go back to the list."""
        self.story = ""
        self.refresh()

    @gesture
    def choose_teller(self, value: str) -> None:
        """Say who tells the new story."""
        self.teller = value
        self.refresh()

    @gesture
    def keep_story(self) -> None:
        """Keep a new story and open it."""
        told = dict(zip(TOLD, self.kept(*(f"story_{name}" for name in TOLD)), strict=True))
        change, why = told.pop("change"), told.pop("why_it_matters")
        kept = {name: words or None for name, words in told.items()}
        self.story = add_story(self.project, self.series_id, change, why, teller_id=self.teller or None, **kept)
        self.forget(*(f"story_{name}" for name in TOLD))
        self.teller = ""
        self.done(ORIGIN)

    @gesture
    def mark_story(self, part: str, value: str) -> None:
        """Say what the open story is about or how it went; a kind of value is added or taken away."""
        row = find(self.project, "stories", self.story)
        if part in SEVERAL:
            kept = [one for one in SEVERAL[part] if (one in row[part]) != (one == value)]
            change_story(self.project, self.story, **{part: kept})
        elif part in ("domain", "direction"):
            change_story(self.project, self.story, **{part: None if row[part] == value else value})
        self.done(ORIGIN)

    @gesture
    def turn_yes(self, value: str) -> None:
        """Keep that the teller said yes to these readers, or no longer."""
        before = find(self.project, "stories", self.story)["audiences"]
        keep_yes(self.project, self.story, set(before) ^ {value})
        self.done(ORIGIN)

    @gesture
    def choose_readers(self, value: str) -> None:
        """Say for whom the panel chooses; the yes of tellers is asked for these readers."""
        if value in AUDIENCES:
            self.audience = value
        self.refresh()

    @gesture
    def turn_panel(self, value: str) -> None:
        """Add someone to the panel, or take someone out."""
        self.panel = tuple(one for one in self.panel if one != value) + ((value,) if value not in self.panel else ())
        self.refresh()

    @gesture
    def choose(self, story: str) -> None:
        """Keep which story the panel chose, with the reason that was typed."""
        (reason,) = self.kept("choice_reason")
        choose_story(self.project, self.series_id, story, self.panel, reason, audience=self.audience, chosen_on=today())
        self.forget("choice_reason")
        self.panel = ()
        self.done(ORIGIN)

    def _new_story(self) -> list[Block]:
        fields = [
            self.field(
                f"story_{name}",
                say(f"effect.story.{name}"),
                hint=say(f"see_changes.story_hint.{name}"),
                long=True,
                draft=self.draft_name(f"story_{name}"),
            )
            for name in TOLD
        ]
        who = select(
            say("see_changes.teller"),
            "choose_teller",
            [("", say("see_changes.teller_unknown")), *self.tellers()],
            self.teller,
        )
        return [who, *fields, button(say("see_changes.keep_story"), "keep_story", main=True)]

    def _one_story(self, story: dict[str, Any]) -> list[Block]:
        marks = [
            self._marks("domain", STORY_DOMAINS, "domain", story),
            self._marks("direction", DIRECTIONS, "direction", story),
            self._marks("value_layers", VALUE_LAYERS, "value", story),
            self._marks("levels", LEVELS, "level", story),
        ]
        yes = [
            button(say(f"report.readers.{one}"), "turn_yes", on=one in story["audiences"], value=one)
            for one in AUDIENCES
        ]
        return [
            button(say("see_changes.back_to_stories"), "close_story"),
            heading(say("see_changes.one_story")),
            *(text(f"{label}: {words}") for label, words in story_lines(story)),
            *self._tied(story),
            *(text(say("see_changes.why_chosen", reason=isolated(reason))) for reason in story["reasons"]),
            buttons(*yes, label=say("see_changes.yes_for")),
            text(say("see_changes.yes_means"), quiet=True),
            fold(say("see_changes.about_story"), *marks),
            buttons(self.correct_button("stories", story["story_id"])),
        ]

    def _tied(self, story: dict[str, Any]) -> list[Block]:
        """Who told it, the change it tells of, and where that shows."""
        teller, card = dict(self.tellers()).get(story["teller_id"]), dict(self.changes_here()).get(story["change_id"])
        lines = [say("see_changes.told_by", alias=isolated(teller)) if teller else say("see_changes.told_by_nobody")]
        lines += [say("see_changes.story_of", what=card)] if card else []
        levels = join_words(say(f"effect.level.{one}").lower() for one in story["levels"])
        return [listing([*lines, *([say("see_changes.story_levels", levels=levels)] if levels else [])])]

    def _marks(self, part: str, values: tuple[str, ...], words: str, story: dict[str, Any]) -> Block:
        several = part in SEVERAL
        made = [
            button(
                say(f"effect.{words}.{one}"),
                "mark_story",
                on=one in story[part] if several else story[part] == one,
                part=part,
                value=one,
            )
            for one in values
        ]
        return buttons(*made, label=say(f"see_changes.ask.{part}"))

    def _choose(self, listed: list[dict[str, Any]]) -> list[Block]:
        readers = [(one, say(f"report.readers.{one}")) for one in AUDIENCES]
        sides = {row.object_id: row["side"] for row in read_rows(self.project, "contributors")}
        people = [
            (key, say("see_changes.panel_one", name=isolated(name), side=say(f"report.side.{sides[key]}")))
            for key, name in self.people()
        ]
        allowed = set(may_go(self.project, self.series_id, self.audience))
        ready = [story for story in listed if story["story_id"] in allowed]
        made = [button(isolated(story["change"]), "choose", story=story["story_id"]) for story in ready]
        waiting = [isolated(story["change"]) for story in listed if story["story_id"] not in allowed]
        return [
            select(say("see_changes.choose_for"), "choose_readers", readers, self.audience),
            choices(say("see_changes.panel"), "turn_panel", people, self.panel),
            self.field("choice_reason", say("see_changes.reason"), hint=say("see_changes.reason_hint"), long=True),
            buttons(*made, label=say("see_changes.choose_this")) if made else text(say("see_changes.none_to_choose")),
            *([text(say("see_changes.no_yes_yet")), listing(waiting)] if waiting else []),
        ]


def _state(story: dict[str, Any]) -> str:
    chosen = say("see_changes.chosen") if story["chosen"] else say("see_changes.not_chosen")
    return chosen if story["audiences"] else f"{chosen} {say('see_changes.no_yes')}"
