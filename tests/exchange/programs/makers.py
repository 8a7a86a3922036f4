"""Makes small files as these programs keep them, with the tables and columns that they have."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

NOTE = (
    "<h1>Avond één</h1><p>De brief 🙂 kwam <b>te laat</b>.</p>"
    "<ul><li>Toen belde Wilma.</li><li>Café &amp; koffie</li></ul>"
)


def database(path: Path, tables: dict[str, tuple[str, list[tuple[Any, ...]]]]) -> Path:
    """A SQLite file with these tables: name -> (columns, rows)."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as made:
        for name, (columns, rows) in tables.items():
            made.execute(f"CREATE TABLE {name} ({columns})")
            if rows:
                made.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    made.close()
    return path


def taguette(path: Path, *, more: bool = False) -> Path:
    """Two highlights in one document, in bytes of its text without tags; with ``more``, a second project."""
    counted = html.unescape(re.sub("<[^>]+>", "", NOTE)).encode()

    def place(words: str) -> tuple[int, int]:
        return counted.index(words.encode()), counted.index(words.encode()) + len(words.encode())

    first, second = place("brief 🙂 kwam te laat"), place("Wilma.Café & koffie")
    added = [json.dumps({"type": "highlight_add", "highlight_id": n}) for n in (1, 2)]
    projects = [(1, "Reeks", "Over brieven", "2025-01-01"), *([(2, "Ander", "", "2025-01-02")] if more else [])]
    return database(
        path,
        {
            "projects": ("id, name, description, created", projects),
            "users": ("login", [("anna",), ("bo",)]),
            "documents": (
                "id, name, description, filename, created, project_id, text_direction, contents",
                [(1, "avond.html", "Een verslag", "a.html", "", 1, "LTR", NOTE)],
            ),
            "commands": (
                "id, date, user_login, project_id, document_id, payload",
                [(1, "", "anna", 1, 1, added[0]), (2, "", "bo", 1, 1, added[1]), (3, "", "bo", 1, 1, "{")],
            ),
            "tags": ("id, project_id, path, description", [(1, 1, "post", "Over post"), (2, 1, "post.laat", "")]),
            "highlights": (
                "id, document_id, start_offset, end_offset, snippet",
                [(1, 1, *first, "<b>x</b>"), (2, 1, *second, ""), (3, 1, 0, 2, ""), (4, 1, 7, 9, "")],
            ),
            "highlight_tags": ("highlight_id, tag_id", [(1, 1), (1, 2), (2, 2), (4, 1)]),
        },
    )


TEXT = "👋 Avond.\nDe brief 🙂 kwam te laat.\nToen belde Wilma."


