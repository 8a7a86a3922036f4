"""The throw-away process: bytes of files come in on stdin, what a reader made of them goes out as JSON.

Started by ``reading.py`` with limits on memory and processor time. It gets no path, may write no file, and ends when
it goes over a limit; the operating system sees to that where it can (not on Windows).
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from ontmoet_research.intake.readers import Unreadable, read_bytes

__all__ = ["main"]


def main(memory_bytes: int, cpu_seconds: int) -> None:
    """Answer what comes in on stdin: a line of JSON with suffix and size of each file, then the files themselves.

    The answer goes to stdout: a JSON list with for each file a ReadText or a refusal.
    """
    answer_to = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # a library that prints must not break the answer
    _limit(memory_bytes, cpu_seconds)
    files = json.loads(sys.stdin.buffer.readline())
    answers = [_answer(suffix, size) for suffix, size in files]
    with answer_to:
        answer_to.write(json.dumps(answers).encode())


def _answer(suffix: str, size: int) -> dict[str, object]:
    try:
        return {"read": asdict(read_bytes(suffix, sys.stdin.buffer.read(size)))}
    except Unreadable as refusal:
        return {"refused": {"key": refusal.key, "values": refusal.values}}
    except MemoryError:
        return {"refused": {"key": "intake.refused.too_heavy", "values": {}}}


def _limit(memory_bytes: int, cpu_seconds: int) -> None:
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
