"""Bad places and bad days: a project is only written where that is safe, and a full or shut disk loses nothing."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.store import opening, places, sqlite, sqlite_header, sqlite_whole
from ontmoet_research.store.aside import half_of
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


@pytest.fixture
def shut() -> Iterator[Callable[..., None]]:
    """``shut(path, mode)`` takes rights away, and for the rest of the test nobody here is an administrator."""
    changed: list[tuple[Path, int]] = []

    def take_away(path: Path, mode: int) -> None:
        changed.append((path, path.stat().st_mode))
        path.chmod(mode)
        if os.geteuid() == 0:
            os.seteuid(65534)

    yield take_away
    if hasattr(os, "seteuid"):
        os.seteuid(os.getuid())
    for path, mode in reversed(changed):
        path.chmod(mode)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everyone on this computer can look in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        yield folder


def write(project: store.Project, *labels: str) -> None:
    for label in labels:
        store.write(project, [store.new("organisations", label=label)])


def labels(project: store.Project) -> list[str]:
    return [row["label"] for row in store.read_rows(project, "organisations")]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def killed_at_work(path: Path, *words: str) -> None:
    """Someone writes these words in the project and is killed, so that they only stand in the journal."""
    code = """
import os, signal, sys
from ontmoet_research import store
project = store.open_project(sys.argv[1])
for word in sys.argv[2:]:
    store.write(project, [store.new("organisations", label=word)])
os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run([sys.executable, "-c", code, str(path), *words], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert path.with_name(f"{path.name}-wal").stat().st_size


# ── folders that go to another computer ─────────────────────────────────────


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("OneDrive - Hogeschool", "OneDrive"),
        ("Dropbox (Persoonlijk)", "Dropbox"),
        ("Library/Mobile Documents/reeks", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Mijn Drive/reeks", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-noor@school.nl", "Google Drive"),
        ("Nextcloud2/onderzoek", "Nextcloud"),
        ("SURFdrive/onderzoek", "SURFdrive"),
        ("gewoon", None),
        ("mijn-dropbox-oud", None),
    ],
)
def test_a_folder_of_a_sync_program_is_known_by_its_name(folder: str, name: str | None) -> None:
    assert places.cloud_name(Path("/home/noor") / folder) == name


def test_a_folder_of_a_sync_program_is_known_by_what_it_leaves_there(tmp_path: Path) -> None:
    (tmp_path / "werk" / "diep").mkdir(parents=True)
    assert places.cloud_name(tmp_path / "werk" / "diep") is None
    (tmp_path / "werk" / ".dropbox").touch()
    assert places.cloud_name(tmp_path / "werk" / "diep") == "Dropbox"


LINUX = """
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
school:/home /home/noor/school nfs4 rw 0 0
//server/groep /mnt/groep\\040map cifs rw 0 0
noor@pc:/ /mnt/pc fuse.sshfs rw 0 0
C:\\134 /mnt/c 9p rw 0 0
/dev/sdb1 /mnt/c/usb exfat rw 0 0
"""
MAC = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//noor@school/groep on /Volumes/groep (smbfs, nodev, nosuid, mounted by noor)
/dev/disk5 on /Volumes/USB stick (msdos, local)
"""


@pytest.mark.parametrize(
    ("folder", "mounts", "kind"),
    [
        ("/home/noor", LINUX, "ext4"),
        ("/home/noor/school/reeks", LINUX, "nfs4"),
        ("/home/noor/schoolwerk", LINUX, "ext4"),
        ("/mnt/groep map/reeks", LINUX, "cifs"),
        ("/mnt/pc", LINUX, "fuse.sshfs"),
        ("/mnt/c/Users", LINUX, "9p"),
        ("/mnt/c/usb/reeks", LINUX, "exfat"),
        ("/Users/noor", MAC, "apfs"),
        ("/Volumes/groep/reeks", MAC, "smbfs"),
        ("/Volumes/USB stick", MAC, "msdos"),
    ],
)
def test_the_drive_of_a_folder_is_read_from_what_the_system_tells(folder: str, mounts: str, kind: str) -> None:
    assert places.drive_kind(Path(folder), mounts) == kind
    assert (kind in places.NETWORK_DRIVES) == (kind in ("nfs4", "cifs", "fuse.sshfs", "9p", "smbfs"))


def test_this_very_folder_is_on_a_drive_of_this_computer(tmp_path: Path) -> None:
    assert not places.is_on_network(tmp_path)
    assert places.is_on_network(Path("//server/groep/reeks"))


@pytest.fixture(params=["Dropbox", "network"])
def elsewhere(made: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project, moved to where another computer keeps it too."""
    there = tmp_path / request.param
    there.mkdir()
    if request.param == "network":
        monkeypatch.setattr(places, "is_on_network", lambda folder: folder.is_relative_to(there))
    return made.replace(there / made.name)


