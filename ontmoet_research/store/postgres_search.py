"""The index over notes in PostgreSQL: ``tsvector`` with GIN over the terms of each note and the letters of each term.

The vectors are made from lists of terms, so that the server's own ideas about words, languages and accents play no
part, and no extension is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa

TABLES = ("search_words", "search_terms")
_MAKE = (
    "CREATE TABLE search_words (row_id text PRIMARY KEY, object_id text NOT NULL, words tsvector NOT NULL)",
    "CREATE INDEX ix_search_words ON search_words USING gin (words)",
    "CREATE TABLE search_terms (term text PRIMARY KEY, grams tsvector NOT NULL)",
    "CREATE INDEX ix_search_terms ON search_terms USING gin (grams)",
)
_ADD = "INSERT INTO search_words (row_id, object_id, words) VALUES (%s, %s, array_to_tsvector(%s::text[]))"
# In the order of the terms, so that two who add the same ones wait for each other and never in a circle.
_ADD_TERMS = """
    INSERT INTO search_terms (term, grams)
    SELECT t, array_to_tsvector(ARRAY(SELECT DISTINCT substr(t, i, 3) FROM generate_series(1, length(t) - 2) i))
    FROM unnest(%s::text[]) t WHERE NOT EXISTS (SELECT 1 FROM search_terms s WHERE s.term = t)
    ORDER BY t COLLATE "C" ON CONFLICT DO NOTHING
"""
_DROP_TERMS = """
    DELETE FROM search_terms WHERE term = ANY(%s::text[])
    AND NOT EXISTS (SELECT 1 FROM search_words WHERE words @@ ('''' || term || '''')::tsquery)
"""
_CURRENT = """
    SELECT object_id FROM search_words w WHERE w.words @@ %s::tsquery
    AND NOT EXISTS (SELECT 1 FROM replacements p WHERE p.replaces_id = w.row_id)
"""


def is_there(connection: sa.Connection) -> bool:
    """Whether the index was made."""
    return connection.exec_driver_sql("SELECT to_regclass('search_words')").scalar() is not None


def make(connection: sa.Connection) -> None:
    """Make the empty index."""
    for statement in _MAKE:
        connection.exec_driver_sql(statement)


def clear(connection: sa.Connection) -> None:
    """Take everything out; the tables stay, with who may use them."""
    connection.exec_driver_sql(f"TRUNCATE {', '.join(TABLES)}")


def add(connection: sa.Connection, notes: Sequence[tuple[str, str, Sequence[str]]]) -> None:
    """Put rows in, as (row id, object id, terms)."""
    # Who adds shares the lock, who takes out has it alone: a term in use is never taken out.
    connection.exec_driver_sql("LOCK TABLE search_terms IN ROW EXCLUSIVE MODE")
    connection.exec_driver_sql(_ADD, [(row_id, object_id, list(terms)) for row_id, object_id, terms in notes])
    connection.exec_driver_sql(_ADD_TERMS, (sorted({term for _, _, terms in notes for term in terms}),))


def forget(connection: sa.Connection, row_ids: Sequence[str]) -> None:
    """Take rows out, with the terms that only they had."""
    connection.exec_driver_sql("LOCK TABLE search_terms IN SHARE ROW EXCLUSIVE MODE")
    statement = "DELETE FROM search_words WHERE row_id = ANY(%s::text[]) RETURNING tsvector_to_array(words)"
    found = connection.exec_driver_sql(statement, (list(row_ids),)).scalars()
    gone = sorted({term for terms_of_row in found for term in terms_of_row})
    connection.exec_driver_sql(_DROP_TERMS, (gone,))


def terms(connection: sa.Connection, letters: str, pattern: str, most: int) -> list[str]:
    """At most ``most`` terms that hold ``letters`` and fit the LIKE pattern."""
    grams = sorted({letters[at : at + 3] for at in range(len(letters) - 2)})
    if not grams:  # too short for three in a row: look at all terms
        statement = "SELECT term FROM search_terms WHERE term LIKE %s LIMIT %s"
        return list(connection.exec_driver_sql(statement, (pattern, most)).scalars())
    _through_the_index(connection)
    statement = "SELECT term FROM search_terms WHERE grams @@ %s::tsquery AND term LIKE %s LIMIT %s"
    return list(connection.exec_driver_sql(statement, (_joined(" & ", grams), pattern, most)).scalars())


def notes(connection: sa.Connection, wanted: Sequence[Collection[str]], always: str) -> set[str]:
    """Object ids of current rows with a term of each set, or with the term ``always``."""
    groups = [f"({_joined(' | ', found)})" for found in wanted if found]
    sought = f"({' & '.join(groups)}) | '{always}'" if len(groups) == len(wanted) else f"'{always}'"
    _through_the_index(connection)
    return set(connection.exec_driver_sql(_CURRENT, (sought,)).scalars())


def _through_the_index(connection: sa.Connection) -> None:
    # Left to itself the server reads all vectors when a word has many forms: it does not count the work of unpacking
    # them, and took 350 ms for what the index gives in a few. Holds until this transaction ends.
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")


def _joined(sign: str, found: Iterable[str]) -> str:
    return sign.join(f"'{term}'" for term in found)  # terms are letters and digits only
