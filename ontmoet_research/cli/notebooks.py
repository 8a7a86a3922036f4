"""The notebooks a person works in: fresh copies beside the project, never the ones of the kit itself.

What a person runs shows participants' words, so nothing that was shown may be saved with the notebook or
end up in the kit's own folder. Therefore ``ontmoet start`` gives each project a work folder beside it
(``buurt.ontmoet`` -> ``buurt_werkmap/``) with a fresh copy of every notebook, and ``without_outputs`` keeps
what was shown out of every save. A notebook in which someone changed a cell is kept, as ``eigen_<name>``.

Public: ``shipped_notebooks``, ``work_folder``, ``lay_out_notebooks``, ``without_outputs``.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from ontmoet_research.words import Refused

__all__ = ["lay_out_notebooks", "shipped_notebooks", "without_outputs", "work_folder"]

SETTINGS_FOLDER = ".jupyter"  # what JupyterLab and the kernel remember for this project
_CHECKED = "# NBVAL_CHECK_OUTPUT"  # numbers for the tests, on the practice series only; nothing for a person
_PACKAGE = Path(__file__).resolve().parents[1]


def shipped_notebooks() -> Path:
    """Give the folder with the notebooks of the kit: in the package, or beside it in a checkout."""
    installed = _PACKAGE / "_notebooks"
    return installed if installed.is_dir() else _PACKAGE.parent / "notebooks"


def work_folder(project: str | None) -> Path:
    """Give the work folder that belongs to a project; it need not exist yet.

    ``project`` is a path, a ``postgresql://`` address, or nothing yet. Without a path it is ``mijn/werkmap``
    in the current folder. A project inside a checkout of the kit gets it under ``mijn/``, which Git ignores.
    """
    if project is None or "://" in project:
        return Path.cwd() / "mijn" / "werkmap"
    path = Path(project).expanduser().absolute()
    folder, checkout = path.parent, _PACKAGE.parent
    if folder.is_relative_to(checkout) and not folder.is_relative_to(checkout / "mijn"):
        folder = checkout / "mijn"
    return folder / f"{path.stem}_werkmap"


def lay_out_notebooks(folder: Path) -> None:
    """Put a fresh copy of every notebook in this folder; keep what a person changed as ``eigen_<name>``.

    Errors: ``Refused`` when the folder can't be written.
    """
    try:
        (folder / SETTINGS_FOLDER).mkdir(parents=True, exist_ok=True)
        for shipped in sorted(shipped_notebooks().glob("*.ipynb")):
            _lay_out(shipped, folder / shipped.name)
    except OSError as problem:
        raise Refused("lab.folder", folder=folder) from problem


def without_outputs(model: dict[str, Any], **_: Any) -> None:
    """Take outputs and widget state out of what is about to be saved (a pre-save hook of Jupyter).

    ``model`` is Jupyter's description of the file and is changed in place; other files stay as they are.

    >>> model = {"type": "notebook", "content": {"metadata": {"widgets": {}}, "cells": [
    ...     {"cell_type": "code", "outputs": ["words"], "execution_count": 3}]}}
    >>> without_outputs(model)
    >>> model["content"]
    {'metadata': {}, 'cells': [{'cell_type': 'code', 'outputs': [], 'execution_count': None}]}
    """
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict):
        return
    content.get("metadata", {}).pop("widgets", None)
    for cell in content.get("cells", []):
        if cell.get("cell_type") == "code":
            cell["outputs"], cell["execution_count"] = [], None


def _lay_out(shipped: Path, copy: Path) -> None:
    notebook = json.loads(shipped.read_text(encoding="utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if not "".join(cell["source"]).startswith(_CHECKED)]
    without_outputs({"type": "notebook", "content": notebook})
    notebook["metadata"]["ontmoet_research"] = {"made_from": _digest(notebook)}
    if copy.exists() and _changed_by_a_person(copy):
        copy.rename(_free_name(copy))
    copy.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _changed_by_a_person(copy: Path) -> bool:
    try:
        notebook = json.loads(copy.read_text(encoding="utf-8"))
        return bool(notebook["metadata"]["ontmoet_research"]["made_from"] != _digest(notebook))
    except (ValueError, KeyError, TypeError):
        return True  # not made by the kit: not ours to replace


def _digest(notebook: dict[str, Any]) -> str:
    sources = [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]
    return hashlib.sha256(json.dumps(sources).encode()).hexdigest()


def _free_name(copy: Path) -> Path:
    names = (copy.with_name(f"eigen_{copy.stem}{n}{copy.suffix}") for n in ("", *(f"_{i}" for i in range(2, 10_000))))
    return next(name for name in names if not name.exists())
