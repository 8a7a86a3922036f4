"""Merging copies: union by id, nothing overwritten, nothing erased comes back, and taken back as if it never was."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from ontmoet_research import store
from ontmoet_research.model import tables
from ontmoet_research.store import sqlite
from ontmoet_research.store.search import notes_with
from ontmoet_research.store.tables import erasures, feed, meta, objects, replacements
from ontmoet_research.words import Refused

ROOT = Path(__file__).parents[2]


BOTH = pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A file; on a server too where a test asks for both, since the statements are the same."""
    if getattr(request, "param", "sqlite") == "postgresql":
        return str(request.getfixturevalue("postgres_project_url"))
    store.create(tmp_path / "p.ontmoet", title="Proef").close()
    return str(tmp_path / "p.ontmoet")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[store.Project]:
    """A colleague's copy: another, empty file."""
    with store.create(tmp_path / "ander.ontmoet", title="Ander") as made:
        yield made


def file_of(project: store.Project) -> store.Copy:
    """The project as a copy: its file, or when it is on a server what can be read there."""
    return store.OpenProject(project) if "://" in str(project.path) else store.ProjectFile(str(project.path))


def ways(project: store.Project) -> list[store.Copy]:
    """The same copy, attached and read row by row."""
    return [file_of(project), store.OpenProject(project)]


def everything(project: store.Project) -> dict[str, list[tuple[Any, ...]]]:
    """All there is: rows, what replaces what, the feed, and the facts but those of merges."""
    found = [*tables().values(), replacements, feed, erasures]
    with project.reading() as connection:
        told = {
            one.name: [tuple(row) for row in connection.execute(sa.select(one).order_by(*one.columns))] for one in found
        }
        told["meta"] = [tuple(row) for row in connection.execute(sa.select(meta)) if row.key != "store_epoch"]
    return told


def labels(project: store.Project) -> set[str]:
    return {row["label"] for row in store.read_rows(project, "organisations")}


def add(project: store.Project, label: str) -> store.Row:
    made = store.new("organisations", label=label)
    store.write(project, [made], author=project.who)
    return store.find(project, "organisations", made.object_id)


def erase(project: store.Project, object_id: str, keep_id: str | None = None) -> None:
    """What erasing leaves behind: a confirmed erasure, and no other rows than may stay."""
    told = {"id": store.new_id(), "object_id": object_id, "keep_id": keep_id, "reason": "op verzoek", "author": "kit"}
    found = tables()["organisations"]
    with project.writing() as connection:
        connection.execute(sa.insert(erasures).values(**told, at="2025-11-24T08:00:00.000Z", confirmed=True))
        connection.execute(sa.delete(found).where(found.c.object_id == object_id, found.c.id != (keep_id or "")))


@BOTH
def test_both_keep_what_they_have_and_the_feed_tells_of_it(noor: store.Project, other: store.Project) -> None:
    mine, theirs = add(noor, "een school"), add(other, "een bank")
    before = store.last_seq(noor)
    merged = store.merge(noor, file_of(other))
    assert labels(noor) == {"een school", "een bank"}
    assert (merged.count, merged.known, merged.refused) == (1, 0, ())
    assert [(one.table, one.new, one.changed, one.removed) for one in merged.added] == [("organisations", 1, 0, 0)]
    (item,) = store.since(noor, before)
    assert (item.origin, item.batch, item.row_id, item.object_id) == (
        "merge",
        merged.batch,
        theirs.id,
        theirs.object_id,
    )
    assert store.find(noor, "organisations", mine.object_id) == mine
    assert store.find(noor, "organisations", theirs.object_id) == theirs
    assert store.check_rows(noor) == []


@BOTH
@pytest.mark.parametrize("way", [0, 1], ids=["attached", "row by row"])
def test_an_edit_of_each_gives_two_versions_and_an_edit_on_top_gives_one(
    way: int, noor: store.Project, other: store.Project
) -> None:
    shared, seen = add(noor, "een school"), add(noor, "een bank")
    store.merge(other, ways(noor)[way])
    store.write(noor, [store.change(shared, label="een basisschool")])
    store.write(other, [store.change(shared, label="een middelbare school")])
    store.write(other, [store.change(seen, label="een kerk")])
    merged = store.merge(noor, ways(other)[way])
    assert merged.two_versions == (("organisations", shared.object_id),)
    assert labels(noor) == {"een basisschool", "een middelbare school", "een kerk"}
    assert [found.object_id for found in store.two_versions(noor)] == [shared.object_id]


