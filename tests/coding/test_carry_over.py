"""A corrected note takes all along: each label on the same words, or kept and marked for a person to look at."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontmoet_research import store
from ontmoet_research.coding import (
    CarriedOver,
    Mark,
    NewPiece,
    apply_code,
    codings_to_check,
    correct_text,
    is_right,
    move_coding,
    piece_is_right,
    pieces_to_check,
    remove_coding,
)
from ontmoet_research.coding.carry_over import ORIGIN
from ontmoet_research.coding.checks import read_coding_findings
from ontmoet_research.coding.to_check import ORIGIN as CHECKED
from ontmoet_research.intake import bring_in, cut_again, read_typed
from ontmoet_research.privacy import Gate, record_recognition, unchecked_sources
from ontmoet_research.words import Refused


def correct(desk: SimpleNamespace, text: str, **more: Any) -> CarriedOver:
    pieces = [NewPiece(**one) for one in cut_again(desk.project, desk.source, text)]
    return correct_text(desk.project, desk.source, text, pieces, **more)


def label(desk: SimpleNamespace, words: str, who: str = "") -> str:
    start = desk.text.index(words)
    code = next(iter(desk.codes.values()))
    return apply_code(desk.project, Mark(desk.source, start, start + len(words), code, who or desk.noor))


def words_of(desk: SimpleNamespace, coding_id: str) -> str:
    row = store.find(desk.project, "codings", coding_id)
    text = store.find(desk.project, "sources", desk.source)["text"]
    return str(text[row["start"] : row["end"]])


def state(desk: SimpleNamespace) -> list[Any]:
    """All that shows, without who wrote it when."""
    return [
        sorted((row.object_id, str(dict(row.values))) for row in store.read_rows(desk.project, table))
        for table in ("sources", "fragments", "codings", "readings", "quotes", "recognition_checks")
    ]


def test_a_label_stays_on_its_words_when_words_before_it_change(desk: SimpleNamespace) -> None:
    coding = label(desk, "brief niet open")
    carried = correct(desk, desk.text.replace("Wilma: ik", "Wilma: nou ja, ik"))
    row = store.find(desk.project, "codings", coding)
    assert (words_of(desk, coding), row["quote"], row["to_check"]) == ("brief niet open", "brief niet open", None)
    assert (carried.same, carried.doubtful, carried.gone) == (1, [], [])
    assert row["prefix"].endswith("ja, ik durfde de ")


def test_pieces_that_are_the_same_keep_their_id_and_what_points_at_them(desk: SimpleNamespace) -> None:
    project = desk.project
    told = [
        store.new("readings", fragment_id=desk.pieces[1], contributor_id=desk.noor, outcome="gelabeld"),
        store.new("quotes", fragment_id=desk.pieces[1], text_used="bij ons gaat dat $5 kosten", state="akkoord"),
    ]
    store.write(project, told)
    carried = correct(desk, "# Een kop\n\n" + desk.text.replace("stil.", "heel stil."))
    rows = {row.object_id: row for row in store.read_rows(project, "fragments", source_id=desk.source)}
    assert set(desk.pieces) < set(rows) and len(rows) == 4
    assert [rows[one]["order"] for one in desk.pieces] == [2, 3, 4]
    assert (carried.pieces, carried.quotes) == ([], [])
    assert [store.find(project, one.table, one.object_id)["fragment_id"] for one in told] == [desk.pieces[1]] * 2


def test_words_that_changed_are_marked_and_the_old_ones_stay_in_the_history(desk: SimpleNamespace) -> None:
    coding = label(desk, "de brief niet open te maken")
    carried = correct(desk, desk.text.replace("brief niet open", "envelop dicht, en niet open"))
    assert carried.doubtful == [coding]
    assert words_of(desk, coding) == "de envelop dicht, en niet open te maken"
    assert store.find(desk.project, "codings", coding)["to_check"]
    [look] = codings_to_check(desk.project)
    assert (look.was, look.now) == ("de brief niet open te maken", "de envelop dicht, en niet open te maken")
    assert look.piece.endswith("open te maken.")


def test_a_label_whose_words_are_gone_is_kept_and_listed(desk: SimpleNamespace) -> None:
    coding = label(desk, "bij ons gaat dat $5 kosten")
    carried = correct(desk, desk.text.replace("Teun: bij ons gaat dat $5 kosten.\n\n", ""))
    row = store.find(desk.project, "codings", coding)
    assert (carried.gone, words_of(desk, coding), row["quote"]) == ([coding], "", "bij ons gaat dat $5 kosten")
    [look] = codings_to_check(desk.project)
    assert (look.was, look.now) == ("bij ons gaat dat $5 kosten", "")
    store.find(desk.project, "fragments", row["fragment_id"])
    with pytest.raises(Refused) as refusal:
        is_right(desk.project, coding)
    assert refusal.value.key == "coding.words_gone"


def test_a_label_that_was_gone_stays_kept_over_the_next_correction(desk: SimpleNamespace) -> None:
    coding = label(desk, "bij ons gaat dat $5 kosten")
    short = desk.text.replace("Teun: bij ons gaat dat $5 kosten.\n\n", "")
    correct(desk, short)
    carried = correct(desk, "Een nieuw begin van dit verslag.\n\n" + short)
    assert carried.gone == [coding]
    assert store.find(desk.project, "codings", coding)["quote"] == "bij ons gaat dat $5 kosten"


def test_what_is_to_be_looked_at_is_a_finding_until_someone_did(desk: SimpleNamespace) -> None:
    coding = label(desk, "brief niet")
    assert read_coding_findings(desk.project) == []
    correct(desk, desk.text.replace("brief niet", "envelop liever niet").replace("Teun", "Truus"))
    found = read_coding_findings(desk.project)
    assert [(one.level, one.row, one.about) for one in found] == [("let op", "E34", desk.source)] * 2
    assert "Dit zijn er 1." in found[0].sentence and "wie er spreekt" in found[1].sentence
    remove_coding(desk.project, coding)
    assert len(read_coding_findings(desk.project)) == 1


def test_a_person_says_that_it_is_right_goes_or_belongs_elsewhere(desk: SimpleNamespace) -> None:
    words = ["de brief niet open te maken", "durfde de brief", "brief niet"]
    right, away, elsewhere = (label(desk, one) for one in words)
    new = desk.text.replace("brief niet", "envelop maar liever niet")
    assert len(correct(desk, new).doubtful) == 3
    is_right(desk.project, right)
    remove_coding(desk.project, away)
    start = new.index("envelop")
    move_coding(desk.project, elsewhere, start, start + len("envelop "))
    assert words_of(desk, elsewhere) == "envelop" == store.find(desk.project, "codings", elsewhere)["quote"]
    assert codings_to_check(desk.project) == []


def test_a_label_does_not_move_to_a_piece_that_is_closed_to_someone(desk: SimpleNamespace) -> None:
    coding = label(desk, "brief niet")
    correct(desk, desk.text.replace("brief niet", "envelop liever niet"))
    last = store.find(desk.project, "fragments", desk.pieces[2])
    store.write(desk.project, [store.change(last, withdrawn=True)])
    text = store.find(desk.project, "sources", desk.source)["text"]
    with pytest.raises(Refused) as refusal:
        move_coding(desk.project, coding, text.index("bleef het stil"), len(text))
    assert refusal.value.key == "coding.not_in_text"


def test_nobody_sees_in_the_list_what_someone_else_made_of_a_piece(desk: SimpleNamespace) -> None:
    label(desk, "brief niet", who=desk.kees)
    correct(desk, desk.text.replace("brief niet", "envelop liever niet"))
    assert codings_to_check(desk.project) == []
    assert len(codings_to_check(desk.project.as_person(desk.kees))) == 1
    assert len(codings_to_check(desk.project, everyone=True)) == 1


def test_words_that_were_taken_out_or_closed_stay_so_wherever_they_are_now(desk: SimpleNamespace) -> None:
    first = store.find(desk.project, "fragments", desk.pieces[0])
    store.write(desk.project, [store.change(first, withdrawn=True, visibility="besloten", heavy=True)])
    split = desk.text.replace("de brief niet", "de brief.\n\nEn verder durfde ik hem echt niet")
    joined = " ".join(desk.text.split())
    for text in (split, joined):
        correct(desk, text)
        found = [
            row
            for row in store.read_rows(desk.project, "fragments", source_id=desk.source)
            if "durfde" in text[row["start"] : row["end"]] or "open te maken" in text[row["start"] : row["end"]]
        ]
        assert found
        assert {(row["withdrawn"], row["visibility"], row["heavy"]) for row in found} == {(True, "besloten", True)}


def test_what_pointed_at_a_piece_that_is_no_more_points_at_the_one_that_took_over(desk: SimpleNamespace) -> None:
    project, (one, two, three) = desk.project, desk.pieces
    told = [
        *(store.new("readings", fragment_id=key, contributor_id=desk.noor, outcome="gelabeld") for key in (one, two)),
        store.new("readings", fragment_id=two, contributor_id=desk.kees, outcome="gelabeld"),
        store.new("batches", title="Ronde", status="open", fragment_ids=[one, two, three]),
        store.new("sheets", code="AB", kind="labelen", form="papier", fragment_ids=[one, two]),
        store.new("differences", fragment_id=two),
    ]
    store.write(project, told)
    correct(desk, desk.text.replace("maken.\n\nTeun: bij", "maken, en bij"))
    left = {row.object_id for row in store.read_rows(project, "fragments", source_id=desk.source)}
    gone = {one, two} - left
    [taker] = {one, two} & left
    assert len(gone) == 1
    readings = {(row["contributor_id"], row["fragment_id"]) for row in store.read_rows(project, "readings")}
    assert readings == {(desk.noor, taker), (desk.kees, taker)}
    assert len(store.read_rows(project, "readings")) == 2
    assert store.read_rows(project, "batches")[0]["fragment_ids"] == [taker, three]
    assert store.read_rows(project, "sheets")[0]["fragment_ids"] == [taker, taker]
    assert store.read_rows(project, "differences")[0]["fragment_id"] == taker


def test_who_could_be_recognised_has_to_be_asked_again_and_names_too(desk: SimpleNamespace) -> None:
    check = store.new("recognition_checks", source_id=desk.source, contributor_id=desk.noor, outcome="niemand")
    source = store.find(desk.project, "sources", desk.source)
    store.write(desk.project, [check, store.change(source, checked_by="Noor", pseudonymised_on="2025-01-01")])
    correct(desk, desk.text.replace("stil", "rustig"))
    source = store.find(desk.project, "sources", desk.source)
    assert (source["checked_by"], source["pseudonymised_on"]) == (None, None)
    assert store.read_rows(desk.project, "recognition_checks") == []


def test_a_note_whose_text_was_corrected_counts_as_not_looked_at_until_someone_looks_again(
    desk: SimpleNamespace,
) -> None:
    record_recognition(desk.project, desk.source, "niemand")
    assert _unchecked(desk) == set() == Gate(desk.project).unchecked
    before = store.last_seq(desk.project)
    correct(desk, desk.text.replace("stil", "rustig"))
    assert _unchecked(desk) == {desk.source} == Gate(desk.project).unchecked
    written = {row.table: row.at for row in store.undo(desk.project, origin=ORIGIN)}
    assert {"sources", "recognition_checks"} <= written.keys(), "the look fell in the write of the correction"
    assert _unchecked(desk) == set() and store.last_seq(desk.project) > before
    correct(desk, desk.text.replace("stil", "rustig"))
    record_recognition(desk.project, desk.source, "niemand")
    assert _unchecked(desk) == set()


def _unchecked(desk: SimpleNamespace) -> set[str]:
    tables = (store.read_table(desk.project, name) for name in ("sources", "recognition_checks"))
    return unchecked_sources(*tables)


def test_who_speaks_in_a_piece_is_a_finding_until_someone_said_it(desk: SimpleNamespace) -> None:
    correct(desk, desk.text.replace("Teun", "Truus"))
    [piece] = pieces_to_check(desk.project)
    assert (piece.title, piece.speaker_id) == (store.find(desk.project, "sources", desk.source)["title"], None)
    assert piece.text == "Truus: bij ons gaat dat $5 kosten."
    piece_is_right(desk.project, piece.fragment_id, None)
    assert pieces_to_check(desk.project) == [] == read_coding_findings(desk.project)
    store.undo(desk.project, origin=CHECKED)
    assert len(pieces_to_check(desk.project)) == 1 == len(read_coding_findings(desk.project))


def test_words_that_were_taken_out_are_not_shown_to_look_at_and_are_no_finding(desk: SimpleNamespace) -> None:
    store.write(desk.project, [store.change(store.find(desk.project, "fragments", desk.pieces[1]), withdrawn=True)])
    correct(desk, desk.text.replace("Teun", "Truus"))
    assert store.find(desk.project, "fragments", desk.pieces[1])["to_check"]
    assert pieces_to_check(desk.project) == [] == read_coding_findings(desk.project)
    with pytest.raises(Refused):
        piece_is_right(desk.project, desk.pieces[1], None)


def test_a_quote_whose_words_are_no_longer_there_is_named(desk: SimpleNamespace) -> None:
    quotes = [
        store.new("quotes", fragment_id=desk.pieces[1], text_used=words, state="akkoord")
        for words in ("bij ons gaat dat $5 kosten", "gaat dat")
    ]
    store.write(desk.project, quotes)
    assert correct(desk, desk.text.replace("$5", "€ 6")).quotes == [quotes[0].object_id]


def test_one_step_takes_it_all_back(desk: SimpleNamespace) -> None:
    for words in ("de brief niet", "dat $5 kosten", "bleef het stil"):
        label(desk, words)
    before = state(desk)
    correct(desk, "Iets heel anders.\n\nDaarna bleef het erg stil.")
    assert state(desk) != before
    store.undo(desk.project, origin=ORIGIN)
    assert state(desk) == before


def test_a_text_that_is_empty_the_same_or_in_two_versions_is_refused(desk: SimpleNamespace) -> None:
    for text, key in ((" \n", "corrected_empty"), (desk.text, "corrected_same")):
        with pytest.raises(Refused) as refusal:
            correct(desk, text)
        assert refusal.value.key == f"coding.{key}"
    with pytest.raises(ValueError, match="must be the text"):
        correct_text(desk.project, desk.source, "a b", [NewPiece(1, 0, 2, "tekst")])
    source = store.find(desk.project, "sources", desk.source)
    store.write(desk.project, [store.change(source, title="A"), store.change(source, title="B")])
    with pytest.raises(Refused) as refusal:
        correct(desk, desk.text + " Nog iets.")
    assert refusal.value.key == "coding.corrected_two_versions"


WORDS = ["de", "het", "een", "brief", "koffie", "wilma", "teun", "stil", "niet", "lang", "open", "geld", "thuis"]
edits = st.lists(
    st.tuples(st.sampled_from(["add", "drop", "change", "split", "join"]), st.integers(0, 400), st.sampled_from(WORDS)),
    min_size=1,
    max_size=6,
)


def edited(text: str, todo: list[tuple[str, int, str]]) -> str:
    words = text.split(" ")
    for what, at, word in todo:
        place = at % len(words)
        if what == "add":
            words.insert(place, word)
        elif what == "drop" and len(words) > 3:
            words.pop(place)
        elif what == "change":
            words[place] = word
        elif what == "split":
            words[place] += ".\n\nDan"
        else:
            words[place] = words[place].replace("\n\n", " ")
    return " ".join(words)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(edits, st.lists(st.tuples(st.integers(0, 90), st.integers(1, 12)), min_size=1, max_size=5))
def test_whatever_is_corrected_each_label_stands_on_the_same_words_or_is_marked(
    desk: SimpleNamespace, todo: list[tuple[str, int, str]], marks: list[tuple[int, int]]
) -> None:
    project = desk.project
    words = [f"{WORDS[n % len(WORDS)]}{n if n % 3 else ''}" for n in range(100)]
    text = " ".join(f"{word}.\n\nDan" if n % 20 == 19 else word for n, word in enumerate(words))
    source = bring_in(project, read_typed(text), again=True).source_id
    starts = [0, *(n + 1 for n, sign in enumerate(text) if sign == " ")]
    code = next(iter(desk.codes.values()))
    placed = {}
    for first, length in marks:
        last = min(first + length, len(starts) - 1)
        words_at = (starts[first], starts[last] - 1)
        placed[apply_code(project, Mark(source, *words_at, code, desk.noor))] = text[slice(*words_at)].split()
    new = edited(text, todo)
    if new == text:
        return
    correct_text(project, source, new, [NewPiece(**one) for one in cut_again(project, source, new)])
    pieces = sorted(store.read_rows(project, "fragments", source_id=source), key=lambda row: row["order"])
    assert "".join(new[row["start"] : row["end"]] for row in pieces) == new
    ids = {row.object_id: row for row in pieces}
    rows = {row.object_id: row for row in store.read_rows(project, "codings", source_id=source)}
    assert rows.keys() == placed.keys()
    for key, row in rows.items():
        now = new[row["start"] : row["end"]]
        assert row["to_check"] or now.split() == placed[key]
        assert row["start"] == row["end"] or now == row["quote"]
        assert ids[row["fragment_id"]]["start"] <= row["start"] <= ids[row["fragment_id"]]["end"]
