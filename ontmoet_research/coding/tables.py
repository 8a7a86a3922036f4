"""What is labelled now, as tables for calculations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.privacy.gate import read_gated
from ontmoet_research.store import Project, looked_up, once_a_moment, read_table

from .labels_now import LabelsNow
from .signs import signs_by_label

if TYPE_CHECKING:
    import pandas as pd


@once_a_moment
def read_codings(project: Project, *, words: bool = True) -> pd.DataFrame:
    """All current codings with what they point to. Words that the person at work may not read are blocks.

    Columns of the table ``codings``, then ``placed_code_id`` (the label as it was placed; ``code_id`` is the one it was
    joined into since, if any), ``code`` (short id), ``label_nl``, ``family``, ``codebook_id``, ``signs`` (what the
    label stands for; of a joined label of which nothing was said, what the placed one stands for), ``side`` of the
    contributor, and ``session_id`` of the source. Codings of a label that was removed keep their row, with an empty
    label and no signs; none is dropped. Without ``words`` there is no ``quote``, ``prefix`` and
    ``suffix``: counting needs none.
    """
    codes, now = read_table(project, "codes"), LabelsNow.of(project)
    signs = signs_by_label(codes, now)
    codes = codes[["code_id", "code", "label_nl", "family", "codebook_id"]]
    people = read_table(project, "contributors")[["contributor_id", "side"]]
    sources = read_table(project, "sources")[["source_id", "session_id"]]
    codings = read_gated(project, "codings") if words else read_table(project, "codings")
    codings["placed_code_id"] = codings["code_id"]
    codings["code_id"] = now.read_as(codings["code_id"])
    codings["signs"] = codings["placed_code_id"].map(lambda placed: signs.get(placed, []))
    for other, key in ((codes, "code_id"), (people, "contributor_id"), (sources, "source_id")):
        codings = looked_up(codings, other, key)
    return codings


@once_a_moment
def read_codes(project: Project) -> pd.DataFrame:
    """All current labels, in the order of their lists; columns of the table ``codes`` and ``codebook`` (title)."""
    books = read_table(project, "codebooks")[["codebook_id", "title"]].rename(columns={"title": "codebook"})
    codes = looked_up(read_table(project, "codes"), books, "codebook_id")
    return codes.sort_values(["codebook", "order"], ignore_index=True)


def read_readings(project: Project) -> pd.DataFrame:
    """Who is done with which piece: columns of the table ``readings``."""
    return read_table(project, "readings")
