"""What goes out: valid to the letter, the same bytes each time, and never a word that has to stay."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from canary import CANARY, Ids, fill
from lxml import etree
from seen import read, schema

from ontmoet_research import coding, privacy, store
from ontmoet_research.cli import main
from ontmoet_research.exchange import export, export_in_sentences
from ontmoet_research.practice import make_practice_project
from ontmoet_research.words import Refused

P, C = "{urn:QDA-XML:project:1.0}", "{urn:QDA-XML:codebook:1.0}"


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Project]:
    with make_practice_project(tmp_path_factory.mktemp("uit") / "p.ontmoet") as made:
        yield made


@pytest.fixture(scope="module")
def sent(practice: store.Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("daar") / "oefen.qdpx"
    export(practice, path)
    return path


def test_a_project_is_valid_against_the_schema_of_the_standard(sent: Path) -> None:
    schema("Project").assertValid(read(sent))


def test_a_list_of_labels_is_valid_against_its_own_schema(practice: store.Project, tmp_path: Path) -> None:
    export(practice, tmp_path / "l.qdc")
    root = etree.parse(tmp_path / "l.qdc")
    schema("Codebook").assertValid(root)
    names = [one.get("name") for one in root.iter(f"{C}Code") if one.get("isCodable") == "true"]
    assert {row["label_nl"] for row in store.read_rows(practice, "codes")} <= set(names)


@pytest.mark.parametrize("suffix", [".qdpx", ".qdc"])
def test_the_same_project_gives_the_same_bytes(practice: store.Project, tmp_path: Path, suffix: str) -> None:
    for name in ("a", "b"):
        export(practice, tmp_path / f"{name}{suffix}")
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_every_number_is_unique_in_capitals_and_every_reference_leads_somewhere(sent: Path) -> None:
    root = read(sent)
    guids = [one.get("guid") for one in root.iter() if one.get("guid")]
    assert len(guids) == len(set(guids))
    assert all(re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", one) for one in guids)
    pointed = {one.get(name) for one in root.iter() for name in ("targetGUID", "creatingUser") if one.get(name)}
    assert pointed <= set(guids)


def test_numbers_do_not_tell_when_something_was_made(practice: store.Project, sent: Path) -> None:
    told = etree.tostring(read(sent)).decode().lower()
    assert not any(row.object_id in told for row in store.read_rows(practice, "codings"))


@pytest.mark.parametrize("program", [None, "nvivo"])
def test_positions_are_those_of_the_words_in_the_text_beside_it(
    practice: store.Project, tmp_path: Path, program: str | None
) -> None:
    export(practice, tmp_path / "x.qdpx", program=program)
    with zipfile.ZipFile(tmp_path / "x.qdpx") as box:
        count = 0
        for source in read(tmp_path / "x.qdpx").iter(f"{P}TextSource"):
            data = box.read(f"sources/{source.get('plainTextPath').removeprefix('internal://')}")
            text = data.decode("utf-8")
            assert b"\r" not in data
            assert not data.startswith(b"\xef\xbb\xbf")
            units = text.encode("utf-16-le")
            for piece in source.iter(f"{P}PlainTextSelection"):
                start, end = int(piece.get("startPosition")), int(piece.get("endPosition"))
                words = text[start:end] if program is None else units[start * 2 : end * 2].decode("utf-16-le")
                assert piece.get("name") == words
                count += 1
    assert count > 100


def test_no_name_of_anyone_and_no_place_of_this_computer_goes_along(
    practice: store.Project, sent: Path, tmp_path: Path
) -> None:
    root = read(sent)
    users = [one.get("name") for one in root.iter(f"{P}User")]
    known = {row["display_name"] for row in store.read_rows(practice, "contributors")}
    assert users
    assert not known & set(users)
    assert all(re.fullmatch(r"(ervaring|onderzoek|onderwijs|praktijk) [0-9A-F]{4}", one) for one in users)
    assert root.get("basePath") is None
    assert str(tmp_path) not in etree.tostring(root).decode()


def test_each_reader_has_the_labels_that_reader_placed(practice: store.Project, sent: Path) -> None:
    by = {}
    for one in read(sent).iter(f"{P}Coding"):
        by[one.get("creatingUser")] = by.get(one.get("creatingUser"), 0) + 1
    assert len(by) == len({row["contributor_id"] for row in store.read_rows(practice, "codings")})


def test_the_meeting_day_and_series_of_a_note_are_variables(sent: Path) -> None:
    root = read(sent)
    names = {one.get("guid"): one.get("name") for one in root.iter(f"{P}Variable")}
    told = {names[one[0].get("targetGUID")] for one in root.iter(f"{P}VariableValue")}
    assert {"reeks", "bijeenkomst", "datum"} <= told


# ── the gate ────────────────────────────────────────────────────────────────


@pytest.fixture
def project(tmp_path: Path) -> Iterator[store.Project]:
    with store.create(tmp_path / "kanarie.ontmoet", title="Kanarie") as made:
        yield made


@pytest.fixture
def ids(project: store.Project) -> Ids:
    return fill(project)


def everything(project: store.Project, path: Path) -> str:
    export(project, path)
    with zipfile.ZipFile(path) as box:
        return "\n".join(box.read(name).decode("utf-8") for name in box.namelist())


def closing(project: store.Project, ids: Ids, how: str) -> None:
    piece = store.find(project, "fragments", ids.piece)
    if how == "no yes":
        privacy.withdraw_consent(project, ids.person, "notities", "2025-01-01")
    else:
        told = {"besloten": {"visibility": "besloten"}, "case": {"contains_case": True}, "out": {"withdrawn": True}}[
            how
        ]
        store.write(project, [store.change(piece, **told)])


@pytest.mark.parametrize("how", ["besloten", "case", "out", "no yes"])
@pytest.mark.parametrize("suffix", [".qdpx", ".qdc"])
def test_words_that_stay_are_in_no_file(
    project: store.Project, ids: Ids, tmp_path: Path, how: str, suffix: str
) -> None:
    closing(project, ids, how)
    if suffix == ".qdc":
        export(project, tmp_path / "x.qdc")
        assert "brief van de" not in (tmp_path / "x.qdc").read_text(encoding="utf-8")
        return
    told = everything(project, tmp_path / "x.qdpx")
    assert f"brief van de {CANARY}" not in told
    assert "dat herken ik" in told  # what someone else said goes along
    assert "█" in told


def test_what_stays_is_counted(project: store.Project, ids: Ids, tmp_path: Path) -> None:
    closing(project, ids, "besloten")
    lines = export_in_sentences(export(project, tmp_path / "x.qdpx"))
    assert "Labels die hier blijven: 1. Ze liggen op woorden die hier blijven." in lines
    assert "Verslagen met blokjes: 1. Daar staan woorden in die hier blijven." in lines
    assert "Let op: bij 1 verslagen keek nog niemand wie je kunt herkennen." in lines


def test_a_private_note_and_what_someone_needs_never_go_along(project: store.Project, ids: Ids, tmp_path: Path) -> None:
    noor = project.as_person(ids.noor)
    coding.write_memo(noor, "idee", "alleen voor mij")
    coding.write_memo(noor, "methode", "voor iedereen", private=False)
    store.write(project, [store.new("needs", person_id=ids.noor, text="een stille kamer")])
    told = everything(noor, tmp_path / "x.qdpx")
    assert "alleen voor mij" not in told
    assert "stille kamer" not in told
    assert "voor iedereen" in told
    schema("Project").assertValid(read(tmp_path / "x.qdpx"))


def test_a_file_that_was_made_is_known_later(project: store.Project, ids: Ids, tmp_path: Path) -> None:
    export(project, tmp_path / "x.qdpx")
    assert any("x.qdpx" in row["reason"] for row in store.read_rows(project, "log_events"))


def test_signs_that_xml_can_not_hold_are_left_out_and_told(project: store.Project, ids: Ids, tmp_path: Path) -> None:
    row = store.read_rows(project, "codes")[0]
    store.write(project, [store.change(row, label_nl='brie\x01ven\nen <post> & "meer"')])
    sent = export(project, tmp_path / "x.qdpx")
    schema("Project").assertValid(read(tmp_path / "x.qdpx"))
    names = [one.get("name") for one in read(tmp_path / "x.qdpx").iter(f"{P}Code")]
    assert 'brieven\nen <post> & "meer"' in names
    assert sent.left_out["signs"] > 0


def test_an_empty_project_and_another_suffix_are_refused(tmp_path: Path) -> None:
    with store.create(tmp_path / "leeg.ontmoet", title="Leeg") as empty:
        for name in ("x.qdpx", "x.qdc", "x.odt"):
            with pytest.raises(Refused, match="Er is niets gemaakt"):
                export(empty, tmp_path / name)
            assert not (tmp_path / name).exists()


def test_in_the_terminal_a_file_is_made_and_comes_in(
    project: store.Project, ids: Ids, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.close()
    place = str(tmp_path / "kanarie.ontmoet")
    assert main(["export", place, str(tmp_path / "x.qdpx"), "--for", "nvivo"]) == 0
    assert "Dit gaat mee: 1 verslag" in capsys.readouterr().out
    assert main(["new", "--no-passphrase", str(tmp_path / "nieuw.ontmoet")]) == 0
    new = str(tmp_path / "nieuw.ontmoet")
    assert main(["load", new, str(tmp_path / "x.qdpx"), "--preview"]) == 0
    assert "Er is nog niets veranderd" in capsys.readouterr().out
    assert main(["load", new, str(tmp_path / "x.qdpx")]) == 0
    assert "Dit kwam erbij uit x.qdpx: 1 verslag" in capsys.readouterr().out
    assert main(["load", new, "--undo"]) == 0
    assert "Teruggezet: x.qdpx" in capsys.readouterr().out
    assert main(["load", new]) == 1
    assert main(["load", new, str(tmp_path / "x.qdpx"), "--side", "Anna=maan"]) == 1
