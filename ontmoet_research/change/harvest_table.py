"""What the answers to a closing question come to: the kind of each, and a table of where they go by kind (C03, C30).

Who sorted what is told nowhere; when two people put an answer in different kinds, both readings stay and the answer
stands apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ontmoet_research.model.change import DESTINATIONS, HARVEST_KINDS
from ontmoet_research.store import rows_of

if TYPE_CHECKING:
    import pandas as pd

APART = "verschil"  # people put it in different kinds
UNSORTED = "nog_niet"
NOWHERE = "geen"
SETTLED = (*HARVEST_KINDS, APART, UNSORTED)


def settle(answers: Sequence[str], sortings: pd.DataFrame) -> pd.DataFrame:
    """The kind of each different answer, as far as people agree.

    In: all answers to one question, and its sortings: ``answer``, ``kind``, ``destinations`` (list). Out, one row an
    answer in the order given: ``answer``, ``times`` (how often it was given), ``kind`` (of ``HARVEST_KINDS``, or
    ``verschil`` when people chose different kinds, or ``nog_niet``), ``kinds`` and ``destinations`` (lists, all that
    anyone chose). So each answer stands in exactly one row and one kind.
    """
    import pandas as pd

    rows = []
    for answer, times in Counter(answers).items():
        own = sortings[sortings["answer"] == answer]
        kinds = [kind for kind in HARVEST_KINDS if kind in set(own["kind"])]
        named = {place for places in own["destinations"] for place in places}
        kind = UNSORTED if not kinds else kinds[0] if len(kinds) == 1 else APART
        rows.append((answer, times, kind, kinds, [place for place in DESTINATIONS if place in named]))
    return pd.DataFrame(rows, columns=["answer", "times", "kind", "kinds", "destinations"])


def where_by_kind(settled: pd.DataFrame) -> pd.DataFrame:
    """How many answers of each kind go where (C03).

    In: what :func:`settle` gives. Out: a row for each destination that was named, and last ``geen`` for answers without
    one; a column for each kind that occurs, in a fixed order; whole numbers. An answer with several destinations counts
    in each of their rows, so rows may add up to more than there are answers.
    """
    import pandas as pd

    kinds = [kind for kind in SETTLED if kind in set(settled["kind"])]
    counts = pd.DataFrame(0, index=[*DESTINATIONS, NOWHERE], columns=kinds)
    for row in rows_of(settled):
        for place in row["destinations"] or [NOWHERE]:
            counts.loc[place, row["kind"]] += row["times"]
    return counts[counts.sum(axis=1) > 0]


def count_unsorted(answers: Sequence[str], sortings: pd.DataFrame) -> int:
    """How many of the answers nobody sorted yet. In: as for :func:`settle`."""
    known = set(sortings["answer"])
    return sum(answer not in known for answer in answers)
