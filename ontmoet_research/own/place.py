"""Where own files stand, and writing a small file whole or not at all."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from ontmoet_research.store.places import cloud_name

FOLDER = "ontmoet-van-mij"


def own_place() -> Path:
    """The folder with own files of this user of this computer; it need not exist yet.

    ``ontmoet-van-mij`` in the home folder, easy to find and to throw away. Where a sync program or Git keeps the home
    folder, nothing could ever be gone for good; then it stands in Jupyter's data folder of this user.
    """
    home = Path.home()
    return (kit_folder() if cloud_name(home) or (home / ".git").exists() else home) / FOLDER


def kit_folder() -> Path:
    """The folder in which the kit remembers things for this user of this computer; it need not exist yet."""
    from jupyter_core.paths import jupyter_data_dir

    return Path(jupyter_data_dir()) / "ontmoet"


def put(path: Path, content: bytes, *, sure: bool = True) -> None:
    """Write the whole file or nothing; only this user can read it. Errors: ``OSError``.

    When not ``sure``, it doesn't wait for the disk: for what may be lost when the power fails.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name[:100]}.{uuid4().hex}.tmp")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            if sure:
                os.fsync(file.fileno())
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def read_facts(name: str) -> dict[str, Any]:
    """What a small file of the kit folder holds; nothing when it is not there or is damaged."""
    try:
        told = json.loads((kit_folder() / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def put_facts(name: str, told: dict[str, Any]) -> None:
    """Keep these facts in a small file of the kit folder; what can't be kept is begun again next time."""
    with suppress(OSError):
        if told:
            put(kit_folder() / name, json.dumps(told, ensure_ascii=False).encode(), sure=False)
        else:
            (kit_folder() / name).unlink(missing_ok=True)
