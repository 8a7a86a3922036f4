"""A name of the key file, or one that went at intake, comes out nowhere: in no file, no project, no log."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import click, series_named, small_project, type_in

from ontmoet_research import store
from ontmoet_research.cli import main
from ontmoet_research.privacy import record_consent
from ontmoet_research.privacy.key_file import Person, make_key_file
from ontmoet_research.screens import names_open
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting
from ontmoet_research.store import Project, read_rows
from ontmoet_research.store.recovery import new_identity
from ontmoet_research.words import say

CANARIES = ("Kwibusanna", "Flapdrolster", "Zoebidana", "12345678", "regisseur kwelderzorg")
NOTE = """Kwibusanna Flapdrolster: ik belde de regisseur kwelderzorg. Kwibusannas zus kwam mee.

Toen zei mevrouw Zoebidana: bel mij op 06-12345678. KWIBUSANNA lachte."""


@pytest.fixture
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Iterator[Project]:
    """A project into which a note with canaries came through the screen, with the key file open."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    (tmp_path / "werk").mkdir()
    monkeypatch.chdir(tmp_path / "werk")
    with small_project(tmp_path / "werk" / "p.ontmoet") as project:
        key = make_key_file(project, tmp_path / "apart" / "namen.age", [new_identity()[1], new_identity()[1]])
        merel = next(row.object_id for row in read_rows(project, "participants") if row["alias"] == "Merel")
        person = Person(merel, "Kwibusanna Flapdrolster", "06-12345678", "regisseur kwelderzorg")
        names_open.take_into_use(project, key.with_person(person))
        page = RecordMeeting(project, who=read_rows(project, "contributors")[0].object_id)
        page.receive({"do": "choose_series", "value": series_named(project, "Samen in Veldhoek")})
        type_in(page, say("record_meeting.notes"), NOTE)
        click(page, say("record_meeting.look"))
        page.receive({"do": "turn_alias", "value": merel})
        click(page, say("record_meeting.keep"))
        assert page.status["tone"] == "saved"
        assert not held(str(page.view) + str(page.typed), CANARIES)
        yield project
    names_open._open().clear()


def held(text: str, words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word.casefold() in text.casefold()]


def all_bytes(path: Path) -> Iterator[bytes]:
    """A file, and the files inside it, unpacked."""
    content = path.read_bytes()
    yield content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            yield from (pack.read(name) for name in pack.namelist())


def test_no_file_that_is_made_holds_a_name(
    brought: Project, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    out = tmp_path / "uit"
    out.mkdir()
    project = str(brought.path)
    for person in read_rows(brought, "participants"):
        record_consent(brought, person.object_id, "archief", True)
    made = [("report", project, str(out / f"r.{suffix}")) for suffix in ("html", "docx", "md")]
    made += [
        ("table", project, name, "-o", str(out / f"{name}.csv")) for name in ("sources", "fragments", "log_events")
    ]
    made += [("bundle", project, str(out / "mee.zip"), "--plain"), ("backup", project, str(out / "kopie.ontmoet"))]
    made += [("archive", project, str(out / "archief.zip")), ("method", project, str(out / "manier.zip"))]
    made += [
        ("access", project, "Merel", str(out / f"alles.{suffix}"), "--who", "Kompas") for suffix in ("html", "txt")
    ]
    for command in made:
        assert main(list(command)) == 0, command
    assert len(list(out.iterdir())) == len(made)
    for path in [*out.iterdir(), *(one for one in brought.path.parent.rglob("*") if one.is_file())]:
        for content in all_bytes(path):
            assert not held(content.decode("utf-8", "replace"), CANARIES), path.name
    printed = capfd.readouterr()
    assert not held(printed.out + printed.err + caplog.text, CANARIES)


def test_the_words_of_the_group_themselves_did_come_in(brought: Project) -> None:
    """So that the test above can fail: the note is there, and so is its alias."""
    (text,) = (row["text"] for row in read_rows(brought, "sources") if "Merel: ik belde" in row["text"])
    assert text.startswith("Merel: ik belde de [functie]. Merels zus kwam mee.")
    assert "mevrouw [naam]: bel mij op [telefoonnummer]. Merel lachte." in text


def test_erasing_a_note_takes_its_log_and_its_check_along(brought: Project) -> None:
    note = next(row.object_id for row in read_rows(brought, "sources") if "Merel: ik belde" in row["text"])
    who = read_rows(brought, "contributors")[0].object_id
    store.write(brought, [store.new("recognition_checks", source_id=note, contributor_id=who, outcome="niemand")])
    assert len(read_rows(brought, "name_replacements")) > 1
    store.erase(brought, [note], reason="gevraagd")
    assert read_rows(brought, "name_replacements") == read_rows(brought, "recognition_checks") == []
