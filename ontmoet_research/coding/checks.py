"""What could still be arranged about who reads what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, warning
from ontmoet_research.privacy import without_withdrawn
from ontmoet_research.store import Project, read_table

if TYPE_CHECKING:
    import pandas as pd


def check_own_words(fragments: pd.DataFrame, codings: pd.DataFrame, contributors: pd.DataFrame) -> list[Finding]:
    """Finding A01: pieces with labels only of the person who said them; one finding per person, who is not named.

    A docent-onderzoeker, or anyone else, may take part and do research too. Nobody is the only one to read their own
    words. In: ``fragment_id`` and ``participant_id``; ``fragment_id`` and ``contributor_id``; ``contributor_id`` and
    ``participant_id``. Two people with one ``participant_id`` are one reader less than they seem, so they count as one.
    """
    person = contributors.drop_duplicates("contributor_id", keep="last").set_index("contributor_id")["participant_id"]
    speaker = fragments.drop_duplicates("fragment_id", keep="last").set_index("fragment_id")["participant_id"].dropna()
    read = codings[["fragment_id", "contributor_id"]].drop_duplicates()
    read = read[read["fragment_id"].isin(speaker.index)]
    own = read["contributor_id"].map(person) == read["fragment_id"].map(speaker)
    only_own = own.groupby(read["fragment_id"]).all()
    alone = read[read["fragment_id"].isin(only_own.index[only_own])]
    counts = alone.drop_duplicates("fragment_id").groupby("contributor_id", sort=True).size()
    return [warning("coding.only_own_label", "A01", str(one), n=int(n)) for one, n in counts.items()]


def read_coding_findings(project: Project) -> list[Finding]:
    """The findings of this room on a whole project; what was withdrawn counts nowhere."""
    fragments, codings = without_withdrawn(project, "fragments"), without_withdrawn(project, "codings")
    return check_own_words(fragments, codings, read_table(project, "contributors"))
