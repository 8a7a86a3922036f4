"""What someone took out is in no output.

Works over every table without knowing it: a row goes when it points to someone who withdrew or to a piece that was
taken out, or makes no sense without one that does; in the text of a note those pieces become blocks of the same length,
so that positions stay right, and so do the same words in any other text. How someone withdraws: ``withdrawing.py``.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from ontmoet_research.model import columns_of
from ontmoet_research.privacy.consent import withdrawn_fragments
from ontmoet_research.privacy.tables import who_withdrew
from ontmoet_research.store import Project, Which, free_text_columns, read_removed, read_table, resting_on
from ontmoet_research.text import quote_with_context
from ontmoet_research.text.blocks import BLOCK, blocked
from ontmoet_research.text.same_words import SameWords

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BLOCK", "taken_out_quotes", "without_taken_out_words", "without_withdrawn"]


def without_withdrawn(
    project: Project,
    name: str,
    *,
    only: Collection[str] | None = None,
    blocked: Collection[str] = (),
    versions: Which = "last",
) -> pd.DataFrame:
    """A current table as :func:`ontmoet_research.store.read_table` gives it, without what was withdrawn.

    With ``only`` and ``versions`` as there. ``blocked`` are pieces that stay, with blocks for their words.
    Errors: ``Refused`` for an unknown table.
    """
    frame = read_table(project, name, only=only, versions=versions)
    if frame.empty:  # what follows looks at the whole project
        return frame
    people, pieces = _taken_out(project)
    gone = resting_on(project, people | pieces)
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
    words = SameWords(_words_of(project, pieces)) if pieces else None
    return texts.map(lambda text: _masked(text, words)) if words else texts


def taken_out_quotes(project: Project) -> dict[str, str]:
    """Quotes that were taken back, with their words, by id: what used them has to be read again."""
    return dict(read_removed(project, "quotes", ["object_id", "text_used"]))


def _taken_out(project: Project) -> tuple[set[str], set[str]]:
    people = who_withdrew(project)
    return people, withdrawn_fragments(read_table(project, "fragments", versions="all"), people)


def _words_of(project: Project, pieces: set[str]) -> list[str]:
    """The words of pieces, in every version of their note that is current."""
    fragments, sources = (read_table(project, one, versions="all") for one in ("fragments", "sources"))
    cut = fragments[fragments["fragment_id"].isin(list(pieces))].merge(sources[["source_id", "text"]], on="source_id")
    return [text[start:end] for text, start, end in zip(cut["text"], cut["start"], cut["end"], strict=True)]


def _with_blocks(project: Project, frame: pd.DataFrame, name: str, pieces: set[str]) -> pd.DataFrame:
    """Blocks in the place of words that were taken out: in the note, in labels on or beside them, and elsewhere."""
    frame = frame.copy()
    if name in ("sources", "codings"):
        frame = _with_blocks_in_place(project, frame, name, pieces)
    words = SameWords(_words_of(project, pieces))
    for column in free_text_columns(name):
        frame[column] = frame[column].map(lambda value: _masked(value, words))
    return frame


def _with_blocks_in_place(project: Project, frame: pd.DataFrame, name: str, pieces: set[str]) -> pd.DataFrame:
    fragments, sources = (read_table(project, one, versions="all") for one in ("fragments", "sources"))
    spans: dict[str, list[tuple[int, int]]] = {}
    taken_out = fragments[fragments["fragment_id"].isin(list(pieces))]
    for source_id, start, end in zip(*(taken_out[c] for c in ("source_id", "start", "end")), strict=True):
        spans.setdefault(source_id, []).append((start, end))
    if name == "sources":
        pairs = zip(frame["source_id"], frame["text"], strict=True)
        return frame.assign(text=[blocked(text, spans.get(one, [])) for one, text in pairs])
    texts = {
        one: blocked(text, spans.get(one, [])) for one, text in zip(sources["source_id"], sources["text"], strict=True)
    }
    quotes = [
        quote_with_context(texts[source_id], start, end)
        for source_id, start, end in zip(*(frame[c] for c in ("source_id", "start", "end")), strict=True)
    ]
    return frame.assign(**{part: [getattr(q, part) for q in quotes] for part in ("quote", "prefix", "suffix")})


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
