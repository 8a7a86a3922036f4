"""Erasing for good: nothing of the words is left in any byte, all else stays, and nothing brings them back."""

import hashlib
import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from canary import CANARY, NOTE, OTHERS, SAID, Ids, fill

from ontmoet_research import store
from ontmoet_research.model import tables
from ontmoet_research.store import sqlite
from ontmoet_research.store.backup import backup, restore
from ontmoet_research.store.erasures import alive
from ontmoet_research.store.ledger import Line, read_ledger
from ontmoet_research.store.snapshot import Snapshot
from ontmoet_research.store.tables import erasures, feed, meta, replacements
from ontmoet_research.words import Refused

REASON = "zij vroeg het zelf"
in_a_file = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


@pytest.fixture
def ids(project: store.Project) -> Ids:
    return fill(project)


def everything(project: store.Project) -> str:
    """All that is stored, as one text."""
    with project.reading() as connection:
        own = [erasures, feed, meta, replacements]
        rows = [tuple(row) for t in [*tables().values(), *own] for row in connection.execute(sa.select(t))]
    return json.dumps(rows, ensure_ascii=False)


def bytes_with(folder: Path, word: str = CANARY) -> list[str]:
    """Files below a folder that hold a word, in any case, in any of the ways a file holds text."""
    ways = [form.encode(code) for form in (word, word.capitalize()) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(way in path.read_bytes() for way in ways)]


def copy_to(project: store.Project, path: Path) -> None:
    with closing(sqlite.connect(Path(project.path), project.key)) as raw:
        raw.execute(f"VACUUM INTO '{path}'")


@in_a_file
def test_the_canary_is_everywhere_before(project: store.Project, ids: Ids, tmp_path: Path) -> None:
    assert everything(project).lower().count(CANARY) >= 12
    assert bytes_with(tmp_path)


@in_a_file
def test_after_erasing_no_byte_of_the_project_holds_the_word(project: store.Project, ids: Ids, tmp_path: Path) -> None:
    done = store.erase(project, [ids.piece], named=[CANARY], reason=REASON)
    assert done.clean
    assert CANARY not in everything(project).lower()
    assert bytes_with(tmp_path) == []
    proof = store.search_everywhere(project, done.words, [tmp_path])
    assert (proof.found, proof.shut) == ({}, [])
    assert proof.files >= 3  # project, -wal, -shm, ledger
    assert store.check_rows(project) == []


def test_what_someone_else_said_stays_and_every_position_with_it(project: store.Project, ids: Ids) -> None:
    store.erase(project, [ids.piece], reason=REASON)
    text = store.find(project, "sources", ids.source)["text"]
    assert len(text) == len(NOTE)
    assert text[NOTE.index("Teun") :] == f"{OTHERS}\n"
    assert set(text[NOTE.index("Wilma") : NOTE.index("Teun")]) == {"█", "\n"}
    codings = store.read_table_raw(project, "codings")
    assert sorted(codings["quote"]) == ["dat herken ik", "een rondje"]
    for coding in codings.to_dict("records"):
        assert text[coding["start"] : coding["end"]] == coding["quote"]
        assert text[: coding["start"]].endswith(coding["prefix"])
        assert text[coding["end"] :].startswith(coding["suffix"])


def test_what_speaks_of_it_goes_along_and_lists_lose_it(project: store.Project, ids: Ids) -> None:
    store.erase(project, [ids.piece], reason=REASON)
    for name in ("readings", "differences", "positions", "quotes"):
        assert store.read_rows(project, name) == [], name
    assert store.find(project, "batches", ids.batch)["fragment_ids"] == [ids.before, ids.after]
    assert store.read_rows(project, "memos")[0]["about_id"] is None
    assert "█" in store.read_rows(project, "memos")[0]["text"]
    assert store.read_rows(project, "memos")[0]["text"].endswith("Dat raakte mij.")


def test_a_section_that_held_the_words_is_a_concept_again_and_agreements_no_longer_count(
    project: store.Project, ids: Ids
) -> None:
    store.erase(project, [ids.piece], reason=REASON)
    section = store.find(project, "report_sections", ids.section)
    assert section["state"] == "concept"
    assert section["sources"] == []
    assert section["body_md"].startswith("Iemand ██")
    assert store.read_rows(project, "sign_offs") == []


def test_the_digest_of_a_note_tells_nothing_of_what_it_was(project: store.Project, ids: Ids) -> None:
    store.erase(project, [ids.piece], reason=REASON)
    source = store.find(project, "sources", ids.source)
    assert source["sha256"] == hashlib.sha256(source["text"].encode()).hexdigest()
    assert hashlib.sha256(NOTE.encode()).hexdigest() not in everything(project)


