"""Builds synthetic projects in the forms that programs really write, for the tests of reading them."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "urn:QDA-XML:project:1.0"


def guid(name: str) -> str:
    """A GUID that is always the same for a name."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name)).upper()


@dataclass
class Box:
    """A project in the making; each part is XML text."""

    name: str = "Proef"
    origin: str = "Proefprogramma"
    users: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    variables: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    sets: list[str] = field(default_factory=list)
    graphs: list[str] = field(default_factory=list)
    rest: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    folder: str = "sources"
    member: str = "project.qde"
    namespace: str | None = NAMESPACE

    def user(self, name: str) -> str:
        self.users.append(f"<User guid={quoteattr(guid(f'user {name}'))} name={quoteattr(name)}/>")
        return guid(f"user {name}")

    def code(self, name: str, inside: str = "", codable: str = 'isCodable="true"') -> str:
        self.codes.append(code(name, inside, codable))
        return guid(f"code {name}")

    def text(self, name: str, words: str, selections: Iterable[str] = (), *, encoding: str = "utf-8", more: str = "",
             attributes: str = "") -> str:  # fmt: skip
        key = guid(f"source {name}")
        self.files[f"{self.folder}/{key}.txt"] = words.encode(encoding)
        self.sources.append(
            f'<TextSource guid="{key}" name={quoteattr(name)} plainTextPath="internal://{key}.txt" {attributes}>'
            f"{''.join(selections)}{more}</TextSource>"
        )
        return key

    def xml(self) -> str:
        def plural(tag: str, parts: list[str]) -> str:
            return f"<{tag}>{''.join(parts)}</{tag}>" if parts else ""

        own = f' xmlns="{self.namespace}"' if self.namespace else ""
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<Project name={quoteattr(self.name)}'
            f" origin={quoteattr(self.origin)}{own}>"
            + plural("Users", self.users)
            + (f"<CodeBook>{plural('Codes', self.codes)}</CodeBook>" if self.codes else "")
            + plural("Variables", self.variables)
            + plural("Cases", self.cases)
            + plural("Sources", self.sources)
            + plural("Notes", self.notes)
            + plural("Links", self.links)
            + plural("Sets", self.sets)
            + plural("Graphs", self.graphs)
            + f"{self.rest}</Project>"
        )

    def write(self, path: Path, *, xml: bytes | None = None, extra: Mapping[str, bytes] | None = None) -> Path:
        into = io.BytesIO()
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as box:
            box.writestr(self.member, xml if xml is not None else self.xml().encode("utf-8"))
            for name, content in {**self.files, **(extra or {})}.items():
                box.writestr(name, content)
        path.write_bytes(into.getvalue())
        return path


def code(name: str, inside: str = "", codable: str = 'isCodable="true"', key: str = "") -> str:
    """A label, with what stands in it."""
    return f'<Code guid="{key or guid(f"code {name}")}" name={quoteattr(name)} {codable}>{inside}</Code>'


def coding(label: str, who: str = "", n: int = 0, inside: str = "") -> str:
    """A label that is placed; ``label`` is the name of the code, ``who`` the name of the user."""
    by = f' creatingUser="{guid(f"user {who}")}"' if who else ""
    own = guid(f"coding {label} {who} {n} {uuid.uuid4()}" if not n else f"coding {label} {who} {n}")
    return f'<Coding guid="{own}"{by}><CodeRef targetGUID="{guid(f"code {label}")}"/>{inside}</Coding>'


def selection(start: object, end: object, inside: str = "", *, name: str = "", key: str = "") -> str:
    """A marked piece."""
    told = f" name={quoteattr(name)}" if name else ""
    own = key or guid(f"selection {start} {end} {inside}")
    places = f'startPosition="{start}" endPosition="{end}"'
    return f'<PlainTextSelection guid="{own}" {places}{told}>{inside}</PlainTextSelection>'


def note(name: str, words: str, who: str = "", more: str = "") -> str:
    """A note with its words in it."""
    by = f' creatingUser="{guid(f"user {who}")}"' if who else ""
    return (
        f'<Note guid="{guid(f"note {name}")}" name={quoteattr(name)}{by}>{more}'
        f"<PlainTextContent>{escape(words)}</PlainTextContent></Note>"
    )


def note_ref(name: str) -> str:
    return f'<NoteRef targetGUID="{guid(f"note {name}")}"/>'


def many_labels(n: int) -> Box:
    """A project with one long text and so many labels on it."""
    made = Box(name="Wijkonderzoek", origin="NVivo")
    made.user("Anna")
    made.code("Te laat")
    words = "De brief kwam te laat en bleef liggen. " * (n // 8)
    pieces = [selection(39 * one // 9, 39 * one // 9 + 5, coding("Te laat", "Anna", one + 1)) for one in range(n)]
    made.text("Avond 3", words, pieces)
    return made
