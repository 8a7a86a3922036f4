"""The one door for records: what the model says of a column holds for whoever keeps, changes or takes out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontmoet_research import model, record
from ontmoet_research.group import list_meetings, make_series
from ontmoet_research.record.own_words import looked_at
from ontmoet_research.store import Project, create, find, heads, history, new, undo
from ontmoet_research.store import change as changed
from ontmoet_research.store import write as store_write
from ontmoet_research.words import Refused, say

ORIGIN = "test"
IDENTIFIERS = ("06-12345678", "0031 6 1234 5678", "noor.bakker@voorbeeld.nl", "123456782", "NL02ABNA0123456789")
PLACES = [(table, column) for table in model.tables() for column in looked_at(table)]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with create(tmp_path_factory.mktemp("deur") / "p.ontmoet", title="Deur") as made:
        make_series(made, "gids-2021", "Samen in Veldhoek")
        yield made


@pytest.fixture(scope="module")
def meeting(project: Project) -> str:
    return str(list_meetings(project, find_series(project))[0].object_id)


def find_series(project: Project) -> str:
    from ontmoet_research.store import read_rows

    return str(read_rows(project, "series")[0].object_id)


def filled(table: str, **own: Any) -> dict[str, Any]:
    """A value for each column that can't be empty, such as the model takes it."""
    values: dict[str, Any] = {}
    for name, column in model.columns_of(table).items():
        if column.nullable or column.info.get("list"):
            continue
        choices = column.info.get("choices") or ("iets",)
        plain = {int: 1, bool: True}.get(column.type.python_type, choices[0])
        values[name] = "2026-11-30" if column.info.get("date") else plain
    return values | own


def test_nearly_every_text_of_the_model_is_looked_at() -> None:
    """What is not looked at says why, so that nobody switches it off without a word."""
    assert len(PLACES) > 120
    for table in model.tables():
        assert all(len(why.split()) > 3 for why in model.marked(table, "lets_through").values()), table


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    place=st.sampled_from(PLACES),
    identifier=st.sampled_from(IDENTIFIERS),
    around=st.tuples(st.sampled_from(("", "Bel ", "(", "iets: ")), st.sampled_from(("", " graag", ").", ", zei ze"))),
)
def test_no_own_words_take_a_number_a_mail_address_or_a_bsn(
    project: Project, place: tuple[str, str], identifier: str, around: tuple[str, str]
) -> None:
    table, column = place
    words = identifier.join(around)
    value = [words] if model.columns_of(table)[column].info.get("list") else words
    draft = new(table, **filled(table, **{column: value}))
    with pytest.raises(Refused) as stopped:
        record.write(project, [draft], origin=ORIGIN)
    assert stopped.value.key == "record.identifier"
    assert heads(project, table, draft.object_id) == []


def test_words_that_an_older_kit_let_in_stay_until_they_change(project: Project, meeting: str) -> None:
    old = new("gains", session_id=meeting, kind="kennis", text="Bel 06-12345678")
    store_write(project, [old])
    row = find(project, "gains", old.object_id)
    record.write(project, [changed(row, kind="casus")], origin=ORIGIN)
    assert find(project, "gains", old.object_id)["kind"] == "casus"
    with pytest.raises(Refused, match=r"mens wijst"):
        record.change(project, "gains", old.object_id, origin=ORIGIN, text="Bel toch 06-12345678")
    assert record.change(project, "gains", old.object_id, origin=ORIGIN, text="Bel de gemeente")


def test_words_are_stripped_days_are_read_and_empty_is_nothing(project: Project, meeting: str) -> None:
    kept = record.keep(
        project,
        "promises",
        origin=ORIGIN,
        series_id=find_series(project),
        session_id=meeting,
        what="  bellen\n",
        to_whom=" de buren ",
        by_whom="   ",
        due="5 juli 2026",
    )
    row = find(project, "promises", kept)
    assert (row["what"], row["to_whom"], row["by_whom"], row["due"]) == ("bellen", "de buren", None, "2026-07-05")


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_what_people_must_fill_in_is_not_empty(project: Project, meeting: str, empty: str | None) -> None:
    with pytest.raises(Refused) as stopped:
        record.keep(project, "wishes", origin=ORIGIN, text=empty, session_id=meeting, status="open")
    assert str(stopped.value) == say("record.needs.wishes.text")


def test_what_is_pointed_at_must_be_there_and_of_the_right_kind(project: Project, meeting: str) -> None:
    for elsewhere in ("nergens", find_series(project)):
        with pytest.raises(Refused) as stopped:
            record.keep(project, "wishes", origin=ORIGIN, text="Als we bellen", session_id=elsewhere, status="open")
        assert stopped.value.key == "store.gone"


def test_saying_again_what_stands_there_writes_nothing(project: Project, meeting: str) -> None:
    kept = record.keep(project, "gains", origin=ORIGIN, session_id=meeting, kind="kennis", text="Iets geleerd")
    assert not record.change(project, "gains", kept, origin=ORIGIN, text=" Iets geleerd ")
    assert len(history(project, "gains", kept)) == 1


def test_nothing_goes_while_something_hangs_on_it_and_undo_brings_it_back(project: Project, meeting: str) -> None:
    asked = {"session_id": meeting, "question": "Wat neem je mee?", "answers": ["moed"]}
    harvest = record.keep(project, "harvests", origin=ORIGIN, **asked)
    own = {"harvest_id": harvest, "answer": "moed", "kind": model.change.HARVEST_KINDS[0]}
    sorting = record.keep(project, "harvest_sortings", origin=ORIGIN, **own)
    with pytest.raises(Refused) as stopped:
        record.take_out(project, "harvests", harvest, origin=ORIGIN)
    assert stopped.value.key == "record.something_hangs_on_it"
    record.take_out(project, "harvest_sortings", sorting, origin=ORIGIN)
    record.take_out(project, "harvests", harvest, origin="test.last")
    with pytest.raises(Refused):
        find(project, "harvests", harvest)
    undo(project, origin="test.last")
    assert find(project, "harvests", harvest)["question"] == "Wat neem je mee?"


def test_a_choice_the_model_does_not_know_is_refused(project: Project, meeting: str) -> None:
    with pytest.raises(ValueError, match="takes one of"):
        record.keep(project, "gains", origin=ORIGIN, session_id=meeting, kind="iets", text="Iets geleerd")


def test_a_web_address_may_stand_where_the_model_says_so(project: Project) -> None:
    kept = record.keep(
        project,
        "bibliography",
        origin=ORIGIN,
        key="a2026",
        authors="A. Maker",
        title="Boek",
        published_in="www.iets.nl",
    )
    assert find(project, "bibliography", kept)["published_in"] == "www.iets.nl"
    with pytest.raises(Refused):
        record.keep(project, "themes", origin=ORIGIN, title="Zie www.iets.nl")


def test_the_door_stands_open_for_nothing_else(tmp_path: Path) -> None:
    """Rooms write through this door; who writes past it is named here with the reason."""
    import ast

    past = {"record/door.py": "the door itself"}
    root = Path(record.__file__).resolve().parents[1]
    found = []
    for path in root.rglob("*.py"):
        place = path.relative_to(root).as_posix()
        if place.startswith("store/"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ontmoet_research.store")
            if named and {"write", "on_writer"} & {one.name for one in node.names}:
                found.append(place)
    assert sorted(found) == sorted(past)
