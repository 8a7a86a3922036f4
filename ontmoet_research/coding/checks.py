"""What could still be arranged about who reads what, and what a correction left to look at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, warning
from ontmoet_research.privacy import without_withdrawn
from ontmoet_research.store import Project, read_table, read_values

if TYPE_CHECKING:
    import pandas as pd


def check_own_words(fragments: pd.DataFrame, codings: pd.DataFrame, contributors: pd.DataFrame) -> list[Finding]:
    """Finding A01: pieces with labels only of the person who said them; one finding per person, who is not named.

    A docent-onderzoeker, or anyone else, may take part and do research too. Nobody is the only one to read their own
    words. In: ``fragment_id`` and ``participant_id``; ``fragment_id`` and ``contributor_id``; ``contributor_id`` and
    ``participant_id``. Two people with one ``participant_id`` are one reader less than they seem, so they count as one.
    """
    person = contributors.set_index("contributor_id")["participant_id"]
    speaker = fragments.set_index("fragment_id")["participant_id"].dropna()
    read = codings[["fragment_id", "contributor_id"]].drop_duplicates()
    read = read[read["fragment_id"].isin(speaker.index)]
    own = read["contributor_id"].map(person) == read["fragment_id"].map(speaker)
    only_own = own.groupby(read["fragment_id"]).all()
    alone = read[read["fragment_id"].isin(only_own.index[only_own])]
    counts = alone.drop_duplicates("fragment_id").groupby("contributor_id", sort=True).size()
    return [warning("coding.only_own_label", "A01", str(one), n=int(n)) for one, n in counts.items()]


def check_carried(labels: Counter[str], pieces: Counter[str], titles: dict[str, str]) -> list[Finding]:
    """A ``let op`` for each note with labels or pieces to look at; these are counted by ``source_id``."""
    found = []
    for source_id, title in titles.items():
        if labels[source_id]:
            found.append(warning("coding.labels_to_check", "E34", source_id, title=title, n=labels[source_id]))
        if pieces[source_id]:
            found.append(warning("coding.pieces_to_check", "E34", source_id, title=title, n=pieces[source_id]))
    return found


def read_coding_findings(project: Project) -> list[Finding]:
    """The findings of this room on a whole project; what was withdrawn counts nowhere."""
    fragments, codings = without_withdrawn(project, "fragments"), without_withdrawn(project, "codings")
    own = check_own_words(fragments, codings, read_table(project, "contributors"))
    return own + _read_carried(project)


def _read_carried(project: Project) -> list[Finding]:
    labels, pieces = (_counted(project, table) for table in ("codings", "fragments"))
    return check_carried(labels, pieces, dict(read_values(project, "sources", ["object_id", "title"])))


def _counted(project: Project, table: str) -> Counter[str]:
    """By ``source_id``; a piece that was taken out is in nobody's way, and nobody may look at it."""
    taken_out = {"withdrawn": False} if table == "fragments" else {}
    return Counter(source for (source,) in read_values(project, table, ["source_id"], to_check=True, **taken_out))
