"""What someone needs to take part (Wat heb je nodig?), and how someone wants screens to look.

Asked once and shown again later (D16). Never why: there is no place for causes (D14). None of it leaves the project.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ontmoet_research.model.people import NEEDS
from ontmoet_research.record import today, write
from ontmoet_research.store import Draft, Project, change, new, read_rows
from ontmoet_research.words import Refused


@dataclass(frozen=True)
class Look:
    """How a screen looks for one person: text gewoon, groot or heel_groot; contrast gewoon or hoog.

    ``calm``: nothing on the screen that moves by itself or can be missed. ``read_aloud``: a button to hear each piece,
    where the browser has a Dutch voice. ``own_words``: what the person said as a participant is among what there is to
    label; nobody has to label their own words (P30).
    """

    text_size: str = "gewoon"
    contrast: str = "gewoon"
    calm: bool = False
    read_aloud: bool = True
    own_words: bool = False


def read_look(project: Project, person_id: str) -> Look:
    """How this person wants screens to look; the usual look for who never said so."""
    rows = read_rows(project, "display_settings", person_id=person_id)
    if not rows:
        return Look()
    latest = max(rows, key=lambda row: row.at)
    given = {name: latest[name] for name in Look.__dataclass_fields__ if latest[name] is not None}
    return Look(**given)


def change_look(project: Project, person_id: str, *, origin: str = "", **values: Any) -> None:
    """Change one or more parts of someone's :class:`Look`. Errors: ``ValueError`` for what a look does not know."""
    drafts = _changed(project, "display_settings", person_id, values)
    write(project, drafts, origin=origin)


def read_needs(project: Project, person_id: str) -> tuple[list[str], str]:
    """What this person needs: the chosen needs (of ``model.people.NEEDS``) and own words, '' when there are none."""
    rows = read_rows(project, "needs", person_id=person_id)
    if not rows:
        return [], ""
    latest = max(rows, key=lambda row: row.at)
    return list(latest["needs"]), latest["text"] or ""


def record_needs(
    project: Project, person_id: str, needs: Iterable[str] | None = None, text: str | None = None, *, origin: str = ""
) -> None:
    """Keep what this person needs; what is not given stays as it was.

    Who says it now, confirms it now. Errors: ``Refused`` for a need that is not on the list.
    """
    values: dict[str, Any] = {}
    if needs is not None:
        values["needs"] = [need for need in NEEDS if need in set(needs)]
        if len(values["needs"]) != len(set(needs)):
            raise Refused("group.no_such_need")
    if text is not None:
        values["text"] = text.strip() or None
    write(project, _changed(project, "needs", person_id, values, confirmed_on=today()), origin=origin)


def read_conflict(project: Project, person_id: str) -> tuple[str, str]:
    """What of someone's needs is hard to combine with those of others, and what was agreed; '' for nothing."""
    rows = sorted(read_rows(project, "needs", person_id=person_id), key=lambda row: row.at)
    return (rows[-1]["conflict_note"] or "", rows[-1]["solution"] or "") if rows else ("", "")


def record_conflict(project: Project, person_id: str, note: str, solution: str = "", *, origin: str = "") -> None:
    """Keep in own words what is hard to combine, and what people agreed on it (D19); empty takes it away.

    Errors: ``Refused`` for a solution of nothing.
    """
    if solution.strip() and not note.strip():
        raise Refused("group.conflict_needs_words")
    values = {"conflict_note": note.strip() or None, "solution": solution.strip() or None}
    if any(values.values()) or read_rows(project, "needs", person_id=person_id):
        write(project, _changed(project, "needs", person_id, values), origin=origin)


def confirm_needs(project: Project, person_id: str, *, origin: str = "") -> None:
    """What someone needed before still holds (D16): asked once, then only "klopt dit nog?". Nothing without a need."""
    rows = read_rows(project, "needs", person_id=person_id)
    drafts = [change(max(rows, key=lambda row: row.at), confirmed_on=today())] if rows else []
    write(project, drafts, origin=origin)


def _changed(project: Project, table: str, person_id: str, values: dict[str, Any], **also: Any) -> list[Draft]:
    """The row to write when a value changed, with what goes ``also`` along; nothing when all is as it was."""
    rows = sorted(read_rows(project, table, person_id=person_id), key=lambda row: row.at)
    if not rows:
        return [new(table, person_id=person_id, **values, **also)]
    if all(rows[-1][name] == value for name, value in values.items()):
        return []
    return [change(rows[-1], **values, **also)]
