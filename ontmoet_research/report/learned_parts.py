"""The part on what the group learned: what was new, themes with approved quotes, where people read it differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ontmoet_research.learning import (
    by_theme,
    certainty_per_session,
    draw_new_or_known,
    in_order,
    new_or_known,
    over_meetings,
    where_heard,
)
from ontmoet_research.store import rows_of, with_none
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say, say_count

from .blocks import Block, Bullets, Figure, Note, Run, Subheading, TableBlock, Words, paragraph, plain
from .brought_parts import gains, learned_at_follow_ups, questions_to_the_group
from .markdown import blocks_of
from .material import Material
from .outside import differing_labels, labels_of_theme, quotes_stand, themed_by_coder, told_overview
from .quotes import quote_block
from .readers import is_inside, k_of_series
from .theme_voices import given_back, voices
from .written import written_by_people

__all__ = ["closing_questions", "told_of_harvest", "what_we_learned"]


def what_we_learned(material: Material) -> list[Block]:
    """New and known labels, themes with where they were heard and approved quotes, differences that stay."""
    learning = material.learning
    own = written_by_people(material, "wat_we_leerden")
    around = [*gains(material), *learned_at_follow_ups(material), *questions_to_the_group(material)]
    if learning.codings.empty:
        rest = [*_other_quotes(material, set()), *around, *closing_questions(material)]
        return [*own, *_not_counting(material), Note(say("report.nothing_coded")), *rest]
    themed = by_theme(learning.codings, learning.themes, learning.theme_links, learning.fragments)
    overview = over_meetings(themed, learning.codings, learning.sessions, learning.quiet())
    rests = themed if is_inside(material) else themed_by_coder(material)
    overview = told_overview(material, overview, rests)
    heard = where_heard(overview)
    told, quoted = _themes(material, themed, overview, rests)
    return [
        *own,
        *_not_counting(material),
        *_new_or_known(material),
        TableBlock(say("report.table.themes"), heard if is_inside(material) else heard.iloc[:, :2]),
        paragraph(say("learning.rules.silence" if is_inside(material) else "report.theme.silence")),
        *told,
        *_other_quotes(material, quoted),
        *_differences(material),
        *around,
        *closing_questions(material),
    ]


def _not_counting(material: Material) -> list[Block]:
    """For the group: which labels are not in what follows, and why. Outside, a few noes could point at someone."""
    told = material.not_counting.sentence if is_inside(material) else ""
    return [Note(told)] if told else []


def _new_or_known(material: Material) -> list[Block]:
    """New and known labels per meeting, for the group: outside the words of one person would change it (P16)."""
    learning = material.learning
    if not is_inside(material):
        return []
    counted = new_or_known(learning.codings, learning.sessions)
    return [Figure(draw_new_or_known(counted, certainty_per_session(learning.codings, learning.sessions)))]


def closing_questions(material: Material) -> list[Block]:
    """Answers to a closing question, always with how many there were and who chose (C29).

    Outside the group only answers are printed that someone chose from more, of at least k people: nobody could say yes
    to the others.
    """
    asked = [one for one in rows_of(material.harvests) if one["answers"]]
    blocks: list[Block] = [Subheading(3, plain(say("report.heading.harvest")))] if asked else []
    for one in asked:
        blocks.append(paragraph(say("report.harvest.question", question=isolated(one["question"]))))
        blocks.append(paragraph(told_of_harvest(one, material)))
        if _may_be_shown(one, material):
            blocks.append(Bullets(tuple(plain(answer) for answer in shown_answers(one))))
    return blocks


def told_of_harvest(harvest: Mapping[Any, Any], material: Material) -> str:
    """How many of the answers these readers see and who chose them, in words."""
    n, total = len(shown_answers(harvest)), harvest["n_total"]
    if not _may_be_shown(harvest, material):
        answers = n if pd.isna(total) else int(total)
        if answers < k_of_series(material):
            return say("report.harvest.few")
        return say_count("report.harvest.inside", answers)
    if _all_are_shown(harvest):
        return say_count("report.harvest.all", n)
    chosen = _chosen(harvest)
    rule = (
        say("report.harvest.rule", rule=isolated(harvest["selection_rule"]))
        if chosen
        else say("report.harvest.no_rule")
    )
    return f"{say('report.harvest.part', n=n, total=int(total))} {rule}"


def shown_answers(harvest: Mapping[Any, Any]) -> list[str]:
    """The answers that people chose to show; all of them when nobody chose."""
    return list(harvest["shown"] or harvest["answers"])


def _may_be_shown(harvest: Mapping[Any, Any], material: Material) -> bool:
    if is_inside(material):
        return True
    enough = pd.notna(harvest["n_total"]) and int(harvest["n_total"]) >= k_of_series(material)
    return enough and _chosen(harvest) and not _all_are_shown(harvest)


def _all_are_shown(harvest: Mapping[Any, Any]) -> bool:
    return bool(pd.isna(harvest["n_total"]) or int(harvest["n_total"]) <= len(shown_answers(harvest)))


def _chosen(harvest: Mapping[Any, Any]) -> bool:
    rule = harvest["selection_rule"]
    return bool((rule or "").strip())


def _themes(
    material: Material, themed: pd.DataFrame, overview: pd.DataFrame, rests: pd.DataFrame
) -> tuple[list[Block], set[str]]:
    described = with_none(material.learning.themes.set_index("theme_id")["description_b1"])
    heard = where_heard(overview).iloc[:, 1]
    blocks: list[Block] = []
    quoted: set[str] = set()
    for (theme_id, theme), numbers in zip(_names(overview), heard, strict=True):
        blocks.append(Subheading(3, plain(_heading(theme))))
        if theme_id in described.index and described[theme_id]:
            blocks += blocks_of(str(described[theme_id]), under=3)
        if numbers != say("learning.cell.nowhere"):
            blocks.append(paragraph(say("report.theme.heard", numbers=numbers)))
        blocks += _labels(material, themed, theme_id, rests)
        pieces = set(themed.loc[themed["theme_id"] == theme_id, "fragment_id"])
        before = set(quoted)
        blocks += voices(material, theme_id, pieces, quoted)
        quotes_stand(material, quoted - before, theme_id)
        blocks += given_back(material, theme_id)
    return blocks, quoted


def _names(overview: pd.DataFrame) -> list[tuple[str, str]]:
    once = overview.drop_duplicates("theme_id")
    return list(zip(once["theme_id"], once["theme"], strict=True))


def _heading(theme: str) -> str:
    return isolated(theme[:1].upper() + theme[1:])


def _labels(material: Material, themed: pd.DataFrame, theme_id: str, rests: pd.DataFrame) -> list[Block]:
    """Which labels were placed on the words of this theme, most used first; outside by name, those that may be told."""
    here = material.learning.codings
    here = here[here["fragment_id"].isin(themed.loc[themed["theme_id"] == theme_id, "fragment_id"])]
    if theme_id in set(here["family"]):
        here = here[here["family"] == theme_id]
    if not is_inside(material):
        told = material.codes.set_index("code_id")["label_nl"].reindex(labels_of_theme(material, theme_id, here, rests))
        names = sorted(isolated(name) for name in told.dropna().unique())
        return [paragraph(say("report.theme.labels_outside", labels=join_words(names)))] if names else []
    often = here.drop_duplicates(["code_id", "fragment_id"])["label_nl"].dropna().value_counts()
    names = [isolated(name) for name in sorted(often.index, key=lambda name: (-often[name], name))[:6]]
    return [paragraph(say("report.theme.labels", labels=join_words(names)))] if names else []


def _other_quotes(material: Material, quoted: set[str]) -> list[Block]:
    left = material.quotes.allowed[~material.quotes.allowed["quote_id"].isin(quoted)]
    quotes_stand(material, set(left["quote_id"]), "")
    blocks: list[Block] = [Subheading(3, plain(say("report.heading.quotes")))] if len(left) else []
    blocks += [quote_block(quote) for quote in rows_of(left)]
    if material.quotes.allowed.empty:
        blocks.append(Note(say(f"report.quotes.none.{material.audience}")))
    if not is_inside(material):
        blocks.append(paragraph(say("report.quotes.held")))
    elif material.quotes.n_refused:
        blocks.append(paragraph(say_count("report.quotes.refused", material.quotes.n_refused)))
    return blocks


def _differences(material: Material) -> list[Block]:
    """Readings that lie apart and both stay: each view with its side, in the order people spoke.

    What people said of it is for the group: outside it only is told at which label people read it differently.
    """
    heading = Subheading(3, plain(say("report.heading.differences")))
    staying = material.differences[material.differences["outcome"] == "beide_blijven_staan"]
    views = staying[staying["view"].notna()]
    codes = material.codes.set_index("code_id")["label_nl"]
    meetings = _meeting_of_fragment(material)
    if not is_inside(material):
        told = codes[~codes.index.duplicated()].reindex(differing_labels(material, views))
        labels = sorted(isolated(name) for name in told.dropna().unique())
        where = say("report.differences.at", labels=join_words(labels)) if labels else ""
        return [heading, paragraph(f"{say('report.differences.outside')} {where}".strip())]
    if views.empty:
        return [heading, paragraph(say("report.differences.none"))]
    blocks: list[Block] = [heading, paragraph(say_count("report.differences", views["difference_id"].nunique()))]
    for _, one in views.groupby("difference_id", sort=False):
        about = codes.get(one["code_id"].iloc[0])
        place = meetings.get(one["fragment_id"].iloc[0], say("learning.meeting_unknown"))
        told = "report.difference.about" if about else "report.difference.words"
        blocks.append(paragraph(say(told, meeting=place, label=isolated(str(about)))))
        blocks.append(Bullets(tuple(_view(view) for view in rows_of(one))))
    return blocks


def _view(view: Mapping[Any, Any]) -> Words:
    side = say(f"report.side.{view['side'] or 'unknown'}")
    reason = view["reason"]
    because = say("report.difference.because", reason=isolated(reason)) if reason else ""
    return (Run(f"{side[:1].upper()}{side[1:]}: ", bold=True), Run(f"{isolated(view['view'])} {because}".strip()))


def _meeting_of_fragment(material: Material) -> dict[str, str]:
    names = in_order(material.sessions).set_index("session_id")["name"]
    pieces = material.learning.fragments
    return dict(zip(pieces["fragment_id"], pieces["session_id"].map(names), strict=True))
