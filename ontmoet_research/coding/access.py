"""Which pieces of text someone may read in order to label them.

A participant said yes or no to being labelled by co-researchers, and by students. What was taken out, and what that
yes does not cover, stays closed. A piece that is *besloten* is never for students. Nobody has to label their own words:
these stay closed too, until their speaker chooses otherwise (P30).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.group import read_look
from ontmoet_research.privacy.consent import hidden_fragments
from ontmoet_research.store import Project, read_rows, read_table

from .batches import own_words

if TYPE_CHECKING:
    import pandas as pd

STUDENT = "student"


def closed_fragments(
    fragments: pd.DataFrame, participants: pd.DataFrame, consents: pd.DataFrame, role: str | None
) -> set[str]:
    """The ``fragment_id`` of every piece that someone with this ``role`` may not read.

    Needs the tables ``fragments``, ``participants`` and ``consents`` as :func:`ontmoet_research.store.read_table` gives
    them.
    """
    purpose = "labelen_door_studenten" if role == STUDENT else "labelen_door_medeonderzoekers"
    return hidden_fragments(fragments, participants, consents, purpose)


def closed_to(project: Project) -> set[str]:
    """The ``fragment_id`` of every piece that the person at work may not read."""
    roles = {row.object_id: row["role"] for row in read_rows(project, "contributors")}
    fragments, participants, consents = (
        read_table(project, name) for name in ("fragments", "participants", "consents")
    )
    closed = closed_fragments(fragments, participants, consents, roles.get(project.who))
    return closed if read_look(project, project.who).own_words else closed | own_words(project, project.who)