@pytest.mark.parametrize("named", [["Teun"], [CANARY]], ids=["words that stand there", "words of an older version"])
def test_the_digest_of_a_note_as_it_came_goes_with_its_words(
    project: store.Project, ids: Ids, named: list[str]
) -> None:
    came_as = hashlib.sha256(NOTE.encode()).hexdigest()
    source = store.find(project, "sources", ids.source)
    store.write(project, [store.change(source, sha256_as_it_came=came_as)])
    source = store.find(project, "sources", ids.source)
    text = source["text"].replace(CANARY, "iemand").replace(CANARY.capitalize(), "Iemand")
    if named == [CANARY]:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        store.write(project, [store.change(source, text=text, sha256=sha256)])
    assert came_as in everything(project)
    store.erase(project, named=named, reason=REASON)
    assert store.find(project, "sources", ids.source)["sha256_as_it_came"] is None
    assert came_as not in everything(project)
    assert store.check_rows(project) == []


def test_words_in_the_history_go_too(project: store.Project, ids: Ids) -> None:
    memo = store.read_rows(project, "memos")[0]
    store.write(project, [store.change(memo, text="Heel iets anders.")])
    store.erase(project, [ids.piece], named=[CANARY], reason=REASON)
    told = store.history(project, "memos", memo.object_id)
    assert list(told["text"]) == ["Heel iets anders."]


def test_on_a_server_the_ledger_is_in_the_folder_of_the_person(
    project: store.Project, ids: Ids, tmp_path: Path
) -> None:
    done = store.erase(project, [ids.piece], named=[CANARY], reason=REASON)
    assert done.clean
    assert CANARY not in everything(project).lower()
    assert not store.search_everywhere(project, done.words).found
    if "://" in str(project.path):
        assert store.ledger_path(project).parent == tmp_path / "kit"
        assert store.ledger_path(project).exists()


def test_two_versions_stay_two_versions_without_the_words(project: store.Project, ids: Ids) -> None:
    memo = store.read_rows(project, "memos")[0]
    store.write(project, [store.change(memo, text=f"{memo['text']} Eerst.")])
    store.write(project, [store.change(memo, text=f"{memo['text']} Later.")])
    store.erase(project, [ids.piece], named=[CANARY], reason=REASON)
    endings = sorted(row["text"][-6:] for row in store.heads(project, "memos", memo.object_id))
    assert endings == ["Eerst.", "Later."]
    assert CANARY not in everything(project).lower()


def test_what_was_removed_before_stays_removed(project: store.Project, ids: Ids) -> None:
    memo = store.read_rows(project, "memos")[0]
    store.write(project, [store.remove(memo)])
    store.erase(project, [ids.piece], named=[CANARY], reason=REASON)
    assert store.read_rows(project, "memos") == []
    assert CANARY not in everything(project).lower()


def test_only_some_words_of_a_text_can_go(project: store.Project, ids: Ids) -> None:
    wish = store.read_rows(project, "wishes")[0]
    start = wish["text"].index(CANARY)
    words = store.Words(wish.object_id, "text", start, start + len(CANARY))
    store.erase(project, spans=[words], reason=REASON)
    assert store.find(project, "wishes", wish.object_id)["text"] == f"Als we nu eens de {'█' * len(CANARY)} belden"
    assert SAID in store.find(project, "sources", ids.source)["text"]


def test_erasing_a_label_leaves_the_words_it_was_on(project: store.Project, ids: Ids) -> None:
    coding = store.read_rows(project, "codings", fragment_id=ids.piece)[0]
    store.erase(project, [coding.object_id], reason=REASON)
    assert store.find(project, "sources", ids.source)["text"] == NOTE
    assert store.heads(project, "codings", coding.object_id) == []


def test_the_words_can_be_left_alone_elsewhere(project: store.Project, ids: Ids) -> None:
    store.erase(project, [ids.piece], elsewhere=False, reason=REASON)
    assert CANARY not in store.find(project, "sources", ids.source)["text"]
    assert CANARY in store.read_rows(project, "memos")[0]["text"]


