"""The way of working without any data, for who wants to begin with Ontmoetingen elsewhere (A47).

Set-ups in the form of the templates of the kit, lists of labels with what they mean, and the list of what is needed to
start. What the group agreed on with each other stays: people said that. A text in which a name, a place or words of
anyone stand is left out as a whole, as here no word of a person may go along, whatever that person said yes to.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import ontmoet_research
from ontmoet_research.group.series import KIND_OF_PHASE
from ontmoet_research.model.group import START_ITEMS
from ontmoet_research.privacy.archiving import Archivable, words_of_people
from ontmoet_research.privacy.release import write_out
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.dutch import format_date
from ontmoet_research.text.tables_csv import as_csv
from ontmoet_research.words import Refused, say

from .plain_files import as_text, in_zip

README, LABELS, START = "LEESMIJ.txt", "labels.csv", "startlijst.csv"
WAY_OF_WORKING = ("series", "phases", "codebooks", "codes")
OF_SERIES = (
    *("format", "method", "method_version", "min_participants", "max_participants", "required_perspectives"),
    *("k_threshold", "language_level", "source"),
)
OF_PHASE = ("kind", "planned_count", "interval_weeks", "span_months", "source", "interval_note")
OF_LABEL = ("code", "label_nl", "definition_b1", "include", "exclude", "example", "family", "kind", "options")
NEEDED = ("label_nl",)  # a label without these says nothing
STOPPED = "gestopt"

Clean = Callable[[Any], Any]


def make_method(project: Project, path: str | Path, *, today: datetime.date | None = None) -> None:
    """Write the way of working of this project to ``path`` (.zip); it is noted in the logbook.

    Errors: ``Refused`` for another suffix, or when the place can't be written.
    """
    if Path(path).suffix.lower() != ".zip":
        raise Refused("exchange.needs_zip", path=path)
    clean = _cleaner(project)
    setups = [_setup(project, n, row, clean) for n, row in enumerate(read_rows(project, "series"), start=1)]
    labels, left_out = _labels(project, clean)
    start = [
        [item, say(f"set_up_series.start.{item}"), say(f"set_up_series.start_means.{item}")] for item in START_ITEMS
    ]
    told = {"day": format_date(today or datetime.date.today()), "kit": ontmoet_research.__version__}
    lines = [
        *(say("exchange.method.title"), "", say("exchange.method.made", **told), say("exchange.method.what"), ""),
        *(f"- {say('exchange.method.setup_file', file=_file(n))}" for n in range(1, len(setups) + 1)),
        f"- {say('exchange.method.labels', file=LABELS, n=len(labels))}",
        *([f"  {say('exchange.method.left_out', n=left_out)}"] if left_out else []),
        f"- {say('exchange.method.start', file=START)}",
        *(
            "",
            *([say("exchange.method.begin")] if setups else []),
            say("exchange.method.change"),
            say("exchange.method.ask"),
        ),
    ]
    files = {README: as_text(lines)}
    files |= {_file(n): content for n, content in enumerate(setups, start=1)}
    files[LABELS] = as_csv(["list", "version", *OF_LABEL], labels)
    files[START] = as_csv(["item", "what", "means"], start)
    outside = {name: content.decode("utf-8") for name, content in files.items()}
    write_out(project, path, in_zip(files), "pakket met de manier van werken", outside=outside)


def _file(n: int) -> str:
    return f"opzet_{n}.toml"


def _cleaner(project: Project) -> Clean:
    """Gives a value back, or nothing when it holds a name, a place, or words of a person."""
    can, words = Archivable(project), words_of_people(project, but=WAY_OF_WORKING)

    def clean(value: Any) -> Any:
        if isinstance(value, list):
            return [one for one in value if clean(one) is not None]
        if isinstance(value, str) and (can.names_in(value) or words.spans(value)):
            return None
        return value

    return clean


def _setup(project: Project, n: int, series: Row, clean: Clean) -> bytes:
    """A series as a template of the kit: title, description, the numbers, and a block for each phase."""
    phases = sorted(read_rows(project, "phases", series_id=series.object_id), key=lambda row: row["order"])
    counts = " + ".join(str(row["planned_count"] or 0) for row in phases)
    told = {"title": say("exchange.method.setup", n=n), "description": say("exchange.method.counts", counts=counts)}
    lines = _toml({**told, **{name: clean(series[name]) for name in OF_SERIES}})
    for row in phases:
        block = {name: clean(row[name]) for name in OF_PHASE}
        block |= {"planned_count": row["planned_count"] or 0, "source": block["source"] or ""}
        lines += ["", "[[phases]]", *_toml({"session_kind": _kind_of_meetings(project, row), **block})]
    return as_text(lines)


def _kind_of_meetings(project: Project, phase: Row) -> str:
    kinds = Counter(row["kind"] for row in read_rows(project, "sessions", phase_id=phase.object_id))
    return str(kinds.most_common(1)[0][0]) if kinds else KIND_OF_PHASE[phase["kind"]]


def _labels(project: Project, clean: Clean) -> tuple[list[list[Any]], int]:
    """The labels that are in use, list by list, and how many stay because of what is in them."""
    books = {row.object_id: row for row in read_rows(project, "codebooks")}
    rows = [row for row in read_rows(project, "codes") if row["codebook_id"] in books and row["status"] != STOPPED]
    order = list(books)
    rows.sort(key=lambda row: (order.index(row["codebook_id"]), row["order"] or 0))
    made = []
    for row in rows:
        told = {name: clean(row[name]) for name in OF_LABEL}
        if all(told[name] for name in NEEDED):
            book = books[row["codebook_id"]]
            made.append([clean(book["title"]), clean(book["version"]), *told.values()])
    return made, len(rows) - len(made)


def _toml(values: Mapping[str, Any]) -> list[str]:
    """Lines of TOML; what is unknown is left out. A text of JSON is one of TOML, but for one old sign.

    >>> _toml({"title": 'Een "reeks"', "planned_count": 4, "source": None, "kinds": ["a", "b"]})
    ['title = "Een \\\\"reeks\\\\""', 'planned_count = 4', 'kinds = ["a", "b"]']
    """
    return [
        f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "")
        for key, value in values.items()
        if value is not None
    ]
