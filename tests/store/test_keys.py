"""An encrypted project can be read by who has the passphrase, and by nobody else; the phrase itself shows nowhere."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import traceback
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from ontmoet_research import store
from ontmoet_research.store import keys, sqlite, sqlite_whole
from ontmoet_research.words import Refused

PHRASE = "drie groene fietsen in de regen"
SECRET = "Wilma vertelde over de brief van de deurwaarder"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "p.ontmoet"
    with store.create(path, title="Besloten", passphrase=PHRASE) as project:
        store.write(project, [store.new("organisations", label=SECRET)])
    return path


@pytest.fixture
def nobody_to_ask() -> Iterator[None]:
    keys.ask_with(None)
    yield
    keys.ask_with(None)


def labels(path: Path, passphrase: str | None = None) -> list[str]:
    with store.open_project(path, passphrase=passphrase) as project:
        return [row["label"] for row in store.read_rows(project, "organisations")]


def test_with_the_passphrase_everything_is_there(locked: Path) -> None:
    assert labels(locked, PHRASE) == [SECRET]


@pytest.mark.parametrize(
    ("cut", "told"), [(keys.PAGE, "maar een deel"), (-keys.PAGE, "maar een deel"), (-100, "een deel ervan")]
)
def test_a_half_copy_is_told_as_such_and_not_as_a_wrong_passphrase(
    locked: Path, tmp_path: Path, cut: int, told: str
) -> None:
    half = tmp_path / "half.ontmoet"
    half.write_bytes(locked.read_bytes()[:cut])
    with pytest.raises(Refused, match=told):
        labels(half, PHRASE)
    if cut % keys.PAGE == 0:
        with pytest.raises(Refused, match="past niet"):
            labels(half, "een andere lange zin")


def test_no_word_and_no_name_of_a_table_stands_in_the_file_its_journal_or_its_copies(locked: Path) -> None:
    with store.open_project(locked, passphrase=PHRASE) as project:
        store.write(project, [store.new("organisations", label=f"{SECRET} {n}") for n in range(50)])
        files = [path for path in locked.parent.rglob("*") if path.is_file()]
        content = {path.name: path.read_bytes() for path in files}
    assert {"p.ontmoet", "p.ontmoet-wal"} < content.keys()
    assert any("kopie" in path.parent.name for path in files)
    for name, found in content.items():
        assert not any(word in found for word in (b"Wilma", b"deurwaarder", b"organisations", b"SQLite format")), name


@pytest.mark.parametrize("phrase", ["drie groene fietsen in de zon", PHRASE.upper(), PHRASE[:-1]])
def test_another_passphrase_is_refused_and_says_where_help_is(locked: Path, phrase: str) -> None:
    before = locked.read_bytes()
    with pytest.raises(Refused, match="herstelbestand") as refusal:
        store.open_project(locked, passphrase=phrase)
    assert phrase not in str(refusal.value)
    assert locked.read_bytes() == before


def test_a_letter_with_an_accent_is_the_same_however_a_keyboard_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "p.ontmoet"
    store.create(path, title="x", passphrase="caf\u00e9 aan de haven").close()
    store.open_project(path, passphrase="cafe\u0301 aan de haven").close()


def test_without_a_passphrase_it_is_told_from_a_file_that_is_no_project(
    locked: Path, tmp_path: Path, nobody_to_ask: None
) -> None:
    with pytest.raises(Refused, match="heeft een wachtzin"):
        store.open_project(locked)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as box:
        box.writestr("x", os.urandom(20_000))
    others = {
        "zip": packed.getvalue()[:20480],
        "gzip": gzip.compress(os.urandom(8192))[:8192],
        "text": b"gewone tekst " * 630 + b"12",
        "zeros": bytes(8192),
        "odd length": os.urandom(8193),
        "short": os.urandom(100),
    }
    for name, content in others.items():
        other = tmp_path / f"{name}.ontmoet"
        other.write_bytes(content)
        with pytest.raises(Refused, match="geen project"):
            store.open_project(other)


def test_almost_every_encrypted_file_is_recognised() -> None:
    assert all(keys.looks_encrypted(os.urandom(4096), 4096 * 208) for _ in range(2000))


def test_the_same_file_opens_with_sqlcipher_of_another_program(locked: Path) -> None:
    with closing(dbapi2.connect(str(locked))) as raw:  # makes the key itself, from the phrase
        raw.execute(f"PRAGMA key='{PHRASE}'")
        assert raw.execute("SELECT label FROM organisations").fetchall() == [(SECRET,)]


def test_a_passphrase_can_come_from_a_file_or_from_who_started_the_kit(
    locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "zin.txt").write_text(f"{PHRASE}\n", encoding="utf-8")
    monkeypatch.setenv("ONTMOET_PASSPHRASE_FILE", str(tmp_path / "zin.txt"))
    assert labels(locked) == [SECRET]
    monkeypatch.setenv("ONTMOET_PASSPHRASE_FILE", str(tmp_path / "weg.txt"))
    with pytest.raises(Refused, match=r"weg\.txt"):
        store.open_project(locked)
    monkeypatch.delenv("ONTMOET_PASSPHRASE_FILE")
    monkeypatch.setenv("ONTMOET_PASSPHRASE", PHRASE)
    assert labels(locked) == [SECRET]


def test_who_is_at_the_terminal_gets_three_turns(locked: Path) -> None:
    answers = ["mis mis mis mis", "weer mis en mis", PHRASE]
    asked: list[int] = []

    def answer(_: Path, turn: int) -> str:
        asked.append(turn)
        return answers[turn]

    keys.ask_with(answer)
    try:
        assert labels(locked) == [SECRET]
        answers[2] = "nog een keer mis"
        with pytest.raises(Refused, match="past niet"):
            store.open_project(locked)
        keys.ask_with(lambda *_: None)
        with pytest.raises(Refused, match="heeft een wachtzin"):
            store.open_project(locked)
    finally:
        keys.ask_with(None)
    assert asked == [0, 1, 2, 0, 1, 2]


def test_a_short_passphrase_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="te kort"):
        store.create(tmp_path / "p.ontmoet", title="x", passphrase="kort")
    assert list(tmp_path.iterdir()) == []


def test_the_key_is_made_once_and_shows_in_no_message(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    real = keys.hashlib.pbkdf2_hmac
    monkeypatch.setattr(keys.hashlib, "pbkdf2_hmac", lambda *given: made.append(1) or real(*given))
    monkeypatch.setattr(keys, "_made", {})
    with store.open_project(locked, passphrase=PHRASE) as one, store.open_project(locked, passphrase=PHRASE) as other:
        assert labels(locked, PHRASE) == [SECRET]
        assert made == [1]
        assert one.file is not None
        key = one.file.key
        assert key is not None
        shown = f"{one.__dict__} {other.file!r} {key!r} {one.engine!r}"
    try:
        sqlite.ask(locked, key, "SELECT nothing")
    except sqlite.Error as problem:
        shown += "".join(traceback.format_exception(problem))
    assert key.secret.hex() not in shown
    assert PHRASE not in shown


def test_a_wrong_passphrase_prints_nothing_in_english(locked: Path) -> None:
    tried = "try: store.open_project(sys.argv[1])\nexcept Exception as problem: print(problem)"
    code = f"import sys; from ontmoet_research import store\n{tried}"
    told = subprocess.run(
        [sys.executable, "-c", code, str(locked)],
        env={**os.environ, "ONTMOET_PASSPHRASE": "een heel andere wachtzin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "past niet" in told.stdout
    assert told.stderr == ""


def test_words_with_quotes_and_emoji_make_a_passphrase_too(tmp_path: Path) -> None:
    phrase = 'l\'été "à la" plage; -- 🚲🚲'
    path = tmp_path / "p.ontmoet"
    store.create(path, title="x", passphrase=phrase).close()
    store.open_project(path, passphrase=phrase).close()


def test_a_damaged_page_of_an_encrypted_project_is_noticed(locked: Path) -> None:
    with store.open_project(locked, passphrase=PHRASE) as project:
        assert project.file is not None
        key = project.file.key
    assert sqlite_whole.damage(locked, key) == []
    content = bytearray(locked.read_bytes())
    content[5 * 4096 + 100] ^= 1
    locked.write_bytes(content)
    assert sqlite_whole.damage(locked, key) != []
