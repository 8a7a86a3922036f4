"""A ``.qdpx`` of another program, part by part. What the kit can't keep is told with its name and number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import IO

from ontmoet_research.exchange.foreign import Case, Head, Lost, Memo, Part, Person, ReadAs, Value
from ontmoet_research.intake.readers import Unreadable

from .container import Container
from .events import Attributes, Handlers, read_xml
from .positions import Reading, decide
from .read_labels import LabelElements
from .read_sources import Sources
from .samples import look_through
from .told import key_of

__all__ = ["read_project"]

Emit = Callable[[Part], None]
ORDER = ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description")
VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")
# Parts of the standard that need nothing here, or are told of elsewhere.
QUIET = {"Codes", "Vertex", "Edge"}


def read_project(file: IO[bytes], emit: Emit, reading: str | None = None) -> None:
    """Hand all parts of a project to ``emit``; ``reading`` is how a person said that positions were counted.

    Errors: ``Unreadable``.
    """
    box = Container(file)
    survey = look_through(box, only_top=bool(reading))
    if survey.root != "Project":
        raise Unreadable("exchange.load.is_codebook" if survey.root == "CodeBook" else "exchange.load.not_refi")
    best, told = decide(survey.samples, survey.origin)
    if reading:
        with suppress(ValueError):
            best, told = Reading.of(reading), ReadAs(reading, 0, 0, 0, False)
    reader = _Project(box, emit, best)
    with box.open_project() as project:
        passed = read_xml(project, reader.handlers, box.project_size)
    reader.finish(passed)
    if survey.samples or reading:
        emit(told)


class _Project:
    """Makes parts of what passes."""

    def __init__(self, box: Container, emit: Emit, reading: Reading) -> None:
        self._emit = emit
        self._labels = LabelElements(emit)
        self._variables: dict[str, str] = {}
        self._case: Case | None = None
        self._value: list[str] | None = None  # variable and what it says
        self._refs: dict[str, list[tuple[str, str]]] = {}  # note -> what it is about
        self._links: list[tuple[str, str]] = []
        self._last_part = -1
        self._odd: Counter[str] = Counter()
        self._inside: list[str] = []
        self._sources = Sources(box, emit, reading, self._inside, self._refer, self._stray_code_ref)
        self.handlers = Handlers(self._starts(), self._ends(), self._words(), self._other, self._inside)

    def _starts(self) -> dict[str, Callable[[Attributes], None]]:
        return {
            **{name: partial(self._part, place) for place, name in enumerate(ORDER)},
            **self._labels.starts,
            **self._sources.starts,
            "Project": self._project,
            "User": self._user,
            "Variable": self._variable,
            "VariableValue": self._begin_value,
            "VariableRef": self._variable_ref,
            "Case": self._begin_case,
            "SourceRef": self._source_ref,
            "SelectionRef": self._selection_ref,
            "Link": self._link,
            "Graph": self._graph,
            "NoteRef": self._note_ref,
        }

    def _ends(self) -> dict[str, Callable[[], None]]:
        own = {"VariableValue": self._finish_value, "Case": self._finish_case}
        return {**self._labels.ends, **self._sources.ends, **own}

    def _words(self) -> dict[str, Callable[[str], None]]:
        own = {"Description": self._described, **dict.fromkeys(VALUES, self._said)}
        return {**self._sources.words, **own}

    def _part(self, place: int, _attributes: Attributes) -> None:
        """A part of the whole begins; the standard says in which order they come."""
        if len(self._inside) == 2:
            self._odd["order"] += place < self._last_part
            self._last_part = max(place, self._last_part)

    def _other(self, name: str) -> None:
        if name not in QUIET:
            self._odd[name] += 1

    def finish(self, passed: Counter[str]) -> None:
        """Hand over what only the whole project tells: notes, with what they are about."""
        notes = self._sources.notes
        for origin, target in self._links:
            if origin in notes or target in notes:
                note, about = (origin, target) if origin in notes else (target, origin)
                self._refs.setdefault(note, []).append(("any", about))
            else:
                self._emit(Lost("link"))
        for key, told in notes.items():
            places = list(dict.fromkeys(self._refs.pop(key, [("", "")])))
            for kind, what in places:
                own = key if len(places) == 1 else f"{key}:{what}"
                self._emit(Memo(own, told.text, told.person, kind, what, told.told))
        for _ in self._refs:
            self._emit(Lost("dangling_note"))
        for name, count in (self._odd + passed).items():
            self._emit(Lost("order" if name == "order" else "unknown_part", "" if name == "order" else name, count))

    def _refer(self, note: str, kind: str, about: str) -> None:
        self._refs.setdefault(note, []).append((kind, about))

    def _project(self, attributes: Attributes) -> None:
        key = key_of(attributes.get("guid"))
        self._emit(Head(attributes.get("name", ""), attributes.get("origin", ""), key))

    def _user(self, attributes: Attributes) -> None:
        name = attributes.get("name", "").strip() or attributes.get("id", "").strip()
        self._emit(Person(key_of(attributes.get("guid")), name))

    def _variable(self, attributes: Attributes) -> None:
        self._variables[key_of(attributes.get("guid"))] = attributes.get("name", "").strip()

    def _begin_value(self, _attributes: Attributes) -> None:
        self._value = ["", ""]

    def _variable_ref(self, attributes: Attributes) -> None:
        if self._value is not None:
            key = key_of(attributes.get("targetGUID"))
            self._value[0] = self._variables.get(key, key)

    def _said(self, text: str) -> None:
        if self._value is not None:
            self._value[1] = text.strip()

    def _finish_value(self) -> None:
        if self._value and all(self._value):
            kind, about = ("case", self._case.key) if self._case else ("text", self._sources.owner)
            self._emit(Value(kind, about, *self._value))
        self._value = None

    def _begin_case(self, attributes: Attributes) -> None:
        self._case = Case(key_of(attributes.get("guid")), attributes.get("name", "").strip())

    def _source_ref(self, attributes: Attributes) -> None:
        if self._case:
            self._case.texts.append(key_of(attributes.get("targetGUID")))

    def _selection_ref(self, attributes: Attributes) -> None:
        if self._case:
            self._case.pieces.append(key_of(attributes.get("targetGUID")))

    def _finish_case(self) -> None:
        if self._case:
            self._emit(self._case)
        self._case = None

    def _link(self, attributes: Attributes) -> None:
        self._links.append((key_of(attributes.get("originGUID")), key_of(attributes.get("targetGUID"))))

    def _graph(self, attributes: Attributes) -> None:
        self._emit(Lost("graph", attributes.get("name", "")))

    def _note_ref(self, attributes: Attributes) -> None:
        note, above = key_of(attributes.get("targetGUID")), self._inside[-2]
        if above == "Code":
            self._refer(note, "label", self._labels.key)
        elif above == "Project":
            self._refer(note, "project", "")
        elif not self._sources.note_ref(note):
            self._refer(note, "any", "")

    def _stray_code_ref(self) -> None:
        if not self._case:  # the words of a case are marked with its own label too
            self._odd["CodeRef"] += 1

    def _described(self, text: str) -> None:
        above = self._inside[-1] if self._inside else ""
        if self._labels.described(above, text):
            return
        if above == "Project" and text.strip():
            self._emit(Memo("project#description", text, kind="project"))
        elif above in ("Case", "Variable") and text.strip():
            self._emit(Lost("described", above))
        else:
            self._sources.described(above, text)
