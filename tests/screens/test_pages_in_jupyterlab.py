"""The notebooks of the pages in a real JupyterLab, as tasks of people. The code is that of the shipped notebooks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "exchange" / "refi"))
import nbformat
import pytest
from boxes import many_labels
from browser import PATIENCE, WATCH_STATUS
from pages import HOSTILE, NOTE, series_named
from playwright.sync_api import expect

from ontmoet_research.cli.notebooks import shipped_notebooks
from ontmoet_research.exchange import how_far
from ontmoet_research.screens.doors import DOORS
from ontmoet_research.screens.memory import remember
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say

if TYPE_CHECKING:
    from browser import Lab, Notebook
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def begin(lab: Lab, page: Page, small: Project, tmp_path: Path) -> Callable[[str], Notebook]:
    """Open a notebook of the kit on the small project and run it, as ▶▶ at the top does."""

    def opened(name: str) -> Notebook:
        set_up = f"import os\nos.environ['ONTMOET_PROJECT'] = {str(small.path)!r}\n"
        set_up += f"os.environ['JUPYTER_DATA_DIR'] = {str(tmp_path / 'jupyter')!r}"
        shipped = nbformat.read(shipped_notebooks() / name, as_version=4)
        code = [cell.source for cell in shipped.cells if cell.cell_type == "code"]
        lab.write(f"{tmp_path.name} {name}", [set_up, *code])
        notebook = lab.open(page, f"{tmp_path.name} {name}")
        page.locator('.jp-NotebookPanel-toolbar [data-command="notebook:restart-run-all"]').first.click()
        expect(root(page)).to_be_visible(timeout=PATIENCE)
        notebook.wait_idle()
        return notebook

    return opened


@pytest.fixture
def known(small: Project) -> Project:
    """The small project, with Merel at work on the first series."""
    merel = next(row.object_id for row in read_rows(small, "contributors") if row["display_name"] == "Merel")
    remember(small, who=merel, series=series_named(small, "Samen in Veldhoek"))
    return small


def root(page: Page) -> Locator:
    return page.locator(".ontmoet-root").first


def press(page: Page, text: str) -> None:
    root(page).get_by_role("button", name=text, exact=True).click()


def saved(page: Page, text: str = "Bewaard om ") -> None:
    expect(root(page).get_by_role("status")).to_contain_text(text, timeout=PATIENCE)


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus, as someone without a mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("(e) => e === document.activeElement"):
            return
    raise AssertionError("the keyboard does not get there")


def test_the_first_minute_one_click_to_run_two_to_choose_one_to_go(
    begin: Callable[[str], Notebook], page: Page
) -> None:
    begin("00_begin_hier.ipynb")
    assert page.locator(".jp-Dialog").count() == 0, "nothing is asked in English"
    root(page).get_by_role("button", name="Merel").click()
    press(page, "Samen in Veldhoek")
    expect(root(page)).to_contain_text(say("start_here.hello", name="Merel", series="Samen in Veldhoek"))
    assert page.locator(".jp-Dialog").count() == 0
    root(page).get_by_role("button", name=DOORS["kaartjes"].title).first.click()
    expect(root(page).locator("h2")).to_have_text(DOORS["kaartjes"].title, timeout=PATIENCE)
    assert page.locator(".jp-Dialog").count() == 0


def test_a_series_is_begun_from_a_template_without_a_mouse(
    begin: Callable[[str], Notebook], page: Page, small: Project
) -> None:
    notebook = begin("01_reeks_en_groep.ipynb")
    before = notebook.sources()
    root(page).focus()
    for name in (say("set_up_series.part.new"), "Gids 2021"):
        tab_to(page, root(page).get_by_role("button", name=name))
        page.keyboard.press("Enter")
    expect(root(page).locator(".om-phases li")).to_have_count(3)
    expect(root(page).locator(".om-phases li").first).to_contain_text("4 gepland")
    tab_to(page, root(page).get_by_label(say("set_up_series.title_of")))
    page.keyboard.type("Buurthuis xddb")
    tab_to(page, root(page).get_by_role("button", name=say("set_up_series.make")))
    page.keyboard.press("Space")
    saved(page)
    assert "Buurthuis xddb" in [row["title"] for row in read_rows(small, "series")]
    for key in ("x", "d", "d", "b", "Control+x"):
        page.keyboard.press(key)
    assert notebook.sources() == before


@pytest.mark.slow  # a whole evening is recorded on a bare page each time, names and wishes included
def test_pasted_notes_are_stored_without_the_name_and_the_number(
    begin: Callable[[str], Notebook], page: Page, known: Project
) -> None:
    begin("02_bijeenkomst_vastleggen.ipynb")
    root(page).get_by_label(say("record_meeting.notes")).fill(f"{NOTE}\n{HOSTILE}")
    press(page, say("record_meeting.look"))
    expect(root(page).locator("mark", has_text="06-12345678")).to_contain_text("[telefoonnummer]")
    expect(root(page).locator("mark", has_text="Noor van Dam")).to_contain_text("[naam]")
    expect(root(page).locator(".om-marked")).to_contain_text("<script>alert(1)</script> $5 en $6 😀")
    press(page, say("record_meeting.keep"))
    saved(page, "De notities staan erin")
    kept = next(row["text"] for row in read_rows(known, "sources") if row["title"] != "Verslag 1")
    assert "Noor" not in kept
    assert "12345678" not in kept
    assert "[naam]" in kept
    assert HOSTILE in kept


def test_notes_that_are_not_stored_yet_survive_a_killed_kernel(
    begin: Callable[[str], Notebook], page: Page, known: Project
) -> None:
    notebook = begin("02_bijeenkomst_vastleggen.ipynb")
    box = root(page).get_by_label(say("record_meeting.notes"))
    box.press_sequentially("Een uur typen")
    notebook.kill_kernel()
    notebook.run_all()
    expect(box).to_have_value("Een uur typen")
    press(page, say("record_meeting.look"))
    press(page, say("record_meeting.keep"))
    saved(page, "De notities staan erin")
    notebook.restart_kernel()
    notebook.run_all()
    expect(box).to_have_value("")


@pytest.mark.slow  # idem
def test_a_wish_is_added_and_taken_back(begin: Callable[[str], Notebook], page: Page, known: Project) -> None:
    begin("02_bijeenkomst_vastleggen.ipynb")
    press(page, say("record_meeting.part.wishes"))
    root(page).get_by_label(say("record_meeting.stem")).fill("samen koken")
    press(page, say("record_meeting.keep_wish"))
    saved(page)
    expect(root(page).get_by_role("listitem")).to_have_text("Als we nu eens samen koken")
    press(page, say("screens.undo"))
    saved(page, say("screens.undone_of", what="")[:11])
    expect(root(page).get_by_text(say("record_meeting.no_wishes"))).to_be_visible()
    assert read_rows(known, "wishes") == []


def test_another_figure_and_another_series_are_one_choice_away(
    begin: Callable[[str], Notebook], page: Page, known: Project
) -> None:
    begin("06_leren_volgen.ipynb")
    root(page).get_by_role("button", name=DOORS["leren"].title).click()
    image = root(page).locator("figure img")
    expect(image).to_have_attribute("alt", root_alt := image.get_attribute("alt") or "")
    expect(root(page).locator("figcaption")).to_have_text(
        root_alt.removeprefix(f"{say('learning.new_or_known.title')}. ")
    )
    press(page, say("see_learning.show.wishes"))
    saved(page, say("learning.wishes.title"))
    expect(root(page).locator("figcaption")).to_have_text(say("learning.wishes.nothing"))
    root(page).get_by_label(say("page.which_series")).select_option(label="Kenniscafé Veldhoek")
    press(page, say("see_learning.show.new_or_known"))
    expect(root(page).locator("figcaption")).to_have_text(say("learning.new_or_known.nothing"))


def test_a_part_is_written_and_the_report_is_made_as_a_page(
    begin: Callable[[str], Notebook], page: Page, known: Project, lab: Lab
) -> None:
    begin("09_verslag_maken.ipynb")
    part = root(page).get_by_role("button", name=say("report.section.in_het_kort"))
    part.click()
    root(page).get_by_label(say("write_report.text")).fill(f"Wij praatten. {HOSTILE}")
    press(page, say("write_report.keep"))
    saved(page)
    expect(part).to_contain_text(say("write_report.written_by", names="Merel"))
    press(page, say("write_report.as.html"))
    saved(page, "Het verslag is klaar")
    (made,) = (lab.folder / "uitvoer").glob("*.html")
    assert "&lt;script&gt;alert(1)" in made.read_text(encoding="utf-8")
    root(page).get_by_role("link", name=say("write_report.read")).click()
    lab.wait_open(page, f"uitvoer/{made.name}")


def test_a_wish_is_written_down_and_taken_up_by_the_group_and_no_key_reaches_the_notebook(
    begin: Callable[[str], Notebook], page: Page, known: Project
) -> None:
    notebook = begin("05_wensen_en_opdrachten.ipynb")
    before = notebook.sources()
    root(page).locator("summary", has_text=say("follow_wishes.add_wish")).click()
    root(page).get_by_label(say("record_meeting.stem")).fill("op dinsdag xddb belden")
    press(page, say("record_meeting.keep_wish"))
    saved(page)
    root(page).focus()
    for name in (say("follow_wishes.part.deciding"), say("follow_wishes.way.take")):
        tab_to(page, root(page).get_by_role("button", name=name))
        page.keyboard.press("Enter")
    for label, words in (("what_do", "bellen"), ("how", "samen")):
        root(page).get_by_label(say(f"follow_wishes.{label}")).fill(words)
    press(page, say("follow_wishes.take_up"))
    saved(page, say("record.needs.decisions.who"))
    press(page, "Tuinman")
    press(page, say("follow_wishes.take_up"))
    saved(page, say("follow_wishes.taken_up"))
    assert [row["status"] for row in read_rows(known, "wishes")] == ["opgepakt"]
    for key in ("x", "d", "d", "b", "Control+x"):
        page.keyboard.press(key)
    assert notebook.sources() == before


def test_the_last_cell_asks_for_one_small_step_and_the_first_screen_shows_it(
    begin: Callable[[str], Notebook], page: Page, known: Project
) -> None:
    begin("00_begin_hier.ipynb")
    last = page.locator(".ontmoet-root").last
    last.get_by_label(say("next_step.step")).fill("Wilma bellen")
    last.locator("h2").click()
    expect(last.get_by_role("status")).to_contain_text("Bewaard om ")
    begin("00_begin_hier.ipynb")
    expect(root(page)).to_contain_text(say("start_here.step", step="Wilma bellen"))


@pytest.mark.parametrize(
    "name",
    [
        "00_begin_hier",
        # every state of these is looked at on a bare page each time; what JupyterLab adds is its theme
        *(
            pytest.param(one, marks=pytest.mark.slow)
            for one in (
                *("01_reeks_en_groep", "02_bijeenkomst_vastleggen", "04_samen_vergelijken"),
                *("05_wensen_en_opdrachten", "06_leren_volgen", "09_verslag_maken"),
            )
        ),
    ],
)
def test_axe_has_nothing_against_the_page_light_or_dark(
    begin: Callable[[str], Notebook], page: Page, known: Project, axe: Callable[[str], list[str]], name: str
) -> None:
    begin(f"{name}.ipynb")
    for theme, light in (("light", "true"), ("dark", "false")):  # JupyterLab follows the computer (overrides.json)
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of the two
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", light)
        assert axe(".ontmoet-root") == [], theme


def test_a_long_file_of_another_program_tells_how_far_it_is(
    lab: Lab, page: Page, known: Project, tmp_path: Path
) -> None:
    many_labels(4_000).write(tmp_path / "wijk.qdpx")
    code = f"""import os
os.chdir({str(tmp_path)!r})
from ontmoet_research.screens.keeping.other_programs import OtherPrograms
from ontmoet_research.store import open_project, read_rows
project = open_project({str(known.path)!r})
OtherPrograms(project, who=next(row.object_id for row in read_rows(project, "contributors")))"""
    lab.write(f"{tmp_path.name} ver.ipynb", [code])
    notebook = lab.open(page, f"{tmp_path.name} ver.ipynb")
    page.locator('.jp-NotebookPanel-toolbar [data-command="notebook:restart-run-all"]').first.click()
    expect(root(page)).to_be_visible(timeout=PATIENCE)
    notebook.wait_idle()
    press(page, "wijk.qdpx")
    page.evaluate(WATCH_STATUS)
    press(page, say("other_programs.look"))
    saved(page, say("other_programs.looked"))
    root(page).get_by_role("button", name=say("other_programs.bring_in")).click()
    saved(page, say("other_programs.came"))
    said = page.evaluate("window.said")
    assert how_far.in_words("place", 0, 4_000) in said
    assert how_far.in_words("keep", 0, 0) in said
