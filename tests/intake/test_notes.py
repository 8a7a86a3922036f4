"""A note comes into the project whole, once, and tied to who spoke."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research import intake, store
from ontmoet_research.intake import attach, bring_in, read_fragments, read_sources, read_typed
from ontmoet_research.store import Project, new, read_rows, read_table, write
from ontmoet_research.words import Refused

NOTE = """# Bijeenkomst 1

We waren met 9. 👋

De Zwaluw: ik wil 1 vast gezicht.
reiger: ik ook!

Let op: volgende keer in de school.
- minder brieven
- <script>alert(1)</script> & $5
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with store.create(tmp_path / "p.ontmoet", title="Proef") as made:
        yield made


@pytest.fixture
def two_series(project: Project) -> dict[str, str]:
    """Ids of two series with a meeting each; someone called Reiger is in both, someone else in one."""
    ids = {}
    for number in (1, 2):
        series = new("series", title=f"Reeks {number}", format="ontmoetingen")
        phase = new("phases", series_id=series.object_id, kind="perspectives", order=1)
        session = new(
            "sessions", series_id=series.object_id, phase_id=phase.object_id, number=number, kind="ontmoeting",
            status="gehouden", date=f"2023-07-0{number}",
        )  # fmt: skip
        reiger = new("participants", alias="Reiger", series_ids=[series.object_id], perspectives=["resident"])
        write(project, [series, phase, session, reiger])
        ids |= {f"series{number}": series.object_id, f"session{number}": session.object_id}
        ids[f"reiger{number}"] = reiger.object_id
    zwaluw = new(
        "participants", alias="De Zwaluw", series_ids=[ids["series1"]], perspectives=["lived_experience", "volunteer"]
    )
    write(project, [zwaluw])
    return ids | {"zwaluw": zwaluw.object_id}


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def count_rows(project: Project) -> tuple[int, int, int]:
    return len(read_table(project, "sources")), len(read_table(project, "fragments")), store.last_seq(project)


def test_the_pieces_in_the_store_are_together_the_note(project: Project, tmp_path: Path) -> None:
    brought = bring_in(project, put(tmp_path, "verslag 1.md", NOTE.replace("\n", "\r\n")))
    source = store.find(project, "sources", brought.source_id)
    pieces = read_fragments(project)
    assert source["text"] == NOTE
    assert "".join(pieces["text"]) == NOTE
    assert list(pieces["fragment_id"]) == brought.fragment_ids
    assert list(pieces["kind"]) == ["kop"] + ["tekst"] * 6
    assert (source["title"], source["file_name"], source["kind"]) == ("verslag 1", "verslag 1.md", "verslag")


def test_all_of_a_note_comes_in_with_one_write(project: Project) -> None:
    brought = bring_in(project, read_typed(NOTE))
    batches = {item.batch for item in store.since(project, 0)}
    assert len(batches) == 1
    store.undo(project, origin="intake")
    assert read_rows(project, "sources", object_id=brought.source_id) == []
    assert read_rows(project, "fragments") == []


def test_a_speaker_is_tied_to_the_participant_of_that_series(project: Project, two_series: dict[str, str]) -> None:
    bring_in(project, read_typed(NOTE), session_id=two_series["session1"])
    spoken = read_fragments(project).dropna(subset=["speaker_label"]).set_index("speaker_label")
    assert list(spoken.index) == ["De Zwaluw", "reiger"]
    assert list(spoken["participant_id"]) == [two_series["zwaluw"], two_series["reiger1"]]
    assert spoken["speaker_perspective"].to_dict()["reiger"] == "resident"


def test_someone_with_two_perspectives_is_not_given_one(project: Project, two_series: dict[str, str]) -> None:
    bring_in(project, read_typed(NOTE), session_id=two_series["session1"])
    [row] = [row for row in read_rows(project, "fragments") if row["speaker_label"] == "De Zwaluw"]
    assert row["speaker_perspective"] is None


def test_an_alias_that_two_people_have_is_tied_to_neither(project: Project, two_series: dict[str, str]) -> None:
    bring_in(project, read_typed(NOTE))  # no meeting, so no series to choose by
    [row] = [row for row in read_rows(project, "fragments") if row["speaker_label"] == "reiger"]
    assert row["participant_id"] is None


def test_speakers_nobody_knows_are_told(project: Project) -> None:
    brought = bring_in(project, read_typed("Wilma: ja.\nKees: nee.\nWilma: toch."))
    assert brought.notices == [
        "In dit verslag staan 2 sprekers en 3 beurten.",
        "Deze sprekers kennen we nog niet: Wilma en Kees. Zeg wie dat zijn bij Wie zei wat.",
    ]


def test_what_points_at_a_person_is_told_but_not_changed_and_not_repeated(project: Project) -> None:
    brought = bring_in(project, read_typed("Bel 06-12345678 of mail w@voorbeeld.nl."))
    assert brought.notices[1:] == ["Op 2 plekken staat misschien een adres of nummer van iemand. Kijk ze na."]
    assert read_sources(project)["text"].tolist() == ["Bel 06-12345678 of mail w@voorbeeld.nl."]


