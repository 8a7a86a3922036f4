"""A version of anything in the project, in words that people know: what it is, who wrote it, when, and what it says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ontmoet_research.model import columns_of, name_of, tables
from ontmoet_research.record import columns_of_words, has_label, label_of
from ontmoet_research.store import Project, Row, Versions, read_rows
from ontmoet_research.text.apart import words_apart
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date, format_time, join_words
from ontmoet_research.words import all_sentences, say

SHORT = 60

Parts = list[tuple[str, bool]]


class VersionWords:
    """Says things of one project in words; reads each table at most once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._names: dict[str, dict[str, str]] = {}

    def thing(self, versions: Versions) -> str:
        """What it is, such as ``Een wens: “Als we nu eens ...”``."""
        kind = say(f"table.{versions.table}.thing")
        name = _name_of(versions.rows[0])
        return say("two_versions.named", thing=kind, name=isolated(name)) if name else kind

    def written(self, row: Row) -> str:
        """Who wrote this version, and when, on this computer's clock."""
        at = datetime.fromisoformat(row.at).astimezone()
        who = self._table("contributors").get(row.author) or say("labelling.someone")
        return say("two_versions.written", who=isolated(who), day=format_date(at.date()), time=format_time(at))

    def rows(self, versions: Versions, number: int) -> list[dict[str, Any]]:
        """What this version says where they differ: ``label`` and ``parts``, stretches with whether they differ."""
        row = versions.rows[number]
        if row.removed:
            return [{"label": "", "parts": [(say("two_versions.is_removed"), True)]}]
        beside = next((one for one in (*versions.rows[:number], *versions.rows[number + 1 :]) if not one.removed), None)
        told, others = [], False
        for name in versions.differs:
            if not has_label(versions.table, name):
                others = True
                continue
            parts = self._parts(versions.table, name, row, beside)
            told.append({"label": label_of(versions.table, name), "parts": parts})
        if others:
            told.append({"label": "", "parts": [(say("two_versions.other_column"), False)]})
        return told

    def value(self, table: str, name: str, value: Any) -> str:
        """A value of a column in words."""
        info = columns_of(table)[name].info
        if value is None or value in ("", []):
            return say("two_versions.empty")
        if isinstance(value, bool):
            return say("two_versions.yes" if value else "two_versions.no")
        if info.get("date"):
            return format_date(date.fromisoformat(value))
        if info.get("ref") or info.get("refs"):
            return join_words([self.name_of(one) for one in ([value] if isinstance(value, str) else value)])
        if info.get("list"):
            return join_words([_choice(one) if info.get("choices") else isolated(one) for one in value])
        return _choice(value) if info.get("choices") else str(value)

    def name_of(self, object_id: str) -> str:
        """What an object is called, wherever it stands."""
        for table in tables():
            if name := self._table(table).get(object_id):
                return isolated(name)
        return say("two_versions.nameless")

    def _parts(self, table: str, name: str, row: Row, beside: Row | None) -> Parts:
        own = self.value(table, name, row[name])
        if beside is None:
            return [(own, False)]
        if is_free_text(table, name) and row[name] and beside[name]:
            return words_apart(row[name], beside[name])
        return [(own, row[name] != beside[name])]

    def _table(self, table: str) -> dict[str, str]:
        if table not in self._names:
            rows = read_rows(self.project, table) if name_of(table) else []
            self._names[table] = {row.object_id: name for row in rows if (name := _name_of(row))}
        return self._names[table]


def is_free_text(table: str, name: str) -> bool:
    """Whether a person wrote this column in own words, so that of two versions one text can be made."""
    return name in columns_of_words(table) and not columns_of(table)[name].info.get("list")


def _name_of(row: Row) -> str:
    text = str(row.values.get(name_of(row.table) or "") or "")
    return text if len(text) <= SHORT else f"{text[:SHORT].rstrip()} …"


def _choice(value: str) -> str:
    for known in (f"group.perspective.{value}", f"two_versions.value.{value}"):
        if known in all_sentences():
            return say(known)
    return value.replace("_", " ")
