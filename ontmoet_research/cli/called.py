"""How this program is called here, so that a command that is suggested can be copied as it stands."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

__all__ = ["called"]


def called() -> str:
    """``ontmoet`` where a terminal finds it; otherwise its place, such as ``.venv/bin/ontmoet``."""
    if shutil.which("ontmoet"):
        return "ontmoet"
    beside = Path(sys.executable).parent / ("ontmoet.exe" if os.name == "nt" else "ontmoet")
    if not beside.exists():
        return "ontmoet"
    try:
        shown = beside.relative_to(Path.cwd())
    except ValueError:
        shown = beside
    return f'"{shown}"' if " " in str(shown) else str(shown)
