"""Taguette itself, in a process of its own, driven through its own web pages as a browser would."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
import uuid
from pathlib import Path
from typing import Any

PROGRAMS = Path(sys.prefix) / "programs"  # where start.py test installs requirements-programs.txt
START = [sys.executable, "-c", "from taguette.main import main; main()"]
READY_SECONDS = 90


class Taguette:
    """One person's Taguette with an empty database. Errors: ``RuntimeError`` when it does not start."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "taguette.sqlite3"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._log = (folder / "taguette.log").open("w+b")
        self._process = subprocess.Popen(
            [*START, "--no-browser", "-b", "127.0.0.1", "-p", str(port), "--database", str(self.database)],
            env={**os.environ, "PYTHONPATH": str(PROGRAMS), "HOME": str(folder)},
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._base = f"http://127.0.0.1:{port}"
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self._opener.open(f"{self._base}/?token={self._token()}").read()
        found = re.search(r'name="_xsrf" value="([^"]*)"', self.get("/project/new").decode())
        assert found
        self._xsrf = found[1]

    def _token(self) -> str:
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            self._log.seek(0)
            if found := re.search(rb"token=(\w+)", self._log.read()):
                return found[1].decode()
            self._process.poll()
            time.sleep(0.1)  # for a program that says in a log that it is ready
        raise RuntimeError("Taguette did not start")

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._log.close()

    def get(self, place: str) -> bytes:
        """What stands at a place."""
        return bytes(self._opener.open(self._base + place).read())

    def new_project(self, name: str, about: str = "") -> int:
        form = urllib.parse.urlencode({"name": name, "description": about, "_xsrf": self._xsrf}).encode()
        return int(self._opener.open(f"{self._base}/project/new", form).geturl().rpartition("/")[2])

    def post(self, place: str, **told: Any) -> Any:
        """Hand something over as the page does."""
        return self._send(place, json.dumps(told).encode(), "application/json")

    def upload(self, project: int, name: str, html: str) -> int:
        """A document from a web page."""
        edge = uuid.uuid4().hex
        fields = {"name": name, "description": "", "text_direction": "LEFT_TO_RIGHT"}
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{told}\r\n'
            for key, told in fields.items()
        ]
        parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}.html"\r\n')
        parts.append(f"Content-Type: text/html\r\n\r\n{html}\r\n--{edge}--\r\n")
        sent = self._send(
            f"/api/project/{project}/document/new", "".join(parts).encode(), f"multipart/form-data; boundary={edge}"
        )
        return int(sent["created"])

    def _send(self, place: str, data: bytes, kind: str) -> Any:
        head = {"Content-Type": kind, "X-XSRFToken": self._xsrf}
        asked = urllib.request.Request(self._base + place, data, head)  # noqa: S310 - the program we started
        return json.loads(self._opener.open(asked).read())
