"""RQDA's own file: what was taken away there keeps its row with status 0, and stays out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ontmoet_research.exchange.foreign import Head, Lost, Person, Set, Value
from ontmoet_research.exchange.refi.positions import Raw, Reading

from .database import Emit, Tables
from .spans import Document, Way, tell_documents
from .told import People, tell_cases, tell_labels, words

__all__ = ["read_rqda"]

USUAL = Way(Reading("cp", 2, False))


def read_rqda(tables: Tables, emit: Emit) -> None:
    """Hand over the parts of a project. Errors: ``Unreadable`` when it is damaged."""
    version, made, memo = next(tables.rows("project", "databaseversion", "date", "memo"), ("", "", ""))
    emit(Head("", f"RQDA {version or ''}".strip(), f"rqda/{made}"))
    people = People()
    people.memo(emit, "project", memo, kind="project")
    _labels(tables, emit)
    tell_documents(emit, _documents(tables, emit, people).values(), USUAL)
    _around(tables, emit, people)
    for name in sorted(one for one in people if one):
        emit(Person(name, name))


def _there(tables: Tables, emit: Emit, table: str, *columns: str, order: str = "") -> Iterator[tuple[Any, ...]]:
    """The rows that were not taken away; the others are counted."""
    for status, *row in tables.rows(table, "status", *columns, order=order):
        if status in (1, "1", None):
            yield tuple(row)
        else:
            emit(Lost("soft_deleted"))


def _labels(tables: Tables, emit: Emit) -> None:
    """A code may stand in several categories; the first counts."""
    above: dict[int, int] = {}
    for code, category in _there(tables, emit, "treecode", "cid", "catid", order="catid cid"):
        above.setdefault(int(code), int(category))
    folders = list(_there(tables, emit, "codecat", "catid", "name", "memo", order="catid"))
    known = {int(key) for key, _, _ in folders}
    labels = _there(tables, emit, "freecode", "id", "name", "memo", "color", order="id")
    tell_labels(
        emit,
        ((key, name, told, "") for key, name, told in folders),
        (
            (key, name, told, f"cat{above[int(key)]}" if above.get(int(key)) in known else "", shade)
            for key, name, told, shade in labels
        ),
    )


def _documents(tables: Tables, emit: Emit, people: People) -> dict[int, Document]:
    found: dict[int, Document] = {}
    for key, name, text, told, owner in _there(
        tables, emit, "source", "id", "name", "file", "memo", "owner", order="id"
    ):
        if not words(text).strip():
            emit(Lost("empty_text", words(name)))
            continue
        found[int(key)] = Document(f"source{key}", words(name), Raw(words(text)))
        people.memo(emit, f"source{key}#memo", told, owner, "text", f"source{key}")
    columns = ("rowid", "cid", "fid", "selfirst", "selend", "seltext", "owner", "memo")
    rows = _there(tables, emit, "coding", *columns, order="selfirst")
    for n, (key, label, source, start, end, told, owner, memo) in enumerate(rows):
        if source is None or int(source) not in found:
            emit(Lost("marks_without_text"))
            continue
        people.add(words(owner))
        own = f"coding{key if key is not None else n}"
        found[int(source)].add(own, start, end, told, f"code{label}", words(owner), words(memo))
    return found


def _around(tables: Tables, emit: Emit, people: People) -> None:
    """Journals, annotations, cases, attributes and folders of files."""
    for n, (name, entry, owner) in enumerate(_there(tables, emit, "journal", "name", "journal", "owner")):
        if words(entry).strip():
            people.memo(emit, f"journal{n}", f"{words(name)}\n{words(entry)}".strip(), owner)
    for n, (source, told, owner) in enumerate(_there(tables, emit, "annotation", "fid", "annotation", "owner")):
        people.memo(emit, f"annotation{n}", told, owner, "text", f"source{source}")
    links = list(_there(tables, emit, "caselinkage", "caseid", "fid", order="caseid fid"))
    cases = _there(tables, emit, "cases", "id", "name", order="id")
    tell_cases(emit, cases, ((case, f"source{source}") for case, source in links))
    for table, column, kind, own in (
        ("caseAttr", "caseID", "case", "case"),
        ("fileAttr", "fileID", "text", "source"),
    ):
        for variable, value, about in _there(tables, emit, table, "variable", "value", column):
            if words(value).strip():
                emit(Value(kind, f"{own}{about}", words(variable), words(value)))
    files: dict[Any, list[str]] = {}
    for source, folder in _there(tables, emit, "treefile", "fid", "catid", order="catid fid"):
        files.setdefault(folder, []).append(f"source{source}")
    for key, name in _there(tables, emit, "filecat", "catid", "name", order="catid"):
        emit(Set(f"filecat{key}", words(name), texts=files.get(key, [])))
