"""One gate to people's words: each rule alone, and together with the screens and verbs that hand words out.

Rows P04, P06, P08, P24, A15; invariant 13.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from gate_open import AGREED, agree, look_at_notes
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.coding import Mark, apply_code, read_codings
from ontmoet_research.coding.access import closed_to
from ontmoet_research.group import add_contributor, add_participant, list_meetings, make_series
from ontmoet_research.intake import bring_in, read_fragments, read_sources, read_typed
from ontmoet_research.model.people import CONSENT_PURPOSES, SIDES
from ontmoet_research.privacy import (
    THE_GROUP,
    Gate,
    Reader,
    closed_pieces,
    mark_case,
    may_read,
    read_workspace,
    record_consent,
    release_case,
    without_agreement,
)
from ontmoet_research.privacy.withdrawal import with_blocks_in_place
from ontmoet_research.screens.reading import read_list, read_note
from ontmoet_research.store import (
    change,
    create,
    find,
    new,
    read_rows,
    read_table,
    read_table_raw,
    remove,
    rows_of,
    write,
)
from ontmoet_research.text import quote_with_context
from ontmoet_research.text.blocks import blocked
from ontmoet_research.words import Refused

NOTE = (
    "Reiger: de brief lag er al een week.\n\nIemand kende een gezin in een schuur bij de buren.\n\nWij wachtten lang."
)
OUTSIDE = ("citaat", "archief", "hergebruik", "labelen_door_studenten")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A real project. Reiger said the first piece, and no to students and archive; Sem is a student."""
    with create(tmp_path / "p.ontmoet", title="Proef") as project:
        series = make_series(project, "twee-workshops", "Reeks")
        reiger = add_participant(project, "Reiger", series, ["resident"])
        teun = add_contributor(project, "Teun", "onderzoek", "docent-onderzoeker")
        sem = add_contributor(project, "Sem", "onderwijs", "student")
        for purpose in ("meedoen", "notities", "labelen_door_medeonderzoekers", "citaat"):
            record_consent(project, reiger, purpose, True, asked_by=teun)
        meeting = list_meetings(project, series)[0].object_id
        source = bring_in(project, read_typed(NOTE), session_id=meeting, title="Verslag").source_id
        rows = sorted(read_rows(project, "fragments", source_id=source), key=lambda row: row["order"])
        pieces = [row.object_id for row in rows]
        write(project, [change(rows[0], participant_id=reiger)])
        yield SimpleNamespace(
            project=project.as_person(teun), source=source, pieces=pieces, reiger=reiger, teun=teun, sem=sem
        )


def open_to(desk: SimpleNamespace, purpose: str, reader: str | None = None) -> list[int]:
    """The places of the pieces that may be read."""
    allowed = may_read(desk.project, purpose, reader)
    return [place for place, piece in enumerate(desk.pieces) if piece in allowed]


def test_each_purpose_asks_for_its_own_yes_and_a_speaker_nobody_knows_stays_open(desk: SimpleNamespace) -> None:
    look_at_notes(desk.project, desk.teun)
    said_yes = {"meedoen", "notities", "labelen_door_medeonderzoekers", "citaat"}
    for purpose in CONSENT_PURPOSES:
        assert open_to(desk, purpose) == ([0, 1, 2] if purpose in said_yes else [1, 2]), purpose


def test_a_student_without_an_agreement_reads_nothing_at_all(desk: SimpleNamespace) -> None:
    look_at_notes(desk.project, desk.teun)
    assert without_agreement(desk.project, desk.sem)
    for purpose in CONSENT_PURPOSES:
        assert open_to(desk, purpose, desk.sem) == []
    note = read_note(desk.project.as_person(desk.sem), desk.source)
    assert [piece.text for piece in note.pieces] == ["", "", ""]


AGREEMENTS: list[tuple[str, dict[str, Any], bool]] = [
    ("signed, runs, supervisor", {}, True),
    ("not signed", {"agreement_signed_on": None}, False),
    ("no last day", {"agreement_until": None}, False),
    ("over yesterday", {"agreement_until": "2025-03-09"}, False),
    ("last day is today", {"agreement_until": "2025-03-10"}, True),
    ("starts tomorrow", {"agreement_signed_on": "2025-03-11"}, False),
    ("nobody guides", {"supervisor_id": None}, False),
]


