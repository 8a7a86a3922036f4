"""What is written can be trusted: all or nothing, never cut in two, never silently replaced."""

import signal
import sys
import threading
import time
from types import FrameType

import pytest

from ontmoet_research import store
from ontmoet_research.store.broken import broken_rows
from ontmoet_research.words import Refused


def test_what_is_written_is_read_back_with_its_meaning_intact(noor: store.Project) -> None:
    name = "Reeks <b> $5 👩‍🦽 \u202eאבג e\u0301"
    store.write(
        noor, [store.new("series", title=name, format="workshops", required_perspectives=["resident", "policy"])]
    )
    row = store.read_rows(noor, "series")[0]
    assert row["title"] == name
    assert row["required_perspectives"] == ["resident", "policy"]
    assert row.author == noor.who
    assert row.parents == ()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"title": "x", "format": "workshops", "titel": "x"}, "no column titel"),
        ({"title": "x", "format": "praatgroep"}, "takes one of"),
        ({"format": "workshops"}, "can't be empty"),
        ({"title": 3.5, "format": "workshops"}, "takes text"),
    ],
)
def test_a_value_the_model_does_not_know_is_refused_by_name(values: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        store.new("series", **values)


def test_a_batch_with_one_bad_row_writes_nothing(noor: store.Project) -> None:
    good = store.new("organisations", label="een school")
    nowhere = store.new("attendance", session_id=store.new_id(), participant_id=good.object_id, state="nieuw")
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        store.write(noor, [good, nowhere])
    assert store.read_rows(noor, "organisations") == []
    assert store.last_seq(noor) == 1  # only Noor herself


def test_two_people_who_change_the_same_thing_leave_two_versions(noor: store.Project) -> None:
    made = store.new("wishes", text="Als we nu eens belden", session_id=noor.who, status="open")
    store.write(noor, [made])
    seen = store.find(noor, "wishes", made.object_id)
    store.write(noor, [store.change(seen, text="Als we nu eens eerst belden")])
    store.write(noor, [store.change(seen, text="Als we nu eens langsgingen")])
    texts = {row["text"] for row in store.heads(noor, "wishes", made.object_id)}
    assert texts == {"Als we nu eens eerst belden", "Als we nu eens langsgingen"}
    assert store.read_table(noor, "wishes")["text"].tolist() == ["Als we nu eens langsgingen"], "the one written last"
    assert len(store.read_table(noor, "wishes", versions="all")) == 2
    both = store.heads(noor, "wishes", made.object_id)
    store.write(noor, [store.change(both[0], both[1], text="Als we nu eens belden of langsgingen")])
    assert [row["text"] for row in store.heads(noor, "wishes", made.object_id)] == [
        "Als we nu eens belden of langsgingen"
    ]


def test_many_objects_at_once_are_read_as_each_by_itself(noor: store.Project, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [store.new("organisations", label=f"groep {n}") for n in range(7)]
    store.write(noor, made)
    kept, twice, gone = (store.find(noor, "organisations", draft.object_id) for draft in made[:3])
    store.write(noor, [store.change(kept, label="een andere naam"), store.remove(gone)])
    store.write(noor, [store.change(twice, label="van Noor")])
    store.write(noor, [store.change(twice, label="van Ali")])
    monkeypatch.setattr("ontmoet_research.store.current.NAMED_AT_ONCE", 3)
    ids = [draft.object_id for draft in made]
    many = store.find_many(noor, "organisations", [*ids, ids[0], store.new_id()])
    assert set(many) == set(ids) - {gone.object_id}
    assert many == {key: store.find(noor, "organisations", key) for key in many}
    assert store.find_many(noor, "organisations", []) == {}


def test_the_feed_numbers_every_row_once_and_in_order(noor: store.Project) -> None:
    start = store.last_seq(noor)
    for batch in range(3):
        store.write(noor, [store.new("organisations", label=f"{batch}.{n}") for n in range(4)], origin="proef")
    items = store.since(noor, start)
    assert [item.seq for item in items] == list(range(start + 1, start + 13))
    assert len({item.batch for item in items}) == 3
    assert {item.origin for item in items} == {"proef"}
    assert store.since(noor, start + 12) == []


def test_eight_threads_that_write_at_once_lose_nothing(noor: store.Project) -> None:
    def work(number: int) -> None:
        for n in range(10):
            store.write(noor, [store.new("organisations", label=f"{number}.{n}")])

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    labels = {row["label"] for row in store.read_rows(noor, "organisations")}
    assert labels == {f"{a}.{b}" for a in range(8) for b in range(10)}


@pytest.mark.usefixtures("interruptible")
@pytest.mark.skipif(sys.platform == "win32", reason="signals work differently there")
def test_an_interrupt_in_the_middle_leaves_no_lock_and_no_half_batch(noor: store.Project) -> None:
    """Each interrupt comes somewhere inside ``write``; what stands around it goes on undisturbed."""
    main = threading.get_ident()
    stop = threading.Event()

    def interrupt_often() -> None:
        while not stop.wait(0.003):
            signal.pthread_kill(main, signal.SIGINT)

    def inside_write(_signal: int, frame: FrameType | None) -> None:
        while frame is not None and "_pytest" not in frame.f_code.co_filename:
            if frame.f_code is store.write.__code__:
                raise KeyboardInterrupt
            frame = frame.f_back

    signal.signal(signal.SIGINT, inside_write)  # the fixture puts back what was there
    interrupted = 0
    thread = threading.Thread(target=interrupt_often)
    deadline = time.monotonic() + 20
    thread.start()
    while interrupted < 60 and time.monotonic() < deadline:
        try:
            store.write(noor, [store.new("organisations", label=f"deel {n}") for n in range(5)])
        except KeyboardInterrupt:
            interrupted += 1
    stop.set()
    thread.join()
    assert interrupted >= 20
    store.write(noor, [store.new("organisations", label="daarna")])
    batches: dict[str, int] = {}
    for item in store.since(noor, 1):
        batches[item.batch] = batches.get(item.batch, 0) + 1
    assert set(batches.values()) == {5, 1}
    assert store.check_rows(noor) == []


def test_a_row_that_was_changed_behind_our_back_is_found(noor: store.Project) -> None:
    made = store.new("organisations", label="een school")
    store.write(noor, [made])
    with noor.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE organisations SET label = 'een bank'")
    assert [table for table, _ in store.check_rows(noor)] == ["organisations"]


def test_something_that_is_gone_is_refused_with_a_sentence(noor: store.Project) -> None:
    with pytest.raises(Refused, match="weggehaald"):
        store.find(noor, "series", store.new_id())


def test_many_rows_at_once_are_stored_as_one_by_one(noor: store.Project) -> None:
    """A long write goes to the driver in another way; what is stored, told and hashed is the same."""
    odd = "Reeks 100% 'ja' \"nee\" 👩‍🦽 é :naam ?"
    values = {"title": odd, "format": "workshops", "required_perspectives": ["resident", "policy"]}
    alone = store.new("series", **values)
    store.write(noor, [alone])
    many = [store.new("series", **values) for _ in range(150)]
    before = store.last_seq(noor)
    ids = store.write(noor, many, origin="veel")
    rows = {row.object_id: row for row in store.read_rows(noor, "series")}
    one = rows.pop(alone.object_id)
    assert [rows[draft.object_id].id for draft in many] == ids
    assert all(row.values == one.values and row.removed is False and row.parents == () for row in rows.values())
    assert [told.row_id for told in store.since(noor, before)] == ids
    store.write(noor, [store.change(row, title="anders") for row in rows.values()])
    assert [row["title"] for row in store.read_rows(noor, "series")].count("anders") == 150
    assert len(store.read_rows(noor, "series")) == 151, "each new version took the place of one"
    with noor.reading() as connection:
        assert broken_rows(connection) == []


def test_one_bad_row_among_many_writes_nothing(noor: store.Project) -> None:
    rows = [store.new("organisations", label=f"een school {n}") for n in range(150)]
    nowhere = store.new("attendance", session_id=store.new_id(), participant_id=rows[0].object_id, state="nieuw")
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        store.write(noor, [*rows, nowhere])
    assert store.read_rows(noor, "organisations") == []
    assert store.last_seq(noor) == 1
