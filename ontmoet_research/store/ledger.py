"""What was erased, written down beside the project without any content, so that no backup brings it back.

``buurt.ontmoet`` -> ``buurt.gewist.jsonl``; for a database in the person's own folder of the kit. One line per object
that was erased: ids, day and reason, and for an object of which a row stayed, at which characters of which rows the
words stood. With that the words are taken out of a backup from before the erasure too, though nobody knows them.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontmoet_research.text.blocks import Span

from .aside import PRIVATE_FILE, private_folder
from .closure import Request
from .erasures import alive
from .joined import derived_id
from .snapshot import Snapshot

if TYPE_CHECKING:
    from .project import Project

SUFFIX = ".gewist.jsonl"


@dataclass(frozen=True)
class Line:
    """One erasure. ``rows``: each row that went -> place in the row -> spans (code points); empty without any words."""

    id: str
    project: str
    object: str
    kind: str
    at: str
    reason: str
    keep: str | None = None
    rows: Mapping[str, Mapping[str, Sequence[Span]]] = field(default_factory=dict)


def ledger_path(project: Project, suffix: str = SUFFIX) -> Path:
    """Where the ledger of this project is, or will be."""
    if "://" not in str(project.path):
        return Path(project.path).with_name(f"{Path(project.path).stem}{suffix}")
    folder = Path(os.environ.get("ONTMOET_FOLDER") or Path.home() / ".ontmoet")
    return folder / f"{project.fact('project_id')}{suffix}"


def read_ledger(path: Path, project_id: str | None) -> list[Line]:
    """The erasures of this project, oldest first. A line that was cut off by a crash is passed over."""
    if not path.is_file():
        return []
    lines = []
    for text in path.read_text(encoding="utf-8").splitlines():
        try:
            line = Line(**json.loads(text))
        except (ValueError, TypeError):
            continue
        if line.project == project_id:
            lines.append(line)
    return lines


def append(path: Path, lines: Iterable[Line]) -> None:
    """Add lines and see to it that they are on disk. Errors: ``OSError``; then nothing was added."""
    add_lines(path, map(asdict, lines))


def add_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    """Add lines to a ledger of any kind, each as JSON, and see to it that they are on disk. Errors: as above."""
    written = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    private_folder(path.parent)
    before = path.stat().st_size if path.exists() else 0
    try:
        with open(path, "a", encoding="utf-8", newline="\n", opener=_private) as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        if path.exists():
            os.truncate(path, before)
        raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, PRIVATE_FILE)


def again_id(line_id: str) -> str:
    """The id of an erasure that was done again, on rows that came back from before it."""
    return derived_id("again", line_id)


def request_again(
    before: Snapshot, lines: Iterable[Line], keeps: Mapping[str, frozenset[str]], done: Collection[str]
) -> Request:
    """What has to go from these rows to do all these erasures again. ``done`` are ids of erasures that are known here.

    A row that had to stay and is there: nothing older than that row. One that is not there (a backup from before the
    erasure): the words go from the current versions, at the characters that the ledger tells. Is a current version
    unknown to the ledger, then nobody can tell where the words stand in it, and the whole object goes.
    """
    told: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        told[line.object].append(line)
    objects = {one for one, several in told.items() if any(line.keep is None for line in several)}
    spans: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    staying = {one: set(found) for one, found in keeps.items()}
    for one in told.keys() & before.of.keys() - objects:
        parents = {row.id: row.parents for row in before.of[one]}
        there = {line.keep for line in told[one] if line.keep and alive(parents, [line.keep])}
        missing = [line for line in told[one] if line.keep not in there and not {line.id, again_id(line.id)} & {*done}]
        staying.setdefault(one, set()).update(there)
        for line in missing:
            if not there and any(head.id not in line.rows for head in before.heads(one)):
                objects.add(one)
            for row_id, places in line.rows.items():
                for place, found in places.items() if row_id in parents else ():
                    spans[row_id][place] += [(start, end) for start, end in found]
    return Request(
        objects=frozenset(objects),
        spans=spans,
        keeps={one: frozenset(found) for one, found in staying.items() if found and one not in objects},
    )
