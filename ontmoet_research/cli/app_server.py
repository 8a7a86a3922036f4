"""Start the app (``screens/app``): look whether the project opens, lay out its work folder, and serve until it stops.

Public: ``start_app``.
"""

from __future__ import annotations

import os
import runpy
import secrets

from ontmoet_research.cli.asking import handed_over
from ontmoet_research.cli.jupyter import free_port, project_address
from ontmoet_research.cli.notebooks import SETTINGS_FOLDER, work_folder
from ontmoet_research.store import open_project
from ontmoet_research.words import Refused

__all__ = ["start_app"]


def start_app(project: str, *, open_browser: bool = True) -> int:
    """Serve the app in this process until it is stopped; gives the exit code.

    Errors: ``Refused`` when the project does not open or the work folder can't be written.
    """
    os.environ.update(handed_over(project))
    open_project(project, read_only=None).close()  # what can't be opened is told here, not on a page
    folder = work_folder(project)
    try:
        (folder / SETTINGS_FOLDER).mkdir(parents=True, exist_ok=True)
        (folder / "uitvoer").mkdir(exist_ok=True)
    except OSError as problem:
        raise Refused("lab.folder", folder=folder) from problem
    os.environ |= {
        "JUPYTER_CONFIG_DIR": str((folder / SETTINGS_FOLDER).absolute()),
        "JUPYTER_TOKEN": os.environ.get("JUPYTER_TOKEN") or secrets.token_urlsafe(24),
        "ONTMOET_PROJECT": project_address(project),
        "ONTMOET_PORT": str(free_port()),
        "ONTMOET_BROWSER": "1" if open_browser else "",
    }
    os.chdir(folder)  # reports go to uitvoer there
    # This process goes on as the server: a signal to end it reaches it, and there is one Python less.
    runpy.run_module("ontmoet_research.screens.app", run_name="__main__")
    return 0
