"""Who may act on what belongs to someone else: see it, let it stop, erase it, ask for a yes, open what is closed.

Participants depend on a landlord, a municipality or a school, and sit at one table with them (privacy.md 4.1). So the
research or the experience side asks and handles. Everyone else handles only what is their own: the participant that
they are themselves. A student is no exception, whatever side they are on. Who says nothing of who they are handles
nothing. A practice project is invented, so there anyone may see and erase to learn how it goes; asking for a yes and
opening what is closed is learned there as it is.
"""

from __future__ import annotations

from datetime import date

from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text import join_words
from ontmoet_research.words import Refused, say

__all__ = [
    "MAY_ASK",
    "contributor_called",
    "looks_after",
    "may_handle",
    "must_handle",
    "must_look_after",
    "who_to_ask",
]

MAY_ASK = ("ervaring", "onderzoek")
STUDENT = "student"
NAMED = 3  # whom to ask; more names help nobody


def looks_after(project: Project) -> bool:
    """Whether the person at work may ask for consent and open what is closed. Of two versions both must agree."""
    rows = read_rows(project, "contributors", object_id=project.who)
    return bool(rows) and all(map(_looks_after, rows))


def may_handle(project: Project, person_id: str) -> bool:
    """Whether the person at work may see, stop or erase what belongs to this participant or contributor."""
    if project.fact("practice") == "ja" or looks_after(project):
        return True
    rows = read_rows(project, "contributors", object_id=project.who)
    return bool(rows) and all(person_id in (row.object_id, row["participant_id"]) for row in rows)


def must_look_after(project: Project) -> None:
    """Stop who may not. Errors: ``Refused``, with who can."""
    if not looks_after(project):
        raise Refused("privacy.who_may.not_you", who=who_to_ask(project))


def must_handle(project: Project, person_id: str | None = None) -> None:
    """Stop who may not act on what belongs to this person; without one, on what belongs to anyone.

    Errors: ``Refused``, with who can.
    """
    if not may_handle(project, person_id or ""):
        raise Refused("privacy.who_may.only_own", who=who_to_ask(project))


def who_to_ask(project: Project) -> str:
    """Names of people who may, for in a sentence."""
    rows = {row.object_id: row for row in read_rows(project, "contributors") if _looks_after(row)}
    names = [row["display_name"] for row in rows.values() if row.object_id != project.who][:NAMED]
    return join_words(names, say("privacy.who_may.or")) if names else say("privacy.who_may.guide")


def contributor_called(project: Project, name: str) -> str:
    """The id of who works on the research under this name. Errors: ``Refused`` when nobody or more than one does."""
    wanted = " ".join(name.split()).casefold()
    found = {
        row.object_id for row in read_rows(project, "contributors") if row["display_name"].strip().casefold() == wanted
    }
    if len(found) != 1:
        raise Refused("access.two_called_so" if found else "access.nobody", name=name)
    return next(iter(found))


def _looks_after(row: Row) -> bool:
    stopped = bool(row["end"]) and row["end"] < date.today().isoformat()
    return row["side"] in MAY_ASK and row["role"] != STUDENT and not stopped
