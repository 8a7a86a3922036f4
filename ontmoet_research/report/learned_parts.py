"""Behind what the group learned: what was new, where themes were heard, where people read it differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ontmoet_research.learning import certainty_per_session, draw_new_or_known, in_order, new_or_known, where_heard
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say, say_count

from .blocks import Block, Bullets, Figure, LeftOut, Note, Run, Subheading, TableBlock, Words, paragraph, plain
from .brought_parts import gains, learned_at_follow_ups, questions_to_the_group
from .material import Material
from .outside import differing_labels, labels_of_theme, quotes_stand
from .quotes import quote_block
from .readers import is_inside, k_of_series
from .theme_parts import Themes, about_theme, read_themes
from .woven import quoted_in

IN_TEXT = "tekst"  # where a quote stands that people put into their own text

__all__ = ["behind_what_we_learned", "closing_questions", "told_of_harvest"]


def behind_what_we_learned(material: Material) -> list[Block]:
    """New and known labels, where each theme was heard and with which labels, readings that lie apart, what it brought.

    Themes for which the body has no room stand here with their words.
    """
    learning = material.learning
    around = [*gains(material), *learned_at_follow_ups(material), *questions_to_the_group(material)]
    if learning.codings.empty:
        return [*_other_quotes(material), *around, *closing_questions(material)]
    themes, inside = read_themes(material), is_inside(material)
    heard = where_heard(themes.overview)
    return [
        *_not_counting(material),
        *_new_or_known(material),
        TableBlock(say("report.table.themes"), heard if inside else heard.iloc[:, :2]),
        *([] if inside else [paragraph(say("report.theme.silence"))]),  # the figure says it inside
        *_labels_per_theme(material, themes),
        *(block for theme in themes.behind for block in about_theme(material, theme)),
        *_other_quotes(material),
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


def _labels_per_theme(material: Material, themes: Themes) -> list[Block]:
    rows = [(isolated(one.title), labels) for one in themes.all if (labels := _labels(material, themes, one.theme_id))]
    columns = [say(f"report.column.{name}") for name in ("theme", "labels")]
    return [TableBlock(say("report.table.labels"), pd.DataFrame(rows, columns=columns))] if rows else []


def _labels(material: Material, themes: Themes, theme_id: str) -> str:
    """Which labels were placed on the words of this theme, most used first; outside by name, those that may be told."""
    here = material.learning.codings
    here = here[here["fragment_id"].isin(themes.pieces(theme_id))]
    if theme_id in set(here["family"]):
        here = here[here["family"] == theme_id]
    if not is_inside(material):
        may = labels_of_theme(material, theme_id, here, themes.rests)
        told = material.codes.set_index("code_id")["label_nl"].reindex(may)
        return join_words(sorted(isolated(name) for name in told.dropna().unique()))
    often = here.drop_duplicates(["code_id", "fragment_id"])["label_nl"].dropna().value_counts()
    return join_words(isolated(name) for name in sorted(often.index, key=lambda name: (-often[name], name))[:6])


def _other_quotes(material: Material) -> list[Block]:
    """Quotes that stand with no theme and in no text of people; the group hears how many have no yes.

    For others there is one line, whether there are any or not.
    """
    printed = quoted_in(material) | (set() if material.learning.codings.empty else read_themes(material).quoted)
    left = material.quotes.allowed[~material.quotes.allowed["quote_id"].isin(printed)]
    quotes_stand(material, set(left["quote_id"]), "")
    quotes_stand(material, quoted_in(material), IN_TEXT)
    blocks: list[Block] = [Subheading(3, plain(say("report.heading.quotes")))] if len(left) else []
    blocks += [quote_block(quote) for quote in rows_of(left)]
    inside, refused = is_inside(material), material.quotes.n_refused
    if material.quotes.allowed.empty:
        why = say("report.left_out.no_quotes" if inside and not refused else "report.left_out.no_yes")
        blocks.append(LeftOut(say("report.left_out.quotes"), why))
    elif not inside:
        blocks.append(LeftOut(say("report.left_out.quotes_without"), say("report.left_out.stays_inside")))
    elif refused:
        blocks.append(LeftOut(say_count("report.quotes.refused", refused), say("report.left_out.no_yes")))
    return blocks


def _differences(material: Material) -> list[Block]:
    """Readings that lie apart and both stay: each view with its side, in the order people spoke.

    What people said of it is for the group: outside it only is told at which label people read it differently.
    """
    title = say("report.heading.differences")
    heading = Subheading(3, plain(title))
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
        return [LeftOut(title, say("report.differences.none"))]
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
