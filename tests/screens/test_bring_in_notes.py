"""Verslagen binnenhalen, without a browser: each note is looked at, and labels after a correction."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import NOTE, choose, click, every_block, told, type_in

from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.screens.meeting.bring_in_notes import BringInNotes, folders
from ontmoet_research.store import Project, Row, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

LONG = "Merel: de telefoon ging niet over.\n\n" + " ".join(f"Wij spraken over punt {n} van de brief." for n in range(9))


def page_of(project: Project) -> BringInNotes:
    return BringInNotes(project, who=read_rows(project, "contributors")[0].object_id)


def chosen(page: BringInNotes, label: str) -> str:
    return str(next(b["value"] for b in every_block(page) if b["kind"] == "select" and b["label"] == label))


def sources(project: Project) -> dict[str, str]:
    return {row["title"]: row["text"] for row in read_rows(project, "sources")}


def replacements(project: Project, source_id: str) -> list[Row]:
    return read_rows(project, "name_replacements", source_id=source_id)


def version(project: Project, work: Path, text: str) -> BringInNotes:
    """The page after the note got this new text."""
    page = page_of(project)
    (work / "a.txt").write_text(text, encoding="utf-8")
    click(page, say("bring_in_notes.read_folder"))
    page.receive({"do": "choose_version", "value": read_rows(project, "sources")[0].object_id})
    click(page, say("bring_in_notes.keep_version"))
    return page


@pytest.fixture
def folder(work: Path, small: Project) -> Path:
    (work / "map").mkdir()
    for name, text in {"7 maart 2024.txt": NOTE, "b.md": "Los verslag.", "leeg.txt": "", "foto.png": "x"}.items():
        (work / "map" / name).write_text(text, encoding="utf-8")
    return work / "map"


def read(page: BringInNotes, folder: str) -> None:
    page.receive({"do": "choose_folder", "value": folder})
    click(page, say("bring_in_notes.read_folder"))


def test_each_note_is_shown_with_its_guess_and_stored_without_names(small: Project, folder: Path) -> None:
    page = page_of(small)
    assert folders() == [".", "map"]
    read(page, "map")
    assert len(read_rows(small, "sources")) == 1  # nothing is stored before someone looked
    meeting = chosen(page, say("bring_in_notes.which_meeting"))
    assert find(small, "sessions", meeting)["date"] == "2024-03-07"
    assert "In de naam van het bestand staat 7 maart 2024." in told(page)
    click(page, say("bring_in_notes.keep"))
    row = next(row for row in read_rows(small, "sources") if row["title"] == "7 maart 2024")
    assert (row["session_id"], row["checked_by"]) == (meeting, "Merel")
    assert "Noor van Dam" not in row["text"] and "06-12345678" not in row["text"]
    assert row["sha256_as_it_came"] not in (None, row["sha256"])
    log = {(one["kind"], one["replacement"]): one["count"] for one in replacements(small, row.object_id)}
    assert log[("name", "[naam]")] >= 1 and log[("phone", "[telefoonnummer]")] == 1
    assert not any(word in str(log) for word in ("Noor", "0612345678", "06-12345678"))
    click(page, say("names_part.outcome.niemand"))  # each route asks who could be recognised (P04)
    assert [one["source_id"] for one in read_rows(small, "recognition_checks")] == [row.object_id]
    click(page, say("bring_in_notes.skip"))
    assert set(sources(small)) == {"Verslag 1", "7 maart 2024"}
    assert "leeg.txt" in told(page) and "foto.png" in told(page)
    read(page, "map")
    click(page, say("bring_in_notes.skip"))
    assert "7 maart 2024.txt staat al in het project." in told(page)


def test_how_far_reading_is_shown_meanwhile(small: Project, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(small)
    said: list[str] = []
    monkeypatch.setattr(page, "send", lambda content, *_: said.append(str(content.get("wait", ""))))
    read(page, "map")
    assert any("bestand 2 van 3" in one for one in said)


def test_an_empty_folder_is_told(small: Project, work: Path) -> None:
    page = page_of(small)
    click(page, say("bring_in_notes.read_folder"))
    assert page.status["tone"] == "refused"


def test_a_new_version_takes_the_labels_along_and_what_is_doubtful_is_looked_at(small: Project, work: Path) -> None:
    page = page_of(small)
    (work / "a.txt").write_text("Merel: de foon ging maar door.\n\nTuinman: wij kwamen toch.", encoding="utf-8")
    click(page, say("bring_in_notes.read_folder"))
    [source] = read_rows(small, "sources")
    page.receive({"do": "choose_version", "value": source.object_id})
    click(page, say("bring_in_notes.keep_version"))
    assert find(small, "sources", source.object_id)["text"].startswith("Merel: de foon")
    click(page, say("bring_in_notes.part.look"))
    assert "de telefoon g" in told(page)
    type_in(page, say("bring_in_notes.elsewhere"), "staat er niet")
    click(page, say("bring_in_notes.put_elsewhere"))
    assert page.status["tone"] == "refused"
    type_in(page, say("bring_in_notes.elsewhere"), "de foon ging")
    click(page, say("bring_in_notes.put_elsewhere"))
    assert [(row["quote"], row["to_check"]) for row in read_rows(small, "codings")] == [("de foon ging", False)]
    click(page, say("bring_in_notes.speaker_right"))  # nearly half of the words of the piece became others
    assert say("bring_in_notes.nothing_to_look_at") in told(page)
    page.undo()
    page.undo()
    assert say("bring_in_notes.nothing_to_look_at") not in told(page)
    page.undo()
    assert find(small, "sources", source.object_id)["text"].startswith("Merel: de telefoon")


def test_a_note_that_is_nearly_the_same_is_asked_about(small: Project, work: Path) -> None:
    page = page_of(small)
    for name, text in {"a.txt": LONG, "b.txt": LONG.replace("telefoon", "bel")}.items():
        (work / name).write_text(text, encoding="utf-8")
    click(page, say("bring_in_notes.read_folder"))
    click(page, say("bring_in_notes.keep"))
    click(page, say("names_part.later"))
    assert "Is het een nieuwe versie?" in told(page)
    assert chosen(page, say("bring_in_notes.version_of")) == ""  # asked, not decided


@pytest.mark.parametrize(("words", "left"), [("right", 1), ("away", 0)])
def test_a_label_is_right_or_goes(small: Project, work: Path, words: str, left: int) -> None:
    page = page_of(small)
    (work / "a.txt").write_text("Merel: de luide telefoon ging niet over.\n\nTuinman: wij kwamen toch.")
    click(page, say("bring_in_notes.read_folder"))
    page.receive({"do": "choose_version", "value": read_rows(small, "sources")[0].object_id})
    click(page, say("bring_in_notes.keep_version"))
    click(page, say("bring_in_notes.part.look"))
    click(page, say(f"bring_in_notes.{words}"))
    rows = read_rows(small, "codings")
    assert len(rows) == left and not any(row["to_check"] for row in rows)


def test_a_new_version_keeps_the_log_of_its_own_names_in_one_step_with_its_text(small: Project, work: Path) -> None:
    [source] = read_rows(small, "sources")
    page = version(small, work, "Merel: bel Noor van Dam op 06-12345678.\n\nTuinman: wij kwamen toch.")
    text = find(small, "sources", source.object_id)["text"]
    assert "Noor van Dam" not in text and "[telefoonnummer]" in text
    kinds = {row["kind"]: row["count"] for row in replacements(small, source.object_id)}
    assert (kinds["name"], kinds["phone"]) == (1, 1)
    page.undo()
    assert replacements(small, source.object_id) == []
    assert find(small, "sources", source.object_id)["text"].startswith("Merel: de telefoon")


def test_who_speaks_is_asked_again_where_the_words_became_others(small: Project, work: Path) -> None:
    page = version(small, work, "Merel: de telefoon ging niet over.\n\nMerel: wij kwamen toch.")
    click(page, say("bring_in_notes.part.look"))
    assert "wij kwamen toch" in told(page)
    tuinman = next(row.object_id for row in read_rows(small, "participants") if row["alias"] == "Tuinman")
    choose(page, say("bring_in_notes.who_speaks"), "Tuinman")
    click(page, say("bring_in_notes.speaker_right"))
    piece = next(row for row in read_rows(small, "fragments") if row["order"] == 2)
    assert (piece["participant_id"], piece["to_check"]) == (tuinman, False)
    assert say("bring_in_notes.nothing_to_look_at") in told(page)
    page.undo()
    assert "wij kwamen toch" in told(page)
    assert find(small, "fragments", piece.object_id)["to_check"] is True


def test_nobody_may_know_any_more_who_speaks(small: Project, work: Path) -> None:
    page = version(small, work, "Merel: de telefoon ging niet over.\n\nMerel: wij kwamen toch.")
    click(page, say("bring_in_notes.part.look"))
    piece = next(row for row in read_rows(small, "fragments") if row["to_check"])
    assert piece["participant_id"] is not None
    choose(page, say("bring_in_notes.who_speaks"), say("bring_in_notes.speaker_unknown"))
    click(page, say("bring_in_notes.speaker_right"))
    after = find(small, "fragments", piece.object_id)
    assert (after["participant_id"], after["speaker_perspective"], after["to_check"]) == (None, None, False)


def test_who_speaks_may_be_right_as_it_stands(small: Project, work: Path) -> None:
    page = version(small, work, "Merel: de telefoon ging niet over.\n\nMerel: wij kwamen toch.")
    click(page, say("bring_in_notes.part.look"))
    before = next(row for row in read_rows(small, "fragments") if row["to_check"])
    click(page, say("bring_in_notes.speaker_right"))
    after = find(small, "fragments", before.object_id)
    assert (after["participant_id"], after["to_check"]) == (before["participant_id"], False)


def test_names_in_a_stored_note_are_looked_at_with_labels_along(small: Project, work: Path) -> None:
    came = bring_in(small, read_typed("Merel: ik belde Noor van Dam."), title="Van de opdrachtregel")
    source = find(small, "sources", came.source_id)
    assert source["checked_by"] is None
    page = page_of(small)
    click(page, say("bring_in_notes.part.names"))
    assert say("stored_names.unread", title=isolated("Van de opdrachtregel")) in told(page)
    page.receive({"do": "look_at_stored", "value": came.source_id})
    click(page, say("stored_names.keep"))
    source = find(small, "sources", came.source_id)
    assert source["text"] == "Merel: ik belde [naam]." and source["checked_by"] == "Merel"
    assert [row.object_id for row in read_rows(small, "fragments", source_id=came.source_id)] == came.fragment_ids
    assert replacements(small, came.source_id)[0]["replacement"] == "[naam]"
    click(page, say("names_part.later"))
    page.receive({"do": "look_at_stored", "value": read_rows(small, "sources")[0].object_id})
    click(page, say("stored_names.keep"))  # nothing to take out: only who looked is kept
    assert read_rows(small, "sources")[0]["checked_by"] == "Merel"
    assert say_count("stored_names.todo", 0) in told(page)


def test_a_note_without_a_meeting_is_put_with_one(small: Project, work: Path) -> None:
    came = bring_in(small, read_typed("Wij kwamen samen."), title="Los")
    page = page_of(small)
    meeting = read_rows(small, "sessions")[0].object_id
    asked = say("loose.which", title=isolated("Los"))
    found = next(block for block in every_block(page) if block["kind"] == "select" and block["label"] == asked)
    page.receive({"do": found["do"], "value": meeting, **found["sends"]})
    assert find(small, "sources", came.source_id)["session_id"] == meeting
    page.undo()
    assert find(small, "sources", came.source_id)["session_id"] is None


def test_the_page_says_where_on_this_computer_the_notes_go(small: Project, work: Path) -> None:
    page, there = page_of(small), isolated(str(work))
    assert say("bring_in_notes.put_there", folder=there) in told(page)
    click(page, say("bring_in_notes.read_folder"))
    assert page.status["text"] == say("bring_in_notes.nothing_yet", folder=there)  # there is no other to choose
    (work / "map").mkdir()
    (work / "map" / "a.txt").write_text("Ja.", encoding="utf-8")
    click(page, say("bring_in_notes.read_folder"))
    assert page.status["text"] == say("bring_in_notes.nothing_there", folder=there)