def units(words: str, unit: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    count = (lambda part: len(part.encode("utf-16-le")) // 2) if unit == "u16" else len
    return count(text[:start]), count(text[: start + len(words)])


def qualcoder(path: Path, unit: str = "u16") -> Path:
    """A project with two owners, folders, a label under a label, cases, attributes, a journal and an annotation.

    The tables and columns are those of a file of version v17, as a program that writes QualCoder's files made it.
    """
    labels = [
        (n, label, 1, words, *units(words, unit), owner, "", memo, None, 1 if n == 3 else None)
        for n, (label, words, owner, memo) in enumerate(
            [
                (1, "brief 🙂 kwam", "anna", "dit raakte mij"),
                (2, "belde Wilma", "bo", ""),
                (2, "belde Wilma", "anna", ""),
            ],
            1,
        )
    ]
    return database(
        path,
        {
            "project": (
                "databaseversion, date, memo, about, bookmarkfile, bookmarkpos, codername, recently_used_codes",
                [("v17", "2025-01-01", "Ons project", "QualCoder 3.8", 0, 0, "anna", "")],
            ),
            "source": (
                "id, name, fulltext, mediapath, memo, owner, date, av_text_id, risid",
                [
                    (1, "avond.txt", TEXT, None, "Een verslag", "anna", "", None, None),
                    (2, "flap.png", None, "/images/flap.png", "", "anna", "", None, None),
                ],
            ),
            "code_cat": (
                "catid, name, owner, date, memo, supercatid",
                [(1, "Post", "", "", "", None), (2, "Traag", "", "", "", 1)],
            ),
            "code_name": (
                "cid, name, memo, catid, owner, date, color, supercid",
                [
                    (1, "te laat", "Over tijd", 2, "", "", "#FF0000", None),
                    (2, "bellen", "", None, "", "", "#00FF00", None),
                    (3, "heel laat", "", None, "", "", "#0000FF", 1),
                ],
            ),
            "code_text": ("ctid, cid, fid, seltext, pos0, pos1, owner, date, memo, avid, important", labels),
            "code_image": (
                "imid, id, x1, y1, width, height, cid, memo, date, owner, important, pdf_page",
                [(1, 2, 0, 0, 9, 9, 1, "", "", "anna", None, None)],
            ),
            "annotation": (
                "anid, fid, pos0, pos1, memo, owner, date",
                [(1, 1, *units("Toen", unit), "let op", "bo", "")],
            ),
            "journal": ("jid, name, jentry, date, owner", [(1, "Dag 1", "We begonnen.", "", "anna")]),
            "cases": (
                "caseid, name, memo, owner, date",
                [(1, "Groep A", "", "", ""), (2, "Wilma", "belt vaak", "", "")],
            ),
            "case_text": (
                "id, caseid, fid, pos0, pos1, owner, date, memo",
                [(1, 1, 1, 0, len(TEXT) - 1, "", "", ""), (2, 2, 1, *units("Toen belde Wilma.", unit), "", "", "")],
            ),
            "attribute_type": (
                "name, date, owner, memo, caseOrFile, valuetype",
                [("Sessie", "", "", "", "file", "numeric")],
            ),
            "attribute": (
                "attrid, name, attr_type, value, id, date, owner",
                [
                    (1, "Sessie", "file", "3", 1, "", ""),
                    (2, "Rol", "case", "professional", 2, "", ""),
                    (3, "Rol", "case", "", 1, "", ""),
                ],
            ),
            "graph": ("grid, name, description, date, scene_width, scene_height", [(1, "Kaart", "", "", 1, 1)]),
            "coder_names": ("name, visibility", [("anna", 1), ("bo", 0)]),
        },
    )


def qualcoder_of(path: Path, notes: dict[str, list[str]], marks: list[tuple[str, int, int, list[str]]]) -> Path:
    """A project of QualCoder with these notes (as paragraphs) and marks (note, start, end, tags)."""
    paths = sorted({tag for *_, tags in marks for tag in tags})
    names = list(notes)
    rows: list[tuple[Any, ...]] = []
    for name, start, end, tags in marks:
        text = "\n".join(notes[name])
        first, last = (len(text[:place].encode("utf-16-le")) // 2 for place in (start, end))
        for tag in tags:
            rows.append((len(rows) + 1, paths.index(tag) + 1, names.index(name) + 1, text[start:end], first, last, "a"))
    short = {"post.laat": "laat"}
    return database(
        path,
        {
            "project": ("databaseversion, date, memo", [("v17", "2025-01-01", "")]),
            "source": (
                "id, name, fulltext, mediapath, memo, owner",
                [(n, name, "\n".join(told), None, "", "a") for n, (name, told) in enumerate(notes.items(), 1)],
            ),
            "code_cat": ("catid, name, memo, supercatid", []),
            "code_name": (
                "cid, name, memo, catid, color, supercid",
                [(n, short.get(tag, tag), "", None, "", None) for n, tag in enumerate(paths, 1)],
            ),
            "code_text": ("ctid, cid, fid, seltext, pos0, pos1, owner", rows),
        },
    )


def rqda(path: Path) -> Path:
    """A project in which one code, one label and one file were taken away (status 0)."""
    start, end = units("brief 🙂 kwam", "cp")
    return database(
        path,
        {
            "project": ("databaseversion, date, dateM, memo, about", [("0.2.2", "", "", "", "RQDA")]),
            "source": (
                "name, id, file, memo, owner, date, dateM, status",
                [("avond", 1, TEXT, "", "anna", "", "", 1), ("weg", 2, "Dit is weg.", "", "anna", "", "", 0)],
            ),
            "freecode": (
                "name, memo, owner, date, dateM, id, status, color",
                [("te laat", "Over tijd", "", "", "", 1, 1, "#FF0000"), ("oud", "", "", "", "", 2, 0, None)],
            ),
            "codecat": ("name, cid, catid, owner, date, dateM, memo, status", [("Post", None, 1, "", "", "", "", 1)]),
            "treecode": ("cid, catid, date, dateM, memo, status, owner", [(1, 1, "", "", "", 1, "")]),
            "coding": (
                "cid, fid, seltext, selfirst, selend, status, owner, date, memo",
                [
                    (1, 1, "brief 🙂 kwam", float(start), float(end), 1, "anna", "", "raakte mij"),
                    (1, 1, "Wilma", *units("Wilma", "cp"), 0, "anna", "", ""),
                ],
            ),
            "cases": ("name, memo, owner, date, dateM, id, status", [("Groep A", "", "", "", "", 1, 1)]),
            "caselinkage": ("caseid, fid, selfirst, selend, status, owner, date, memo", [(1, 1, 0, 9, 1, "", "", "")]),
            "fileAttr": ("variable, value, fileID, date, dateM, owner, status", [("Sessie", "3", 1, "", "", "", 1)]),
            "journal": ("name, journal, date, dateM, owner, status", [("Dag 1", "We begonnen.", "", "", "anna", 1)]),
            "filecat": (
                "name, fid, catid, owner, date, dateM, memo, status",
                [("Avonden", None, 1, "", "", "", "", 1)],
            ),
            "treefile": (
                "fid, catid, date, dateM, memo, status, owner",
                [(1, 1, "", "", "", 1, ""), (2, 1, "", "", "", 0, "")],
            ),
        },
    )


def requal(path: Path) -> Path:
    """A project with two users; the first sign of a text is number 1, and the end is the last sign."""
    start, end = units("brief 🙂 kwam", "cp")
    other = units("belde Wilma", "cp")
    return database(
        path,
        {
            "projects": (
                "project_id, project_name, project_description, created_at",
                [(1, "Reeks", "Over brieven", "")],
            ),
            "users": ("user_id, user_login, user_name", [(1, "anna", "Anna"), (2, "bo", None)]),
            "documents": ("doc_id, project_id, doc_name, doc_description, doc_text", [(1, 1, "avond", "", TEXT)]),
            "categories": ("category_id, project_id, category_name, category_description", [(1, 1, "Post", "")]),
            "codes": (
                "code_id, project_id, code_name, code_description, code_color",
                [(1, 1, "te laat", "Over tijd", "rgb(255,0,0)"), (2, 1, "bellen", "", "")],
            ),
            "categories_codes_map": ("category_id, code_id", [(1, 1)]),
            "segments": (
                "segment_id, project_id, user_id, doc_id, code_id, segment_start, segment_end, segment_text",
                [
                    (1, 1, 1, 1, 1, start + 1, end, "brief 🙂 kwam"),
                    (2, 1, 2, 1, 2, other[0] + 1, other[1], "belde Wilma"),
                ],
            ),
            "memos": ("memo_id, project_id, user_id, text", [(1, 1, 2, "belangrijk")]),
            "memos_segments_map": ("memo_id, segment_id", [(1, 2)]),
            "cases": ("case_id, project_id, case_name", [(1, 1, "Groep A")]),
            "cases_documents_map": ("case_id, doc_id", [(1, 1)]),
        },
    )
