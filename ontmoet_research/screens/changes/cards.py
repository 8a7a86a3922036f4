"""The cards of *Wat verandert er?*: what changed, who it was, how we know; added to bit by bit."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import (
    complete_change,
    confirm_change,
    missing_parts,
    record_change,
    record_sustained,
    to_ask_again,
)
from ontmoet_research.change.cards import MAIN, card_lines
from ontmoet_research.change.effects import Effects, read_effects
from ontmoet_research.change.later import ORIGIN as LATER
from ontmoet_research.change.outcomes import ORIGIN as CHANGES
from ontmoet_research.model.change import CHANGE_KINDS, LEVELS, STAGES, VALUE_LAYERS, WAM
from ontmoet_research.record import in_words, iso_day
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, select, text
from ontmoet_research.screens.session import today
from ontmoet_research.store import Row, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .numbers import CardNumbers

ONE_OF = {
    "stage": STAGES,
    "expected": ("ja", "nee"),
    "direction": ("beter", "slechter", "gemengd"),
    "effort": ("makkelijk", "gemiddeld", "moeilijk"),
    "mechanism": ("begrip", "actie", "beide"),
}
SEVERAL = {"levels": LEVELS, "value_layers": VALUE_LAYERS, "wam": WAM}
WORDS_OF = {"levels": "level", "value_layers": "value"}  # where the words of these stand under [effect]
ANSWERS = ("ja", "deels", "nee", "weet_niet")
NEW = ("what", "actor", "since")
WORDS = ("actor", "place", "contribution", "why_it_matters", "region_effect")


class ChangeCards(CardNumbers):
    """The part with the cards: the list, or the one card that is open."""

    confirmed_by_group = ""

    def read(self, *parts: str) -> Effects:
        """The changes of the chosen series, with these tables beside them."""
        return read_effects(self.project, self.series_id, parts)

    def card_blocks(self) -> list[Block]:
        """The list of cards with a short form for a new one, or the open card."""
        told = self.read(*(["indicators"] if self.card else []))
        found = told.changes[told.changes["change_id"] == self.card]
        if len(found):
            return self._one(found.to_dict("records")[0], told)
        made = [
            button(
                isolated(one["what"]),
                "open_card",
                more=say("see_changes.card_more", who=one["actor"] or say("effect.card.unknown"), sure=_sure(one)),
                change=one["change_id"],
            )
            for one in told.changes.to_dict("records")
        ]
        listed = buttons(*made, label=say("see_changes.cards")) if made else text(say("see_changes.no_cards"))
        fields = [
            self.field(name, say(f"see_changes.field.{name}"), hint=say(f"see_changes.hint.{name}")) for name in NEW
        ]
        came = self.which_assignment("choose_new_from", self.new_from)
        add = button(say("see_changes.keep_change"), "add_change", main=True)
        return [listed, fold(say("see_changes.new_change"), *fields, *came, add)]

    def ask_blocks(self) -> list[Block]:
        """The list *vraag nog eens*: one question per change, with four answers."""
        told = self.read()
        due = to_ask_again(told.changes, {self.series_id: told.ended_on}, today())
        blocks = [text(say("see_changes.ask_what"))] if len(due) else [text(say("see_changes.nothing_to_ask"))]
        for one in due.to_dict("records"):
            asked = say("see_changes.ask_one", what=isolated(one["what"]), day=in_words(one["ask_on"]))
            blocks.append(buttons(*self._lasting(one["change_id"]), label=asked))
        return blocks

    @gesture
    def open_card(self, change: str) -> None:
        """Look at one card."""
        self.card = change
        self.refresh()

    @gesture
    def close_card(self) -> None:
        """Go back to the list; what was typed and not kept is gone."""
        self._leave_card()
        self.refresh()

    @gesture
    def add_change(self) -> None:
        """Keep a new change and open its card."""
        what, actor = self.kept("what", "actor")
        self.card = record_change(
            self.project,
            what,
            actor=actor or None,
            since=iso_day(self.typed.get("since")),
            series_id=self.series_id,
            assignment_id=self.new_from or None,
        )
        self.new_from = ""
        self.forget(*NEW)
        self.done(CHANGES)

    @gesture
    def keep_words(self) -> None:
        """Keep what was typed in the fields of the open card; an empty field changes nothing."""
        words = self.kept(*(f"card_{name}" for name in WORDS))
        told: dict[str, Any] = {name: said for name, said in zip(WORDS, words, strict=True) if said}
        if day := iso_day(self.typed.get("card_since")):
            told["since"] = day
        (proof,) = self.kept("card_evidence", links=True)
        if proof:
            before = self._row()["evidence"]
            told["evidence"] = [*before, *(line.strip() for line in proof.splitlines() if line.strip())]
        if not told:
            raise Refused("see_changes.nothing_typed")
        complete_change(self.project, self.card, **told)
        self.forget(*(f"card_{name}" for name in ("actor", "since", "evidence", *told)))
        self.done(CHANGES)

    @gesture
    def keep_ask_again(self) -> None:
        """Choose the day to ask again whether it lasted; an empty one is six months later."""
        complete_change(self.project, self.card, ask_again_on=iso_day(self.typed.get("ask_again", "")))
        self.forget("ask_again")
        self.done(CHANGES)

    @gesture
    def choose_one(self, part: str, value: str) -> None:
        """Choose one of the possible values, or take the choice back."""
        if part in ONE_OF or part == "kind":
            complete_change(self.project, self.card, **{part: None if self._row()[part] == value else value})
            self.done(CHANGES)

    @gesture
    def turn(self, part: str, value: str) -> None:
        """Add a value to the several a change can have, or take it away."""
        if part in SEVERAL:
            row = self._row()
            now = row[part] or ([row["level"]] if part == "levels" and row["level"] else [])
            kept = [one for one in SEVERAL[part] if (one in now) != (one == value)]
            complete_change(self.project, self.card, **{part: kept})
            self.done(CHANGES)

    @gesture
    def turn_board(self) -> None:
        """Say that it is on the level of a board, or no longer."""
        complete_change(self.project, self.card, board=not self._row()["board"])
        self.done(CHANGES)

    @gesture
    def choose_confirmer(self, value: str) -> None:
        """Say which participant confirmed it; nobody for someone else."""
        self.confirmed_by_group = value
        self.refresh()

    @gesture
    def confirm(self, outside: bool) -> None:
        """Keep who confirmed the change."""
        (by,) = self.kept("confirmed_by")
        who = self.confirmed_by_group or None
        confirm_change(self.project, self.card, by, confirmer_id=who, outside=outside)
        self.forget("confirmed_by")
        self.confirmed_by_group = ""
        self.done(CHANGES)

    @gesture
    def lasted(self, change: str, value: str) -> None:
        """Keep whether a change is still there."""
        if value in ANSWERS:
            record_sustained(self.project, change, value, today())
            self.done(LATER)

    def _leave_card(self) -> None:
        self.card, self.confirmed_by_group, self.new_from = "", "", ""
        self.forget(*(name for name in list(self.typed) if name.startswith(("card_", "number_", "confirmed_"))))

    def _row(self) -> Row:
        return find(self.project, "changes", self.card)

    def _one(self, change: dict[str, Any], told: Effects) -> list[Block]:
        numbers = told.indicators[told.indicators["change_id"] == self.card].to_dict("records")
        titles = {row.object_id: row["title"] for row in read_rows(self.project, "sources")}
        labels = {row.object_id: row["label"] for row in read_rows(self.project, "organisations")}
        evidence = [titles.get(one, one) for one in change["evidence"]]
        organisation = labels.get(change["organisation_id"], "")
        lines = card_lines(change, numbers, evidence=evidence, organisation=organisation)
        first, more = (_as_text(part) for part in (lines[:MAIN], lines[MAIN:]))
        first = [*first, *self.origin_lines(change)]
        missing = [say(f"see_changes.missing.{part}") for part in missing_parts(change)]
        return [
            button(say("see_changes.back"), "close_card"),
            heading(change["what"]),
            listing(first),
            *([fold(say("see_changes.more_on_card"), listing(more))] if more else []),
            *([text(say("see_changes.signal_still")), listing(missing)] if missing else []),
            *self._folds(change, numbers),
            buttons(self.correct_button("changes", self.card)),
        ]

    def _folds(self, change: dict[str, Any], numbers: list[dict[str, Any]]) -> list[Block]:
        words = ("actor", "since", "place", "contribution", "evidence", "why_it_matters", "region_effect")
        long = ("contribution", "evidence", "why_it_matters")
        fields = [
            self.field(
                f"card_{one}", say(f"see_changes.field.{one}"), hint=say(f"see_changes.hint.{one}"), long=one in long
            )
            for one in words
        ]
        board = button(say("effect.level.board"), "turn_board", on=change["board"] is True)
        return [
            fold(
                say("see_changes.fold_words"), *fields, button(say("see_changes.keep_words"), "keep_words", main=True)
            ),
            self.origin_fold(change),
            fold(
                say("see_changes.fold_where"),
                self._several("levels", change),
                buttons(board),
                self._one_of("stage", change),
            ),
            fold(say("see_changes.fold_how"), *(self._one_of(part, change) for part in ONE_OF if part != "stage")),
            fold(
                say("see_changes.fold_kind"),
                self._kind(change),
                *(self._several(p, change) for p in ("value_layers", "wam")),
            ),
            self.number_fold(numbers),
            fold(say("see_changes.fold_confirm"), *self._confirm_fields()),
            fold(
                say("see_changes.fold_lasting"),
                buttons(*self._lasting(self.card, change), label=say("see_changes.lasting")),
                *self._asked_again(change["ask_again_on"]),
            ),
        ]

    def _asked_again(self, day: str | None) -> list[Block]:
        """When the group asks again whether it lasted, and another day for that (E30)."""
        now = [text(say("see_changes.asked_on", day=in_words(day)), quiet=True)] if isinstance(day, str) else []
        asked = self.field("ask_again", say("see_changes.ask_again"), hint=say("see_changes.ask_again_hint"))
        return [*now, asked, button(say("see_changes.keep_ask_again"), "keep_ask_again")]

    def _one_of(self, part: str, change: dict[str, Any]) -> Block:
        made = [
            button(say(f"effect.{part}.{one}"), "choose_one", on=change[part] == one, part=part, value=one)
            for one in ONE_OF[part]
        ]
        return buttons(*made, label=say(f"see_changes.ask.{part}"))

    def _several(self, part: str, change: dict[str, Any]) -> Block:
        words = WORDS_OF.get(part, part)
        made = [
            button(say(f"effect.{words}.{one}"), "turn", on=one in change[part], part=part, value=one)
            for one in SEVERAL[part]
        ]
        return buttons(*made, label=say(f"see_changes.ask.{part}"))

    def _kind(self, change: dict[str, Any]) -> Block:
        made = [
            button(
                say(f"effect.kind.{kind.replace(' ', '_')}"),
                "choose_one",
                on=change["kind"] == kind,
                part="kind",
                value=kind,
            )
            for kind in CHANGE_KINDS
        ]
        return buttons(*made, label=say("see_changes.ask.kind"))

    def _confirm_fields(self) -> list[Block]:
        options = [("", say("see_changes.nobody_of_us")), *self.tellers()]
        return [
            self.field("confirmed_by", say("see_changes.confirmed_by"), hint=say("see_changes.confirmed_by_hint")),
            select(say("see_changes.of_us"), "choose_confirmer", options, self.confirmed_by_group),
            buttons(
                button(say("see_changes.confirm_inside"), "confirm", outside=False),
                button(say("see_changes.confirm_outside"), "confirm", outside=True),
            ),
        ]

    def _lasting(self, change_id: str, change: dict[str, Any] | None = None) -> list[Block]:
        now = change["sustained"] if change else None
        return [
            button(
                say(f"effect.sustained.{one}"), "lasted", on=now == one if change else None, change=change_id, value=one
            )
            for one in ANSWERS
        ]


def _as_text(lines: list[tuple[str, str]]) -> list[str]:
    return [f"{label}: {words}" for label, words in lines]


def _sure(change: dict[str, Any]) -> str:
    level = change["substantiation"]
    return say(f"effect.sure.{level if isinstance(level, str) else 'signaal'}")