@pytest.mark.parametrize("way", [0, 1], ids=["attached", "row by row"])
def test_a_second_time_brings_nothing(way: int, noor: store.Project, other: store.Project) -> None:
    add(other, "een bank")
    store.merge(noor, ways(other)[way])
    before = everything(noor) | {"meta": []}
    again = store.merge(noor, ways(other)[way])
    assert (again.count, again.known) == (0, 1)
    assert everything(noor) | {"meta": []} == before


@BOTH
def test_a_preview_tells_what_a_merge_does_and_changes_nothing(noor: store.Project, other: store.Project) -> None:
    add(other, "een bank")
    folder = sorted(Path(str(other.path)).parent.iterdir())
    before = everything(noor)
    looked = store.preview(noor, file_of(other), rows_of=("organisations",))
    assert everything(noor) == before
    assert sorted(Path(str(other.path)).parent.iterdir()) == folder
    merged = store.merge(noor, file_of(other), rows_of=("organisations",))
    assert (looked.added, looked.known, looked.rows) == (merged.added, merged.known, merged.rows)
    assert [row["label"] for row in merged.rows] == ["een bank"]


def test_the_project_is_copied_before_it_is_merged(noor: store.Project, other: store.Project) -> None:
    add(noor, "een school"), add(other, "een bank")
    store.merge(noor, file_of(other))
    (kept,) = (Path(str(noor.path)).parent / "p_kopieën").iterdir()
    with store.open_project(kept) as copied:
        assert labels(copied) == {"een school"}


def test_when_there_is_no_room_for_that_copy_nothing_happens(noor: store.Project, other: store.Project) -> None:
    add(other, "een bank")
    (Path(str(noor.path)).parent / "p_kopieën").write_text("hier staat al iets")
    with pytest.raises(Refused, match="geen plek voor een reservekopie"):
        store.merge(noor, file_of(other))
    assert labels(noor) == set()


def change_stored(project: store.Project, row: store.Row, **values: Any) -> None:
    """Damage a row in the file, past the kit."""
    found = tables()[row.table]
    with project.engine.connect() as connection:
        connection.detach()
        connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            connection.execute(sa.update(found).where(found.c.id == row.id).values(**values))


def forge(project: store.Project, row: store.Row, **values: Any) -> None:
    """Change a row past the kit and make its hash fit."""
    with project.reading() as connection:
        found = tables()[row.table]
        whole = dict(connection.execute(sa.select(found).where(found.c.id == row.id)).mappings().one()) | values
    change_stored(project, row, **values, hash=store.row_hash(row.table, whole))


@BOTH
@pytest.mark.parametrize("way", [0, 1], ids=["attached", "row by row"])
def test_a_damaged_row_is_told_and_left_out_and_the_rest_comes(
    way: int, noor: store.Project, other: store.Project
) -> None:
    damaged, newer = add(other, "een bank"), add(other, "een kerk")
    add(other, "een school")
    change_stored(other, damaged, label="een spaarbank")
    forge(other, newer, v=99)
    merged = store.merge(noor, ways(other)[way])
    assert {(row.row_id, row.why) for row in merged.refused} == {(damaged.id, "damaged"), (newer.id, "newer")}
    assert labels(noor) == {"een school"}
    assert store.check_rows(noor) == []


@pytest.mark.parametrize("way", [0, 1], ids=["attached", "row by row"])
def test_the_same_id_with_other_words_is_never_overwritten(way: int, noor: store.Project, other: store.Project) -> None:
    mine = add(noor, "een school")
    store.merge(other, file_of(noor))
    forge(other, mine, label="iets anders")
    merged = store.merge(noor, ways(other)[way])
    assert [(row.row_id, row.why) for row in merged.refused] == [(mine.id, "conflict")]
    assert store.find(noor, "organisations", mine.object_id) == mine


