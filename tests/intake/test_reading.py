"""A file nobody checked is read apart, within limits, or refused in one clear message."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ontmoet_research.intake import apart
from ontmoet_research.intake.readers import READERS, ReadText, Unreadable, known_suffixes, read_bytes
from ontmoet_research.intake.reading import Step, read_each, read_file, read_files, read_typed
from ontmoet_research.words import Refused


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_text_comes_in_clean(tmp_path: Path) -> None:
    read = read_file(put(tmp_path, "note.TXT", b"\xef\xbb\xbfEe\xcc\x81n\r\nTwee \xf0\x9f\x91\x8b"))
    assert read == ReadText("Eén\nTwee 👋", "utf-8", file_name="note.TXT")


def test_markdown_stays_as_typed(tmp_path: Path) -> None:
    typed = "# Kop\n\n- **vet** <script>alert(1)</script>\n- $5 & `code`\n"
    assert read_file(put(tmp_path, "note.md", typed)).text == typed


def test_uncertain_letters_come_with_a_line_to_look_at(tmp_path: Path) -> None:
    read = read_file(put(tmp_path, "note.txt", "Verslag\nZe wil één gezicht.".encode("cp1252")))
    assert [n.sentence for n in read.notices] == [
        "De letters waren niet zeker te lezen. Kijk of dit klopt: Ze wil één gezicht."
    ]


def test_a_word_file_comes_in_through_the_other_process(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("één 👋")
    document.save(str(tmp_path / "note.docx"))
    assert read_file(tmp_path / "note.docx") == ReadText(
        "één 👋", "docx", lines_are_paragraphs=True, file_name="note.docx"
    )


REFUSED = [
    ("leeg.txt", b"", "empty"),
    ("leeg.txt", b"\xef\xbb\xbf \r\n\t", "empty"),
    ("foto.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no_text_file"),
    ("programma.md", os.urandom(5_000) + b"\x00", "no_text_file"),
    ("vreemd.txt", "これは日本語のテキストです。".encode("shift_jis"), "letters_unknown"),
    ("kapot.docx", b"PK\x03\x04 en dan niets", "damaged"),
    ("geen.docx", b"gewone tekst", "not_word"),
    ("oud.doc", b"\xd0\xcf\x11\xe0", "old_word"),
    ("lijst.ods", b"PK", "unknown_format"),
    ("oud.xls", b"\xd0\xcf\x11\xe0", "old_excel"),
    ("zonder", b"tekst", "unknown_format"),
    ("lang.txt", b"woord " * 8_400_000, "too_long"),
    ("langer.md", b"woord\n" * 900_000, "too_long"),
]


@pytest.mark.parametrize(("name", "data", "key"), REFUSED, ids=[f"{row[0]} {row[2]}" for row in REFUSED])
def test_bad_input_gives_one_clear_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, key: str
) -> None:
    monkeypatch.setattr(apart, "WALL_SECONDS", 300.0)  # a computer may be busy; the limit has a test of its own
    with pytest.raises(Refused) as refusal:
        read_file(put(tmp_path, name, data))
    assert refusal.value.key == f"intake.refused.{key}"
    assert refusal.value.exit_code == 1
    assert name in str(refusal.value)
    assert "Er is niets veranderd." in str(refusal.value)


def test_what_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "map.txt").mkdir()
    for name, key in (("weg.txt", "not_found"), ("map.txt", "is_folder")):
        with pytest.raises(Refused) as refusal:
            read_file(tmp_path / name)
        assert refusal.value.key == f"intake.refused.{key}"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_that_never_ends_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.txt")
    with pytest.raises(Refused):
        read_file(tmp_path / "pijp.txt")


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_START", "import time; time.sleep(600)")
    monkeypatch.setattr(apart, "WALL_SECONDS", 0.2)
    with pytest.raises(Refused) as refusal:
        read_file(put(tmp_path, "note.txt", "tekst"))
    assert refusal.value.key == "intake.refused.too_slow"


@pytest.mark.parametrize(
    "start", ["import os; os.abort()", "1/0", "print('half {')"], ids=["dies", "raises", "mumbles"]
)
def test_a_reader_that_falls_over_harms_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    monkeypatch.setattr(apart, "_START", start)
    with pytest.raises(Refused) as refusal:
        read_file(put(tmp_path, "note.txt", "tekst"))
    assert refusal.value.key == "intake.refused.damaged"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory can't be limited on this system")
def test_a_reader_that_wants_too_much_memory_is_stopped() -> None:
    start = "from ontmoet_research.intake.readers.__main__ import limit_process; limit_process(50_000_000, 60)"
    eat = f"{start}; bytes(100_000_000)"
    done = subprocess.run([sys.executable, "-c", eat], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr


def test_words_of_the_text_do_not_get_out_when_reading_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(apart, "_START", "import sys; sys.exit(sys.stdin.readline() + sys.stdin.read(18))")
    with pytest.raises(Refused) as refusal:
        read_file(put(tmp_path, "note.txt", "een geheim verhaal"))
    assert "geheim" not in "".join(map(str, [refusal.value, *capfd.readouterr()]))


def test_a_file_beside_the_notebook_can_not_take_the_place_of_a_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit('taken over')")
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    assert read_file(put(tmp_path, "note.txt", "tekst")).text == "tekst"


def test_every_suffix_has_a_reader_that_says_it_is_empty_or_not_readable() -> None:
    assert known_suffixes() == list(READERS)
    for suffix in READERS:
        try:
            assert read_bytes(suffix, b"").text == ""
        except Unreadable as refusal:
            assert refusal.key.startswith("intake.refused.")


def test_many_files_are_read_in_order(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{n}.txt", f"tekst {n} é".encode("cp1252" if n % 2 else "utf-8")) for n in range(5)]
    assert [(read.text, read.file_name) for read in read_files(paths)] == [
        (f"tekst {n} é", f"{n}.txt") for n in range(5)
    ]
    assert read_files([]) == []


def test_of_many_files_the_one_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    paths = [put(tmp_path, "goed.txt", "tekst"), put(tmp_path, "kapot.docx", b"PK")]
    with pytest.raises(Refused, match=r"kapot\.docx"):
        read_files(paths)


def test_one_that_makes_the_process_fall_over_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dies = "import ontmoet_research.intake.readers.md as m; m.read = lambda data: __import__('os')._exit(3);"
    monkeypatch.setattr(apart, "_START", apart._START.replace("from ontmoet", dies + "from ontmoet", 1))
    paths = [put(tmp_path, name, name) for name in ("a.txt", "b.md", "c.txt", "d.md", "e.txt")]
    answers = {path.name: answer for path, answer in read_each(paths)}
    assert {name: getattr(answer, "text", None) for name, answer in answers.items()} == {
        "a.txt": "a.txt", "b.md": None, "c.txt": "c.txt", "d.md": None, "e.txt": "e.txt",
    }  # fmt: skip
    assert isinstance(answers["b.md"], Refused) and answers["b.md"].key == "intake.refused.damaged"


def test_a_file_that_keeps_saying_it_gets_on_is_stopped_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_round = '\nimport sys\nwhile True: print(\'{"done": 1, "total": 2}\', flush=True)'
    monkeypatch.setattr(apart, "_START", goes_round)
    monkeypatch.setattr(apart, "FILE_SECONDS", 1.0)
    seen: list[Step] = []
    with pytest.raises(Refused) as refusal:
        read_file(put(tmp_path, "note.txt", "tekst"), progress=seen.append)
    assert refusal.value.key == "intake.refused.too_slow"
    assert Step("note.txt", 1, 1, 1, 2) in seen


def test_a_long_document_tells_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from docx import Document

    paces = "import ontmoet_research.intake.readers.__main__ as m; m._PACE = 0.0;"
    monkeypatch.setattr(apart, "_START", apart._START.replace("from ontmoet", paces + "from ontmoet", 1))
    document = Document()
    for number in range(1_000):
        document.add_paragraph(f"Alinea {number}.")
    document.save(str(tmp_path / "lang.docx"))
    seen: list[Step] = []
    read = read_file(tmp_path / "lang.docx", progress=seen.append)
    assert read.text.endswith("Alinea 999.")
    assert [step.done for step in seen] == [0, 199, 399, 599, 799, 999]
    assert {(step.file_name, step.number, step.files) for step in seen} == {("lang.docx", 1, 1)}


def test_pasted_text_is_cleaned_and_an_empty_one_refused() -> None:
    assert read_typed("\ufeffEen\r\ntwee\x00") == ReadText("Een\ntwee", "typed")
    with pytest.raises(Refused) as refusal:
        read_typed(" \n")
    assert refusal.value.key == "intake.refused.empty"
