"""RQDA's own file: what was taken away there keeps its row with status 0, and stays out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ontmoet_research.exchange.foreign import Case, Head, Label, Lost, Memo, Person, Text, Value
from ontmoet_research.exchange.refi.positions import Raw, Reading
from ontmoet_research.exchange.refi.told import colour
from ontmoet_research.text.places import CleanedText

from .database import Emit, Tables
from .spans import Document, Marked, Way, best_way

__all__ = ["read_rqda"]

USUAL = Way(Reading("cp", 2, False))


def read_rqda(tables: Tables, emit: Emit) -> None:
    """Hand over the parts of a project. Errors: ``Unreadable`` when it is damaged."""
    version, made, memo = next(tables.rows("project", "databaseversion", "date", "memo"), ("", "", ""))
    emit(Head("", f"RQDA {version or ''}".strip(), f"rqda/{made}"))
    if _words(memo).strip():
        emit(Memo("project", _words(memo), kind="project"))
    people: set[str] = set()
    _labels(tables, emit)
    documents = _documents(tables, emit, people)
    way = best_way(documents.values(), USUAL)
    for document in documents.values():
        clean = CleanedText(document.raw.text)
        emit(Text(document.key, document.name, clean.text))
        document.emit_marks(emit, clean, way)
    _around(tables, emit, people)
    for name in sorted(one for one in people if one):
        emit(Person(name, name))


def _there(tables: Tables, emit: Emit, table: str, *columns: str, order: str = "") -> Iterator[tuple[Any, ...]]:
    """The rows that were not taken away; the others are counted."""
    for status, *row in tables.rows(table, "status", *columns, order=order):
        if status in (1, None):
            yield tuple(row)
        else:
            emit(Lost("soft_deleted"))


def _labels(tables: Tables, emit: Emit) -> None:
    """A code may stand in several categories; the first counts."""
    above: dict[int, int] = {}
    for code, category in _there(tables, emit, "treecode", "cid", "catid", order="catid cid"):
        above.setdefault(int(code), int(category))
    order = 0
    categories = set()
    for key, name, told in _there(tables, emit, "codecat", "catid", "name", "memo", order="catid"):
        order += 1
        categories.add(int(key))
        emit(Label(f"cat{key}", _words(name), codable=False, description=_words(told), order=order))
    for key, name, told, shade in _there(tables, emit, "freecode", "id", "name", "memo", "color", order="id"):
        order += 1
        parent = f"cat{above[int(key)]}" if above.get(int(key)) in categories else ""
        shade = colour(_words(shade))
        emit(Label(f"code{key}", _words(name), parent, colour=shade, description=_words(told), order=order))


def _documents(tables: Tables, emit: Emit, people: set[str]) -> dict[int, Document]:
    found: dict[int, Document] = {}
    for key, name, text, told, owner in _there(
        tables, emit, "source", "id", "name", "file", "memo", "owner", order="id"
    ):
        if not _words(text).strip():
            emit(Lost("empty_text", _words(name)))
            continue
        found[int(key)] = Document(f"source{key}", _words(name), Raw(_words(text)))
        if _words(told).strip():
            people.add(_words(owner))
            emit(Memo(f"source{key}#memo", _words(told), _words(owner), "text", f"source{key}"))
    rows = _there(
        tables,
        emit,
        "coding",
        "rowid",
        "cid",
        "fid",
        "selfirst",
        "selend",
        "seltext",
        "owner",
        "memo",
        order="selfirst",
    )
    for n, (key, label, source, start, end, words, owner, told) in enumerate(rows):
        if source is None or int(source) not in found:
            emit(Lost("marks_without_text"))
            continue
        people.add(_words(owner))
        own = f"coding{key if key is not None else n}"
        place = int(float(start)), int(float(end))
        found[int(source)].marked.append(
            Marked(own, *place, _words(words), f"code{label}", _words(owner), _words(told))
        )
    return found


def _around(tables: Tables, emit: Emit, people: set[str]) -> None:
    """Journals, annotations, cases and attributes."""
    for n, (name, entry, owner) in enumerate(_there(tables, emit, "journal", "name", "journal", "owner")):
        if _words(entry).strip():
            people.add(_words(owner))
            emit(Memo(f"journal{n}", f"{_words(name)}\n{_words(entry)}".strip(), _words(owner)))
    rows = _there(tables, emit, "annotation", "fid", "annotation", "owner")
    for n, (source, told, owner) in enumerate(rows):
        if _words(told).strip():
            people.add(_words(owner))
            emit(Memo(f"annotation{n}", _words(told), _words(owner), "text", f"source{source}"))
    texts: dict[int, list[str]] = {}
    for case, source in _there(tables, emit, "caselinkage", "caseid", "fid", order="caseid fid"):
        texts.setdefault(int(case), []).append(f"source{source}")
    for key, name in _there(tables, emit, "cases", "id", "name", order="id"):
        emit(Case(f"case{key}", _words(name), list(dict.fromkeys(texts.get(int(key), [])))))
    for table, column, kind, own in (
        ("caseAttr", "caseID", "case", "case"),
        ("fileAttr", "fileID", "text", "source"),
    ):
        for variable, value, about in _there(tables, emit, table, "variable", "value", column):
            if _words(value).strip():
                emit(Value(kind, f"{own}{about}", _words(variable), _words(value)))


def _words(told: Any) -> str:
    return "" if told is None else str(told)
