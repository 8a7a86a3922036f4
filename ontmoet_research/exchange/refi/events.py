"""XML that nobody checked, as it passes: every DOCTYPE refused, no depth or length without end, nothing fetched.

Elements of another namespace than that of the root are passed over and counted. A project can hold a million labels on
words, so a known element costs one look-up and one call; words are only kept of elements whose words are wanted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import IO
from xml.parsers import expat

from ontmoet_research.intake.readers import Unreadable, progress

__all__ = ["Attributes", "Handlers", "Stop", "read_xml"]

MAX_DEPTH = 200
MAX_TEXT = 20_000_000  # characters of one element
MAX_TAG = 4_000_000  # bytes of one tag with its attributes
MAX_BYTES = 2**31 - 1
CHUNK = 1 << 18
KNOWN = "urn:qda-xml:"  # how the namespaces that occur begin, in lower case

Attributes = Mapping[str, str]
_Known = tuple[str, Callable[[Attributes], None]]  # the name of an element, and what is called at its start


class Stop(Exception):  # noqa: N818 - how a reader says that it has seen enough
    """Enough was seen."""


@dataclass
class Handlers:
    """What is called for elements, by name: at their start with their attributes, at their end, and for those whose
    words are wanted, at the end with their words.

    ``inside`` is what is open: at its start an element is the last of it, at its end no longer. ``other`` is called
    with the name of an element that has no handler at all. A handler ends the reading with :class:`Stop`.
    """

    starts: Mapping[str, Callable[[Attributes], None]] = field(default_factory=dict)
    ends: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    words: Mapping[str, Callable[[str], None]] = field(default_factory=dict)
    other: Callable[[str], None] = lambda _name: None
    inside: list[str] = field(default_factory=list)


def read_xml(file: IO[bytes], handlers: Handlers, size: int = 0) -> Counter[str]:
    """Call the handlers for each element; give what was passed over, by name.

    ``size`` is how many bytes are expected, to tell how far it is.
    Errors: ``Unreadable`` for a DOCTYPE, damage, an unknown namespace, and what is too deep or too long.
    """
    reader = _Reader(handlers)
    done = 0
    try:
        while chunk := file.read(CHUNK):
            done += len(chunk)
            if done > MAX_BYTES:
                raise Unreadable("intake.refused.unpacks_too_big")
            reader.parser.Parse(chunk, False)
            if done - reader.parser.CurrentByteIndex > MAX_TAG:
                raise Unreadable("intake.refused.too_heavy")
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
    """Keeps count of depth and length, and hands elements on under their own name."""

    def __init__(self, handlers: Handlers) -> None:
        self.passed: Counter[str] = Counter()
        self._handlers, self._inside = handlers, handlers.inside
        self._ends: dict[str, Callable[[], None]] = {
            **handlers.ends,
            **{name: partial(self._heard, name) for name in handlers.words},
        }
        self._known: dict[str, _Known] = {}  # by name with namespace
        self._namespace: str | None = None
        self._foreign = self._length = 0
        self._said: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator="\x1f")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self._on_start, self._on_end = self._handlers_of_elements()
        self._listen_to_elements()

    def _listen_to_elements(self) -> None:
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._on_start, self._on_end

    def _handlers_of_elements(self) -> tuple[Callable[[str, Attributes], None], Callable[[str], None]]:
        """What the parser calls for each element; as functions, since they run millions of times."""
        known, inside, ends, learn = self._known, self._inside, self._ends, self._learn
        push, pop, end_of, deepest = inside.append, inside.pop, ends.get, MAX_DEPTH

        def opened(name: str, attributes: Attributes) -> None:
            found = known.get(name) or learn(name)
            if found:
                push(found[0])
                if len(inside) > deepest:
                    raise Unreadable("intake.refused.damaged")
                found[1](attributes)

        def closed(_name: str) -> None:
            end = end_of(pop())
            if end:
                end()

        return opened, closed

    def _learn(self, name: str) -> _Known | None:
        """What to do at the start of elements of this name; nothing when they are of another namespace."""
        namespace, _, local = name.rpartition("\x1f")
        if self._namespace is None:
            if namespace and not namespace.casefold().startswith(KNOWN):
                raise Unreadable("exchange.load.not_refi")
            self._namespace = namespace
        if namespace != self._namespace:
            self.passed[local] += 1
            self._foreign = 1
            self.parser.StartElementHandler, self.parser.EndElementHandler = self._passed_over, self._passed
            return None
        self._known[name] = local, self._start_of(local)
        return self._known[name]

    def _start_of(self, local: str) -> Callable[[Attributes], None]:
        told = self._handlers
        start = told.starts.get(local, _nothing)
        if local in told.words:
            return partial(self._listen, start)
        if local not in told.starts and local not in told.ends:
            return lambda _attributes: told.other(local)
        return start

    def _listen(self, start: Callable[[Attributes], None], attributes: Attributes) -> None:
        self._said, self._length = [], 0
        self.parser.CharacterDataHandler = self._hear
        start(attributes)

    def _hear(self, words: str) -> None:
        self._length += len(words)
        if self._length > MAX_TEXT:
            raise Unreadable("intake.refused.too_heavy")
        if not self._foreign:
            self._said.append(words)

    def _heard(self, name: str) -> None:
        said, self._said = "".join(self._said), []
        self.parser.CharacterDataHandler = None
        self._handlers.words[name](said)

    def _passed_over(self, _name: str, _attributes: Attributes) -> None:
        self._foreign += 1
        if self._foreign > MAX_DEPTH:
            raise Unreadable("intake.refused.damaged")

    def _passed(self, _name: str) -> None:
        self._foreign -= 1
        if not self._foreign:
            self._listen_to_elements()


def _nothing(_attributes: Attributes) -> None:
    pass


def _refuse_doctype(*_: object) -> None:
    raise Unreadable("intake.refused.doctype")
