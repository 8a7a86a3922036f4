"""The search of files finds words however a file holds them, and says where it could not look."""

import html
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from ontmoet_research.store import byte_search, search_files
from ontmoet_research.text.same_words import SameWords

SAID = 'Zij kreeg "elke vrijdag" een brief van de burgemeester & de café-baas thuis'
WORDS = SameWords([SAID])


def package(name: str, content: bytes) -> bytes:
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return into.getvalue()


HOLDING = {
    "plain.txt": SAID.encode(),
    "utf16.txt": SAID.encode("utf-16"),
    "notebook.ipynb": json.dumps({"cells": [{"outputs": [SAID]}]}).encode(),
    "page.html": html.escape(SAID).encode(),
    "part.md": b"\x00" * 5 + SAID[10:75].encode(),
    "sheet.xlsx": package("xl/strings.xml", f"<t>{html.escape(SAID, quote=False)}</t>".encode()),
    "bold.docx": package("word/document.xml", b"<t>" + html.escape(SAID).replace(" ", " </t><b/><t>").encode()),
    "book.qdpx": package("sources/one.docx", package("word/document.xml", f"<t>{SAID}".encode())),
    ".ipynb_checkpoints/a.ipynb": SAID.encode(),
}


@pytest.mark.parametrize("name", HOLDING)
def test_words_are_found_in_every_kind_of_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(HOLDING[name])
    assert search_files([tmp_path], WORDS).found.keys() == {path}
    assert search_files([tmp_path], SameWords([], named=["burgemeester"])).found.keys() == {path}
    assert search_files([tmp_path], SameWords(["Heel andere woorden over een fiets en een hond"])).found == {}


def test_a_word_file_of_word_itself_is_looked_into(tmp_path: Path) -> None:
    note = Document()
    note.add_paragraph(SAID)
    note.save(str(tmp_path / "note.docx"))
    assert list(search_files([tmp_path], WORDS).found) == [tmp_path / "note.docx"]


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 x", b"PAR1xxxx", b"age-encryption.org/v1", b"\x1f\x8b\x08", b"PK\x03\x04 stuk", b"PK"]
)
def test_a_file_nobody_can_look_into_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "dicht"
    path.write_bytes(content)
    proof = search_files([tmp_path], WORDS)
    assert (proof.files, proof.shut, proof.found) == (1, [path], {})


def test_a_package_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(byte_search, "MOST_UNPACKED", 1000)
    (tmp_path / "bom.xlsx").write_bytes(package("a.xml", b"0" * 5000))
    assert search_files([tmp_path], WORDS).shut == [tmp_path / "bom.xlsx"]


@pytest.mark.parametrize("size", [64, 97, 128, 1000])
def test_words_across_the_border_of_two_parts_that_are_read_count_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(byte_search, "CHUNK", size)
    for place in range(size - 14, size + 3):
        (tmp_path / "groot").write_bytes(b"." * place + b"burgemeester" + b"." * 300 + b"burgemeester")
        assert search_files([tmp_path], SameWords([], named=["burgemeester"])).found == {tmp_path / "groot": 2}


def test_many_words_are_sought_at_once(tmp_path: Path) -> None:
    texts = [" ".join(f"woord{n}x{m}" for m in range(12)) for n in range(200)]
    (tmp_path / "a").write_text(f"{'niets ' * 5000}{texts[150]}", encoding="utf-8")
    assert list(search_files([tmp_path], SameWords(texts)).found) == [tmp_path / "a"]
