"""Forms that are odd and that programs really write: each comes in as it was meant, or is told by name and number."""

from __future__ import annotations

import io
import itertools
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from boxes import Box, code, coding, guid, note_ref, selection
from docx import Document
from seen import labels, lost, marks, quotes

from ontmoet_research.exchange import Loaded, export, load
from ontmoet_research.store import Project, change, read_rows, write
from ontmoet_research.words import Refused

TEXT = "De brief kwam te laat en bleef liggen tot maandag."
Bring = Callable[..., Loaded]


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_the_same_label_of_one_reader_twice_on_the_same_words_counts_once_and_is_told(
    project: Project, box: Box, bring: Bring
) -> None:
    box.code("L")
    box.text("Avond", TEXT, [selection(*at("brief"), coding("L", "", 1) + coding("L", "", 2))])
    loaded = bring(box)
    assert quotes(project) == ["brief"]
    assert (loaded.same, lost(loaded)) == (0, {"double_mark": 1})
    assert bring(box).same == 2


def test_a_text_that_stands_nowhere_is_told_and_the_others_come_in(project: Project, box: Box, bring: Bring) -> None:
    box.code("L")
    box.sources.append(f'<TextSource guid="{guid("leeg")}" name="Leeg"/>')
    box.sources.append(f'<TextSource guid="{guid("weg")}" name="Weg" plainTextPath="internal://weg.txt"/>')
    box.text("Avond", TEXT, [selection(*at("brief"), coding("L", "", 1))])
    loaded = bring(box)
    assert quotes(project) == ["brief"]
    assert lost(loaded) == {"no_text": 1, "text_missing": 1}


def test_pieces_that_overlap_touch_lie_in_each_other_or_are_the_same_all_come_in_and_go_out(
    project: Project, box: Box, bring: Bring, tmp_path: Path
) -> None:
    words = ["De brief kwam", "brief", "brief kwam te laat", "kwam te laat en", "te laat", "en bleef", "laat"]
    for name in ("L", "M"):
        box.code(name)
    box.user("Anna")
    box.user("Bo")
    number = itertools.count(1)
    inside = [(place, who, name) for place in map(at, words) for who in ("Anna", "Bo") for name in ("L", "M")]
    box.text("Avond", TEXT, [selection(*place, coding(name, who, next(number))) for place, who, name in inside])
    bring(box)
    assert sorted(marks(project)) == sorted(("Avond", TEXT[a:b], name, who) for (a, b), who, name in inside)
    export(project, tmp_path / "uit.qdpx")
    again = load(project, tmp_path / "uit.qdpx")
    assert (again.added.total(), again.same) == (0, len(inside))


@pytest.mark.parametrize(
    "name", ["regel een\nregel twee", "\u202eomgekeerd", "عربي", "tab\there", "a" * 1_000, "😀" * 300]
)
def test_an_odd_name_of_a_label_is_the_same_after_going_out_and_in(
    project: Project, box: Box, bring: Bring, tmp_path: Path, name: str
) -> None:
    box.codes.append(code(name).replace("\n", "&#10;").replace("\t", "&#9;"))
    box.text("Avond", TEXT, [selection(*at("brief"), coding(name, "", 1))])
    bring(box)
    before = labels(project)
    export(project, tmp_path / "uit.qdpx")
    assert load(project, tmp_path / "uit.qdpx").added.total() == 0
    assert labels(project) == before
    assert before[0][1].split() == name.split()


@pytest.mark.parametrize("told", ["#abc", "rgb(1, 2, 3)", "#FFAABBCC", "-65536", "", "blauw"])
def test_colours_go_out_in_the_one_form_of_the_standard(
    project: Project, box: Box, bring: Bring, tmp_path: Path, told: str
) -> None:
    box.codes.append(code("L").replace("<Code ", f'<Code color="{told}" ', 1))
    box.text("Avond", TEXT, [selection(*at("brief"), coding("L", "", 1))])
    bring(box)
    export(project, tmp_path / "uit.qdc")
    found = re.findall(r'color="([^"]*)"', (tmp_path / "uit.qdc").read_text(encoding="utf-8"))
    assert found
    assert all(re.fullmatch("#[0-9A-Fa-f]{6}", one) for one in found)


