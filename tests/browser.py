"""A real Chromium and a real JupyterLab for tests, driven as a person would and never by a fixed sleep.

``Lab`` is the running server: it writes and opens notebooks. ``Notebook`` is one notebook open in a page.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar, cast
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import nbformat
import psutil
from left_out import cannot_run_here
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, ViewportSize, expect

from ontmoet_research.cli.jupyter import lab_command

PATIENCE = 120_000  # milliseconds; two JupyterLabs on two busy processors need more than a laptop
WATCH_STATUS = """() => { window.said = []; const line = document.querySelector(".ontmoet-root .om-status");
    new MutationObserver(() => window.said.push(line.textContent)).observe(line, { childList: true }); }"""
"""Keep each sentence that the status line of our screen says from now on, in ``window.said``."""
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = [
    "--no-sandbox",  # Chromium refuses to run as root otherwise, and CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
_IS_OPEN = "(name) => window.jupyterapp?.shell?.currentWidget?.context?.path === name"
_OPEN_IN_PLACE = """(name) => {
    const { commands, shell } = window.jupyterapp;
    for (const area of ["main", "down"]) {
        for (const widget of [...shell.widgets(area)]) widget.dispose();
    }
    window.ontmoetOpened = undefined;
    commands.execute("docmanager:open", { path: name })
        .then(() => shell.currentWidget?.context?.path === name, () => false)
        .then((opened) => { window.ontmoetOpened = opened; });
}"""
_ON_THE_SCREEN = """() => {
    const texts = (css) => [...document.querySelectorAll(css)].map((node) => node.innerText);
    const shell = window.jupyterapp?.shell, current = shell?.currentWidget;
    const kernel = current?.context?.sessionContext?.session?.kernel;
    return {
        address: location.pathname,
        dialogs: texts(".jp-Dialog"), notices: texts(".Toastify__toast"),
        current: current && (current.context?.path ?? current.id),
        open: [...(shell?.widgets("main") ?? [])].map((widget) => widget.context?.path ?? widget.id),
        focus: document.activeElement?.outerHTML.slice(0, 200),
        kernel: kernel && `${kernel.connectionStatus}, ${kernel.status}`,
    };
}"""
_KERNEL = "window.jupyterapp.shell.currentWidget?.context?.sessionContext?.session?.kernel"


def find_chromium() -> str | None:
    """Give the path of Chromium: from ``ONTMOET_CHROMIUM``, else the first known name that is installed."""
    named = os.environ.get("ONTMOET_CHROMIUM")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def keep_offline(context: BrowserContext) -> list[str]:
    """Stop every request that leaves this computer; give the list in which those addresses are noted."""
    left: list[str] = []

    def decide(route: Any) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")):
            route.fallback()
        else:
            left.append(route.request.url)
            route.abort()

    context.route("**/*", decide)
    return left


# Colours that still change have the contrast of neither, so each change is put at its end; what turns without an end
# stays. Waiting for the end could take for ever: in a page that is not drawn no change goes on.
_STAND_STILL = """(selector) => document.querySelector(selector).getAnimations({ subtree: true })
    .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
    .forEach((one) => one.finish())"""


def axe(page: Page, selector: str) -> list[str]:
    """Give what axe-core has against the part of the page under ``selector``, one line for each rule broken.

    Give the root of our own screen: JupyterLab itself fails three rules.
    """
    page.locator(selector).first.wait_for()
    page.evaluate(_STAND_STILL, selector)
    page.evaluate(axe_source())
    found = page.evaluate(
        """async (selector) => (await axe.run(selector)).violations.map(
            (v) => `${v.id}: ${v.help} (${v.nodes.map((n) => n.target.join(" ")).join("; ")})`)""",
        selector,
    )
    return [str(line) for line in found]


def axe_path() -> Path:
    """Give where ``npm ci`` puts axe-core."""
    return Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"


def axe_source() -> str:
    """Give the source of axe-core; where it is not there the test is left out loudly."""
    if not axe_path().exists():
        cannot_run_here("axe-core (npm ci)")
    return axe_path().read_text(encoding="utf-8")


class SharedPage:
    """One Dutch page that goes from test to test as it was in the beginning."""

    _VIEW: ClassVar[ViewportSize] = {"width": 1280, "height": 900}

    def __init__(self, chromium: Browser) -> None:
        self._chromium, self._page = chromium, cast("Page | None", None)
        self._left: list[str] = []

    def get(self) -> Page:
        """Give the page; makes it when there is none."""
        if self._page is None:
            context = self._chromium.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam", viewport=self._VIEW)
            context.set_default_timeout(PATIENCE)
            self._left = keep_offline(context)
            self._page = context.new_page()
        return self._page

    def give_back(self, *, keep: bool) -> None:
        """End a test: keep the page for the next one or throw it away. Fails when it left this computer."""
        page, left = self.get(), self._left.copy()
        if keep and not left:
            page.set_viewport_size(self._VIEW)
            page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
            page.unroute_all()
            page.evaluate("() => { try { sessionStorage.clear(); localStorage.clear(); } catch { /* none here */ } }")
        else:
            page.context.close()
            self._page = None
        assert not left, f"The page tried to reach {left}"


class Lab:
    """One real JupyterLab, started with the kit's own command line in a folder of its own."""

    def __init__(self, folder: Path, project: str | None = None) -> None:
        self.folder, self.token = folder, secrets.token_urlsafe(16)
        # Not the kit's own choice of a port: another process that tests now would choose the same.
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        command, environment = lab_command(
            folder / "leeg.ipynb", project, open_browser=False, port=port, token=self.token
        )
        self.address = f"http://127.0.0.1:{port}"
        _save_only_when_asked(Path(environment["JUPYTER_CONFIG_DIR"]))
        self.log = folder / ".server.log"
        with self.log.open("wb") as log:
            self.server = subprocess.Popen(
                [*command, "--LabApp.expose_app_in_browser=True"],  # lets a test ask JupyterLab what it knows
                env={**os.environ, **environment},
                stdout=log,
                stderr=log,
            )
        try:
            wait_for(self._answers, "JupyterLab answers")
        except BaseException:
            self.stop()
            raise

    def write(self, name: str, cells: list[str]) -> Path:
        """Write a notebook with these code cells into the folder of the server."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
        notebook.metadata["kernelspec"] = {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        path = self.folder / name
        nbformat.write(notebook, path)
        return path

    def open(self, page: Page, name: str) -> Notebook:
        """Open a notebook of the folder, with a kernel that is ready and nothing else on the screen.

        A page that shows this JupyterLab already keeps it: loading it anew takes seconds in each test.
        """
        if not self._open_in_place(page, name):
            page.goto(f"{self.address}/lab/tree/{name}?reset&token={self.token}")
        self.wait_open(page, name)
        notebook = Notebook(self, page)
        notebook.wait_idle()
        return notebook

    def wait_open(self, page: Page, name: str) -> None:
        """Wait until this document of the folder is the one in front."""
        self.wait(page, _IS_OPEN, name)

    def wait(self, page: Page, condition: str, arg: object = None) -> None:
        """Wait until something holds in JupyterLab; when it does not come, tell what there is instead."""
        try:
            page.wait_for_function(condition, arg=arg, timeout=PATIENCE)
        except Error as problem:
            problem.add_note(self._tell(page))
            raise

    def run(self, page: Page, name: str, cells: list[str]) -> Notebook:
        """Write a notebook, open it and run all its cells: what most tests start with."""
        self.write(name, cells)
        notebook = self.open(page, name)
        notebook.run_all()
        return notebook

    def stop_kernels(self) -> None:
        """Stop the kernels of all notebooks, so that the next test has the memory for itself."""
        for kernel in json.loads(self._ask("GET", "/api/kernels")):
            with suppress(HTTPError):  # it just stopped by itself
                self._ask("DELETE", f"/api/kernels/{kernel['id']}")

    def processes(self) -> list[psutil.Process]:
        """Give the processes of the server and of all it started."""
        server = psutil.Process(self.server.pid)
        return [server, *server.children(recursive=True)]

    def stop(self) -> None:
        """Stop the server and every kernel it started."""
        processes = self.processes()
        self.server.terminate()
        with suppress(subprocess.TimeoutExpired):  # a kernel that does not want to stop is killed below
            self.server.wait(20)
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def _open_in_place(self, page: Page, name: str) -> bool:
        """Open a notebook in a page that shows this JupyterLab already; give whether that went well.

        It does not with a dialog on the screen. That keeps the focus to itself, and what has the focus is what
        JupyterLab takes for the current notebook.
        """
        if not page.url.startswith(self.address) or not page.locator("#jp-main-dock-panel").count():
            return False
        page.evaluate(_OPEN_IN_PLACE, name)
        self.wait(page, "window.ontmoetOpened !== undefined")
        return bool(page.evaluate("window.ontmoetOpened"))

    def _tell(self, page: Page) -> str:
        try:
            # Not ``evaluate``: that waits for ever for a page that hangs.
            seen = json.dumps(page.wait_for_function(_ON_THE_SCREEN, timeout=10_000).json_value(), indent=1)
        except Error as problem:
            seen = f"a page that does not answer: {problem}"
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:]
        return "\n".join(["On the screen:", seen, "The last words of the server:", *lines])

    def _answers(self) -> bool:
        if self.server.poll() is not None:
            raise RuntimeError(f"JupyterLab stopped:\n{self.log.read_text(encoding='utf-8')[-4000:]}")
        try:
            return bool(self._ask("GET", "/api/status"))
        except OSError:
            return False

    def _ask(self, method: str, path: str) -> bytes:
        headers = {"Authorization": f"token {self.token}"}
        request = Request(self.address + path, method=method, headers=headers)  # noqa: S310 - our own server
        with urlopen(request, timeout=PATIENCE / 1000) as answer:  # noqa: S310 - idem
            return bytes(answer.read())


class Notebook:
    """A notebook open in JupyterLab."""

    def __init__(self, lab: Lab, page: Page) -> None:
        self.lab, self.page = lab, page

    def run_all(self) -> None:
        """Run all cells and wait until the last one is done and its outputs stand on the screen."""
        self.page.evaluate(
            """() => { window.ontmoetRan = false;
            window.jupyterapp.commands.execute("notebook:run-all-cells")
                .finally(() => { window.ontmoetRan = true; }); }"""
        )
        self.lab.wait(self.page, "window.ontmoetRan")
        self.wait_idle()

    def wait_idle(self) -> None:
        """Wait until the kernel is connected and has nothing to do."""
        self.lab.wait(self.page, f"{_KERNEL}?.connectionStatus === 'connected' && {_KERNEL}?.status === 'idle'")

    def output(self, css: str) -> Locator:
        """Locate something inside the outputs of the notebook."""
        return self.page.locator(f".jp-OutputArea-output {css}")

    def text(self) -> str:
        """Give all that stands in the outputs, as text."""
        return "\n".join(self.page.locator(".jp-OutputArea-output").all_inner_texts())

    def sources(self) -> list[str]:
        """Give the source of every cell as JupyterLab holds it now, also when it is not on the screen."""
        model = "window.jupyterapp.shell.currentWidget.content.model"
        return list(self.page.evaluate(f"() => {model}.toJSON().cells.map((c) => [].concat(c.source).join(''))"))

    def count_cells(self) -> int:
        """Count the cells of the notebook."""
        return len(self.sources())

    def save(self) -> None:
        """Save the notebook and wait until it is on disk."""
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.save()")

    def kernel_process(self) -> psutil.Process:
        """Find the process of this notebook's kernel."""
        kernel_id = self.page.evaluate(f"() => {_KERNEL}.id")
        for process in self.lab.processes():
            if any(kernel_id in part for part in process.cmdline()):
                return process
        raise LookupError(f"No process for kernel {kernel_id}")

    def kill_kernel(self) -> None:
        """Kill the kernel as a crash would (SIGKILL), click the notice away, wait for the new one."""
        process = self.kernel_process()
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        notice = self.page.locator(".jp-Dialog button.jp-mod-accept")
        notice.click(timeout=PATIENCE)
        expect(notice).to_have_count(0)
        self.wait_idle()

    def restart_kernel(self) -> None:
        """Restart the kernel through JupyterLab itself, without its question."""
        self.page.evaluate(
            """() => { window.ontmoetRestarted = false;
            window.jupyterapp.shell.currentWidget.context.sessionContext.restartKernel()
                .finally(() => { window.ontmoetRestarted = true; }); }"""
        )
        self.lab.wait(self.page, "window.ontmoetRestarted")
        self.wait_idle()


def _save_only_when_asked(settings: Path) -> None:
    """Keep JupyterLab from saving a notebook by itself, as it does each two minutes.

    A page that waits for its next test asks the server, and gets the answer when that test begins, for all its requests
    go through ``keep_offline``. So that test threw notebooks away in the middle of being saved, and JupyterLab put
    "File Save Error: Disposed" before the next one.
    """
    own = settings / "lab" / "user-settings" / "@jupyterlab" / "docmanager-extension" / "plugin.jupyterlab-settings"
    own.parent.mkdir(parents=True)
    own.write_text('{"autosave": false}', encoding="utf-8")


def wait_for(happened: Callable[[], bool], what: str, seconds: float = PATIENCE / 1000) -> None:
    """Ask again and again until something happened; for what no browser can tell us."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            raise TimeoutError(f"Waited {seconds:.0f} s and still not: {what}")
        time.sleep(0.05)
