"""A ``.qdpx`` of another program, part by part. What the kit can't keep is told with its name and number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import IO

from ontmoet_research.exchange.foreign import Case, Head, Label, Lost, Memo, Part, Person, ReadAs, Set, Value
from ontmoet_research.intake.readers import Unreadable

from .container import Container
from .events import Stop, read_xml
from .positions import ENOUGH, Raw, Reading, Sample, decide
from .read_sources import TEXTS, Sources
from .texts import find_text
from .told import colour, is_guid, key_of, yes

__all__ = ["read_project"]

Attributes = Mapping[str, str]
Emit = Callable[[Part], None]
ORDER = ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description")
VALUES = {"TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue"}
# Parts of the standard that need nothing here, or are told of elsewhere.
QUIET = {"Users", "Variables", "Cases", "Sources", "Links", "Sets", "Graphs", "Codes", "CodeBook", "Notes"}
QUIET |= {"Vertex", "Edge", "SyncPoint", "PlainTextContent", "Description", "Project", *VALUES}


def read_project(file: IO[bytes], emit: Emit, reading: str | None = None) -> None:
    """Hand all parts of a project to ``emit``; ``reading`` is how a person said that positions were counted.

    Errors: ``Unreadable``.
    """
    box = Container(file)
    survey = _Survey(box)
    with box.open_project() as project:
        read_xml(project, survey.start, survey.end)
    if not survey.root:
        raise Unreadable("exchange.load.not_refi")
    if survey.root != "Project":
        raise Unreadable("exchange.load.is_codebook" if survey.root == "CodeBook" else "exchange.load.not_refi")
    best, told = decide(survey.samples, survey.origin)
    if reading:
        with suppress(ValueError):
            best, told = Reading.of(reading), ReadAs(reading, 0, 0, len(survey.samples), False)
    reader = _Project(box, emit, best)
    with box.open_project() as project:
        passed = read_xml(project, reader.start, reader.end, survey.size)
    reader.finish(passed)
    if survey.samples:
        emit(told)


class _Survey:
    """Looks at the first marked pieces, to find out how positions were counted."""

    def __init__(self, box: Container) -> None:
        self.root = self.origin = ""
        self.samples: list[Sample] = []
        self.size = 0
        self._box = box
        self._text: dict[str, str] = {}
        self._inline: str | None = None
        self._raw: Raw | None = None
        self._looked = False

    def start(self, name: str, attributes: Attributes) -> None:
        if not self.root:
            self.root, self.origin = name, attributes.get("origin", "")
        if name in TEXTS:
            self._text, self._inline, self._raw, self._looked = dict(attributes), None, None, False
        elif name == "PlainTextSelection":
            if not self._looked:
                found = find_text(self._box, self._text, self._inline)
                self._raw, self._looked = found.raw if found.counted else None, True
            with suppress(ValueError, KeyError):
                start, end = int(attributes["startPosition"]), int(attributes["endPosition"])
                if self._raw is not None and start <= end:
                    self.samples.append(Sample(self._raw, start, end, attributes.get("name", "")))
        if len(self.samples) >= ENOUGH:
            raise Stop

    def end(self, name: str, text: str) -> None:
        if name == "PlainTextContent":
            self._inline = text


class _Project:
    """Makes parts of what passes."""

    def __init__(self, box: Container, emit: Emit, reading: Reading) -> None:
        self._emit = emit
        self._sources = Sources(box, emit, reading, self._refer)
        self._codes: list[dict[str, str]] = []
        self._made = 0
        self._variables: dict[str, str] = {}
        self._case: Case | None = None
        self._set: Set | None = None
        self._value: list[str] | None = None  # variable and what it says
        self._refs: dict[str, list[tuple[str, str]]] = {}  # note -> what it is about
        self._links: list[tuple[str, str]] = []
        self._inside: list[str] = []
        self._last_part = -1
        self._odd: Counter[str] = Counter()

    def start(self, name: str, attributes: Attributes) -> None:
        self._inside.append(name)
        if self._sources.start(name, attributes):
            return
        handler = _STARTS.get(name)
        if handler:
            handler(self, attributes)
        elif name not in QUIET:
            self._odd[name] += 1
        if len(self._inside) == 2 and name in ORDER:
            place = ORDER.index(name)
            self._odd["order"] += place < self._last_part
            self._last_part = max(place, self._last_part)

    def end(self, name: str, text: str) -> None:
        self._inside.pop()
        if name == "Description" and self._inside:
            self._described(self._inside[-1], text)
        elif name in VALUES and self._value is not None:
            self._value[1] = text.strip()
        if name == "VariableValue":
            self._finish_value()
        elif name == "Code":
            self._finish_code()
        elif name == "Case" and self._case:
            self._emit(self._case)
            self._case = None
        elif name == "Set" and self._set:
            self._emit(self._set)
            self._set = None
        else:
            self._sources.end(name, text)

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

    def _code(self, attributes: Attributes) -> None:
        self._made += 1
        self._codes.append({**attributes, "order": str(self._made), "described": ""})

    def _finish_code(self) -> None:
        told = self._codes.pop()
        key = key_of(told.get("guid"))
        if not is_guid(key):
            self._emit(Lost("odd_key", told.get("name", "")))
        parent = key_of(self._codes[-1].get("guid")) if self._codes else ""
        shown = {"colour": colour(told.get("color", "")), "description": told["described"]}
        codable = yes(told.get("isCodable"))
        self._emit(Label(key, told.get("name", ""), parent, codable, order=int(told["order"]), **shown))

    def _variable(self, attributes: Attributes) -> None:
        self._variables[key_of(attributes.get("guid"))] = attributes.get("name", "").strip()

    def _begin_value(self, _attributes: Attributes) -> None:
        self._value = ["", ""]

    def _variable_ref(self, attributes: Attributes) -> None:
        if self._value is not None:
            key = key_of(attributes.get("targetGUID"))
            self._value[0] = self._variables.get(key, key)

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

    def _begin_set(self, attributes: Attributes) -> None:
        self._set = Set(key_of(attributes.get("guid")), attributes.get("name", "").strip())

    def _member_code(self, attributes: Attributes) -> None:
        if self._set:
            self._set.labels.append(key_of(attributes.get("targetGUID") or attributes.get("guid")))

    def _member_source(self, attributes: Attributes) -> None:
        if self._set:
            self._set.texts.append(key_of(attributes.get("targetGUID")))

    def _member_note(self, _attributes: Attributes) -> None:
        self._emit(Lost("note_in_set", self._set.name if self._set else ""))

    def _link(self, attributes: Attributes) -> None:
        self._links.append((key_of(attributes.get("originGUID")), key_of(attributes.get("targetGUID"))))

    def _graph(self, attributes: Attributes) -> None:
        self._emit(Lost("graph", attributes.get("name", "")))

    def _note_ref(self, attributes: Attributes) -> None:
        note = key_of(attributes.get("targetGUID"))
        above = self._inside[-2] if len(self._inside) > 1 else ""
        if above == "Code":
            self._refer(note, "label", key_of(self._codes[-1].get("guid")))
        elif above == "Project":
            self._refer(note, "project", "")
        else:
            self._refer(note, "any", "")

    def _code_ref(self, _attributes: Attributes) -> None:
        if self._case:  # the words of a case are marked with its own label too
            return
        self._odd["CodeRef"] += 1

    def _described(self, above: str, text: str) -> None:
        if above == "Code":
            self._codes[-1]["described"] = text
        elif above == "Set" and self._set:
            self._set = Set(self._set.key, self._set.name, text, self._set.labels, self._set.texts)
        elif above == "Project" and text.strip():
            self._emit(Memo("project#description", text, kind="project"))
        elif above in ("Case", "Variable") and text.strip():
            self._emit(Lost("described", above))
        else:
            self._sources.described(above, text)


_STARTS: dict[str, Callable[[_Project, Attributes], None]] = {
    "Project": _Project._project,
    "User": _Project._user,
    "Code": _Project._code,
    "Variable": _Project._variable,
    "VariableValue": _Project._begin_value,
    "VariableRef": _Project._variable_ref,
    "Case": _Project._begin_case,
    "SourceRef": _Project._source_ref,
    "SelectionRef": _Project._selection_ref,
    "Set": _Project._begin_set,
    "MemberCode": _Project._member_code,
    "MemberSource": _Project._member_source,
    "MemberNote": _Project._member_note,
    "Link": _Project._link,
    "Graph": _Project._graph,
    "NoteRef": _Project._note_ref,
    "CodeRef": _Project._code_ref,
}
