"""A whole folder comes in: each note with a guess a person confirms, one that fails does not stop the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ontmoet_research import store
from ontmoet_research.intake import Question, Step, bring_in, bring_in_all, find_notes, looks_like, read_typed, replace
from ontmoet_research.privacy import find_identifiers
from ontmoet_research.words import Refused

LONG = " ".join(f"Zin {n} gaat over koffie, brieven en wachten op antwoord." for n in range(12))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[store.Project]:
    with store.create(tmp_path / "p.ontmoet", title="Proef") as made:
        days: dict[str, Any] = {"series_id": "reeks", "phase_id": "fase", "kind": "ontmoeting", "status": "gehouden"}
        series = store.new("series", "reeks", title="Reeks", format="ontmoetingen")
        phase = store.new("phases", "fase", series_id="reeks", kind="perspectives", order=1)
        held = [store.new("sessions", f"dag{n}", number=n, date=f"2024-09-0{n}", **days) for n in (2, 3)]
        gone = store.new("sessions", "weg", number=4, date="2024-09-04", **{**days, "status": "vervallen"})
        store.write(made, [series, phase, *held, gone])
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "verslagen"
    (made / "sub").mkdir(parents=True)
    (made / ".verborgen").mkdir()
    for name, text in {
        "verslag 10.txt": "Tien.",
        "verslag 2 sept 2024.txt": "Twee september.",
        "leeg.md": "",
        "foto.jpg": "x",
        "~$open.docx": "x",
        ".verborgen/a.txt": "x",
        "sub/3 sept 2024.md": "Drie september.",
        "sub/4-9-2024.md": "Vervallen.",
    }.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def take_guess(question: Question) -> str | bool | None:
    return question.guess.session_id


def test_a_folder_gives_its_notes_in_order_and_names_what_it_passes(folder: Path) -> None:
    found = find_notes([folder, folder / "foto.jpg", folder / "verslag 10.txt"])
    assert [path.name for path in found.files] == [
        *("leeg.md", "verslag 2 sept 2024.txt", "verslag 10.txt", "3 sept 2024.md", "4-9-2024.md", "foto.jpg")
    ]
    assert [path.name for path in found.passed] == ["foto.jpg"]


def test_each_note_comes_in_with_the_meeting_that_was_confirmed(project: store.Project, folder: Path) -> None:
    steps: list[Step] = []
    outcomes = list(bring_in_all(project, find_notes([folder]).files, take_guess, progress=steps.append))
    told = {one.path.name: one for one in outcomes}
    assert {name for name, one in told.items() if one.refused} == {"leeg.md"}
    meetings = {row["file_name"]: row["session_id"] for row in store.read_rows(project, "sources")}
    assert meetings == {
        "verslag 2 sept 2024.txt": "dag2", "verslag 10.txt": None, "3 sept 2024.md": "dag3", "4-9-2024.md": None,
    }  # fmt: skip
    assert [(step.number, step.files) for step in steps if not step.total] == [(n, 5) for n in range(1, 6)]


def test_stopping_halfway_leaves_whole_notes(project: store.Project, folder: Path) -> None:
    def stop_at_third(question: Question) -> str | bool | None:
        if question.path.name == "3 sept 2024.md":
            raise KeyboardInterrupt
        return None

    with pytest.raises(KeyboardInterrupt):
        list(bring_in_all(project, find_notes([folder]).files, stop_at_third))
    sources = store.read_rows(project, "sources")
    assert [row["title"] for row in sources] == ["verslag 2 sept 2024", "verslag 10"]
    for row in sources:
        pieces = store.read_rows(project, "fragments", source_id=row.object_id)
        assert "".join(row["text"][one["start"] : one["end"]] for one in pieces) == row["text"]


def test_a_note_that_someone_leaves_out_does_not_come_in(project: store.Project, folder: Path) -> None:
    outcomes = list(bring_in_all(project, find_notes([folder]).files, lambda _: False))
    assert all(one.brought is None for one in outcomes)
    assert store.read_rows(project, "sources") == []


def test_the_same_note_is_noticed_also_after_names_were_taken_out(project: store.Project) -> None:
    note = read_typed("Bel Wilma morgen. Zij weet het.", "a")
    cleaned, _ = replace(note.text, find_identifiers(note.text, ["Wilma"]))
    from dataclasses import replace as with_changes

    source = bring_in(project, with_changes(note, text=cleaned)).source_id
    stored = store.find(project, "sources", source)
    assert stored["sha256_as_it_came"] not in (None, stored["sha256"])
    for again in (note, with_changes(note, text=cleaned), read_typed(cleaned, "b")):
        with pytest.raises(Refused) as refusal:
            bring_in(project, again)
        assert refusal.value.key == "intake.refused.known_already"


def test_a_note_from_which_nothing_was_taken_has_one_digest(project: store.Project) -> None:
    source = bring_in(project, read_typed("Koffie.")).source_id
    assert store.find(project, "sources", source)["sha256_as_it_came"] is None


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        (LONG.replace("koffie", "thee"), True),
        (LONG + " Nog een zin erbij.", True),
        ("Heel iets anders. " * 40, False),
        ("koffie, brieven en wachten", False),
    ],
)
def test_a_note_that_is_nearly_the_same_is_proposed_as_a_new_version(
    project: store.Project, text: str, alike: bool
) -> None:
    source = bring_in(project, read_typed(LONG)).source_id
    similar = looks_like(project, text)
    assert (similar is not None and similar.source_id == source) == alike
