"""The throw-away process that reads a project of another program: the file is its stdin, parts go out as lines of JSON.

Started by ``apart.py`` with limits on memory and processor time. It gets no path and may write no file.
"""

from __future__ import annotations

import json
import os
import sys
import time
from importlib import import_module
from typing import IO, Any

from ontmoet_research.exchange.foreign import Part, as_line
from ontmoet_research.intake.readers import Unreadable, tell_progress_to
from ontmoet_research.intake.readers.__main__ import limit_process

__all__ = ["READERS", "main"]

PACE = 0.1  # seconds between two signs of life, at least
# Reader -> module and function, which takes the file, ``emit`` and the options that a person chose.
READERS = {
    "box": ("programs.box", "read_box"),
    "qdc": ("refi.read_codebook", "read_codebook"),
    "labels": ("programs.label_lists", "read_labels"),
    "page": ("programs.taguette_pages", "read_page"),
    "database": ("programs.database", "read_database"),
}


def main(told: str) -> None:
    """Read what stands on stdin with the reader and the options in this JSON, and hand its parts over."""
    asked: dict[str, Any] = json.loads(told)
    answer_to = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=1 << 20)
    sys.stdout = sys.stderr  # a library that prints must not break the answer
    module, name = READERS[asked["reader"]]
    read = getattr(import_module(f"ontmoet_research.exchange.{module}"), name)
    limit_process(asked["memory"], asked["seconds"])
    lines = _Lines(answer_to)
    tell_progress_to(lines.tell)
    with answer_to:
        try:
            read(sys.stdin.buffer, lines.put, **asked["options"])
            lines.line(["end", {}])
        except Unreadable as refusal:
            lines.line(["refused", {"key": refusal.key, "values": refusal.values}])
        except (MemoryError, RecursionError):
            lines.line(["refused", {"key": "intake.refused.too_heavy", "values": {}}])


class _Lines:
    def __init__(self, answer_to: IO[bytes]) -> None:
        self._answer_to, self._last = answer_to, time.monotonic()

    def put(self, part: Part) -> None:
        self.line(as_line(part))

    def line(self, told: list[Any]) -> None:
        self._answer_to.write(json.dumps(told, separators=(",", ":")).encode() + b"\n")

    def tell(self, done: int, total: int) -> None:
        """How far it is, now and then; what waits goes along."""
        now = time.monotonic()
        if now - self._last >= PACE:
            self._last = now
            self.line(["done", {"done": done, "total": total}])
            self._answer_to.flush()
