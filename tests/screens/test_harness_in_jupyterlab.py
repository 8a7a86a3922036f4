"""The test harness itself, and the settings with which the kit starts JupyterLab, in a real browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import TimeoutError, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser import Lab
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

BUTTON = "import ipywidgets as w\nw.VBox([w.Button(description='Klik'), w.IntSlider(value=5)])"
KEYS = [*"xddbacvzymr16ii00jk", *(f"Shift+{k}" for k in "MABZJKLR"), "Control+Backspace", "Alt+Enter"]
REACH_OUT = """
import socket
try:
    socket.create_connection(("192.0.2.1", 80), 1)
except PermissionError as refusal:
    print(refusal)
"""


@pytest.mark.parametrize("focus", ["button", ".noUi-handle"])
def test_no_single_key_harms_a_cell_while_a_control_has_the_focus(lab: Lab, page: Page, focus: str) -> None:
    notebook = lab.run(page, "toetsen.ipynb", ["'boven'", BUTTON, "'onder'"])
    before, kernel = notebook.sources(), notebook.kernel_process().pid
    for key in KEYS:
        notebook.output(focus).focus()
        page.keyboard.press(key)
    assert notebook.sources() == before
    assert page.locator(".jp-Dialog").count() == 0, "a key opened a dialog, such as the one to restart the kernel"
    assert notebook.kernel_process().pid == kernel
    expect(notebook.output(focus)).to_be_focused()


def test_an_arrow_key_moves_a_slider_and_not_the_selected_cell(lab: Lab, page: Page) -> None:
    notebook = lab.run(page, "schuif.ipynb", ["'boven'", BUTTON, "'onder'"])
    notebook.output(".noUi-handle").focus()
    page.keyboard.press("ArrowUp")
    expect(notebook.output(".noUi-handle")).to_be_focused()
    expect(notebook.output(".widget-readout")).to_have_text("6")


def test_the_keys_that_the_kit_switches_off_are_all_that_this_jupyterlab_has(lab: Lab, page: Page) -> None:
    lab.run(page, "lijst.ipynb", ["1"])
    alive = page.evaluate(
        """() => window.jupyterapp.commands.keyBindings
            .filter((b) => b.selector.includes(":focus") && !b.selector.includes(".jp-Cell:focus"))
            .filter((b) => b.selector.includes("jp-Notebook") || b.selector.includes("data-jp-kernel-user"))
            .map((b) => [b.command, b.keys.join(" "), b.selector])"""
    )
    assert alive == []


def test_jupyterlab_opens_without_a_question_or_a_news_pop_up(lab: Lab, new_page: Page) -> None:
    lab.run(new_page, "rust.ipynb", ["1"])
    assert new_page.locator(".jp-Dialog, .Toastify__toast").count() == 0


def test_what_was_shown_is_not_saved_with_the_notebook(lab: Lab, page: Page) -> None:
    notebook = lab.run(page, "bewaren.ipynb", ["print('woorden van ' + 'iemand')", BUTTON])
    expect(notebook.output("pre").first).to_have_text("woorden van iemand\n")
    notebook.save()
    saved = (lab.folder / "bewaren.ipynb").read_text(encoding="utf-8")
    assert [cell["outputs"] for cell in json.loads(saved)["cells"]] == [[], []]
    assert "woorden van iemand" not in saved
    assert "widget-state" not in saved


def test_a_killed_kernel_comes_back_empty_and_a_restarted_one_too(lab: Lab, page: Page) -> None:
    notebook = lab.run(page, "einde.ipynb", ["print('nieuw' if 'a' not in globals() else 'oud'); a = 1"])
    assert "nieuw" in notebook.text()
    notebook.run_all()
    assert "oud" in notebook.text()
    for start_again in (notebook.kill_kernel, notebook.restart_kernel):
        start_again()
        notebook.run_all()
        assert "nieuw" in notebook.text()
        notebook.run_all()


def test_a_kernel_can_not_reach_another_computer(lab: Lab, page: Page) -> None:
    assert "works without the internet" in lab.run(page, "netwerk.ipynb", [REACH_OUT]).text()


def test_a_second_notebook_takes_the_place_of_the_first(lab: Lab, page: Page) -> None:
    for number in ("1", "2"):
        notebook = lab.run(page, f"plaats_{number}.ipynb", [f"print('notitie ' + '{number}')"])
        assert notebook.text().strip() == f"notitie {number}"
        expect(page.locator(".jp-NotebookPanel")).to_have_count(1)


def test_jupyterlab_saves_nothing_by_itself_so_that_no_test_meets_a_save_of_another(lab: Lab, page: Page) -> None:
    lab.run(page, "vanzelf.ipynb", ["1"])
    assert not page.evaluate("() => window.jupyterapp.commands.isToggled('docmanager:toggle-autosave')")


def test_what_does_not_come_is_told_with_what_there_is_instead(
    lab: Lab, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab.run(page, "wachten.ipynb", ["1"])
    page.evaluate("() => { window.jupyterapp.commands.execute('help:about'); }")
    expect(page.locator(".jp-Dialog")).to_be_visible()
    monkeypatch.setattr("browser.PATIENCE", 500)
    with pytest.raises(TimeoutError) as problem:
        lab.wait(page, "false")
    told = "".join(problem.value.__notes__)
    for words in ("Jupyter Contributors", "wachten.ipynb", "connected, idle", "The last words of the server:"):
        assert words in told
    monkeypatch.undo()
    assert lab.run(page, "verder.ipynb", ["'daarna'"]).text() == "'daarna'", "a dialog does not stop the next test"


def test_axe_finds_a_picture_without_words(lab: Lab, page: Page, axe: Callable[[str], list[str]]) -> None:
    page.set_content(
        "<html lang=nl><title>t</title><main><div id=goed>Tekst</div><div id=slecht><img src='data:,'></div>"
    )
    assert axe("#goed") == []
    assert any(line.startswith("image-alt:") for line in axe("#slecht"))
