"""Which pieces readers can talk about now, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from .agreement import apart, read_by_all
from .tables import Readings
from .talk import LATER, Talk

__all__ = ["talked_about", "to_talk_about"]

BEGUN, NEW, AGAIN, DONE = range(4)


def to_talk_about(readings: Readings, readers: Collection[str], talks: Mapping[str, Talk]) -> list[str]:
    """Pieces that every reader is done with and that they read differently, by ``fragment_id``.

    First come talks with two versions and talks that were begun, then what was not talked about yet, and last what was
    kept for later; each by how far readings lie apart. Nothing else is shown: blind first holds for every reader.
    """
    shown = read_by_all(readings.seen, readers)
    distance = apart(readings.placed, readings.seen)
    differing = list(distance.loc[distance["apart"] > 0, "fragment_id"])
    known = [*differing, *(piece for piece in talks if piece not in differing)]
    ranked = [(_turn(talks.get(piece)), place, piece) for place, piece in enumerate(known) if piece in shown]
    return [piece for _, _, piece in sorted(one for one in ranked if one[0] != DONE)]


def talked_about(readings: Readings, talks: Mapping[str, Talk]) -> list[Talk]:
    """Talks with an outcome, the last one first; pieces that may not be seen any more are out."""
    there = set(readings.pieces["fragment_id"])
    done = [talk for piece, talk in talks.items() if talk.outcome and piece in there]
    return sorted(done, key=lambda talk: max(version.at for version in talk.versions), reverse=True)


def _turn(talk: Talk | None) -> int:
    if talk is None:
        return NEW
    if talk.outcome is None:
        return BEGUN
    return AGAIN if talk.outcome == LATER else DONE
