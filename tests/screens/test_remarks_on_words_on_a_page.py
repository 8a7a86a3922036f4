"""A remark on words that someone selected in the text of a part, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage, hold_to_the_rules
from finishing import opened
from pages import small_project

from ontmoet_research.report.remarks import place_of, read_remarks
from ontmoet_research.report.writing import part_text, write_part
from ontmoet_research.store import Project
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PART = "wat_we_vragen"
TEXT = "👋🏽 Wij vragen rust. Een bankje.\n\nEn nog eens: wij vragen rust."
SELECT = """([from, to]) => {
  const node = document.querySelector(".om-pointing").firstElementChild.firstChild;
  document.getSelection().setBaseAndExtent(node, from, node, to);
}"""


class Reader:
    """Kompas at the remarks of one part."""

    def __init__(self, page: Page, project: Project) -> None:
        self.page, self.screen = page, opened(project, "Kompas")
        write_part(opened(project, "Merel").project, self.screen.series_id, PART, TEXT)
        self.screen.refresh()
        self.bare = BarePage(page, self.screen)
        self.root = page.locator(".ontmoet-root")
        self.click(say("write_report.together.part.remarks"))
        self.click(say(f"report.section.{PART}"))

    def click(self, words: str) -> None:
        self.root.get_by_role("button", name=words).first.click()
        self.bare.wait()

    def select(self, words: str, start: int = 0) -> None:
        """Select these words, as the browser counts: an emoji is more than one."""
        at = TEXT.index(words, start)
        units = [len(TEXT[:place].encode("utf-16-le")) // 2 for place in (at, at + len(words))]
        self.page.evaluate(SELECT, units)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_project(tmp_path / "proef.ontmoet")
    yield made
    made.close()


def test_a_remark_is_about_the_words_that_were_selected_also_the_second_time_they_stand_there(
    fresh_page: Page, project: Project
) -> None:
    kompas = Reader(fresh_page, project)
    second = TEXT.index("vragen rust", TEXT.index("bankje"))
    kompas.select("agen rus", second)  # half words: a whole word is meant
    kompas.click(say("write_report.remarks.take_words"))
    kompas.click(say("write_report.remarks.kinds.onduidelijk"))
    kompas.click(say("write_report.remarks.keep"))
    [row] = read_remarks(project, kompas.screen.series_id, PART)
    assert (row["quote"], row["kind"]) == ("vragen rust", "onduidelijk")
    body = part_text(project, kompas.screen.series_id, PART)
    assert body and place_of(row, body["body_md"]) == (second, second + len("vragen rust"))
    marked = kompas.root.locator(".om-pointing mark")
    assert marked.all_inner_texts() == ["vragen rust"]
    write_part(project.as_person(kompas.screen.project.who), kompas.screen.series_id, PART, f"Eerst dit. {TEXT}")
    body = part_text(project, kompas.screen.series_id, PART)
    at = second + len("Eerst dit. ")
    assert body and place_of(row, body["body_md"]) == (at, at + len("vragen rust")), "the words are sought again"


def test_without_words_nothing_is_kept_and_the_page_says_so(fresh_page: Page, project: Project) -> None:
    kompas = Reader(fresh_page, project)
    kompas.click(say("write_report.remarks.take_words"))
    assert say("write_report.remarks.point_first") in kompas.root.inner_text()
    assert read_remarks(project, kompas.screen.series_id, PART) == []


def test_pointing_at_words_holds_to_the_rules_in_a_small_window(fresh_page: Page, project: Project) -> None:
    hold_to_the_rules(fresh_page, lambda: Reader(fresh_page, project))
