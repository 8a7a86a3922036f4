"""Writing a part with the evidence in view, clicked in a real browser: put in, looked at, asked, sought, themes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage, hold_to_the_rules
from finishing import opened
from pages import project_with_a_yes, series_named

from ontmoet_research.change import add_wish
from ontmoet_research.group import list_meetings
from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.privacy.quoting import answer_quote, propose_quote
from ontmoet_research.report import build_report
from ontmoet_research.report.to_md import report_md
from ontmoet_research.report.writing import part_text
from ontmoet_research.store import Project, new, read_rows, write
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
WORDS = "de telefoon ging niet over"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A series with a quote that has a yes from the group, a wish and a theme."""
    made = project_with_a_yes(tmp_path / "proef.ontmoet")
    merel = next(row.object_id for row in read_rows(made, "participants") if row["alias"] == "Merel")
    piece = next(row for row in read_rows(made, "fragments") if row["participant_id"] == merel)
    quote = propose_quote(made, piece.object_id, WORDS)
    answer_quote(made, quote, "akkoord", audiences=[AUDIENCES[0]])
    series = series_named(made, "Samen in Veldhoek")
    add_wish(made, "Als we nu eens samen kookten.", list_meetings(made, series)[0].object_id)
    told = {"description_b1": "Wie kan er terecht?", "made_by_sides": [], "series_scope": []}
    write(made, [new("themes", title="Het loket", **told)])
    yield made
    made.close()


class AtWork:
    """Merel at a browser, in *Samen verslag maken*."""

    def __init__(self, page: Page, project: Project, at: str = "about:blank") -> None:
        self.page, self.screen = page, opened(project, "Merel")
        self.bare = BarePage(page, self.screen, at)
        self.root = page.locator(".ontmoet-root")

    def click(self, words: str) -> None:
        self.root.get_by_role("button", name=words).first.click()
        self.bare.wait()

    def unfold(self, words: str) -> None:
        self.root.locator("summary", has_text=words).first.click()

    def write(self, label: str, words: str) -> None:
        self.page.get_by_label(label).first.fill(words)

    def text(self) -> str:
        return str(self.root.inner_text())


def test_a_quote_is_put_in_seen_as_printed_and_rests_under_the_part(fresh_page: Page, project: Project) -> None:
    merel = AtWork(fresh_page, project)
    merel.click(say("report.section.in_het_kort"))
    merel.write(say("write_report.text"), "Zo begon het.")
    merel.click(say("write_report.show.offers"))
    merel.unfold(say("write_report.offer.citaat"))
    merel.click(WORDS)
    field = fresh_page.get_by_label(say("write_report.text"))
    assert field.input_value().startswith(f"Zo begon het.\n\n[citaat “{WORDS}” #"), "people read words, no code"
    merel.unfold(say("write_report.cards", readers=say("report.readers.groep")))
    assert f"] wordt: “{WORDS}”" in merel.text()
    merel.click(say("write_report.show.preview"))
    assert say("page.wait") not in merel.text()
    printed = merel.text().split(say("write_report.printed", readers=say("report.readers.groep")))[1]
    assert "Zo begon het." in printed and f"“{WORDS}”" in printed and "{{" not in printed
    merel.click(say("write_report.keep"))
    (quote,) = read_rows(project, "quotes")
    row = part_text(project, merel.screen.series_id, "in_het_kort")
    assert row and row["sources"] == [quote.object_id, quote["fragment_id"]]
    assert WORDS not in row["body_md"] and "{{citaat:" in row["body_md"], "the words of who said it stand in one place"
    merel.click(say("report.section.in_het_kort"))
    assert field.input_value().startswith(f"Zo begon het.\n\n[citaat “{WORDS}” #")
    merel.click(say("write_report.back"))
    assert WORDS in report_md(build_report(project, merel.screen.series_id)).decode()
    assert WORDS not in report_md(build_report(project, merel.screen.series_id, audience="gemeente")).decode()


def test_what_is_put_in_stays_in_a_tab_that_remembers_what_was_typed(fresh_page: Page, project: Project) -> None:
    fresh_page.route("http://proef.test/", lambda route: route.fulfill(body="", content_type="text/html"))
    merel = AtWork(fresh_page, project, "http://proef.test/")
    merel.click(say("report.section.in_het_kort"))
    merel.click(say("write_report.show.offers"))
    merel.unfold(say("write_report.offer.citaat"))
    field = fresh_page.get_by_label(say("write_report.text"))
    field.fill("Zo begon het.")
    merel.root.get_by_role("button", name=WORDS).first.click()
    merel.click(say("write_report.show.preview"))  # clicked before the answer came
    assert field.input_value().startswith("Zo begon het.\n\n[citaat “")
    merel.click(say("write_report.keep"))
    assert fresh_page.evaluate("JSON.stringify(sessionStorage)") == "{}", "what is stored is not kept in the tab"
    fresh_page.unroute("http://proef.test/")
    row = part_text(project, merel.screen.series_id, "in_het_kort")
    assert row and len(row["sources"]) == 2


def test_for_readers_without_a_yes_the_preview_shows_a_gap(fresh_page: Page, project: Project) -> None:
    merel = AtWork(fresh_page, project)
    merel.click(say("report.section.in_het_kort"))
    merel.click(say("write_report.show.offers"))
    merel.unfold(say("write_report.offer.citaat"))
    merel.click(WORDS)
    merel.click(say("write_report.keep"))
    fresh_page.get_by_label(say("write_report.readers")).select_option("gemeente")
    merel.bare.wait()
    merel.click(say("report.section.in_het_kort"))
    merel.click(say("write_report.show.preview"))
    assert say("report.gap.citaat") in merel.text() and WORDS not in merel.text()


