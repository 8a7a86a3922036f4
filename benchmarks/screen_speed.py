"""How fast a long note with many labels stands on the screen, in real Chromium in JupyterLab.

A note of 50,000 words with 5,000 overlapping codings, from running the cell until the browser has drawn it, beside the
same text as plain paragraphs in the same page; and a click on a label until "Bewaard" stands there.

And a label that a colleague places in another process, until it stands in the list.

Run: python benchmarks/screen_speed.py   (needs Chromium)
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "tests"), str(ROOT)]

from browser import CHROMIUM_FLAGS, Lab, SharedPage, find_chromium  # noqa: E402 - the path comes first
from playwright.sync_api import Page, sync_playwright  # noqa: E402 - idem
from store_speed import CODINGS_ON_NOTE, prepare  # noqa: E402 - idem
from tables import Row, print_rows  # noqa: E402 - idem

from ontmoet_research import store  # noqa: E402 - idem
from ontmoet_research.coding import Mark, apply_code  # noqa: E402 - idem
from ontmoet_research.words import say  # noqa: E402 - idem

RUNS = 5
CLICKS = 15
COMING_IN = 10
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
    f"document.querySelector('.om-list')?.textContent.includes('van {CODINGS_ON_NOTE}')"
    " && [...CSS.highlights.values()].some((one) => one.size > 0)"
)
LISTED = "() => Number(document.querySelector('.om-list').textContent.match(/van (\\d+)/)[1])"
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
                coming_in = coming_in_times(page, folder / "p.ontmoet", source)
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
            Row("label of a colleague until it is listed (ms)", statistics.median(coming_in), None, "", "<= 1000 ms"),
            Row("the same, slowest (ms)", max(coming_in), None, "", "<= 1000 ms"),
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


def coming_in_times(page: Page, path: Path, source: str) -> list[float]:
    """Milliseconds from a write in this process to the list in the browser, once one is done with reading."""
    page.get_by_role("button", name=say("code_text.finish")).click()
    page.get_by_text(say("code_text.finished")).wait_for()
    taken = []
    with store.open_project(path) as project:
        noor = store.new("contributors", display_name="Noor", side="ervaring")
        store.write(project, [noor])
        code = store.read_rows(project, "codes")[0].object_id
        pieces = sorted(store.read_values(project, "fragments", ["start"], source_id=source))
        for n in range(COMING_IN):
            start = pieces[10 + n][0] + 3
            before = page.evaluate(LISTED)
            began = time.perf_counter()
            apply_code(project, Mark(source, start, start + 20, code, noor.object_id))
            page.wait_for_function(f"({LISTED})() !== {before}")
            taken.append((time.perf_counter() - began) * 1000)
    return taken


if __name__ == "__main__":
    main()
