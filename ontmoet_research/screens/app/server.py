"""The app: the screens without JupyterLab, on jupyter_server: its token, its checks of where a request comes from.

On this computer only. It serves one page, one websocket for each window and what was put out in ``uitvoer``; no kernel,
no JupyterLab, no terminal and no files. All windows live in this one process (``window.py``).
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import webbrowser
from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import ws_authenticated
from jupyter_server.base.handlers import AuthenticatedFileHandler, JupyterHandler
from jupyter_server.base.websocket import WebSocketMixin
from jupyter_server.serverapp import ServerApp
from tornado.web import HTTPError, authenticated
from tornado.websocket import WebSocketHandler
from traitlets.config import Config

from ontmoet_research.screens.base import HERE, without_modules
from ontmoet_research.store import Project, open_project
from ontmoet_research.text.html import element, to_html
from ontmoet_research.words import say

from .window import AppWindow

__all__ = ["serve"]

KEPT_SECONDS = 3600  # a window whose browser is away: a lid that was closed
KEY = re.compile(r"[0-9a-f]{32}")
WORDS = ("gone", "closed", "trouble")


def serve(project: str, *, port: int, token: str, open_browser: bool) -> None:
    """Serve the app in this process until it is stopped, from the folder in which it runs."""
    opened = open_project(project)
    server = AppServer(
        project=opened,
        open_window=open_browser,
        ip="127.0.0.1",
        port=port,
        port_retries=0,
        root_dir=str(Path.cwd()),
        open_browser=False,
        answer_yes=True,  # Ctrl-C stops at once, without a question in English
        allow_root=True,
        allow_unauthenticated_access=False,
        log_level="ERROR",
    )
    server.update_config(Config({"IdentityProvider": {"token": token}}))
    server.initialize([])
    server.log.disabled = True  # it says in English that it stops
    try:
        server.start()
    finally:
        for window in list(server.windows.values()):
            window.close()
        opened.close()


class AppServer(ServerApp):
    """jupyter_server without any of its own pages."""

    name = "ontmoet-app"
    default_services = ()  # type: ignore[assignment]  # its type there names each of its own

    def __init__(self, *, project: Project, open_window: bool, **settings: Any) -> None:
        super().__init__(**settings)
        self.project, self.open_window = project, open_window
        self.windows: dict[str, AppWindow] = {}

    def find_server_extensions(self) -> None:
        """None: nothing that happens to be installed here is served."""

    def load_server_extensions(self) -> None:
        """None either."""

    def init_webapp(self) -> None:
        """Serve the page, its script, the windows and what was put out; anything else is told in Dutch."""
        super().init_webapp()
        told = {"app": self}
        output = {"path": str(Path(self.root_dir) / "uitvoer")}
        self.web_app.add_handlers(  # type: ignore[no-untyped-call]  # tornado, through jupyter_server
            ".*$",
            [
                (r"/", Home),
                (r"/app\.js", Script),
                (r"/window", WindowSocket, told),
                (r"/uitvoer/(.*)", Output, output),
                (r".*", Elsewhere),
            ],
        )

    def start_ioloop(self) -> None:
        """Tell where the app is as soon as it answers, then serve until it is stopped."""
        address = f"http://127.0.0.1:{self.port}/?token={self.identity_provider.token}"
        self.io_loop.add_callback(self._tell_address, address)
        super().start_ioloop()

    def _tell_address(self, address: str) -> None:
        print(say("lab.app_starts", address=address), flush=True)
        if self.open_window:
            webbrowser.open(address)


class _Dutch(JupyterHandler):
    """A request of the app: who has no token, or comes from elsewhere, gets one Dutch sentence and the way on."""

    async def prepare(self, **_: Any) -> None:
        """Let nobody in without the token; no log-in page, for there is nothing to log in with."""
        await super().prepare(_redirect_to_login=False)
        if self.current_user is None:
            raise HTTPError(403)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say what is the matter, on a page that needs nothing else."""
        title, more = ("app.closed", "app.closed_more") if status_code == 403 else ("app.nowhere", "app.nowhere_more")
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(page(say(title), element("main", element("h1", say(title)), element("p", say(more)))))


