"""What a correction left to look at."""

from __future__ import annotations

from collections import Counter

from ontmoet_research.findings import Finding, warning
from ontmoet_research.store import Project, read_values

__all__ = ["check_carried", "read_carried_findings"]


def check_carried(labels: Counter[str], pieces: Counter[str], titles: dict[str, str]) -> list[Finding]:
    """A ``let op`` for each note with labels or pieces to look at; these are counted by ``source_id``."""
    found = []
    for source_id, title in titles.items():
        if labels[source_id]:
            found.append(warning("coding.labels_to_check", "E34", source_id, title=title, n=labels[source_id]))
        if pieces[source_id]:
            found.append(warning("coding.pieces_to_check", "E34", source_id, title=title, n=pieces[source_id]))
    return found


def read_carried_findings(project: Project) -> list[Finding]:
    """:func:`check_carried` over a project."""
    labels, pieces = (_counted(project, table) for table in ("codings", "fragments"))
    return check_carried(labels, pieces, dict(read_values(project, "sources", ["object_id", "title"])))


def _counted(project: Project, table: str) -> Counter[str]:
    return Counter(source for (source,) in read_values(project, table, ["source_id"], to_check=True))
