"""A project with a note of six pieces, one family of labels with choices, two readers and a participant."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from ontmoet_research import store
from ontmoet_research.group import add_contributor, add_participant, list_meetings, make_series
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.privacy import record_consent

HOSTILE = "#let x = 1 *vet* $5 \\u{41} <script> \u202eomgekeerd שלום 👩\u200d🦽 ☕"
NOTE = "\n\n".join(
    [
        "De brief bleef dicht op tafel liggen.",
        "Merel: wij wachtten een uur aan de balie.",
        f"Wie leest dat nou? {HOSTILE}",
        "De telefoon ging 8 keer over.",
        "Samen koken hielp meer dan een folder.",
        "Buren brachten soep.",
    ]
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """``project`` (Teun types), ``noor`` (ervaring, takes part as ``merel``), ``teun``, ``pieces``, ``codes``."""
    with store.create(tmp_path / "p.ontmoet", title="Proef") as project:
        series = make_series(project, "twee-workshops", "Reeks")
        merel = add_participant(project, "Merel", series, ["resident"])
        noor = add_contributor(project, "Noor", "ervaring", "ervaringsonderzoeker", participant_id=merel)
        teun = add_contributor(project, "Teun", "onderzoek", "docent-onderzoeker")
        for purpose in ("notities", "labelen_door_medeonderzoekers", "labelen_door_studenten"):
            record_consent(project, merel, purpose, True, asked_by=noor)
        meeting = list_meetings(project, series)[0].object_id
        source = bring_in(project, read_typed(NOTE), session_id=meeting, title="Verslag").source_id
        rows = sorted(store.read_rows(project, "fragments", source_id=source), key=lambda row: row["order"])
        book = store.new("codebooks", title="Lijst", version="1")
        told = {"codebook_id": book.object_id, "family": "kijken", "kind": "enkel"}
        codes = [
            store.new("codes", **told, code="K1", label_nl="Post", order=1, definition_b1="Het gaat over brieven."),
            store.new(
                "codes",
                **{**told, "kind": "paar"},
                code="K2",
                label_nl="Wachten",
                order=2,
                options=["links=kort", "rechts=lang"],
            ),
            store.new("codes", **told, code="K3", label_nl="Wie helpt wie", order=3, options=["van_naar"]),
        ]
        store.write(project, [book, *codes])
        yield SimpleNamespace(
            project=project.as_person(teun),
            noor=noor,
            teun=teun,
            merel=merel,
            source=source,
            pieces=[row.object_id for row in rows],
            codes=[code.object_id for code in codes],
            folder=tmp_path,
        )
