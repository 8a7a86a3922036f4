"""A project as a ``.qdpx``: valid to the letter, deterministic to the byte, written as it goes.

Text is UTF-8 with LF and no mark; positions are code points with the end not included, or UTF-16 units for programs
that
count so. The name of a marked piece is its words, so that a reader can check how it counts. Each reader's own labels go
under the reader's own name, which says a side and no more.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import IO, Any

import ontmoet_research
from ontmoet_research.exchange.coming.choices import KIT
from ontmoet_research.exchange.going.material import GoingMark, GoingNote, Material
from ontmoet_research.exchange.ids import guid_of
from ontmoet_research.store import Row
from ontmoet_research.text import Utf16Map

from .label_tree import label_guid, write_labels
from .xml_out import Out

__all__ = ["write_project"]

NAMESPACE = "urn:QDA-XML:project:1.0"
VARIABLES = {"reeks": "Text", "bijeenkomst": "Integer", "datum": "Date", "perspectief": "Text"}
VALUE = {"Text": "TextValue", "Integer": "IntegerValue", "Date": "DateValue"}
MEMBER = "project.qde"
LEVEL = 6


def write_project(material: Material, file: IO[bytes], *, utf16: bool = False) -> None:
    """Write it to a file that is open for writing. Errors: ``OSError`` of the file."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL, strict_timestamps=False) as box:
        texts: list[tuple[str, str]] = []
        with box.open(_member(MEMBER), "w", force_zip64=True) as raw:
            into = io.TextIOWrapper(io.BufferedWriter(_Writer(raw), 1 << 18), "utf-8", newline="")
            into.writelines(_Project(material, utf16).parts(texts))
            into.flush()
            into.detach()
        for name, text in texts:
            box.writestr(_member(f"sources/{name}"), text.encode("utf-8"), compresslevel=LEVEL)


