"""What all tests share: no network, one Chromium, one JupyterLab, loud words when a test can't run here."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from browser import Lab, SharedPage
    from playwright.sync_api import Browser, Page
    from team_server import TeamServer
    from xdist.scheduler import LoadScopeScheduling

TESTS = Path(__file__).resolve().parent
OFFLINE = str(TESTS / "offline")
ROOM = 4 * 2**30  # bytes that must be free in memory before files are kept there
sys.path.insert(0, str(TESTS))  # so that a test can say: from browser import Lab

from left_out import SIGN, cannot_run_here  # noqa: E402 - it stands in the folder that was just added


def pytest_configure(config: pytest.Config) -> None:
    """Cut this process and all it starts off from other computers, before anything of the kit is imported.

    It gets a folder of its own for what Jupyter and the kit keep of a person, so that processes that test side by side
    have nothing in common, and the folder of the person who runs the tests stays as it is.
    """
    import runpy

    from hypothesis import settings

    settings.register_profile("kit", deadline=None)  # speed is measured in benchmarks, and a computer may be busy
    settings.load_profile("kit")
    keep_files_in_memory(config)
    own = tempfile.mkdtemp(prefix="ontmoet-")
    config.add_cleanup(lambda: shutil.rmtree(own, ignore_errors=True))
    os.environ["JUPYTER_DATA_DIR"] = own
    os.environ["ONTMOET_NAMES_HELPER"] = "no"  # making its lists takes minutes; its own tests switch it on
    os.environ.pop("JUPYTER_RUNTIME_DIR", None)  # stands in the folder above
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each of a hundred kernels would compile the whole kit anew
    runpy.run_path(str(TESTS / "offline" / "sitecustomize.py"))
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (OFFLINE, os.environ.get("PYTHONPATH"))))


def keep_files_in_memory(config: pytest.Config) -> None:
    """Let all that the tests write stand in memory where the computer has room for it: a test waits for no disk.

    Nothing here needs a disk: what a power cut leaves is worked out from what was written (``proof``). Processes side
    by side share the folder of the one that started them.
    """
    memory = Path("/dev/shm")  # noqa: S108 - the folders in it are made for this run alone
    if "PYTEST_XDIST_WORKER" in os.environ or not memory.is_dir() or shutil.disk_usage(memory).free < ROOM:
        return
    for left in memory.glob("ontmoet-*-*"):  # of a run that was killed: memory is too dear to leave it there
        if (owner := left.name.split("-")[1]).isdigit() and not Path("/proc", owner).exists():
            shutil.rmtree(left, ignore_errors=True)
    folder = tempfile.mkdtemp(prefix=f"ontmoet-{os.getpid()}-", dir=memory)
    Path(folder).chmod(0o711)  # some tests go on as another user of this computer, who must be able to pass
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["TMPDIR"] = tempfile.tempdir = folder


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling | None:
    """Two processes side by side: see ``side_by_side``."""
    from side_by_side import Scheduling

    return Scheduling(config, log) if config.option.dist == "loadfile" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where processes run side by side, what takes longest comes first. A slow proof may take an hour."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.timeout(3600))
    if "PYTEST_XDIST_WORKER" in os.environ:
        from side_by_side import longest_first

        items[:] = longest_first(items)


@pytest.fixture
def need() -> Callable[[bool, str], None]:
    """``need(there, "what")``: go on when it is there, else skip loudly, or fail where a skip is forbidden."""
    return lambda there, what: None if there else cannot_run_here(what)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C interrupts, also where the tests were started in the background and it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tested here."""
    skipped = [r for r in terminalreporter.stats.get("skipped", []) if SIGN in str(r.longrepr)]
    if skipped:
        reasons = {str(report.longrepr[2]).split("PLACE: ")[1] for report in skipped}  # type: ignore[index]  # (file, line, reason)
        terminalreporter.section("NOT TESTED HERE", sep="!", red=True)
        terminalreporter.line(f"{len(skipped)} tests were skipped. {'; '.join(sorted(reasons))}.")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real Chromium without a window."""
    import browser as harness

    path = harness.find_chromium()
    if path is None:
        cannot_run_here("Chromium")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=harness.PATIENCE)  # two JupyterLabs on two processors: a state may take its time
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, headless=True, args=harness.CHROMIUM_FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(_shared: SharedPage, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A Dutch page, shared by the tests so that JupyterLab is loaded once; new after a test that failed.

    Fails the test when the page tried to reach another computer.
    """
    failed = request.session.testsfailed
    yield _shared.get()
    _shared.give_back(keep=request.session.testsfailed == failed)