@pytest.mark.parametrize(("differs", "agreed"), [row[1:] for row in AGREEMENTS], ids=[row[0] for row in AGREEMENTS])
def test_an_agreement_counts_when_it_runs_and_someone_guides(
    desk: SimpleNamespace, differs: dict[str, Any], agreed: bool
) -> None:
    told = {**AGREED, "supervisor_id": desk.teun, **differs}
    write(desk.project, [change(find(desk.project, "contributors", desk.sem), **told)])
    gate = Gate(desk.project, today=datetime.date(2025, 3, 10))
    assert gate.reader(desk.sem).agreed is agreed


def test_a_student_can_not_be_guided_by_a_student_or_by_no_one_known(desk: SimpleNamespace) -> None:
    other = add_contributor(desk.project, "Ibis", "onderwijs", "student")
    gone = new("contributors", display_name="Weg", side="onderzoek")
    write(desk.project, [gone])
    write(desk.project, [remove(find(desk.project, "contributors", gone.object_id))])
    for guide in (other, desk.sem, gone.object_id):
        agree(desk.project, desk.sem, guide)
        assert without_agreement(desk.project, desk.sem)
    agree(desk.project, desk.sem, desk.teun)
    assert not without_agreement(desk.project, desk.sem)


def test_with_an_agreement_a_student_sees_nothing_of_who_said_no_to_students(desk: SimpleNamespace) -> None:
    """P08: zero pieces of that person, for labelling and for anything else."""
    agree(desk.project, desk.sem, desk.teun)
    look_at_notes(desk.project, desk.teun)
    for purpose in CONSENT_PURPOSES:
        assert open_to(desk, purpose, desk.sem) == [1, 2], purpose
    record_consent(desk.project, desk.reiger, "labelen_door_studenten", True, asked_by=desk.teun)
    assert open_to(desk, "labelen_door_studenten", desk.sem) == [0, 1, 2]


def test_a_note_nobody_looked_at_is_for_no_student_and_for_no_quote(desk: SimpleNamespace) -> None:
    agree(desk.project, desk.sem, desk.teun)
    for purpose in OUTSIDE:
        assert open_to(desk, purpose) == [], purpose
    assert open_to(desk, "notities") == [0, 1, 2]
    look_at_notes(desk.project, desk.teun)
    assert open_to(desk, "labelen_door_studenten", desk.sem) == [1, 2]
    assert open_to(desk, "citaat") == [0, 1, 2]


def test_a_case_is_inside_from_the_start_and_only_a_person_lets_it_out_with_a_reason(desk: SimpleNamespace) -> None:
    look_at_notes(desk.project, desk.teun)
    mark_case(desk.project, desk.pieces[1])
    assert find(desk.project, "fragments", desk.pieces[1])["visibility"] == "besloten"
    for purpose in OUTSIDE:
        assert 1 not in open_to(desk, purpose), purpose
    with pytest.raises(Refused, match="waarom dit vrij mag"):
        release_case(desk.project, desk.pieces[1], "  ")
    with pytest.raises(Refused, match="Vraag het aan Teun"):
        release_case(desk.project.as_person(desk.sem), desk.pieces[1], "het mag")
    with pytest.raises(Refused, match="niet over iemand buiten"):
        release_case(desk.project, desk.pieces[2], "het mag")
    release_case(desk.project, desk.pieces[1], "het gezin las het en vond het goed")
    assert 1 in open_to(desk, "citaat")
    logged = next(row for row in read_rows(desk.project, "log_events") if row["action"] == "case released")
    assert (logged.author, logged["about_id"]) == (desk.teun, desk.pieces[1])
    assert logged["reason"] == "het gezin las het en vond het goed"
    assert logged.at


def test_another_visibility_alone_does_not_let_a_case_out(desk: SimpleNamespace) -> None:
    look_at_notes(desk.project, desk.teun)
    mark_case(desk.project, desk.pieces[1])
    write(desk.project, [change(find(desk.project, "fragments", desk.pieces[1]), visibility="open")])
    assert 1 not in open_to(desk, "citaat")


def test_marking_a_case_again_takes_the_release_back(desk: SimpleNamespace) -> None:
    look_at_notes(desk.project, desk.teun)
    mark_case(desk.project, desk.pieces[1])
    release_case(desk.project, desk.pieces[1], "mag")
    mark_case(desk.project, desk.pieces[1])
    write(desk.project, [change(find(desk.project, "fragments", desk.pieces[1]), visibility="groep")])
    assert 1 not in open_to(desk, "citaat")
    before = len(read_rows(desk.project, "log_events"))
    mark_case(desk.project, desk.pieces[1])
    assert len(read_rows(desk.project, "log_events")) == before, "nothing to say twice"


