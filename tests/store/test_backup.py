"""A backup is whole and the same; putting one back loses nothing, and brings nothing back that was erased."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.model import SCHEMA_VERSION
from ontmoet_research.store import backup as backups
from ontmoet_research.store import daily as copies
from ontmoet_research.store import places, sqlite, sqlite_header
from ontmoet_research.words import Refused

PHRASE = "drie groene fietsen in de regen"
GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(params=["", PHRASE], ids=["plain", "encrypted"])
def made(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one row, closed; with and without a passphrase."""
    monkeypatch.setenv("ONTMOET_PASSPHRASE", request.param)
    path = tmp_path / "reeks.ontmoet"
    with store.create(path, title="Proef", passphrase=request.param) as project:
        write(project, "een")
    return path


def write(project: store.Project, *labels: str) -> None:
    for label in labels:
        store.write(project, [store.new("organisations", label=label)])


def labels(path: Path, passphrase: str | None = None) -> list[str]:
    with store.open_project(path, read_only=True, passphrase=passphrase) as project:
        return [row["label"] for row in store.read_rows(project, "organisations")]


def epoch(path: Path) -> str | None:
    with store.open_project(path, read_only=True) as project:
        return project.fact("store_epoch")


def test_a_backup_of_a_project_in_use_is_whole_and_under_the_same_passphrase(made: Path, tmp_path: Path) -> None:
    target = tmp_path / "kopie.ontmoet"
    with store.open_project(made) as project:
        write(project, "twee")
        backups.backup(project, target)
        write(project, "drie")
    assert labels(target) == ["een", "twee"]
    assert labels(made) == ["een", "twee", "drie"]
    assert sqlite_header.is_encrypted(target) == sqlite_header.is_encrypted(made)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_backup_never_replaces_what_stands_there(made: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("van mij")
    with store.open_project(made) as project:
        for target in ("brief.txt", "reeks.ontmoet"):
            with pytest.raises(Refused, match="staat al iets"):
                backups.backup(project, tmp_path / target)
        with pytest.raises(Refused, match="bestaat niet"):
            backups.backup(project, tmp_path / "weg" / "kopie.ontmoet")
    assert (tmp_path / "brief.txt").read_text() == "van mij"


def test_words_that_anyone_can_read_do_not_go_to_a_sync_program(tmp_path: Path) -> None:
    cloud = tmp_path / "Dropbox"
    cloud.mkdir()
    with (
        store.create(tmp_path / "open.ontmoet", title="x") as project,
        pytest.raises(Refused, match="Dropbox"),
    ):
        backups.backup(project, cloud / "kopie.ontmoet")
    with store.create(tmp_path / "slot.ontmoet", title="x", passphrase=PHRASE) as project:
        backups.backup(project, cloud / "kopie.ontmoet")
    assert [path.name for path in cloud.iterdir()] == ["kopie.ontmoet"]


def test_what_is_put_back_is_the_backup_and_the_project_that_stood_there_is_kept(made: Path, tmp_path: Path) -> None:
    target = tmp_path / "kopie.ontmoet"
    with store.open_project(made) as project:
        backups.backup(project, target)
        write(project, "later")
    before = epoch(made)
    kept = backups.restore(target, made)
    assert kept is not None
    assert (labels(made), labels(kept)) == (["een"], ["een", "later"])
    assert epoch(made) not in (None, before, epoch(target))
    assert kept.parent == sqlite.copies_folder(made)
    with store.open_project(made) as project:  # and it can be worked in
        write(project, "verder")
        assert store.check_rows(project) == []
        with project.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


def test_a_backup_can_be_put_where_nothing_stands(made: Path, tmp_path: Path) -> None:
    assert backups.restore(made, tmp_path / "elders.ontmoet") is None
    assert labels(tmp_path / "elders.ontmoet") == ["een"]
    with store.open_project(made) as one, store.open_project(tmp_path / "elders.ontmoet") as other:
        assert one.fact("project_id") == other.fact("project_id")


def test_what_was_erased_after_the_backup_is_erased_in_what_is_put_back(made: Path, tmp_path: Path) -> None:
    with store.open_project(made) as project:
        write(project, "Wilma van de hoek")
        backups.backup(project, tmp_path / "kopie.ontmoet")
        gone = store.read_rows(project, "organisations")[-1]
        store.erase(project, [gone.object_id], reason="gevraagd")
    assert labels(tmp_path / "kopie.ontmoet") == ["een", "Wilma van de hoek"]
    kept = backups.restore(tmp_path / "kopie.ontmoet", made)
    assert labels(made) == ["een"]
    assert kept is not None
    assert labels(kept) == ["een"]
    assert b"Wilma van de hoek" not in made.read_bytes()


@pytest.mark.parametrize("harm", ["cut", "flipped", "row", "text"])
def test_a_damaged_backup_is_refused_and_the_project_stays(made: Path, tmp_path: Path, harm: str) -> None:
    target = tmp_path / "kopie.ontmoet"
    with store.open_project(made) as project:
        write(project, *(f"woord {n}" for n in range(30)))
        backups.backup(project, target)
        key = project.file.key if project.file else None
    content = target.read_bytes()
    if harm == "row":
        with sqlite.engine(target, key).begin() as connection:
            connection.exec_driver_sql("UPDATE organisations SET label = 'een bank'")
    else:
        changed = bytearray(content[: len(content) // 2 // 4096 * 4096] if harm == "cut" else content)
        changed = bytearray(b"gewone tekst") if harm == "text" else changed
        for page in range(4096, len(changed), 4096) if harm == "flipped" else ():
            changed[page + 3] ^= 0x55
        target.write_bytes(changed)
    before = made.read_bytes()
    with pytest.raises(Refused) as refusal:
        backups.restore(target, made)
    told = ("backup.damaged", "store.damaged", "store.no_project", "store.cut_short")
    assert refusal.value.key in told, refusal.value
    assert made.read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_project_that_someone_has_open_is_not_replaced(made: Path, tmp_path: Path) -> None:
    opens = "p = store.open_project(sys.argv[1]); print('open', flush=True); input()"
    code = f"import sys; from ontmoet_research import store; {opens}"
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(made)], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    shutil.copyfile(made, tmp_path / "kopie.ontmoet")
    try:
        with pytest.raises(Refused, match="nog open"):
            backups.restore(tmp_path / "kopie.ontmoet", made)
        with pytest.raises(Refused, match="nog open"):
            backups.change_passphrase(made, "een nieuwe lange zin")
    finally:
        other.communicate("\n")
    assert labels(made) == ["een"]
    backups.restore(tmp_path / "kopie.ontmoet", made)


def test_a_project_that_is_beyond_repair_is_kept_too(made: Path, tmp_path: Path) -> None:
    with store.open_project(made) as project:
        backups.backup(project, tmp_path / "kopie.ontmoet")
    wreck = b"stuk" * 5000
    made.write_bytes(wreck)
    kept = backups.restore(tmp_path / "kopie.ontmoet", made)
    assert kept is not None
    assert kept.read_bytes() == wreck
    assert labels(made) == ["een"]


def test_a_backup_of_an_older_kit_can_be_put_back(tmp_path: Path) -> None:
    old = tmp_path / "oud.ontmoet"
    old.write_bytes(gzip.decompress((GOLDEN / "practice_v1.ontmoet.gz").read_bytes()))
    before = old.read_bytes()
    backups.restore(old, tmp_path / "nieuw.ontmoet")
    with store.open_project(tmp_path / "nieuw.ontmoet") as project:
        assert project.fact("schema_version") == str(SCHEMA_VERSION)
        assert len(store.read_rows(project, "codings")) == 819
    assert old.read_bytes() == before


def test_the_backup_itself_can_not_be_put_back_on_itself(made: Path) -> None:
    with pytest.raises(Refused, match="hetzelfde bestand"):
        backups.restore(made, made)


# ── a project on a server ───────────────────────────────────────────────────


@pytest.fixture
def on_server(postgres_project_url: str) -> Iterator[store.Project]:
    """A project in a database, with two versions, a removal, a note and what was erased."""
    with store.open_project(postgres_project_url) as project:
        write(project, "een", "weg", "gewist")
        first, gone, erased = store.read_rows(project, "organisations")
        store.write(project, [store.change(first, label="een, a"), store.change(first, label="een, b")])
        store.write(project, [store.remove(gone)])
        text = "Samen eten in het buurthuis."
        digest = hashlib.sha256(text.encode()).hexdigest()
        store.write(project, [store.new("sources", title="Avond", text=text, kind="verslag", sha256=digest)])
        store.erase(project, [erased.object_id], reason="gevraagd")
        yield project


def test_a_project_on_a_server_and_its_backup_show_the_same(on_server: store.Project, tmp_path: Path) -> None:
    copy = backups.backup(on_server, tmp_path / "kopie.ontmoet", passphrase=PHRASE)
    with store.open_project(copy, passphrase=PHRASE) as project:
        assert store.view_hash(project) == store.view_hash(on_server)
        assert project.fact("project_id") == on_server.fact("project_id")
        assert store.since(project, 0) == store.since(on_server, 0)
        assert store.notes_with(project, "buurthuis") == store.notes_with(on_server, "buurthuis") != set()
        assert store.check_rows(project) == []
        write(project, "verder")
    assert sqlite_header.is_encrypted(copy)


def test_such_a_backup_can_be_put_in_an_empty_database_and_worked_in(
    on_server: store.Project, tmp_path: Path, postgres_url: str
) -> None:
    copy = backups.backup(on_server, tmp_path / "kopie.ontmoet")
    assert backups.restore(copy, postgres_url) is None
    with store.open_project(postgres_url) as project:
        assert store.view_hash(project) == store.view_hash(on_server)
        assert project.fact("store_epoch") != on_server.fact("store_epoch")
        before = store.last_seq(project)
        write(project, "verder")
        assert store.last_seq(project) == before + 1
        assert store.check_rows(project) == []
    with pytest.raises(Refused, match="staat al iets"):
        backups.restore(copy, postgres_url)


# ── another passphrase ──────────────────────────────────────────────────────


def test_another_passphrase_opens_all_and_the_old_one_nothing(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups.change_passphrase(made, "een nieuwe lange zin")
    assert labels(made, "een nieuwe lange zin") == ["een"]
    assert b"organisations" not in made.read_bytes()
    with pytest.raises(Refused, match="wachtzin"):
        store.open_project(made, passphrase=PHRASE)
    with store.open_project(made, passphrase="een nieuwe lange zin") as project:
        write(project, "twee")
        assert store.check_rows(project) == []
        with project.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


def test_a_short_new_passphrase_changes_nothing(made: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(Refused, match="te kort"):
        backups.change_passphrase(made, "kort")
    assert made.read_bytes() == before
    assert labels(made) == ["een"]


KILLED = """
import os, signal, sys
from ontmoet_research import store
from ontmoet_research.store import backup, sqlite, sqlite_whole
what, where, path = sys.argv[1:]
module = next(module for module in (sqlite_whole, sqlite) if hasattr(module, where))
real = getattr(module, where)
def dies(*given):
    real(*given)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(module, where, dies)
if what == "key":
    backup.change_passphrase(path, "een nieuwe lange zin")
else:
    backup.restore(path + ".kopie", path)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 does not exist there")
@pytest.mark.parametrize(
    ("what", "where", "holds"),
    [("key", "copy_with_key", "old"), ("key", "count_rows", "old"), ("key", "sync_folder", "new"),
     ("restore", "copy_to", "old"), ("restore", "_keep", "old")],
)  # fmt: skip
def test_who_is_killed_halfway_has_the_old_or_the_new_project_whole(
    made: Path, what: str, where: str, holds: str
) -> None:
    with store.open_project(made) as project:
        backups.backup(project, made.with_name("reeks.ontmoet.kopie"))
        write(project, "later")
    ended = subprocess.run([sys.executable, "-c", KILLED, what, where, str(made)], check=False)
    assert ended.returncode == -signal.SIGKILL
    with store.open_project(made, passphrase=None if holds == "old" else "een nieuwe lange zin") as project:
        assert [row["label"] for row in store.read_rows(project, "organisations")] == ["een", "later"]
        write(project, "en verder")


# ── the copy of each day ────────────────────────────────────────────────────


def copies_of(path: Path) -> list[str]:
    return [copy.name for copy in copies.list_copies(path)]


def test_opening_keeps_a_copy_of_the_day_once_and_only_when_something_changed(made: Path) -> None:
    today = date.today()
    store.open_project(made).close()
    assert copies_of(made) == [f"reeks-{today}.ontmoet"]
    assert labels(copies.list_copies(made)[0]) == ["een"]
    with store.open_project(made) as project:
        key = project.file.key if project.file else None
        assert copies.copy_of_today(made, key, today + timedelta(1)) is None
        assert len(copies_of(made)) == 1  # nothing changed since
        write(project, "twee")
        copies.copy_of_today(made, key, today + timedelta(2))
    assert copies_of(made) == [f"reeks-{today}.ontmoet", f"reeks-{today + timedelta(2)}.ontmoet"]


def test_fourteen_copies_stay_and_other_files_in_that_folder_too(made: Path) -> None:
    sqlite.copies_folder(made).mkdir()
    (sqlite.copies_folder(made) / "reeks-schema1.ontmoet").write_bytes(b"x")
    start = date(2026, 11, 1)
    with store.open_project(made) as project:
        key = project.file.key if project.file else None
        for day in range(20):
            write(project, f"dag {day}")
            copies.copy_of_today(made, key, start + timedelta(day))
    kept = copies_of(made)
    assert "reeks-schema1.ontmoet" in kept
    assert [name for name in kept if "schema" not in name][-1] >= "reeks-2026-11-20.ontmoet"
    assert len(kept) == 15


@pytest.mark.parametrize("why", ["full", "in the way", "busy"])
def test_a_copy_that_can_not_be_made_never_stops_the_opening(
    made: Path, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sqlite.copies_folder(made)
    if why == "full":
        monkeypatch.setattr(places, "free_bytes", lambda _: 1000)
    elif why == "in the way":
        folder.write_text("een bestand")
    else:
        folder.mkdir()
        (folder / f".reeks-{date.today()}.ontmoet.bezig").touch()
    with store.open_project(made) as project:
        write(project, "gaat gewoon")
        told = " ".join(project.notices)
    assert {"full": "bijna vol", "in the way": "niet gemaakt", "busy": ""}[why] in told
    assert (why == "busy") == (told == "")
    assert copies_of(made) == []


def test_a_copy_that_was_cut_off_long_ago_does_not_stop_the_next(made: Path) -> None:
    folder = sqlite.copies_folder(made)
    folder.mkdir()
    busy = folder / f".reeks-{date.today()}.ontmoet.bezig"
    busy.touch()
    os.utime(busy, (0, 0))
    store.open_project(made).close()
    assert len(copies_of(made)) == 1


def test_the_practice_series_and_an_empty_project_get_no_copies(tmp_path: Path) -> None:
    for name, practice in (("oefen", True), ("leeg", False)):
        with store.create(tmp_path / f"{name}.ontmoet", title="x", practice=practice) as project:
            if practice:
                write(project, "een")
        store.open_project(tmp_path / f"{name}.ontmoet").close()
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


def test_a_copy_opens_with_the_key_of_its_project_and_gets_no_copies_itself(made: Path) -> None:
    store.open_project(made).close()
    copy = copies.list_copies(made)[0]
    with store.open_project(made) as project, store.open_project(copy, passphrase=project.key) as opened:
        write(opened, "in de kopie")
    with store.open_project(made) as project:
        store.open_project(copy, passphrase=project.key).close()
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
