"""What stands in a project, in words: so that two projects can be compared without their numbers."""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

from ontmoet_research.exchange import Loaded
from ontmoet_research.store import Project, read_rows

SCHEMAS = Path(__file__).parent / "schemas"


def quotes(project: Project) -> list[str]:
    """The words under labels, in order."""
    return sorted(row["quote"] for row in read_rows(project, "codings"))


def marks(project: Project) -> list[tuple[str, str, str, str]]:
    """(note, words, label, reader) of each label on words."""
    names = {row.object_id: row["display_name"] for row in read_rows(project, "contributors")}
    labels = {row.object_id: row["label_nl"] for row in read_rows(project, "codes")}
    notes = {row.object_id: row["title"] for row in read_rows(project, "sources")}
    return sorted(
        (notes[row["source_id"]], row["quote"], labels[row["code_id"]], names[row["contributor_id"]])
        for row in read_rows(project, "codings")
    )


def labels(project: Project) -> list[tuple[str | None, str]]:
    """(family, label), in the order of the list."""
    rows = sorted(read_rows(project, "codes"), key=lambda row: row["order"])
    return [(row["family"], row["label_nl"]) for row in rows]


def lost(loaded: Loaded) -> dict[str, int]:
    """How many of each kind did not fit."""
    found: dict[str, int] = {}
    for (kind, _), count in loaded.found.lost.items():
        if count:
            found[kind] = found.get(kind, 0) + count
    return found


def schema(name: str) -> etree.XMLSchema:
    """Project or Codebook, as the standard gives them."""
    return etree.XMLSchema(etree.parse(SCHEMAS / f"{name}-mrt2019.xsd"))


def read(path: Path) -> etree._Element:
    """The project in a box."""
    with zipfile.ZipFile(path) as box:
        return etree.fromstring(box.read("project.qde"))
