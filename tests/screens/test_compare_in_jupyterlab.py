"""Samen vergelijken in a real JupyterLab, as the task of a tandem; the code is that of the shipped notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import PATIENCE
from compared import PIECES, compared_project
from playwright.sync_api import expect

from ontmoet_research.dialogue import read_talks
from ontmoet_research.screens.memory import remember
from ontmoet_research.store import Project
from ontmoet_research.words import say

if TYPE_CHECKING:
    from browser import Lab, Notebook
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

PAIR = ["kompas", "merel"]


@pytest.fixture
def project(work: Path) -> Iterator[Project]:
    with compared_project(work / "p.ontmoet") as made:
        remember(made, who="kompas")
        yield made


@pytest.fixture
def notebook(lab: Lab, page: Page, project: Project, tmp_path: Path) -> Notebook:
    set_up = f"import os\nos.environ['ONTMOET_PROJECT'] = {str(project.path)!r}\n"
    set_up += f"os.environ['JUPYTER_DATA_DIR'] = {str(tmp_path / 'jupyter')!r}"
    code = "import ontmoet_research as ont\n\nont.screens.compare_readings()"  # the door behind which it stands
    found = lab.run(page, f"{tmp_path.name} 04.ipynb", [set_up, code])
    expect(root(page)).to_be_visible(timeout=PATIENCE)
    return found


def root(page: Page) -> Locator:
    return page.locator(".ontmoet-root").first


def press(page: Page, key: str) -> None:
    root(page).get_by_role("button", name=say(f"compare_readings.{key}")).first.click()


def test_a_tandem_talks_the_kernel_dies_and_the_talk_goes_on_where_it_was(
    notebook: Notebook, page: Page, project: Project, axe: Callable[[str], list[str]]
) -> None:
    before = notebook.sources()
    root(page).get_by_role("button", name="Merel").click()
    press(page, "begin")
    expect(root(page)).to_contain_text(PIECES[1])
    assert axe(".ontmoet-root") == []
    root(page).get_by_role("button", name=say("compare_readings.sits_here", name="Merel")).click()
    why = root(page).get_by_label(say("compare_readings.why"))
    why.press_sequentially("Ik belde x keer; dd.")
    press(page, "and_next")
    expect(root(page)).to_contain_text(say("compare_readings.now_you", name="Kompas"))
    why.press_sequentially("Half gezegd")
    notebook.kill_kernel()
    notebook.run_all()
    expect(root(page)).to_contain_text("Ik belde x keer; dd.")
    expect(root(page)).to_contain_text(say("compare_readings.now_you", name="Kompas"))
    expect(why).to_have_value("Half gezegd")
    press(page, "and_choose")
    press(page, "outcome.beide_blijven_staan")
    expect(root(page).get_by_role("status")).to_contain_text("Bewaard om ", timeout=PATIENCE)
    expect(root(page)).to_contain_text(PIECES[2])
    talk = read_talks(project, PAIR)["p1"]
    assert talk.outcome == "beide_blijven_staan"
    assert [talk.reason_of(one) for one in ("merel", "kompas")] == ["Ik belde x keer; dd.", "Half gezegd"]
    assert notebook.sources() == before, "no key of JupyterLab fired"