@pytest.fixture
def fresh_page(_bare: SharedPage, request: pytest.FixtureRequest) -> Iterator[Page]:
    """As ``page``, but empty and never of a JupyterLab: for a screen on a bare page.

    The window is the same for all tests, for a new one costs as much as most tests; nothing of a test stays in it but
    what it told the window itself, such as a clock of its own (see ``new_page``).
    """
    failed = request.session.testsfailed
    page = _bare.get()
    page.goto("about:blank")
    yield page
    _bare.give_back(keep=request.session.testsfailed == failed)


@pytest.fixture(scope="session")
def _bare(chromium: Browser) -> SharedPage:
    from browser import SharedPage

    return SharedPage(chromium)


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[Page]:
    """As ``page``, but new: for what a browser does the first time, and for who changes the browser itself."""
    from browser import SharedPage

    only = SharedPage(chromium)
    yield only.get()
    only.give_back(keep=False)


@pytest.fixture(scope="session")
def _shared(chromium: Browser) -> SharedPage:
    from browser import SharedPage

    return SharedPage(chromium)


@pytest.fixture
def lab(_lab: Lab) -> Iterator[Lab]:
    """The one JupyterLab of all tests, see ``browser.Lab``; the kernels of this test stop when it ends."""
    yield _lab
    _lab.stop_kernels()


@pytest.fixture(scope="session")
def _lab() -> Iterator[Lab]:
    from browser import Lab

    folder = Path(tempfile.mkdtemp(prefix="ontmoet "))  # a space, because people's folders have them
    os.environ["JUPYTER_RUNTIME_DIR"] = str(folder / "run")
    running = Lab(folder)
    yield running
    running.stop()
    os.environ.pop("JUPYTER_RUNTIME_DIR")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def axe(page: Page) -> Callable[[str], list[str]]:
    """Ask axe-core about a part of the page: ``assert axe(".ontmoet-root") == []``."""
    import browser as harness

    return lambda selector: harness.axe(page, selector)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[TeamServer]:
    """A real PostgreSQL server, see ``team_server.TeamServer``; shared by all tests of this process."""
    try:
        from team_server import TeamServer

        server = TeamServer()
    except Exception as problem:  # whatever keeps it from running here is told loudly
        cannot_run_here(f"PostgreSQL ({type(problem).__name__}: {problem})")
    yield server
    server.remove()


@pytest.fixture
def postgres_url(postgres_server: TeamServer) -> Iterator[str]:
    """The address of an empty database of this test alone."""
    name = postgres_server.new_database()
    yield postgres_server.url(name)
    postgres_server.drop(name)


@pytest.fixture(scope="session")
def _postgres_template(postgres_server: TeamServer) -> str:
    from ontmoet_research import store

    name = postgres_server.new_database()
    store.create(postgres_server.url(name), title="Proef").close()
    return name


@pytest.fixture
def postgres_project_url(postgres_server: TeamServer, _postgres_template: str) -> Iterator[str]:
    """The address of a database of this test alone, with an empty project in it; quicker than making one."""
    name = postgres_server.new_database(_postgres_template)
    yield postgres_server.url(name)
    postgres_server.drop(name)
