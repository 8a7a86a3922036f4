"""The app in real Chromium: the screens without JupyterLab, for two people side by side, closed to everyone else."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
import pytest
from browser import PATIENCE, axe, keep_offline, wait_for
from playwright.sync_api import expect
from sample_notes import make_project

from ontmoet_research.cli import app_server
from ontmoet_research.cli.jupyter import free_port
from ontmoet_research.coding import read_codings
from ontmoet_research.dialogue import read_talks
from ontmoet_research.store import open_project
from ontmoet_research.words import all_sentences, say

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
TOO_LOW = """[...document.querySelectorAll("button, a.om-link, a.back")]
    .filter((one) => one.offsetHeight && one.offsetHeight < 44).length"""
HAS_SCROLLED_ASIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


class App:
    """The running server, on a project of its own."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "proef reeks.ontmoet"
        make_project(self.project).close()
        self.token, port = secrets.token_urlsafe(16), free_port()
        command, environment = app_server.app_command(folder, str(self.project), port=port, token=self.token)
        self.address = f"http://127.0.0.1:{port}"
        self.log = folder / "server.log"
        memory = {"JUPYTER_DATA_DIR": str(folder / "jupyter"), "JUPYTER_RUNTIME_DIR": str(folder / "run")}
        with self.log.open("wb") as log:
            everything = {**os.environ, **environment, **memory}
            self.server = subprocess.Popen(command, env=everything, stdout=log, stderr=log)
        wait_for(self._answers, "the app answers")

    def kernels(self) -> list[psutil.Process]:
        """The kernels that run now."""
        children = psutil.Process(self.server.pid).children(recursive=True)
        return [child for child in children if child.is_running() and "ipykernel_launcher" in " ".join(child.cmdline())]

    def stop(self) -> None:
        """Stop the server and its kernels."""
        for process in [*psutil.Process(self.server.pid).children(recursive=True), psutil.Process(self.server.pid)]:
            process.kill()
        self.server.wait()

    def _answers(self) -> bool:
        if self.server.poll() is not None:
            raise RuntimeError(self.log.read_text(encoding="utf-8")[-3000:])
        try:
            return urlopen(f"{self.address}/voila/static/voila.js", timeout=5).status == 200  # noqa: S310 - our own server
        except OSError:
            return False


