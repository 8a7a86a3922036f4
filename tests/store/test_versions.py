"""Two versions of one thing: both are told, a person chooses, and what nobody saw stays in sight."""

import pytest

from ontmoet_research import store
from ontmoet_research.words import Refused


@pytest.fixture
def wish(noor: store.Project) -> store.Row:
    made = store.new("wishes", text="Als we nu eens belden", session_id=noor.who, status="open")
    store.write(noor, [made])
    return store.find(noor, "wishes", made.object_id)


@pytest.fixture
def doubled(noor: store.Project, wish: store.Row) -> store.Versions:
    """Noor reworded the wish; Kees, who did not see that, parked it in words of his own."""
    store.write(noor, [store.change(wish, text="Als we nu eens eerst belden")])
    kees = noor.as_person(store.new_id())
    store.write(kees, [store.change(wish, text="Als we nu eens langsgingen", status="geparkeerd")])
    (found,) = store.two_versions(noor)
    return found


def test_two_versions_tell_who_wrote_what_and_where_they_differ(
    noor: store.Project, wish: store.Row, doubled: store.Versions
) -> None:
    assert (doubled.table, doubled.object_id) == ("wishes", wish.object_id)
    assert doubled.differs == ("text", "status")
    assert doubled.values_of("status") == ("open", "geparkeerd")
    assert doubled.rows[0].author == noor.who != doubled.rows[1].author
    assert not doubled.removal_differs
    assert store.two_versions(noor, "codes") == []


def test_joining_leaves_one_version_that_names_all_it_replaces(noor: store.Project, doubled: store.Versions) -> None:
    joined = store.join_versions(noor, doubled, {"text": "Als we nu eens belden of langsgingen", "status": "open"})
    (row,) = store.heads(noor, "wishes", doubled.object_id)
    assert (row.id, row["text"], row["status"]) == (joined, "Als we nu eens belden of langsgingen", "open")
    assert set(row.parents) == {one.id for one in doubled.rows}
    assert row["session_id"] == noor.who, "what was the same stays"
    assert store.two_versions(noor) == []


def test_undo_of_joining_brings_both_versions_back(noor: store.Project, doubled: store.Versions) -> None:
    store.join_versions(noor, doubled, {"text": "Anders", "status": "open"}, origin="lezen")
    store.undo(noor, origin="lezen")
    (again,) = store.two_versions(noor)
    assert set(again.values_of("text")) == set(doubled.values_of("text"))


def test_a_person_has_to_choose_in_every_column_that_differs(noor: store.Project, doubled: store.Versions) -> None:
    with pytest.raises(ValueError, match="someone has to choose status"):
        store.join_versions(noor, doubled, {"text": "Anders"})
    with pytest.raises(ValueError, match="takes one of"):
        store.join_versions(noor, doubled, {"text": "Anders", "status": "misschien"})
    assert store.two_versions(noor) == [doubled]


def test_a_version_nobody_saw_is_not_replaced(noor: store.Project, wish: store.Row, doubled: store.Versions) -> None:
    store.write(noor, [store.change(wish, text="Een derde")])
    with pytest.raises(Refused, match="net nog veranderd"):
        store.join_versions(noor, doubled, {"text": "Anders", "status": "open"})
    assert len(store.heads(noor, "wishes", wish.object_id)) == 3


def test_one_removed_it_and_another_changed_it_is_also_two_versions(noor: store.Project, wish: store.Row) -> None:
    store.write(noor, [store.remove(wish)])
    store.write(noor, [store.change(wish, text="Als we nu eens eerst belden")])
    (found,) = store.two_versions(noor)
    assert found.removal_differs
    store.join_versions(noor, found, {}, removed=True)
    assert store.read_rows(noor, "wishes") == []
    assert store.two_versions(noor) == []


def test_what_is_gone_in_all_versions_is_not_asked_about(noor: store.Project, wish: store.Row) -> None:
    store.write(noor, [store.remove(wish)])
    store.write(noor, [store.remove(wish)])
    assert len(store.heads(noor, "wishes", wish.object_id)) == 2
    assert store.two_versions(noor) == []
    assert store.versions_of(noor, "wishes", wish.object_id) is None
