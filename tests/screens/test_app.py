"""The app in real Chromium: one screen at a time, each window somebody of its own, closed to everyone else."""

from __future__ import annotations

import json
import os
import pty
import re
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

sys.path.insert(0, str(Path(__file__).parents[1] / "exchange" / "refi"))
import psutil
import pytest
from boxes import many_labels
from browser import PATIENCE, WATCH_STATUS, axe, keep_offline, wait_for
from playwright.sync_api import expect
from sample_notes import make_project

from ontmoet_research.coding import read_codings
from ontmoet_research.dialogue import read_talks
from ontmoet_research.exchange import how_far
from ontmoet_research.group import add_contributor
from ontmoet_research.practice import exercises
from ontmoet_research.screens.doors import DOORS
from ontmoet_research.store import open_project, read_rows, remove, write
from ontmoet_research.store.backup import change_passphrase
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
TOO_LOW = """[...document.querySelectorAll("button, summary, select, input, textarea")]
    .filter((one) => one.offsetHeight && one.offsetHeight < 43).map((one) => one.outerHTML)"""
HAS_SCROLLED_ASIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SIZES = {"1280 px": (1280, 800), "360 px": (360, 640), "200 %": (640, 400)}  # 200 % of 1280 by 800: half of it


class App:
    """The running server, as the command starts it, on a project of its own; a passphrase is typed at a terminal."""

    def __init__(self, folder: Path, passphrase: str = "") -> None:
        self.folder, self.project = folder, folder / "proef reeks.ontmoet"
        self.passphrase = passphrase
        make_project(self.project).close()
        if passphrase:
            change_passphrase(self.project, passphrase)
        self.token = secrets.token_urlsafe(16)
        self.log = folder / "server.log"
        self.start()

    def start(self) -> None:
        """Start it, and wait until it says where it is."""
        memory = {"JUPYTER_DATA_DIR": str(self.folder / "jupyter"), "JUPYTER_RUNTIME_DIR": str(self.folder / "run")}
        command = [sys.executable, "-m", "ontmoet_research", "app", str(self.project), "--no-browser"]
        everything = {**os.environ, **memory, "JUPYTER_TOKEN": self.token}
        hands, end = pty.openpty() if self.passphrase else (0, None)
        with self.log.open("wb") as log:
            self.server = subprocess.Popen(
                command,
                env=everything,
                cwd=self.folder,
                stdin=end,
                stdout=log,
                stderr=log,
                start_new_session=True,  # so that it asks at that terminal and not at the one of the tests
            )
        if self.passphrase:  # a terminal forgets what was typed before it was asked
            wait_for(lambda: "Wachtzin" in self.log.read_text(encoding="utf-8"), "the app asks the passphrase")
            os.write(hands, f"{self.passphrase}\n".encode())
        wait_for(self._told, "the app says where it is")
        self.address = re.findall(r"http://127\.0\.0\.1:\d+", self.log.read_text(encoding="utf-8"))[0]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it."""
        self.server.send_signal(how)
        self.server.wait(30)

    def _told(self) -> bool:
        told = self.log.read_text(encoding="utf-8")
        if self.server.poll() is not None:
            raise RuntimeError(told[-3000:])
        return "token=" in told


@pytest.fixture(scope="module")
def app(
    tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> Iterator[App]:  # without Chromium: skipped early
    running = App(tmp_path_factory.mktemp("app"))
    yield running
    running.stop()
    assert "Traceback" not in running.log.read_text(encoding="utf-8")


@pytest.fixture
def window(chromium: Browser) -> Iterator[Callable[[], Page]]:
    """Open another window, of somebody else; none of them may ask anything of another computer."""
    opened: list[tuple[Page, list[str]]] = []

    def make() -> Page:
        context = chromium.new_context(locale="nl-NL", viewport={"width": 1280, "height": 800})
        context.set_default_timeout(PATIENCE)
        left = keep_offline(context)
        opened.append((context.new_page(), left))
        return opened[-1][0]

    yield make
    for page, left in opened:
        page.context.close()
        assert left == []


def come_in(app: App, page: Page, name: str, door: str = "") -> None:
    page.goto(f"{app.address}/?token={app.token}#{door}")
    page.locator(".ontmoet-root").get_by_role("button", name=re.compile(f"^{name}")).first.click()
    expect(page.locator(".om-who")).to_contain_text(say("shell.you_are", name="")[:8], timeout=PATIENCE)


def open_door(page: Page, door: str) -> None:
    """Through the address, as a link does."""
    page.evaluate("(door) => { location.hash = door; }", door)
    expect(page).to_have_title(DOORS[door].title, timeout=PATIENCE)
    expect(page.locator(".ontmoet-root h2")).to_have_text(DOORS[door].title, timeout=PATIENCE)


def label_cards(page: Page) -> None:
    open_door(page, "kaartjes")
    expect(page.locator(".ontmoet-root [data-piece]").first).to_be_visible(timeout=PATIENCE)


def place(page: Page, label: str) -> None:
    page.get_by_role("button", name=re.compile(label)).first.click()
    expect(page.locator(".om-status")).to_contain_text("Bewaard", timeout=PATIENCE)


def stored(app: App) -> list[str]:
    with open_project(app.project) as project:
        return list(read_codings(project)["contributor_id"])


def test_two_people_work_side_by_side_each_as_themselves_and_a_switch_is_at_once(
    app: App, window: Callable[[], Page]
) -> None:
    before = len(stored(app))
    ilse, noor = window(), window()
    for page, name in ((ilse, "Ilse"), (noor, "Noor")):
        come_in(app, page, name)
        label_cards(page)
    for page in (ilse, noor):
        place(page, "Anders kijken")
    ilse.get_by_role("button", name=say("shell.leave")).click()
    ilse.locator(".ontmoet-root").get_by_role("button", name=re.compile("^Sem")).click()
    label_cards(ilse)
    place(ilse, "Hoofd vol")
    assert stored(app)[before:] == ["ik", "noor", "sem"]


def test_back_reload_and_a_link_to_a_door_lead_there(app: App, window: Callable[[], Page]) -> None:
    page = window()
    come_in(app, page, "Sem", door="lezen")
    expect(page.locator(".ontmoet-root h2")).to_have_text(DOORS["lezen"].title)
    open_door(page, "leren")
    page.go_back()
    expect(page.locator(".ontmoet-root h2")).to_have_text(DOORS["lezen"].title)
    page.reload()
    expect(page.locator(".ontmoet-root h2")).to_have_text(DOORS["lezen"].title, timeout=PATIENCE)
    expect(page.locator(".om-who")).to_contain_text("Sem")
    assert app.token not in page.url


def test_typed_words_stay_when_one_looks_behind_another_door_and_after_a_reload(
    app: App, window: Callable[[], Page]
) -> None:
    page = window()
    come_in(app, page, "Noor", door="bijeenkomst")
    box = page.get_by_label(say("record_meeting.notes"))
    box.fill("Half gezegd")
    page.get_by_role("button", name=say("app.back")).click()
    expect(page).to_have_title(DOORS["begin"].title)  # the address follows the screen
    expect(page.locator(".ontmoet-root h2")).to_have_text(DOORS["begin"].title)
    page.go_back()
    expect(box).to_have_value("Half gezegd", timeout=PATIENCE)
    page.reload()
    expect(box).to_have_value("Half gezegd", timeout=PATIENCE)


def test_the_whole_of_it_works_by_keyboard_alone(app: App, window: Callable[[], Page]) -> None:
    page = window()
    come_in(app, page, "Sem")
    tab_to(page, say("start_here.more"))
    page.keyboard.press("Enter")
    tab_to(page, DOORS["lezen"].title)
    page.keyboard.press("Enter")
    expect(page).to_have_title(DOORS["lezen"].title)
    expect(page.locator(".ontmoet-root h2")).to_be_focused()
    page.keyboard.press("Shift+Tab")  # to the plate above it
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    tab_to(page, say("app.back"))
    page.keyboard.press("Enter")
    expect(page).to_have_title(DOORS["begin"].title, timeout=PATIENCE)


def tab_to(page: Page, text: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        at = "document.activeElement.matches('button, summary, a') ? document.activeElement.textContent : ''"
        if text in page.evaluate(at):
            return
    raise AssertionError(f"the keyboard does not reach {text}")


def test_every_door_fits_three_sizes_and_breaks_no_rule_of_axe(
    app: App, window: Callable[[], Page], need: Callable[[bool, str], None], request: pytest.FixtureRequest
) -> None:
    from browser import axe_path

    need(axe_path().exists(), "axe-core (npm ci)")
    page = window()
    come_in(app, page, "Ilse")
    pictures = os.environ.get("ONTMOET_PICTURES")
    for door in DOORS:
        open_door(page, door)
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            assert not page.evaluate(HAS_SCROLLED_ASIDE), (door, size)
            assert page.evaluate(TOO_LOW) == [], (door, size)
            if pictures:
                page.screenshot(path=f"{pictures}/{door}_{width}.png")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
            assert axe(page, "body") == [], (door, scheme)


MARK_ALL = """() => {
  const all = "button, a[href], input, select, textarea, summary, [tabindex='0'], [contenteditable]";
  const seen = [...document.querySelectorAll(all)].filter((one) => one.tabIndex >= 0 && one.checkVisibility());
  window.marked = seen; // not on the elements: a drawing would take that away
  return seen.length;
}"""
WHERE = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const spots = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [
    Math.max(box.left, 0) + x * (Math.min(box.right, innerWidth) - Math.max(box.left, 0)),
    Math.max(box.top, 0) + y * (Math.min(box.bottom, innerHeight) - Math.max(box.top, 0)),
  ]));
  const seen = spots.some(([x, y]) => at.contains(document.elementFromPoint(x, y)));
  return [window.marked.indexOf(at), seen, at.outerHTML.slice(0, 120)];
}"""


