"""Reading in small rounds, blind first.

A round is at most twelve pieces of one note. A piece is done when its reader said so: with labels, without, doubting,
not knowing, or skipping (no reason is asked). Until then, what others placed on it stays hidden; the rule is here, so
that hidden codings never reach a screen, a table or the browser's memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, change, new, read_rows

if TYPE_CHECKING:
    import pandas as pd

BATCH_SIZE = 12
HEADING = "kop"
_AROUND = re.compile(
    r"\W*(aanwezig\w*|afwezig\w*|afgemeld|agenda|programma|datum|locatie|plaats|notulist\w*|verslag(legger)?"
    r"|gespreksleid\w*|facilitator\w*|begeleiding)\b[^.:\n]{0,40}:",
    re.IGNORECASE,
)
_ABOUT_THE_NOTE = re.compile(
    r"\b(aantekeningen|notulen|uitgetypt|uitgeschreven|uitgewerkt|opname|verslag)\b", re.IGNORECASE
)
_FIRST = 3  # what tells how a note came about stands at its top


@dataclass(frozen=True)
class Place:
    """Where someone is in a round: ``index`` from 0, ``total`` pieces, ``done`` of them finished."""

    index: int
    total: int
    done: int


def is_card(kind: str | None, words: str, order: int, speaker: str | None) -> bool:
    """Whether a piece is one to label by itself: no heading, no list of who was there, no agenda, and not what tells at
    the top how the note was made. Who reads the whole note sees them all.

    >>> [is_card("tekst", words, 2, None) for words in ("Aanwezig: Merel, Brug", "Merel was er ook.")]
    [False, True]
    """
    if kind == HEADING or _AROUND.match(words):
        return False
    return bool(speaker) or order > _FIRST or not _ABOUT_THE_NOTE.search(words)


def batch_of(fragment_ids: list[str], read: set[str], size: int = BATCH_SIZE) -> list[str]:
    """The round to go on with: the first group of ``size`` pieces that is not done yet, otherwise the last one.

    >>> batch_of(["a", "b", "c"], {"a", "b"}, size=2)
    ['c']
    """
    groups = [fragment_ids[i : i + size] for i in range(0, len(fragment_ids), size)]
    for group in groups:
        if not set(group) <= read:
            return group
    return groups[-1] if groups else []


def place_in(batch: list[str], read: set[str]) -> Place:
    """The first piece of the round that is not done; the last one when all are.

    >>> place_in(["a", "b", "c"], {"a"})
    Place(index=1, total=3, done=1)
    """
    todo = [i for i, found in enumerate(batch) if found not in read]
    return Place(todo[0] if todo else max(len(batch) - 1, 0), len(batch), len(batch) - len(todo))


def finish_fragment(
    project: Project, fragment_id: str, outcome: str, *, lists: Iterable[str] = (), origin: str = ""
) -> None:
    """Say that the person at work is done with a piece. A later answer replaces the earlier; both stay readable.

    ``lists`` are the lists of labels (``codebook_id``) that were at hand: only there is silence a finding.
    """
    finish_fragments(project, {fragment_id: outcome}, lists=lists, origin=origin)


def finish_fragments(
    project: Project, outcomes: dict[str, str], *, lists: Iterable[str] = (), origin: str = ""
) -> None:
    """As :func:`finish_fragment`, for several pieces in one write."""
    here = list(lists)
    own = {row["fragment_id"]: row for row in read_rows(project, "readings", contributor_id=project.who)}
    drafts: list[Draft] = []
    for fragment_id, outcome in outcomes.items():
        old = own.get(fragment_id)
        if old is None:
            told = {"fragment_id": fragment_id, "contributor_id": project.who, "outcome": outcome}
            drafts.append(new("readings", **told, codebook_ids=here))
        elif old["outcome"] != outcome or not set(here) <= set(old["codebook_ids"]):
            drafts.append(change(old, outcome=outcome, codebook_ids=at_hand(old["codebook_ids"], here)))
    write(project, drafts, origin=origin)


def at_hand(before: Iterable[str], now: Iterable[str]) -> list[str]:
    """The lists that were at hand in one reading and another, each once.

    >>> at_hand(["A"], ["C", "A"])
    ['A', 'C']
    """
    return list(dict.fromkeys([*before, *now]))


def visible_codings(codings: pd.DataFrame, read: Iterable[str], contributor_id: str) -> pd.DataFrame:
    """The codings this person may see now: the own ones, and those on pieces the person is done with.

    Needs the columns ``contributor_id`` and ``fragment_id``; gives the same columns, fewer rows.
    """
    own = codings["contributor_id"] == contributor_id
    return codings[own | codings["fragment_id"].isin(list(read))]
