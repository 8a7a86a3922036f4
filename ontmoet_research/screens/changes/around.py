"""What stands around the changes in *Wat verandert er?*: what is there already, and where something went on to."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import add_initiative, add_spread, change_initiative, count_named, link_pieces
from ontmoet_research.change.effects import PURPOSE
from ontmoet_research.change.initiatives import ORIGIN as INITIATIVES
from ontmoet_research.change.spreads import ORIGIN as SPREADS
from ontmoet_research.change.spreads import tell_spread
from ontmoet_research.privacy import closed, fragment_texts, without_withdrawn
from ontmoet_research.record import iso_day
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices, fold, heading, listing, select, text
from ontmoet_research.store import find, read_rows
from ontmoet_research.text import plain
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .cards import ChangeCards
from .reached import ReachedPart

ABOUT = ("name", "kind", "place", "for_whom", "gap_note")
MOST = 12  # pieces shown at once, as in a batch


class ChangeAround(ChangeCards, ReachedPart):
    """The part with initiatives and where things went."""

    initiative = ""
    spread_series = ""
    spread_organisation = ""

    def around_blocks(self) -> list[Block]:
        """The list of initiatives and the list of where things went, each with a short form."""
        told = self.read("initiatives", "spreads")
        counted = count_named(told.initiatives, told.fragment_ids).to_dict("records")
        series = dict(self.all_series())
        labels = {row.object_id: row["label"] for row in read_rows(self.project, "organisations")}
        went = [tell_spread(one, series, labels, labels.keys()) for one in told.spreads.to_dict("records")]
        names = [(one["initiative_id"], isolated(one["name"])) for one in counted]
        return [
            heading(say("see_changes.initiatives")),
            listing(map(tell_initiative, counted), empty=say("see_changes.no_initiatives")),
            fold(say("see_changes.new_initiative"), *self._new_initiative()),
            *self.correct_fold("initiatives", [(one["initiative_id"], one["name"]) for one in counted]),
            *([fold(say("see_changes.complete_initiative"), *self._pieces(names))] if names else []),
            heading(say("see_changes.spreads")),
            listing(went, empty=say("see_changes.no_spreads")),
            fold(say("see_changes.new_spread"), *self._new_spread(series, labels)),
            *self.correct_fold("spreads", zip(told.spreads["spread_id"], told.spreads["what"], strict=True)),
            *self.reached_blocks(told),
        ]

    @gesture
    def keep_initiative(self) -> None:
        """Keep a new initiative."""
        told = dict(zip(ABOUT, self.kept(*(f"initiative_{name}" for name in ABOUT), links=True), strict=True))
        name = told.pop("name")
        self.initiative = add_initiative(self.project, name, **{key: words or None for key, words in told.items()})
        self.forget(*(f"initiative_{name}" for name in ABOUT))
        self.done(INITIATIVES)

    @gesture
    def choose_initiative(self, value: str) -> None:
        """Say which initiative is to be completed."""
        self.initiative = value
        self.forget("gap_again", "sought")
        self.refresh()

    @gesture
    def keep_gap(self) -> None:
        """Keep what is still lacking at the chosen initiative."""
        (gap,) = self.kept("gap_again")
        if not gap:
            raise Refused("see_changes.nothing_typed")
        change_initiative(self.project, self.initiative, gap_note=gap)
        self.forget("gap_again")
        self.done(INITIATIVES)

    @gesture
    def look_for(self) -> None:
        """Look for pieces with the word that was typed."""
        self.refresh()

    @gesture
    def turn_piece(self, value: str) -> None:
        """Say that the chosen initiative is named in this piece, or not."""
        linked = value not in find(self.project, "initiatives", self.initiative)["fragment_ids"]
        link_pieces(self.project, self.initiative, [value], linked=linked)
        self.done(INITIATIVES)

    @gesture
    def choose_spread_series(self, value: str) -> None:
        """Say to which series it went."""
        self.spread_series = value
        self.refresh()

    @gesture
    def choose_spread_organisation(self, value: str) -> None:
        """Say to which organisation it went."""
        self.spread_organisation = value
        self.refresh()

    @gesture
    def keep_spread(self) -> None:
        """Keep where something went on to."""
        what, to_whom, form = self.kept("spread_what", "spread_to_whom", "spread_form")
        add_spread(
            self.project,
            self.series_id,
            what,
            to_series_id=self.spread_series or None,
            organisation_id=self.spread_organisation or None,
            to_whom=to_whom,
            form=form,
            date=iso_day(self.typed.get("spread_day")),
        )
        self.forget("spread_what", "spread_to_whom", "spread_form", "spread_day")
        self.spread_series, self.spread_organisation = "", ""
        self.done(SPREADS)

    def _new_initiative(self) -> list[Block]:
        fields = [self.field(f"initiative_{name}", say(f"see_changes.initiative.{name}")) for name in ABOUT]
        return [*fields, button(say("see_changes.keep_initiative"), "keep_initiative", main=True)]

    def _pieces(self, names: list[tuple[str, str]]) -> list[Block]:
        which = select(say("see_changes.which_initiative"), "choose_initiative", [("", "–"), *names], self.initiative)
        if self.initiative not in dict(names):
            return [which]
        found = self._found()
        linked = find(self.project, "initiatives", self.initiative)["fragment_ids"]
        return [
            which,
            self.field("gap_again", say("see_changes.initiative.gap_note")),
            button(say("see_changes.keep_gap"), "keep_gap"),
            self.field("sought", say("see_changes.sought"), hint=say("see_changes.sought_hint")),
            button(say("see_changes.look"), "look_for"),
            *([choices(say("see_changes.named_in"), "turn_piece", found, linked)] if found else []),
            *([text(say("see_changes.not_found"))] if self.typed.get("sought", "").strip() and not found else []),
        ]

    def _found(self) -> list[tuple[str, str]]:
        """Pieces of this series with the typed word, without what was taken out; at most twelve."""
        sought = plain(self.typed.get("sought", "").strip())
        if not sought:
            return []
        seen = self.read("initiatives").fragment_ids - closed(self.project, PURPOSE)
        fragments = without_withdrawn(self.project, "fragments", only=seen)
        texts = fragment_texts(fragments, without_withdrawn(self.project, "sources"))
        return [(key, isolated(words.strip())) for key, words in texts.items() if sought in plain(words)][:MOST]

    def _new_spread(self, series: dict[str, str], labels: dict[str, str]) -> list[Block]:
        nothing = ("", say("see_changes.nowhere"))
        others = [nothing, *((key, title) for key, title in series.items() if key != self.series_id)]
        fields = [
            self.field(f"spread_{name}", say(f"see_changes.spread.{name}"))
            for name in ("what", "to_whom", "form", "day")
        ]
        return [
            fields[0],
            select(say("see_changes.spread.series"), "choose_spread_series", others, self.spread_series),
            select(
                say("see_changes.spread.organisation"),
                "choose_spread_organisation",
                [nothing, *labels.items()],
                self.spread_organisation,
            ),
            *fields[1:],
            button(say("see_changes.keep_spread"), "keep_spread", main=True),
        ]


def tell_initiative(one: dict[Any, Any]) -> str:
    """An initiative in words: what it is, for whom, in how many pieces it was named, and what is lacking."""
    what = ", ".join(isolated(one[name]) for name in ("name", "kind", "place") if isinstance(one[name], str))
    parts = [f"{what}."]
    if isinstance(one["for_whom"], str):
        parts.append(say("see_changes.for_whom", whom=isolated(one["for_whom"])))
    parts.append(say_count("see_changes.named", one["n_named"]))
    if isinstance(one["gap_note"], str):
        parts.append(say("see_changes.gap", gap=isolated(one["gap_note"])))
    return " ".join(parts)