@pytest.mark.parametrize("size", [pytest.param("1280 px", marks=pytest.mark.slow), "360 px"])
def test_behind_every_door_tab_reaches_all_there_is_and_no_bar_hides_where_one_is(
    app: App, window: Callable[[], Page], size: str
) -> None:
    page = window()
    come_in(app, page, "Ilse")
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))  # type: ignore[arg-type]  # both are there
    label_cards(page)
    place(page, "Nooit aan gedacht")  # with a label comes a field for a note, low on the page
    page.locator(".om-end textarea").wait_for()
    for door in DOORS:
        open_door(page, door)
        count = page.evaluate(MARK_ALL)
        page.evaluate("document.body.tabIndex = -1, document.body.focus()")
        reached: set[int] = set()
        for _ in range(count + 20):  # more than there were: a figure that comes later brings controls of its own
            page.keyboard.press("Tab")
            at, seen, what = page.evaluate(WHERE)
            assert seen, (door, what)
            reached.add(at)
            if reached >= {*range(count)}:
                break
        missed = page.evaluate("(at) => at.map((one) => window.marked[one].outerHTML)", [*{*range(count)} - reached])
        assert missed == [], door


@pytest.mark.parametrize(("size", "who"), [((1280, 800), "Noor"), ((360, 640), "Ilse")])
def test_a_card_is_one_view_text_labels_answers_and_the_way_on_above_the_line_of_undo(
    app: App, window: Callable[[], Page], size: tuple[int, int], who: str
) -> None:
    page = window()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    come_in(app, page, who)
    label_cards(page)
    press(page, say("code_cards.next"))
    expect(page.locator("h3", has_text="Stukje 2")).to_be_visible(timeout=PATIENCE)
    low = page.locator(".om-foot").bounding_box()["y"]  # type: ignore[index]  # it stands on every screen
    wanted = [page.locator(".om-reading"), *page.locator(".om-labels button, .om-answers button").all()]
    for one in [*wanted, page.get_by_role("button", name=say("code_cards.next"))]:
        box = one.bounding_box()
        assert box is not None
        assert box["y"] >= 0 and box["y"] + box["height"] <= low + 1, one.inner_text()