def test_the_screens_and_the_gate_agree_on_what_is_open(desk: SimpleNamespace) -> None:
    write(desk.project, [change(find(desk.project, "fragments", desk.pieces[2]), withdrawn=True)])
    assert closed_to(desk.project) == {desk.pieces[2]}
    note = read_note(desk.project, desk.source)
    assert [piece.closed for piece in note.pieces] == [False, False, True]
    assert [listed.title for listed in read_list(desk.project)] == ["Verslag"]


def test_search_and_tables_show_blocks_for_what_is_inside_and_for_who_said_no_to_notes(desk: SimpleNamespace) -> None:
    mark_case(desk.project, desk.pieces[1])
    text = str(read_workspace(desk.project, "sources")["text"].iloc[0])
    assert len(read_workspace(desk.project, "fragments")) == 3
    assert "schuur" not in text
    assert "Reiger: de brief" in text
    assert len(text) == len(NOTE), "positions stay right"
    record_consent(desk.project, desk.reiger, "notities", False, asked_by=desk.teun)
    assert "Reiger: de brief" not in str(read_workspace(desk.project, "sources")["text"].iloc[0])
    assert len(read_workspace(desk.project, "fragments")) == 2, "a no to notes takes the piece itself along"


def test_a_private_note_on_the_research_is_only_for_who_wrote_it(desk: SimpleNamespace) -> None:
    own = {"contributor_id": desk.teun, "kind": "reflectie"}
    mine, shared = (new("memos", private=private, text=f"ik twijfel {private}", **own) for private in (True, False))
    write(desk.project, [mine, shared])
    assert set(read_workspace(desk.project, "memos")["private"]) == {True, False}
    assert list(read_workspace(desk.project.as_person(desk.sem), "memos")["text"]) == ["ik twijfel False"]
    write(desk.project, [change(find(desk.project, "memos", shared.object_id), private=True)])
    assert read_workspace(desk.project.as_person(desk.sem), "memos").empty


def test_in_a_practice_project_a_student_may_begin_at_once(tmp_path: Path) -> None:
    with create(tmp_path / "p.ontmoet", title="Oefenen", practice=True) as project:
        sem = add_contributor(project, "Sem", "onderwijs", "student")
        source = bring_in(project, read_typed("Wij wachtten."), title="Verslag").source_id
        piece = read_rows(project, "fragments", source_id=source)[0].object_id
        assert may_read(project, "labelen_door_studenten", sem) == {piece}


FLAGS = st.fixed_dictionaries(
    {
        "participant_id": st.sampled_from([None, "ann", "bob"]),
        "source_id": st.sampled_from(["n1", "n2"]),
        "visibility": st.sampled_from(["besloten", "groep", "open"]),
        "withdrawn": st.booleans(),
        "contains_case": st.booleans(),
    }
)


@given(
    st.lists(FLAGS, max_size=8),
    st.lists(st.tuples(st.sampled_from(["ann", "bob"]), st.sampled_from(CONSENT_PURPOSES), st.booleans()), max_size=16),
    st.sampled_from(CONSENT_PURPOSES),
    st.sampled_from([*SIDES, None]),
)
def test_a_student_never_reads_more_than_a_co_researcher_and_a_no_never_opens_anything(
    flags: list[dict[str, Any]], answers: list[tuple[str, str, bool]], purpose: str, side: str | None
) -> None:
    names = ["source_id", "participant_id", "visibility", "withdrawn", "contains_case"]
    pieces = pd.DataFrame(
        [{**one, "fragment_id": f"f{n}"} for n, one in enumerate(flags)], columns=["fragment_id", *names]
    )
    pieces = pieces.astype({"withdrawn": "boolean", "contains_case": "boolean"})
    people = pd.DataFrame({"participant_id": ["ann", "bob"], "status": ["actief", "actief"]})

    def closed(reader: Reader, given: list[tuple[str, str, bool]], unchecked: set[str]) -> set[str]:
        told = pd.DataFrame(given, columns=["participant_id", "purpose", "given"]).assign(withdrawn=None)
        return closed_pieces(pieces, people, told.astype({"given": "boolean"}), purpose, reader, unchecked=unchecked)

    other = closed(Reader(side), answers, set())
    student = closed(Reader(side, "student", agreed=True), answers, set())
    assert other <= student <= closed(Reader(side, "student"), answers, set()) == set(pieces["fragment_id"])
    assert other <= closed(Reader(side), [*answers, ("ann", purpose, False)], set())
    assert other <= closed(Reader(side), answers, {"n1"})
    taken_out = {f"f{n}" for n, one in enumerate(flags) if one["withdrawn"]}
    assert taken_out <= other


