"""The box a project comes in: every form that occurs is read, and nothing in a hostile one does harm."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from boxes import Box, code, coding, guid, selection
from seen import lost, quotes

from ontmoet_research.exchange import Loaded, load, look_into
from ontmoet_research.exchange.coming import load as loading
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import Refused

TEXT = "De brief kwam te laat."
Bring = Callable[..., Loaded]


def simple(box: Box) -> Box:
    box.code("L")
    box.text("Avond", TEXT, [selection(3, 8, coding("L", "", 1))])
    return box


@pytest.mark.parametrize("name", ["project.qde", "Project.QDE", "Mijn project.qde", "map/project.qde"])
@pytest.mark.parametrize("folder", ["sources", "Sources", "SOURCES"])
def test_a_project_is_found_whatever_its_files_are_called(
    project: Project, bring: Bring, name: str, folder: str
) -> None:
    box = simple(Box(member=name, folder=f"map/{folder}" if "/" in name else folder))
    bring(box)
    assert quotes(project) == ["brief"]


@pytest.mark.parametrize(
    "path",
    ["internal:/{}", "{}", "internal://{}", "sources\\{}", "INTERNAL://{}", "relative:///{}", "internal://{{{}}}"],
)
def test_a_text_in_the_box_is_found_by_each_way_to_write_its_place(
    project: Project, box: Box, bring: Bring, path: str
) -> None:
    simple(box)
    key = guid("source Avond")
    box.sources = [box.sources[0].replace(f"internal://{key}.txt", path.format(f"{key}.txt"))]
    loaded = bring(box)
    assert quotes(project) == ["brief"]
    assert lost(loaded) == {}


@pytest.mark.parametrize(
    "path",
    [
        "internal://../../etc/passwd",
        "/etc/passwd",
        "relative:///../x.txt",
        "absolute:///etc/passwd",
        "external://x",
        "C:\\x.txt",
        "file:///x",
    ],
)
def test_a_path_that_leads_outside_is_not_followed(project: Project, box: Box, bring: Bring, path: str) -> None:
    simple(box)
    box.sources = [box.sources[0].replace(f"internal://{guid('source Avond')}.txt", path)]
    loaded = bring(box)
    assert read_rows(project, "sources") == []
    assert lost(loaded) == {"text_outside": 1, "marks_without_text": 1}


def test_members_that_climb_out_or_are_links_are_not_there(project: Project, box: Box, bring: Bring) -> None:
    link = zipfile.ZipInfo("sources/link.txt")
    link.external_attr = 0o120777 << 16
    simple(box)
    box.sources.append(f'<TextSource guid="{guid("l")}" name="Link" plainTextPath="internal://link.txt"/>')
    loaded = bring(
        box, extra={"../x.txt": b"x", "__MACOSX/._project.qde": b"x", "sources/.root": b""} | {link: b"/etc"}
    )  # type: ignore[dict-item]  # zipfile takes both
    assert quotes(project) == ["brief"]
    assert lost(loaded) == {"text_missing": 1}


@pytest.mark.parametrize("head", ["", 'xmlns:qda="urn:QDA-XML:project:1.0"', 'xmlns="urn:QDA-XML:project:1:0"'])
def test_other_namespaces_of_the_standard_are_read(project: Project, box: Box, bring: Bring, head: str) -> None:
    simple(box)
    xml = box.xml().replace('xmlns="urn:QDA-XML:project:1.0"', head)
    if "qda" in head:
        import re

        xml = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1qda:", xml)
    bring(box, xml=xml.encode())
    assert quotes(project) == ["brief"]


def test_parts_of_another_namespace_are_passed_over_and_told(project: Project, box: Box, bring: Bring) -> None:
    simple(box)
    xml = box.xml().replace("<Sources>", '<x:Extra xmlns:x="urn:x"><x:Code/></x:Extra><Sources>')
    loaded = bring(box, xml=xml.encode())
    assert quotes(project) == ["brief"]
    assert loaded.found.lost["unknown_part", "Extra"] == 1


def test_parts_in_another_order_and_without_a_name_come_in_and_are_told(
    project: Project, box: Box, bring: Bring
) -> None:
    simple(box)
    start, rest = box.xml().split("<CodeBook>")
    book, rest = rest.split("</CodeBook>")
    xml = start + rest.replace("</Project>", f"<CodeBook>{book}</CodeBook></Project>")
    loaded = bring(box, xml=xml.replace(' name="Proef" origin="Proefprogramma"', "").encode())
    assert quotes(project) == ["brief"]
    assert lost(loaded) == {"order": 1}


def test_the_project_may_be_utf_16_or_stand_behind_a_mark(project: Project, box: Box, bring: Bring) -> None:
    simple(box)
    bring(box, xml=box.xml().replace("utf-8", "utf-16").encode("utf-16"))
    bring(box, xml=b"\xef\xbb\xbf" + box.xml().encode())
    assert quotes(project) == ["brief"]


def test_letters_are_never_guessed(project: Project, box: Box, bring: Bring) -> None:
    box.code("L")
    box.text("Latijn", "één café", [selection(0, 3, coding("L", "", 1))], encoding="latin-1")
    loaded = bring(box)
    assert read_rows(project, "sources") == []
    assert lost(loaded) == {"letters": 1, "marks_without_text": 1}


def test_text_inside_the_project_is_read_and_a_file_beside_it_counts_more(
    project: Project, box: Box, bring: Bring
) -> None:
    box.code("L")
    inline = "<PlainTextContent>\nDe brief&#13;\nkwam.</PlainTextContent>"
    box.sources.append(
        f'<TextSource guid="{guid("i")}" name="Binnen">{inline}{selection(4, 9, coding("L", "", 1))}'
        f"{selection(11, 15, coding('L', '', 2))}</TextSource>"
    )
    box.text("Buiten", TEXT, more="<PlainTextContent>iets anders</PlainTextContent>")
    loaded = bring(box)
    assert quotes(project) == ["brief", "kwam"]
    assert lost(loaded) == {"text_twice": 1}


def test_a_word_file_without_a_plain_twin_comes_in_without_its_labels(project: Project, box: Box, bring: Bring) -> None:
    from docx import Document

    made = io.BytesIO()
    document = Document()
    document.add_paragraph(TEXT)
    document.save(made)
    box.code("L")
    box.files["sources/x.docx"] = made.getvalue()
    piece = selection(3, 8, coding("L", "", 1))
    box.sources.append(f'<TextSource guid="{guid("w")}" name="W" richTextPath="internal://x.docx">{piece}</TextSource>')
    loaded = bring(box)
    assert [row["text"].strip() for row in read_rows(project, "sources")] == [TEXT]
    assert lost(loaded) == {"marks_without_plain_text": 1}


def test_a_rich_path_that_names_plain_text_is_plain_text(project: Project, box: Box, bring: Bring) -> None:
    simple(box)
    box.sources = [box.sources[0].replace("plainTextPath", "richTextPath")]
    bring(box)
    assert quotes(project) == ["brief"]


def test_a_bare_project_without_a_box_is_read(project: Project, tmp_path: Path, at_hand: None) -> None:
    box = Box()
    box.code("L")
    inline = f"<PlainTextContent>{TEXT}</PlainTextContent>{selection(3, 8, coding('L', '', 1))}"
    box.sources.append(f'<TextSource guid="{guid("i")}" name="B">{inline}</TextSource>')
    (tmp_path / "x.qde").write_text(box.xml(), encoding="utf-8")
    load(project, tmp_path / "x.qde")
    assert quotes(project) == ["brief"]


def test_a_box_of_a_large_file_with_folders_in_it_is_read(
    project: Project, box: Box, tmp_path: Path, at_hand: None
) -> None:
    """Zip64, entries for folders, and the project in a folder of its own: each is written by some program."""
    simple(box)
    with zipfile.ZipFile(tmp_path / "x.qdpx", "w") as into:
        into.mkdir("Proef")
        into.mkdir("Proef/sources")
        for name, content in {"project.qde": box.xml().encode(), **box.files}.items():
            with into.open(f"Proef/{name}", "w", force_zip64=True) as member:
                member.write(content)
    load(project, tmp_path / "x.qdpx")
    assert quotes(project) == ["brief"]


# ── hostile ─────────────────────────────────────────────────────────────────


def zipped(members: dict[str, bytes], **how: object) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in members.items():
            box.writestr(name, content)
    return into.getvalue()


def xml(inside: str = "", before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<Project xmlns="urn:QDA-XML:project:1.0" name="x">{inside}</Project>'.encode()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "no zip": b"PK\x03\x04rommel",
    "nothing in it": zipped({}),
    "two projects": zipped({"a.qde": xml(), "b.qde": xml()}),
    "doctype": zipped({"project.qde": xml(before="<!DOCTYPE Project>")}),
    "laughs": zipped({"project.qde": xml("&l9;", f'<!DOCTYPE P [<!ENTITY l0 "ha">{LAUGHS}]>')}),
    "entity of a file": zipped({"project.qde": xml("&x;", '<!DOCTYPE P [<!ENTITY x SYSTEM "file:///etc/passwd">]>')}),
    "too deep": zipped({"project.qde": xml("<Code>" * 100_000)}),
    "long attribute": zipped({"project.qde": xml(f'<User guid="{"a" * 50_000_000}"/>')}),
    "bomb": zipped({"project.qde": xml(" " * 60_000_000)}),
    "another namespace": zipped({"project.qde": b'<Project xmlns="urn:x"/>'}),
    "a list of labels": zipped({"project.qde": b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>'}),
    "broken xml": zipped({"project.qde": xml("<Users>")}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_box_is_refused_with_one_sentence_and_changes_nothing(
    project: Project, tmp_path: Path, at_hand: None, name: str
) -> None:
    (tmp_path / "x.qdpx").write_bytes(HOSTILE[name])
    with pytest.raises(Refused) as refused:
        load(project, tmp_path / "x.qdpx")
    assert "Er is niets veranderd." in str(refused.value)
    assert read_rows(project, "log_events") == []


def test_a_box_with_more_files_than_any_project_has_is_refused(
    project: Project, tmp_path: Path, at_hand: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ontmoet_research.exchange.refi.container.MAX_MEMBERS", 20)
    (tmp_path / "x.qdpx").write_bytes(zipped({f"sources/{n}.txt": b"" for n in range(21)}))
    with pytest.raises(Refused, match="veel te groot"):
        look_into(project, tmp_path / "x.qdpx")


def locked() -> bytes:
    data = bytearray(zipped({"project.qde": xml()}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def doubled() -> bytes:
    return zipped({"project.qde": xml(), "projecx.qde": xml()}).replace(b"projecx.qde", b"project.qde")


@pytest.mark.parametrize("data", [locked(), doubled()], ids=["locked", "one name twice"])
def test_a_locked_box_and_one_with_a_name_twice_are_refused(
    project: Project, tmp_path: Path, at_hand: None, data: bytes
) -> None:
    (tmp_path / "x.qdpx").write_bytes(data)
    with pytest.raises(Refused, match="niets veranderd"):
        look_into(project, tmp_path / "x.qdpx")


def test_a_hundred_damaged_boxes_come_in_whole_or_not_at_all(
    project: Project, box: Box, tmp_path: Path, at_hand: None
) -> None:
    """Bytes changed, cut off or doubled at random: what is read is true, and all else is one sentence."""
    whole = simple(box).write(tmp_path / "heel.qdpx").read_bytes()
    lots = random.Random(17)
    for _ in range(100):
        data = bytearray(whole)
        for _ in range(lots.randint(1, 6)):
            place = lots.randrange(len(data))
            data[place : place + lots.randint(0, 3)] = lots.randbytes(lots.randint(0, 3))
        path = tmp_path / "x.qdpx"
        path.write_bytes(data[: lots.choice([len(data), lots.randrange(len(data))])] or b"x")
        try:
            loaded = look_into(project, path)
        except Refused:
            continue
        assert set(loaded.added) <= {"sources", "fragments", "codes", "codebooks", "codings", "contributors"}
    assert read_rows(project, "sources") == []


def test_in_its_own_process_a_box_is_read_and_a_hostile_one_is_refused(
    project: Project, box: Box, tmp_path: Path
) -> None:
    loaded = load(project, simple(box).write(tmp_path / "heel.qdpx"))
    assert loaded.added["codings"] == 1
    (tmp_path / "x.qdpx").write_bytes(HOSTILE["laughs"])
    with pytest.raises(Refused, match="niet hoort"):
        load(project, tmp_path / "x.qdpx")


def test_a_process_that_falls_over_or_hangs_is_one_sentence(
    project: Project, box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ontmoet_research.exchange import apart

    simple(box).text("Lang", "woord " * 3_000_000)
    path = box.write(tmp_path / "heel.qdpx")
    monkeypatch.setattr(apart, "MEMORY_BYTES", 1)
    with pytest.raises(Refused, match=r"niet te lezen|te veel geheugen"):
        look_into(project, path)
    monkeypatch.undo()
    monkeypatch.setattr(apart, "SILENT_SECONDS", 0.001)
    with pytest.raises(Refused, match="duurt te lang"):
        look_into(project, path)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("x.docx", b"PK", "ontmoet import"),
        ("x.ontmoet", b"x", "ontmoet merge"),
        ("x.age", b"age-encryption.org/v1\n", "ontmoet merge"),
        ("x.nvp", b"?", "qdpx"),
    ],
)
def test_a_file_for_another_verb_is_told_which(
    project: Project, tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(Refused, match=told):
        loading.look_into(project, tmp_path / name)


def test_a_label_tree_of_a_hundred_is_no_attack(project: Project, box: Box, bring: Bring) -> None:
    inside = ""
    for n in range(100):
        inside = code(f"n{n}", inside)
    box.codes.append(inside)
    bring(box)
    assert len(read_rows(project, "codes")) == 100