def test_no_button_moves_when_a_label_is_placed(app: App, window: Callable[[], Page]) -> None:
    page = window()
    come_in(app, page, "Ilse")
    label_cards(page)
    where = """() => Object.fromEntries([...document.querySelectorAll("#screen .om-pair button")].map((one) => {
        const { x, y } = one.getBoundingClientRect();
        return [one.dataset.key, [Math.round(x), Math.round(y + scrollY)]];
    }))"""
    before = page.evaluate(where)
    place(page, "Hoofd vol")
    after = page.evaluate(where)
    assert {key: after[key] for key in before if key in after} == before


def test_the_screens_are_dark_where_the_computer_is(app: App, window: Callable[[], Page]) -> None:
    page = window()
    page.emulate_media(color_scheme="dark")
    come_in(app, page, "Noor")
    for place in ("html", ".ontmoet-root", ".ontmoet-plate button"):
        colour = page.locator(place).first.evaluate("(one) => getComputedStyle(one).backgroundColor")
        assert max(map(int, re.findall(r"\d+", colour)[:3])) < 64, (place, colour)


def test_without_the_token_nobody_gets_in_and_a_dutch_page_says_so(app: App, window: Callable[[], Page]) -> None:
    page = window()
    for address in ("/", "/app.js", "/uitvoer/verslag.html", "/?token=verzonnen"):
        page.goto(app.address + address)
        expect(page.locator("main")).to_have_text(say("app.closed") + say("app.closed_more"))