def test_a_note_that_someone_checked_is_not_asked_about_again(project: Project) -> None:
    assert bring_in(project, read_typed("Bel 06-12345678."), checked_by="Noor").notices == [
        "In dit verslag staat niet wie sprak. Dat geldt voor 1 stukje."
    ]


def test_a_new_piece_is_for_the_group_and_nothing_more(project: Project) -> None:
    bring_in(project, read_typed(NOTE))
    for row in read_rows(project, "fragments"):
        assert row["visibility"] == "groep"
        assert not any([row["contains_case"], row["heavy"], row["withdrawn"]])


@pytest.mark.parametrize("name", ["zelfde.md", "andere naam.txt"])
def test_the_same_words_come_in_once(project: Project, tmp_path: Path, name: str) -> None:
    bring_in(project, put(tmp_path, "een.md", NOTE))
    before = count_rows(project)
    with pytest.raises(Refused) as refusal:
        bring_in(project, put(tmp_path, name, "\ufeff" + NOTE.replace("\n", "\r\n")))
    assert refusal.value.key == "intake.refused.known_already"
    assert count_rows(project) == before


def test_the_same_words_come_in_again_when_that_is_meant(project: Project) -> None:
    bring_in(project, read_typed(NOTE))
    bring_in(project, read_typed(NOTE), again=True)
    assert len(read_sources(project)) == 2


def test_a_note_that_was_removed_may_come_back(project: Project) -> None:
    brought = bring_in(project, read_typed(NOTE))
    write(project, [store.remove(store.find(project, "sources", brought.source_id))])
    bring_in(project, read_typed(NOTE))
    assert len(read_sources(project)) == 1
    assert "".join(read_fragments(project)["text"]) == NOTE


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("leeg.txt", b""),
        ("foto.txt", b"\x89PNG\x00"),
        ("kapot.docx", b"PK\x03\x04"),
        ("vreemd.txt", b"\x81\x8d\x8f" * 9),
    ],
)
def test_bad_input_leaves_the_project_as_it_was(project: Project, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(Refused, match="Er is niets veranderd"):
        bring_in(project, tmp_path / name)
    assert count_rows(project) == (0, 0, 0)


def test_an_unknown_meeting_or_kind_leaves_the_project_as_it_was(project: Project) -> None:
    with pytest.raises(Refused):
        bring_in(project, read_typed(NOTE), session_id=store.new_id())
    with pytest.raises(ValueError, match="kind"):
        bring_in(project, read_typed(NOTE), kind="roman")
    assert count_rows(project) == (0, 0, 0)


def test_a_note_can_be_tied_to_a_meeting_later(project: Project, two_series: dict[str, str]) -> None:
    brought = bring_in(project, read_typed(NOTE))
    attach(project, brought.source_id, two_series["session2"])
    assert read_sources(project)["number"].tolist() == [2]
    assert read_fragments(project)["session_id"].unique().tolist() == [two_series["session2"]]
    assert len(store.history(project, "sources", brought.source_id)) == 2
    before = store.last_seq(project)
    attach(project, brought.source_id, two_series["session2"])
    assert store.last_seq(project) == before
    attach(project, brought.source_id, None)
    assert read_sources(project)["session_id"].isna().all()


def test_a_note_can_not_be_tied_to_a_meeting_that_is_gone(project: Project) -> None:
    brought = bring_in(project, read_typed(NOTE))
    with pytest.raises(Refused):
        attach(project, brought.source_id, store.new_id())


def test_tables_are_in_the_order_of_the_meetings_and_waiting_notes_last(
    project: Project, two_series: dict[str, str]
) -> None:
    for title, session in (("los", None), ("twee", "session2"), ("een", "session1")):
        bring_in(
            project, read_typed(f"Verslag {title}.\n\nSlot."), title=title, session_id=two_series.get(session or "")
        )
    notes, pieces = read_sources(project), read_fragments(project)
    by_series = sorted(
        (two_series["series1"], "een") if t == "een" else (two_series["series2"], t) for t in ("een", "twee")
    )
    assert notes["title"].tolist() == [title for _, title in by_series] + ["los"]
    assert pieces["title"].drop_duplicates().tolist() == notes["title"].tolist()
    assert pieces["order"].tolist() == [1, 2] * 3
    assert pieces.loc[pieces["title"] == "een", "date"].unique().tolist() == ["2023-07-01"]


def test_an_empty_project_gives_empty_tables_with_all_columns(project: Project) -> None:
    assert {"source_id", "text", "series_id", "number", "date"} <= set(read_sources(project).columns)
    assert {"fragment_id", "text", "title", "session_id", "number"} <= set(read_fragments(project).columns)
    assert len(read_fragments(project)) == 0


def test_every_public_name_of_the_room_is_there() -> None:
    for name in intake.__all__:
        assert getattr(intake, name) is not None
    with pytest.raises(AttributeError):
        _ = intake.read_minds


def test_the_throw_away_process_does_not_load_the_store() -> None:
    look = "import sys, ontmoet_research.intake.readers.__main__; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
