"""Wishes that stand in the notes, to put in the wish box with one click; never by themselves.

A sentence is a wish as soon as it holds the stem ("Als we nu eens"), or when somebody gave it a label that stands for a
wish. It is offered in its own words, with the meeting of its note, until it is in the box.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontmoet_research.privacy import Gate
from ontmoet_research.privacy.gate import NOTES, read_gated
from ontmoet_research.record import keep
from ontmoet_research.store import Project, read_table, rows_of
from ontmoet_research.text.blocks import BLOCK
from ontmoet_research.text.plain import plain
from ontmoet_research.words import Refused

from .wishes import ORIGIN

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SaidWish", "read_wishes_said", "take_up_said", "wishes_said"]

_WISH = re.compile(
    r"(?i:\bals\s+we\s+(?:nu|nou)\s+eens\b)[\s.…:,“”‘’\"]*\w.*?"
    r"(?=[.!?…]+[”’\")]*(?:\s+\W*[A-Z]|\s*$)|\n\s*\n|\s*$)",
    re.DOTALL,
)
"""From the stem to the end of its sentence; of the stem alone nothing."""


@dataclass(frozen=True)
class SaidWish:
    """A wish in the words of a note: in which piece they stand, and at which meeting they were said."""

    fragment_id: str
    session_id: str
    words: str

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.fragment_id} {self.words}"


def wishes_said(pieces: pd.DataFrame, labelled: pd.DataFrame, wishes: pd.DataFrame) -> list[SaidWish]:
    """The wishes in these pieces that are not in the box yet, in the order of the pieces.

    In: ``fragment_id``, ``session_id`` and ``words`` of pieces; ``fragment_id`` and ``quote`` of labels that stand for
    a wish; ``fragment_id``, ``session_id`` and ``text`` of the wishes there are. A wish that got other words after it
    was taken from a piece still counts for one of that piece.
    """
    there = {(row["session_id"], _key(row["text"])) for row in rows_of(wishes)}
    taken = Counter(row["fragment_id"] for row in rows_of(wishes) if row["fragment_id"])
    told = {one: list(group) for one, group in labelled.groupby("fragment_id")["quote"]} if len(labelled) else {}
    found = []
    for row in rows_of(pieces):
        said = list(_in_piece(row["words"], told.get(row["fragment_id"], ())))
        left = [one for one in said if (row["session_id"], _key(one)) not in there]
        reworded = max(taken[row["fragment_id"]] - (len(said) - len(left)), 0)
        found += [SaidWish(row["fragment_id"], row["session_id"], one) for one in left[reworded:]]
    return found


def read_wishes_said(project: Project, session_ids: Collection[str], labelled: pd.DataFrame) -> list[SaidWish]:
    """The wishes in the notes of these meetings, as far as the person at work may read them and they may leave.

    ``labelled`` as in :func:`wishes_said`. What stays within the group or tells of someone outside is not offered.
    """
    cut = read_table(project, "fragments")
    sources = read_table(project, "sources")[["source_id", "session_id"]]
    sources = sources[sources["session_id"].isin(list(session_ids))]
    gate = Gate(project)
    case = cut["contains_case"].fillna(False).astype(bool) & ~cut["fragment_id"].isin(list(gate.released))
    shut = case | cut["fragment_id"].isin(gate.closed(NOTES) | gate.besloten()) | (cut["kind"] == "kop")
    cut = cut[~shut].merge(sources, on="source_id").sort_values(["session_id", "source_id", "order"])
    notes = read_gated(project, "sources", only=set(cut["source_id"]))
    texts = dict(zip(notes["source_id"], notes["text"], strict=True))
    places = zip(cut["source_id"], cut["start"], cut["end"], strict=True)
    words = [texts[source][start:end] for source, start, end in places]
    return wishes_said(cut.assign(words=words), labelled, read_table(project, "wishes"))


def take_up_said(project: Project, key: str, offered: Iterable[SaidWish]) -> str:
    """Put a wish in the box as it stands in the note, with its meeting; give its ``wish_id``.

    Errors: ``Refused`` when it is not among those that are ``offered`` now, or points at a person.
    """
    said = next((one for one in offered if one.key == key), None)
    if said is None:
        raise Refused("change.wish_not_offered")
    told = {"text": said.words, "session_id": said.session_id, "fragment_id": said.fragment_id}
    return keep(project, "wishes", origin=ORIGIN, status="open", **told)


def _in_piece(words: str, labelled: Collection[str]) -> Iterator[str]:
    """The sentences with the stem, then what was labelled and holds none of them; each in one line."""
    found = [_one_line(one.group()) for one in _WISH.finditer(words)]
    yield from (one for one in found if BLOCK not in one)
    for quote in sorted({_one_line(quote) for quote in labelled}, key=len, reverse=True):
        if BLOCK not in quote and not any(_key(quote) in _key(one) or _key(one) in _key(quote) for one in found):
            found.append(quote)
            yield quote


def _one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(' "“”‘’…,;:')


def _key(words: str) -> str:
    return " ".join(re.findall(r"\w+", plain(words)))