def test_a_preview_tells_what_goes_and_changes_nothing(project: store.Project, ids: Ids) -> None:
    before = everything(project)
    preview = store.preview_erasure(project, [ids.piece])
    assert everything(project) == before
    counts = {name: len(titles) for name, titles in preview.gone.items()}
    wanted = {"fragments": 1, "codings": 1, "readings": 1, "differences": 1, "positions": 1, "quotes": 1}
    assert counts == wanted
    assert preview.blocked["report_sections"] == preview.reopened == ["In het kort"]
    assert preview.loose == {"batches": 1}
    assert preview.fallen == 1
    assert CANARY in preview.also  # a telling word that stands elsewhere: a person may name it
    told = "\n".join(preview.sentences())
    for part in ("1 stukje tekst", "1 verslag: Avond", "samen opnieuw: In het kort", "1 akkoord telt", CANARY):
        assert part in told
    done = store.erase(project, [ids.piece], reason=REASON)
    assert (done.preview.gone, done.preview.rows) == (preview.gone, preview.rows)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"reason": "  "}, "waarom dit weg moet"),
        ({"reason": f"om de {CANARY}"}, "In de reden staan woorden"),
        ({"object_ids": ["bestaat-niet"]}, "staat niet in je project"),
        ({"object_ids": [], "named": []}, "staat niet in je project"),
        ({"named": ["ik"]}, "minstens 3 letters"),
    ],
)
def test_what_can_not_be_erased_is_refused_and_nothing_changes(
    project: store.Project, ids: Ids, asked: dict[str, object], told: str
) -> None:
    before = everything(project)
    with pytest.raises(Refused, match=told):
        store.erase(project, **{"object_ids": [ids.piece], "named": [CANARY], "reason": REASON, **asked})  # type: ignore[arg-type]  # any of them
    assert everything(project) == before
    assert not store.ledger_path(project).exists()


@in_a_file
def test_when_the_ledger_can_not_be_written_nothing_is_erased(project: store.Project, ids: Ids) -> None:
    store.ledger_path(project).mkdir()
    before = everything(project)
    with pytest.raises(Refused, match="niet bewaren"):
        store.erase(project, [ids.piece], reason=REASON)
    assert everything(project) == before


def test_readers_start_again_and_undo_stops_at_the_erasure(project: store.Project, ids: Ids) -> None:
    store.write(project, [store.new("organisations", label="een school")], origin="scherm")
    epoch = project.fact("store_epoch")
    store.erase(project, [ids.piece], reason=REASON)
    assert project.fact("store_epoch") != epoch
    known = {row.id for row in snapshot(project).rows.values()}
    assert {item.row_id for item in store.since(project, 0)} <= known
    for origin in ("scherm", "opzet", "store.erase"):
        with pytest.raises(Refused, match=r"voorgoed gewist|niets om terug"):
            store.undo(project, origin=origin)
    store.write(project, [store.new("organisations", label="een bank")], origin="scherm")
    assert store.undo(project, origin="scherm")[0]["label"] == "een bank"


def test_an_old_copy_can_not_bring_it_back(project: store.Project, ids: Ids) -> None:
    old = snapshot(project)
    store.erase(project, [ids.piece], named=[CANARY], reason=REASON)
    with project.reading() as connection:
        told = connection.execute(sa.select(erasures.c.object_id, erasures.c.keep_id)).all()
    keeps: dict[str, list[str | None]] = {}
    for object_id, keep_id in told:
        keeps.setdefault(object_id, []).append(keep_id)
    now = snapshot(project)
    for one, rows in old.of.items():
        parents = {row.id: row.parents for row in [*rows, *now.of.get(one, [])]}
        staying = alive(parents, keeps.get(one, []))
        for row in rows:
            assert CANARY not in str(row.values).lower() or row.id not in staying


@in_a_file
def test_the_ledger_holds_no_content_and_does_the_erasure_again_in_an_older_backup(
    project: store.Project, ids: Ids, tmp_path: Path
) -> None:
    backup = tmp_path / "elders" / "p.ontmoet"
    backup.parent.mkdir()
    copy_to(project, backup)
    store.erase(project, [ids.piece], named=[CANARY], reason=REASON)
    path = store.ledger_path(project)
    assert path.name == "p.gewist.jsonl"
    assert CANARY not in path.read_text(encoding="utf-8").lower()
    assert {line.reason for line in read_ledger(path, project.fact("project_id"))} == {REASON}
    with store.open_project(shutil.copy(backup, tmp_path / "aside.ontmoet")) as aside:
        store.erase_in_backup(aside, Path(project.path))  # as it is done before a backup is put back
        assert CANARY not in everything(aside).lower()
    shutil.copy(path, backup.with_name(path.name))
    with store.open_project(backup) as restored:
        assert CANARY in everything(restored).lower()
        done = store.apply_ledger(restored)
        assert CANARY not in everything(restored).lower()
        store.clean_copies(restored)  # one was made when it was opened
        assert bytes_with(backup.parent) == []
        assert done.preview.gone.keys() == {"fragments", "codings", "readings", "differences", "positions", "quotes"}
        assert len(store.find(restored, "sources", ids.source)["text"]) == len(NOTE)
        assert OTHERS in store.find(restored, "sources", ids.source)["text"]
        again = everything(restored)
        assert not store.apply_ledger(restored).preview
        assert everything(restored) == again


