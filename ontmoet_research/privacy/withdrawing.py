"""Someone stops, or takes words out (P11). Works at once, can be taken back until it is erased for good.

"At any moment" is a promise nobody can keep: what is printed stays printed. So the days that were agreed on are shown
beforehand; they tell what still can be reached, and refuse nobody. Others' answers stay: the pieces beside what goes
are listed, for a person to look at (P12).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ontmoet_research.model import tables
from ontmoet_research.model.people import CONSENT_PURPOSES
from ontmoet_research.record import write
from ontmoet_research.store import (
    Draft,
    Project,
    Row,
    change,
    find,
    free_text_columns,
    new,
    read_rows,
    remove,
    resting_on,
    undo,
)
from ontmoet_research.text.same_words import SameWords

from .agreed_dates import limits_of
from .traces import Trace, find_traces

ORIGIN = "privacy.withdrawal"
STOP, QUOTES, PIECES, ALL = "stop", "citaten", "stukjes", "alles"
SCOPES = (STOP, QUOTES, PIECES, ALL)
_OF_QUOTES = ("citaat", "naam_noemen")
_WRITTEN = ("report_sections", "minority_views")


@dataclass(frozen=True)
class Neighbour:
    """A piece of someone else right beside a piece that goes: which note, and its place in it (from 1)."""

    title: str
    order: int
    fragment_id: str


@dataclass(frozen=True)
class Withdrawal:
    """What a withdrawal does. ``limits``: purpose -> the last day that was agreed on, or None.

    ``pieces``, ``quotes``, ``own``: how many of each go. ``reopened``: titles of parts of the report that must be read
    again; ``fallen``: how many agreements with these no longer count. ``read_again``: titles of other texts
    with the same words; in what is made these become blocks. ``traces``: places where people typed the alias or nearly
    these words; nothing becomes of them by itself, so people go there.
    """

    limits: dict[str, str | None] = field(default_factory=dict)
    pieces: int = 0
    quotes: int = 0
    own: int = 0
    reopened: list[str] = field(default_factory=list)
    fallen: int = 0
    read_again: list[str] = field(default_factory=list)
    neighbours: list[Neighbour] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    changed: bool = False


def preview_withdrawal(project: Project, participant_id: str, scope: str, *, date: str) -> Withdrawal:
    """What :func:`withdraw` would do, without changing anything. Errors: as there."""
    return _work_out(project, participant_id, scope, date)[0]


def withdraw(project: Project, participant_id: str, scope: str, *, date: str) -> Withdrawal:
    """Someone withdraws from ``date`` (ISO) on.

    ``scope``: ``stop`` (from now on nothing new; what was said stays), ``citaten`` (no quotes), ``stukjes`` (no quotes
    and nothing the person said), ``alles`` (all that is only of this person, also labels and notes made as a
    co-researcher). Who takes out quotes or pieces need not stop.

    Done twice it changes nothing the second time. The log keeps only id and day. Errors: ``Refused`` when the person is
    not there, ``ValueError`` for an unknown scope.
    """
    told, drafts = _work_out(project, participant_id, scope, date)
    if drafts:
        note = new("log_events", action=f"withdrawal: {scope}", about_id=participant_id, reason=date)
        write(project, [*drafts, note], origin=ORIGIN)
    return told


def take_back_withdrawal(project: Project) -> None:
    """Take back the last withdrawal that the person at work put in. Errors: ``Refused`` when it was erased since."""
    undo(project, origin=ORIGIN)


def belongings(project: Project, person_id: str) -> list[str]:
    """Ids of all that is only of this person (participant or contributor): what goes when all of it is erased.

    The person, as participant and as contributor; pieces this person said; texts only this person wrote. What rests on
    these goes along by itself. Errors: ``Refused`` when there is no such person.
    """
    people, makers = both_roles(project, person_id)
    said = [row.object_id for one in sorted(people) for row in read_rows(project, "fragments", participant_id=one)]
    wrote = [row.object_id for row in _written_alone(project, makers)]
    return list(dict.fromkeys([*sorted(people), *sorted(makers), *said, *wrote]))


def neighbours(project: Project, fragment_ids: Iterable[str]) -> list[Neighbour]:
    """The pieces of others right before and after these, in reading order, for a human look (P12)."""
    going = set(fragment_ids)
    titles = {row.object_id: row["title"] for row in read_rows(project, "sources")}
    found = {}
    for source_id in dict.fromkeys(
        row["source_id"] for row in read_rows(project, "fragments") if row.object_id in going
    ):
        rows = sorted(read_rows(project, "fragments", source_id=source_id), key=lambda row: (row["order"], row.id))
        for place, row in enumerate(rows):
            beside = rows[max(0, place - 1) : place] + rows[place + 1 : place + 2]
            if row.object_id not in going and any(one.object_id in going for one in beside):
                found[row.object_id] = Neighbour(titles.get(source_id, ""), row["order"], row.object_id)
    return list(found.values())


def reopening(project: Project, participant_id: str) -> list[Draft]:
    """Drafts that send parts of the report with the words of this person back to concept, as :func:`withdraw` does."""
    said = read_rows(project, "fragments", participant_id=participant_id)
    quotes = [one for row in said for one in read_rows(project, "quotes", fragment_id=row.object_id)]
    sections, _ = that_used(project, said, quotes, set())
    drafts = [change(row, **held_back(row, used)) for row, used in sections if held_back(row, used)]
    agreed = [one for row, _ in sections for one in read_rows(project, "sign_offs", section_id=row.object_id)]
    return [*drafts, *(remove(row) for row in {row.id: row for row in agreed}.values())]


def _work_out(project: Project, participant_id: str, scope: str, date: str) -> tuple[Withdrawal, list[Draft]]:
    if scope not in SCOPES:
        raise ValueError(f"scope is one of {', '.join(SCOPES)}; not {scope}")
    person = find(project, "participants", participant_id)
    said = read_rows(project, "fragments", participant_id=participant_id)
    pieces = said if scope in (PIECES, ALL) else []
    quotes = (
        [] if scope == STOP else [q for row in said for q in read_rows(project, "quotes", fragment_id=row.object_id)]
    )
    own = _own_work(project, participant_id) if scope == ALL else []
    drafts = [*_status(person, scope, date), *_answers(project, participant_id, scope, date)]
    drafts += [change(row, withdrawn=True) for row in pieces if not row["withdrawn"]]
    sections, others = that_used(project, pieces, quotes, {row.id for row in own})
    drafts += [change(row, **held_back(row, used)) for row, used in sections if held_back(row, used)]
    agreed = [one for row, _ in sections for one in read_rows(project, "sign_offs", section_id=row.object_id)]
    drafts += [remove(row) for row in {row.id: row for row in [*quotes, *own, *agreed]}.values()]
    return (
        Withdrawal(
            limits=limits_of(project, _purposes(scope)),
            pieces=len(pieces),
            quotes=len(quotes),
            own=len(own),
            reopened=[row["title"] or row["section"] for row, _ in sections],
            fallen=len({row.id for row in agreed}),
            read_again=others,
            neighbours=neighbours(project, [row.object_id for row in pieces]),
            traces=_traces(project, person, scope, pieces, quotes, [*own, *(row for row, _ in sections)]),
            changed=bool(drafts),
        ),
        drafts,
    )


def _traces(
    project: Project, person: Row, scope: str, pieces: list[Row], quotes: list[Row], gone: list[Row]
) -> list[Trace]:
    """Where people typed the alias (when all goes) or nearly these words, besides what goes or opens anyway."""
    texts = {row.object_id: row["text"] for row in read_rows(project, "sources")} if pieces else {}
    said = [texts[row["source_id"]][row["start"] : row["end"]] for row in pieces if row["source_id"] in texts]
    without = {row.object_id for row in [*pieces, *quotes, *gone]}
    alias = person["alias"] if scope == ALL else None
    return find_traces(project, alias, [*said, *(row["text_used"] for row in quotes)], without)


def _purposes(scope: str) -> tuple[str, ...]:
    return {STOP: ("meedoen",), QUOTES: _OF_QUOTES}.get(scope, CONSENT_PURPOSES)


def _status(person: Row, scope: str, date: str) -> Iterator[Draft]:
    wanted = {STOP: "gestopt", ALL: "ingetrokken"}.get(scope)
    if wanted and person["status"] not in (wanted, "ingetrokken"):
        yield change(person, status=wanted, left=person["left"] or date)


def _answers(project: Project, participant_id: str, scope: str, date: str) -> Iterator[Draft]:
    """Take back every yes that this scope is about; with ``stukjes`` the person still takes part."""
    about: tuple[str, ...] = {QUOTES: _OF_QUOTES, PIECES: _OF_QUOTES, ALL: CONSENT_PURPOSES}.get(scope, ())
    for row in read_rows(project, "consents", participant_id=participant_id):
        if row["purpose"] in about and row["given"] and not row["withdrawn"]:
            yield change(row, withdrawn=date)


def _own_work(project: Project, participant_id: str) -> list[Row]:
    """All that this person made alone as a co-researcher: labels, notes, readings, texts; not the person itself."""
    _, makers = both_roles(project, participant_id)
    resting = resting_on(project, makers) - makers
    made = [row for name in tables() for row in read_rows(project, name) if row.object_id in resting] if resting else []
    return [*made, *_written_alone(project, makers)]


def both_roles(project: Project, person_id: str) -> tuple[set[str], set[str]]:
    """Someone's ids as participant and as contributor. Errors: ``Refused`` when there is no such person."""
    contributors = read_rows(project, "contributors")
    makers = {row.object_id for row in contributors if person_id in (row.object_id, row["participant_id"])}
    people = {row["participant_id"] for row in contributors if row.object_id in makers and row["participant_id"]}
    if not makers:
        people = {find(project, "participants", person_id).object_id}
    return people, makers


