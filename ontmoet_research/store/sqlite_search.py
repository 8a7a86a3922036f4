"""The index over notes in SQLite: FTS5 over the terms of each note, and FTS5 over the letters of each term.

Both keep only which terms are there, not where (``detail=none``), and wipe what is deleted (``secure-delete``).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa

TABLES = ("search_rows", "search_words", "search_terms", "search_grams")
_MAKE = (
    "CREATE TABLE search_rows (n INTEGER PRIMARY KEY, row_id TEXT NOT NULL UNIQUE, object_id TEXT NOT NULL)",
    "CREATE VIRTUAL TABLE search_words USING fts5"
    "(words, tokenize = 'unicode61 remove_diacritics 2', detail = none, columnsize = 0)",
    "CREATE TABLE search_terms (n INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE search_grams USING fts5"
    "(term, tokenize = 'trigram', detail = none, columnsize = 0, content = 'search_terms', content_rowid = 'n')",
    "INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO search_grams (search_grams, rank) VALUES ('secure-delete', 1)",
)
_CURRENT = """
    SELECT r.object_id FROM search_words w JOIN search_rows r ON r.n = w.rowid
    WHERE w.search_words MATCH ? AND NOT EXISTS (SELECT 1 FROM replacements p WHERE p.replaces_id = r.row_id)
"""


def is_there(connection: sa.Connection) -> bool:
    """Whether the index was made."""
    return bool(connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'search_words'").first())


def make(connection: sa.Connection) -> None:
    """Make the empty index."""
    for statement in _MAKE:
        connection.exec_driver_sql(statement)


def clear(connection: sa.Connection) -> None:
    """Throw the index away and make it anew: nothing of the old one stays."""
    for name in TABLES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    make(connection)


def add(connection: sa.Connection, notes: Sequence[tuple[str, str, Sequence[str]]]) -> None:
    """Put rows in, as (row id, object id, terms)."""
    last = connection.exec_driver_sql("SELECT coalesce(max(n), 0) FROM search_rows").scalar_one()
    numbered = list(enumerate(notes, start=last + 1))
    rows = [(n, row_id, object_id) for n, (row_id, object_id, _) in numbered]
    connection.exec_driver_sql("INSERT INTO search_rows (n, row_id, object_id) VALUES (?, ?, ?)", rows)
    words = [(n, " ".join(terms)) for n, (_, _, terms) in numbered]
    connection.exec_driver_sql("INSERT INTO search_words (rowid, words) VALUES (?, ?)", words)
    _add_terms(connection, {term for _, _, terms in notes for term in terms})


def forget(connection: sa.Connection, row_ids: Sequence[str]) -> None:
    """Take rows out, with the terms that only they had."""
    statement = """SELECT r.n, w.words FROM search_rows r JOIN search_words w ON w.rowid = r.n
                   WHERE r.row_id IN (SELECT value FROM json_each(?))"""
    found = connection.exec_driver_sql(statement, (json.dumps(list(row_ids)),)).all()
    for n, _ in found:
        connection.exec_driver_sql("DELETE FROM search_words WHERE rowid = ?", (n,))
        connection.exec_driver_sql("DELETE FROM search_rows WHERE n = ?", (n,))
    for term in sorted({term for _, words in found for term in words.split()}):
        _drop_if_unused(connection, term)


def terms(connection: sa.Connection, letters: str, pattern: str, most: int) -> list[str]:
    """At most ``most`` terms that hold ``letters`` and fit the LIKE pattern."""
    grams = {letters[at : at + 3] for at in range(len(letters) - 2)}
    if not grams:  # too short for three in a row: look at all terms
        statement = "SELECT term FROM search_terms WHERE term LIKE ? LIMIT ?"
        return list(connection.exec_driver_sql(statement, (pattern, most)).scalars())
    statement = """SELECT t.term FROM search_grams g JOIN search_terms t ON t.n = g.rowid
                   WHERE g.search_grams MATCH ? AND t.term LIKE ? LIMIT ?"""
    sought = " AND ".join(f'"{gram}"' for gram in sorted(grams))
    return list(connection.exec_driver_sql(statement, (sought, pattern, most)).scalars())


def notes(connection: sa.Connection, wanted: Sequence[Collection[str]], always: str) -> set[str]:
    """Object ids of current rows with a term of each set, or with the term ``always``."""
    groups = [f"({_any(found)})" for found in wanted if found]
    sought = f'({" AND ".join(groups)}) OR "{always}"' if len(groups) == len(wanted) else f'"{always}"'
    return set(connection.exec_driver_sql(_CURRENT, (sought,)).scalars())


def _any(found: Iterable[str]) -> str:
    return " OR ".join(f'"{term}"' for term in found)


def _add_terms(connection: sa.Connection, found: Iterable[str]) -> None:
    statement = """INSERT INTO search_terms (term) SELECT value FROM json_each(?) WHERE value NOT IN
                   (SELECT term FROM search_terms) RETURNING n, term"""
    new = connection.exec_driver_sql(statement, (json.dumps(sorted(found)),)).all()
    if new:
        connection.exec_driver_sql("INSERT INTO search_grams (rowid, term) VALUES (?, ?)", [tuple(row) for row in new])


def _drop_if_unused(connection: sa.Connection, term: str) -> None:
    used = "SELECT 1 FROM search_words WHERE search_words MATCH ? LIMIT 1"
    if connection.exec_driver_sql(used, (f'"{term}"',)).first():
        return
    n = connection.exec_driver_sql("SELECT n FROM search_terms WHERE term = ?", (term,)).scalar()
    if n is None:
        return
    drop = "INSERT INTO search_grams (search_grams, rowid, term) VALUES ('delete', ?, ?)"
    connection.exec_driver_sql(drop, (n, term))
    connection.exec_driver_sql("DELETE FROM search_terms WHERE n = ?", (n,))