def test_there_it_is_not_written_and_the_sentence_says_what_to_do(elsewhere: Path) -> None:
    before = files(elsewhere.parent)
    with pytest.raises(Refused, match=r"eigen schijf.*ontmoet bundle"):
        store.open_project(elsewhere)
    with pytest.raises(Refused, match="eigen schijf"):
        store.create(elsewhere.with_name("nieuw.ontmoet"), title="x")
    assert files(elsewhere.parent) == before


@pytest.mark.parametrize("read_only", [True, None])
def test_there_it_can_be_read_and_nothing_is_left_beside_it(elsewhere: Path, read_only: bool | None) -> None:
    before = files(elsewhere.parent)
    with store.open_project(elsewhere, read_only=read_only) as project:
        assert labels(project) == ["een"]
        assert store.check_rows(project) == []
        with pytest.raises(Refused, match="alleen lezen"):
            write(project, "mag niet")
        with pytest.raises(Refused, match="alleen lezen"), project.writing():
            pass
        assert files(elsewhere.parent) == before
        assert [("eigen schijf" in told) for told in project.notices] == ([] if read_only else [True])
    assert files(elsewhere.parent) == before


def test_there_the_last_steps_in_the_journal_are_read_too(made: Path, tmp_path: Path) -> None:
    killed_at_work(made, "twee", "drie")
    there = tmp_path / "OneDrive"
    there.mkdir()
    for name in (made.name, f"{made.name}-wal"):
        shutil.copyfile(made.with_name(name), there / name)
    before = files(there)
    with store.open_project(there / made.name, read_only=True) as project:
        assert labels(project) == ["een", "twee", "drie"]
        copy = project.file.source.parent if project.file else there
        assert copy.stat().st_mode & 0o077 == 0
    assert files(there) == before
    assert not copy.exists()


def test_a_link_into_such_a_folder_is_followed(elsewhere: Path, tmp_path: Path) -> None:
    (tmp_path / "link.ontmoet").symlink_to(elsewhere)
    with pytest.raises(Refused, match="eigen schijf"):
        store.open_project(tmp_path / "link.ontmoet")


# ── read-only, older, newer ─────────────────────────────────────────────────


@pytest.mark.skipif(sys.platform == "win32", reason="rights work differently there")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_written_opens_for_reading_with_a_sentence(
    what: str, open_folder: Path, shut: Callable[..., None]
) -> None:
    path = open_folder / "p.ontmoet"
    with store.create(path, title="x") as project:
        write(project, "een")
    path.chmod(0o644)
    before = files(open_folder)
    shut(path if what == "file" else open_folder, 0o444 if what == "file" else 0o555)
    with store.open_project(path) as project:
        assert labels(project) == ["een"]
        assert ["Lezen kan wel" in told for told in project.notices] == [True]
        with pytest.raises(Refused, match="alleen lezen"):
            write(project, "mag niet")
    assert files(open_folder) == before


def test_read_only_in_a_good_place_sees_what_a_colleague_writes(made: Path) -> None:
    with store.open_project(made, read_only=True) as reader, store.open_project(made) as writer:
        write(writer, "twee")
        assert labels(reader) == ["een", "twee"]
    assert [path.name for path in made.parent.iterdir() if path.name.startswith(f"{made.name}-")] == []


@pytest.mark.parametrize("place", ["good", "OneDrive"])
def test_an_older_project_is_read_without_being_changed(place: str, tmp_path: Path) -> None:
    (tmp_path / place).mkdir()
    path = tmp_path / place / "oud.ontmoet"
    path.write_bytes(gzip.decompress((GOLDEN / "practice_v1.ontmoet.gz").read_bytes()))
    before = files(path.parent)
    with store.open_project(path, read_only=True) as project:
        assert len(store.read_table(project, "codings")) == 819
        assert store.read_table(project, "tandems").empty
        with pytest.raises(Refused, match="alleen lezen"):
            write(project, "mag niet")
    assert files(path.parent) == before


