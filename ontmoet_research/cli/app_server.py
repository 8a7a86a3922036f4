"""The app: the same screens as in the notebooks, served by Voila for people who never see JupyterLab.

On this computer only, behind a token, with a page template of our own that asks nothing of other computers. A page is
a small notebook with one screen; everyone who opens one gets a kernel of their own, which stops when the page closes.
Who is at work stands in the address of the page (``?wie=``), so two people can work side by side in two windows.

Public: ``app_command``, ``start_app``, ``lay_out_pages``. ``python -m ontmoet_research.cli.app_server`` is the server.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tornado.web import RedirectHandler, RequestHandler
from voila.app import Voila

from ontmoet_research.cli.asking import handed_over
from ontmoet_research.cli.jupyter import free_port, project_address, wait_until_stopped
from ontmoet_research.cli.notebooks import SETTINGS_FOLDER, work_folder
from ontmoet_research.store import open_project
from ontmoet_research.text.html import element, to_html
from ontmoet_research.words import Refused, all_sentences, say

__all__ = ["app_command", "lay_out_pages", "start_app"]

FILES = Path(__file__).with_name("app_files")
FOLDER = "app"
EXTENSIONS = ("anywidget", "@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager")
PAGES = tuple(key.split(".")[2] for key in all_sentences() if key.startswith("app.page.") and key.endswith(".title"))
IDLE_SECONDS = 3600  # a page somebody forgot to close


def start_app(project: str, *, open_browser: bool = True) -> int:
    """Serve the app and wait until it stops; gives the exit code.

    Errors: ``Refused`` when the project does not open or the work folder can't be written.
    """
    passphrase = handed_over(project)
    # What can't be opened is told here, not on a page.
    open_project(project, read_only=None, passphrase=next(iter(passphrase.values()), None)).close()
    folder = work_folder(project)
    port, token = free_port(), secrets.token_urlsafe(24)
    command, environment = app_command(folder, project, open_browser=open_browser, port=port, token=token)
    print(say("lab.app_starts", address=f"http://127.0.0.1:{port}/?token={token}"), flush=True)
    server = subprocess.Popen(command, env={**os.environ, **environment, **passphrase})  # noqa: S603 - our own command line
    return wait_until_stopped(server)


def app_command(
    folder: Path, project: str, *, open_browser: bool = False, port: int, token: str
) -> tuple[list[str], dict[str, str]]:
    """Lay out the pages in ``folder``; give the command line that serves them and what to add to the environment."""
    pages = lay_out_pages(folder)
    settings = {
        "Voila.ip": "127.0.0.1",
        "Voila.port": port,
        "Voila.port_retries": 0,
        "Voila.root_dir": pages,
        "Voila.open_browser": open_browser,
        "Voila.auto_token": True,  # takes the one in JUPYTER_TOKEN, where other users of the computer can't see it
        "Voila.log_level": "ERROR",
        "VoilaConfiguration.template": "ontmoet",
        "VoilaConfiguration.allow_template_override": "NO",
        "VoilaConfiguration.allow_theme_override": "NO",
        "VoilaConfiguration.http_keep_alive_timeout": 60,
        "MappingKernelManager.cull_idle_timeout": IDLE_SECONDS,
        "MappingKernelManager.cull_interval": 60,
    }
    command = [sys.executable, "-m", __name__, *(f"--{key}={value}" for key, value in settings.items())]
    own = folder / SETTINGS_FOLDER
    environment = {
        "JUPYTER_CONFIG_DIR": str(own),
        "IPYTHONDIR": str(own / "ipython"),
        "JUPYTER_PATH": os.pathsep.join(filter(None, (str(FILES), os.environ.get("JUPYTER_PATH")))),
        "JUPYTER_TOKEN": token,
        "ONTMOET_PROJECT": project_address(project),
        "ONTMOET_APP": "1",
    }
    return command, environment


def lay_out_pages(folder: Path) -> Path:
    """Write the pages of the app into ``folder``; give the place where they are.

    Errors: ``Refused`` when the folder can't be written.
    """
    pages = folder / FOLDER
    try:
        pages.mkdir(parents=True, exist_ok=True)
        (folder / SETTINGS_FOLDER).mkdir(exist_ok=True)
        for name in PAGES:
            (pages / f"{name}.ipynb").write_text(json.dumps(_notebook(name)), encoding="utf-8")
    except OSError as problem:
        raise Refused("lab.folder", folder=folder) from problem
    return pages


def _notebook(name: str) -> dict[str, Any]:
    source = f"import ontmoet_research as ont\n\nont.screens.app_page({name!r})"
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": name,
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def page_address(name: str, person: str = "") -> str:
    """The address of a page on the server.

    >>> page_address("begin"), page_address("labelen", "p1")
    ('/voila/render/begin.ipynb', '/voila/render/labelen.ipynb?wie=p1')
    """
    return f"/voila/render/{name}.ipynb" + (f"?{urlencode({'wie': person})}" if person else "")


class AppServer(Voila):  # type: ignore[misc]  # Voila ships no types
    """Voila with the pages of the kit only: no list of files, no files, and a Dutch sentence for who has no token."""

    name = "voila"

    def initialize(self, argv: list[str] | None = None) -> None:
        """Read the settings; words around a page come from the kit."""
        super().initialize(argv)
        self.voila_configuration.prelaunch_hook = _with_words
        self.voila_configuration.file_allowlist = []
        self.voila_configuration.extension_allowlist = list(EXTENSIONS)

    def init_settings(self) -> dict[str, Any]:
        """Keep whoever has no token at a page that says what to do."""
        settings: dict[str, Any] = super().init_settings()
        self.identity_provider.login_handler_class = NoToken
        return settings

    def init_handlers(self) -> list[Any]:
        """Only pages, their kernels and their scripts are served; the start page is where everyone comes in."""
        kept = [handler for handler in super().init_handlers() if not _shows_files(handler[0])]
        return [("/", RedirectHandler, {"url": page_address("begin"), "permanent": False}), *kept]

    @property
    def display_url(self) -> str:
        """The address with the token in it: whoever starts the app gets in with one click."""
        return f"{self._url('127.0.0.1')}?{urlencode({'token': self.identity_provider.token})}"


class NoToken(RequestHandler):
    """For who has no token: how to get in."""

    def get(self) -> None:
        """Say it in Dutch, on a page that needs nothing else."""
        self.set_status(403)
        head = element("head", element("meta", charset="utf-8"), element("title", say("app.title")))
        body = element("body", element("main", element("h1", say("app.closed")), element("p", say("app.closed_more"))))
        self.finish(f"<!doctype html>{to_html(element('html', head, body, lang='nl'))}")


def _with_words(request: Any, notebook: Any, cwd: str) -> Any:  # noqa: ARG001 - Voila's signature
    """Give the template its words, and the way back for this person."""
    name = Path(request.request.path).stem
    _ = request.xsrf_token  # sets the cookie with which the page may stop its kernel when it closes
    person = request.get_argument("wie", "")
    notebook.metadata["ontmoet"] = {
        "title": say(f"app.page.{name}.title") if name in PAGES else say("app.title"),
        "wait": say("app.wait"),
        "trouble": say("app.trouble"),
        "home": "" if name == "begin" else page_address("begin", person),
        "back": say("app.back"),
        "no_script": say("app.no_script"),
    }
    return notebook


def _shows_files(pattern: str) -> bool:
    return pattern == "/" or any(part in pattern for part in ("/voila/tree", "/voila/api/contents", "/voila/files"))


if __name__ == "__main__":
    AppServer.launch_instance()
