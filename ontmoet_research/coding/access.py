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


def closed_to(project: Project, contributor_id: str | None = None, *, own_too: bool | None = None) -> set[str]:
    """The ``fragment_id`` of every piece that this contributor (the person at work) may not read.

    ``own_too`` leaves one's own words open; without it, what this person chose counts (:class:`~..group.Look`).
    """
    who = contributor_id or project.who
    roles = {row.object_id: row["role"] for row in read_rows(project, "contributors")}
    fragments, participants, consents = (
        read_table(project, name) for name in ("fragments", "participants", "consents")
    )
    closed = closed_fragments(fragments, participants, consents, roles.get(who))
    open_too = read_look(project, who).own_words if own_too is None else own_too
    return closed if open_too else closed | own_words(project, who)


def own_words(project: Project, contributor_id: str | None = None) -> set[str]:
    """The ``fragment_id`` of every piece that this contributor (the person at work) spoke as a participant (P30).

    Nobody has to label or sort the own words; who wants to may.
    """
    who = contributor_id or project.who
    spoken_as = {row["participant_id"] for row in read_rows(project, "contributors", object_id=who)} - {None}
    return {row.object_id for person in spoken_as for row in read_rows(project, "fragments", participant_id=person)}