class Home(_Dutch):
    """The page."""

    @authenticated
    def get(self) -> None:
        """Give the page: places for the plate and a screen, and the script that fills them."""
        body = element(
            "main",
            element("h1", say("app.title")),
            element("div", id="plate"),
            element("p", say("app.wait"), id="wait", role="status"),
            element("div", id="screen"),
            element("noscript", element("p", say("app.no_script"))),
        )
        told = {f"data-{word}": say(f"app.{word}") for word in WORDS}
        self.set_header("Cache-Control", "no-store")
        self.finish(page(say("app.title"), body, element("script", type="module", src="app.js"), **told))


class Script(_Dutch):
    """The script of the page: the client that tests use too, and the socket."""

    @authenticated
    def get(self) -> None:
        """Give both files as one."""
        self.set_header("Content-Type", "text/javascript; charset=UTF-8")
        files = (HERE / "client.js", HERE / "app" / "app.js")
        self.finish("\n".join(without_modules(path.read_text(encoding="utf-8")) for path in files))


class Elsewhere(_Dutch):
    """Any other address."""

    @authenticated
    def get(self) -> None:
        """There is nothing."""
        raise HTTPError(404)


class Output(AuthenticatedFileHandler):
    """What was put out, to keep or to print; never shown as a page of the app."""

    def set_extra_headers(self, path: str) -> None:
        """Let the browser save it."""
        super().set_extra_headers(path)
        self.set_header("Content-Disposition", "attachment")

    write_error = _Dutch.write_error


class WindowSocket(WebSocketMixin, WebSocketHandler, JupyterHandler):
    """The socket of a window. The window itself stays for an hour when its browser is away."""

    def initialize(self, app: AppServer) -> None:
        """Know the server with its windows."""
        self.app = app
        self.window: AppWindow | None = None
        self.key = ""

    @ws_authenticated
    async def get(self, *args: Any, **more: Any) -> None:
        """Open it, for who has the token."""
        await super().get(*args, **more)

    def skip_check_origin(self) -> bool:
        """Look where a request comes from also when it knows the token: only our own page opens a window."""
        return False

    def on_message(self, text: str | bytes) -> None:
        """The first message says which window this is; each other one is a gesture."""
        message = json.loads(text)
        if self.window is None:
            self._arrive(message.get("arrive") or {})
        elif "content" in message:
            self.window.receive(str(message.get("id")), message["content"])

    def on_close(self) -> None:
        """Keep the window for a while: a reload or a closed lid brings its browser back."""
        super().on_close()
        if self.window is None:
            return
        window, key = self.window, self.key
        window.detach(self._out)
        asyncio.get_running_loop().call_later(KEPT_SECONDS, self._close_if_left, key, window)

    def _arrive(self, arrival: dict[str, Any]) -> None:
        key = str(arrival.get("window") or "")
        known = self.app.windows.get(key)
        if not KEY.fullmatch(key) or (known is not None and known.out is not None):
            key, known = secrets.token_hex(16), None  # another tab that was made as a copy of this one
        self.key = key
        self.window = known or AppWindow(self.app.project, asyncio.get_running_loop())
        self.app.windows[key] = self.window
        self._out(json.dumps({"window": key}))
        self.window.attach(self._out, arrival)

    def _out(self, text: str) -> None:
        if self.ws_connection is not None:
            self.write_message(text)

    def _close_if_left(self, key: str, window: AppWindow) -> None:
        if window.out is None and self.app.windows.get(key) is window:
            del self.app.windows[key]
            window.close()


def page(title: str, *body: Any, **told: str) -> str:
    """A page of the app as text; ``told`` are attributes of its body."""
    style = (HERE / "app" / "app.css").read_text(encoding="utf-8")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("link", rel="icon", href="data:,"),
        element("style", style),
    )
    whole = element("html", head, element("body", *body, **{"data-ontmoet": "app", **told}), lang="nl")
    return f"<!doctype html>{to_html(whole)}"
