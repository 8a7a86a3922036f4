"""requal's own file: segments whose first sign is number 1, categories, memos, cases and users."""

from __future__ import annotations

from ontmoet_research.exchange.foreign import Head, Lost, Memo, Person
from ontmoet_research.exchange.refi.positions import Raw, Reading

from .database import Emit, Tables
from .spans import Document, Way, tell_documents
from .told import People, tell_cases, tell_labels, which_project, words

__all__ = ["read_requal"]

USUAL = Way(Reading("cp", 2, True), base=1)


def read_requal(tables: Tables, emit: Emit, project: str | None) -> None:
    """Hand over the parts of one project. Errors: ``Unreadable`` when there are several and nobody said which."""
    rows = list(tables.rows("projects", "project_id", "project_name", "project_description", "created_at"))
    chosen = [row for row in rows if project in (None, words(row[1]), str(row[0]))]
    if len(chosen) != 1:
        raise which_project((row[0], words(row[1])) for row in rows)
    own, title, told, made = chosen[0]
    emit(Head(words(title), "requal", f"requal/{made}/{own}"))
    for _ in rows[1:]:
        emit(Lost("other_project"))
    People().memo(emit, "project", told, kind="project")
    for key, login, name in tables.rows("users", "user_id", "user_login", "user_name", order="user_id"):
        emit(Person(f"user{key}", words(name) or words(login)))
    _labels(tables, emit, own)
    tell_documents(emit, _documents(tables, emit, own).values(), USUAL)
    _around(tables, emit, own)


def _labels(tables: Tables, emit: Emit, own: object) -> None:
    """A code may stand in several categories; the first counts."""
    above: dict[object, object] = {}
    for category, code in tables.rows("categories_codes_map", "category_id", "code_id", order="category_id code_id"):
        above.setdefault(code, category)
    of_folder = ("category_id", "project_id", "category_name", "category_description")
    folders = tables.rows("categories", *of_folder, order="category_id")
    columns = ("code_id", "project_id", "code_name", "code_description", "code_color")
    labels = tables.rows("codes", *columns, order="code_id")
    tell_labels(
        emit,
        ((key, name, told, "") for key, project, name, told in folders if project == own),
        (
            (key, name, told, f"cat{above[key]}" if key in above else "", shade)
            for key, project, name, told, shade in labels
            if project == own
        ),
    )


def _documents(tables: Tables, emit: Emit, own: object) -> dict[object, Document]:
    found: dict[object, Document] = {}
    columns = ("doc_id", "project_id", "doc_name", "doc_text", "doc_description")
    for key, project, name, text, told in tables.rows("documents", *columns, order="doc_id"):
        if project != own:
            continue
        if not words(text).strip():
            emit(Lost("empty_text", words(name)))
            continue
        found[key] = Document(f"doc{key}", words(name), Raw(words(text)))
        People().memo(emit, f"doc{key}#description", told, kind="text", about=f"doc{key}")
    names = "segment_id project_id user_id doc_id code_id segment_start segment_end segment_text"
    for key, project, user, document, code, start, end, told in tables.rows(
        "segments", *names.split(), order="segment_start"
    ):
        if project == own and document in found:
            found[document].add(f"segment{key}", start, end, told, f"code{code}", f"user{user}")
        elif project == own:
            emit(Lost("marks_without_text"))
    return found


def _around(tables: Tables, emit: Emit, own: object) -> None:
    about = {memo: f"segment{key}" for memo, key in tables.rows("memos_segments_map", "memo_id", "segment_id")}
    for key, project, user, told in tables.rows("memos", "memo_id", "project_id", "user_id", "text", order="memo_id"):
        if project == own and words(told).strip():
            kind = "mark" if key in about else ""
            emit(Memo(f"memo{key}", words(told), f"user{user}", kind, about.get(key, "")))
    links = tables.rows("cases_documents_map", "case_id", "doc_id", order="case_id doc_id")
    cases = tables.rows("cases", "case_id", "project_id", "case_name", order="case_id")
    tell_cases(
        emit,
        ((key, name) for key, project, name in cases if project == own),
        ((case, f"doc{document}") for case, document in links),
    )
