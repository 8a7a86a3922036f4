"""A package for a data archive, such as DANS: tables as CSV, notes as text, a README and a list of columns (P32).

What of each table goes stands in the model; whose words, in ``privacy.archiving``. Every object gets a number
that means something in this package only, as ids of the project tell when they were made; of a day only year and month
go. Nothing here is anonymous, so the licence is *restricted*: who wants to use it, asks first.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ontmoet_research
from ontmoet_research.change import without_kept_details
from ontmoet_research.model import SCHEMA_VERSION, columns_of, tables
from ontmoet_research.privacy.archiving import Archivable
from ontmoet_research.privacy.gate import THE_GROUP
from ontmoet_research.privacy.release import write_out
from ontmoet_research.privacy.telling import check_package, keep_package
from ontmoet_research.privacy.withdrawal import without_withdrawn
from ontmoet_research.store import Project, free_text_columns, rows_of
from ontmoet_research.text.blocks import BLOCK, Span, blocked, join_spans
from ontmoet_research.text.dutch import format_date
from ontmoet_research.text.tables_csv import as_csv
from ontmoet_research.words import Refused, say

from .archive_list import NOBODY, Goes, that_go, that_stay
from .plain_files import as_text, in_zip

if TYPE_CHECKING:
    import pandas as pd

README, DICTIONARY = "LEESMIJ.txt", "kolommen.csv"
MONTH = len("2025-01")
OWN_COLUMNS = {
    ("fragments", "speaker"): "Who speaks, if known: a number that means something in this package only",
    ("sources", "file"): "File with the text; start and end of other tables are code points in it",
}


@dataclass
class Package:
    """What goes: rows by table, the text of notes by file, and how many rows of each table stayed."""

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    stayed: dict[str, int] = field(default_factory=dict)


def make_archive(
    project: Project, path: str | Path, *, today: datetime.date | None = None, reason: str = ""
) -> dict[str, int]:
    """Write the package to ``path`` (.zip); give the number of rows by table. It is noted in the logbook.

    ``reason`` is why a second one may leave although fewer than k people changed: beside the first it shows whose rows
    are gone. The logbook keeps it.

    Errors: ``Refused`` for another suffix, when nobody said yes to the archive, for such a second one without a reason
    (P17), or when the place can't be written.
    """
    if Path(path).suffix.lower() != ".zip":
        raise Refused("exchange.needs_zip", path=path)
    package, can, day = gather(project), Archivable(project), today or datetime.date.today()
    check_package(project, can.allowing, can.smallest_group, reason)
    files = {f"{name}.csv": _table(frame) for name, frame in package.tables.items()}
    files |= {name: text.encode("utf-8") for name, text in package.notes.items()}
    files[DICTIONARY] = _dictionary(package)
    readme = _readme(package, can.smallest_group, day)
    files = {README: as_text(readme), **files}
    outside = {name: content.decode("utf-8") for name, content in files.items()}
    write_out(project, path, in_zip(files), "pakket voor een archief", outside=outside)
    keep_package(project, can.allowing, can.smallest_group, reason, day)
    return {name: len(frame) for name, frame in package.tables.items()}


def gather(project: Project) -> Package:
    """All that may go, with numbers in the place of ids. Errors: ``Refused`` when nobody said yes."""
    can = Archivable(project)
    if not can.allowing:
        raise Refused("exchange.archive.nobody")
    package, texts = Package(), _texts(project, can)
    ids: dict[str, str] = {}
    for name, goes in that_go().items():
        frame = without_withdrawn(project, name, blocked=can.closed_pieces)
        frame = without_kept_details(project, name, frame, THE_GROUP)
        kept = _that_may_go(can, name, goes, frame, ids, texts)
        package.stayed[name] = len(frame) - len(kept)
        key = tables()[name].info["id_name"]
        objects = dict.fromkeys(kept[key])
        numbered = can.in_no_order(objects) if name == "contributors" else objects
        ids |= {one: f"{name}-{n}" for n, one in enumerate(numbered, start=1)}
        package.tables[name] = _columns(can, name, goes, kept, ids, texts)
    package.notes = {_file(ids[one]): text for one, text in texts.items() if one in ids}
    return package


def _texts(project: Project, can: Archivable) -> dict[str, str]:
    """The text of each note (the last of two versions), with blocks for all that is in no open piece, and for names."""
    notes = without_withdrawn(project, "sources", blocked=can.closed_pieces)
    shown = {}
    for source, text in zip(notes["source_id"], notes["text"], strict=True):
        pieces = rows_of(can.open_pieces[can.open_pieces["source_id"] == source])
        outside = _between([(int(one["start"]), int(one["end"])) for one in pieces], len(text))
        labels = [can.label_of_speaker(one, text) for one in pieces]
        shown[source] = blocked(text, [*outside, *labels, *can.names_in(text)])
    return {source: text for source, text in shown.items() if text.replace(BLOCK, "").strip()}


def _between(spans: list[Span], length: int) -> list[Span]:
    """What lies outside these spans.

    >>> _between([(2, 4), (4, 5), (8, 9)], 12)
    [(0, 2), (5, 8), (9, 12)]
    """
    joined = [(0, 0), *join_spans(spans), (length, length)]
    return [(end, start) for (_, end), (start, _) in pairwise(joined) if end < start]


def _that_may_go(
    can: Archivable, name: str, goes: Goes, frame: pd.DataFrame, ids: dict[str, str], texts: dict[str, str]
) -> pd.DataFrame:
    """The rows of which nothing they need stays, and of which everyone said yes whose words they are."""
    if name in ("sources", "fragments"):
        key = "source_id" if name == "sources" else "fragment_id"
        return frame[frame[key].isin(list(texts if name == "sources" else can.open_pieces["fragment_id"]))]
    needed = [c for c in goes.columns if columns_of(name)[c].info.get("ref") and not columns_of(name)[c].nullable]
    asked: dict[str, Callable[[Any], bool]] = {
        NOBODY: lambda _row: True,
        "meeting": lambda row: can.everyone_at(row["session_id"]),
        "series": lambda row: can.everyone_of([row["series_id"]] if isinstance(row["series_id"], str) else []),
    }
    yes = asked.get(goes.words_of, lambda row: row[goes.words_of] in can.allowing)
    rows = rows_of(frame)
    return frame.loc[[all(row[one] in ids for one in needed) and yes(row) for row in rows]]


def _columns(
    can: Archivable, name: str, goes: Goes, frame: pd.DataFrame, ids: dict[str, str], texts: dict[str, str]
) -> pd.DataFrame:
    """Only the columns that go, each as it may be read outside."""
    key = tables()[name].info["id_name"]
    shown = frame[[key]].map(ids.__getitem__)
    for column in goes.columns:
        shown[column] = [_value(can, name, column, value, ids) for value in frame[column]]
    if name == "codings":
        places = zip(frame["source_id"], frame["start"], frame["end"], strict=True)
        shown["quote"] = [texts[source][start:end] for source, start, end in places]
    if name == "fragments":
        shown["speaker"] = [can.speakers.get(one) for one in frame["participant_id"]]
        known = shown["speaker_perspective"].isin(list(can.perspectives))
        shown["speaker_perspective"] = shown["speaker_perspective"].where(known, None)
    if name == "sources":
        shown["file"] = [_file(one) for one in shown[key]]
    if name == "contributors":  # the order in which they came says who is who
        shown = shown.sort_values(key, key=lambda ones: ones.str.rpartition("-")[2].astype(int))
    return shown


def _value(can: Archivable, name: str, column: str, value: Any, ids: dict[str, str]) -> Any:
    info = columns_of(name)[column].info
    if info.get("refs"):
        return [ids[one] for one in value if one in ids]
    if info.get("ref"):
        return ids.get(value)
    if info.get("date") and isinstance(value, str):
        return value[:MONTH]
    if column in free_text_columns(name):
        told = value if isinstance(value, list) else [value]
        safe = [blocked(one, can.names_in(one)) if isinstance(one, str) else one for one in told]
        return safe if isinstance(value, list) else safe[0]
    return value


def _file(source: str) -> str:
    return f"verslagen/{source}.txt"


def _table(frame: pd.DataFrame) -> bytes:
    return as_csv(list(frame.columns), frame.astype(object).where(frame.notna(), None).itertuples(index=False))


def _dictionary(package: Package) -> bytes:
    """Each column of each file: its kind, what can be chosen, and its meaning as the model tells it."""
    rows: list[list[Any]] = []
    for name, frame in package.tables.items():
        for column in frame.columns:
            found = columns_of(name).get(column)
            if found is None:
                meaning = OWN_COLUMNS.get((name, column), f"{tables()[name].comment}: number in this package")
                rows.append([f"{name}.csv", column, "text", [], meaning])
                continue
            kind = "number" if found.type.python_type is int else "month" if found.info.get("date") else "text"
            kind = "list" if found.info.get("list") else kind
            rows.append([f"{name}.csv", column, kind, list(found.info.get("choices", ())), found.comment])
    return as_csv(["file", "column", "kind", "choices", "meaning"], rows)


def _readme(package: Package, k: int, today: datetime.date) -> list[str]:
    made = say(
        "exchange.archive.made",
        day=format_date(today),
        kit=ontmoet_research.__version__,
        schema=SCHEMA_VERSION,
    )
    told = ("what", "licence", "ask", "recognise")
    rules = ("words", "unknown", "blocks", "formulas", "names", "numbers", "days", "perspective", "speakers")
    counts = [
        say("exchange.archive.line", file=f"{name}.csv", n=len(frame), away=package.stayed[name])
        for name, frame in package.tables.items()
    ]
    why = [f"- {say(f'exchange.archive.why.{reason}')} ({', '.join(names)})" for reason, names in that_stay().items()]
    return [
        *(say("exchange.archive.title"), "", made, *(say(f"exchange.archive.{one}") for one in told), ""),
        *(
            say("exchange.archive.rules"),
            *(f"- {say(f'exchange.archive.{one}', k=k, block=BLOCK * 3)}" for one in rules),
        ),
        *("", say("exchange.archive.files"), *(f"- {line}" for line in counts)),
        *(
            f"- {say('exchange.archive.texts', n=len(package.notes))}",
            f"- {say('exchange.archive.columns', file=DICTIONARY)}",
        ),
        *("", say("exchange.archive.left_out"), *why),
    ]
