"""Searching notes: the index never misses a note, follows every change, and forgets what was erased."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ontmoet_research import store
from ontmoet_research.model import tables
from ontmoet_research.store import search
from ontmoet_research.text import plain


def note(text: str, **more: str) -> store.Draft:
    return store.new("sources", title="Verslag", kind="verslag", sha256="x", text=text, **more)


def put(project: store.Project, *texts: str) -> list[str]:
    drafts = [note(text) for text in texts]
    store.write(project, drafts)
    return [draft.object_id for draft in drafts]


def found(project: store.Project, words: str, ids: list[str]) -> list[int]:
    return sorted(ids.index(one) for one in store.notes_with(project, words))


TEXTS = (
    "De wijkagent kwam langs bij het buurtwijkteam.",
    "Café Één: wij eten samen. De wijk doet mee!",
    "Ze zei 'm'n brief'; 5-7-2023 kreeg ze er 12.",
    "شكرا جزيلا، İstanbul, Ελλάδα, Straße, naïef \U0001d400\U0001f469 漢字かな",
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("wijk", [0, 1]),
        ("WIJKTEAM", [0]),
        ("de wijk", [0, 1]),  # also where a longer word begins with it
        ("de wijk doet", [1]),
        ("cafe een", [1]),
        ("ijk", [0, 1]),
        ("brief'; 5-7", [2]),
        ("12.", [2]),
        ("جزيلا", [3]),
        ("istanbul", [3]),
        ("strase", [3]),
        ("字か", [3]),
        ("\U0001d400", [3]),
        ("komt niet voor", []),
        ("  ", [0, 1, 2, 3]),
        ("!", [0, 1, 2, 3]),
    ],
)
def test_words_are_found_also_inside_a_word_whatever_capitals_and_accents(
    noor: store.Project, words: str, expected: list[int]
) -> None:
    assert found(noor, words, put(noor, *TEXTS)) == expected


letters = st.text(alphabet="abAÁß ij-'.\n1漢\u0301\U0001f469_", max_size=30)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@example(texts=["a" * 900 + " b"], sought="a" * 300)
@given(
    texts=st.lists(letters, min_size=1, max_size=3), sought=st.text(alphabet="abAÁ ij-'.1漢", min_size=1, max_size=5)
)
def test_every_note_that_holds_the_words_is_named(noor: store.Project, texts: list[str], sought: str) -> None:
    ids = put(noor, *texts)
    holding = {one for one, text in zip(ids, texts, strict=True) if plain(sought.strip()) in plain(text)}
    assert holding <= store.notes_with(noor, sought)


def test_only_current_notes_are_found(noor: store.Project) -> None:
    (one, other) = put(noor, "over de brief", "over de fiets")
    row = store.find(noor, "sources", one)
    store.write(noor, [store.change(row, text="over de pet")], origin="intake")
    assert store.notes_with(noor, "brief") == set()
    assert store.notes_with(noor, "pet") == {one}
    store.undo(noor, origin="intake")
    assert store.notes_with(noor, "brief") == {one}
    assert store.notes_with(noor, "pet") == set()
    store.write(noor, [store.remove(store.find(noor, "sources", other))])
    assert store.notes_with(noor, "fiets") == set()


def test_a_write_that_fails_leaves_nothing_in_the_index(noor: store.Project) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        store.write(noor, [note("half werk", session_id=store.new_id())])
    assert store.notes_with(noor, "half werk") == set()


def test_a_project_without_an_index_gets_one_when_it_is_asked_for(noor: store.Project) -> None:
    (one,) = put(noor, "over de brief")
    drop_index(noor)
    assert store.notes_with(noor, "brief") == {one}
    drop_index(noor)
    (other,) = put(noor, "nog een brief")
    assert store.notes_with(noor, "brief") == {one, other}


def drop_index(project: store.Project) -> None:
    with project.writing() as connection:
        for name in search.index_tables(connection):
            connection.exec_driver_sql(f"DROP TABLE {name}")


def test_building_the_index_again_changes_nothing(noor: store.Project) -> None:
    ids = put(noor, *TEXTS)
    with noor.writing() as connection:
        search.build_index(connection)
    assert found(noor, "wijk", ids) == [0, 1]
    assert found(noor, "jk doet", ids) == [1]


def test_a_note_in_which_very_much_or_very_long_words_stand_is_still_found(noor: store.Project) -> None:
    much = " ".join(f"w{n:x}q" for n in range(120_000))
    ids = put(noor, much, "x" * 5_000 + " staart", "gewoon")
    assert found(noor, "w1d4bfq", ids) == [0, 1]  # the second one can't be told to lack it
    assert 1 in found(noor, "xxx", ids)
    assert 1 in found(noor, "staart", ids)
    assert 2 in found(noor, "gewoon", ids)


def test_erasing_takes_a_row_and_its_own_words_out_of_the_index(noor: store.Project) -> None:
    (one, other) = put(noor, "Zwaluwstaart woont in de straat", "de straat is lang")
    gone = store.find(noor, "sources", one).id
    with noor.writing() as connection:
        search.forget(connection, [gone, store.new_id()])
    assert store.notes_with(noor, "zwaluwstaart") == set()
    assert store.notes_with(noor, "straat") == {other}
    with noor.reading() as connection:
        terms = set(connection.exec_driver_sql("SELECT term FROM search_terms").scalars())
    assert terms == {"de", "straat", "is", "lang"}


def test_no_letter_of_a_forgotten_word_stays_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "p.ontmoet"
    with store.create(path, title="Proef") as project:
        put(project, *(f"vulling {n} van de straat" for n in range(50)))
        (one,) = put(project, "Zwaluwstaart en Kwikkwarel wonen hier")
        put(project, *(f"meer vulling {n} van hier" for n in range(50)))
        with project.writing() as connection:
            row_id = store.find(project, "sources", one).id
            search.forget(connection, [row_id])
            connection.execute(sa.delete(tables()["sources"]).where(tables()["sources"].c.id == row_id))
        with project.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.connection.driver_connection.execute("VACUUM")
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir()).lower()
    for word in (b"zwaluw", b"kwikkwarel", b"ikkw", b"rel wonen"):
        assert not re.search(re.escape(word), content), word
