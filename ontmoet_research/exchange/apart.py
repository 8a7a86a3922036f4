"""Read a file of another program in a process of its own, part by part, so that at worst it is not read.

The parts come as they are read, so that a project with a million labels is never in memory at once. The process is
stopped when it is silent for too long, takes too much memory, or when nobody wants more.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import ontmoet_research
from ontmoet_research.words import Refused

from .foreign import Part, from_line

__all__ = ["MEMORY_BYTES", "SILENT_SECONDS", "Progress", "read_parts"]

MEMORY_BYTES = 1_500_000_000  # above what Python itself takes
SILENT_SECONDS = 60.0
CPU_SECONDS = 1_800
LONGEST_LINE = 200_000_000  # bytes; the longest text as JSON
LIKE_A_NOTE = ("damaged", "doctype", "locked", "unpacks_too_big", "too_heavy")  # each has a sentence for a project
WAITING = 64  # parts that may wait for who takes them

Progress = Callable[[int, int], None]

# -P keeps the current folder out of the search path; the folder of the package goes last in it.
_START = (
    "import sys; sys.path.append(sys.argv.pop(1));from ontmoet_research.exchange.child import main; main(sys.argv[1])"
)
_Line = list[Any]
_GONE: _Line = ["gone", {}]


def read_parts(
    path: Path, reader: str, options: dict[str, Any] | None = None, progress: Progress | None = None
) -> Iterator[Part]:
    """The parts of a file, in the order they are read, with a reader of ``child.READERS``.

    ``progress`` is told how far it is (done, total), in the thread of the caller.
    Errors: ``Refused`` when the file can't be opened or read, or goes over a limit.
    """
    asked = {"reader": reader, "options": options or {}, "memory": MEMORY_BYTES, "seconds": CPU_SECONDS}
    try:
        file = path.open("rb")
    except OSError:
        raise Refused("exchange.load.cannot_open", file=path.name) from None
    with file, _Process(file, json.dumps(asked)) as process:
        for name, told in process.lines():
            if name == "done":
                if progress:
                    progress(told["done"], told["total"])
            elif name == "end":
                return
            elif name == "refused":
                raise Refused(_own_words(told["key"]), file=path.name, **told["values"])
            elif name in ("gone", "silent"):
                key = "exchange.load.damaged" if name == "gone" else "exchange.load.too_slow"
                raise Refused(key, file=path.name)
            else:
                yield _part(path, [name, told])


def _own_words(key: str) -> str:
    """What is said of a note that can't be read is no help for a whole project."""
    room, _, why = key.rpartition(".")
    if room != "intake.refused":
        return key
    return f"exchange.load.{why if why in LIKE_A_NOTE else 'damaged'}"


def _part(path: Path, line: _Line) -> Part:
    try:
        return from_line(line)
    except (KeyError, TypeError, ValueError):
        raise Refused("exchange.load.damaged", file=path.name) from None


class _Process:
    def __init__(self, file: IO[bytes], asked: str) -> None:
        folder = str(Path(ontmoet_research.__file__).parent.parent)
        self._said: queue.Queue[_Line] = queue.Queue(WAITING)
        self._stopped = threading.Event()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter; the file only goes in as bytes
            [sys.executable, "-P", "-c", _START, folder, asked],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a traceback could hold words of the text
        )
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def __enter__(self) -> _Process:
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._process.kill()
        self._process.wait()
        self._thread.join(SILENT_SECONDS)
        with suppress(OSError, ValueError):
            if self._process.stdout:
                self._process.stdout.close()

    def lines(self) -> Iterator[_Line]:
        """Lines as they come; the time that the caller takes does not count."""
        while True:
            try:
                line = self._said.get(timeout=SILENT_SECONDS)
            except queue.Empty:
                line = ["silent", {}]
            yield line
            if line[0] in ("gone", "silent"):
                return

    def _listen(self) -> None:
        with suppress(OSError, ValueError, TypeError):
            assert self._process.stdout is not None  # noqa: S101 - asked for above
            while line := self._process.stdout.readline(LONGEST_LINE):
                name, told = json.loads(line)
                self._put([str(name), told])
        self._put(_GONE)

    def _put(self, line: _Line) -> None:
        while not self._stopped.is_set():
            with suppress(queue.Full):
                self._said.put(line, timeout=0.2)
                return
