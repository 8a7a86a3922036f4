"""Which pieces of text someone may read in order to label them.

A participant said yes or no to being labelled by co-researchers, and by students; ``privacy.gate`` holds the rules.
Nobody has to label their own words: these stay closed too, until their speaker chooses otherwise (P30).
"""

from __future__ import annotations

from ontmoet_research.group import read_look
from ontmoet_research.privacy.gate import STUDENT, Gate
from ontmoet_research.store import Project, read_rows, read_values

__all__ = ["STUDENT", "closed_to", "own_words"]


def closed_to(project: Project, contributor_id: str | None = None, *, own_too: bool | None = None) -> set[str]:
    """The ``fragment_id`` of every piece that this contributor (the person at work) may not read.

    ``own_too`` leaves one's own words open; without it, what this person chose counts (:class:`~..group.Look`).
    """
    who = contributor_id or project.who
    closed = Gate(project).closed_to_label(who)
    open_too = read_look(project, who).own_words if own_too is None else own_too
    return closed if open_too else closed | own_words(project, who)


def own_words(project: Project, contributor_id: str | None = None) -> set[str]:
    """The ``fragment_id`` of every piece that this contributor (the person at work) spoke as a participant (P30).

    Nobody has to label or sort the own words; who wants to may.
    """
    who = contributor_id or project.who
    spoken_as = {row["participant_id"] for row in read_rows(project, "contributors", object_id=who)} - {None}
    said = (read_values(project, "fragments", ["object_id"], participant_id=person) for person in spoken_as)
    return {key for rows in said for (key,) in rows}
