"""Taguette's own file: HTML documents, and highlights in bytes of their text without tags.

A file holds several projects. Who placed a highlight stands only in the history of what was done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from typing import Any

from ontmoet_research.exchange.foreign import Head, Label, Lost, Marks, Memo, Part, Person, Placed, Text
from ontmoet_research.exchange.refi.positions import Raw, Reading, Split
from ontmoet_research.exchange.refi.spans import without_edges
from ontmoet_research.text.places import CleanedText

from .database import Tables
from .told import which_project

__all__ = ["TextReader", "plain_text", "read_taguette", "tell_tags", "with_lines"]

BYTES = Reading("bytes", 2, False)
Emit = Callable[[Part], None]
# Elements that end a line for people. Their end is no character of the text that highlights count in.
_BLOCKS = {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "pre", "hr", "ul", "ol"}
_BLOCKS |= {"td", "th", "table", "dt", "dd", "section", "article", "header", "footer", "figcaption", "caption"}


class TextReader(HTMLParser):
    """The text without tags as Taguette counts in it, and where people see the end of a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: list[str] = []
        self.length = 0
        self.breaks: list[int] = []

    def handle_data(self, data: str) -> None:
        self.told.append(data)
        self.length += len(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - handed over
        if tag in _BLOCKS:
            self.breaks.append(self.length)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.breaks.append(self.length)


def plain_text(html: str) -> tuple[str, str, list[int]]:
    """The text that highlights count in; that for people, with a line end where a block ends; where those were put.

    >>> plain_text("<p>Een</p><p>Twee</p>")
    ('EenTwee', 'Een\\nTwee', [3])
    """
    reader = TextReader()
    reader.feed(html)
    reader.close()
    return with_lines(reader)


def with_lines(reader: TextReader) -> tuple[str, str, list[int]]:
    """As :func:`plain_text`, of what was read."""
    counted = "".join(reader.told)
    put: list[int] = []
    for place in sorted(set(reader.breaks)):
        inside = 0 < place < len(counted)
        if inside and counted[place - 1] != "\n" and counted[place] != "\n":
            put.append(place)
    shown, last = [], 0
    for place in put:
        shown += [counted[last:place], "\n"]
        last = place
    return counted, "".join([*shown, counted[last:]]), put


def read_taguette(tables: Tables, emit: Emit, project: str | None) -> None:
    """Hand over the parts of one project. Errors: ``Unreadable`` when there are several and nobody said which."""
    known = {int(key): (str(name), str(made)) for key, name, made in tables.rows("projects", "id", "name", "created")}
    chosen = [key for key, (name, _) in known.items() if project in (None, name, str(key))]
    if len(chosen) != 1:
        raise which_project((key, name) for key, (name, _) in known.items())
    own = chosen[0]
    title, made = known[own]
    emit(Head(title, "Taguette", f"taguette/{made}/{own}"))
    for _ in range(len(known) - 1):
        emit(Lost("other_project"))
    placed_by, people = _who(tables, own)
    for login in sorted(people):
        emit(Person(login, login))
    _tags(tables, emit, own)
    _documents(tables, emit, own, placed_by)
    for key, told in tables.rows("projects", "id", "description"):
        if key == own and str(told or "").strip():
            emit(Memo("project", str(told), kind="project"))


def _who(tables: Tables, own: int) -> tuple[dict[int, str], set[str]]:
    """Who placed each highlight, as far as the history tells, and everyone who placed one."""
    found: dict[int, str] = {}
    for login, project, told in tables.rows("commands", "user_login", "project_id", "payload", order="id"):
        if project == own:
            try:
                payload: Any = json.loads(told)
            except ValueError:
                continue
            if isinstance(payload, dict) and payload.get("type") == "highlight_add":
                key = payload.get("highlight_id", payload.get("id"))
                if isinstance(key, int):
                    found.setdefault(key, str(login))
    return found, set(found.values())


def _tags(tables: Tables, emit: Emit, own: int) -> None:
    """Tags; a dot in the path of one says under which it stands, when that one is there."""
    rows = [(int(key), str(path), str(told or "")) for key, project, path, told in
            tables.rows("tags", "id", "project_id", "path", "description", order="id") if project == own]  # fmt: skip
    for label in tell_tags(rows):
        emit(label)


def tell_tags(rows: Sequence[tuple[object, str, str]]) -> Iterator[Label]:
    """Tags as (key, path, description) as labels."""
    by_path = {path: key for key, path, _ in rows}
    for order, (key, path, told) in enumerate(sorted(rows, key=lambda row: row[1].split("."))):
        above = path.rpartition(".")[0]
        parent = f"tag{by_path[above]}" if above in by_path else ""
        name = path.rpartition(".")[2] if parent else path
        yield Label(f"tag{key}", name, parent, description=told, order=order)


def _documents(tables: Tables, emit: Emit, own: int, placed_by: dict[int, str]) -> None:
    labels: dict[int, list[int]] = {}
    for highlight, tag in tables.rows("highlight_tags", "highlight_id", "tag_id", order="highlight_id tag_id"):
        labels.setdefault(int(highlight), []).append(int(tag))
    highlights: dict[int, list[tuple[int, int, int]]] = {}
    for key, document, start, end in tables.rows(
        "highlights", "id", "document_id", "start_offset", "end_offset", order="start_offset id"
    ):
        highlights.setdefault(int(document), []).append((int(key), int(start), int(end)))
    for key, project, name, told, contents in tables.rows(
        "documents", "id", "project_id", "name", "description", "contents", order="id"
    ):
        if project == own:
            marks = [(one, start, end, labels.get(one, []), placed_by.get(one, ""))
                     for one, start, end in highlights.get(int(key), [])]  # fmt: skip
            _document(emit, f"document{key}", str(name), str(contents), marks)
            if str(told or "").strip():
                emit(Memo(f"document{key}#description", str(told), kind="text", about=f"document{key}"))


def _document(
    emit: Emit, key: str, name: str, html: str, highlights: list[tuple[int, int, int, list[int], str]]
) -> None:
    counted, shown, put = plain_text(html)
    clean, raw = CleanedText(shown), Raw(counted)
    if not clean.text.strip():
        emit(Lost("empty_text", name))
        return
    emit(Text(key, name, clean.text))
    placed: list[Placed] = []
    for highlight, first, last, tags, who in highlights:
        try:
            start, end = raw.span(first, last, BYTES)
        except (Split, ValueError) as problem:
            emit(Lost("split_sign" if isinstance(problem, Split) else "outside_text", name, max(1, len(tags))))
            continue
        start = clean.place(start + sum(one <= start for one in put))
        end = clean.place(end + sum(one < end for one in put))
        why, start, end = without_edges(clean.text, start, end)
        if why:
            emit(Lost(why, name, max(1, len(tags))))
            continue
        if not tags:
            emit(Lost("bare_piece", name))
        placed += [Placed(f"highlight{highlight}:{tag}", start, end, f"tag{tag}", who, "", f"highlight{highlight}")
                   for tag in tags]  # fmt: skip
    emit(Marks(key, placed))
