"""Words of an own file come out nowhere: in no file that is made, no project, no feed, no log, no text of a browser."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import click, small_project, told, type_in
from quick_own import PHRASE

from ontmoet_research.cli import main
from ontmoet_research.own import make_own_file, open_own_file, own_place
from ontmoet_research.privacy import everything_of, record_consent
from ontmoet_research.screens.own import own_open
from ontmoet_research.screens.own.of_myself import OfMyself, of_myself
from ontmoet_research.screens.practising.practise import Practise
from ontmoet_research.store import Project, last_seq, read_rows
from ontmoet_research.words import say

CANARY = "kwibusflapdrol"
WORDS = f"Ik dacht aan mijn {CANARY} thuis."


@pytest.fixture
def filled(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Iterator[Project]:
    """A project beside which someone filled their own file on the pages, in every place where words can stand."""
    caplog.set_level(logging.DEBUG, logger="ontmoet_research")
    (tmp_path / "werk").mkdir()
    monkeypatch.chdir(tmp_path / "werk")
    with small_project(tmp_path / "werk" / "p.ontmoet") as project:
        who = read_rows(project, "contributors")[0].object_id
        for person in read_rows(project, "participants"):
            record_consent(project, person.object_id, "archief", True, asked_by=who)
        before = last_seq(project)
        own_open._desk().pages.clear()  # those of other tests are open nowhere
        mine, practising = OfMyself(project, who=who), Practise(project, who=who)
        mine.own.use(make_own_file("van-mij", PHRASE))
        click(mine, say("of_myself.part.experience"))
        click(mine, say("of_myself.experience.ja"))
        click(mine, say("of_myself.back"))
        click(mine, say("of_myself.part.aware"))
        type_in(mine, say("of_myself.aware_words"), WORDS)
        click(mine, say("of_myself.level.meer"))
        click(mine, say("of_myself.keep"))
        click(mine, say("of_myself.back"))
        click(mine, say("of_myself.part.skills"))
        for label in ("skill", "evidence", "shared_with"):
            type_in(mine, say(f"of_myself.{label}"), WORDS)
        click(mine, say("own.source.leven"))
        click(mine, say("of_myself.keep"))
        for _ in range(3):
            practising.receive({"do": "go", "in": "steps", "to": "on"})
        for label in ("label", "difference"):
            type_in(practising, say(f"reflecting.{label}"), WORDS)
        practising.receive({"do": "go", "in": "steps", "to": "on"})
        for label in ("own_life", "take_along"):
            type_in(practising, say(f"reflecting.{label}"), WORDS)
        assert CANARY in told(practising)
        click(mine, say("of_myself.make_page"))
        assert last_seq(project) == before  # not one row
        yield project
        mine.close()
        practising.close()
    own_open.close_here()


def all_bytes(path: Path) -> Iterator[bytes]:
    """A file, and the files inside it, unpacked."""
    content = path.read_bytes()
    yield content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            yield from (pack.read(name) for name in pack.namelist())


def test_no_file_project_feed_overview_or_log_holds_what_someone_keeps_for_themself(
    filled: Project, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    kept = open_own_file("van-mij", PHRASE).kept
    assert kept.as_text("").count(CANARY) == 8  # so that this test can fail: the words are there
    out, project = tmp_path / "uit", str(filled.path)
    out.mkdir()
    made = [("report", project, str(out / "r.html"))]
    made += [("table", project, "log_events", "-o", str(out / "log.csv"))]
    made += [("bundle", project, str(out / "mee.zip"), "--plain"), ("backup", project, str(out / "kopie.ontmoet"))]
    made += [("archive", project, str(out / "archief.zip")), ("method", project, str(out / "methode.zip"))]
    made += [("access", project, "Merel", str(out / "alles.html"), "--who", "Kompas")]
    for command in made:
        assert main(list(command)) == 0, (command, capfd.readouterr())
    assert len(list(out.iterdir())) == len(made)
    inside = [one for one in filled.path.parent.rglob("*") if one.is_file()]
    for path in [*out.iterdir(), *inside]:
        for content in all_bytes(path):
            assert CANARY not in content.decode("utf-8", "replace").casefold(), path.name
    assert not [one for one in inside if "van-mij" in one.name or "skillspaspoort" in one.name]
    assert CANARY not in str(everything_of(filled, read_rows(filled, "contributors")[0].object_id))
    printed = capfd.readouterr()
    assert CANARY not in printed.out + printed.err + caplog.text


def test_in_the_clear_it_stands_only_on_the_page_that_its_owner_had_made(filled: Project, home: Path) -> None:
    holding = [one.name for one in home.rglob("*") if one.is_file() and CANARY.encode() in one.read_bytes()]
    assert holding == ["van-mij.skillspaspoort.html"]
    assert own_place().name == "ontmoet-van-mij"


def test_the_browser_keeps_no_draft_of_own_words_and_nothing_is_left_when_the_tab_is_closed(filled: Project) -> None:
    who = read_rows(filled, "contributors")[0].object_id
    page = Practise(filled, who=who)
    fields = [block for block in page.view["blocks"] if block["kind"] == "field"]
    assert len(fields) == 2
    assert [block["draft"] for block in fields] == ["", ""]
    other = OfMyself(filled, who=who)
    for one in (page, other):
        one.receive({"do": "screen_opened"})
    other.receive({"do": "screen_closed"})
    assert own_open._desk().opened is not None  # the other page is still there
    page.receive({"do": "screen_closed"})  # no browser shows it; the kernel goes on
    assert own_open._desk().opened is None
    page.own.use(open_own_file("van-mij", PHRASE))
    assert CANARY in told(page)
    again = of_myself(filled)  # the tab was closed without a word, and someone runs the cells again
    assert again.own.file is None
    assert CANARY not in json.dumps([page.view, page.typed, page.status, page.frame])
    assert own_open._desk().opened is None
    assert own_open._desk().before == []
