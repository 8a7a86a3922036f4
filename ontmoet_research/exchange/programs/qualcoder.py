"""QualCoder's own file ``data.qda``: owners, categories, cases, attributes, journals and annotations."""

from __future__ import annotations

from typing import Any

from ontmoet_research.exchange.foreign import Case, Head, Label, Lost, Memo, Person, Text, Value
from ontmoet_research.exchange.refi.positions import Raw, Reading, Split
from ontmoet_research.exchange.refi.told import colour
from ontmoet_research.text.places import CleanedText

from .database import Emit, Tables
from .spans import Document, Marked, Way, best_way

__all__ = ["read_qualcoder"]

USUAL = Way(Reading("u16", 1, False))  # its editor counts so
ELSEWHERE = {"code_image": "marks_on_picture", "code_av": "marks_on_audio"}


def read_qualcoder(tables: Tables, emit: Emit) -> None:
    """Hand over the parts of a project. Errors: ``Unreadable`` when it is damaged."""
    version, made, memo = next(tables.rows("project", "databaseversion", "date", "memo"), ("", "", ""))
    emit(Head("", f"QualCoder {version or ''}".strip(), f"qualcoder/{made}"))
    if _words(memo):
        emit(Memo("project", _words(memo), kind="project"))
    people: set[str] = set()
    _labels(tables, emit)
    documents = _documents(tables, emit, people)
    way = best_way(documents, USUAL)
    for document in documents:
        _document(emit, document, way)
    _annotations(tables, emit, people, {one.key: one for one in documents}, way)
    _around(tables, emit, people)
    for name in sorted(one for one in people if one):
        emit(Person(name, name))
    for table, kind in ELSEWHERE.items():
        for _ in tables.rows(table, "cid"):
            emit(Lost(kind))


def _labels(tables: Tables, emit: Emit) -> None:
    order = 0
    for key, name, told, above in tables.rows("code_cat", "catid", "name", "memo", "supercatid", order="catid"):
        order += 1
        parent = f"cat{above}" if above is not None else ""
        emit(Label(f"cat{key}", _words(name), parent, codable=False, description=_words(told), order=order))
    columns = ("cid", "name", "memo", "catid", "color")
    for key, name, told, above, shade in tables.rows("code_name", *columns, order="cid"):
        order += 1
        parent = f"cat{above}" if above is not None else ""
        shade = colour(_words(shade))
        emit(Label(f"code{key}", _words(name), parent, colour=shade, description=_words(told), order=order))


def _documents(tables: Tables, emit: Emit, people: set[str]) -> list[Document]:
    found: dict[int, Document] = {}
    for key, name, text, path, told, owner in tables.rows(
        "source", "id", "name", "fulltext", "mediapath", "memo", "owner", order="id"
    ):
        words, title = _words(text), _words(name)
        if not words.strip():
            kind = "picture" if "images" in _words(path) else "audio" if "audio" in _words(path) else "empty_text"
            emit(Lost("video" if "video" in _words(path) else kind, title))
            continue
        found[int(key)] = Document(f"source{key}", title, Raw(words.removeprefix("\ufeff"), bom=words[:1] == "\ufeff"))
        if _words(told).strip():
            people.add(_words(owner))
            emit(Memo(f"source{key}#memo", _words(told), _words(owner), "text", f"source{key}"))
    for row in tables.rows("code_text", "ctid", "cid", "fid", "pos0", "pos1", "seltext", "owner", "memo", order="ctid"):
        key, label, source, start, end, words, owner, told = row
        document = found.get(int(source))
        if document is None:
            emit(Lost("marks_without_text"))
            continue
        people.add(_words(owner))
        mark = Marked(f"coding{key}", int(start), int(end), _words(words), f"code{label}", _words(owner), _words(told))
        document.marked.append(mark)
    return list(found.values())


def _document(emit: Emit, document: Document, way: Way) -> None:
    clean = CleanedText(document.raw.text)
    emit(Text(document.key, document.name, clean.text))
    document.marked.sort(key=lambda one: (one.start, one.end))
    document.emit_marks(emit, clean, way)


def _annotations(tables: Tables, emit: Emit, people: set[str], documents: dict[str, Document], way: Way) -> None:
    """What was written beside words goes with the note; the words go along."""
    columns = ("anid", "fid", "pos0", "pos1", "memo", "owner")
    for key, source, start, end, told, owner in tables.rows("annotation", *columns, order="anid"):
        document = documents.get(f"source{source}")
        if document is None or not _words(told).strip():
            continue
        people.add(_words(owner))
        try:
            quote = document.raw.text[slice(*document.raw.span(int(start), int(end), way.reading))].strip()
        except (Split, ValueError):
            quote = ""
        words = f"“{quote}”\n{_words(told)}" if quote else _words(told)
        emit(Memo(f"annotation{key}", words, _words(owner), "text", document.key))


def _around(tables: Tables, emit: Emit, people: set[str]) -> None:
    """Journals, cases and attributes."""
    for key, name, entry, owner in tables.rows("journal", "jid", "name", "jentry", "owner", order="jid"):
        if _words(entry).strip():
            people.add(_words(owner))
            emit(Memo(f"journal{key}", f"{_words(name)}\n{_words(entry)}".strip(), _words(owner)))
    texts: dict[int, list[str]] = {}
    for case, source in tables.rows("case_text", "caseid", "fid", order="caseid fid"):
        if f"source{source}" not in texts.setdefault(int(case), []):
            texts[int(case)].append(f"source{source}")
    for key, name, told in tables.rows("cases", "caseid", "name", "memo", order="caseid"):
        emit(Case(f"case{key}", _words(name), texts.get(int(key), [])))
        if _words(told).strip():
            emit(Lost("described", _words(name)))
    for name, kind, value, about in tables.rows("attribute", "name", "attr_type", "value", "id", order="attrid"):
        if _words(value).strip() and kind in ("file", "case"):
            own = "text" if kind == "file" else "case"
            emit(Value(own, f"{'source' if own == 'text' else 'case'}{about}", _words(name), _words(value)))


def _words(told: Any) -> str:
    return "" if told is None else str(told)
