"""What someone took out is in no output.

Works over every table without knowing it: a row goes when it points to someone who withdrew or to a piece that was
taken out, or makes no sense without one that does; in the text of a note those pieces become blocks of the same length,
so that positions stay right, and so do the same words in any other text. How someone withdraws: ``withdrawing.py``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ontmoet_research.model import columns_of
from ontmoet_research.privacy.consent import withdrawn_fragments
from ontmoet_research.privacy.tables import who_withdrew
from ontmoet_research.store import (
    Project,
    Which,
    free_text_columns,
    read_removed,
    read_table,
    read_table_raw,
    resting_on,
)
from ontmoet_research.text import quote_with_context
from ontmoet_research.text.blocks import BLOCK, blocked
from ontmoet_research.text.same_words import SameWords

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BLOCK", "taken_out_quotes", "with_blocks_in_place", "without_taken_out_words", "without_withdrawn"]


def without_withdrawn(
    project: Project,
    name: str,
    *,
    only: Collection[str] | None = None,
    blocked: Collection[str] = (),
    versions: Which = "last",
) -> pd.DataFrame:
    """A current table with its words (``store.read_table_raw``), without what was withdrawn.

    With ``only`` and ``versions`` as there. ``blocked`` are pieces that stay, with blocks for their words.
    Errors: ``Refused`` for an unknown table.
    """
    if only is not None:
        return _without_withdrawn(project, name, only, blocked, versions)
    what = ("without withdrawn", name, frozenset(blocked), versions)
    return project.read_once(what, lambda: _without_withdrawn(project, name, None, blocked, versions)).copy(deep=False)


def _without_withdrawn(
    project: Project, name: str, only: Collection[str] | None, blocked: Collection[str], versions: Which
) -> pd.DataFrame:
    frame = read_table_raw(project, name, only=only, versions=versions)
    if frame.empty:  # what follows looks at the whole project
        return frame
    _, pieces = _taken_out(project)
    gone = _gone(project)
    if masked := pieces.union(blocked):
        frame = _with_blocks(project, frame, name, masked)
    columns = columns_of(name).values()
    points = frame[[frame.columns[0], *(c.name for c in columns if c.info.get("ref"))]]
    frame = frame[~points.isin(list(gone)).any(axis=1)].reset_index(drop=True)
    frame = _without_quotes(frame, name, taken_out_quotes(project))
    for column in (c.name for c in columns if c.info.get("refs")):
        frame[column] = [[one for one in found if one not in gone] for found in frame[column]]
    return frame


def without_taken_out_words(project: Project, texts: pd.Series[Any]) -> pd.Series[Any]:
    """Texts in which the words of pieces that were taken out are blocks; for what has no way to be held back."""
    _, pieces = _taken_out(project)
    words = _words_of(project, pieces)
    return texts.map(lambda text: _masked(text, words)) if words else texts


def taken_out_quotes(project: Project) -> dict[str, str]:
    """Quotes that were taken back, with their words, by id: what used them has to be read again."""
    return dict(read_removed(project, "quotes", ["object_id", "text_used"]))


def _taken_out(project: Project) -> tuple[frozenset[str], frozenset[str]]:
    """Who withdrew, and the pieces that were taken out."""

    def read() -> tuple[frozenset[str], frozenset[str]]:
        people = who_withdrew(project)
        pieces = withdrawn_fragments(read_table(project, "fragments", versions="all"), people)
        return frozenset(people), frozenset(pieces)

    return project.read_once("taken out", read)


def _gone(project: Project) -> frozenset[str]:
    """Who withdrew, what was taken out, and all that makes no sense without them."""
    people, pieces = _taken_out(project)
    return project.read_once("gone with what was taken out", lambda: frozenset(resting_on(project, people | pieces)))


def _words_of(project: Project, pieces: frozenset[str]) -> SameWords:
    """The words of pieces, in every version of their note that is current."""

    def read() -> SameWords:
        if not pieces:
            return SameWords([])
        cut = read_table(project, "fragments", only=pieces, versions="all")
        sources = read_table_raw(project, "sources", only=set(cut["source_id"]), versions="all")
        cut = cut.merge(sources[["source_id", "text"]], on="source_id")
        return SameWords(
            [text[start:end] for text, start, end in zip(cut["text"], cut["start"], cut["end"], strict=True)]
        )

    return project.read_once(("words of", pieces), read)


def _with_blocks(project: Project, frame: pd.DataFrame, name: str, pieces: frozenset[str]) -> pd.DataFrame:
    """Blocks in the place of words that were taken out: in the note, in labels on or beside them, and elsewhere."""
    frame = with_blocks_in_place(project, frame, name, pieces)
    words = _words_of(project, pieces)
    for column in free_text_columns(name):
        frame[column] = frame[column].map(lambda value: _masked(value, words))
    return frame


def with_blocks_in_place(project: Project, frame: pd.DataFrame, name: str, pieces: Collection[str]) -> pd.DataFrame:
    """A table with its words, with blocks for those of these pieces: in notes, in labels on or beside them, in quotes.

    It looks at the notes in which the pieces stand and at no others.
    """
    frame = frame.copy()
    if name == "quotes":
        shut = frame["fragment_id"].isin(list(pieces))
        frame["text_used"] = [
            blocked(text, [(0, len(text))]) if shuts else text
            for text, shuts in zip(frame["text_used"], shut, strict=True)
        ]
    if name in ("sources", "codings"):
        spans = _spans_of(project, pieces)
        at = [place for place, one in enumerate(frame["source_id"]) if one in spans]
        if at and name == "sources":
            _put(frame, "text", at, [blocked(frame["text"].iat[n], spans[frame["source_id"].iat[n]]) for n in at])
        elif at:
            _block_labels(project, frame, at, spans)
    return frame


def _spans_of(project: Project, pieces: Collection[str]) -> dict[str, list[tuple[int, int]]]:
    spans: dict[str, list[tuple[int, int]]] = {}
    cut = read_table(project, "fragments", only=pieces, versions="all")
    for source_id, start, end in zip(*(cut[c] for c in ("source_id", "start", "end")), strict=True):
        spans.setdefault(source_id, []).append((int(start), int(end)))
    return spans


def _block_labels(
    project: Project, frame: pd.DataFrame, at: Sequence[int], spans: Mapping[str, list[tuple[int, int]]]
) -> None:
    """Blocks in the words of the labels in these rows, and of the characters around them."""
    sources = read_table_raw(project, "sources", only=list(spans))
    texts = {one: blocked(text, spans[one]) for one, text in zip(sources["source_id"], sources["text"], strict=True)}
    places = [(frame["source_id"].iat[n], int(frame["start"].iat[n]), int(frame["end"].iat[n])) for n in at]
    quotes = [quote_with_context(texts[one], start, end) for one, start, end in places]
    for part in ("quote", "prefix", "suffix"):
        _put(frame, part, at, [getattr(one, part) for one in quotes])


def _put(frame: pd.DataFrame, column: str, at: Sequence[int], values: Sequence[Any]) -> None:
    told = frame[column].to_list()
    for place, value in zip(at, values, strict=True):
        told[place] = value
    frame[column] = told


def _without_quotes(frame: pd.DataFrame, name: str, quotes: dict[str, str]) -> pd.DataFrame:
    """Blocks for the words of quotes that were taken back, in what rests on them."""
    if "sources" not in columns_of(name) or not quotes:
        return frame
    rest = [SameWords([quotes[one] for one in found if one in quotes]) for found in frame["sources"]]
    for column in free_text_columns(name):
        frame[column] = [_masked(value, words) for value, words in zip(frame[column], rest, strict=True)]
    return frame


def _masked(value: Any, words: SameWords) -> Any:
    if isinstance(value, list):
        return [blocked(text, words.spans(text)) for text in value]
    return blocked(value, words.spans(value)) if isinstance(value, str) and words else value
