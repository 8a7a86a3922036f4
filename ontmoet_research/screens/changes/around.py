"""What stands around the changes in *Wat verandert er?*: what is there already, and where something went on to."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import add_initiative, add_spread, change_initiative, count_named, link_pieces
from ontmoet_research.change.effects import PURPOSE
from ontmoet_research.change.initiatives import ORIGIN as INITIATIVES
from ontmoet_research.change.spreads import ORIGIN as SPREADS
from ontmoet_research.change.spreads import tell_spread
from ontmoet_research.privacy import closed, fragment_texts, without_withdrawn
from ontmoet_research.screens.blocks import Block, button, fold, heading, listing, select, text
from ontmoet_research.screens.forms import Ask, Form, Options, correctable, of_nothing, of_series
from ontmoet_research.screens.not_counting import not_counting_blocks
from ontmoet_research.store import Project, find, rows_of
from ontmoet_research.text import plain
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .parts import ChangePart, or_none, places_here
from .reached import reached_blocks

MOST = 12  # pieces shown at once, as in a batch


def _add_initiative(project: Project, name: str, **told: str) -> str:
    return add_initiative(project, name, **{key: words or None for key, words in told.items()})


def _keep_gap(project: Project, initiative_id: str, gap: str) -> None:
    if not gap:
        raise Refused("see_changes.nothing_typed")
    change_initiative(project, initiative_id, gap_note=gap)


def _turn_piece(project: Project, initiative_id: str, piece: str) -> None:
    """The initiative is named in this piece, or not."""
    linked = piece not in find(project, "initiatives", initiative_id)["fragment_ids"]
    link_pieces(project, initiative_id, [piece], linked=linked)


def _add_spread(project: Project, series_id: str, what: str, date: str, **told: str | None) -> str:
    return add_spread(project, series_id, what, date=date, **told)


def _other_series(part: ChangeAround) -> Options:
    return or_none([one for one in part.page.all_series() if one[0] != part.series_id], "see_changes.nowhere")


INITIATIVE = tuple(
    Ask(name, f"see_changes.initiative.{name}", "link") for name in ("name", "kind", "place", "for_whom", "gap_note")
)
SPREAD = (
    Ask("what", "see_changes.spread.what"),
    Ask("to_series_id", "see_changes.spread.series", "list", _other_series),
    Ask(
        "organisation_id",
        "see_changes.spread.organisation",
        "list",
        lambda part: or_none(places_here(part), "see_changes.nowhere"),
    ),
    Ask("to_whom", "see_changes.spread.to_whom"),
    Ask("form", "see_changes.spread.form"),
    Ask("date", "see_changes.spread.day", "day", hint=lambda _part: ""),
)
NEW = Form(
    "new",
    _add_initiative,
    INITIATIVES,
    "see_changes.keep_initiative",
    INITIATIVE,
    given=of_nothing,
    fold="see_changes.new_initiative",
    then=lambda part, made: part.show(made),
)
GAP = Form(
    "gap", _keep_gap, INITIATIVES, "see_changes.keep_gap", (Ask("gap", "see_changes.initiative.gap_note"),), main=False
)
NAMED = Form(
    "named",
    _turn_piece,
    INITIATIVES,
    asks=(Ask("piece", "see_changes.named_in", "several", lambda part: part.found(), column="fragment_ids"),),
    at_once=True,
)
WENT = Form(
    "went", _add_spread, SPREADS, "see_changes.keep_spread", SPREAD, given=of_series, fold="see_changes.new_spread"
)


class ChangeAround(ChangePart):
    """Initiatives, of which one can be open, and where things went."""

    forms = (NEW, GAP, NAMED, WENT)
    corrects = correctable(initiatives=INITIATIVE, spreads=SPREAD)

    def show(self, initiative_id: str) -> None:
        """Open the initiative that was kept."""
        self.opened = initiative_id

    def blocks(self) -> list[Block]:
        """The list of initiatives and the list of where things went, each with a short form."""
        told = self.read("initiatives", "spreads")
        counted = rows_of(count_named(told.initiatives, told.fragment_ids))
        series = dict(self.page.all_series())
        labels = dict(places_here(self))
        went = [tell_spread(one, series, labels, labels.keys()) for one in rows_of(told.spreads)]
        names = [(one["initiative_id"], isolated(one["name"])) for one in counted]
        return [
            heading(say("see_changes.initiatives")),
            listing(map(tell_initiative, counted), empty=say("see_changes.no_initiatives")),
            *(not_counting_blocks(self.project, self.series_id, "pieces") if counted else []),
            *self.form(NEW),
            *self.correct_fold("initiatives", [(one["initiative_id"], one["name"]) for one in counted]),
            *([fold(say("see_changes.complete_initiative"), *self._pieces(names))] if names else []),
            heading(say("see_changes.spreads")),
            listing(went, empty=say("see_changes.no_spreads")),
            *self.form(WENT),
            *self.correct_fold("spreads", zip(told.spreads["spread_id"], told.spreads["what"], strict=True)),
            *reached_blocks(self.project, self.series_id, told),
        ]

    def _pieces(self, names: list[tuple[str, str]]) -> list[Block]:
        which = select(say("see_changes.which_initiative"), "open_one", [("", "–"), *names], self.opened)
        if self.opened not in dict(names):
            return [which]
        found, now = self.found(), find(self.project, "initiatives", self.opened).values
        return [
            which,
            *self.form(GAP),
            self.field("sought", say("see_changes.sought"), hint=say("see_changes.sought_hint")),
            button(say("see_changes.look"), "open_one", value=self.opened),
            *(self.form(NAMED, now=now) if found else []),
            *([text(say("see_changes.not_found"))] if self.typed("sought").strip() and not found else []),
        ]

    def found(self) -> list[tuple[str, str]]:
        """Pieces of this series with the typed word, without what was taken out; at most twelve."""
        sought = plain(self.typed("sought").strip())
        if not sought:
            return []
        seen = self.read("initiatives").fragment_ids - closed(self.project, PURPOSE)
        fragments = without_withdrawn(self.project, "fragments", only=seen)
        texts = fragment_texts(fragments, without_withdrawn(self.project, "sources"))
        return [(key, isolated(words.strip())) for key, words in texts.items() if sought in plain(words)][:MOST]


def tell_initiative(one: dict[Any, Any]) -> str:
    """An initiative in words: what it is, for whom, in how many pieces it was named, and what is lacking."""
    what = ", ".join(isolated(one[name]) for name in ("name", "kind", "place") if one[name])
    parts = [f"{what}."]
    if one["for_whom"]:
        parts.append(say("see_changes.for_whom", whom=isolated(one["for_whom"])))
    parts.append(say_count("see_changes.named", one["n_named"]))
    if one["gap_note"]:
        parts.append(say("see_changes.gap", gap=isolated(one["gap_note"])))
    return " ".join(parts)
