"""QualCoder's own file ``data.qda``: owners, folders, labels under labels, cases, attributes, journals, annotations."""

from __future__ import annotations

from typing import Any

from ontmoet_research.exchange.foreign import Case, Head, Lost, Person, Value
from ontmoet_research.exchange.refi.positions import Raw, Reading

from .database import Emit, Tables
from .spans import Document, Way, tell_documents
from .told import People, tell_labels, words

__all__ = ["read_qualcoder"]

USUAL = Way(Reading("u16", 1, False))  # its editor counts so
ELSEWHERE = {"code_image": "marks_on_picture", "code_av": "marks_on_audio"}
ABOUT = {"file": ("text", "source"), "case": ("case", "case")}  # what an attribute is of -> kind and key here


def read_qualcoder(tables: Tables, emit: Emit) -> None:
    """Hand over the parts of a project. Errors: ``Unreadable`` when it is damaged."""
    version, made, memo = next(tables.rows("project", "databaseversion", "date", "memo"), ("", "", ""))
    emit(Head("", f"QualCoder {version or ''}".strip(), f"qualcoder/{made}"))
    people = People()
    people.memo(emit, "project", memo, kind="project")
    _labels(tables, emit)
    documents = _documents(tables, emit, people)
    _cases(tables, emit, documents)
    way = tell_documents(emit, documents.values(), USUAL)
    _annotations(tables, emit, people, documents, way)
    _around(tables, emit, people)
    for name in sorted(one for one in people if one):
        emit(Person(name, name))


def _labels(tables: Tables, emit: Emit) -> None:
    """A label stands in a folder, or since 2025 under another label."""
    folders = tables.rows("code_cat", "catid", "name", "memo", "supercatid", order="catid")
    columns = ("cid", "name", "memo", "catid", "supercid", "color")
    labels = tables.rows("code_name", *columns, order="cid")
    tell_labels(
        emit,
        ((key, name, told, _under(above, None)) for key, name, told, above in folders),
        ((key, name, told, _under(above, label), shade) for key, name, told, above, label, shade in labels),
    )


def _under(folder: Any, label: Any) -> str:
    return f"code{label}" if label is not None else f"cat{folder}" if folder is not None else ""


def _documents(tables: Tables, emit: Emit, people: People) -> dict[str, Document]:
    found: dict[str, Document] = {}
    names: dict[Any, str] = {}
    of_source = ("id", "name", "fulltext", "mediapath", "memo", "owner")
    for key, name, text, path, told, owner in tables.rows("source", *of_source, order="id"):
        own, title, full = f"source{key}", words(name), words(text)
        names[key] = title
        if not full.strip():
            kind = next((kind for kind in ("video", "audio") if kind in words(path)), "empty_text")
            emit(Lost("picture" if "images" in words(path) else kind, title))
            continue
        found[own] = Document(own, title, Raw(full.removeprefix("\ufeff"), bom=full[:1] == "\ufeff"))
        people.memo(emit, f"{own}#memo", told, owner, "text", own)
    columns = ("ctid", "cid", "fid", "pos0", "pos1", "seltext", "owner", "memo", "important")
    for mark in tables.rows("code_text", *columns, order="pos0 pos1 ctid"):
        key, label, source, start, end, told, owner, memo, important = mark
        if (document := found.get(f"source{source}")) is None:
            emit(Lost("marks_without_text", names.get(source, "")))
            continue
        people.add(words(owner))
        document.add(f"coding{key}", start, end, told, f"code{label}", words(owner), words(memo))
        if important:
            emit(Lost("important", document.name))
    for table, kind in ELSEWHERE.items():
        for (source,) in tables.rows(table, "id"):
            emit(Lost(kind, names.get(source, "")))
    return found


def _annotations(tables: Tables, emit: Emit, people: People, documents: dict[str, Document], way: Way) -> None:
    """What was written beside words goes with the note; the words go along."""
    columns = ("anid", "fid", "pos0", "pos1", "memo", "owner")
    for key, source, start, end, told, owner in tables.rows("annotation", *columns, order="anid"):
        document = documents.get(f"source{source}")
        if document is None:
            emit(Lost("dangling_note"))
        elif words(told).strip():
            quote = document.quote(start, end, way)
            people.memo(emit, f"annotation{key}", f"“{quote}”\n{told}" if quote else told, owner, "text", document.key)


def _cases(tables: Tables, emit: Emit, documents: dict[str, Document]) -> None:
    """A case has whole texts, or words in one; those are told with the text."""
    texts: dict[Any, list[str]] = {}
    pieces: dict[Any, list[str]] = {}
    columns = ("id", "caseid", "fid", "pos0", "pos1")
    for key, case, source, start, end in tables.rows("case_text", *columns, order="caseid fid pos0"):
        document = documents.get(f"source{source}")
        if document and not _is_whole(document, start, end):
            pieces.setdefault(case, []).append(f"case_text{key}")
            document.add_piece(f"case_text{key}", start, end)
        elif f"source{source}" not in texts.setdefault(case, []):
            texts[case].append(f"source{source}")
    for key, name, told in tables.rows("cases", "caseid", "name", "memo", order="caseid"):
        emit(Case(f"case{key}", words(name), texts.get(key, []), pieces.get(key, [])))
        if words(told).strip():
            emit(Lost("described", words(name)))


def _is_whole(document: Document, start: Any, end: Any) -> bool:
    """Whether a case has the whole text; the end is told as the last sign, or as the place after it."""
    return start in (0, None) and (end is None or end >= len(document.raw.text) - 2)


def _around(tables: Tables, emit: Emit, people: People) -> None:
    """Journals, attributes, and what has no place here."""
    for key, name, entry, owner in tables.rows("journal", "jid", "name", "jentry", "owner", order="jid"):
        if words(entry).strip():
            people.memo(emit, f"journal{key}", f"{words(name)}\n{words(entry)}".strip(), owner)
    for name, kind, value, about in tables.rows("attribute", "name", "attr_type", "value", "id", order="attrid"):
        if words(value).strip() and kind in ABOUT:
            own, key = ABOUT[kind]
            emit(Value(own, f"{key}{about}", words(name), words(value)))
        elif words(value).strip():
            emit(Lost("variable", words(name)))
    for name, told in tables.rows("attribute_type", "name", "memo"):
        if words(told).strip():
            emit(Lost("described", words(name)))
    for (name,) in tables.rows("graph", "name"):
        emit(Lost("graph", words(name)))