def _written_alone(project: Project, makers: set[str]) -> list[Row]:
    rows = [row for name in _WRITTEN for row in read_rows(project, name)]
    return [row for row in rows if row["authors"] and set(row["authors"]) <= makers]


def that_used(
    project: Project, pieces: list[Row], quotes: list[Row], gone: set[str]
) -> tuple[list[tuple[Row, list[str]]], list[str]]:
    """Parts of the report that rest on these or hold their words, with what they rest on; and other texts."""
    words = {row.object_id: SameWords([row["text_used"]]) for row in quotes}
    for row in pieces:
        for source in read_rows(project, "sources", object_id=row["source_id"]):
            words[row.object_id] = SameWords([source["text"][row["start"] : row["end"]]])
    sections = []
    for row in (one for one in read_rows(project, "report_sections") if one.id not in gone):
        used = [one for one, said in words.items() if one in row["sources"] or _holds(row, said)]
        if used:
            sections.append((row, used))
    views = [row for row in read_rows(project, "minority_views") if any(_holds(row, said) for said in words.values())]
    return sections, [row["title"] or "" for row in views]


def _holds(row: Row, words: SameWords) -> bool:
    values: list[Any] = [row[name] for name in free_text_columns(row.table)]
    return any(words.spans(text) for text in values if isinstance(text, str))


def held_back(row: Row, used: list[str]) -> dict[str, Any]:
    """Back to concept, and resting on what goes: so it stays out of the report until someone read it again."""
    told = {"sources": list(dict.fromkeys([*row["sources"], *used])), "state": "concept" if row["state"] else None}
    return told if any(row[name] != value for name, value in told.items()) else {}
