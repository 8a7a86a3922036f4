"""What was erased in another copy is a proposal here; yes, no, and two erasures that meet."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from canary import CANARY, NOTE, OTHERS, Ids, fill

from ontmoet_research import model, store
from ontmoet_research.store.joined import carrying_both
from ontmoet_research.store.snapshot import Snapshot
from ontmoet_research.store.tables import meta
from ontmoet_research.words import Refused

REASON = "zij vroeg het zelf"


@pytest.fixture
def ids(project: store.Project) -> Ids:
    return fill(project)


@pytest.fixture
def copy(project: store.Project, ids: Ids, tmp_path: Path) -> Iterator[store.Project]:
    """The same project on another computer: a file, also of a project on a server."""
    with store.create(tmp_path / "kopie.ontmoet", title="Proef") as other:
        with other.engine.begin() as connection:
            connection.execute(sa.delete(meta).where(meta.c.key == "project_id"))
            connection.execute(sa.insert(meta), {"key": "project_id", "value": project.fact("project_id")})
        bring(other, project)
        yield other


def bring(into: store.Project, other: store.Project) -> None:
    with store.OpenProject(other) as coming:
        store.merge(into, coming)


def read(project: store.Project) -> Snapshot:
    with project.reading() as connection:
        return Snapshot.of_project(connection)


def holds(project: store.Project, word: str) -> bool:
    return any(word.lower() in str(row.values).lower() for row in read(project).rows.values())


def confirm_all(project: store.Project) -> None:
    for proposal in store.list_proposals(project):
        store.confirm(project, *proposal.ids)


def test_an_erasure_from_a_copy_waits_for_a_yes(project: store.Project, copy: store.Project, ids: Ids) -> None:
    store.erase(copy, [ids.piece], named=[CANARY], reason=REASON)
    memo = store.new(
        "memos", contributor_id=ids.noor, kind="idee", private=False, text=f"Over de {CANARY}, alleen hier."
    )
    store.write(project, [memo])
    bring(project, copy)
    assert holds(project, CANARY)
    [proposal] = store.list_proposals(project)
    assert (proposal.reason, proposal.author) == (REASON, "kit")
    assert proposal.preview.gone["fragments"] == [""]
    done = store.confirm(project, *proposal.ids)
    assert not holds(project, CANARY)  # also in the memo that the copy never saw
    assert store.list_proposals(project) == []
    store.clean_copies(project)  # one was made before merging
    assert not store.search_everywhere(project, done.words).found
    assert store.find(project, "sources", ids.source)["text"].endswith(f"{OTHERS}\n")
    assert store.check_rows(project) == []


def test_a_confirmed_proposal_stands_in_the_ledger_with_the_places(
    project: store.Project, copy: store.Project, ids: Ids, tmp_path: Path
) -> None:
    backup = tmp_path / "eerder.ontmoet"
    shutil.copy(copy.path, backup)
    store.erase(copy, [ids.piece], named=[CANARY], reason=REASON)
    bring(project, copy)
    confirm_all(project)
    shutil.copy(store.ledger_path(project), tmp_path / "eerder.gewist.jsonl")
    with store.open_project(backup) as restored:
        store.apply_ledger(restored)
        assert not holds(restored, CANARY)
        assert store.find(restored, "sources", ids.source)["text"].endswith(f"{OTHERS}\n")


def test_two_who_say_yes_apart_write_the_very_same_rows(
    project: store.Project, copy: store.Project, ids: Ids, tmp_path: Path
) -> None:
    own = {"contributor_id": ids.noor, "kind": "idee", "private": False}
    memo = store.new("memos", text=f"Over de {CANARY}, in twee kopieën.", about_id=ids.piece, **own)
    store.write(project, [memo])
    with store.create(tmp_path / "derde.ontmoet", title="Proef") as third:
        bring(third, project)
        store.erase(copy, [ids.piece], named=[CANARY], reason=REASON)
        for one in (project, third):
            bring(one, copy)
            confirm_all(one)
        told = [store.heads(one, "memos", memo.object_id) for one in (project, third)]
        assert told[0] == told[1]
        assert "█" in told[0][0]["text"]
        bring(project, third)
        assert store.heads(project, "memos", memo.object_id) == told[0]


def test_who_says_no_keeps_what_was_there_and_is_not_asked_again(
    project: store.Project, copy: store.Project, ids: Ids
) -> None:
    store.erase(copy, [ids.piece], named=[CANARY], reason=REASON)
    bring(project, copy)
    assert CANARY not in store.find(project, "sources", ids.source)["text"]  # the version without is the newest
    for proposal in store.list_proposals(project):
        store.decline(project, *proposal.ids)
    assert store.find(project, "sources", ids.source)["text"] == NOTE
    assert store.find(project, "fragments", ids.piece)["order"] == 2
    store.erase(project, [ids.batch], reason="dubbel")
    bring(project, copy)
    assert store.list_proposals(project) == []
    with pytest.raises(Refused, match="niet meer"):
        store.confirm(project, store.new_id())


def test_an_old_copy_with_new_work_on_the_words_brings_nothing_back(
    project: store.Project, copy: store.Project, ids: Ids
) -> None:
    said = f"Ze vertelde: elke vrijdag een brief van de {CANARY} en dan niets."
    memo = store.new("memos", contributor_id=ids.noor, kind="idee", private=False, text=said)
    source = store.find(copy, "sources", ids.source)
    coding = store.read_rows(copy, "codings", fragment_id=ids.piece)[0]
    again = store.new("codings", **coding.values)
    beside = store.new("codings", **store.read_rows(copy, "codings", fragment_id=ids.after)[0].values)
    store.write(copy, [memo, again, beside, store.change(source, text=source["text"].replace("koffie", "thee"))])
    store.erase(project, [ids.piece], named=[CANARY], reason=REASON)
    bring(project, copy)
    assert not holds(project, CANARY)
    assert store.heads(project, "codings", again.object_id) == []
    assert store.find(project, "codings", beside.object_id)["quote"] == "dat herken ik"
    assert store.find(project, "memos", memo.object_id)["text"].startswith("Ze vertelde: ██")
    assert store.check_rows(project) == []


def test_two_people_who_erased_different_words_end_with_one_and_the_same_row(
    project: store.Project, copy: store.Project, ids: Ids
) -> None:
    store.erase(project, [ids.piece], reason=REASON)
    store.erase(copy, [ids.after], reason="hij ook")
    bring(project, copy)
    bring(copy, project)
    confirm_all(project)
    confirm_all(copy)
    ours, theirs = (store.heads(one, "sources", ids.source) for one in (project, copy))
    assert [(row.id, row.hash) for row in ours] == [(row.id, row.hash) for row in theirs]
    assert len(ours) == 1
    text = ours[0]["text"]
    assert len(text) == len(NOTE)
    assert text.startswith("Wij begonnen met koffie")
    assert set(text[NOTE.index("Wilma") :]) == {"█", "\n"}
    for one in (project, copy):
        assert store.check_rows(one) == []
        assert [row["quote"] for row in store.read_rows(one, "codings")] == ["een rondje"]


def test_a_row_that_carries_both_is_the_same_in_whatever_order_they_meet() -> None:
    def kept(n: int, text: str) -> store.Row:
        values = {name: [] if c.info.get("list") else None for name, c in model.columns_of("memos").items()}
        return store.Row("memos", f"k{n}", "o", (), "kit", f"2025-01-0{n}", 2, False, "", {**values, "text": text})

    one, two, three = kept(1, "██ bb cc"), kept(2, "aa ██ cc"), kept(3, "aa bb ██")
    assert carrying_both([one, two], ["k1", "k2"]) == carrying_both([two, one], ["k2", "k1"])
    both = carrying_both([one, two], ["k1", "k2"])
    late = carrying_both([both, three], ["k1", "k2", "k3"])
    assert late == carrying_both([one, carrying_both([two, three], ["k2", "k3"])], ["k3", "k1", "k2"])
    assert late["text"] == "██ ██ ██"
