"""What a round brought: how many labels, and where somebody else read something else, to talk about.

Only what blind reading allows: pieces that both are done with, and none that the person at work skipped.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ontmoet_research.screens.reading import read_by
from ontmoet_research.store import Project, read_rows, read_values

__all__ = ["Harvest", "bring_in_harvest"]


@dataclass(frozen=True)
class Harvest:
    """``labels`` placed in the round; ``other`` (an id, empty for nobody) read its ``pieces`` otherwise."""

    labels: int
    other: str = ""
    pieces: tuple[str, ...] = ()


def bring_in_harvest(project: Project, batch: Collection[str]) -> Harvest:
    """The harvest of these pieces for the person at work, who is done with them.

    Of several others it is the one with whom most pieces differ.
    """
    mine = [row for row in read_rows(project, "codings", contributor_id=project.who) if row["fragment_id"] in batch]
    read = {piece for piece, outcome in read_by(project).items() if outcome != "overgeslagen"} & set(batch)
    rows = read_values(project, "readings", ["contributor_id"], fragment_id=set(batch))
    others = sorted({who for (who,) in rows} & _people(project) - {project.who})
    found = {one: tuple(piece for piece in _differing(project, one) if piece in read) for one in others}
    other = max(found, key=lambda one: len(found[one]), default="")
    pieces = found.get(other, ())
    return Harvest(len(mine), other if pieces else "", pieces)


def _differing(project: Project, other: str) -> list[str]:
    from ontmoet_research.dialogue.queue import to_talk_about  # with pandas: only at the end of a round
    from ontmoet_research.dialogue.tables import read_first_readings
    from ontmoet_research.dialogue.talk import read_talks

    two = [project.who, other]
    return to_talk_about(read_first_readings(project, two), two, read_talks(project, two))


def _people(project: Project) -> set[str]:
    return {row.object_id for row in read_rows(project, "contributors")}