def test_a_newer_project_is_refused_for_reading_too(made: Path) -> None:
    with store.open_project(made) as project, project.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    for read_only in (True, False, None):
        with pytest.raises(Refused, match="nieuwere kit"):
            store.open_project(made, read_only=read_only)


# ── two names, a journal of another file ────────────────────────────────────


def test_a_second_name_by_a_symbolic_link_is_the_same_project(made: Path) -> None:
    link = made.with_name("ander.ontmoet")
    link.symlink_to(made)
    with store.open_project(made) as one, store.open_project(link) as other:
        write(one, "twee")
        write(other, "drie")
        assert labels(one) == labels(other) == ["een", "twee", "drie"]
        assert not made.with_name("ander.ontmoet-wal").exists()


def test_a_file_with_two_hard_links_is_only_read(made: Path) -> None:
    os.link(made, made.with_name("ander.ontmoet"))
    with pytest.raises(Refused, match="2 namen"):
        store.open_project(made)
    with store.open_project(made, read_only=True) as project:
        assert labels(project) == ["een"]
    made.with_name("ander.ontmoet").unlink()
    store.open_project(made).close()


def test_a_second_name_that_stayed_when_the_making_was_cut_off_is_taken_away(made: Path) -> None:
    half = half_of(made)
    os.link(made, half)
    store.open_project(made).close()
    assert not half.exists()


def test_a_journal_of_another_project_is_refused_and_mixed_with_nothing(made: Path, tmp_path: Path) -> None:
    other = tmp_path / "ander.ontmoet"
    store.create(other, title="Ander", passphrase=os.environ["ONTMOET_PASSPHRASE"]).close()
    killed_at_work(other, *(f"vreemd {n}" for n in range(20)))
    shutil.copyfile(f"{other}-wal", f"{made}-wal")
    before = made.read_bytes()
    for read_only in (False, True):
        with pytest.raises(Refused, match="niet bij hoort") as refusal:
            store.open_project(made, read_only=read_only)
        assert f"{made.name}-wal" in str(refusal.value)
    assert made.read_bytes() == before
    Path(f"{made}-wal").replace(tmp_path / "apart")
    with store.open_project(made) as project:
        assert labels(project) == ["een"]


def test_an_older_copy_put_over_a_project_is_never_mixed_with_its_newer_journal(made: Path, tmp_path: Path) -> None:
    shutil.copyfile(made, tmp_path / "ouder")
    with store.open_project(made) as project:
        write(project, *(f"woord {n} " * 200 for n in range(40)))
    killed_at_work(made, *(f"laatste {n}" for n in range(20)))
    made.write_bytes((tmp_path / "ouder").read_bytes())
    try:
        with store.open_project(made) as project:
            assert store.check_rows(project) == []
            assert sqlite_whole.damage(made, project.file.key if project.file else None) == []
    except Refused as refusal:
        assert refusal.key in ("places.other_journal", "store.damaged")
        assert made.read_bytes() == (tmp_path / "ouder").read_bytes()


def test_a_project_without_its_journal_is_an_earlier_moment_and_whole(made: Path) -> None:
    killed_at_work(made, "twee")
    Path(f"{made}-wal").unlink()
    with store.open_project(made) as project:
        assert labels(project) == ["een"]
        write(project, "verder")
        assert store.check_rows(project) == []


def test_the_journal_after_a_crash_is_its_own(made: Path) -> None:
    killed_at_work(made, "twee")
    with store.open_project(made) as project:
        assert labels(project) == ["een", "twee"]


