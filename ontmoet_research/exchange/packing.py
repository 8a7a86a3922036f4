"""The box of a bundle: a zip of JSON lines, one member a table, with a manifest; and unpacking one nobody may trust.

The box ends with a SHA-256 over all of itself (as the comment of the zip), so a flipped bit is found wherever it is.
The manifest holds a SHA-256 of each member; all are checked before a single row is used. Members are read by name, one
line at a time, within limits; nothing is ever unpacked to disk.
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ontmoet_research.words import Refused

MANIFEST = "manifest.json"
SUFFIX = ".jsonl"
MAX_BYTES = 512 * 2**20  # of a bundle as it is sent
MAX_UNPACKED = 4 * 2**30  # of all members together
MAX_MEMBERS = 100
MAX_RATIO = 100  # rows hold ids and hashes that hardly shrink, so a real member stays under 20
MAX_LINE = 64 * 2**20
MAX_MANIFEST = 2**20
_SEAL = b"sha256:"
_END = b"PK\x05\x06"
# All that a zip or a manifest that somebody tampered with makes the standard library say.
_PROBLEMS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError),
    *(ValueError, TypeError, KeyError, AttributeError),
)


@dataclass(frozen=True)
class Member:
    """What the manifest says about one member."""

    rows: int
    size: int
    sha256: str


def pack(tables: Iterable[tuple[str, Iterable[Mapping[str, Any]]]], facts: Mapping[str, Any]) -> bytes:
    """A box with these rows, one member a table, and ``facts`` in its manifest beside the list of members."""
    into = io.BytesIO()
    members: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as box:
        for name, rows in tables:
            digest, count, size = hashlib.sha256(), 0, 0
            with box.open(_info(name + SUFFIX), "w", force_zip64=True) as member:
                for row in rows:
                    line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"
                    member.write(line)
                    digest.update(line)
                    count, size = count + 1, size + len(line)
            members[name + SUFFIX] = {"rows": count, "size": size, "sha256": digest.hexdigest()}
        manifest = json.dumps({**facts, "members": members}, ensure_ascii=False, indent=1)
        box.writestr(_info(MANIFEST), manifest.encode("utf-8"))
        box.comment = _SEAL + b"0" * 64
    content = into.getvalue()
    whole = content[:-64]
    return whole + hashlib.sha256(whole).hexdigest().encode("ascii")


class Box:
    """A box whose seal and limits were checked; ``facts`` is its manifest. Check its members before reading lines.

    Errors: ``Refused`` when it is no box of this kit, is damaged, or asks for more than any real one does.
    """

    def __init__(self, content: bytes) -> None:
        if len(content) > MAX_BYTES:
            raise Refused("exchange.too_large")
        if not content.startswith(b"PK\x03\x04"):
            raise Refused("exchange.no_bundle")
        _check_seal(content)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self.facts, self.members = self._manifest()
        except _PROBLEMS as problem:
            raise Refused("exchange.damaged") from problem

    def check(self, known: Iterable[str]) -> None:
        """Read all members through. Errors: ``Refused`` when one is unknown, or is not what the manifest says."""
        names = self._zip.namelist()
        if set(names) - {MANIFEST, *(name + SUFFIX for name in known)}:  # no path, no other file, no unknown table
            raise Refused("exchange.strange")
        if set(self.members) != set(names) - {MANIFEST}:
            raise Refused("exchange.damaged")
        try:
            for name, member in self.members.items():
                self._check(name, member)
        except _PROBLEMS as problem:
            raise Refused("exchange.damaged") from problem

    def lines(self, table: str) -> Iterator[Any]:
        """The rows of a table as they were written, read one by one; nothing when there is no such member.

        Errors: ``Refused`` for a line that is no JSON.
        """
        if table + SUFFIX not in self.members:
            return
        with self._zip.open(table + SUFFIX) as member:
            while line := member.readline(MAX_LINE):
                try:
                    yield json.loads(line)
                except (ValueError, RecursionError) as problem:
                    raise Refused("exchange.damaged") from problem

    def _manifest(self) -> tuple[dict[str, Any], dict[str, Member]]:
        infos = self._zip.infolist()
        names = {info.filename for info in infos}
        if len(infos) > MAX_MEMBERS or len(names) != len(infos) or MANIFEST not in names:
            raise Refused("exchange.damaged")
        if sum(info.file_size for info in infos) > MAX_UNPACKED or any(map(_blown_up, infos)):
            raise Refused("exchange.too_large")
        if self._zip.getinfo(MANIFEST).file_size > MAX_MANIFEST:
            raise Refused("exchange.too_large")
        facts = json.loads(self._zip.read(MANIFEST))
        told = facts.pop("members")
        return facts, {name: Member(**told[name]) for name in told}

    def _check(self, name: str, told: Member) -> None:
        if told.size != self._zip.getinfo(name).file_size:
            raise Refused("exchange.damaged")
        digest, rows, size = hashlib.sha256(), 0, 0
        with self._zip.open(name) as member:
            while some := member.read(2**20):
                digest.update(some)
                rows, size = rows + some.count(b"\n"), size + len(some)
        if (told.rows, told.size, told.sha256) != (rows, size, digest.hexdigest()):
            raise Refused("exchange.damaged")


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)  # without the time of this computer
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _check_seal(content: bytes) -> None:
    whole, seal = content[:-64], content[-64:]
    at = whole.rfind(_END)
    if at < 0 or whole[at + 22 :] != _SEAL or hashlib.sha256(whole).hexdigest().encode("ascii") != seal:
        raise Refused("exchange.damaged")


def _blown_up(info: zipfile.ZipInfo) -> bool:
    return info.file_size > 2**20 and info.file_size > MAX_RATIO * max(info.compress_size, 1)
