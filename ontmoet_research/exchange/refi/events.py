"""XML that nobody checked, as it passes: every DOCTYPE refused, no depth or length without end, nothing fetched.

Elements of another namespace than that of the root are passed over and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import IO
from xml.parsers import expat

from ontmoet_research.intake.readers import Unreadable, progress

__all__ = ["Stop", "read_xml"]

MAX_DEPTH = 200
MAX_TEXT = 20_000_000  # characters of one element
MAX_ATTRIBUTE = 1_000_000
MAX_BYTES = 2**31 - 1
CHUNK = 1 << 18
KNOWN = "urn:qda-xml:"  # how the namespaces that occur begin, in lower case

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str, str], None]


class Stop(Exception):  # noqa: N818 - how a reader says that it has seen enough
    """Enough was seen."""


def read_xml(file: IO[bytes], start: Start, end: End, size: int = 0) -> Counter[str]:
    """Call ``start(name, attributes)`` and ``end(name, text)`` for each element; give what was passed over, by name.

    ``size`` is how many bytes are expected, to tell how far it is. A handler ends the reading with :class:`Stop`.
    Errors: ``Unreadable`` for a DOCTYPE, damage, an unknown namespace, and what is too deep or too long.
    """
    reader = _Reader(start, end)
    done = 0
    try:
        while chunk := file.read(CHUNK):
            done += len(chunk)
            if done > MAX_BYTES:
                raise Unreadable("intake.refused.unpacks_too_big")
            reader.parser.Parse(chunk, False)
            progress(done, max(size, done))
        reader.parser.Parse(b"", True)
    except Stop:
        pass
    except Unreadable:
        raise
    except (expat.ExpatError, ValueError, LookupError, EOFError, OSError, RuntimeError):
        raise Unreadable("intake.refused.damaged") from None
    except Exception as problem:  # zlib and zipfile raise errors of their own for a file that was cut off
        if type(problem).__module__ in ("zlib", "zipfile"):
            raise Unreadable("intake.refused.damaged") from None
        raise
    return reader.passed


class _Reader:
    """Keeps count of depth and text, and hands elements on under their own name."""

    def __init__(self, start: Start, end: End) -> None:
        self.passed: Counter[str] = Counter()
        self._start, self._end = start, end
        self._names: dict[str, str | None] = {}
        self._namespace: str | None = None
        self._depth = self._foreign = self._length = 0
        self._text: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator="\x1f")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self.parser.StartElementHandler = self._opened
        self.parser.EndElementHandler = self._closed
        self.parser.CharacterDataHandler = self._said

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Unreadable("intake.refused.damaged")
        own = self._names[name] if name in self._names else self._own(name)
        if self._foreign or own is None:
            self._foreign += 1
            if self._foreign == 1:
                self.passed[name.rpartition("\x1f")[2]] += 1
            return
        if self._text:
            self._text, self._length = [], 0
        if attributes and max(map(len, attributes.values())) > MAX_ATTRIBUTE:
            raise Unreadable("intake.refused.too_heavy")
        self._start(own, attributes)

    def _closed(self, name: str) -> None:
        self._depth -= 1
        if self._foreign:
            self._foreign -= 1
            return
        own = self._names[name]
        assert own is not None  # noqa: S101 - it was opened
        text = ""
        if self._text:
            text, self._text, self._length = "".join(self._text), [], 0
        self._end(own, text)

    def _said(self, words: str) -> None:
        self._length += len(words)
        if self._length > MAX_TEXT:
            raise Unreadable("intake.refused.too_heavy")
        if not self._foreign:
            self._text.append(words)

    def _own(self, name: str) -> str | None:
        """The name without its namespace; None for an element of another one."""
        namespace, _, local = name.rpartition("\x1f")
        if self._namespace is None:
            if namespace and not namespace.casefold().startswith(KNOWN):
                raise Unreadable("exchange.load.not_refi")
            self._namespace = namespace
        self._names[name] = local if namespace == self._namespace else None
        return self._names[name]


def _refuse_doctype(*_: object) -> None:
    raise Unreadable("intake.refused.doctype")
