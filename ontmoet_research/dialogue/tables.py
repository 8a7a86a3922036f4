"""Reading from a project what readers made of pieces, before and after a talk. What may not be seen is out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontmoet_research.coding import LabelsNow, read_codes
from ontmoet_research.coding.at_hand import labels_with_day, lists_at_hand
from ontmoet_research.privacy.gate import Gate
from ontmoet_research.store import Project, history, read_rows, read_table, read_values

from .agreement import Looked

if TYPE_CHECKING:
    import pandas as pd

ALONE, AFTER = "zelf", "na_gesprek"


@dataclass(frozen=True)
class Readings:
    """The tables that the calculations of this room take, for some readers.

    ``seen``: ``contributor_id, fragment_id, outcome``. ``placed``: first readings, a row for each piece that a coding
    lies on: ``coding_id, contributor_id, fragment_id, code_id, option, certainty, note, start, end`` (within the
    piece). ``after``: idem, after the talk. ``pieces``: ``fragment_id, source_id, session_id, title, order,
    start, end, heavy``, in reading order. ``labels``: ``code_id, codebook_id, label_nl, made_at``.
    ``people``: ``contributor_id, display_name, side``. ``at_hand``: ``contributor_id, fragment_id, codebook_id,
    read_at``: with which lists they read. Labels are those as which a placed one is read now.
    """

    seen: pd.DataFrame
    placed: pd.DataFrame
    after: pd.DataFrame
    pieces: pd.DataFrame
    labels: pd.DataFrame
    people: pd.DataFrame
    at_hand: pd.DataFrame

    @property
    def looked(self) -> Looked:
        """What these readers looked for."""
        return Looked(self.at_hand, self.labels)


def read_first_readings(project: Project, readers: Collection[str], series_id: str | None = None) -> Readings:
    """What these readers (``contributor_id``) made of the pieces that all of them may read.

    Out are pieces that were taken out, or that one of them may not read, and labels on pieces that their reader is not
    done with. With ``series_id``, only notes of that series, and notes that are not linked to a meeting yet.
    """
    people = read_table(project, "contributors")
    people = people[people["contributor_id"].isin(list(readers))]
    pieces = _pieces(project, readers, series_id)
    told = read_table(project, "readings")
    told = told[told["contributor_id"].isin(list(readers)) & told["fragment_id"].isin(pieces["fragment_id"])]
    seen = told[["contributor_id", "fragment_id", "outcome"]]
    codings, codes, now = read_table(project, "codings"), read_codes(project), LabelsNow.of(project)
    codings = codings[codings["contributor_id"].isin(list(readers))]
    codings = codings.assign(code_id=now.read_as(codings["code_id"]))
    on_pieces = spread_over_pieces(codings, pieces)
    done = on_pieces.merge(seen[["contributor_id", "fragment_id"]].drop_duplicates())
    return Readings(
        seen=seen.reset_index(drop=True),
        placed=done[done["round"] == ALONE].drop(columns="round").reset_index(drop=True),
        after=done[done["round"] == AFTER].drop(columns="round").reset_index(drop=True),
        pieces=pieces,
        labels=labels_with_day(codes, now),
        people=people[["contributor_id", "display_name", "side"]].reset_index(drop=True),
        at_hand=lists_at_hand(told, codings, pieces, codes),
    )


def spread_over_pieces(codings: pd.DataFrame, pieces: pd.DataFrame) -> pd.DataFrame:
    """Each coding on each piece that it lies on; its place is cut to the piece. A label can run over several pieces.

    In: codings with ``source_id, start, end`` and pieces with ``fragment_id, source_id, start, end``, code points in
    the source. Gives the columns of ``Readings.placed`` and ``round``; ``start`` and ``end`` within the piece.
    """
    columns = ["coding_id", "contributor_id", "code_id", "option", "certainty", "note", "round", "source_id"]
    own = codings[[*columns, "start", "end"]].rename(columns={"start": "first", "end": "last"})
    joined = own.merge(pieces[["fragment_id", "source_id", "start", "end"]], on="source_id")
    joined = joined[(joined["first"] < joined["end"]) & (joined["start"] < joined["last"])]
    first = joined[["first", "start"]].max(axis=1) - joined["start"]
    last = joined[["last", "end"]].min(axis=1) - joined["start"]
    kept = ["coding_id", "contributor_id", "fragment_id", "code_id", "option", "certainty", "note", "round"]
    return joined[kept].assign(start=first.astype(int), end=last.astype(int)).reset_index(drop=True)


def read_changes(project: Project, readings: Readings) -> pd.DataFrame:
    """Who reads which piece differently after the talk: ``contributor_id, fragment_id``, each once.

    A change is a label or a choice after the talk that is not in that person's first reading (saying the same again is
    none), or a view that the person put in other words after the talk, such as when a label no longer fits.
    """
    import pandas as pd

    before = _marks(readings.placed)
    now = readings.after.loc[[mark not in before for mark in _listed(readings.after)]]
    moved = _moved(project)
    moved = moved[moved["contributor_id"].isin(readings.people["contributor_id"])]
    moved = moved[moved["fragment_id"].isin(readings.pieces["fragment_id"])]
    both = pd.concat([now[["contributor_id", "fragment_id"]], moved])
    return both.drop_duplicates().reset_index(drop=True)


def _moved(project: Project) -> pd.DataFrame:
    """Whose view in a difference reads otherwise than at first."""
    import pandas as pd

    pieces = dict(read_values(project, "differences", ["object_id", "fragment_id"]))
    rows = [row for row in read_rows(project, "positions") if row.parents and row["difference_id"] in pieces]
    moved = [row for row in rows if history(project, "positions", row.object_id)["view"].nunique() > 1]
    told = [(row["contributor_id"], pieces[row["difference_id"]]) for row in moved]
    return pd.DataFrame(told, columns=["contributor_id", "fragment_id"])


def _pieces(project: Project, readers: Collection[str], series_id: str | None) -> pd.DataFrame:
    gate, fragments = Gate(project), read_table(project, "fragments")
    closed = set[str]().union(*(gate.closed_to_label(one) for one in list(readers) or [project.who]))
    sources = read_table(project, "sources")[["source_id", "session_id", "title"]]
    if series_id:
        sessions = read_table(project, "sessions").query("series_id == @series_id")["session_id"]
        sources = sources[sources["session_id"].isna() | sources["session_id"].isin(sessions)]
    days = read_table(project, "sessions").set_index("session_id")["date"]
    pieces = fragments[~fragments["fragment_id"].isin(closed)].merge(sources, on="source_id")
    pieces["day"] = [days.get(session) or "9999" for session in pieces["session_id"]]
    pieces = pieces.sort_values(["day", "title", "order"], kind="stable", ignore_index=True)
    pieces["heavy"] = pieces["heavy"].fillna(False).astype(bool)
    return pieces[["fragment_id", "source_id", "session_id", "title", "order", "start", "end", "heavy"]]


def _listed(placed: pd.DataFrame) -> list[tuple[str, ...]]:
    columns = ["contributor_id", "fragment_id", "code_id", "option"]
    return [tuple(str(value or "") for value in row) for row in placed[columns].itertuples(index=False)]


def _marks(placed: pd.DataFrame) -> set[tuple[str, ...]]:
    return set(_listed(placed))
