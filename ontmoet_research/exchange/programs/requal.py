"""requal's own file: segments whose first sign is number 1, categories, memos, cases and users."""

from __future__ import annotations

from typing import Any

from ontmoet_research.exchange.foreign import Case, Head, Label, Lost, Memo, Person, Text
from ontmoet_research.exchange.refi.positions import Raw, Reading
from ontmoet_research.exchange.refi.told import colour
from ontmoet_research.intake.readers import Unreadable
from ontmoet_research.text.places import CleanedText

from .database import Emit, Tables
from .spans import Document, Marked, Way, best_way

__all__ = ["read_requal"]

USUAL = Way(Reading("cp", 2, True), base=1)


def read_requal(tables: Tables, emit: Emit, project: str | None) -> None:
    """Hand over the parts of one project. Errors: ``Unreadable`` when there are several and nobody said which."""
    rows = list(tables.rows("projects", "project_id", "project_name", "project_description", "created_at"))
    chosen = [row for row in rows if project in (None, _words(row[1]), str(row[0]))]
    if len(chosen) != 1:
        raise Unreadable("exchange.load.choose_project", names=", ".join(_words(row[1]) for row in rows))
    own, title, told, made = chosen[0]
    emit(Head(_words(title), "requal", f"requal/{made}/{own}"))
    for _ in rows[1:]:
        emit(Lost("other_project"))
    if _words(told).strip():
        emit(Memo("project", _words(told), kind="project"))
    for key, login, name in tables.rows("users", "user_id", "user_login", "user_name", order="user_id"):
        emit(Person(f"user{key}", _words(name) or _words(login)))
    _labels(tables, emit, own)
    documents = _documents(tables, emit, own)
    way = best_way(documents.values(), USUAL)
    for document in documents.values():
        clean = CleanedText(document.raw.text)
        emit(Text(document.key, document.name, clean.text))
        document.emit_marks(emit, clean, way)
    _around(tables, emit, own)


def _labels(tables: Tables, emit: Emit, own: object) -> None:
    above: dict[object, object] = {}
    for category, code in tables.rows("categories_codes_map", "category_id", "code_id", order="category_id code_id"):
        above.setdefault(code, category)
    order = 0
    columns = ("category_id", "project_id", "category_name", "category_description")
    for key, project, name, told in tables.rows("categories", *columns, order="category_id"):
        if project == own:
            order += 1
            emit(Label(f"cat{key}", _words(name), codable=False, description=_words(told), order=order))
    of_code = ("code_id", "project_id", "code_name", "code_description", "code_color")
    for row in tables.rows("codes", *of_code, order="code_id"):
        key, project, name, told, shade = row
        if project == own:
            order += 1
            parent = f"cat{above[key]}" if key in above else ""
            shade = colour(_words(shade))
            emit(Label(f"code{key}", _words(name), parent, colour=shade, description=_words(told), order=order))


def _documents(tables: Tables, emit: Emit, own: object) -> dict[object, Document]:
    found: dict[object, Document] = {}
    columns = ("doc_id", "project_id", "doc_name", "doc_text", "doc_description")
    for key, project, name, text, told in tables.rows("documents", *columns, order="doc_id"):
        if project != own:
            continue
        if not _words(text).strip():
            emit(Lost("empty_text", _words(name)))
            continue
        found[key] = Document(f"doc{key}", _words(name), Raw(_words(text)))
        if _words(told).strip():
            emit(Memo(f"doc{key}#description", _words(told), kind="text", about=f"doc{key}"))
    names = "segment_id project_id user_id doc_id code_id segment_start segment_end segment_text"
    for key, project, user, document, code, start, end, words in tables.rows(
        "segments", *names.split(), order="segment_start"
    ):
        if project == own and document in found:
            mark = Marked(f"segment{key}", int(start), int(end), _words(words), f"code{code}", f"user{user}")
            found[document].marked.append(mark)
    return found


def _around(tables: Tables, emit: Emit, own: object) -> None:
    about = {memo: f"segment{key}" for memo, key in tables.rows("memos_segments_map", "memo_id", "segment_id")}
    for key, project, user, told in tables.rows("memos", "memo_id", "project_id", "user_id", "text", order="memo_id"):
        if project == own and _words(told).strip():
            kind = "mark" if key in about else ""
            emit(Memo(f"memo{key}", _words(told), f"user{user}", kind, about.get(key, "")))
    texts: dict[object, list[str]] = {}
    for case, document in tables.rows("cases_documents_map", "case_id", "doc_id", order="case_id doc_id"):
        texts.setdefault(case, []).append(f"doc{document}")
    for key, project, name in tables.rows("cases", "case_id", "project_id", "case_name", order="case_id"):
        if project == own:
            emit(Case(f"case{key}", _words(name), texts.get(key, [])))


def _words(told: Any) -> str:
    return "" if told is None else str(told)
