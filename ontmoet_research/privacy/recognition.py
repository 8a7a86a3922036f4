"""Who could be recognised in a note, also without a name: "Wie herkent dit?" (P04).

Until a person looked at a note, it is not labelled by students and not quoted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def unchecked_sources(sources: pd.DataFrame, recognition_checks: pd.DataFrame) -> set[str]:
    """The notes at which nobody looked yet, by ``source_id``: no student labels them, and nothing of them is quoted.

    In: the tables ``sources`` (``source_id``, ``sha256``) and ``recognition_checks`` (``source_id``). A note whose
    words stand in two versions counts as not looked at, until someone chose.
    """
    words = sources.groupby("source_id")["sha256"].nunique()
    doubled = set(words.index[words > 1])
    return {str(one) for one in sources["source_id"] if one in doubled} | (
        set(sources["source_id"]) - set(recognition_checks["source_id"])
    )
