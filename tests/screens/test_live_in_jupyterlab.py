"""The live view in a real JupyterLab: one screen in a kernel, a colleague who writes in another process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import wait_for
from playwright.sync_api import expect
from sample_notes import code, make_project

from ontmoet_research.coding import Mark, apply_code
from ontmoet_research.store import Project, change, find, write
from ontmoet_research.words import say

if TYPE_CHECKING:
    from browser import Lab, Notebook
    from playwright.sync_api import Locator, Page, WebSocket

pytestmark = pytest.mark.browser

CELL = """from ontmoet_research.screens import label_cards, live, read_and_label
from ontmoet_research.store import open_project
project = open_project({path!r}, who="ik")
read_and_label(project)"""
COUNT = "print('volgt', len(live.followers()))"
COUNT_AGAIN = """() => {
  window.jupyterapp.shell.currentWidget.content.activeCellIndex = 2;
  return window.jupyterapp.commands.execute("notebook:run-cell");
}"""
# All that the browser knows: the page, the notebook, and the state of the widgets as JupyterLab's manager holds it.
STATE = """async () => {
  const found = [];
  const walk = (widget) => {
    if (widget._manager?.promise) found.push(widget._manager.promise);
    for (const child of widget.children?.() ?? widget.layout ?? []) walk(child);
  };
  walk(window.jupyterapp.shell.currentWidget);
  const states = await Promise.all(found.map(async (manager) => (await manager).get_state()));
  const notebook = window.jupyterapp.shell.currentWidget.context.model.toJSON();
  return JSON.stringify([notebook, states]) + document.documentElement.outerHTML;
}"""
STANDS = """() => {
  const reading = document.querySelector(".om-reading"), panel = document.querySelector(".jp-WindowedPanel-outer");
  return [String(getSelection()), reading.scrollTop, panel?.scrollTop ?? 0, document.activeElement.className];
}"""


@pytest.fixture
def project(lab: Lab, request: pytest.FixtureRequest) -> Iterator[Project]:
    with make_project(lab.folder / f"{abs(hash(request.node.name))}.ontmoet") as made:
        yield made


@pytest.fixture
def frames(page: Page) -> Iterator[list[bytes]]:
    """All that comes in over the websockets of the page."""
    got: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: got.append(data.encode() if isinstance(data, str) else data))

    page.on("websocket", listen)
    yield got
    page.remove_listener("websocket", listen)


def opened(lab: Lab, page: Page, project: Project, *more: str) -> Notebook:
    cells = [CELL.format(path=str(project.path)), *more]
    return lab.run(page, f"{Path(project.path).stem}.ipynb", cells)


def root(page: Page) -> Locator:
    return page.locator(".ontmoet-root").first


def count_until(page: Page, wanted: int) -> None:
    """Ask the kernel how many projects it follows, until it is so.

    One look is not enough: what a screen says goes to a thread of its own in the kernel (a subshell), so a cell that is
    run after it may be done before it.
    """
    shown = page.locator(".jp-OutputArea-output", has_text="volgt")

    def counted() -> bool:
        page.evaluate(COUNT_AGAIN)
        return shown.last.inner_text().strip() == f"volgt {wanted}"

    wait_for(counted, f"{wanted} are followed")


def noor_labels(project: Project, words: str, **more: Any) -> str:
    start = find(project, "sources", "verslag1")["text"].index(words)
    mark = Mark("verslag1", start, start + len(words), code(project, "Z3"), "noor", **more)
    return apply_code(project.as_person("noor"), mark)


def test_what_is_hidden_reaches_no_part_of_the_browser_and_appears_by_itself_once_one_is_done(
    lab: Lab, page: Page, project: Project, frames: list[bytes]
) -> None:
    opened(lab, page, project)
    button = root(page).get_by_role("button", name=say("code_text.finish"))
    expect(button).to_be_visible()
    hidden = noor_labels(project, "deur uit", note="NOORGEHEIM")
    # Something that may be seen comes after it: when that is here, the hidden label was dealt with too.
    write(project.as_person("noor"), [change(find(project, "codes", code(project, "Z1")), label_nl="Met andere ogen")])
    expect(root(page).get_by_role("button", name="Met andere ogen")).to_be_visible()
    assert frames, "the websockets were listened to"
    for sign in (hidden.encode(), b"NOORGEHEIM"):
        assert not any(sign in frame for frame in frames)
        assert sign.decode() not in page.evaluate(STATE)
    assert '"text_label"' in page.evaluate(STATE), "the state of the widget was looked at"
    button.click()
    expect(root(page).locator(".om-coding")).to_have_count(1)
    assert any(hidden.encode() in frame for frame in frames), "so this is where it would have been found"
    box = root(page).locator(".om-reading")
    box.evaluate("""(box) => {
        const text = box.querySelector('[data-piece="verslag1-2"]').firstChild;
        box.focus({ preventScroll: true });
        getSelection().setBaseAndExtent(text, 6, text, 30);
    }""")
    before, taken = page.evaluate(STANDS), []
    for n, words in enumerate(("brief kwam", "Wilma", "vrijdag"), start=2):
        began = time.monotonic()
        noor_labels(project, words)
        expect(root(page).locator(".om-coding")).to_have_count(n)
        taken.append(time.monotonic() - began)
    print(f"from another process to the screen: {max(taken) * 1000:.0f} ms at most")
    assert page.evaluate(STANDS) == before


def test_two_screens_of_one_kernel_follow_each_other_and_stop_when_they_are_closed(
    lab: Lab, page: Page, project: Project
) -> None:
    opened(lab, page, project, "label_cards(project)", COUNT)
    reading, cards = page.locator(".ontmoet-root").first, page.locator(".ontmoet-root").last
    cards.get_by_role("button", name="Hoofd vol").click()
    expect(reading.locator(".om-coding")).to_have_count(1)
    count_until(page, 1)
    reading.locator("summary", has_text="Geplakte labels: 1").click()
    reading.locator(".om-coding").click()
    reading.get_by_role("button", name=say("code_text.take_away")).click()
    expect(cards.locator(".om-placed li")).to_have_count(0)
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    expect(page.locator(".ontmoet-root")).to_have_count(0)
    count_until(page, 0)


def test_a_screen_stops_by_itself_when_its_page_is_loaded_anew_without_a_word(
    lab: Lab, page: Page, project: Project
) -> None:
    notebook = opened(lab, page, project, "live.ASK_EVERY = 0.2", COUNT)
    name = f"{Path(project.path).stem}.ipynb"
    count_until(page, 1)
    notebook.save()
    page.goto("about:blank")  # as when a browser is killed: nothing of the page can say goodbye
    lab.open(page, name)
    expect(page.locator(".ontmoet-root")).to_have_count(0)
    count_until(page, 0)
