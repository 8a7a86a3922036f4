"""What a report for outside tells of the group, through one rule (``privacy.telling``, docs/naar-buiten.md).

Each question gives what may be told to the readers of this report; to the group itself that is all. What people said
themselves and approved (quotes, texts, stories, thanks) is theirs and is judged one by one elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from ontmoet_research.learning import by_theme
from ontmoet_research.model.people import SIDES
from ontmoet_research.privacy.telling import NOBODY, at_least
from ontmoet_research.store import rows_of
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

if TYPE_CHECKING:
    from .material import Material

__all__ = [
    "at_least_so_many",
    "did",
    "differing_labels",
    "doubted",
    "from_several_places",
    "labels_of_theme",
    "made_by",
    "named_sides",
    "quotes_stand",
    "searched",
    "something_was",
    "themed_by_coder",
    "told_books",
    "told_missing",
    "told_overview",
    "told_voice",
    "who_labelled",
    "wrote",
]

Evidence = Iterable[frozenset[str]]


def named_sides(sides: Iterable[str]) -> str:
    """These sides in words, for in a sentence."""
    return join_words(say(f"report.side.{one}") for one in sides)


def at_least_so_many(material: Material) -> int:
    """How many people took part "or more"; 0 when there are fewer than k."""
    telling = material.telling
    now = at_least(telling.n_people, telling.k)
    told = telling.those(f"mensen {material.series_id}", {str(now): [NOBODY]}, lasting=True) if now else []
    return int(told[0]) if told else 0


def from_several_places(material: Material) -> bool:
    """Whether people took part from more than one perspective."""
    seen = [(one["participant_id"], set(one["perspectives"])) for one in rows_of(material.participants)]
    several: list[frozenset[str]] = [frozenset({one}) for one, own in seen if len(own) > 1]
    several += [frozenset({a, b}) for (a, of_a), (b, of_b) in combinations(seen, 2) if of_a and of_b and of_a != of_b]
    return bool(material.telling.those(f"plekken {material.series_id}", {"meer": several}))


def told_missing(material: Material, missing: Collection[str]) -> list[str]:
    """Perspectives that were asked for and that nobody has; one part for all series, as people may be in several."""
    asked = material.series["required_perspectives"] or []
    return material.telling.those("wie_ontbrak", {one: [NOBODY] if one in missing else [] for one in asked})


def made_by(material: Material) -> list[str]:
    """The sides that work on the report."""
    return _sides(material, f"kanten {material.series_id}", material.contributors["side"])


def who_labelled(material: Material) -> list[str]:
    """The sides that labelled; ``unknown`` when someone has none."""
    return _sides(material, f"labelden {material.series_id}", material.learning.codings["side"].fillna("unknown"))


def wrote(material: Material, text_id: str, words: str, sides: Collection[str]) -> list[str]:
    """The sides that wrote a text; of these words, so for other words it is asked anew."""
    version = hashlib.sha256(words.encode()).hexdigest()[:12]
    return _sides(material, f"tekst {text_id} {version}", sides)


def did(material: Material, what: str, sides: Collection[str]) -> list[str]:
    """The sides that did something for the report, such as read along."""
    return _sides(material, f"deed {what} {material.series_id}", sides)


def searched(material: Material, search_id: str, sides: Collection[str]) -> list[str]:
    """The sides of who looked for something and did not find it."""
    return _sides(material, f"gezocht {search_id}", sides)


def themed_by_coder(material: Material) -> pd.DataFrame:
    """What each theme rests on: ``theme_id, theme, fragment_id, session_id`` and ``who`` (set of ``participant_id``).

    A row for each piece and each person who labelled it; ``who`` are the speaker and the labeller, where these are
    people of the group.
    """
    learning = material.learning
    by_coder = [
        (by_theme(own, learning.themes, learning.theme_links, learning.fragments.iloc[:0]), coder)
        for coder, own in learning.codings.groupby("contributor_id", sort=False)
    ]
    chosen = by_theme(learning.codings.iloc[:0], learning.themes, learning.theme_links, learning.fragments)
    rested = [
        frame.assign(who=_who(material, frame["fragment_id"], coder)) for frame, coder in [*by_coder, (chosen, "")]
    ]
    return pd.concat(rested, ignore_index=True)


def told_overview(material: Material, overview: pd.DataFrame, rests: pd.DataFrame) -> pd.DataFrame:
    """The overview theme × meeting: to others only the themes, and the meetings of a theme, that may be told of.

    ``rests`` is what :func:`themed_by_coder` gives. Themes stand by title then, as the order in which they were first
    heard would tell something too.
    """
    if material.telling.inside:
        return overview
    known = _all_themes(material)
    themes = material.telling.those(f"themas {material.series_id}", _evidence(rests, "theme_id", known))
    kept = overview[overview["theme_id"].isin(themes)].sort_values("theme", kind="stable")
    heard = {
        (theme, session)
        for session in kept["session_id"].unique()
        for theme in material.telling.those(
            f"bijeenkomst {session}", _evidence(rests[rests["session_id"] == session], "theme_id", known)
        )
    }
    told = [place in heard for place in zip(kept["theme_id"], kept["session_id"], strict=True)]
    return kept.assign(n_fragments=[n if may else 0 for n, may in zip(kept["n_fragments"], told, strict=True)])


def labels_of_theme(material: Material, theme_id: str, placed: pd.DataFrame, rests: pd.DataFrame) -> list[str]:
    """Of the labels (``code_id``) that stand on the words of a theme, those that may be told to others.

    That needs who labelled it so, and who made that piece part of the theme (``rests``).
    """
    part = rests.loc[rests["theme_id"] == theme_id, ["fragment_id", "who"]].drop_duplicates()
    both = placed.assign(labelled=_each(material, placed)).merge(part, on="fragment_id")
    pairs = zip(both["labelled"], both["who"], strict=True)
    rests = both.assign(who=pd.Series([one | other for one, other in pairs], index=both.index, dtype=object))
    known = material.codes["code_id"].unique()
    return material.telling.those(f"labels {material.series_id} {theme_id}", _evidence(rests, "code_id", known))


def told_voice(
    material: Material, theme_id: str, relation: str, targets: Collection[str], here: Collection[str]
) -> bool:
    """Whether may be told that a voice supports a theme, adds nuance or contradicts it, where no quote may stand.

    ``targets`` are the labels and pieces that people chose for it, ``here`` the pieces that these reach.
    """
    codings = material.learning.codings
    placed = codings[codings["code_id"].isin(list(targets)) & codings["fragment_id"].isin(list(here))]
    chosen = pd.Series(sorted(set(targets) & set(here)), dtype=object)
    evidence = [*_each(material, placed), *_who(material, chosen, "")]
    return bool(material.telling.those(f"stemmen {material.series_id} {theme_id} {relation}", {relation: evidence}))


def differing_labels(material: Material, views: pd.DataFrame) -> list[str]:
    """The labels (``code_id``) at which people read something differently and both readings stay."""
    spoke, in_group = _speakers(material), _in_group(material)
    told: dict[str, list[frozenset[str]]] = {one: [] for one in material.codes["code_id"].unique()}
    for _, one in views.groupby("difference_id", sort=False):
        people = {spoke.get(one["fragment_id"].iloc[0]), *one["contributor_id"].map(in_group)}
        if one["code_id"].iloc[0] in told:
            told[one["code_id"].iloc[0]].append(frozenset(filter(_is_text, people)))
    return material.telling.those(f"verschillen {material.series_id}", told)


def quotes_stand(material: Material, quote_ids: Collection[str], theme_id: str) -> None:
    """Say under which theme these quotes stand ("" under none); what only waits for someone to look stands nowhere.

    A quote that goes because its speaker stopped is that person's own; one that moves or waits could tell of another.
    """
    for one in sorted(quote_ids):
        material.telling.rows(f"citaat {one}", {one: theme_id})
    if not theme_id:
        for one in sorted(material.quotes.unread):
            material.telling.rows(f"citaat {one}", {})


def something_was(material: Material, what: str, evidence: Evidence) -> bool:
    """Whether a sentence that something was there may be told, such as that someone doubted."""
    return bool(material.telling.those(f"reeks {what} {material.series_id}", {what: list(evidence)}))


def told_books(material: Material) -> list[str]:
    """The lists of labels (``codebook_id``) that were used and may be told of."""
    codes, codings = material.codes.drop_duplicates("code_id"), material.learning.codings
    list_of = dict(zip(codes["code_id"], codes["codebook_id"], strict=True))
    rests = codings.assign(used=codings["code_id"].map(list_of), who=_each(material, codings))
    return material.telling.those(
        f"lijsten {material.series_id}", _evidence(rests, "used", dict.fromkeys(codes["codebook_id"]))
    )


def doubted(material: Material) -> list[frozenset[str]]:
    """Who stands behind each label that was placed with doubt."""
    codings = material.learning.codings
    return list(_each(material, codings)[codings["certainty"] != "zeker"])


def _sides(material: Material, part: str, sides: Iterable[str]) -> list[str]:
    known = sorted(set(sides), key=lambda one: (*SIDES, "unknown").index(one))
    told = material.telling.those(part, {one: [NOBODY] for one in known}, lasting=True)
    return sorted(told, key=lambda one: (*SIDES, "unknown").index(one))


def _evidence(rests: pd.DataFrame, column: str, names: Iterable[str]) -> dict[str, list[frozenset[str]]]:
    """The evidence of each name: ``who`` of the rows that hold it."""
    found = {str(name): list(own) for name, own in rests.groupby(column)["who"]}
    return {str(name): found.get(str(name), []) for name in names}


def _each(material: Material, codings: pd.DataFrame) -> pd.Series:
    """Who stands behind each coding: the speaker and the labeller, where these are people of the group."""
    spoke, in_group = _speakers(material), _in_group(material)
    pairs = zip(codings["fragment_id"].map(spoke), codings["contributor_id"].map(in_group), strict=True)
    return pd.Series([frozenset(filter(_is_text, pair)) for pair in pairs], index=codings.index, dtype=object)


def _who(material: Material, fragment_ids: pd.Series, coder: object) -> pd.Series:
    return _each(material, pd.DataFrame({"fragment_id": fragment_ids, "contributor_id": coder}))


def _speakers(material: Material) -> dict[str, str]:
    pieces = material.learning.fragments
    return dict(zip(pieces["fragment_id"], pieces["participant_id"], strict=True))


def _in_group(material: Material) -> dict[str, str]:
    people = material.contributors
    return dict(zip(people["contributor_id"], people["participant_id"], strict=True))


def _all_themes(material: Material) -> list[str]:
    """The ids of all that could be a theme: those people made, and families of labels."""
    families = material.codes["family"].dropna().unique()
    return [*material.learning.themes["theme_id"].unique(), *families, say("learning.no_family")]


def _is_text(value: object) -> bool:
    return isinstance(value, str)
