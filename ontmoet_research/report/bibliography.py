"""Books, articles and sites that a report rests on: kept as a list, cited as ``[@key]`` in a part that people write."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from ontmoet_research.record import write
from ontmoet_research.store import Project, change, find, new, read_rows, read_table, remove, rows_of
from ontmoet_research.text.dutch import sort_key
from ontmoet_research.words import Refused, say

from .bibliography_files import read_sources
from .blocks import text_of
from .citing import cited, listed, names_of, told_authors, told_where

ORIGIN = "report.bibliography"
COLUMNS = ("key", "authors", "year", "title", "published_in", "csl_json")
_CITED = re.compile(r"\[@([\w:.-]+)\]")
_MARKED = re.compile(r"([\\*_`\[\]])")

__all__ = [
    "COLUMNS",
    "ORIGIN",
    "add_reference",
    "bring_in_references",
    "change_reference",
    "cited_keys",
    "in_list",
    "read_references",
    "remove_reference",
    "short_authors",
    "unknown_keys",
    "with_citations",
]


def add_reference(
    project: Project,
    series_id: str,
    *,
    authors: str,
    title: str,
    year: str = "",
    published_in: str = "",
    key: str = "",
) -> str:
    """Keep a book, article or site for a series; give the ``reference_id``.

    ``key`` is the short name to cite it by; without one it is made of the first author and the year. Errors:
    ``Refused`` without authors or title, for a year that is no number, for a key with other signs than letters, digits
    and ``- . : _``, for one that another row has, or when the series is gone.
    """
    find(project, "series", series_id)
    told = _values(authors, title, year, published_in, key)
    _check_free(project, series_id, told["key"])
    made = new("bibliography", series_id=series_id, **told)
    write(project, [made], origin=ORIGIN)
    return made.object_id


def change_reference(
    project: Project, reference_id: str, *, authors: str, title: str, year: str, published_in: str, key: str
) -> None:
    """Correct a row; the words before stay in its history. Errors: as :func:`add_reference`, or when it is gone."""
    row = find(project, "bibliography", reference_id)
    told = _values(authors, title, year, published_in, key)
    _check_free(project, row["series_id"], told["key"], but=reference_id)
    if any(row[name] != value for name, value in told.items()):
        write(project, [change(row, **told)], origin=ORIGIN)


def bring_in_references(project: Project, series_id: str, path: Path) -> tuple[int, int, int]:
    """Put the sources of a file (.bib, .json, .ris) on the list of a series.

    Out: how many came, how many stood there already (same title and year), and how many were left out as they have no
    title or nobody who made them. Errors: ``Refused`` when the file can't be read, or when the series is gone.
    """
    find(project, "series", series_id)
    items, without = read_sources(path)
    rows = rows_of(read_references(project, series_id))
    known = {(_same(row["title"]), str(int(row["year"])) if pd.notna(row["year"]) else "") for row in rows}
    keys, made = {row["key"] for row in rows}, []
    for item in items:
        year, own = item.pop("year"), item.pop("id")
        if (_same(item["title"]), year) in known:
            continue
        known.add((_same(item["title"]), year))
        authors = told_authors(item.get("author") or item.get("editor"))
        told = _values(authors, item["title"], year, told_where(item), _free(own, authors, year, keys))
        keys.add(told["key"])
        kept = json.dumps(item, sort_keys=True, ensure_ascii=False)
        made.append(new("bibliography", series_id=series_id, **told, csl_json=kept))
    if made:
        write(project, made, origin=ORIGIN)
    return len(made), len(items) - len(made), without


def remove_reference(project: Project, reference_id: str) -> None:
    """Take a row out of the list; the checks tell of a part that cites it. Errors: ``Refused`` when it is gone."""
    write(project, [remove(find(project, "bibliography", reference_id))], origin=ORIGIN)


def read_references(project: Project, series_id: str) -> pd.DataFrame:
    """The list of a series, by author and year: ``reference_id`` and ``COLUMNS``. Rows without a series are of all."""
    rows = read_table(project, "bibliography")
    rows = rows[rows["series_id"].isna() | (rows["series_id"] == series_id)]
    years = rows["year"].fillna(0).astype(int)
    order = sorted(zip(rows["authors"].map(sort_key), years, rows.index, strict=True))
    return rows.loc[[place for _, _, place in order], ["reference_id", *COLUMNS]].reset_index(drop=True)


def cited_keys(texts: Iterable[str]) -> list[str]:
    """The keys that these texts cite, each once.

    >>> cited_keys(["Zie [@desmond2023] en [@wsd2021].", "Ook [@desmond2023]."])
    ['desmond2023', 'wsd2021']
    """
    return list(dict.fromkeys(key for text in texts for key in _CITED.findall(text)))


def with_citations(text: str, references: pd.DataFrame) -> str:
    """A text in Markdown with "(Desmond, 2023)" in the place of ``[@desmond2023]``; an unknown key stays as typed."""
    known = {row["key"]: row for row in rows_of(references)}
    return _CITED.sub(lambda found: _cited(known[found[1]]) if found[1] in known else found[0], text)


def in_list(reference: Mapping[Any, Any]) -> str:
    """A row as it stands in the list, without its look: who (year). Title. Where."""
    return text_of(listed(reference))


def short_authors(authors: str) -> str:
    """Last names as they stand in a text: one, two, or the first with *e.a.*

    >>> [short_authors(one) for one in ("Desmond, M.", "Mullainathan, S., & Shafir, E.", "Vos, J. de; Bos, A.; Los")]
    ['Desmond', 'Mullainathan en Shafir', 'Vos e.a.']
    """
    names = [one.get("family") or one["literal"] for one in names_of(authors)] or [authors.strip()]
    if len(names) > 2:
        return say("report.literature.others", name=names[0])
    return say("report.literature.two", one=names[0], two=names[1]) if len(names) == 2 else names[0]


def _values(authors: str, title: str, year: str, published_in: str, key: str) -> dict[str, Any]:
    who, what, when, own = authors.strip(), title.strip(), year.strip(), key.strip().removeprefix("@")
    if not who or not what:
        raise Refused("report.literature.needs_both")
    if when and not re.fullmatch(r"[12]\d{3}", when):
        raise Refused("report.literature.needs_year")
    if own and not re.fullmatch(r"[\w:.-]+", own):
        raise Refused("report.literature.needs_key")
    made = own or _made_key(who, when)
    return {
        "key": made,
        "authors": who,
        "year": int(when) if when else None,
        "title": what,
        "published_in": published_in.strip() or None,
    }


def _made_key(authors: str, year: str) -> str:
    plain = unicodedata.normalize("NFKD", short_authors(authors).split()[0]).encode("ascii", "ignore").decode()
    return f"{re.sub(r'[^a-z0-9]', '', plain.lower()) or 'bron'}{year}"


def _free(own: str, authors: str, year: str, taken: Collection[str]) -> str:
    """A key that nothing on the list has: the one of the file where it can be cited, else of author and year."""
    first = own if re.fullmatch(r"[\w:.-]+", own) else _made_key(authors, year)
    tries = (first, *(f"{first}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"))
    return next((one for one in tries if one not in taken), f"{first}-{len(taken)}")


def _same(title: str) -> str:
    return " ".join(title.casefold().split()).rstrip(".")


def _check_free(project: Project, series_id: str | None, key: str, but: str = "") -> None:
    for row in read_rows(project, "bibliography", key=key):
        if row.object_id != but and (None in (row["series_id"], series_id) or row["series_id"] == series_id):
            raise Refused("report.literature.known_key", name=key)


def _cited(row: Mapping[Any, Any]) -> str:
    return _MARKED.sub(r"\\\1", cited(row))


def unknown_keys(texts: Iterable[str], references: pd.DataFrame) -> Collection[str]:
    """The keys that these texts cite and that no row of the list has."""
    known = set(references["key"])
    return [key for key in cited_keys(texts) if key not in known]
