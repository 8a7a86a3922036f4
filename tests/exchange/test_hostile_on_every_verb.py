"""A hostile archive on each verb that reads one: one sentence, the project as it was, nothing written elsewhere.

The same archives go to ``load``, ``codes``, ``import`` and ``merge``, each under the suffix of that verb, as the
command runs them; some in a process of their own, where the reader of a file always is for people. Those that are
damaged at random go to ``merge``; ``load`` has a hundred of its own (``refi/test_containers.py``).
"""

from __future__ import annotations

import hashlib
import io
import random
import stat
import struct
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.cli import main

sys.path.insert(0, str(Path(__file__).resolve().parent / "refi"))
from boxes import Box, coding, guid, selection

VERBS = {"load": ".qdpx", "codes": ".qdc", "import": ".docx", "merge": ".zip"}
TRICKS = (
    *("../weg.txt", "../../weg.txt", "/var/weg.txt", "C:\\weg.txt", "..\\weg.txt", "sources/../../weg.txt"),
    *("sources/./../../weg.txt", "\\\\server\\weg.txt", "weg.txt\x00.qde", "~/weg.txt", "sources//../..//weg.txt"),
    *("CON", "sources/aux.txt", "a" * 5_000, "\u202etxt.weg", "project.qde/weg.txt", ".", "sources/" + "d/" * 2_000),
)
APART = ("says it is 0 bytes", "zip in zip, 5 deep", "laughs", "too deep", "damaged 1", "links to /etc/passwd")
UNCHANGED = ("niets veranderd", "niet veranderd", "niet bewaard", "staat niets nieuws")
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BLOWN_UP = f'<!DOCTYPE P [<!ENTITY q "{"a" * 50_000}">]>'
OUTSIDE = '<!DOCTYPE P [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE P [<!ENTITY % x SYSTEM "http://voorbeeld.invalid/x.dtd"> %x;]>'


