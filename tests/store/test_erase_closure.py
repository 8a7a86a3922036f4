"""Whatever is erased from whatever a project holds: nothing left points to what is gone, and nothing else is lost."""

from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from canary import CANARY, fill
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontmoet_research import model, store
from ontmoet_research.store.snapshot import Snapshot, flagged, references

WORDS = ("brief", "deur", "kwam", "weer", "niemand", "belde", "terug", "vrijdag", "wachten", "samen", "koffie", "eerst")
texts = st.lists(st.sampled_from(WORDS), min_size=6, max_size=30).map(" ".join)


def read(project: store.Project) -> Snapshot:
    with project.reading() as connection:
        return Snapshot.of_project(connection)


def pointers(snapshot: Snapshot) -> set[str]:
    """Every object that a current row points to."""
    found = set()
    for row in snapshot.all_heads():
        names = [*references(row.table, required=True), *references(row.table, required=False)]
        found |= {row[name] for name in names if row[name]}
        found |= {one for name in flagged(row.table, "refs") for one in row[name]}
    return found


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_nothing_left_points_to_what_is_gone_and_every_row_is_whole(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder, store.create(Path(folder) / "p.ontmoet", title="Proef") as project:
        fill(project)
        for row in data.draw(st.lists(st.sampled_from(store.read_rows(project, "memos") * 2), max_size=3)):
            store.write(project, [store.change(row, text=data.draw(texts))])
        before = read(project)
        targets = data.draw(st.lists(st.sampled_from(sorted(before.of)), min_size=1, max_size=3, unique=True))
        preview = store.preview_erasure(project, targets)
        done = store.erase(project, targets, reason="gevraagd")
        after = read(project)
        gone = before.of.keys() - after.of.keys()
        assert set(targets) <= gone
        assert not pointers(after) & gone
        assert store.check_rows(project) == []
        assert preview.gone == done.preview.gone
        assert sum(map(len, preview.gone.values())) == len(gone)
        with project.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        for one in after.of.keys() & before.of.keys():  # what stays is there once, or as two versions as before
            assert len(after.heads(one)) == len(before.heads(one))
        text = {one: store.read_values(project, "sources", ["text"], object_id=one) for one in after.of}
        for row in after.all_heads():
            if row.table == "codings" and not row.removed:
                [(whole,)] = text[row["source_id"]]
                assert whole[row["start"] : row["end"]] == row["quote"]
        assert not store.search_everywhere(project, done.words).found


def test_every_table_has_a_name_in_dutch_for_the_preview() -> None:
    from ontmoet_research.words import all_sentences

    missing = [name for name in model.tables() if f"table.{name}.many" not in all_sentences()]
    assert missing == [], "give these a name in words/nl.toml under [table]"


def test_marks_in_the_model_name_columns_that_are_there() -> None:
    for name in model.tables():
        for flag in ("piece_of", "marks"):
            assert not flagged(name, flag) or {"start", "end"} <= set(model.columns_of(name))
        for of in flagged(name, "digest_of").values():
            assert of in model.columns_of(name)
        for column, to in flagged(name, "reopens").items():
            assert to in model.columns_of(name)[column].info["choices"]


def test_erasing_a_whole_note_takes_all_that_was_said_and_done_with_it() -> None:
    with TemporaryDirectory() as folder, store.create(Path(folder) / "p.ontmoet", title="Proef") as project:
        ids = fill(project)
        done = store.erase(project, [ids.source], named=[CANARY], reason="gevraagd")
        assert {"sources", "fragments", "codings", "readings", "quotes"} <= done.preview.gone.keys()
        assert store.read_rows(project, "fragments") == store.read_rows(project, "codings") == []
        assert store.find(project, "batches", ids.batch)["source_id"] is None
        with project.reading() as connection:
            assert CANARY not in str(connection.execute(sa.text("SELECT * FROM memos")).all())
