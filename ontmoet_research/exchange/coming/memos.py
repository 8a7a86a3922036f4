"""Notes on the research, whatever they were tied to, and sets of labels, which become themes."""

from __future__ import annotations

from typing import Any

from ontmoet_research.coding import NoteText
from ontmoet_research.exchange.foreign import Memo
from ontmoet_research.exchange.ids import guid_of, object_id_of
from ontmoet_research.model.material import MEMO_KINDS
from ontmoet_research.store import Project, read_values

from .drafts import Basket
from .labels import Labels
from .marks import Placing, read_told
from .people import People
from .survey import Survey

__all__ = ["settle_memos", "settle_sets"]

Wanted = dict[str, tuple[dict[str, Any], dict[str, Any]]]


def settle_memos(
    basket: Basket, found: Survey, people: People, labels: Labels, placing: Placing, notes: dict[str, str]
) -> None:
    """Make the memos; ``notes`` is the note here (``source_id``) of each text there."""
    project = basket.project
    by_guid = {
        table: {guid_of(key).lower(): key for (key,) in read_values(project, table, ["object_id"])}
        for table in ("memos", "code_notes")
    }
    memos: Wanted = {}
    of_labels: Wanted = {}
    for memo in found.memos:
        if memo.key in placing.noted:
            continue
        about, words, table = _about(project, memo, labels, placing, notes)
        if not words.strip():
            continue
        if memo.about and about is None and memo.kind != "project":
            found.lost["memo_without_place", ""] += 1
        key = by_guid[table].get(memo.key) or object_id_of(table, memo.key, found.head.key)
        who = people.id_of(memo.person)
        if table == "code_notes":
            of_labels[key] = {"text": words}, {"code_id": about, "contributor_id": who}
        else:
            kind = read_told(memo.told).get("soort", "idee")
            kind = kind if kind in MEMO_KINDS else "idee"
            own = {"contributor_id": who, "kind": kind, "private": False, "about_id": about}
            memos[key] = {"text": words}, own
    basket.settle("memos", memos)
    basket.settle("code_notes", of_labels)


def _about(
    project: Project, memo: Memo, labels: Labels, placing: Placing, notes: dict[str, str]
) -> tuple[str | None, str, str]:
    """What a memo is about here, its words, and the table it belongs in."""
    words = memo.text if memo.text.strip() else memo.told
    if memo.kind in ("label", "any") and (label := labels.get(memo.about)):
        return label.code_id, words, "code_notes"
    if memo.kind in ("text", "any") and memo.about in notes:
        return notes[memo.about], words, "memos"
    if memo.kind in ("mark", "piece", "any") and memo.about in placing.where:
        source, start, end, codings = placing.where[memo.about]
        if len(codings) == 1:
            return codings[0], words, "memos"
        return (*_on_piece(project, placing, source, start, end, words), "memos")
    return None, words, "memos"


def _on_piece(
    project: Project, placing: Placing, source: str, start: int, end: int, words: str
) -> tuple[str | None, str]:
    """A memo on words without one label stands with the piece they are in; the words go along, as the place would
    not."""
    note = placing.note_texts.get(source) or NoteText.stored(project, source)
    quote = note.text[start:end]
    whole = quote.startswith(note.piece_at(start).strip()) and quote.endswith(note.piece_at(end - 1).strip())
    if whole or f"“{quote}”" in words:
        return note.fragment_at(start), words
    return note.fragment_at(start), f"“{quote}”\n{words}"


def settle_sets(basket: Basket, found: Survey, labels: Labels) -> None:
    """A set of labels becomes a theme that rests on them."""
    known = {guid_of(key).lower(): key for (key,) in read_values(basket.project, "themes", ["object_id"])}
    themes: Wanted = {}
    links: Wanted = {}
    for one in found.sets:
        codes = list(dict.fromkeys(what.code_id for key in one.labels if (what := labels.get(key))))
        missing = len(one.labels) - sum(labels.get(key) is not None for key in one.labels)
        if missing:
            found.lost["unknown_label_in_set", one.name] += missing
        if not codes:
            if not one.texts:
                found.lost["empty_set", one.name] += 1
            continue
        theme = known.get(one.key) or object_id_of("themes", one.key or one.name, found.head.key)
        told: dict[str, Any] = {"title": one.name or one.key}
        if one.description.strip():
            told["description_b1"] = one.description
        themes[theme] = told, {"status": "idee"}
        there = {row[0] for row in read_values(basket.project, "theme_links", ["target_id"], theme_id=theme)}
        for code in codes:
            if code not in there:
                link = object_id_of("theme_links", f"{theme}:{code}", found.head.key)
                links[link] = {}, {"theme_id": theme, "target_id": code, "relation": "past"}
    basket.settle("themes", themes)
    basket.settle("theme_links", links)