def test_a_row_that_says_it_belongs_elsewhere_is_left_out(noor: store.Project, other: store.Project) -> None:
    mine = add(noor, "een school")
    theirs, lost = add(other, "een bank"), add(other, "een kerk")
    nobody = store.new_id()
    forge(other, theirs, parents=[mine.id])  # would put Noor's school out of sight
    forge(other, lost, object_id=noor.who)  # says it is a version of Noor herself
    linked = store.new("participants", alias="Vos", organisation_id=theirs.object_id)
    store.write(other, [linked])
    forge(other, store.find(other, "participants", linked.object_id), organisation_id=nobody)
    merged = store.merge(noor, file_of(other))
    assert sorted(row.why for row in merged.refused) == ["misplaced", "misplaced", "unknown"]
    assert labels(noor) == {"een school"}
    assert merged.count == 0


def test_rows_that_replace_each_other_are_refused_as_a_whole(noor: store.Project, other: store.Project) -> None:
    first = add(other, "een bank")
    store.write(other, [store.change(first, label="een kerk")])
    second = store.find(other, "organisations", first.object_id)
    forge(other, first, parents=[second.id])
    with pytest.raises(Refused, match="wijzen versies naar elkaar"):
        store.merge(noor, file_of(other))
    assert labels(noor) == set()


@BOTH
def test_what_was_erased_here_does_not_come_back_whatever_was_written_on_it(
    noor: store.Project, other: store.Project
) -> None:
    whole, part = add(noor, "een bank"), add(noor, "een school van Jan")
    store.merge(other, file_of(noor))
    store.write(noor, [store.change(part, label="een school")])
    clean = store.find(noor, "organisations", part.object_id)
    erase(noor, whole.object_id)
    erase(noor, part.object_id, keep_id=clean.id)
    store.write(other, [store.change(whole, label="een grote bank"), store.change(part, label="de school van Jan")])
    on_top = store.new("participants", alias="Vos", organisation_id=whole.object_id)
    store.write(other, [on_top])
    merged = store.merge(noor, file_of(other))
    assert labels(noor) == {"een school"}
    assert merged.erased == 4
    assert [row["alias"] for row in store.read_rows(noor, "participants")] == ["Vos"], "it may do without"


@BOTH
def test_what_makes_no_sense_without_something_erased_stays_away_with_it(
    noor: store.Project, other: store.Project
) -> None:
    series = store.new("series", title="Reeks", format="workshops")
    store.write(noor, [series])
    store.merge(other, file_of(noor))
    phase = store.new("phases", series_id=series.object_id, kind="follow_up", order=1)
    meeting = store.new(
        "sessions", series_id=series.object_id, phase_id=phase.object_id, number=1, kind="vervolg", status="gepland"
    )
    insight = store.new("insights", session_id=meeting.object_id, kind="works", text="Samen eten helpt")
    store.write(other, [phase, meeting, insight])
    with noor.writing() as connection:
        told = {"id": store.new_id(), "object_id": series.object_id, "keep_id": None, "reason": "r", "author": "kit"}
        connection.execute(sa.insert(erasures).values(**told, at="x", confirmed=True))
        connection.execute(sa.delete(tables()["series"]))
    merged = store.merge(noor, file_of(other))
    assert (merged.count, merged.erased) == (0, 4)
    assert store.read_rows(noor, "insights") == []


@pytest.mark.parametrize("way", [0, 1], ids=["attached", "row by row"])
def test_what_was_erased_there_is_a_proposal_here_until_someone_says_yes(
    way: int, noor: store.Project, other: store.Project
) -> None:
    row = add(noor, "een bank")
    store.merge(other, file_of(noor))
    erase(other, row.object_id)
    merged = store.merge(noor, ways(other)[way])
    (proposal,) = merged.proposals
    assert (proposal.object_id, proposal.table, proposal.whole) == (row.object_id, "organisations", True)
    assert labels(noor) == {"een bank"}
    with noor.reading() as connection:
        assert connection.scalars(sa.select(erasures.c.confirmed)).all() == [False]
    assert store.merge(noor, ways(other)[way]).proposals == ()