def test_a_version_the_ledger_does_not_know_goes_as_a_whole(project: store.Project, ids: Ids) -> None:
    wish = store.read_rows(project, "wishes")[0]
    line = Line(store.new_id(), "", wish.object_id, "wishes", "2025-01-01", REASON, keep="weg", rows={"andere": {}})
    store.apply_ledger(project, [line])
    assert store.heads(project, "wishes", wish.object_id) == []


def test_the_ledger_of_another_project_and_half_a_line_are_passed_over(project: store.Project, ids: Ids) -> None:
    line = Line(store.new_id(), "ander project", ids.piece, "fragments", "2025-01-01", REASON)
    path = store.ledger_path(project)
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'{json.dumps(line.__dict__)}\n{{"id": "half', encoding="utf-8")
    before = everything(project)
    assert not store.apply_ledger(project).preview
    assert everything(project) == before


@in_a_file
def test_a_label_that_fits_its_note_is_not_touched_by_what_something_else_said(
    project: store.Project, ids: Ids
) -> None:
    harvest = store.read_rows(project, "harvests")[0]  # one answer is the last words of a label's quote
    store.erase(project, [harvest.object_id, ids.before], reason=REASON)
    text = store.find(project, "sources", ids.source)["text"]
    for coding in store.read_rows(project, "codings"):
        assert text[coding["start"] : coding["end"]] == coding["quote"]
    assert SAID in text


@in_a_file
def test_daily_copies_lose_it_too_and_one_that_can_not_be_opened_is_removed(
    project: store.Project, ids: Ids, tmp_path: Path
) -> None:
    folder = tmp_path / "p_kopieën"
    folder.mkdir()
    copy_to(project, folder / "dag_1.ontmoet")
    (folder / "dag_2.ontmoet").write_bytes(f"stuk, met {CANARY}".encode())
    (folder / "eigen.txt").write_bytes(b"van een mens")
    store.erase(project, [ids.piece], named=[CANARY], reason=REASON)
    done = store.clean_copies(project)
    assert [path.name for path in done.cleaned] == ["dag_1.ontmoet"]
    assert [path.name for path in done.removed] == ["dag_2.ontmoet"]
    assert bytes_with(tmp_path) == []
    with store.open_project(folder / "dag_1.ontmoet") as copy:
        assert OTHERS in store.find(copy, "sources", ids.source)["text"]
    assert store.clean_copies(project).removed == []
    assert (folder / "eigen.txt").exists()


def test_an_encrypted_project_is_cleaned_with_its_copies_under_its_own_key(tmp_path: Path) -> None:
    with store.create(tmp_path / "dicht.ontmoet", title="Proef", passphrase="een lange wachtzin") as project:
        ids = fill(project)
    with store.open_project(tmp_path / "dicht.ontmoet", passphrase="een lange wachtzin") as project:
        [copy] = (tmp_path / "dicht_kopieën").glob("*.ontmoet")
        done = store.erase(project, [ids.piece], named=[CANARY], reason=REASON)
        assert store.search_everywhere(project, done.words).found == {}
        assert CANARY not in everything(project).lower()
        assert store.clean_copies(project).cleaned == [copy]
        with store.open_project(copy, passphrase=project.key) as cleaned:
            assert CANARY not in everything(cleaned).lower()
            assert OTHERS in store.find(cleaned, "sources", ids.source)["text"]


def test_a_backup_that_is_put_back_brings_nothing_back(tmp_path: Path) -> None:
    path = tmp_path / "r.ontmoet"
    with store.create(path, title="Proef") as project:
        ids = fill(project)
        backup(project, tmp_path / "eerder.ontmoet")
        store.erase(project, [ids.piece], named=[CANARY], reason=REASON)
    restore(tmp_path / "eerder.ontmoet", path)
    with store.open_project(path) as project:
        assert CANARY not in everything(project).lower()
        assert OTHERS in store.find(project, "sources", ids.source)["text"]
    assert CANARY.encode() not in path.read_bytes()


@in_a_file
def test_a_reader_in_the_way_is_told_and_cleaning_can_be_done_later(
    project: store.Project, ids: Ids, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ontmoet_research.store.sqlite.BUSY_TIMEOUT_MS", 200)
    with store.open_project(project.path) as other:
        with other.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sources")
            done = store.erase(project, [ids.piece], named=[CANARY], reason=REASON)
            assert not done.clean
            assert CANARY not in everything(project).lower()
        assert store.clean_pages(project)
    store.clean_copies(project)
    assert bytes_with(tmp_path) == []


def snapshot(project: store.Project) -> Snapshot:
    with project.reading() as connection:
        return Snapshot.of_project(connection)
