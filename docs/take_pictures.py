"""Take the pictures of the screens for the README again: ``python docs/take_pictures.py``.

The practice series is made in a throw-away folder; the screens stand on a plain page in Chromium.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path[:0] = [str(DOCS.parent), str(DOCS.parent / "tests")]

from bare_page import BarePage  # noqa: E402 - found through the line above
from browser import CHROMIUM_FLAGS, find_chromium  # noqa: E402 - idem
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402 - idem

from ontmoet_research.practice import make_practice_project  # noqa: E402 - idem
from ontmoet_research.screens import (  # noqa: E402 - idem
    label_cards,
    read_and_label,
    record_meeting,
    see_learning,
    start_here,
    write_report,
)
from ontmoet_research.screens.memory import remember  # noqa: E402 - idem
from ontmoet_research.store import Project, new, read_rows, write  # noqa: E402 - idem
from ontmoet_research.words import say  # noqa: E402 - idem

HELP = "Marja, kamer 2"
NOTES = """Gisteren belde Noor van Dam af. Haar nummer is 06-12345678.

Merel: ik zat twintig minuten in de wacht. Toen zei Noor dat ze terug zou bellen.

Joris: mail mij maar, joris.vink@voorbeeld.nl. Dan hoef ik niet te wachten."""


def main() -> None:
    """Write the pictures into ``docs/``."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        os.environ["JUPYTER_DATA_DIR"] = folder  # what this computer remembers of its user stays out of it
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        with make_practice_project(Path(folder) / "oefenen.ontmoet") as project:
            note = min(read_rows(project, "sources"), key=lambda row: row["title"])
            take_pages(browser, project, Path(folder) / "werkmap")
            take_text(browser, project, note.object_id)
            take_cards(browser, project, note.object_id)
        browser.close()


def take_cards(browser: Browser, project: Project, source_id: str) -> None:
    """A newcomer, so that the cards are still to be done, at a card with a label and a choice."""
    newcomer = new("contributors", display_name="Jij", side="ervaring", role="ervaringsonderzoeker")
    write(project, [newcomer])
    screen = label_cards(project, source_id, who=newcomer.object_id, help_contact=HELP)
    shown = BarePage(_page(browser, 1150), screen)
    for _ in range(4):
        _press(shown, say("code_cards.next"))
    _press(shown, "Nooit aan gedacht")
    _press(shown, say("code_cards.doubt"))
    shown.page.mouse.move(0, 0)
    shown.page.locator(".ontmoet-root").screenshot(path=DOCS / "kaartjes.png")


def take_pages(browser: Browser, project: Project, work: Path) -> None:
    """The other screens, as someone sees them who said who they are, in a folder with the notebooks."""
    shutil.copytree(DOCS.parent / "notebooks", work)
    os.chdir(work)
    merel = next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == "Merel")
    remember(project, who=merel, series=read_rows(project, "series")[0].object_id, contact=HELP)
    pages = {"begin": start_here, "bijeenkomst": record_meeting, "leren": see_learning, "verslag": write_report}
    for name, page in pages.items():
        shown = BarePage(_page(browser, 900), page(project))
        tall = shown.page.evaluate("document.querySelector('.ontmoet-root').scrollHeight")
        shown.page.set_viewport_size({"width": 900, "height": tall + 100})  # else the bar below lies over the contents
        if name == "bijeenkomst":
            shown.page.get_by_role("textbox").first.fill(NOTES)
            _press(shown, say("record_meeting.look"))
        shown.page.locator(".ontmoet-root").screenshot(path=DOCS / f"{name}.png")
        shown.page.close()
    os.chdir(DOCS)


def take_text(browser: Browser, project: Project, source_id: str) -> None:
    """Someone who has read the whole note, at words with most labels."""
    reader = max(read_rows(project, "contributors"), key=lambda row: _codings(project, source_id, row.object_id))
    screen = read_and_label(project, source_id, who=reader.object_id, help_contact=HELP)
    shown = BarePage(_page(browser, 1250), screen)
    shown.page.set_viewport_size({"width": 1250, "height": 800})
    if screen.view["finish"]:
        _press(shown, screen.view["finish"])
    coding = _busiest(project, source_id, reader.object_id)
    shown.page.locator("summary", has_text="Geplakte labels").click()
    shown.page.locator(f'[data-coding="{coding}"] > button').click()
    shown.page.wait_for_function("document.querySelector('.om-here').textContent.includes('jij')")
    shown.page.screenshot(path=DOCS / "lezen.png")


def _busiest(project: Project, source_id: str, who: str) -> str:
    """Of the labels that ``who`` placed, the one on words under most labels."""
    rows = read_rows(project, "codings", source_id=source_id)
    own = [row for row in rows if row["contributor_id"] == who]
    found = max(own, key=lambda one: sum(row["start"] <= one["start"] + 1 < row["end"] for row in rows))
    return found.object_id


def _codings(project: Project, source_id: str, who: str) -> int:
    return len(read_rows(project, "codings", source_id=source_id, contributor_id=who))


def _page(browser: Browser, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 1400}, device_scale_factor=1.25, locale="nl-NL")
    page.set_default_timeout(20_000)
    return page


def _press(shown: BarePage, name: str) -> None:
    shown.page.get_by_role("button", name=name).first.click()
    shown.wait()


if __name__ == "__main__":
    main()
