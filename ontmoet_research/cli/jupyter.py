"""JupyterLab as the kit starts it: on this computer only, calm, and without keys that harm a notebook.

It opens one document in Dutch, and an extension of our own runs it when all of its code is the kit's (``lab_files``).
``lab_settings/overrides.json`` switches off the keys that change cells in command mode (with focus on a
button in an output, ``x`` would cut the cell) and the news pop-up. Keys that only move or run work when a
cell itself has the focus. Settings and layout live in the work folder, apart from a person's own JupyterLab.

Public: ``lab_command``, ``start_lab``.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path

from ontmoet_research.cli.asking import handed_over
from ontmoet_research.cli.notebooks import SETTINGS_FOLDER, lay_out_notebooks, work_folder
from ontmoet_research.words import Refused, say

__all__ = ["lab_command", "start_lab"]

_SETTINGS = Path(__file__).with_name("lab_settings")
_FILES = Path(__file__).with_name("lab_files")  # an extension that runs the kit's own notebooks on opening
_SOCKET_PATH_LIMIT = 103  # macOS allows 103 bytes for the path of a socket, Linux 107


def start_lab(project: str | None, notebook: str = "00_begin_hier.ipynb", *, open_browser: bool = True) -> int:
    """Lay out fresh notebooks in the work folder, run JupyterLab on one of them, and wait until it stops.

    Gives the exit code. Errors: ``Refused`` when the work folder can't be written or the notebook is missing.
    """
    folder = work_folder(project)
    lay_out_notebooks(folder)
    if not (folder / notebook).exists():
        raise Refused("lab.notebook", notebook=notebook)
    passphrase = handed_over(project)
    port, token = free_port(), secrets.token_urlsafe(24)
    command, environment = lab_command(folder / notebook, project, open_browser=open_browser, port=port, token=token)
    print(say("lab.starts", address=f"http://127.0.0.1:{port}/?token={token}", folder=folder))
    server = subprocess.Popen(command, env={**os.environ, **environment, **passphrase})  # noqa: S603 - our own command line
    return wait_until_stopped(server)


def lab_command(
    notebook: Path,
    project: str | None,
    *,
    open_browser: bool = True,
    port: int | None = None,
    token: str | None = None,
) -> tuple[list[str], dict[str, str]]:
    """Give the command line that starts JupyterLab on this notebook, and what to add to the environment.

    The notebook's folder is all that JupyterLab shows. The notebook finds the project in ``ONTMOET_PROJECT``.
    Without ``port`` or ``token`` one is made up. The token travels in the environment, where other users of
    the computer can't see it.
    """
    folder = notebook.absolute().parent
    own = folder / SETTINGS_FOLDER
    settings = {
        "ServerApp.root_dir": folder,
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port or free_port(),
        "ServerApp.open_browser": open_browser,
        "ServerApp.answer_yes": True,  # Ctrl-C stops at once, without a question in English
        "Application.log_level": "ERROR",
        "ServerApp.allow_root": getattr(os, "geteuid", lambda: 1)() == 0,  # in a container
        "ContentsManager.pre_save_hook": "ontmoet_research.cli.notebooks.without_outputs",
        "LabApp.default_url": f"/doc/tree/{notebook.name}?reset",  # one document, without the list of files
        "LabApp.app_settings_dir": _SETTINGS,
        "LabApp.extension_manager": "readonly",
        "LabApp.news_url": None,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        **_kernel_transport(),
    }
    command = [sys.executable, "-m", "jupyterlab", *(f"--{key}={value}" for key, value in settings.items())]
    environment = {
        "JUPYTER_CONFIG_DIR": str(own),
        "IPYTHONDIR": str(own / "ipython"),
        "JUPYTER_PATH": os.pathsep.join(filter(None, (str(_FILES), os.environ.get("JUPYTER_PATH")))),
        "JUPYTER_TOKEN": token or secrets.token_urlsafe(24),
        "ONTMOET_PROJECT": project_address(project),
    }
    return command, environment


def project_address(project: str | None) -> str:
    """Give the project as notebooks in another folder can use it: an absolute path, an address, or ''."""
    if project is None or "://" in project:
        return project or ""
    return str(Path(project).expanduser().absolute())


def _kernel_transport() -> dict[str, str]:
    """Let the kernel listen on files that only this person can open, where the system has room for that."""
    from jupyter_core.paths import jupyter_runtime_dir

    longest = Path(jupyter_runtime_dir()) / f"kernel-{'0' * 36}-ipc-5"
    fits = len(os.fsencode(longest)) <= _SOCKET_PATH_LIMIT
    return {"KernelManager.transport": "ipc"} if sys.platform != "win32" and fits else {}


def free_port() -> int:
    for port in (*range(8888, 8988), 0):
        with socket.socket() as probe:
            if os.name != "nt":  # as the server does: one used a moment ago is free, and windows come back to it
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise Refused("lab.port")


def wait_until_stopped(server: subprocess.Popen[bytes]) -> int:
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:  # the terminal gives Ctrl-C to JupyterLab too; let it stop its kernels
            print(say("lab.stops"))