def test_a_note_that_is_a_word_file_comes_in_with_its_words(project: Project, box: Box, bring: Bring) -> None:
    made = io.BytesIO()
    document = Document()
    document.add_paragraph("Hier nog over praten.")
    document.save(made)
    box.code("L")
    box.files["sources/n.docx"] = made.getvalue()
    box.notes.append(f'<Note guid="{guid("note n")}" name="n" richTextPath="internal://n.docx"/>')
    box.text("Avond", TEXT, [selection(*at("brief"), coding("L", "", 1))], more=note_ref("n"))
    bring(box)
    assert [row["text"] for row in read_rows(project, "memos")] == ["Hier nog over praten."]


@pytest.mark.parametrize("path", ["internal://Avond%20%C3%A9%C3%A9n.txt", "internal://AVOND één.TXT", "Avond één.txt"])
def test_a_path_may_be_written_with_percents_or_in_other_capitals(
    project: Project, box: Box, bring: Bring, path: str
) -> None:
    box.code("L")
    box.files["sources/Avond één.txt"] = TEXT.encode()
    piece = selection(*at("brief"), coding("L", "", 1))
    box.sources.append(f'<TextSource guid="{guid("a")}" name="A" plainTextPath="{path}">{piece}</TextSource>')
    bring(box)
    assert quotes(project) == ["brief"]


def test_where_the_schema_lies_is_never_asked_and_other_attributes_do_no_harm(
    project: Project, box: Box, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.code("L")
    box.text("Avond", TEXT, [selection(*at("brief"), coding("L", "", 1))])
    where = "urn:QDA-XML:project:1.0 http://voorbeeld.invalid/Project.xsd"
    more = f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{where}" xmlns:q="urn:q"'
    more += ' q:eigen="ja"'
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *what, **_: asked.append(what))
    monkeypatch.setattr(socket.socket, "connect", lambda _self, to: asked.append(to))
    bring(box, xml=box.xml().replace("<Project ", f"<Project {more} ", 1).encode())
    assert quotes(project) == ["brief"]
    assert asked == []


def test_a_list_that_is_a_project_and_a_project_that_is_a_list_say_so(
    project: Project, box: Box, tmp_path: Path, at_hand: None
) -> None:
    box.code("L")
    (tmp_path / "x.qdc").write_text(box.xml(), encoding="utf-8")
    with pytest.raises(Refused, match="heel project"):
        load(project, tmp_path / "x.qdc")
    listed = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{code("L")}</Codes></CodeBook>'
    (tmp_path / "x.qde").write_text(listed, encoding="utf-8")
    with pytest.raises(Refused, match="lijst met labels"):
        load(project, tmp_path / "x.qde")
    assert read_rows(project, "codes") == []


def test_a_set_of_texts_and_one_of_what_nobody_knows_are_told(project: Project, box: Box, bring: Bring) -> None:
    key = box.text("Avond", TEXT)
    box.sets += [
        f'<Set guid="{guid("s1")}" name="Verslagen"><MemberSource targetGUID="{key}"/></Set>',
        f'<Set guid="{guid("s2")}" name="Onbekend"><MemberCode targetGUID="{guid("x")}"/></Set>',
    ]
    loaded = bring(box)
    assert loaded.found.lost["variable", "set"] == 1
    assert loaded.found.lost["unknown_label_in_set", "Onbekend"] == 1
    assert read_rows(project, "themes") == []


def test_a_newer_export_changes_what_changed_there_alone(
    project: Project, box: Box, bring: Bring, tmp_path: Path
) -> None:
    for name in ("L", "M"):
        box.code(name)
    box.text("Avond", TEXT, [selection(*at("brief"), coding("L", "", 1))])
    bring(box)
    (label,) = [row for row in read_rows(project, "codes") if row["label_nl"] == "M"]
    write(project, [change(label, label_nl="Maandag")])
    box.sources.clear()
    box.text("Avond", TEXT, [selection(*at("brief"), coding("L", "", 1)), selection(*at("laat"), coding("L", "", 2))])
    bring(box)
    assert sorted(quotes(project)) == ["brief", "laat"]
    assert {name for _, name in labels(project)} == {"L", "Maandag"}
