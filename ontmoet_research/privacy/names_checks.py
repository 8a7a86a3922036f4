"""Is who is who kept as it should, and did someone look at each note?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, blocking, warning
from ontmoet_research.store import Project, read_table
from ontmoet_research.text.bidi import isolated

from .key_file import KEEPERS, Person, is_real_name
from .recognition import unchecked_sources

if TYPE_CHECKING:
    import pandas as pd


def check_names(
    sources: pd.DataFrame, recognition_checks: pd.DataFrame, contributors: pd.DataFrame, today: str
) -> list[Finding]:
    """Findings on names. In: the tables of these names; ``today`` as ISO text.

    ``let op`` (P04) per note at which nobody looked who could be recognised; ``let op`` (P03) per note of which nobody
    said that they looked for names; ``let op`` (P01) when only one person who is still there keeps a key to the key
    file. Without any keeper there is no key file that we know of, and nothing is said.
    """
    waiting = unchecked_sources(sources, recognition_checks)
    found = [warning("privacy.recognition.waiting", "P04", one) for one in sorted(waiting)]
    unread = sources[sources["checked_by"].isna()]["source_id"]
    found += [warning("privacy.names_unread", "P03", one) for one in dict.fromkeys(unread)]
    there = contributors[contributors["end"].isna() | (contributors["end"].fillna("") >= today)]
    keepers = set(there.loc[there["keeps_key_file"].fillna(False).astype(bool), "contributor_id"])
    if 0 < len(keepers) < KEEPERS:
        found += [warning("key_file.one_keeper", "P01", one) for one in keepers]
    return found


def check_aliases(participants: pd.DataFrame, people: Iterable[Person]) -> list[Finding]:
    """``fout`` (P02) per participant whose alias turns out to be a real name, of this person or of someone else.

    Only who has the key file open can know; an alias may have been accepted while it was shut. In: ``participant_id``,
    ``alias``, ``status``; the lines of the key file. Who took everything out is left alone. The finding tells the
    alias, never whose name it is.
    """
    known = list(people)
    there = participants[participants["status"] != "ingetrokken"]
    pairs = dict.fromkeys(zip(there["participant_id"], there["alias"], strict=True))
    return [
        blocking("key_file.alias_turned_out", "P02", one, alias=isolated(alias))
        for one, alias in pairs
        if is_real_name(alias, known)
    ]


def read_names_findings(project: Project, today: str) -> list[Finding]:
    """:func:`check_names` of a project."""
    sources, looked = read_table(project, "sources"), read_table(project, "recognition_checks")
    return check_names(sources, looked, read_table(project, "contributors"), today)
