"""The list of labels: from a file (``codebook_file.py``) into the project.

The same list again changes what differs and adds what is new, also when the file is called otherwise: a list is known
by its numbers. When some numbers are known and the labels behind them are others, a person says which it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, Row, change, new, read_rows
from ontmoet_research.text.lookalike import skeleton
from ontmoet_research.words import Refused

from .codebook_file import numbered_here, read_codebook_file

__all__ = ["BroughtInCodes", "bring_in_codebook", "read_codebook_file"]

_MOST = 0.5  # share of the numbers of a file that a list has to know
_SAME = 0.3  # share of these whose label is the same


@dataclass(frozen=True)
class BroughtInCodes:
    """What a codebook file brought: the codebook's id and how many labels were new, changed and the same.

    ``twins`` are names in the file that people take for another one in it.
    """

    codebook_id: str
    added: int
    changed: int
    same: int
    title: str = ""
    twins: tuple[str, ...] = ()


def bring_in_codebook(
    project: Project, path: str | Path, *, title: str | None = None, apart: bool = False
) -> BroughtInCodes:
    """Bring a codebook file into the project, in one write.

    ``title`` is how the list is called: labels go to the list with that title, or to a new one. Without it, the list is
    sought that has these numbers; ``apart`` makes a list of its own of it all the same, called after the file. Labels
    that are in the list under the same number are changed where the file differs; those that are not in the file stay.

    Errors: ``Refused`` for a file that can't be read, an empty one, one without labels, a doubled number, or when only
    a person can tell whether it is a list that is there. Then nothing is changed.
    """
    rows = read_codebook_file(path)
    books = {book.object_id: book for book in read_rows(project, "codebooks")}
    codes: dict[str, dict[str, Row]] = {key: {} for key in books}
    for row in read_rows(project, "codes"):
        codes.setdefault(row["codebook_id"], {})[row["code"]] = row
    name = title or Path(path).stem
    book = next((one for one in books.values() if one["title"] == name and not apart), None)
    if book is None and title is None and not apart:
        book = _known_list(Path(path), rows, books, codes)
    if book is not None:
        return _into(project, book, rows, codes.get(book.object_id, {}), [])
    fresh = new("codebooks", title=_free(name, books.values()), version="1")
    return _into(project, fresh, rows, {}, [fresh])


def _into(
    project: Project, book: Any, rows: Sequence[dict[str, Any]], known: Mapping[str, Row], drafts: list[Draft]
) -> BroughtInCodes:
    by_label = {row["label_nl"].casefold(): row for row in known.values()}
    taken = set(known)
    added = changed = 0
    for values in rows:
        old = known.get(values["code"])
        if numbered_here(values["code"]):  # a file without numbers is known by its labels
            old = by_label.get(values["label_nl"].casefold())
            code = old["code"] if old else _next_number(values["code"], taken)
            values = {**values, "code": code, **({"order": old["order"]} if old else {})}
            taken.add(code)
        if old is None:
            drafts.append(new("codes", codebook_id=book.object_id, status="voorstel", **values))
            added += 1
        elif any(old[name] != value for name, value in values.items()):
            drafts.append(change(old, **values))
            changed += 1
    write(project, drafts, origin="codebook")
    title = book["title"] if isinstance(book, Row) else book.values["title"]
    return BroughtInCodes(book.object_id, added, changed, len(rows) - added - changed, title, _twins(rows))


def _twins(rows: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    seen = [skeleton(row["label_nl"]) for row in rows]
    return tuple(row["label_nl"] for row, look in zip(rows, seen, strict=True) if seen.count(look) > 1)


def _known_list(
    path: Path, rows: Sequence[dict[str, Any]], books: Mapping[str, Row], codes: Mapping[str, Mapping[str, Row]]
) -> Row | None:
    """The list that has these numbers. Errors: ``Refused`` when only a person can tell."""
    labels = {values["code"]: values["label_nl"].casefold() for values in rows}
    unsure = None
    for book in books.values():
        there = {code: row["label_nl"].casefold() for code, row in codes[book.object_id].items()}
        if all(map(numbered_here, labels)):
            shared = same = len(set(labels.values()) & set(there.values()))
        else:
            shared = len(labels.keys() & there.keys())
            same = sum(there.get(code) == label for code, label in labels.items())
        if shared >= _MOST * len(labels) and same >= max(1, _SAME * shared):
            return book
        unsure = unsure or (book if shared else None)
    if unsure is not None:
        raise Refused("coding.codebook_which", name=path.name, title=unsure["title"])
    return None


def _free(name: str, books: Any) -> str:
    taken = {book["title"] for book in books}
    return next(one for n in range(1, len(taken) + 2) if (one := name if n == 1 else f"{name} {n}") not in taken)


def _next_number(code: str, taken: set[str]) -> str:
    number = int(code[1:])
    while f"{code[0]}{number:02d}" in taken:
        number += 1
    return f"{code[0]}{number:02d}"