def test_a_journal_that_is_in_use_is_not_looked_at_again(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows does not tell who has a file open")
    code = "import sys; from ontmoet_research import store; p = store.open_project(sys.argv[1]); "
    code += "store.write(p, [store.new('organisations', label='twee')]); print('open', flush=True); sys.stdin.read()"
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(made)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    try:
        assert sqlite_header.is_open_elsewhere(made)
        with monkeypatch.context() as patched:
            patched.setattr(opening, "private_copy", None)  # would fail when it is called
            with store.open_project(made) as project:
                assert labels(project) == ["een", "twee"]
    finally:
        other.communicate("")
    assert not sqlite_header.is_open_elsewhere(made)


def test_the_locks_of_sqlite_stay_when_the_same_process_opens_the_project_again(made: Path) -> None:
    if not Path("/proc/locks").exists():
        pytest.skip("only Linux tells which locks there are")

    def locks() -> int:
        """How many this process has on the files of this project; other tests may have projects open."""
        own = tuple(f":{path.stat().st_ino}" for path in made.parent.glob(f"{made.name}*"))
        told = (line.split() for line in Path("/proc/locks").read_text().splitlines())
        return sum(str(os.getpid()) in words and any(word.endswith(own) for word in words) for words in told)

    with store.open_project(made):
        held = locks()
        for read_only in (False, True):
            store.open_project(made, read_only=read_only).close()
        assert sqlite_header.is_encrypted(made) in (True, False)
        assert locks() == held > 0
    assert not sqlite_header.is_held(made)


# ── a full disk, a busy project ─────────────────────────────────────────────


def test_a_disk_that_fills_up_in_the_middle_of_a_write_leaves_nothing_half(made: Path) -> None:
    big = [store.new("organisations", label="woord " * 2000) for _ in range(40)]
    with store.open_project(made) as project:
        with project.reading() as connection:  # the one connection of the pool, so the limit stays
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 3}")
        with pytest.raises(Refused, match="schijf is vol"):
            store.write(project, big)
        assert labels(project) == ["een"]
        with project.reading() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        store.write(project, big)
        assert len(labels(project)) == 41
        assert store.check_rows(project) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 4 MB; only an administrator of Linux can make one."""
    folder = tmp_path / "schijf"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "ontmoet", str(folder)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be made here; the test above does the same through SQLite")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_real_full_disk_loses_nothing_and_the_next_write_works(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "need_room", lambda *_: None)
    with store.create(small_disk / "p.ontmoet", title="x") as project:
        ballast = small_disk / "ballast"
        ballast.write_bytes(bytes(1_500_000))
        kept = 0
        with pytest.raises(Refused, match="vol"):
            while True:
                store.write(project, [store.new("organisations", label=f"{kept} " + "woord " * 3000)])
                kept += 1
        assert len(labels(project)) == kept > 3
        assert store.check_rows(project) == []
        ballast.unlink()
        write(project, "er is weer ruimte")
        assert len(labels(project)) == kept + 1
    with store.open_project(small_disk / "p.ontmoet") as project:
        assert len(labels(project)) == kept + 1
        assert "bijna vol" in " ".join(project.notices)


def test_a_long_write_asks_for_room_first(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.open_project(made) as project:
        monkeypatch.setattr(places, "free_bytes", lambda _: 1_000_000)
        with pytest.raises(Refused, match="bijna vol"):
            store.write(project, [store.new("organisations", label=str(n)) for n in range(1_000)])
        write(project, "een kleine stap mag wel")
        assert labels(project) == ["een", "een kleine stap mag wel"]


HANGS = """
import sys, time
from ontmoet_research.store import keys, sqlite
from pathlib import Path
from ontmoet_research.store.opening import find_key
path = Path(sys.argv[1])
raw = sqlite.connect(path, find_key(path)[1])
raw.execute("BEGIN IMMEDIATE")
print("hangs", flush=True)
sys.stdin.read()
"""


def test_who_waits_too_long_for_a_hanging_colleague_gets_a_sentence_and_loses_nothing(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sqlite.BUSY_TIMEOUT_MS == 30_000
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_MS", 300)
    with store.open_project(made) as project:
        hanging = subprocess.Popen(
            [sys.executable, "-c", HANGS, str(made)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert hanging.stdout is not None
        assert hanging.stdout.readline() == "hangs\n"
        try:
            with pytest.raises(Refused, match="lang bezig"):
                write(project, "wacht")
            with pytest.raises(Refused, match="lang bezig"):
                store.open_project(made)
            assert labels(project) == ["een"]
            with store.open_project(made, read_only=True) as reader:
                assert labels(reader) == ["een"]
        finally:
            hanging.communicate("")
        write(project, "daarna")
        assert labels(project) == ["een", "daarna"]
