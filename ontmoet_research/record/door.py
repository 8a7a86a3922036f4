"""Keep, change and take out records by what the model says of each column; nothing in this file knows a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ontmoet_research.model import columns_of, hanging_on, marked, points_at
from ontmoet_research.store import Draft, Project, Row, find, heads, new, read_rows, remove
from ontmoet_research.store import change as changed
from ontmoet_research.store import write as store_write
from ontmoet_research.words import Refused, all_sentences

from .days import iso_day
from .labels import has_label, label_of
from .own_words import looked_at, points_at_someone

__all__ = ["change", "keep", "read_values", "take_out", "what_changes", "write"]

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")  # of some things people know only the month or the year


def keep(project: Project, table: str, /, *, origin: str, **values: Any) -> str:
    """Keep a new record; give its object id. ``values`` are columns of the table, as people typed them.

    Errors: ``Refused`` when something that is needed is empty, when words point straight at a person, for a day nobody
    can read, or when what it points at is gone; ``ValueError`` for another column or a value the model does not know.
    """
    told = read_values(table, values)
    _need(table, {name: told.get(name) for name in marked(table, "needed")})
    _need_there(project, table, told)
    draft = new(table, **told)
    write(project, [draft], origin=origin)
    return draft.object_id


def change(project: Project, table: str, object_id: str, /, *, origin: str, **values: Any) -> bool:
    """Change columns of one record; give whether something changed. What is said again as it was is not written again.

    Errors: as :func:`keep`, and ``Refused`` when the record is gone.
    """
    row = find(project, table, object_id)
    told = what_changes(project, row, values)
    if told:
        write(project, [changed(row, **told)], origin=origin)
    return bool(told)


def what_changes(project: Project, row: Row, values: Mapping[str, Any]) -> dict[str, Any]:
    """What people typed, as far as it differs from what stands there; for a room with a rule of its own.

    Errors: as :func:`keep`, but for words that point straight at a person: those are refused when they are written.
    """
    told = read_values(row.table, values)
    if unknown := sorted(set(told) - set(row.values)):
        raise ValueError(f"{row.table} has no column {', '.join(unknown)}")
    _need(row.table, told)
    told = {name: value for name, value in told.items() if value != row[name]}
    _need_there(project, row.table, told)
    return told


def take_out(project: Project, table: str, object_id: str, /, *, origin: str, along: Sequence[Draft] = ()) -> None:
    """Take one record away; it stays in the history, and undo brings it back. ``along``: what is written with it.

    Errors: ``Refused`` when it is gone already, or while something hangs on it that does not go along.
    """
    row, gone = find(project, table, object_id), {draft.object_id for draft in along if draft.removed}
    hanging = (one for other, column in hanging_on(table) for one in read_rows(project, other, **{column: object_id}))
    if any(one.object_id not in gone for one in hanging):
        raise Refused("record.something_hangs_on_it")
    write(project, [remove(row), *along], origin=origin)


def write(project: Project, drafts: Iterable[Draft], *, origin: str = "", author: str | None = None) -> list[str]:
    """Write several records at once through the same door; give the row ids, in order. See ``store.write``.

    Errors: ``Refused`` when words in them point straight at a person, or for what is no day as ISO text. What stood
    there already may stay.
    """
    drafts = list(drafts)
    for draft in drafts:
        if not draft.removed:
            _need_days(project, draft)
            _refuse_identifiers(project, draft)
    return store_write(project, drafts, origin=origin, author=author)


def read_values(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What people typed, as it is stored: words without spaces around them, empty is nothing, days as ISO text.

    Errors: ``Refused`` for a day nobody can read.
    """
    columns = columns_of(table)
    return {name: _read(columns[name].info if name in columns else {}, value) for name, value in values.items()}


def _read(info: Mapping[str, Any], value: Any) -> Any:
    if info.get("date"):
        return iso_day(value)
    if isinstance(value, str):
        return value.strip() or None
    if info.get("list"):
        told = [one.strip() for one in value or ()]
        kept = [one for one in told if one]
        return kept if info.get("own_words") else list(dict.fromkeys(kept))
    return value


def _need(table: str, told: Mapping[str, Any]) -> None:
    for name in marked(table, "needed"):
        if name in told and told[name] in (None, "", []):
            own = (f"record.needs.{table}.{name}", f"record.needs.any.{name}")
            known = next((key for key in own if key in all_sentences()), None)
            raise Refused(known) if known else Refused("record.needs_words", column=_called(table, name))


def _called(table: str, column: str) -> str:
    return label_of(table, column) if has_label(table, column) else column


def _need_there(project: Project, table: str, told: Mapping[str, Any]) -> None:
    for name, value in told.items():
        places = points_at(table, name) if value else ()
        for one in ([value] if isinstance(value, str) else value) if places else ():
            if not any(_is_there(project, place, one) for place in places):
                raise Refused("store.gone")


def _is_there(project: Project, table: str, object_id: str) -> bool:
    return any(not row.removed for row in heads(project, table, object_id))


def _need_days(project: Project, draft: Draft) -> None:
    wrong = [name for name in marked(draft.table, "date") if not _DAY.fullmatch(draft.values.get(name) or "2000")]
    if wrong and any(draft.values[name] != row[name] for name in wrong for row in _before(project, draft)):
        raise Refused("record.no_date")


def _refuse_identifiers(project: Project, draft: Draft) -> None:
    links = marked(draft.table, "links")
    found = [
        name
        for name in looked_at(draft.table)
        if (told := draft.values.get(name))
        and any(points_at_someone(words, links=name in links) for words in _each(told))
    ]
    if found and any(draft.values[name] != row[name] for name in found for row in _before(project, draft)):
        raise Refused("record.identifier")


def _before(project: Project, draft: Draft) -> Sequence[Row | Mapping[str, None]]:
    """The versions that a draft stands on, or one with nothing in it."""
    rows = heads(project, draft.table, draft.object_id) if draft.parents else []
    return rows or [dict.fromkeys(draft.values)]


def _each(words: str | list[str]) -> list[str]:
    """Each text of a column; the id of an object, such as a note that shows something, is no text."""
    told = [words] if isinstance(words, str) else words
    return [one for one in told if not _ID.fullmatch(one)]
