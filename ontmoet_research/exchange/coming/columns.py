"""What the columns of a table with labels on words are called, in this kit and in the tables of other programs."""

from __future__ import annotations

import re
from collections.abc import Collection

from ontmoet_research.text.tables_csv import as_typed

__all__ = ["rows_told", "with_dots"]

Row = tuple[int, dict[str, str]]  # the number of a row in the file, and what it tells by our name of a column

# Our name -> how programs and people call it. Of several columns that mean the same the first counts.
COLUMNS = {
    "quote": (
        *("quote", "citaat", "woorden", "fragment", "segment", "coded segment", "text segment", "segment_text"),
        *("tekst", "text", "content", "coded", "coded text", "quotation", "quotation content", "quotation text"),
        *("excerpt", "highlight", "passage", "citation", "zitat", "gecodeerde tekst", "reference text"),
    ),
    "label": (
        *("label", "code", "tag", "code_name", "codename", "code name", "node", "quirk", "theme", "codering"),
        *("labels", "codes", "tags", "nodes", "codes applied", "codes applied combined"),
    ),
    "who": (
        *("reader", "who", "wie", "lezer", "coder", "codeur", "user", "owner", "creator", "author", "user_name"),
        *("created by", "coded by", "excerpt creator", "modified by", "autor", "gemaakt door", "codeerder"),
    ),
    "note": (
        *("note", "verslag", "document", "document name", "documentname", "source", "bron", "file", "filename"),
        *("doc_name", "bestand", "dokumentname", "media title", "documents", "file name", "bestandsnaam"),
    ),
    "before": ("before", "voor", "prefix"),
    "after": ("after", "na", "suffix"),
    "start": ("start", "begin", "from", "segment_start", "startposition", "pos0", "start position"),
    "family": ("family", "familie", "category", "categorie", "parent", "parent code", "code group"),
    # Only in tables of the kit itself: which label it is, and what goes with it here.
    "label_id": ("label_id",),
    "certainty": ("certainty",),
    "round": ("round",),
    "remark": ("remark", "memo", "opmerking", "comment", "notitie", "coded_memo", "kommentar"),
}
NEEDED = ("quote", "label")
SEVERAL = ("labels", "codes", "tags", "nodes", "codes applied", "codes applied combined")
TITLE_ROWS = 10  # rows that may stand above the names of the columns
OF_TAGUETTE = ["id", "document", "tag", "content"]
# Between a label and what it stands under: NVivo, MAXQDA, and how people write it.
_UNDER = re.compile(r"\\+| > | › |>>")
_PARTED = re.compile(r"[\n;|]+")


def rows_told(rows: list[list[str]], known: Collection[str] = ()) -> list[Row] | None:
    """The rows that tell of a label on words, each label in a row of its own; None when the columns are not there.

    ``known``: labels of the project, which are never taken apart.
    """
    found = next((n for n, cells in enumerate(rows[:TITLE_ROWS]) if set(NEEDED) <= set(_head(cells).values())), None)
    if found is None:
        return None
    head, names = _head(rows[found]), [_plain(cell) for cell in rows[found]]
    several = any(names[place] in SEVERAL for place, name in head.items() if name == "label")
    told: list[Row] = []
    for number, cells in enumerate(rows[found + 1 :], start=found + 2):
        row = {name: as_typed(cells[place]).strip() for place, name in head.items() if place < len(cells)}
        for label in _PARTED.split(row.get("label", "")) if several else [row.get("label", "")]:
            if row.get("quote") and label.strip():
                own = {"label": label.strip()} if label.strip() in known else _under(label, row.get("family", ""))
                told.append((number, {**row, **own}))
    return with_dots(told) if names == OF_TAGUETTE else told


def _plain(cell: object) -> str:
    return " ".join(str(cell).split()).casefold()


def _head(cells: list[str]) -> dict[int, str]:
    """Which column is what; the first of several that are called alike."""
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        name = next((name for name, known in COLUMNS.items() if _plain(cell) in known), None)
        if name and name not in found.values():
            found[place] = name
    return found


def _under(label: str, family: str) -> dict[str, str]:
    """A label and its family, also when one cell tells both."""
    *above, own = [part.strip() for part in _UNDER.split(label) if part.strip()] or [label.strip()]
    return {"label": own, "family": " › ".join([*([family] if family else []), *above])}


def with_dots(told: list[Row]) -> list[Row]:
    """Tags of Taguette: what stands before the last dot is what a tag stands under, when it is a tag itself."""
    known = {row["label"] for _, row in told}
    made = []
    for number, row in told:
        above, _, own = row["label"].rpartition(".")
        made.append((number, {**row, "label": own, "family": above.replace(".", " › ")} if above in known else row))
    return made
