"""The box a project comes in: a zip that nobody checked. Only members that are asked for by name are read, within
limits.

Nothing is unpacked to disk, and no path in the file is ever opened outside the zip. Names are found whatever their
case, as ``Sources/`` and ``sources/`` both occur.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import PurePosixPath
from typing import IO
from urllib.parse import unquote

from ontmoet_research.intake.readers import Unreadable

__all__ = ["MAX_PROJECT_BYTES", "MAX_TEXT_BYTES", "Container", "NoSuchMember"]

MAX_MEMBERS = 50_000
MAX_PROJECT_BYTES = 2**31 - 1  # the limit of the standard
MAX_TEXT_BYTES = 20_000_000  # of one note, as elsewhere in the kit
MAX_LOOKED_AT = 300_000_000  # bytes of texts, to see what signs there are
MAX_RATIO, RATIO_FROM = 400, 20_000_000  # GUIDs hardly shrink; a bomb does
SCHEMES = ("absolute://", "external://", "file:", "http:", "https:")
_ENCRYPTED = 0x1
_PROBLEMS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError)


class NoSuchMember(Exception):  # noqa: N818 - an answer about one file, not an error of the program
    """A file that the project names is not in the box; ``why`` is ``outside`` when it may lie elsewhere."""

    def __init__(self, why: str = "missing") -> None:
        super().__init__(why)
        self.why = why


class Container:
    """A ``.qdpx``, or a bare ``.qde``. Errors: ``Unreadable`` when it is neither, is damaged, or goes over a limit."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._zip = file, None
        start = file.read(4)
        file.seek(0)
        if not start.startswith(b"PK"):
            if not start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00").startswith(b"<"):
                raise Unreadable("exchange.load.not_refi")
            self.project_name = ""
            return
        self._zip = _opened(file)
        self._members = {one.filename.replace("\\", "/"): one for one in self._zip.infolist() if _is_file(one)}
        self._folded: dict[str, list[str]] = {}
        for name in self._members:
            self._folded.setdefault(_folded(name), []).append(name)
        self.project_name = self._project_file()
        self._folder = str(PurePosixPath(self.project_name).parent)

    @property
    def project_size(self) -> int:
        """How many bytes the project itself says it has; 0 for a bare one."""
        return self._members[self.project_name].file_size if self._zip else 0

    def texts(self) -> Iterator[bytes]:
        """All files of plain text in the box that can be read, until ``MAX_LOOKED_AT`` bytes of them."""
        names = [name for name in self._members if name.casefold().endswith(".txt")] if self._zip else []
        looked_at = 0
        for name in names:
            with suppress(Unreadable):
                data = self._read(name)
                yield data
                looked_at += len(data)
            if looked_at > MAX_LOOKED_AT:
                return

    def open_project(self) -> AbstractContextManager[IO[bytes]]:
        """The project itself, from its first byte; a box that was given stays open."""
        if self._zip is None:
            self._file.seek(0)
            return nullcontext(self._file)
        info = self._members[self.project_name]
        if info.file_size > MAX_PROJECT_BYTES or (
            info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(1, info.compress_size)
        ):
            raise Unreadable("intake.refused.unpacks_too_big")
        try:
            return self._zip.open(info)
        except _PROBLEMS:
            raise Unreadable("intake.refused.damaged") from None

    def member(self, path: str) -> bytes:
        """A file inside the box, by the path the project gives. Errors: ``NoSuchMember``, ``Unreadable`` when
        damaged."""
        if self._zip is None:
            raise NoSuchMember
        return self._read(self._found(path))

    def _read(self, name: str) -> bytes:
        assert self._zip is not None  # noqa: S101 - its callers looked
        try:
            with self._zip.open(self._members[name]) as file:
                data = file.read(MAX_TEXT_BYTES + 1)  # counted while unpacking: a zip can lie
        except _PROBLEMS:
            raise Unreadable("intake.refused.damaged") from None
        if len(data) > MAX_TEXT_BYTES:
            raise Unreadable("intake.refused.unpacks_too_big")
        return data

    def _found(self, path: str) -> str:
        """The member that a path means. One outside the box, or that climbs out of its folder, is none."""
        told = path.strip().replace("\\", "/")
        lower = told.casefold()
        where = "missing"
        if lower.startswith(SCHEMES) or (len(told) > 1 and told[1] == ":"):
            raise NoSuchMember("outside")
        if lower.startswith(("internal:", "relative:")):  # some say relative of a file that is in the box
            where = "missing" if lower[0] == "i" else "outside"
            told = told.partition(":")[2].lstrip("/")
        elif told.startswith("/"):
            raise NoSuchMember("outside")
        if ".." in told.split("/"):
            raise NoSuchMember("outside")
        for name in dict.fromkeys((told, unquote(told))):
            for folder in ("sources/", ""):
                whole = name if self._folder == "." else f"{self._folder}/{name}"
                wanted = f"{folder}{name}" if self._folder == "." else f"{self._folder}/{folder}{name}"
                for try_ in (wanted, whole):
                    if try_ in self._members:
                        return try_
                    if len(ones := self._folded.get(_folded(try_), [])) == 1:
                        return ones[0]
        raise NoSuchMember(where)

    def _project_file(self) -> str:
        found = [name for name in self._members if name.casefold().endswith(".qde")]
        at_root = [name for name in found if "/" not in name]
        if len(at_root or found) > 1:
            raise Unreadable("exchange.load.two_projects")
        if not found:
            raise Unreadable("exchange.load.no_project")
        return (at_root or found)[0]


def _opened(file: IO[bytes]) -> zipfile.ZipFile:
    try:
        opened = zipfile.ZipFile(file)
    except _PROBLEMS:
        raise Unreadable("intake.refused.damaged") from None
    members = opened.infolist()
    if len(members) > MAX_MEMBERS:
        raise Unreadable("intake.refused.unpacks_too_big")
    if any(one.flag_bits & _ENCRYPTED for one in members):
        raise Unreadable("intake.refused.locked")
    if any(n > 1 for n in Counter(one.filename for one in members).values()):
        raise Unreadable("intake.refused.damaged")
    return opened


def _folded(name: str) -> str:
    """A name as it is compared: programs differ in case, and in braces around a GUID."""
    return name.casefold().translate({ord("{"): None, ord("}"): None})


def _is_file(member: zipfile.ZipInfo) -> bool:
    """Whether this is a file of the project: no folder, no link, nothing that a Mac put beside it."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    beside = "__MACOSX" in path.parts or path.name.startswith("._")
    return not (member.is_dir() or stat.S_ISLNK(member.external_attr >> 16) or beside or ".." in path.parts)
