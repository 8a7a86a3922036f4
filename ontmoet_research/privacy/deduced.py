"""What the finder ``deduce`` sees in a note, if someone installed it: an extra pair of eyes for names and places.

It knows long lists of Dutch names, towns and institutions (``pip install deduce``; LGPL). It runs in a process of its
own, which gets a text on its standard input, gives spans on its standard output and ends: what that process writes to
a log (it logs what it does) is thrown away, and when it is slow, absent or falls over, the rest works without it.

The first time it makes its look-up lists, which takes a minute or two; that happens in the background, in a folder of
this user outside every project (``lists_folder``). Until they are there it is not asked, and ``state`` says so. The
lists hold no word of anyone's note.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from .names import Found

__all__ = ["ABSENT", "MAKING", "READY", "SECONDS", "lists_folder", "make_lists", "spans_of", "state"]

ABSENT, MAKING, READY = "absent", "making", "ready"
SECONDS = 90.0  # reading the lists takes 7 on a quiet computer and 1.1 GB of memory; a long note 1 or 2 more
# What the finder calls it -> what we do. Ages and dates of meetings point at nobody by themselves.
KINDS_OF = {
    "persoon": "name",
    "locatie": "place",
    "ziekenhuis": "organisation",
    "zorginstelling": "organisation",
    "instelling": "organisation",
    "telefoonnummer": "phone",
    "emailadres": "email",
    "url": "url",
    "bsn": "bsn",
    "id": "number",
}
_DONE = "klaar"
LEFT_BEHIND = 3600.0  # seconds
_WORKER = """
import json, os, sys
told = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
os.dup2(1, 2)
import logging
logging.disable(logging.CRITICAL)
from pathlib import Path
from deduce import Deduce
given = json.loads(sys.stdin.buffer.read())
finder = Deduce(cache_path=Path(given["lists"]))
if given["text"] is None:
    Path(given["lists"], "klaar").touch()
    found = []
else:
    found = [[int(a.start_char), int(a.end_char), str(a.tag)] for a in finder.deidentify(given["text"]).annotations]
os.write(told, json.dumps(found).encode())
"""
_making: dict[Path, subprocess.Popen[bytes]] = {}


def lists_folder() -> Path:
    """Where the look-up lists stand: in the kit's folder of this user, one folder per version of the finder."""
    from importlib.metadata import PackageNotFoundError, version

    from jupyter_core.paths import jupyter_data_dir

    try:
        number = version("deduce")
    except PackageNotFoundError:
        number = "geen"
    return Path(jupyter_data_dir()) / "ontmoet" / f"namenlijsten-{number}"


def state() -> str:
    """``absent`` when the finder is not installed, ``making`` while its lists are not there yet, or ``ready``.

    Where its memory is too much for a computer, ``ONTMOET_NAMES_HELPER=no`` in the environment makes it absent.
    """
    if os.environ.get("ONTMOET_NAMES_HELPER") == "no" or importlib.util.find_spec("deduce") is None:
        return ABSENT
    return READY if (lists_folder() / _DONE).exists() else MAKING


def make_lists(*, wait: float | None = None) -> None:
    """Begin to make the look-up lists, in the background; nothing happens when they are there or being made.

    ``wait`` is how many seconds to wait for it at most; None waits not at all. A folder that can't be written is no
    trouble: then the finder is simply never ready.
    """
    if state() != MAKING:
        return
    folder = lists_folder()
    running = _making.get(folder)
    if (running is None or running.poll() is not None) and _is_first(folder):
        with suppress(OSError):
            running = _making[folder] = _start()
            if running.stdin:
                running.stdin.write(json.dumps({"lists": str(folder), "text": None}).encode())
                running.stdin.close()
    if running and wait is not None:
        with suppress(subprocess.TimeoutExpired):
            running.wait(wait)


def _is_first(folder: Path) -> bool:
    """Whether no other program of this user makes these lists now; a sign that was left behind counts for an hour."""
    sign = folder / "bezig"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if sign.exists() and time.time() - sign.stat().st_mtime > LEFT_BEHIND:
            sign.unlink()
        sign.touch(exist_ok=False)
    except OSError:
        return False
    return True


def spans_of(text: str, *, seconds: float = SECONDS, worker: list[str] | None = None) -> list[Found] | None:
    """What the finder sees in a cleaned text; None when it is not ready, is too slow or falls over.

    ``worker`` is another command that speaks the same way: JSON ``{"lists": ..., "text": ...}`` in, a JSON list of
    ``[start, end, tag]`` in code points out.
    """
    if worker is None and state() != READY:
        return None
    given = json.dumps({"lists": str(lists_folder()), "text": text}).encode()
    try:
        running = _start(worker)
        answer, _ = running.communicate(given, timeout=seconds)
        told = json.loads(answer)
        return [one for each in told if (one := _as_found(each, len(text)))]
    except subprocess.TimeoutExpired:
        running.kill()
        running.communicate()
        return None
    except (OSError, ValueError, TypeError):  # it fell over, or said something else
        return None


def _start(worker: list[str] | None = None) -> subprocess.Popen[bytes]:
    # -P keeps the current folder out of the search path: a file deduce.py beside a notebook stays unread.
    return subprocess.Popen(  # noqa: S603 - our own interpreter; the text only goes in as JSON
        worker or [sys.executable, "-P", "-c", _WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )


def _as_found(told: object, length: int) -> Found | None:
    """One span; None for a kind that we leave alone, or for what is no span of this text."""
    match told:
        case [int(start), int(end), str(tag)] if 0 <= start < end <= length and tag in KINDS_OF:
            return Found(start, end, KINDS_OF[tag])
    return None
