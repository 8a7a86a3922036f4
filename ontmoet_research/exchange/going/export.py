"""Write a project for another program, by the suffix of the file; what stays is counted with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from ontmoet_research.exchange import how_far
from ontmoet_research.privacy.release import note_made, write_out
from ontmoet_research.store import Project
from ontmoet_research.text import join_words
from ontmoet_research.words import Refused, say, say_count

from .material import Material

__all__ = ["SUFFIXES", "Sent", "export", "export_in_sentences"]

SUFFIXES = (".qdpx", ".qdc", ".xlsx", ".csv", ".parquet", ".jsonld", ".html")
WHAT = {
    ".qdpx": "project",
    ".qdc": "lijst met labels",
    ".xlsx": "werkmap",
    ".csv": "tabel",
    ".jsonld": "annotaties",
    ".html": "bladzijde",
}
FOR = ("nvivo",)


@dataclass
class Sent:
    """What went along (``counts`` by table) and what stayed (``left_out`` by reason)."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)


def export(
    project: Project, path: str | Path, *, program: str | None = None, progress: how_far.Told | None = None
) -> Sent:
    """Write the project to ``path``; it is noted in the logbook. ``program``: ``nvivo`` counts in UTF-16 units.
    ``progress`` is told how far it is.

    Errors: ``Refused`` for another suffix or program, without labels or notes, or when the place can't be written.
    """
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise Refused("exchange.export.suffix", path=target, known=join_words(SUFFIXES, last="of"))
    if program and program not in FOR:
        raise Refused("exchange.export.program", program=program, known=join_words(FOR, last="of"))
    material = Material(project, progress)
    if suffix != ".qdc" and not material.source_ids:
        raise Refused("exchange.export.no_notes")
    if suffix == ".parquet":
        from ontmoet_research.exchange.tables.parquet import write_folder

        write_folder(material, target)
        note_made(project, target, "map met tabellen (.parquet)")
    else:
        write_out(project, target, _writer(material, suffix, program), f"{WHAT[suffix]} ({suffix})")
    return Sent(target.name, material.counts, material.left_out)


def _writer(material: Material, suffix: str, program: str | None) -> Callable[[IO[bytes]], None]:
    """What writes this kind of file; only what it needs is loaded."""
    if suffix == ".qdpx":
        from ontmoet_research.exchange.refi.write_project import write_project

        return lambda file: write_project(material, file, utf16=program == "nvivo")
    if suffix == ".qdc":
        from ontmoet_research.exchange.refi.write_codebook import write_codebook

        return lambda file: write_codebook(material, file)
    if suffix == ".xlsx":
        from ontmoet_research.exchange.tables.workbook import write_workbook

        return lambda file: write_workbook(material, file)
    from ontmoet_research.exchange.tables import plain

    write = {".csv": plain.write_csv, ".jsonld": plain.write_annotations, ".html": plain.write_page}[suffix]
    return lambda file: write(material, file)


def export_in_sentences(sent: Sent) -> list[str]:
    """What went along and what stayed, one line each."""
    told = [
        say_count(f"exchange.load.kind.{table}", sent.counts[table])
        for table in ("sources", "codes", "codings", "memos", "code_notes", "themes")
        if sent.counts[table]
    ]
    lines = [say("exchange.export.done", name=sent.name, what=join_words(told))]
    lines += [
        say(f"exchange.export.left.{reason}", n=count) for reason, count in sorted(sent.left_out.items()) if count
    ]
    return lines