def project_xml(inside: str = "", before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<Project xmlns="urn:QDA-XML:project:1.0" name="x">{inside}</Project>'.encode()


def everywhere(xml: bytes) -> dict[str, bytes]:
    """The same XML under each name that one of the verbs looks for."""
    names = ("project.qde", "word/document.xml", "[Content_Types].xml", "_rels/.rels", "content.xml", "lijst.qdc")
    return dict.fromkeys(names, xml)


def zipped(members: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in members.items():
            box.writestr(name, content)
    return into.getvalue()


def lying(data: bytes, claimed: int) -> bytes:
    """Every size that the directory and the members tell of themselves is another one."""
    made = bytearray(data)
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = made.find(mark)
        while at >= 0:
            made[at + place : at + place + 4] = struct.pack("<I", claimed)
            at = made.find(mark, at + 4)
    return bytes(made)


def nested(depth: int) -> bytes:
    """A zip in a zip, and at last a lot of nothing."""
    data = zipped({"nul": bytes(20_000_000)})
    for _ in range(depth):
        data = zipped(dict.fromkeys(("project.qde", "word/document.xml", "project.ontmoet", "data.qda", "a.zip"), data))
    return data


def link(target: str) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as box:
        for name in everywhere(b""):
            told = zipfile.ZipInfo(name)
            told.external_attr = (stat.S_IFLNK | 0o777) << 16
            box.writestr(told, target)
    return into.getvalue()


def archives() -> Iterator[tuple[str, bytes]]:
    plain = zipped(everywhere(project_xml("<Users>")))
    for claimed in (0, 1, 100, 2**31 - 2, 2**32 - 2):
        yield f"says it is {claimed} bytes", lying(zipped(everywhere(project_xml(" " * 30_000_000))), claimed)
        yield f"says it is {claimed} bytes and is broken", lying(plain, claimed)
    for depth in (1, 2, 5):
        yield f"zip in zip, {depth} deep", nested(depth)
    for n, trick in enumerate(TRICKS):
        yield f"only a trick {n}", zipped({trick: b"weg"})
    for name, xml in {
        "laughs": project_xml("&l11;", f'<!DOCTYPE P [<!ENTITY l0 "ha">{LAUGHS}]>'),
        "blown up": project_xml("&q;" * 20_000, BLOWN_UP),
        "a file of the computer": project_xml("&x;", OUTSIDE),
        "a file of the network": project_xml("", PARAMETER),
        "doctype alone": project_xml(before="<!DOCTYPE Project>"),
        "too deep": project_xml("<Code>" * 100_000),
        "a long attribute": project_xml(f'<User guid="{"a" * 30_000_000}"/>'),
        "many attributes": project_xml("<User " + " ".join(f"a{n}='x'" for n in range(100_000)) + "/>"),
        "nothing but blanks": project_xml(" " * 60_000_000),
        "cut off": project_xml("<Users><User")[:-20],
        "no xml": b"\x00" * 1000,
    }.items():
        yield name, zipped(everywhere(xml))
    for target in ("/etc/passwd", "../../weg.txt"):
        yield f"links to {target}", link(target)
    yield "nothing in it", zipped({})
    yield "one name twice", zipped({"project.qde": b"<a/>", "projecx.qde": b"<b/>"}).replace(b"projecx", b"project")
    yield "more names than any project has", zipped({f"sources/{n}.txt": b"" for n in range(60_000)})
    lots, whole = random.Random(1717), zipped(everywhere(project_xml("<Users>")))
    for n in range(60):
        data = bytearray(whole)
        for _ in range(lots.randint(1, 8)):
            at = lots.randrange(len(data))
            data[at : at + lots.randint(0, 4)] = lots.randbytes(lots.randint(0, 4))
        yield f"damaged {n}", bytes(data[: lots.choice([len(data), lots.randrange(1, len(data))])])


ALL = dict(archives())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project in it, deep enough that climbing out of it would show."""
    folder = tmp_path_factory.mktemp("vijandig") / "a" / "b" / "c"
    folder.mkdir(parents=True)
    store.create(folder / "p.ontmoet", title="Proef").close()
    return folder


def state(folder: Path) -> dict[str, str]:
    """All files under and two above this folder; what SQLite keeps beside a project is left out."""
    files = (path for path in folder.parents[1].rglob("*") if path.is_file())
    told = {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return {name: digest for name, digest in told.items() if not name.endswith(("-wal", "-shm"))}


def test_there_are_a_hundred_of_them() -> None:
    assert len(ALL) >= 100


@pytest.mark.parametrize(
    ("verb", "name"),
    [(verb, name) for verb in VERBS for name in ALL if verb == "merge" or not name.startswith("damaged")],
)
def test_a_hostile_archive_is_one_sentence_and_changes_nothing(
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    verb: str,
    name: str,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(place)
    if name not in APART:
        request.getfixturevalue("at_hand")
    file = place / f"bestand{VERBS[verb]}"
    file.write_bytes(ALL[name])
    before = state(place)
    status = main([verb, "p.ontmoet", file.name])
    said = "".join(capsys.readouterr())
    assert "Traceback" not in said
    assert status == 1 or name == "many attributes"  # odd, but sound: there is only nothing in it
    assert any(words in said for words in UNCHANGED), said
    assert state(place) == before


def test_a_name_of_a_thousand_signs_and_tricks_in_names_come_in_as_words(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(place)
    names = ["x" * 1_000, "../../weg", "=1+1", "<script>alert(1)</script>", "a\u202eb", "'; DROP TABLE codes; --"]
    made = Box(name="../../weg", origin="<b>")
    made.user("../Anna")
    for name in names:
        made.code(name)
    pieces = [selection(0, 2, coding(name, "../Anna", n)) for n, name in enumerate(names, start=1)]
    made.text("../../etc/passwd", "De brief kwam.", pieces)
    made.write(place / "vol.qdpx")
    before = state(place)
    assert main(["load", "p.ontmoet", "vol.qdpx"]) == 0
    assert "Traceback" not in "".join(capsys.readouterr())
    changed = {name for name, digest in state(place).items() if before.get(name) != digest}
    assert {Path(name).name for name in changed} <= {"p.ontmoet"}
    with store.open_project("p.ontmoet") as project:
        assert {row["label_nl"] for row in store.read_rows(project, "codes")} == set(names)
        assert guid("source ../../etc/passwd").lower() == store.read_rows(project, "sources")[0].object_id