@BOTH
def test_undo_takes_a_merge_back_as_if_it_never_happened_and_it_can_be_done_again(
    noor: store.Project, other: store.Project
) -> None:
    shared = add(noor, "een school")
    store.merge(other, file_of(noor))
    before, epoch = everything(noor), noor.fact("store_epoch")
    store.write(other, [store.change(shared, label="een basisschool")])
    erased = add(other, "een bank")
    erase(other, erased.object_id)
    store.merge(noor, file_of(other))
    told = store.undo_merge(noor)
    assert (told.name, told.who, told.count) == ("ander.ontmoet", noor.who, 1)
    assert everything(noor) == before
    assert noor.fact("store_epoch") != epoch
    assert store.merges(noor) == []
    store.merge(noor, file_of(other))
    assert labels(noor) == {"een basisschool"}
    with pytest.raises(Refused, match="niets samengevoegd"):
        store.undo_merge(noor), store.undo_merge(noor)


def test_a_colleague_never_sees_own_work_removed_by_our_undo(noor: store.Project, other: store.Project) -> None:
    add(other, "een bank")
    store.merge(noor, file_of(other))
    store.undo_merge(noor)
    store.merge(other, file_of(noor))
    assert labels(other) == {"een bank"}


def built_on(project: store.Project, theirs: store.Row) -> None:
    store.write(project, [store.change(theirs, label="een spaarbank")])


def pointed_at(project: store.Project, theirs: store.Row) -> None:
    store.write(project, [store.new("participants", alias="Vos", organisation_id=theirs.object_id)])


def listed(project: store.Project, theirs: store.Row) -> None:
    store.write(project, [store.new("themes", title="Geld", series_scope=[theirs.object_id])])


@BOTH
@pytest.mark.parametrize("build", [built_on, pointed_at, listed])
def test_undo_refuses_once_somebody_built_on_what_came(build: Any, noor: store.Project, other: store.Project) -> None:
    theirs = add(other, "een bank")
    store.merge(noor, file_of(other))
    build(noor, theirs)
    before = everything(noor)
    with pytest.raises(Refused, match="werkte verder met wat erbij kwam"):
        store.undo_merge(noor)
    assert everything(noor) == before


def test_undo_leaves_work_that_has_nothing_to_do_with_it(noor: store.Project, other: store.Project) -> None:
    mine = add(noor, "een school")
    store.merge(other, file_of(noor))
    store.write(other, [store.change(mine, label="een basisschool")])
    store.merge(noor, file_of(other))
    add(noor, "een kerk")
    store.write(noor, [store.new("participants", alias="Vos", organisation_id=mine.object_id)])
    store.undo_merge(noor)
    assert labels(noor) == {"een school", "een kerk"}


def test_undo_refuses_once_an_erasure_it_brought_was_confirmed(noor: store.Project, other: store.Project) -> None:
    row = add(noor, "een bank")
    store.merge(other, file_of(noor))
    erase(other, row.object_id)
    store.merge(noor, file_of(other))
    with noor.writing() as connection:
        connection.execute(sa.update(erasures).values(confirmed=True))
    with pytest.raises(Refused, match="is hier iets gewist"):
        store.undo_merge(noor)


def test_the_last_merge_is_taken_back_first(noor: store.Project, other: store.Project, tmp_path: Path) -> None:
    add(other, "een bank")
    store.merge(noor, file_of(other))
    with store.create(tmp_path / "derde.ontmoet", title="Derde") as third:
        add(third, "een kerk")
        store.merge(noor, file_of(third))
    assert [one.name for one in store.merges(noor)] == ["ander.ontmoet", "derde.ontmoet"]
    store.undo_merge(noor)
    assert labels(noor) == {"een bank"}


def test_a_project_of_the_first_kit_is_merged_and_stays_as_it_is(noor: store.Project, tmp_path: Path) -> None:
    old = tmp_path / "oud.ontmoet"
    old.write_bytes(gzip.decompress((ROOT / "tests" / "golden" / "practice_v1.ontmoet.gz").read_bytes()))
    before = hashlib.sha256(old.read_bytes()).hexdigest()
    with store.ProjectFile(old) as copy:
        merged = store.merge(noor, copy)
    assert hashlib.sha256(old.read_bytes()).hexdigest() == before
    assert merged.other_project is None
    assert merged.refused == ()
    assert merged.count > 2000
    assert {row.v for row in store.read_rows(noor, "codings")} == {1}
    assert store.check_rows(noor) == []


