"""Someone may take part and do research too, but is not the only one to read their own words (A01)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ontmoet_research.coding import Mark, apply_code
from ontmoet_research.coding.checks import check_own_words, read_coding_findings
from ontmoet_research.group import add_contributor, add_participant, list_meetings, make_series
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.store import change, create, find, new, write

# Kompas (c1) is participant p1; Merel (c2) is p2; Ibis (c3) takes no part.
PEOPLE = pd.DataFrame({"contributor_id": ["c1", "c2", "c3"], "participant_id": ["p1", "p2", None]})
PIECES = pd.DataFrame({"fragment_id": ["f1", "f2", "f3"], "participant_id": ["p1", "p2", None]})


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([], []),
        ([("f1", "c1")], [("c1", 1)]),
        ([("f1", "c1"), ("f1", "c1")], [("c1", 1)]),
        ([("f1", "c1"), ("f1", "c3")], []),
        ([("f1", "c3")], []),
        ([("f3", "c1")], []),  # nobody knows who said it
        ([("f1", "c1"), ("f2", "c2")], [("c1", 1), ("c2", 1)]),
        ([("f1", "c2"), ("f2", "c1")], []),
        ([("f2", "c3"), ("f2", "c1")], []),
    ],
)
def test_pieces_that_only_their_speaker_labelled_are_counted(
    labels: list[tuple[str, str]], expected: list[tuple[str, int]]
) -> None:
    codings = pd.DataFrame(labels, columns=["fragment_id", "contributor_id"])
    found = check_own_words(PIECES, codings, PEOPLE)
    assert [(one.about, one.row, one.level) for one in found] == [(who, "A01", "let op") for who, _ in expected]
    assert all(f": {n}." in one.sentence for one, (_, n) in zip(found, expected, strict=True))


def test_the_same_person_under_two_names_is_still_one_reader() -> None:
    people = pd.DataFrame({"contributor_id": ["c1", "c4"], "participant_id": ["p1", "p1"]})
    codings = pd.DataFrame({"fragment_id": ["f1", "f1"], "contributor_id": ["c1", "c4"]})
    assert [one.row for one in check_own_words(PIECES, codings, people)] == ["A01"]


def test_what_was_withdrawn_is_in_no_finding(tmp_path: Path) -> None:
    with create(tmp_path / "p.ontmoet", title="Proef") as project:
        series_id = make_series(project, "twee-workshops", "Reeks")
        person = add_participant(project, "Merel", series_id, ["resident"])
        merel = add_contributor(project, "Merel", "ervaring", participant_id=person)
        meeting = list_meetings(project, series_id)[0].object_id
        source = bring_in(project, read_typed("Merel: de telefoon ging niet over."), session_id=meeting).source_id
        book = new("codebooks", title="Lijst", version="1")
        values = {"code": "B1", "label_nl": "Bellen", "family": "bellen", "order": 1, "kind": "enkel"}
        code = new("codes", codebook_id=book.object_id, **values)
        write(project, [book, code])
        apply_code(project, Mark(source, 7, 20, code.object_id, merel))
        assert [one.row for one in read_coding_findings(project)] == ["A01"]
        write(project, [change(find(project, "participants", person), status="ingetrokken")])
        assert read_coding_findings(project) == []
