"""A small invented project for the screens: two notes, one list of labels, three people. All of it is made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ontmoet_research.coding import bring_in_codebook
from ontmoet_research.store import Project, create, new, read_rows, write

HOSTILE = "<script>window.kwaad = 1</script><img src=x onerror='window.kwaad = 1'> \u202eom\u202c $x^2$ & {0}"
EMOJI_TEXT = "👋🏽 Wilma lacht. Toen de brief kwam, durfde ik hem niet open te maken. Wat zou jij doen?"
PIECES = [
    ("kop", "# Verslag van de tweede bijeenkomst"),
    ("tekst", EMOJI_TEXT),
    ("tekst", "Teun: bij ons gaan alle brieven op vrijdag de deur uit. Daar heb ik nooit bij stilgestaan."),
    ("tekst", "Iemand vertelt wat er thuis gebeurde toen het geld op was."),
    ("tekst", "Dit gaat over de buurvrouw van nummer zes, en zij is er niet bij."),
    ("tekst", f"Op de flap staat: {HOSTILE}"),
    ("tekst", "We spreken af dat we het samen uitzoeken. Als we nu eens één formulier maakten?"),
]
HEAVY, CLOSED = 3, 4  # which of the pieces
LABELS = """\
code_id,label_nl,family,kind,definition_b1,options
Z1,Anders kijken,zien,enkel,Iemand kijkt op een nieuwe manier naar armoede.,
Z2,Nooit aan gedacht,zien,enkel,Iemand merkt iets op wat altijd al zo ging.,
Z3,Hoofd vol,zien,enkel,Iemand heeft zoveel zorgen dat er niets meer bij kan.,
P1,Elkaar begrijpen,praten,enkel,Iemand snapt waarom een ander iets doet. Kies ook: van wie naar wie.,van_naar
P2,Groep of mens,praten,paar,Gaat het over een groep of over deze ene mens?,links=groep;rechts=mens;allebei;weet_niet
P3,Ruimte van de baas,praten,enkel,"Iemand krijgt ruimte van de baas, of juist niet.",helpt;hindert;allebei
"""
PEOPLE = {
    "ik": ("Ilse", "ervaring", "ervaringsonderzoeker"),
    "noor": ("Noor", "onderzoek", "docent-onderzoeker"),
    "sem": ("Sem", "onderwijs", "student"),
}


def make_project(path: Path, pieces: list[tuple[str, str]] | None = None) -> Project:
    """Make the sample project; Ilse (``ik``) is at work in it."""
    project = create(path, title="Proef", practice=True, who="ik")
    people = [
        new("contributors", key, display_name=name, side=side, role=role) for key, (name, side, role) in PEOPLE.items()
    ]
    reeks = new("series", title="Proefreeks", format="ontmoetingen")
    phase = new("phases", series_id=reeks.object_id, kind="perspectives", order=1)
    told = {"series_id": reeks.object_id, "phase_id": phase.object_id, "kind": "ontmoeting", "status": "gehouden"}
    days = [
        new("sessions", f"dag{n}", number=n, date=f"2025-0{n}-05", accessibility_contact="Noor, kamer 2", **told)
        for n in (1, 2)
    ]
    write(project, [*people, reeks, phase, *days])
    add_note(project, "verslag1", "dag1", "Verslag 1", pieces or PIECES)
    add_note(project, "verslag2", "dag2", "Verslag 2", [("tekst", "We beginnen met koffie.")])
    labels = path.with_suffix(".csv")
    labels.write_text(LABELS, encoding="utf-8")
    bring_in_codebook(project, labels, title="Wat we leren")
    return project


def add_note(project: Project, source_id: str, session_id: str, title: str, pieces: list[tuple[str, str]]) -> None:
    """Add a note whose pieces together are its text."""
    text, drafts = "", []
    for order, (kind, words) in enumerate(pieces, start=1):
        start, text = len(text), f"{text}{words}\n\n"
        drafts.append(
            new(
                "fragments",
                f"{source_id}-{order - 1}",
                source_id=source_id,
                order=order,
                start=start,
                end=len(text),
                kind=kind,
                heavy=pieces is PIECES and order - 1 == HEAVY,
                visibility="besloten" if pieces is PIECES and order - 1 == CLOSED else "groep",
            )
        )
    source = new("sources", source_id, title=title, session_id=session_id, kind="verslag", sha256="-", text=text)
    write(project, [source, *drafts])


def code(project: Project, short: str) -> str:
    """The id of the label with this short id."""
    return read_rows(project, "codes", code=short)[0].object_id


def quotes(project: Project, **where: Any) -> list[str]:
    """The words that lie under the current codings."""
    return [row["quote"] for row in read_rows(project, "codings", **where)]