def test_people_tick_what_a_part_rests_on_besides(fresh_page: Page, project: Project) -> None:
    merel = AtWork(fresh_page, project)
    merel.click(say("report.section.trots_en_dank"))
    merel.click(say("write_report.show.grounds"))
    assert say("write_report.grounds_later") in merel.text()
    merel.write(say("write_report.text"), "Wij zijn trots.")
    merel.click(say("write_report.keep"))
    merel.click(say("report.section.trots_en_dank"))
    merel.click("Als we nu eens samen kookten")
    (wish,) = read_rows(project, "wishes")
    row = part_text(project, merel.screen.series_id, "trots_en_dank")
    assert row and row["sources"] == [wish.object_id]
    merel.click("Als we nu eens samen kookten")
    row = part_text(project, merel.screen.series_id, "trots_en_dank")
    assert row and row["sources"] == []


def test_what_is_asked_and_what_was_sought_are_kept_and_stand_in_the_report(fresh_page: Page, project: Project) -> None:
    merel = AtWork(fresh_page, project)
    merel.click(say("report.section.wat_we_vragen"))
    merel.write(say("write_report.ask_whom"), "de gemeente")
    merel.write(say("write_report.ask_what"), "Toon een nummer.")
    merel.write(say("write_report.ask_by"), "1 oktober 2025")
    merel.unfold(say("write_report.ask_more"))
    merel.click(say("write_report.ground.wishes", told="Als we nu eens samen kookten."))
    merel.click(say("write_report.ask_keep"))
    assert "de gemeente: Toon een nummer. (1 oktober 2025)" in merel.text()
    merel.click(say("write_report.back"))
    merel.click(say("report.section.wat_nog_niet_lukte"))
    merel.click("Merel")
    merel.write(say("write_report.looked_on"), "3 mei 2025")
    merel.click(say("write_report.looked_keep"))
    told = report_md(build_report(project, merel.screen.series_id)).decode()
    assert "Toon een nummer" in told and "1 oktober 2025" in told and "3 mei 2025" in told


def test_a_theme_is_written_as_a_part_of_its_own(fresh_page: Page, project: Project) -> None:
    merel = AtWork(fresh_page, project)
    merel.click(say("report.section.wat_we_leerden"))
    merel.click("Het loket")
    assert "Wie kan er terecht?" in merel.text()
    merel.write(say("write_report.text"), "Bij het loket wacht je lang.")
    merel.click(say("write_report.show.preview"))
    assert merel.text().count("Bij het loket wacht je lang.") == 1
    merel.click(say("write_report.keep"))
    (theme,) = read_rows(project, "themes")
    row = part_text(project, merel.screen.series_id, f"thema:{theme.object_id}")
    assert row and row["body_md"] == "Bij het loket wacht je lang."


def test_an_item_of_a_checklist_is_filled_in_and_stands_in_the_report(fresh_page: Page, project: Project) -> None:
    merel = AtWork(fresh_page, project)
    merel.click(say("write_report.together.part.lists"))
    merel.click(say("report.table.srqr"))
    assert say("report.checklist.fill_in") in merel.text()
    merel.click(say("report.checklist.srqr.21"))
    merel.write(say("write_report.text"), "De hogeschool betaalde het.")
    merel.click(say("write_report.keep"))
    merel.click(say("write_report.together.part.lists"))
    merel.click(say("report.table.srqr"))
    assert "De hogeschool betaalde het." in merel.text()
    told = report_md(build_report(project, merel.screen.series_id)).decode()
    assert "De hogeschool betaalde het." in told.split(say("report.heading.checklists"))[-1]


def test_a_list_of_books_of_another_program_is_read_and_taken_back(
    fresh_page: Page, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = ("TY  - BOOK", "AU  - Los, Bea", "TI  - Waarom bellen", "PY  - 2021", "PB  - Uit", "ER  - ", "")
    (tmp_path / "boeken.ris").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "stuk.bib").write_text("@book{half, author={Los", encoding="utf-8")
    merel = AtWork(fresh_page, project)
    merel.click(say("write_report.books.title"))
    merel.unfold(say("write_report.books.file"))
    chosen = fresh_page.get_by_label(say("write_report.books.no_file"))
    chosen.select_option("stuk.bib")
    merel.bare.wait()
    assert say("report.literature.not_read", path="stuk.bib") in merel.text()
    chosen.select_option("boeken.ris")
    merel.bare.wait()
    assert "Los, B. (2021). Waarom bellen. Uit." in merel.text()
    assert say("write_report.books.came", n=1, known=0, without=0) in merel.text()
    merel.click(say("screens.undo"))
    assert "Waarom bellen" not in merel.text()


def test_a_part_with_all_that_stands_around_it_holds_to_the_rules(fresh_page: Page, project: Project) -> None:
    def show() -> None:
        merel = AtWork(fresh_page, project)
        merel.click(say("report.section.wat_we_leerden"))
        merel.write(say("write_report.text"), "Wij zeggen {{wens:weg}} en meer.")
        merel.click(say("write_report.show.offers"))

    hold_to_the_rules(fresh_page, show)
