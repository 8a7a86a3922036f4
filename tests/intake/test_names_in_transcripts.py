"""The group's own names go out of transcripts, with the speakers in the list, and no speaker is lost on the way.

The transcripts are those of ``benchmarks/names_in_transcripts.py``; what is measured there is held here.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
import names_found
import names_in_transcripts

from ontmoet_research.intake.possible_names import possible_names
from ontmoet_research.intake.together import Speaker, proposals
from ontmoet_research.privacy.name_list import find_names

RECALL, PRECISION = 0.98, 0.93


def test_of_the_names_of_the_group_at_least_98_in_100_go_and_every_turn_keeps_its_speaker(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = names_in_transcripts.total()
    recall, precision = told.went / told.names, told.went / (told.went + told.eaten)
    with capsys.disabled():
        print(f"\nnamen {recall:.1%}, precisie {precision:.1%}, sprekers {told.kept} van {told.turns}")
    assert (told.names >= 60, told.turns >= 20) == (True, True)
    assert recall >= RECALL, told.missed
    assert precision >= PRECISION
    assert told.kept == told.turns


@pytest.mark.parametrize("file", ["NOTES", "APART"])
def test_the_same_holds_for_the_group_in_the_annotated_notes(file: str) -> None:
    known = {word.casefold() for name in names_found.GROUP for word in name.split()}
    there = found = 0
    for note in names_found.read_notes(getattr(names_found, file)):
        spans = names_found.propose(note, names_found.GROUP)
        for start, end, kind in note.marks:
            if kind == "name" and set(note.text[start:end].casefold().split()) <= known:
                there += 1
                found += any(one.start <= start and end <= one.end for one in spans)
    assert found >= RECALL * there


@pytest.mark.parametrize("words", ["Laat Truus hem voorlezen.", "Vraag Truus maar.", "Dank Truus!", "Nou Truus, zeg."])
def test_a_verb_before_a_name_is_no_part_of_it(words: str) -> None:
    assert possible_names(words) == ["Truus"]
    assert possible_names(words.replace("Truus", "Zoebida Hassan")) == ["Zoebida Hassan"]


@pytest.mark.parametrize(
    ("words", "name", "found"),
    [
        ("ik zag kees bij de bakker", "Kees Pronk", ["kees"]),
        ("ik ben er, zei hij", "Ben Pronk", []),
        ("op 12 jan komt jan", "Jan Pronk", ["jan"]),
        ("wil je koffie", "Wil Pronk", []),
        ("dat is van Aydin", "Hatice Aydın", ["Aydin"]),
    ],
)
def test_a_short_name_without_a_capital_is_found_when_it_is_no_word(words: str, name: str, found: list[str]) -> None:
    assert [words[start:end] for start, end in find_names(words, [name])] == found


@pytest.mark.parametrize("label", ["Jan de Vries", "Vries, Jan de", "Jan", "de Vries", "J. de Vries", "Vos, J. (Jan)"])
def test_a_speaker_is_tied_to_the_one_person_whose_name_it_is(label: str) -> None:
    names = {"a": "Jan de Vries", "b": "Wilma Bos"}
    assert proposals([Speaker(label, 1, (0,))], {"a": "Beuk", "b": "Zon"}, names) == {label: "a"}


def test_a_name_that_two_people_have_is_tied_to_nobody() -> None:
    names = {"a": "Jan de Vries", "b": "Jan Bos"}
    assert proposals([Speaker("Jan", 1, (0,))], {"a": "Beuk", "b": "Zon"}, names) == {}
    assert proposals([Speaker("Zon", 1, (0,))], {"a": "Beuk", "b": "Zon"}, {"a": "Zon de Vries"}) == {}