@pytest.fixture(scope="module")
def app(
    tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> Iterator[App]:  # without Chromium: skipped early
    running = App(tmp_path_factory.mktemp("app"))
    yield running
    running.stop()


@pytest.fixture
def window(chromium: Browser) -> Iterator[Callable[[], Page]]:
    """Open another window, of somebody else; none of them may ask anything of another computer."""
    opened: list[tuple[Page, list[str]]] = []

    def make() -> Page:
        context = chromium.new_context(locale="nl-NL", viewport={"width": 1000, "height": 800})
        context.set_default_timeout(PATIENCE)
        left = keep_offline(context)
        opened.append((context.new_page(), left))
        return opened[-1][0]

    yield make
    for page, left in opened:
        page.context.close()
        assert left == []


def come_in(app: App, page: Page, name: str) -> None:
    page.goto(f"{app.address}/?token={app.token}")
    page.get_by_role("button", name=re.compile(f"^{name}")).click()
    expect(page.locator(".om-tiles a")).to_have_count(len(tiles()))


def tiles() -> list[str]:
    return [key for key in all_sentences() if re.fullmatch(r"app_start\.\w+\.link", key)]


def label_cards(page: Page) -> None:
    page.get_by_role("link", name=re.compile(say("app_start.labelen.link"))).click()
    expect(page.locator(".ontmoet-root [data-piece]").first).to_be_visible(timeout=PATIENCE)


def test_two_people_work_side_by_side_each_as_themselves(app: App, window: Callable[[], Page]) -> None:
    ilse, noor = window(), window()
    for page, name in ((ilse, "Ilse"), (noor, "Noor")):
        come_in(app, page, name)
        label_cards(page)
    for page in (ilse, noor):
        page.get_by_role("button", name=re.compile("Anders kijken")).first.click()
        expect(page.locator(".om-status")).to_contain_text("Bewaard", timeout=PATIENCE)
    with open_project(app.project) as project:
        codings = read_codings(project)
    assert sorted(codings["contributor_id"]) == ["ik", "noor"]
    wait_for(lambda: len(app.kernels()) == 2, "one kernel a person; that of the page they left has stopped")


def test_the_page_works_by_keyboard_alone_and_goes_back_with_the_same_person(
    app: App, window: Callable[[], Page]
) -> None:
    page = window()
    come_in(app, page, "Sem")
    tab_to(page, say("app_start.labelen.link"))
    page.keyboard.press("Enter")
    expect(page.locator(".ontmoet-root [data-piece]").first).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_title(say("app.page.labelen.title"))
    tab_to(page, say("app.back"))
    page.keyboard.press("Enter")
    expect(page.locator(".ontmoet-root")).to_contain_text("Sem", timeout=PATIENCE)


def tab_to(page: Page, text: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if text in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"the keyboard does not reach {text}")


SMALL = {"320 px": (320, 640), "200 %": (500, 400)}  # 200 % of 1000 by 800: half of it, with letters twice as large


def test_every_page_fits_a_small_window_and_breaks_no_rule_of_axe(app: App, window: Callable[[], Page]) -> None:
    page = window()
    for name in app_server.PAGES:
        page.goto(f"{app.address}{app_server.page_address(name, 'ik')}&token={app.token}")
        expect(page.locator(".ontmoet-root").first).to_be_visible(timeout=PATIENCE)
        for size, (width, height) in SMALL.items():
            page.set_viewport_size({"width": width, "height": height})
            assert not page.evaluate(HAS_SCROLLED_ASIDE), (name, size)
            assert page.evaluate(TOO_LOW) == 0, (name, size)
        assert axe(page, "body") == [], name


def test_without_the_token_nobody_gets_in_and_a_dutch_page_says_so(app: App, window: Callable[[], Page]) -> None:
    page = window()
    for address in ("/", "/voila/render/begin.ipynb", "/voila/render/labelen.ipynb?wie=ik"):
        page.goto(app.address + address)
        expect(page.locator("main")).to_have_text(say("app.closed") + say("app.closed_more"))


@pytest.mark.parametrize("place", ["/voila/tree", "/voila/api/contents", "/voila/files/begin.ipynb", "/api/contents"])
def test_no_files_are_shown_not_even_with_the_token(app: App, place: str) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{app.address}{place}?token={app.token}", timeout=30)  # noqa: S310 - our own server
    assert refused.value.code == 404


def test_a_project_that_does_not_open_is_told_in_one_sentence(app: App, window: Callable[[], Page]) -> None:
    page = window()
    aside = app.project.with_suffix(".weg")
    app.project.rename(aside)
    try:
        page.goto(f"{app.address}/?token={app.token}")
        expect(page.get_by_role("alert")).to_contain_text("Er staat geen project op deze plek", timeout=PATIENCE)
    finally:
        aside.rename(app.project)
    assert "Traceback" not in page.content()


def test_every_page_of_the_app_has_words_and_a_screen() -> None:
    from ontmoet_research.screens.app import SCREENS, TILES

    assert set(app_server.PAGES) == set(SCREENS)
    assert set(TILES) < set(SCREENS)
    assert [key.split(".")[1] for key in tiles()] == list(TILES)


def listen(page: Page) -> list[str]:
    """Everything that the kernel sends to this window from now on."""
    heard: list[str] = []

    def hear(frame: str | bytes) -> None:
        heard.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace"))

    page.on("websocket", lambda socket: socket.on("framereceived", hear))
    return heard


def press(page: Page, text: str) -> None:
    page.get_by_role("button", name=re.compile(re.escape(text))).first.click()


def test_a_whole_tandem_session_blind_revealed_talked_and_both_stay(app: App, window: Callable[[], Page]) -> None:
    ilse, noor = window(), window()
    heard = listen(noor)
    for page, name in ((ilse, "Ilse"), (noor, "Noor")):
        come_in(app, page, name)
        label_cards(page)
    piece = ilse.locator("[data-piece]").inner_text()
    expect(noor.locator("[data-piece]")).to_have_text(piece)
    for page, label in ((ilse, "Hoofd vol"), (noor, "Nooit aan gedacht")):
        press(page, label)
        expect(page.locator(".om-placed")).to_contain_text(label, timeout=PATIENCE)
        if page is ilse:
            press(page, say("code_cards.next"))
            expect(page.locator("[data-piece]")).not_to_have_text(piece, timeout=PATIENCE)
    # Ilse is done, Noor is not: nothing of Ilse's reading is on Noor's page or in what her kernel sent.
    with open_project(app.project) as project:
        codings = read_codings(project)
    theirs = set(codings.loc[codings["contributor_id"] == "ik", "coding_id"])
    assert theirs
    assert not [one for one in theirs if any(one in frame for frame in heard) or one in noor.content()]
    expect(noor.locator(".om-placed")).not_to_contain_text("Hoofd vol")
    press(noor, say("code_cards.next"))
    expect(noor.locator("[data-piece]")).not_to_have_text(piece, timeout=PATIENCE)

    for page, other in ((ilse, "Noor"), (noor, "Ilse")):
        page.goto(app.address + app_server.page_address("vergelijken", "ik" if page is ilse else "noor"))
        expect(page.get_by_role("button", name=other)).to_be_visible(timeout=PATIENCE)
        press(page, other)
        press(page, say("compare_readings.begin"))
        expect(page.locator(".om-marked")).to_contain_text(piece, timeout=PATIENCE)
        expect(page.locator(".om-sides")).to_contain_text("Hoofd vol")
        expect(page.locator(".om-sides")).to_contain_text("Nooit aan gedacht")
    ilse.get_by_label(say("compare_readings.why")).fill("Zo voelt dat in mijn hoofd.")
    press(ilse, say("compare_readings.and_next"))
    ilse.get_by_label(say("compare_readings.why")).fill("Ik had er nooit bij stilgestaan.")
    press(ilse, say("compare_readings.and_choose"))
    press(ilse, say("compare_readings.outcome.beide_blijven_staan"))
    came = say("compare_readings.came.beide_blijven_staan")
    expect(ilse.locator(".om-status")).to_contain_text(came, timeout=PATIENCE)
    expect(noor.locator(".ontmoet-root")).to_contain_text(came, timeout=PATIENCE)  # by itself, on the other screen
    with open_project(app.project) as project:
        talk = next(iter(read_talks(project, ["ik", "noor"]).values()))
        assert talk.outcome == "beide_blijven_staan"
        assert {"ik", "noor"} <= set(read_codings(project)["contributor_id"]), "both first readings stay"