def test_another_project_is_told_to_be_another(noor: store.Project, other: store.Project, tmp_path: Path) -> None:
    assert store.preview(noor, file_of(other)).other_project is True
    sqlite.copy_to(Path(str(noor.path)), tmp_path / "zelfde.ontmoet", noor.key)
    assert store.preview(noor, store.ProjectFile(tmp_path / "zelfde.ontmoet")).other_project is False


def test_what_is_no_copy_is_refused_and_nothing_changes(
    noor: store.Project, other: store.Project, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="hetzelfde project"):
        store.merge(noor, file_of(noor))
    with other.engine.begin() as connection:
        connection.execute(sa.update(meta).where(meta.c.key == "schema_version").values(value="99"))
    with pytest.raises(Refused, match="nieuwere kit"):
        file_of(other)
    with pytest.raises(Refused, match="geen project op deze plek"):
        store.ProjectFile(tmp_path / "weg.ontmoet")


def test_a_file_that_is_damaged_inside_is_refused_and_nothing_changes(noor: store.Project, tmp_path: Path) -> None:
    path = tmp_path / "kapot.ontmoet"
    with store.create(path, title="Kapot") as made:
        store.write(made, [store.new("organisations", label="een bank " * 50) for _ in range(400)])
    content = bytearray(path.read_bytes())
    for at in range(len(content) // 2, len(content) - 4096, 4096):
        content[at : at + 64] = b"\xff" * 64  # heads of pages
    path.write_bytes(content)
    before = everything(noor)
    with pytest.raises(Refused, match="beschadigd of niet leesbaar"):
        store.merge(noor, store.ProjectFile(path))
    assert everything(noor) == before


def test_a_table_whose_rows_are_made_up_by_code_is_not_read(noor: store.Project, other: store.Project) -> None:
    add(other, "een bank")
    with other.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE insights")
        connection.exec_driver_sql("CREATE VIRTUAL TABLE insights USING fts5(id, object_id, hash)")
        connection.exec_driver_sql("INSERT INTO insights VALUES ('a', 'b', 'c')")
    merged = store.merge(noor, file_of(other))
    assert (merged.count, merged.refused) == (1, ())


def test_anchors_come_along_so_that_what_was_erased_can_be_pointed_at(
    noor: store.Project, other: store.Project
) -> None:
    gone = add(other, "een bank")
    store.write(other, [store.new("participants", alias="Vos", organisation_id=gone.object_id)])
    erase(other, gone.object_id)
    store.merge(noor, file_of(other))
    with noor.reading() as connection:
        kind = connection.scalar(sa.select(objects.c.kind).where(objects.c.id == gone.object_id))
    assert kind == "organisations"


def test_notes_that_come_in_can_be_found_by_their_words_and_not_after_undo(
    noor: store.Project, other: store.Project
) -> None:
    note = store.new("sources", title="Verslag", kind="verslag", sha256="0" * 64, text="Wilma bakte pannenkoeken")
    store.write(other, [note])
    store.write(noor, [store.new("sources", title="Ander", kind="verslag", sha256="1" * 64, text="Kees bakte brood")])
    store.merge(noor, file_of(other))
    assert notes_with(noor, "pannenkoek") == {note.object_id}
    store.undo_merge(noor)
    assert notes_with(noor, "pannenkoek") == set()
    assert len(notes_with(noor, "brood")) == 1


@BOTH
def test_two_projects_that_merged_each_other_show_the_same(noor: store.Project, other: store.Project) -> None:
    add(noor, "een school"), add(other, "een bank")
    store.merge(noor, file_of(other))
    store.merge(other, file_of(noor))
    assert store.view_hash(noor) == store.view_hash(other)
    before = store.view_hash(noor)
    add(other, "een kerk")
    store.merge(noor, file_of(other))
    assert store.view_hash(noor) == store.view_hash(other) != before
    store.undo_merge(noor)
    assert store.view_hash(noor) == before
