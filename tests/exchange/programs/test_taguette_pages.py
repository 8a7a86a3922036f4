"""Pages that Taguette writes out: a document with its tags, and a list of highlights; and each leads to its verb."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from seen import labels, lost, quotes

from ontmoet_research import store
from ontmoet_research.cli import main
from ontmoet_research.exchange import load
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import Refused

pytestmark = pytest.mark.usefixtures("at_hand")

HEAD = (
    '<!DOCTYPE html>\n<html>\n  <head>\n    <meta charset="UTF-8">\n    <style>\n      .highlight {\n        '
    "background-color: #ff0;\n      }\n      .taglist {\n        font-style: oblique;\n      }\n    </style>\n"
    "    <title>avond</title>\n  </head>\n  <body>\n    <h1>avond</h1>\n"
)
LIT, TAGS, OFF = '<span class="highlight">', '<span class="taglist">', "</span>"
DOCUMENT = (
    f"{HEAD}<h1>Avond één</h1><p>De {LIT}brief 🙂 kwam {OFF}<b>{LIT}te laat{OFF}{TAGS} [post, post.laat]{OFF}</b>.</p>"
    f"<ul><li>Toen {LIT}belde{OFF}{TAGS} [bellen]{OFF}{LIT} Wilma.{OFF}</li><li>{LIT}Café &amp; koffie{OFF}"
    f"{TAGS} [tafel]{OFF}</li></ul>\n  </body>\n</html>"
)
ENTRY = (
    "    <hr>\n\n    {}\n    <p>\n      <strong>Document:</strong> {}\n      <strong>Tags:</strong>\n        {}\n"
    "    </p>\n"
)
LISTED = (
    '<!DOCTYPE html>\n<html>\n  <head>\n    <meta charset="UTF-8">\n    <title>Taguette highlights</title>\n  </head>\n'
    "  <body>\n    <h1>Taguette highlights</h1>\n\n"
    + ENTRY.format("<p>brief 🙂 kwam <b>te laat</b></p>", "avond", "post,\n        post.laat").partition("<hr>")[2]
    + ENTRY.format("<ul><li>Wilma.</li><li>Café &amp; koffie</li></ul>", "avond", "los, met komma")
    + "\n  </body>\n</html>"
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with store.create(tmp_path / "hier.ontmoet", title="Hier") as made:
        yield made


def test_a_page_of_a_document_gives_its_words_and_its_tags(project: Project, tmp_path: Path) -> None:
    (tmp_path / "avond.html").write_text(DOCUMENT, encoding="utf-8")
    loaded = load(project, tmp_path / "avond.html")
    (note,) = read_rows(project, "sources")
    assert note["text"] == "Avond één\nDe brief 🙂 kwam te laat.\nToen belde Wilma.\nCafé & koffie"
    assert labels(project) == [(None, "bellen"), (None, "post"), ("post", "laat"), (None, "tafel")]
    rows = {(row["quote"], row["to_check"]) for row in read_rows(project, "codings")}
    # Where the last two begin the page does not show, as they touch; the kit says so.
    assert rows == {("brief 🙂 kwam te laat", None), ("belde", True), ("belde Wilma.\nCafé & koffie", True)}
    assert lost(loaded) == {"unsure_start": 2}
    assert not load(project, tmp_path / "avond.html").added


def test_a_list_of_highlights_finds_its_words_in_the_notes_that_are_here(project: Project, tmp_path: Path) -> None:
    (tmp_path / "avond.html").write_text(DOCUMENT.replace(LIT, "<i>").replace(TAGS, TAGS), encoding="utf-8")
    load(project, tmp_path / "avond.html")
    (tmp_path / "highlights.html").write_text(LISTED, encoding="utf-8")
    loaded = load(project, tmp_path / "highlights.html")
    assert lost(loaded) == {}
    assert quotes(project) == ["Wilma.\nCafé & koffie", "brief 🙂 kwam te laat", "brief 🙂 kwam te laat"]
    assert {("post", "laat"), (None, "los, met komma")} <= set(labels(project))


@pytest.mark.parametrize("page", [DOCUMENT, LISTED])
def test_bringing_in_such_a_page_as_a_note_points_to_load(
    tmp_path: Path, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "hier.ontmoet"
    store.create(place, title="Hier").close()
    (tmp_path / "x.html").write_text(page, encoding="utf-8")
    assert main(["import", str(place), str(tmp_path / "x.html")]) == 1
    told = capsys.readouterr()
    assert "ontmoet load" in told.out + told.err


@pytest.mark.parametrize(
    "page", [DOCUMENT[:-40], HEAD + "\n  </body>\n</html>", LISTED.partition("<hr>")[0], LISTED[:200] + "<hr><hr>"]
)
def test_half_a_page_or_an_empty_one_is_refused(project: Project, tmp_path: Path, page: str) -> None:
    (tmp_path / "x.html").write_text(page, encoding="utf-8")
    with pytest.raises(Refused, match="Er is niets veranderd"):
        load(project, tmp_path / "x.html")
