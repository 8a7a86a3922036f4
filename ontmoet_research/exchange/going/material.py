"""All of a project that may go to another program, in order, without names of people.

Notes come one at a time with the labels on them, so that a project of a million labels is never in memory at once.
Readers go under a name that says their side and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ontmoet_research.coding.labels_now import joined_into
from ontmoet_research.exchange import how_far
from ontmoet_research.exchange.ids import reader_name
from ontmoet_research.privacy.leaving import Leaving
from ontmoet_research.store import Project, Row, read_rows, read_values

__all__ = ["GoingMark", "GoingNote", "Material", "last_of"]

MARK = ("object_id", "start", "end", "code_id", "contributor_id", "option", "certainty", "note", "round")


class GoingMark(NamedTuple):
    """A label on words that goes along."""

    coding_id: str
    start: int
    end: int
    code_id: str
    contributor_id: str
    option: str | None
    certainty: str
    note: str
    round: str
    at: str


@dataclass
class GoingNote:
    """A note that goes along, with what the project knows of its meeting."""

    source_id: str
    title: str
    text: str
    meeting: dict[str, str]
    marks: list[GoingMark]
    perspectives: list[tuple[str, int, int, str]] = field(default_factory=list)


class Material:
    """What may leave of a project. ``left_out`` counts what stays, by reason (``[exchange.export.left]``).

    ``progress`` is told at each note how far it is.
    """

    def __init__(self, project: Project, progress: how_far.Told | None = None) -> None:
        self.project, self.leaving = project, Leaving(project)
        self.left_out: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self._progress = progress

    @cached_property
    def readers(self) -> dict[str, str]:
        """Everyone who works on the research, under the name that goes along, by ``contributor_id``."""
        rows = last_of(read_rows(self.project, "contributors"))
        return {key: reader_name(key, row["side"]) for key, row in sorted(rows.items())}

    @cached_property
    def books(self) -> list[Row]:
        """The lists of labels."""
        return list(last_of(read_rows(self.project, "codebooks")).values())

    @cached_property
    def labels(self) -> dict[str, Row]:
        """The labels, in the order of their lists, by ``code_id``; one that was joined into another is not among
        them."""
        books = [row.object_id for row in self.books]
        rows = [row for key, row in self._codes.items() if self.now.get(key, key) == key]
        rows = [row for row in rows if row["codebook_id"] in books]
        rows.sort(key=lambda row: (books.index(row["codebook_id"]), row["order"] or 0, row.object_id))
        return {row.object_id: row for row in rows}

    @cached_property
    def now(self) -> dict[str, str]:
        """For each label the one under which it is read now."""
        return joined_into({key: row["replaced_by_id"] for key, row in self._codes.items()})

    @cached_property
    def _codes(self) -> dict[str, Row]:
        return last_of(read_rows(self.project, "codes"))

    @cached_property
    def options(self) -> dict[str, list[str]]:
        """The choices that go with each label: those of its own, and those that were chosen."""
        told = {key: [one.split("=")[0] for one in row["options"]] for key, row in self.labels.items()}
        for code, option in read_values(self.project, "codings", ["code_id", "option"]):
            own = told.get(self.now.get(code, code))
            if option and own is not None and option not in own:
                own.append(option)
        return {key: sorted(dict.fromkeys(one for one in ones if one != "van_naar")) for key, ones in told.items()}

    def notes(self) -> Iterator[GoingNote]:
        """The notes with the labels on them. Labels on words that stay, and of labels that are gone, are counted."""
        for n, (key, row) in enumerate(self._sources):
            if self._progress:
                self._progress(how_far.WRITE, n, len(self._sources))
            text = self.leaving.text(key, row[1])
            if not text.replace("█", "").strip():
                self.left_out["notes_closed"] += 1
                continue
            self.left_out["words_closed"] += text != row[1]
            self.left_out["unchecked"] += key in self.leaving.unchecked
            self.counts["sources"] += 1
            marks = list(self._marks(key))
            self.counts["codings"] += len(marks)
            title = self.leaving.masked(row[0])
            yield GoingNote(key, title, text, self._meeting(row[2]), marks, self.leaving.perspectives(key))

    @property
    def source_ids(self) -> list[str]:
        """All notes, also those that stay."""
        return [key for key, _ in self._sources]

    def pieces_of(self, source_id: str) -> list[tuple[str, int, int]]:
        """The pieces of a note that may be read, as (``fragment_id``, start, end)."""
        return self.leaving.open_pieces(source_id)

    @cached_property
    def _sources(self) -> list[tuple[str, tuple[str, str, str | None]]]:
        rows = read_values(self.project, "sources", ["object_id", "title", "text", "session_id"])
        return sorted({key: (title, text, session) for key, title, text, session in rows}.items())

    def _marks(self, source_id: str) -> Iterator[GoingMark]:
        rows = read_values(self.project, "codings", [*MARK, "at"], source_id=source_id)
        found: dict[str, GoingMark] = {}
        for key, start, end, code, who, option, certainty, note, round_, at in rows:
            label = self.now.get(code, code)
            if self.leaving.touches(source_id, start, end):
                self.left_out["marks_closed"] += 1
            elif label not in self.labels:
                self.left_out["marks_without_label"] += 1
            elif who not in self.readers:
                self.left_out["marks_without_reader"] += 1
            else:
                told = self.leaving.masked(note)
                found[key] = GoingMark(key, start, end, label, who, option, certainty, told, round_, at)
        yield from sorted(found.values(), key=lambda one: (one.start, one.end, one.coding_id))

    def _meeting(self, session_id: str | None) -> dict[str, str]:
        row = self._sessions.get(session_id or "")
        if row is None:
            return {}
        series = self._series.get(row["series_id"])
        told = {"reeks": self.leaving.masked(series["title"]) if series else "", "datum": row["date"] or ""}
        return {name: value for name, value in {**told, "bijeenkomst": str(row["number"])}.items() if value}

    @cached_property
    def _sessions(self) -> dict[str, Row]:
        return last_of(read_rows(self.project, "sessions"))

    @cached_property
    def _series(self) -> dict[str, Row]:
        return last_of(read_rows(self.project, "series"))

    @cached_property
    def memos(self) -> list[Row]:
        """Notes on the research that people share; private ones stay with who wrote them (A48)."""
        rows = last_of(read_rows(self.project, "memos")).values()
        shared = [row for row in rows if row["private"] is False and row["contributor_id"] in self.readers]
        self.left_out["private"] += sum(row["private"] is not False for row in rows)
        return [row for row in shared if row["about_id"] not in self.leaving.closed]

    @cached_property
    def remarks(self) -> list[Row]:
        """What people said about labels."""
        rows = last_of(read_rows(self.project, "code_notes")).values()
        return [row for row in rows if row["code_id"] in self.labels and row["contributor_id"] in self.readers]

    @cached_property
    def themes(self) -> list[tuple[Row, list[str]]]:
        """Themes with the labels they rest on."""
        links: dict[str, list[str]] = {}
        for row in last_of(read_rows(self.project, "theme_links")).values():
            label = self.now.get(row["target_id"], row["target_id"])
            if label in self.labels:
                links.setdefault(row["theme_id"], []).append(label)
        rows = last_of(read_rows(self.project, "themes"))
        return [(row, list(dict.fromkeys(links[key]))) for key, row in sorted(rows.items()) if key in links]


def last_of(rows: list[Row]) -> dict[str, Row]:
    """Of two versions the one that was written last, by object, in the order of their numbers."""
    found: dict[str, Row] = {}
    for row in sorted(rows, key=lambda one: (one.object_id, one.at, one.id)):
        found[row.object_id] = row
    return found
