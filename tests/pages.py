"""A small project for the tests of the pages, and how a test clicks without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ontmoet_research.coding import Mark, apply_code
from ontmoet_research.group import add_contributor, add_participant, hold_meeting, list_meetings, make_series
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.privacy import record_consent
from ontmoet_research.privacy.recognition import record_recognition
from ontmoet_research.screens.page import Page
from ontmoet_research.store import Project, create, new, read_rows, write

SHOUTED = "<script>alert(1)</script> $5 en $6 😀"
HOSTILE = f"{SHOUTED} \u202eomgekeerd"  # a name may not hold what nobody sees; other words may
NOTE = """\
Gisteren belde Noor van Dam nog af. Haar nummer is 06-12345678.

Merel: ik zat twintig minuten in de wacht. Toen zei Noor dat ze terug zou bellen.

Joris: bel mij maar, of mail joris.vink@voorbeeld.nl.
"""


def small_project(path: Path) -> Project:
    """Two series (2 workshops, 1 kenniscafé), two contributors, two participants, one labelled note at meeting 1."""
    project = create(path, title="Proef")
    series_id = make_series(project, "twee-workshops", "Samen in Veldhoek", "Veldhoek")
    make_series(project, "kenniscafe", "Kenniscafé Veldhoek")
    merel = add_contributor(project, "Merel", "ervaring", "ervaringsonderzoeker")
    add_contributor(project, "Kompas", "onderzoek", "docent-onderzoeker")
    for alias, perspectives in (("Merel", ["lived_experience", "resident"]), ("Tuinman", ["volunteer"])):
        person = add_participant(project, alias, series_id, perspectives, joined="1 maart 2024")
        for purpose in ("notities", "labelen_door_medeonderzoekers"):
            record_consent(project, person, purpose, True, asked_by=merel)
    meeting = list_meetings(project, series_id)[0]
    hold_meeting(project, meeting.object_id, "7 maart 2024")
    text = "Merel: de telefoon ging niet over.\n\nTuinman: wij kwamen toch."
    brought = bring_in(project, read_typed(text), session_id=meeting.object_id, title="Verslag 1")
    book = new("codebooks", title="Lijst", version="1")
    code = new(
        "codes", codebook_id=book.object_id, code="B1", label_nl="Bellen", family="bellen", order=1, kind="enkel"
    )
    write(project, [book, code])
    apply_code(project, Mark(brought.source_id, 7, 20, code.object_id, merel))
    return project


def project_with_a_yes(path: Path) -> Project:
    """The small project at work by Kompas: all who take part said yes to quotes, and nobody can be recognised."""
    made = small_project(path)
    kompas = next(row.object_id for row in read_rows(made, "contributors") if row["display_name"] == "Kompas")
    made = made.as_person(kompas)
    for person in read_rows(made, "participants"):
        for purpose in ("meedoen", "citaat"):
            record_consent(made, person.object_id, purpose, True, asked_by=kompas)
    for source in read_rows(made, "sources"):
        record_recognition(made, source.object_id, outcome="niemand")
    return made


def series_named(project: Project, title: str) -> str:
    """The id of the series with this title."""
    return next(row.object_id for row in read_rows(project, "series") if row["title"] == title)


def click(page: Page, text: str) -> None:
    """Click the button with this text; fails when it is not on the page."""
    found = next(block for block in every_block(page) if block["kind"] == "button" and block["text"] == text)
    page.receive({"do": found["do"], **found["sends"]})


def answer(page: Page, label: str, text: str) -> None:
    """Click the answer with this text under the question with this label."""
    asked = next(block for block in every_block(page) if block["kind"] == "buttons" and block["label"] == label)
    found = next(block for block in asked["buttons"] if block["text"] == text)
    page.receive({"do": found["do"], **found["sends"]})


def choose(page: Page, label: str, text: str) -> None:
    """Choose a value in the list with this label."""
    found = list_named(page, label)
    value = next(value for value, words in found["options"] if words == text)
    page.receive({"do": found["do"], "value": value, **found["sends"]})


def type_in(page: Page, label: str, words: str) -> None:
    """Type in the field with this label and leave it."""
    found = next(block for block in every_block(page) if block["kind"] == "field" and block["label"] == label)
    page.receive({"do": "fill", "name": found["name"], "value": words})


def list_named(page: Page, label: str) -> dict[str, Any]:
    """The list to choose from with this label; fails when it is not on the page."""
    return next(block for block in every_block(page) if block["kind"] == "select" and block["label"] == label)


def typed(page: Page, label: str) -> str:
    """What stands in the field with this label."""
    return next(block["value"] for block in every_block(page) if block["kind"] == "field" and block["label"] == label)


def field_names(page: Page) -> list[str]:
    """What each field on the page asks for, in order: its name without that of its part and form."""
    return [block["name"].split(".")[-1] for block in every_block(page) if block["kind"] == "field"]


def lines_of(page: Page, part: str) -> list[dict[str, Any]]:
    """The rows of a list that can be opened in a part, in order."""
    rows = [block for block in every_block(page) if block.get("do") == "open_one" and block["sends"].get("value")]
    return [block for block in rows if block["sends"]["in"] == part]


def told(page: Page) -> str:
    """All that stands on the page, as text."""
    return "\n".join(_texts(page.view["blocks"]))


def every_block(page: Page) -> Iterator[dict[str, Any]]:
    """All blocks of a page, also those inside others."""
    yield from _inside(page.view["blocks"])


def _inside(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        yield block
        yield from _inside(block.get("blocks", []))
        yield from _inside(block.get("buttons", []))


def _texts(found: object) -> Iterator[str]:
    if isinstance(found, dict):
        yield from _texts([value for name, value in found.items() if name not in ("kind", "do", "sends", "image")])
    elif isinstance(found, list):
        for one in found:
            yield from _texts(one)
    elif isinstance(found, str):
        yield found
