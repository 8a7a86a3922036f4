"""How fast a long note with many labels stands on the screen, in real Chromium in JupyterLab.

A note of 50,000 words with 5,000 overlapping codings, from running the cell until the browser has drawn it, beside the
same text as plain paragraphs in the same page; and a click on a label until "Bewaard" stands there.

Run: python benchmarks/screen_speed.py   (needs Chromium)
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "tests"), str(ROOT)]

from browser import CHROMIUM_FLAGS, Lab, SharedPage, find_chromium  # noqa: E402 - the path comes first
from playwright.sync_api import Page, sync_playwright  # noqa: E402 - idem
from store_speed import CODINGS_ON_NOTE, prepare  # noqa: E402 - idem
from tables import Row, print_rows  # noqa: E402 - idem

from ontmoet_research import store  # noqa: E402 - idem

RUNS = 5
CLICKS = 15
# Milliseconds from running the cell until its output was drawn: what is sought is there, and two frames passed.
DRAWN = """async (there) => {
    const frame = () => new Promise(requestAnimationFrame);
    const sought = new Function("return " + there);
    const start = performance.now();
    const ran = window.jupyterapp.commands.execute("notebook:run-cell");
    while (!sought()) await frame();
    await frame(); await frame();
    const taken = performance.now() - start;
    await ran;
    return taken;
}"""
ALL_PLAIN = "document.querySelectorAll('.kaal > div').length >= 500"
# Far labels are painted when they come near, so what counts is: the list tells of all, and labels in sight are painted.
ALL_MARKED = (
    f"document.querySelector('.om-list-column')?.textContent.includes('van {CODINGS_ON_NOTE}')"
    " && [...CSS.highlights.values()].some((one) => one.size > 0)"
)
SHOWN = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const status = document.querySelector(".om-status");
    const button = document.querySelector(".om-label");
    const before = status.textContent;
    status.textContent = "";
    const start = performance.now();
    button.click();
    while (!status.textContent) await frame();
    return performance.now() - start;
}"""
SETUP = """
import anywidget, traitlets
from ontmoet_research import screens, store
project = store.open_project({path!r}, who={person!r})
text = store.find(project, "sources", {source!r})["text"].split("\\n\\n")
class Plain(anywidget.AnyWidget):
    _esm = '''export default {{ render({{ model, el }}) {{
        const box = document.createElement("div");
        box.className = "kaal";
        for (const words of model.get("text")) {{
            const paragraph = document.createElement("div");
            paragraph.textContent = words;
            box.append(paragraph);
        }}
        el.append(box);
    }} }}'''
    text = traitlets.List().tag(sync=True)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with store.create(folder / "p.ontmoet", title="Meting") as project:
            source, _codes, person = prepare(project)
        setup = SETUP.format(path=str(folder / "p.ontmoet"), person=person, source=source)
        ours = f"screens.read_and_label(project, {source!r})"
        lab = Lab(folder)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
                page = SharedPage(browser).get()
                plain = [drawn(lab, page, [setup, "Plain(text=text)"], ALL_PLAIN) for _ in range(RUNS)]
                marked = [drawn(lab, page, [setup, ours], ALL_MARKED) for _ in range(RUNS)]
                clicks = click_times(page)
        finally:
            lab.stop()
    floor = statistics.median(plain) / 1000
    print_rows(
        [
            Row(
                "50,000 words, 5,000 codings drawn (s)",
                statistics.median(marked) / 1000,
                floor,
                "same text, plain",
                "<= 2x",
            ),
            Row("click on a label until it says saved (ms)", statistics.median(clicks), None, "", "<= 150 ms"),
        ]
    )


def drawn(lab: Lab, page: Page, cells: list[str], there: str) -> float:
    """Milliseconds until the second cell's output was drawn; the first cell has run before."""
    lab.write("meting.ipynb", cells)
    notebook = lab.open(page, "meting.ipynb")
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-cell-and-select-next')")
    notebook.wait_idle()
    return float(page.evaluate(DRAWN, there))


def click_times(page: Page) -> list[float]:
    """Milliseconds from a click on a label to the words that say it was saved, for words in the middle of the note."""
    taken = []
    for n in range(CLICKS):
        page.evaluate(
            """(n) => {
                const text = document.querySelectorAll(".om-reading [data-piece]")[200 + n].firstChild;
                document.querySelector(".om-reading").focus();
                getSelection().setBaseAndExtent(text, 10, text, 40);
            }""",
            n,
        )
        taken.append(float(page.evaluate(SHOWN)))
    return taken


if __name__ == "__main__":
    main()
