"""Who takes part and who works on the research; known by a name they chose themselves.

Real names, contact details and exact job titles are not here: they live in a key file outside the project.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ontmoet_research.model import marked, tables
from ontmoet_research.record import iso_day, today, write
from ontmoet_research.store import Draft, Project, Row, find, new, read_rows
from ontmoet_research.store import change as changed
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.lookalike import LONGEST_NAME, skeleton, why_no_name
from ontmoet_research.words import Refused

ORIGIN = "group.people"


def add_participant(
    project: Project,
    alias: str,
    series_id: str,
    perspectives: Sequence[str] = (),
    *,
    adult: bool = True,
    joined: str | None = None,
    **details: Any,
) -> str:
    """Put someone on the list of a series; give the ``participant_id``.

    ``joined`` is a date as people type it. Not given, it is today for a series in which a meeting was held, and stays
    empty before that: then it means from the start, also when an earlier first meeting is written down later.
    ``details`` are other columns of the table ``participants``. Age is not kept, only asked: ``adult`` is the answer to
    "18 of ouder?". The id is random, so that ids do not tell who came first (P02, P10).

    Errors: ``Refused`` for an empty alias, one that is taken in this series, a date nobody can read, someone under 18,
    or a series that is gone.
    """
    if not adult:
        raise Refused("group.under_18")
    find(project, "series", series_id)
    person = new(
        "participants",
        object_id=str(uuid.uuid4()),
        alias=_free_alias(project, alias, series_id),
        series_ids=[series_id],
        perspectives=list(perspectives),
        joined=iso_day(joined) or (today() if _began(project, series_id) else None),
        **{"status": "actief", **details},
    )
    write(project, [person], origin=ORIGIN)
    return person.object_id


def join_series(project: Project, participant_id: str, series_id: str) -> None:
    """Let someone who is known take part in one more series; who had stopped takes part again.

    Errors: ``Refused`` when person or series is gone, when somebody withdrew, or when the alias is taken there.
    """
    person = find(project, "participants", participant_id)
    find(project, "series", series_id)
    if series_id in person["series_ids"]:
        return
    if person["status"] == "ingetrokken":
        raise Refused("group.withdrew")
    _free_alias(project, person["alias"], series_id)
    again = {"status": "actief", "left": None} if person["status"] == "gestopt" else {}
    write(project, [changed(person, series_ids=[*person["series_ids"], series_id], **again)], origin=ORIGIN)


def rename_participant(project: Project, participant_id: str, alias: str) -> None:
    """Give someone another alias; it is the same person, and places that name who looks after something follow.

    What stands in notes stays as it was written. Errors: ``Refused`` when gone, for an empty alias, or one that is
    taken in a series of this person.
    """
    person = find(project, "participants", participant_id)
    for series_id in person["series_ids"]:
        alias = _free_alias(project, alias, series_id, but=participant_id)
    if alias != person["alias"]:
        write(project, [changed(person, alias=alias), *_renamed(project, person, alias)], origin=ORIGIN)


def correct_days(project: Project, participant_id: str, joined: str = "", left: str = "") -> None:
    """Correct since when someone takes part, and the last day of someone who stopped; days as people type them.

    An empty ``joined`` means from the start. Errors: ``Refused`` when gone, when a day can't be read, or when the last
    day is before the first.
    """
    person = find(project, "participants", participant_id)
    days = {"joined": iso_day(joined), "left": iso_day(left) if person["status"] == "gestopt" else person["left"]}
    if days["joined"] and days["left"] and days["left"] < days["joined"]:
        raise Refused("group.left_before")
    change_participant(project, participant_id, **days)


def pause(project: Project, participant_id: str) -> None:
    """Someone takes a break and keeps place, data and consent (A32). Errors: ``Refused`` when gone."""
    write(project, [changed(find(project, "participants", participant_id), status="pauze")], origin=ORIGIN)


def resume(project: Project, participant_id: str) -> None:
    """Someone is back. Errors: ``Refused`` when gone."""
    person = find(project, "participants", participant_id)
    write(project, [changed(person, status="actief", left=None)], origin=ORIGIN)


def stop(project: Project, participant_id: str, left: str | None = None, reason: str = "") -> None:
    """Someone stops taking part; what was said before stays. ``left`` is the last day, today when not given.

    ``reason`` is optional, in own words, and never shown beside a person (B27; see ``leaving``). Errors: ``Refused``
    when gone or when the date can't be read.
    """
    person = find(project, "participants", participant_id)
    told = {"leave_reason": reason.strip()} if reason.strip() else {}
    write(project, [changed(person, status="gestopt", left=iso_day(left) or today(), **told)], origin=ORIGIN)


def change_participant(project: Project, participant_id: str, **details: Any) -> None:
    """Change what is known of someone: perspectives, job group, organisation, roles, backup, connector.

    Errors: ``Refused`` when gone, ``ValueError`` for an unknown column or value.
    """
    person = find(project, "participants", participant_id)
    if any(person[name] != value for name, value in details.items()):
        write(project, [changed(person, **details)], origin=ORIGIN)


def add_contributor(
    project: Project,
    display_name: str,
    side: str,
    role: str | None = None,
    *,
    participant_id: str | None = None,
    **details: Any,
) -> str:
    """Put someone on the list of people who work on the research; give the ``contributor_id``.

    ``display_name`` is chosen by the person, ``side`` is one of ervaring, onderzoek, onderwijs, praktijk.
    ``participant_id`` says that this person also takes part (A01).

    Errors: ``Refused`` for an empty name or one that someone else has, or when the participant is gone.
    """
    name = _free_name(project, display_name)
    if participant_id:
        find(project, "participants", participant_id)
    person = new("contributors", display_name=name, side=side, role=role, participant_id=participant_id, **details)
    write(project, [person], origin=ORIGIN)
    return person.object_id


def change_contributor(project: Project, contributor_id: str, **details: Any) -> None:
    """Change what is known of someone who works on the research, such as the role or the day of the training.

    ``trained_on`` and ``start`` are dates as people type them; with another ``display_name``, places that name who
    looks after something follow. Errors: ``Refused`` when gone, when a date can't be read, for an empty name or one
    that someone else has, or when the participant is gone; ``ValueError`` for an unknown column or value.
    """
    person = find(project, "contributors", contributor_id)
    details |= {name: iso_day(details[name]) for name in ("trained_on", "start") if name in details}
    if "display_name" in details:
        details["display_name"] = _free_name(project, details["display_name"], but=contributor_id)
    if details.get("participant_id"):
        find(project, "participants", details["participant_id"])
    if any(person[name] != value for name, value in details.items()):
        named = details.get("display_name", person["display_name"])
        write(project, [changed(person, **details), *_renamed(project, person, named)], origin=ORIGIN)


def record_attendance(project: Project, session_id: str, states: Mapping[str, str]) -> None:
    """Note who was at a meeting: ``states`` is participant_id -> aanwezig, afgemeld, afwezig or nieuw.

    One write for the whole meeting; noting it again replaces what was noted. Errors: ``Refused`` when the meeting or a
    person is gone.
    """
    find(project, "sessions", session_id)
    known = {row["participant_id"]: row for row in read_rows(project, "attendance", session_id=session_id)}
    drafts = []
    for participant_id, state in states.items():
        find(project, "participants", participant_id)
        drafts += _attended(session_id, participant_id, state, known.get(participant_id))
    write(project, drafts, origin=ORIGIN)


def _began(project: Project, series_id: str) -> bool:
    return bool(read_rows(project, "sessions", series_id=series_id, status="gehouden"))


def _free_alias(project: Project, alias: str, series_id: str, but: str = "") -> str:
    alias = " ".join(alias.split())
    if not alias:
        raise Refused("group.needs_alias")
    _refuse_no_name(alias)
    there = [row for row in read_rows(project, "participants") if series_id in row["series_ids"]]
    if _same(alias) in {_same(row["alias"]) for row in there if row.object_id != but}:
        raise Refused("group.alias_taken")
    _refuse_look_alike(alias, [row["alias"] for row in there if row.object_id != but])
    return alias


def _free_name(project: Project, display_name: str, but: str = "") -> str:
    name = " ".join(display_name.split())
    if not name:
        raise Refused("group.needs_name")
    _refuse_no_name(name)
    others = [row for row in read_rows(project, "contributors") if row.object_id != but]
    if _same(name) in {_same(row["display_name"]) for row in others}:
        raise Refused("group.name_taken")
    _refuse_look_alike(name, [row["display_name"] for row in others])
    return name


def _refuse_no_name(name: str) -> None:
    if why := why_no_name(name):
        raise Refused(f"group.no_name.{why}", n=LONGEST_NAME)


def _refuse_look_alike(name: str, others: Iterable[str]) -> None:
    """Stop a name that people take for one that is there."""
    if alike := next((other for other in others if skeleton(other) == skeleton(name)), None):
        raise Refused("group.looks_like", name=isolated(alike))


def _renamed(project: Project, person: Row, name: str) -> list[Draft]:
    """What else names this person by the name they had; nothing when someone else has that name too."""
    before = person["display_name" if person.table == "contributors" else "alias"]
    people = [*read_rows(project, "participants"), *read_rows(project, "contributors")]
    bearers = {row.object_id for row in people if before in (row.values.get("alias"), row.values.get("display_name"))}
    if name == before or bearers != {person.object_id}:
        return []
    return [
        changed(row, **{column: name})
        for table in tables()
        for column in marked(table, "chosen_name")
        for row in read_rows(project, table)
        if row[column] == before
    ]


def _same(name: str) -> str:
    # "Merel", "merel" and "Me rel" are one alias to a reader of the report.
    return "".join(name.split()).casefold()


def _attended(session_id: str, participant_id: str, state: str, before: Row | None) -> list[Draft]:
    if before is None:
        return [new("attendance", session_id=session_id, participant_id=participant_id, state=state)]
    return [] if before["state"] == state else [changed(before, state=state)]
