"""With which lists of labels a piece was read, and since when a label is there.

Who reads with one list says nothing about the labels of another. So silence is only a finding where the list was at
hand and the label existed; everywhere else nobody looked.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ontmoet_research.store import Project, once_a_moment, read_table

from .labels_now import LabelsNow

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["labels_with_day", "lists_at_hand", "made_at", "read_at_hand"]


def lists_at_hand(
    readings: pd.DataFrame, codings: pd.DataFrame, fragments: pd.DataFrame, codes: pd.DataFrame
) -> pd.DataFrame:
    """Who read which piece with which list: ``contributor_id, fragment_id, codebook_id, read_at``, each once.

    In: ``readings`` (``contributor_id, fragment_id, codebook_ids, at``), ``codings`` (``contributor_id, source_id,
    fragment_id, code_id``), ``fragments`` (``fragment_id, source_id``) and ``codes`` (``code_id, codebook_id``). A list
    of which the reader placed a label on the piece was at hand. Of a reading without lists nobody noted which were;
    then it is each list of which that reader placed a label in the note.
    """
    import pandas as pd

    keys = ["contributor_id", "fragment_id"]
    told = readings[[*keys, "codebook_ids", "at"]].rename(columns={"at": "read_at"})
    noted = told["codebook_ids"].map(len) > 0
    known = told[noted].explode("codebook_ids").rename(columns={"codebook_ids": "codebook_id"})
    placed = codings[[*keys, "source_id", "code_id"]].merge(codes[["code_id", "codebook_id"]], on="code_id")
    on_piece = placed[[*keys, "codebook_id"]].drop_duplicates().merge(told[[*keys, "read_at"]], on=keys)
    used = placed[["contributor_id", "source_id", "codebook_id"]].drop_duplicates()
    silent = told.loc[~noted, [*keys, "read_at"]].merge(fragments[["fragment_id", "source_id"]], on="fragment_id")
    guessed = silent.merge(used, on=["contributor_id", "source_id"])
    columns = [*keys, "codebook_id", "read_at"]
    return pd.concat([known[columns], on_piece[columns], guessed[columns]]).drop_duplicates(
        [*keys, "codebook_id"], ignore_index=True
    )


@once_a_moment
def read_at_hand(project: Project) -> pd.DataFrame:
    """:func:`lists_at_hand` of all pieces of a project."""
    readings, codings = read_table(project, "readings"), read_table(project, "codings")
    return lists_at_hand(readings, codings, read_table(project, "fragments"), read_table(project, "codes"))


def labels_with_day(codes: pd.DataFrame, now: LabelsNow) -> pd.DataFrame:
    """Labels as they are read now: ``code_id, codebook_id, label_nl, made_at`` (ISO, UTC).

    A label that others were joined into is as old as the oldest of these.
    """
    told = codes[["code_id", "codebook_id", "label_nl"]].assign(made_at=codes["code_id"].map(made_at))
    oldest = told.groupby(now.read_as(told["code_id"]))["made_at"].min()
    told = told[told["code_id"].isin(oldest.index)]
    return told.assign(made_at=told["code_id"].map(oldest)).reset_index(drop=True)


def made_at(object_id: str) -> str:
    """When an object was made (ISO, UTC, milliseconds), out of its id; empty when the id does not tell.

    The id is a UUIDv7 (RFC 9562), whose first 48 bits are milliseconds since 1970.

    >>> made_at("0190163d-8694-739b-aea5-966c26f8ad91"), made_at("zo maar iets")
    ('2024-06-14T10:14:09.300Z', '')
    """
    try:
        told = uuid.UUID(object_id)
    except ValueError:
        return ""
    if told.version != 7:
        return ""
    moment = datetime.fromtimestamp((told.int >> 80) / 1000, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