def test_what_the_group_makes_together_is_the_same_whoever_makes_it(desk: SimpleNamespace) -> None:
    mine = Gate(desk.project).closed("notities", THE_GROUP)
    assert mine == Gate(desk.project.as_person(desk.sem)).closed("notities", THE_GROUP)


def test_an_unknown_purpose_is_a_mistake_of_the_caller(desk: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match="purpose is one of"):
        may_read(desk.project, "nieuwsgierig")


def labelled(desk: SimpleNamespace) -> Callable[[int, int], str]:
    """A label in a list of its own, to place from one code point up to another."""
    book = new("codebooks", title="Lijst", version="1")
    code = new("codes", codebook_id=book.object_id, code="A", label_nl="Wachten", kind="enkel")
    write(desk.project, [book, code])
    return lambda start, end: apply_code(desk.project, Mark(desk.source, start, end, code.object_id, desk.teun))


def test_the_natural_calls_give_a_student_without_an_agreement_no_words(desk: SimpleNamespace) -> None:
    look_at_notes(desk.project, desk.teun)
    label = labelled(desk)
    label(0, 30)
    student = desk.project.as_person(desk.sem)
    for reader, sees in ((desk.project, True), (student, False)):
        given = (read_fragments(reader), read_codings(reader), read_sources(reader))
        words = "\n".join(frame.to_csv() for frame in given)
        assert ("de brief lag er al" in words, "Wij wachtten lang" in words) == (sees, sees)
        assert [len(frame) for frame in given] == [3, 1, 1], "rows and places stay"
        assert all(len(text) == len(NOTE) for text in read_sources(reader)["text"])
        assert not {"text", "quote", "prefix", "suffix", "text_used"} & set(read_table(reader, "codings").columns)


def test_after_a_no_the_words_of_that_person_are_blocks_and_those_of_others_stay(desk: SimpleNamespace) -> None:
    label = labelled(desk)
    label(8, 20)
    label(NOTE.index("Wij"), len(NOTE))
    assert read_codings(desk.project)["quote"].tolist() == ["de brief lag", "Wij wachtten lang."]
    record_consent(desk.project, desk.reiger, "notities", False, asked_by=desk.teun)
    assert read_codings(desk.project)["quote"].tolist() == ["█" * 12, "Wij wachtten lang."]
    assert [text.strip("█\n") for text in read_fragments(desk.project)["text"]] == [
        "",
        "Iemand kende een gezin in een schuur bij de buren.",
        "Wij wachtten lang.",
    ]


@given(
    cuts=st.lists(st.integers(0, 59), min_size=2, max_size=8),
    labels=st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=8),
    shut=st.sets(st.integers(0, 6)),
)
def test_blocks_in_labels_are_those_of_the_note_whatever_they_lie_on(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int], labels: list[tuple[int, int]], shut: set[int]
) -> None:
    """Only notes with a closed piece are looked at; what comes out is as if each label were cut anew from its note."""
    text = "".join(chr(97 + n % 26) for n in range(80))
    edges = sorted({0, *cuts, 80})
    with create(tmp_path_factory.mktemp("gate") / "p.ontmoet", title="Proef") as project:
        notes = [new("sources", title=f"V{n}", kind="verslag", text=text, sha256="0" * 64) for n in range(2)]
        pieces = [
            new("fragments", source_id=notes[0].object_id, order=n, start=a, end=b, visibility="groep")
            for n, (a, b) in enumerate(pairwise(edges))
        ]
        told = {"code_id": notes[0].object_id, "contributor_id": notes[0].object_id, "certainty": "zeker"}
        marks = [
            new(
                "codings",
                source_id=notes[n % 2].object_id,
                fragment_id=pieces[0].object_id,
                start=a,
                end=a + length,
                round="zelf",
                **vars(quote_with_context(text, a, a + length)),
                **told,
            )
            for n, (a, length) in enumerate(labels)
        ]
        write(project, [*notes, *pieces, *marks])
        closed = {piece.object_id for n, piece in enumerate(pieces) if n in shut}
        spans = [(piece["start"], piece["end"]) for piece in pieces if piece.object_id in closed]
        raw = read_table_raw(project, "codings")
        found = with_blocks_in_place(project, raw, "codings", closed)
        for before, after in zip(rows_of(raw), rows_of(found), strict=True):
            whole = blocked(text, spans) if before["source_id"] == notes[0].object_id else text
            anew = quote_with_context(whole, before["start"], before["end"])
            told = [after[part] or "" for part in ("quote", "prefix", "suffix")]
            assert told == [anew.quote, anew.prefix, anew.suffix]
