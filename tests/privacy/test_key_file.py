"""Who is who stands outside the project, locked for two people (P01, P02, invariant 14)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ontmoet_research.model import tables
from ontmoet_research.model.people import KEY_FILE_COLUMNS
from ontmoet_research.privacy import key_file
from ontmoet_research.privacy.key_file import (
    KeyFile,
    Person,
    check_place,
    identity_files,
    known_place,
    make_guarded_keys,
    make_key_file,
    open_key_file,
    refuse_real_name,
)
from ontmoet_research.store import Project, age, create
from ontmoet_research.store.recovery import new_identity
from ontmoet_research.words import Refused

PHRASES = ("vier gele fietsen zingen", "een groene deur van glas")
ANNA = Person("p1", "Anna Kwibus-van Drol", "06-12345678; anna@voorbeeld.nl", "regisseur zorg")
BEA = Person("p2", "Bea Flapdrol")


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "instellingen"))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    (tmp_path / "werk").mkdir()
    with create(tmp_path / "werk" / "reeks.ontmoet", title="Reeks") as made:
        yield made


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "apart" / "namen.age"


@pytest.fixture
def keys() -> list[tuple[str, str]]:
    return [new_identity(), new_identity()]


@pytest.fixture
def made(project: Project, place: Path, keys: list[tuple[str, str]]) -> KeyFile:
    return make_key_file(project, place, [public for _, public in keys]).with_person(ANNA).with_person(BEA)


def key_of(refused: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        refused()
    assert "Kwibus" not in str(caught.value)
    return caught.value.key


@pytest.mark.parametrize("keeper", [0, 1])
def test_either_key_opens_it(
    project: Project, place: Path, keys: list[tuple[str, str]], made: KeyFile, keeper: int
) -> None:
    opened = open_key_file(project, place, identity=keys[keeper][0])
    assert opened.people == (ANNA, BEA)
    assert opened.find("p1") == ANNA
    assert opened.find("p9") is None


def test_a_name_stands_nowhere_in_the_clear(made: KeyFile, place: Path, project: Project) -> None:
    told = place.read_bytes() + key_file.settings_file().read_bytes()
    told += b"".join(path.read_bytes() for path in Path(project.path).parent.iterdir())
    for secret in (b"Kwibus", b"Flapdrol", b"12345678", b"regisseur"):
        assert secret not in told
    assert "Kwibus" not in repr(made) + repr(ANNA)
    assert str(place).encode() not in b"".join(path.read_bytes() for path in Path(project.path).parent.iterdir())


def test_only_this_user_can_read_it(made: KeyFile, place: Path) -> None:
    if os.name != "nt":
        assert place.stat().st_mode & 0o077 == 0


def test_a_line_is_changed_and_taken_out(
    project: Project, place: Path, keys: list[tuple[str, str]], made: KeyFile
) -> None:
    changed = made.with_person(Person("p1", "  Anna   Drol ")).without_person("p2")
    opened = open_key_file(project, place, identity=keys[1][0])
    assert opened.people == changed.people == (Person("p1", "Anna Drol"),)


def test_a_line_without_a_name_is_refused_and_nothing_changes(made: KeyFile, place: Path) -> None:
    before = place.read_bytes()
    assert key_of(lambda: made.with_person(Person("p3", "  "))) == "key_file.no_name"
    assert place.read_bytes() == before


def test_two_people_who_change_it_at_once_lose_nothing(
    project: Project, place: Path, keys: list[tuple[str, str]], made: KeyFile
) -> None:
    other = open_key_file(project, place, identity=keys[1][0])
    made.with_person(Person("p3", "Carla"))
    assert key_of(lambda: other.with_person(Person("p4", "Dora"))) == "key_file.changed"
    names = [one.name for one in open_key_file(project, place, identity=keys[0][0]).people]
    assert names == ["Anna Kwibus-van Drol", "Bea Flapdrol", "Carla"]


def test_a_write_that_breaks_off_leaves_the_file_as_it_was(
    made: KeyFile, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = place.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert key_of(lambda: made.with_person(Person("p3", "Carla"))) == "key_file.cannot_write"
    assert place.read_bytes() == before
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_a_stranger_does_not_get_in(project: Project, place: Path, made: KeyFile) -> None:
    stranger, _ = new_identity()
    assert key_of(lambda: open_key_file(project, place, identity=stranger)) == "key_file.does_not_open"


def heavy() -> bytes:
    return b"age-encryption.org/v1\n-> scrypt 3QHtER/cWqbX5VrS6yFshA 24\nA53VnlGi\n--- TzCahj\nIy["


DAMAGED: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("empty", lambda _: b"", "key_file.none"),
    ("another file", lambda _: b"PK\x03\x04 iets", "key_file.none"),
    ("only the first half", lambda whole: whole[:60], "key_file.damaged"),
    ("another kind of lock", lambda whole: whole.replace(b"-> X25519", b"-> X25518"), "key_file.does_not_open"),
    ("its end cut off", lambda whole: whole[:-5], "key_file.damaged"),
    ("a bit turned over", lambda whole: whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:], "key_file.damaged"),
    ("too much work", lambda _: heavy(), "store.age.too_heavy"),
    ("locked with a phrase", lambda _: heavy().replace(b" 24", b" 15"), "key_file.none"),
]  # fmt: skip


@pytest.mark.parametrize(("damage", "key"), [row[1:] for row in DAMAGED], ids=[row[0] for row in DAMAGED])
def test_a_damaged_file_says_so_in_one_sentence(
    project: Project,
    place: Path,
    keys: list[tuple[str, str]],
    made: KeyFile,
    damage: Callable[[bytes], bytes],
    key: str,
) -> None:
    place.write_bytes(damage(place.read_bytes()))
    assert key_of(lambda: open_key_file(project, place, identity=keys[0][0])) == key


@pytest.mark.parametrize(
    "content", [b"{}", b"[]", b"null", b"\xff", b'{"kind": "ontmoet names 1"}', b'{"kind": "iets anders"}']
)
def test_another_file_under_the_same_lock_is_refused(
    project: Project, place: Path, keys: list[tuple[str, str]], made: KeyFile, content: bytes
) -> None:
    place.write_bytes(age.lock(content, recipients=[keys[0][1]]))
    assert key_of(lambda: open_key_file(project, place, identity=keys[0][0])) == "key_file.none"


def test_a_file_that_is_gone_says_so(project: Project, place: Path, keys: list[tuple[str, str]], made: KeyFile) -> None:
    place.unlink()
    assert key_of(lambda: open_key_file(project, place, identity=keys[0][0])) == "key_file.gone"


def test_a_key_file_of_another_project_is_refused(
    tmp_path: Path, place: Path, keys: list[tuple[str, str]], made: KeyFile
) -> None:
    (tmp_path / "ander").mkdir()
    with create(tmp_path / "ander" / "b.ontmoet", title="Ander") as other:
        assert key_of(lambda: open_key_file(other, place, identity=keys[0][0])) == "key_file.other_project"


def test_a_file_that_is_there_is_never_overwritten(project: Project, place: Path, made: KeyFile) -> None:
    assert key_of(lambda: make_key_file(project, place, list(made.recipients))) == "key_file.exists"
    assert made.with_person(ANNA).people == (ANNA, BEA)


def test_it_is_for_two_different_keys(project: Project, place: Path, keys: list[tuple[str, str]]) -> None:
    one = keys[0][1]
    assert key_of(lambda: make_key_file(project, place, [one])) == "key_file.two_keys"
    assert key_of(lambda: make_key_file(project, place, [one, f" {one} "])) == "key_file.two_keys"
    assert key_of(lambda: make_key_file(project, place, [one, "age1niks"])) == "store.age.no_key"
    assert not place.exists()


# ── where it may not stand ────────────────────────────────────────────────────


def test_it_never_stands_in_the_project_folder(project: Project, keys: list[tuple[str, str]], tmp_path: Path) -> None:
    home = Path(project.path).parent
    (tmp_path / "naar_werk").symlink_to(home)
    (home / "uit").symlink_to(tmp_path)
    ways = (home, home / "diep", home / ".." / "werk", tmp_path / "naar_werk", home / "uit")
    for place in (way / "n.age" for way in ways):
        assert key_of(lambda place=place: make_key_file(project, place, [k for _, k in keys])) == "key_file.in_project"  # type: ignore[misc]  # a default of a lambda
        assert not place.exists()


def test_of_a_project_in_the_home_folder_a_folder_of_its_own_there_is_apart(
    tmp_path: Path, keys: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    with create(tmp_path / "reeks.ontmoet", title="Reeks") as project:
        public = [key for _, key in keys]
        for place in (tmp_path, tmp_path / "reeks_werkmap" / "apart", tmp_path / "uitvoer"):
            assert key_of(lambda at=place: make_key_file(project, at / "n.age", public)) == "key_file.in_project"  # type: ignore[misc]  # a default of a lambda
        assert make_key_file(project, tmp_path / "namen-apart" / "namen.age", public).path.exists()


def test_it_never_stands_in_a_repository_or_in_the_kit(project: Project, tmp_path: Path) -> None:
    (tmp_path / "code" / ".git").mkdir(parents=True)
    kit = Path(key_file.__file__).parents[2]
    for place in (tmp_path / "code" / "x" / "n.age", kit / "mijn" / "n.age", kit / "n.age"):
        assert key_of(lambda place=place: check_place(project, place)) == "key_file.in_kit"  # type: ignore[misc]  # a default of a lambda


@pytest.mark.parametrize("folder", ["OneDrive - Hogeschool", "Dropbox", "Google Drive", "iCloudDrive", "Nextcloud"])
def test_it_never_stands_where_a_sync_program_copies_it(project: Project, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / "lijkt gewoon").symlink_to(tmp_path / folder)
    assert key_of(lambda: check_place(project, tmp_path / folder / "n.age")) == "key_file.in_cloud"
    assert key_of(lambda: check_place(project, tmp_path / "lijkt gewoon" / "n.age")) == "key_file.in_cloud"


def test_a_file_that_was_moved_into_the_project_folder_is_not_opened(
    project: Project, place: Path, keys: list[tuple[str, str]], made: KeyFile
) -> None:
    inside = Path(project.path).parent / place.name
    place.rename(inside)
    assert key_of(lambda: open_key_file(project, inside, identity=keys[0][0])) == "key_file.in_project"


def test_where_it_is_is_remembered_here_and_not_in_the_project(project: Project, place: Path, made: KeyFile) -> None:
    assert known_place(project) == place
    key_file.forget_place(project)
    assert known_place(project) is None
    key_file.settings_file().write_text("geen json", encoding="utf-8")
    assert known_place(project) is None


def test_no_table_has_a_column_of_the_key_file() -> None:
    own = set(KEY_FILE_COLUMNS) - {"participant_id"}
    found = {(name, c.name) for name, table in tables().items() for c in table.columns if c.name in own}
    # Names that are known in public: of an office with its source (P21), and of what exists in the area; and what
    # another program calls a variable.
    assert found == {("public_officials", "name"), ("initiatives", "name"), ("load_answers", "name")}


# ── keys that are guarded by a passphrase ─────────────────────────────────────


def test_each_of_two_people_opens_it_with_an_own_passphrase(project: Project, place: Path) -> None:
    made = make_key_file(project, place, make_guarded_keys(place, PHRASES)).with_person(ANNA)
    assert [path.name for path in identity_files(place)] == ["namen.sleutel-1.age", "namen.sleutel-2.age"]
    assert open_key_file(project, place, passphrase=PHRASES[0]).people == made.people
    first, second = identity_files(place)
    first.write_bytes(heavy())  # asks for too much work: the other one still counts
    assert open_key_file(project, place, passphrase=PHRASES[1]).people == (ANNA,)
    first.unlink()  # lost
    assert key_of(lambda: open_key_file(project, place, passphrase="iets heel anders")) == "key_file.wrong_passphrase"
    second.write_bytes(heavy())
    assert key_of(lambda: open_key_file(project, place, passphrase=PHRASES[1])) == "store.age.too_heavy"
    second.unlink()
    assert key_of(lambda: open_key_file(project, place, passphrase=PHRASES[1])) == "key_file.no_keys"


@pytest.mark.parametrize(
    ("phrases", "key"),
    [
        (PHRASES[:1], "key_file.same_passphrase"),
        ((PHRASES[0], f" {PHRASES[0]} "), "key_file.same_passphrase"),
        ((PHRASES[0], "kort"), "store.age.short"),
    ],
)
def test_two_passphrases_are_asked_and_differ(place: Path, phrases: tuple[str, ...], key: str) -> None:
    assert key_of(lambda: make_guarded_keys(place, phrases)) == key
    assert not place.parent.exists()


# ── aliases ───────────────────────────────────────────────────────────────────

ALIASES = [
    ("Anna", True), ("anna", True), ("Annaatje", True), ("Kwibus", True), ("Flapdroll", True), ("Bea", True),
    ("bea", True), ("De Bea", True), ("Tuinman", False), ("Merel", False), ("Annemoon", False), ("Drol", True),
]  # fmt: skip


@pytest.mark.parametrize(("alias", "taken"), ALIASES, ids=[row[0] for row in ALIASES])
def test_an_alias_that_is_a_real_name_is_refused_and_says_not_whose(alias: str, taken: bool) -> None:
    if taken:
        assert key_of(lambda: refuse_real_name(alias, [ANNA, BEA])) == "key_file.alias_is_name"
    else:
        refuse_real_name(alias, [ANNA, BEA])
