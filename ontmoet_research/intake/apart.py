"""The other end of the throw-away process: start it, hand it a file, wait for its answer, stop it when it hangs.

One process reads many files, one after another. What it says comes over pipes and is read by threads, so that neither
side ever waits for the other; the answer, and how far it is, is given in the thread of the caller.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import ontmoet_research
from ontmoet_research.intake.readers import Notice, ReadText, SaidTurn, Unreadable

__all__ = ["FILE_SECONDS", "MEMORY_BYTES", "WALL_SECONDS", "Apart"]

MEMORY_BYTES = 1_000_000_000  # above what Python itself takes; the longest text allowed needs about half
WALL_SECONDS = 45.0  # without a sign of life
FILE_SECONDS = 300.0  # for one file, however much it gets on
CPU_SECONDS = 3_600  # a second lock on a whole folder, for when this process ends before its child does

# The package may be imported from a folder that a new process does not know (a notebook beside it, a test).
# Its parent goes last in the search path, and -P keeps the current folder out of it: a file docx.py there
# stays unread.
_START = (
    "import sys; sys.path.append(sys.argv.pop(1));"
    "from ontmoet_research.intake.readers.__main__ import main; main(int(sys.argv[1]), int(sys.argv[2]))"
)
_GONE: dict[str, Any] = {}


class Apart:
    """Reads files in a process of its own. Use it with ``with``: at the end the process is gone."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        self._idle = True  # whether it answered, and waits for the next file

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def read(
        self,
        suffix: str,
        data: bytes,
        *,
        form: bool = False,
        columns: Sequence[str] = (),
        progress: Callable[[int, int], None] | None = None,
    ) -> ReadText | Unreadable:
        """What the reader for this suffix made of a file; a refusal when it fell over or took too long.

        ``columns``: of a table, those that hold what people said.
        """
        process = self._running()
        asked = {"suffix": suffix, "size": len(data), "form": form, "columns": list(columns)}
        told = json.dumps(asked).encode()
        assert process.stdin is not None  # noqa: S101 - asked for in _start
        feeding = threading.Thread(target=_feed, args=(process.stdin, told + b"\n" + data), daemon=True)
        feeding.start()
        answer = self._answer(progress)
        if not self._idle:  # it hangs or fell over
            self._stop()
        feeding.join()
        return answer

    def _answer(self, progress: Callable[[int, int], None] | None) -> ReadText | Unreadable:
        self._idle = False
        last = time.monotonic() + FILE_SECONDS
        while time.monotonic() < last:
            try:
                said = self._said.get(timeout=max(0.0, min(WALL_SECONDS, last - time.monotonic())))
            except queue.Empty:
                break
            if said is _GONE:
                return Unreadable("intake.refused.damaged")
            if "done" in said:
                if progress:
                    progress(said["done"], said["total"])
                continue
            self._idle = True
            return _as_answer(said)
        return Unreadable("intake.refused.too_slow")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            package_folder = str(Path(ontmoet_research.__file__).parent.parent)
            self._said = queue.Queue()
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter; the files only go in as bytes
                [sys.executable, "-P", "-c", _START, package_folder, str(MEMORY_BYTES), str(CPU_SECONDS)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a traceback could hold words of the text
            )
            threading.Thread(target=_listen, args=(self._process.stdout, self._said), daemon=True).start()
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError, ValueError):
                    if pipe is not None:
                        pipe.close()


def _feed(pipe: IO[bytes], content: bytes) -> None:
    with suppress(OSError, ValueError):  # the process fell over; who waits for the answer hears it
        pipe.write(content)
        pipe.flush()


def _listen(pipe: IO[bytes] | None, said: queue.Queue[dict[str, Any]]) -> None:
    with suppress(OSError, ValueError):
        for line in pipe or ():
            told = json.loads(line)
            if not isinstance(told, dict):
                break
            said.put(told)
    said.put(_GONE)


def _as_answer(said: dict[str, Any]) -> ReadText | Unreadable:
    if "refused" in said:
        return Unreadable(said["refused"]["key"], **said["refused"]["values"])
    read = dict(said["read"])
    notices = tuple(Notice(**notice) for notice in read.pop("notices"))
    turns = tuple(SaidTurn(**turn) for turn in read.pop("turns"))
    columns, proposed = tuple(read.pop("columns")), tuple(read.pop("proposed"))
    return ReadText(notices=notices, turns=turns, columns=columns, proposed=proposed, **read)
