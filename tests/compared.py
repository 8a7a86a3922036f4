"""A project with readers of three sides, made by hand and small enough to count on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gate_open import AGREED, looked

from ontmoet_research.coding import Mark, apply_codes
from ontmoet_research.store import Project, create, new, write

PIECES = ["Zij belde terug.", "Niemand nam op.", "Het hek stond open.", "Wij wachtten lang.", "Dat was alles."]
TEXT = "\n\n".join(PIECES)
STARTS = [TEXT.index(piece) for piece in PIECES]
PEOPLE = {
    "merel": ("Merel", "ervaring", "ervaringsonderzoeker"),
    "kompas": ("Kompas", "onderzoek", "docent-onderzoeker"),
    "sem": ("Sem", "onderwijs", "student"),
}
SIGNED = {**AGREED, "supervisor_id": "kompas"}


def compared_project(path: Path) -> Project:
    """Merel and Kompas are done with p0..p3 (Kompas skipped p3), Sem with p0 only; p4 is read by Merel only.

    p0: Merel bellen, Kompas bellen, Sem bellen. p1: Merel bellen (doubt) and kracht, Kompas wachten. p2: Merel
    kracht:links, Kompas kracht:rechts. p3: Merel wachten, Kompas skipped. p4: Merel kracht.
    """
    project = create(path, title="Proef")
    write(project, everything())
    marks = [
        mark("merel", 0, "bellen"),
        mark("kompas", 0, "bellen", start=4),
        mark("sem", 0, "bellen"),
        mark("merel", 1, "bellen", certainty="twijfel", note="belt er wel iemand?"),
        mark("merel", 1, "kracht"),
        mark("kompas", 1, "wachten"),
        mark("merel", 2, "kracht", option="links"),
        mark("kompas", 2, "kracht", option="rechts"),
        mark("merel", 3, "wachten"),
        mark("merel", 4, "kracht"),
    ]
    apply_codes(project, marks)
    return project


def everything() -> list[Any]:
    people = [
        new("contributors", key, display_name=name, side=side, role=role, **(SIGNED if role == "student" else {}))
        for key, (name, side, role) in PEOPLE.items()
    ]
    source = new("sources", "verslag", title="Verslag 1", kind="verslag", sha256="0" * 64, text=TEXT)
    pieces = [
        new("fragments", f"p{n}", source_id="verslag", order=n + 1, start=start, end=end, visibility="groep")
        for n, (start, end) in enumerate(zip(STARTS, [*STARTS[1:], len(TEXT)], strict=True))
    ]
    book = new("codebooks", "lijst", title="Lijst", version="1")
    codes = [
        new("codes", key, codebook_id="lijst", code=key.upper(), label_nl=key.capitalize(), kind=kind, options=options)
        for key, kind, options in (
            ("bellen", "enkel", []),
            ("wachten", "enkel", []),
            ("kracht", "paar", ["links=groep", "rechts=mens", "allebei", "weet_niet"]),
        )
    ]
    outcomes = [("merel", n, "gelabeld") for n in range(5)] + [("kompas", n, "gelabeld") for n in range(3)]
    outcomes += [("kompas", 3, "overgeslagen"), ("sem", 0, "gelabeld")]
    readings = [
        new("readings", fragment_id=f"p{n}", contributor_id=who, outcome=outcome, author=who)
        for who, n, outcome in outcomes
    ]
    series = new("series", "reeks", title="Samen in Veldhoek", format="workshops")
    return [series, *people, source, looked("verslag", "kompas"), *pieces, book, *codes, *readings]


def mark(who: str, piece: int, code: str, *, start: int = 0, **more: Any) -> Mark:
    """A label on a piece, on the whole of it or from the letter ``start``."""
    begin = STARTS[piece]
    return Mark("verslag", begin + start, begin + len(PIECES[piece]), code, who, **more)
