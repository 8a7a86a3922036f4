"""What stays a no after a backup or a merge that was taken back, and what of a copy waits for a yes: told by alias.

Lifting a no takes the person, asked anew: who asked and when is kept with the yes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ontmoet_research.record import write
from ontmoet_research.store import (
    Draft,
    Held,
    No,
    Project,
    Row,
    accepted,
    decline_held,
    find,
    find_held,
    list_held,
    new,
    read_rows,
)
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say, say_count

from .who_may import must_handle

ORIGIN = "privacy.held"
STOPPED = ("gestopt", "ingetrokken")


def stays_in_words(project: Project, nos: Iterable[No]) -> list[str]:
    """What stays as people said it, one sentence each, by alias."""
    aliases = _aliases(project)
    said: dict[str, list[str]] = {}
    pieces: Counter[str] = Counter()
    others: Counter[str] = Counter()
    stopped = []
    for no in {one.object_id: one for one in nos}.values():
        if no.table == "participants" and no.values.get("status") in STOPPED:
            stopped.append(say(f"privacy.held.stays.{no.values['status']}", alias=_of(aliases, no.object_id)))
        elif no.table == "consents":
            purpose = say(f"privacy.purpose.{no.values['purpose']}")
            said.setdefault(no.values["participant_id"], []).append(purpose)
        elif no.table == "fragments":
            pieces[_speaker(project, no.object_id)] += 1
        else:
            others[no.table] += 1
    lines = [say("privacy.held.stays.no", alias=_of(aliases, one), purposes=join_words(p)) for one, p in said.items()]
    lines += [say_count("privacy.held.stays.pieces", n, alias=_of(aliases, one)) for one, n in pieces.items()]
    kinds = [say_count(f"table.{table}", n) for table, n in others.items()]
    return [*stopped, *lines, *([say("privacy.held.stays.others", what=join_words(kinds))] if kinds else [])]


def waits_in_words(project: Project, held: Iterable[Held]) -> list[tuple[str, str]]:
    """What waits for a yes: its id, and one sentence, by alias."""
    aliases = _aliases(project)
    return [(one.row.id, _sentence(project, one, aliases)) for one in held]


def list_waiting(project: Project) -> list[tuple[Held, str]]:
    """What waits in this project, oldest first, each with its sentence."""
    waiting = list_held(project)
    return list(zip(waiting, (told for _, told in waits_in_words(project, waiting)), strict=True))


def say_yes(project: Project, row_id: str, *, asked_by: str | None = None, asked_on: str | None = None) -> None:
    """Let in what waits. Where it lifts a no, ``asked_by`` (a contributor) asked the person anew, on ``asked_on``.

    Errors: ``Refused`` when nothing waits under this id, when the person at work may not decide on it, and without who
    asked and when where a no is lifted. Then nothing changes.
    """
    must_handle(project)
    one = find_held(project, row_id)
    draft = accepted(one)
    if one.lifts and not (asked_by and asked_on):
        raise Refused("privacy.held.ask_anew")
    told: list[Draft] = [draft]
    if asked_by:
        find(project, "contributors", asked_by)
        if draft.table == "consents":
            draft = Draft(
                draft.table, draft.object_id, {**draft.values, "asked_by": asked_by, "date": asked_on}, draft.parents
            )
        about = one.row["participant_id"] if "participant_id" in one.row.values else one.row.object_id
        told = [draft, new("log_events", action="asked anew", about_id=about, reason=asked_on)]
    write(project, told, origin=ORIGIN)


def say_no(project: Project, row_id: str) -> None:
    """Keep it as it was; it waits no longer. Errors: as :func:`say_yes`."""
    must_handle(project)
    decline_held(project, row_id)


def _sentence(project: Project, one: Held, aliases: dict[str, str]) -> str:
    row, table = one.row, one.row.table
    who = _of(aliases, row["participant_id"] if table in ("consents", "fragments") else row.object_id)
    if table == "participants" and "status" in one.before:
        return say("privacy.held.waits.back", alias=who, was=say(f"privacy.held.status.{one.before['status']}"))
    if table == "consents":
        return say("privacy.held.waits.yes", alias=who, purpose=say(f"privacy.purpose.{row['purpose']}"))
    if table == "fragments":
        key = "piece_of" if row["participant_id"] else "piece"
        return say(f"privacy.held.waits.{key}", **({"alias": who} if row["participant_id"] else {}))
    if table == "contributors":
        return say("privacy.held.waits.contributor", name=isolated(row["display_name"]), what=_columns(one))
    if table == "recognition_checks":
        return say("privacy.held.waits.recognition", title=_title(project, "sources", row["source_id"]))
    if table == "sign_offs":
        name = _title(project, "contributors", row["contributor_id"])
        return say("privacy.held.waits.signed", name=name, title=_title(project, "report_sections", row["section_id"]))
    if table == "report_sections":
        return say("privacy.held.waits.section", title=isolated(row["title"] or row["section"]))
    what = say(f"table.{table}.one", n=1)
    return say("privacy.held.waits.taken_out" if one.came.removed else "privacy.held.waits.other", what=what)


def _columns(one: Held) -> str:
    return join_words(dict.fromkeys(say(f"privacy.held.column.{name}") for name in one.before))


def _title(project: Project, table: str, object_id: str) -> str:
    for row in read_rows(project, table, object_id=object_id):
        named = next((row[name] for name in ("title", "display_name", "section") if row.values.get(name)), None)
        if named:
            return isolated(named)
    return say("erase.untitled")


def _speaker(project: Project, fragment_id: str) -> str:
    return next((str(row["participant_id"] or "") for row in _pieces(project, fragment_id)), "")


def _pieces(project: Project, fragment_id: str) -> Iterator[Row]:
    yield from read_rows(project, "fragments", object_id=fragment_id)


def _aliases(project: Project) -> dict[str, str]:
    return {row.object_id: isolated(row["alias"]) for row in read_rows(project, "participants")}


def _of(aliases: dict[str, str], participant_id: str | None) -> str:
    return aliases.get(participant_id or "", say("privacy.held.someone"))