def _member(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


class _Writer(io.RawIOBase):
    """What a zip member takes, as a raw file."""

    def __init__(self, into: IO[bytes]) -> None:
        self._into = into

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Hand bytes on."""
        return self._into.write(bytes(data))


class _Project:
    def __init__(self, material: Material, utf16: bool) -> None:
        self._material, self._utf16, self._out = material, utf16, Out()
        self._by_about: dict[str, list[str]] = {}  # memos by what they are about
        for memo in material.memos:
            if memo["about_id"]:
                self._by_about.setdefault(memo["about_id"], []).append(guid_of(memo.object_id))
        self._labels: dict[tuple[str, str | None], str] = {}
        self._readers = {key: guid_of(key) for key in material.readers}
        self._notes: list[str] = []

    def parts(self, texts: list[tuple[str, str]]) -> Iterator[str]:
        """The whole element, in the order of the standard; ``texts`` takes name and words of each note."""
        value, material = self._out.value, self._material
        title = value(material.leaving.masked(material.project.fact("title")))
        origin = value(f"{KIT} {ontmoet_research.__version__}")
        yield f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{NAMESPACE}" name="{title}" origin="{origin}">'
        yield from _plural("Users", self._users())
        remarks: dict[str, list[str]] = {}
        for row in material.remarks:
            remarks.setdefault(row["code_id"], []).append(guid_of(row.object_id))
        yield from _plural("CodeBook", write_labels(material, self._out, remarks))
        yield from _plural("Variables", self._variables())
        yield from _plural("Cases", self._cases())
        yield from _plural("Sources", self._sources(texts))
        yield from _plural("Notes", self._all_notes())
        yield from _plural("Sets", self._sets())
        yield "</Project>\n"
        material.left_out["signs"] += self._out.removed["signs"]

    def _users(self) -> Iterator[str]:
        for key, name in self._material.readers.items():
            yield f'<User guid="{self._readers[key]}" name="{self._out.value(name)}"/>'

    def _variables(self) -> Iterator[str]:
        for name, kind in VARIABLES.items():
            yield f'<Variable guid="{guid_of(name, "variable")}" name="{name}" typeOfVariable="{kind}"/>'

    def _value(self, name: str, told: str) -> str:
        kind = VALUE[VARIABLES[name]]
        ref = f'<VariableRef targetGUID="{guid_of(name, "variable")}"/>'
        return f"<VariableValue>{ref}<{kind}>{self._out.text(told)}</{kind}></VariableValue>"

    def _cases(self) -> Iterator[str]:
        """A case for each perspective, pointing at the pieces that were said from it."""
        found: dict[str, list[str]] = {}
        for source in self._material.source_ids:
            for fragment, _, _, perspective in self._material.leaving.perspectives(source):
                found.setdefault(perspective, []).append(fragment)
        for perspective, fragments in sorted(found.items()):
            yield f'<Case guid="{guid_of(perspective, "case")}" name="{perspective}">'
            yield self._value("perspectief", perspective)
            yield from (f'<SelectionRef targetGUID="{guid_of(one, "piece")}"/>' for one in fragments)
            yield "</Case>"

    def _sources(self, texts: list[tuple[str, str]]) -> Iterator[str]:
        for note in self._material.notes():
            own = guid_of(note.source_id)
            texts.append((f"{own}.txt", note.text))
            yield f'<TextSource guid="{own}" name="{self._out.value(note.title)}" plainTextPath="internal://{own}.txt">'
            yield from self._selections(note)
            yield from self._refs(note.source_id)
            yield from (self._value(name, told) for name, told in note.meeting.items())
            yield "</TextSource>"

    def _selections(self, note: GoingNote) -> Iterator[str]:
        places = Utf16Map(note.text).to_utf16 if self._utf16 and not note.text.isascii() else int
        for (start, end, own), marks in groupby(note.marks, self._piece):
            words = self._out.value(note.text[start:end])
            first = guid_of(own or f"{note.source_id}\x1f{start}\x1f{end}", "selection")
            yield (
                f'<PlainTextSelection guid="{first}" name="{words}"'
                f' startPosition="{places(start)}" endPosition="{places(end)}">'
            )
            for mark in marks:
                yield self._coding(mark)
            yield from self._refs(own)
            yield "</PlainTextSelection>"
        yield from self._pieces(note, places)

    def _piece(self, mark: GoingMark) -> tuple[int, int, str]:
        """Labels on the same words share a piece; one that a memo is about has a piece of its own."""
        return mark.start, mark.end, mark.coding_id if mark.coding_id in self._by_about else ""

    def _coding(self, mark: GoingMark) -> str:
        label = self._labels.get((mark.code_id, mark.option))
        if label is None:
            label = label_guid(self._material, mark.code_id, mark.option)
            self._labels[mark.code_id, mark.option] = label
        who = self._readers[mark.contributor_id]
        note = self._note_of(mark, who)
        return (
            f'<Coding guid="{guid_of(mark.coding_id)}" creatingUser="{who}" creationDateTime="{mark.at}">'
            f'<CodeRef targetGUID="{label}"/>{note}</Coding>'
        )

    def _note_of(self, mark: GoingMark, who: str) -> str:
        """What a reader wrote with a label, and how sure; the standard has a note for it and nothing else."""
        told = [f"zekerheid: {mark.certainty}"] if mark.certainty != "zeker" else []
        told += [f"ronde: {mark.round}"] if mark.round != "zelf" else []
        if not mark.note and not told:
            return ""
        own = guid_of(mark.coding_id, "note")
        self._notes.append(self._note(own, who, mark.note, "; ".join(told)))
        return f'<NoteRef targetGUID="{own}"/>'

    def _pieces(self, note: GoingNote, places: Callable[[int], int]) -> Iterator[str]:
        """Pieces that a case points at or a memo is about."""
        wanted = {fragment: (start, end) for fragment, start, end, _ in note.perspectives}
        for fragment, start, end in self._material.pieces_of(note.source_id):
            if fragment in self._by_about:
                wanted[fragment] = start, end
        for fragment, (start, end) in sorted(wanted.items(), key=lambda one: one[1]):
            words = note.text[start:end]
            start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
            if start >= end:
                continue
            yield (
                f'<PlainTextSelection guid="{guid_of(fragment, "piece")}" name="{self._out.value(words.strip())}"'
                f' startPosition="{places(start)}" endPosition="{places(end)}">'
            )
            yield from self._refs(fragment)
            yield "</PlainTextSelection>"

    def _refs(self, about: str) -> Iterator[str]:
        return (f'<NoteRef targetGUID="{one}"/>' for one in self._by_about.get(about, ()))

    def _all_notes(self) -> Iterator[str]:
        yield from self._notes
        for row in self._material.memos:
            told = f"soort: {row['kind']}" if row["kind"] != "idee" else ""
            yield self._note_row(row, told)
        for row in self._material.remarks:
            yield self._note_row(row, "")

    def _note_row(self, row: Row, told: str) -> str:
        self._material.counts[row.table] += 1
        words = self._material.leaving.masked(row["text"])
        return self._note(guid_of(row.object_id), self._readers[row["contributor_id"]], words, told)

    def _note(self, own: str, who: str, words: str, told: str) -> str:
        described = f"<Description>{self._out.text(told)}</Description>" if told else ""
        content = f"<PlainTextContent>{self._out.text(words)}</PlainTextContent>"
        return f'<Note guid="{own}" creatingUser="{who}">{described}{content}</Note>'

    def _sets(self) -> Iterator[str]:
        masked = self._material.leaving.masked
        for theme, labels in self._material.themes:
            self._material.counts["themes"] += 1
            yield f'<Set guid="{guid_of(theme.object_id)}" name="{self._out.value(masked(theme["title"]))}">'
            if theme["description_b1"]:
                yield f"<Description>{self._out.text(masked(theme['description_b1']))}</Description>"
            yield from (f'<MemberCode targetGUID="{guid_of(one)}"/>' for one in labels)
            yield "</Set>"


def _plural(tag: str, inside: Iterator[str]) -> Iterator[str]:
    """An element around others; nothing when there are none, as the standard has no empty one."""
    first = next(inside, None)
    if first is not None:
        yield f"<{tag}>"
        yield first
        yield from inside
        yield f"</{tag}>"
