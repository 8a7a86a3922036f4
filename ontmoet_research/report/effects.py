"""What changed, with what stands around it, as these readers may have it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from ontmoet_research.change import Effects, count_named, organisations_reached, read_effects
from ontmoet_research.privacy import people_and_answers, releasable_stories, who_withdrew, without_taken_out_words
from ontmoet_research.privacy.suppression import K_ADVISED
from ontmoet_research.privacy.telling import NOBODY, Telling
from ontmoet_research.store import Project, read_table
from ontmoet_research.words import say

from .exact_titles import INSIDE

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Shown", "read_shown"]

CHANGE_WORDS = ("actor", "what", "contribution", "place", "why_it_matters", "region_effect", "confirmed_by")


@dataclass(frozen=True)
class Shown:
    """Tables for the part *Wat er veranderde*; nothing in it may not go to these readers.

    ``effects`` as ``read_effects`` gives, but ``stories`` holds only those with a yes for these readers (without who
    told them) and ``changes`` only those that are shown. ``n_refused`` stories stay behind. ``organisations`` is the
    table of ``organisations_reached``; ``named`` are the labels that may be printed, by id; ``inside`` whether one is
    inside the municipality, for those of which people said so. ``initiatives`` has
    ``n_named``. ``themes`` and ``series`` are titles by id.
    """

    effects: Effects
    n_refused: int
    organisations: pd.DataFrame
    named: Mapping[str, str]
    inside: Mapping[str, bool]
    initiatives: pd.DataFrame
    themes: pd.DataFrame
    series: Mapping[str, str]


def read_shown(project: Project, series_id: str, audience: str, changes: pd.DataFrame, telling: Telling) -> Shown:
    """Read what may be shown of one series. ``changes`` are those that the report shows, as ``read_changes`` gives.

    ``telling`` says which organisations may be named by how many people of the group they sent.
    """
    told = read_effects(project, series_id)
    people, gone = read_table(project, "participants"), who_withdrew(project)
    allowed, refused = releasable_stories(told.stories, *people_and_answers(project), audience)
    series = read_table(project, "series").set_index("series_id")
    k = series.loc[series_id, "k_threshold"]
    here = people.loc[[series_id in ids for ids in people["series_ids"]]]
    organisations = read_table(project, "organisations")
    placed = organisations[organisations["inside"].notna()]
    reached = organisations_reached(
        _with_spreads(changes, told.spreads),
        organisations,
        here,
        gone,
        int(k) if pd.notna(k) else K_ADVISED,
    )
    reached = reached.assign(
        named=_named(reached, organisations, here[~here["participant_id"].isin(list(gone))], telling)
    )
    shown = _together(_without_taken_out(project, changes), inside=audience == INSIDE)
    indicators = told.indicators[told.indicators["change_id"].isin(shown["change_id"])]
    named = reached[reached["named"].astype(bool)]
    return Shown(
        effects=replace(told, changes=shown, stories=allowed, indicators=indicators),
        n_refused=len(refused),
        organisations=reached,
        named=dict(zip(named["organisation_id"], named["label"], strict=True)),
        inside={key: bool(inside) for key, inside in zip(placed["organisation_id"], placed["inside"], strict=True)},
        initiatives=count_named(told.initiatives, told.fragment_ids),
        themes=read_table(project, "themes"),
        series=series["title"].to_dict(),
    )


def _together(changes: pd.DataFrame, *, inside: bool) -> pd.DataFrame:
    """Who acted and who confirmed it are told together, or neither is.

    A change in single people points at them by what they are called ("een inwoner"), and who confirms it is often one
    of them. So to others than the group neither of both is told of such a change; of all other changes both are.
    """
    alone = pd.Series(["individueel" in levels for levels in changes["levels"]], index=changes.index, dtype=bool)
    hidden = alone & (not inside)
    acted = changes["actor"].notna()
    return changes.assign(
        actor=changes["actor"].mask(hidden & acted, say("report.change.people")),
        confirmed_by=changes["confirmed_by"].mask(hidden, None),
    )


def _named(reached: pd.DataFrame, organisations: pd.DataFrame, people: pd.DataFrame, telling: Telling) -> list[bool]:
    """Which of the organisations reached may be named: by a yes in writing, or by people enough whoever stops."""
    agreed = set(organisations.loc[organisations["named_on"].notna(), "organisation_id"])
    sent = {key: [frozenset({one}) for one in own] for key, own in people.groupby("organisation_id")["participant_id"]}
    may = {key: [NOBODY] if key in agreed else sent.get(key, []) for key in organisations["organisation_id"]}
    told = set(telling.those("organisaties", may))
    return [
        bool(named) and key in told for key, named in zip(reached["organisation_id"], reached["named"], strict=True)
    ]


def _with_spreads(changes: pd.DataFrame, spreads: pd.DataFrame) -> pd.DataFrame:
    """Changes and spreads together as what reached an organisation: one rule decides on naming both (A17)."""
    went = spreads[["spread_id", "organisation_id"]].rename(columns={"spread_id": "change_id"})
    return pd.concat([changes[["change_id", "organisation_id"]], went], ignore_index=True)


def _without_taken_out(
    project: Project, changes: pd.DataFrame, columns: Collection[str] = CHANGE_WORDS
) -> pd.DataFrame:
    """Blocks where a card repeats words that someone took out: a card can't be held back."""
    words = pd.concat([changes[name] for name in columns], keys=columns)
    cleaned = without_taken_out_words(project, words)
    return changes.assign(**{name: cleaned.loc[name].to_numpy() for name in columns}) if len(changes) else changes
