"""The throw-away process: bytes of files come in on stdin, what a reader made of each goes out as a line of JSON.

Started by ``apart.py`` with limits on memory and processor time. It gets no path, may write no file, and ends when
it goes over a limit; the operating system sees to that where it can (not on Windows).
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from ontmoet_research.intake.readers import Unreadable, read_bytes, tell_progress_to

__all__ = ["limit_process", "main"]

_PACE = 0.1  # seconds between two signs of life, at least


def main(memory_bytes: int, cpu_seconds: int) -> None:
    """Answer what comes in on stdin, until that ends: a line of JSON with suffix and size, then the file itself.

    Each answer is a line of JSON on stdout: a ReadText or a refusal; before it come lines that tell how far it is.
    """
    answer_to = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # a library that prints must not break the answer
    limit_process(memory_bytes, cpu_seconds)
    tell_progress_to(_Signs(answer_to).tell)
    with answer_to:
        while line := sys.stdin.buffer.readline():
            _put(answer_to, _answer(json.loads(line)))


class _Signs:
    """Tells how far a file is, now and then."""

    def __init__(self, answer_to: IO[bytes]) -> None:
        self._answer_to = answer_to
        self._last = 0.0

    def tell(self, done: int, total: int) -> None:
        """Take this along, unless something was told a moment ago."""
        now = time.monotonic()
        if now - self._last >= _PACE:
            self._last = now
            _put(self._answer_to, {"done": done, "total": total})


def _put(answer_to: IO[bytes], told: dict[str, object]) -> None:
    answer_to.write(json.dumps(told).encode() + b"\n")
    answer_to.flush()


def _answer(asked: dict[str, Any]) -> dict[str, object]:
    data = sys.stdin.buffer.read(int(str(asked["size"])))
    try:
        told = read_bytes(str(asked["suffix"]), data, form=bool(asked["form"]), columns=asked["columns"])
        return {"read": asdict(told)}
    except Unreadable as refusal:
        return {"refused": {"key": refusal.key, "values": refusal.values}}
    except MemoryError:
        return {"refused": {"key": "intake.refused.too_heavy", "values": {}}}


def limit_process(memory_bytes: int, cpu_seconds: int) -> None:
    """From now on this process may use that much more memory and that much time, and write no file."""
    try:
        import resource
    except ImportError:  # Windows: size and time limits remain
        return
    limits = {resource.RLIMIT_CPU: cpu_seconds, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}
    if in_use := _memory_in_use():
        limits[resource.RLIMIT_AS] = in_use + memory_bytes
    for kind, most in limits.items():
        with suppress(ValueError, OSError):  # a lower limit is set already, or this system has no such limit
            resource.setrlimit(kind, (most, most))


def _memory_in_use() -> int:
    """Address space that Python and the libraries take here; 0 where that can't be known."""
    with suppress(OSError, ValueError):
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