def test_a_foreign_host_gets_nothing(app: App) -> None:
    for place, code in (("/", 403), ("/app.js", 403)):
        request = Request(f"{app.address}{place}?token={app.token}", headers={"Host": "kwaad.example"})  # noqa: S310 - our own server
        with pytest.raises(HTTPError) as refused:
            urlopen(request, timeout=30)  # noqa: S310 - idem
        assert refused.value.code == code
        assert say("app.closed") in refused.value.read().decode()


def test_a_page_from_elsewhere_cannot_open_a_window(app: App) -> None:
    place = app.address.removeprefix("http://")
    host, port = place.split(":")
    lines = [
        f"GET /window?token={app.token} HTTP/1.1",
        f"Host: {place}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    answers = {}
    for origin in (app.address, "http://kwaad.example"):
        with socket.create_connection((host, int(port)), timeout=30) as line:
            line.sendall("\r\n".join([*lines, f"Origin: {origin}", "", ""]).encode())
            answers[origin] = line.recv(12).decode()
    assert answers == {app.address: "HTTP/1.1 101", "http://kwaad.example": "HTTP/1.1 403"}


@pytest.mark.parametrize(
    "place", ["/lab", "/tree", "/api/contents", "/api/kernels", "/api/terminals", "/files/x", "/../x"]
)
def test_there_is_no_jupyterlab_no_kernel_no_terminal_and_no_file(app: App, place: str) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{app.address}{place}?token={app.token}", timeout=30)  # noqa: S310 - our own server
    assert refused.value.code == 404
    assert say("app.nowhere") in refused.value.read().decode()
    assert psutil.Process(app.server.pid).children(recursive=True) == []


def test_a_person_who_was_taken_out_meanwhile_is_told_and_stores_nothing(app: App, window: Callable[[], Page]) -> None:
    page = window()
    come_in(app, page, "Sem")
    label_cards(page)
    before = len(stored(app))
    with open_project(app.project) as project:
        gone = read_rows(project, "contributors", object_id="sem")
        write(project, [remove(row) for row in gone])
    expect(page.locator(".ontmoet-root")).to_contain_text(say("labelling.who"), timeout=PATIENCE)  # by itself
    assert len(stored(app)) == before


def test_two_windows_of_one_person_both_work(app: App, window: Callable[[], Page]) -> None:
    one = window()
    come_in(app, one, "Ilse")
    two = one.context.new_page()
    two.goto(one.url)
    two.locator(".ontmoet-root").get_by_role("button", name=re.compile("^Ilse")).first.click()
    for page in (one, two):
        open_door(page, "leren")


def test_the_server_is_killed_in_the_middle_and_windows_come_back_at_their_door(
    tmp_path: Path, window: Callable[[], Page]
) -> None:
    app = App(tmp_path)
    page = window()
    come_in(app, page, "Ilse")
    label_cards(page)
    place(page, "Anders kijken")
    app.stop(signal.SIGKILL)
    expect(page.locator("#wait")).to_have_text(say("app.gone"), timeout=PATIENCE)
    app.start()
    expect(page.locator("#wait")).to_be_empty(timeout=PATIENCE)
    expect(page.locator(".om-who")).to_contain_text("Ilse")
    expect(page.locator(".om-placed")).to_contain_text("Anders kijken", timeout=PATIENCE)
    place(page, "Hoofd vol")
    assert stored(app) == ["ik", "ik"]
    app.stop()
    assert app.server.returncode == 0


def test_a_lid_that_was_closed_costs_nothing_the_window_comes_back_with_what_was_typed(
    app: App, window: Callable[[], Page]
) -> None:
    page, sockets = window(), list[Any]()

    def through(socket: Any) -> None:
        sockets.append((socket, socket.connect_to_server()))

    page.route_web_socket(re.compile("/window$"), through)
    come_in(app, page, "Ilse")
    open_door(page, "notities")
    field = page.locator(".ontmoet-root textarea").first
    field.fill("Dit typte ik voor de lid dichtging.")
    field.blur()
    for side in sockets[-1]:  # a computer that slept finds its connections gone
        side.close()
    expect(page.locator("#wait")).to_have_text(say("app.gone"), timeout=PATIENCE)
    expect(page.locator("#wait")).to_be_empty(timeout=PATIENCE)
    assert len(sockets) == 2
    expect(page).to_have_title(DOORS["notities"].title)
    expect(page.locator(".om-who")).to_contain_text("Ilse")
    assert page.locator(".ontmoet-root textarea").first.input_value() == "Dit typte ik voor de lid dichtging."


def test_a_locked_project_asks_its_passphrase_once_and_its_windows_work(
    tmp_path: Path, window: Callable[[], Page]
) -> None:
    app = App(tmp_path, "vier gele fietsen zingen")
    page = window()
    come_in(app, page, "Ilse")
    label_cards(page)
    place(page, "Anders kijken")
    app.stop()
    with open_project(app.project, passphrase="vier gele fietsen zingen") as project:
        assert list(read_codings(project)["contributor_id"]) == ["ik"]


def test_the_first_ninety_seconds_of_someone_new_one_name_one_label_and_at_once_how_others_read(
    app: App, window: Callable[[], Page], record_property: Callable[[str, object], None]
) -> None:
    page, first = window(), exercises()[0]
    page.goto(f"{app.address}/?token={app.token}")
    page.locator(".ontmoet-root").wait_for()
    read = [words_to_read(page)]
    page.get_by_label(say("page.name")).fill("Vlinder")
    page.get_by_role("button", name=say("page.i_am.ervaring")).click()
    expect(page.locator(".om-who")).to_contain_text("Vlinder")
    expect(page.locator(".ontmoet-root")).to_contain_text(first.text[:30])
    read.append(words_to_read(page))
    assert "de arme" not in " ".join(page.locator("main").inner_text().casefold().split())
    place(page, first.labels[0].label)
    sides = page.locator(".om-sides")
    for name in ("Dunya", "Koen"):
        expect(sides).to_contain_text(say("practise.reads", name=name))
    expect(sides).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Niemand heeft het fout.")).to_be_in_viewport()
    to_cards = page.get_by_role("button", name=say("practise.to_cards"))
    expect(to_cards).to_be_in_viewport()
    print(json.dumps({"to the first label": {"clicks": 2, "words": sum(read), "each": read}}))
    record_property("words", sum(read))
    assert sum(read) <= 120, "what someone new has to read before the first label"
    before = len(stored(app))
    to_cards.click()
    page.locator("[data-piece]").wait_for()
    place(page, "Nooit aan gedacht")
    with open_project(app.project) as project:
        vlinder = next(row for row in read_rows(project, "contributors") if row["display_name"] == "Vlinder")
    assert (vlinder["side"], stored(app)[before:]) == ("ervaring", [vlinder.object_id])


def words_to_read(page: Page) -> int:
    """How many words stand on the page; the title for who can't see it is none."""
    return sum(len(page.locator(f"main #{place}").inner_text().split()) for place in ("plate", "screen"))


def test_clicks_and_words_to_the_first_label_of_someone_who_was_here_before(
    app: App, window: Callable[[], Page], record_property: Callable[[str, object], None]
) -> None:
    with open_project(app.project) as project:
        add_contributor(project, "Wende", "ervaring")
    page = window()
    page.goto(f"{app.address}/?token={app.token}")
    page.locator(".ontmoet-root").wait_for()
    read = [words_to_read(page)]
    page.get_by_role("button", name="Wende").click()
    expect(page.locator(".om-who")).to_be_visible()
    read.append(words_to_read(page))
    page.locator(".ontmoet-root button[data-do=go_to]").first.click()
    page.locator("[data-piece]").wait_for()
    read.append(words_to_read(page))
    place(page, "Nooit aan gedacht")
    print(json.dumps({"clicks": 3, "words": sum(read), "each": read}))
    record_property("words", sum(read))
    assert sum(read) <= 250, "what someone reads before the first label on a real card"


def listen(page: Page) -> list[str]:
    """Everything that the kernel sends to this window from now on."""
    heard: list[str] = []

    def hear(frame: str | bytes) -> None:
        heard.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace"))

    page.on("websocket", lambda socket: socket.on("framereceived", hear))
    return heard


def press(page: Page, text: str) -> None:
    page.get_by_role("button", name=re.compile(re.escape(text))).first.click()


def test_a_whole_tandem_session_blind_revealed_talked_and_both_stay(tmp_path: Path, window: Callable[[], Page]) -> None:
    app = App(tmp_path)  # of its own: what others placed on these cards would be taken away by a click
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
        open_door(page, "vergelijken")
        expect(page.get_by_role("button", name=other)).to_be_visible(timeout=PATIENCE)
        press(page, other)
        press(page, say("compare_readings.begin"))
        expect(page.locator(".om-marked")).to_contain_text(piece, timeout=PATIENCE)
        expect(page.locator(".om-sides")).to_contain_text("Hoofd vol")
        expect(page.locator(".om-sides")).to_contain_text("Nooit aan gedacht")
    ilse.get_by_label(say("compare_readings.why")).fill("Zo voelt dat in mijn hoofd.")
    expect(noor.locator(".ontmoet-root")).to_contain_text(say("compare_readings.writes", name="Ilse"))
    assert noor.get_by_label(say("compare_readings.why")).count() == 0
    press(ilse, say("compare_readings.and_next"))
    noor.get_by_label(say("compare_readings.why")).fill("Ik had er nooit bij stilgestaan.")
    press(noor, say("compare_readings.and_choose"))
    expect(ilse.locator(".ontmoet-root")).to_contain_text(say("compare_readings.what_now"), timeout=PATIENCE)
    press(ilse, say("compare_readings.outcome.beide_blijven_staan"))
    came = say("compare_readings.came.beide_blijven_staan")
    expect(ilse.locator(".om-status")).to_contain_text(came, timeout=PATIENCE)
    expect(noor.locator(".ontmoet-root")).to_contain_text(came, timeout=PATIENCE)  # by itself, on the other screen
    with open_project(app.project) as project:
        talk = next(iter(read_talks(project, ["ik", "noor"]).values()))
        assert talk.outcome == "beide_blijven_staan"
        assert {"ik", "noor"} <= set(read_codings(project)["contributor_id"]), "both first readings stay"
    app.stop()


def test_a_long_file_of_another_program_tells_how_far_it_is_coming_in_and_going_out(
    app: App, window: Callable[[], Page]
) -> None:
    many_labels(4_000).write(app.folder / "proef reeks_werkmap" / "wijk.qdpx")
    page = window()
    come_in(app, page, "Noor", door="andere-programmas")
    press = lambda name: page.locator(".ontmoet-root").get_by_role("button", name=name).click()  # noqa: E731 - short
    press("wijk.qdpx")
    page.evaluate(WATCH_STATUS)
    press(say("other_programs.look"))
    expect(page.locator(".om-status")).to_have_text(say("other_programs.looked"), timeout=PATIENCE)
    press(say("other_programs.bring_in"))
    expect(page.locator(".om-status")).to_contain_text(say("other_programs.came"), timeout=PATIENCE)
    press(say("other_programs.part.take_along"))
    press(say("other_programs.form.qdpx"))
    expect(page.locator(".om-status")).to_contain_text("is klaar", timeout=PATIENCE)
    said = page.evaluate("window.said")
    for told in (how_far.in_words("place", 0, 4_000), how_far.in_words("keep", 0, 0)):
        assert told in said
    assert any(re.fullmatch(re.escape(how_far.in_words("write", 0, 7)).replace("7", r"\d"), one) for one in said)
    assert say("screens.no_answer") not in said
