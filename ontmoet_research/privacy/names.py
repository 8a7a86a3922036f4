"""What points straight at a person: find it in a text, so that someone can decide to take it out.

What has the form of a number or an address is found by ``text/identifiers.py``; names by a list of the group. Both lean
to finding too much, as a person confirms each one; they can't find the name of someone who is not on that list.

Who is in the key file is found as themselves: by name, in other spellings too, by what the group knows of how to reach
them, and by exact job title. ``Found.owner`` then says whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ontmoet_research.privacy.name_list import find_names, find_owned
from ontmoet_research.text.identifiers import NOT_OVER_LINES, forms_in
from ontmoet_research.text.shadow import shadows
from ontmoet_research.words import say

__all__ = ["KINDS", "Found", "Known", "find_identifiers"]

# In this order one wins where two overlap. Each has its replacement in nl.toml.
KINDS = (
    "email",
    "url",
    "iban",
    "phone",
    "bsn",
    "number",
    "birth_date",
    "postcode",
    "street",
    "name",
    "organisation",
    "place",
    "role",
)


@dataclass(frozen=True, order=True)
class Found:
    """Something that points at a person: code points ``start`` up to and without ``end``, and what may replace it.

    ``owner`` is the id of the one person of the key file whose name it is, empty when that is not sure; ``owns`` says
    that the last s is no part of the name ("Wilmas fiets").
    """

    start: int
    end: int
    kind: str
    owner: str = field(default="", compare=False)
    owns: bool = field(default=False, compare=False)

    @property
    def replacement(self) -> str:
        """The word in brackets that can stand in its place, such as ``[naam]``."""
        return say(f"privacy.replacement.{self.kind}")


@dataclass(frozen=True)
class Known:
    """What the key file holds of one person, for as long as a note is looked at; never shown as a whole."""

    owner: str
    name: str = field(repr=False)
    contact: str = field(default="", repr=False)
    exact_role: str = field(default="", repr=False)


def find_identifiers(
    text: str,
    names: Iterable[str] = (),
    organisations: Iterable[str] = (),
    *,
    people: Iterable[Known] = (),
    more: Iterable[Found] = (),
) -> list[Found]:
    """All that points straight at a person in a cleaned text, in order, without overlap.

    ``names`` and ``organisations`` are lists of words; other spellings of the names are found too. ``people`` are those
    of the key file. ``more`` is what another finder saw; stretches outside the text are left out.

    The text is read as it reads for people (``text/shadow.py``): hard spaces, soft hyphens, long dashes and line ends
    hide nothing. Places are those of the text itself.

    >>> [(f.kind, f.replacement) for f in find_identifiers("Bel Wilma op 06-12345678.", ["Wilma"])]
    [('name', '[naam]'), ('phone', '[telefoonnummer]')]
    """
    known = _KnownWords(list(names), list(organisations), list(people))
    found = [one for one in more if 0 <= one.start < one.end <= len(text)]
    for shadow in shadows(text):
        for one in _found_in(shadow.text, known):
            if shadow.over_lines and (
                one.kind in NOT_OVER_LINES or not shadow.over_a_line_end(text, one.start, one.end)
            ):
                continue
            start, end = shadow.span(one.start, one.end)
            found.append(replace(one, start=start, end=end))
    return _without_overlap(found)


@dataclass(frozen=True)
class _KnownWords:
    names: list[str]
    organisations: list[str]
    people: list[Known]


def _found_in(text: str, known: _KnownWords) -> Iterator[Found]:
    """What stands in one shadow of a text."""
    yield from (Found(*one) for one in forms_in(text))
    yield from (Found(*span, "name") for span in find_names(text, known.names))
    yield from (Found(*span, "organisation") for span in find_names(text, known.organisations, parts=False))
    for one in find_owned(text, {person.owner: [person.name] for person in known.people}):
        owner = next(iter(one.owners)) if len(one.owners) == 1 else ""
        yield Found(one.start, one.end, "name", owner, one.owns)
    for person in known.people:
        yield from (Found(*span, "role") for span in find_names(text, [person.exact_role], parts=False))
        yield from (Found(*span, kind) for kind, span in _contacts(text, person.contact))


def _without_overlap(found: list[Found]) -> list[Found]:
    """Where two overlap they become one stretch, so that no end of either is left standing."""
    merged: list[Found] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if merged and one.start < merged[-1].end:
            merged[-1] = _together(merged[-1], one)
        else:
            merged.append(one)
    return merged


def _together(first: Found, then: Found) -> Found:
    """The whole of two that overlap; it is someone's own name only when one of the two says so of the whole."""
    start, end = first.start, max(first.end, then.end)
    kind = min(first.kind, then.kind, key=KINDS.index)
    whole = [one for one in (first, then) if one.owner and (one.start, one.end) == (start, end)]
    if kind == "name" and len({one.owner for one in whole}) == 1:
        return Found(start, end, kind, whole[0].owner, whole[0].owns)
    return Found(start, end, kind)


_SHORT_CONTACT = 3


def _contacts(text: str, contact: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """What the key file says of how to reach someone, as typed there; numbers also with other signs in between."""
    for one in (part.strip() for part in re.split(r"[,;\n]", contact)):
        digits = re.sub(r"\D", "", one)
        if len(digits) >= 8 and len(digits) >= len(one) / 2:
            pattern = re.compile(r"(?<!\d)" + r"[ .()-]{0,2}".join(digits) + r"(?!\d)")
            yield from (("phone", match.span()) for match in pattern.finditer(text))
        elif len(one) > _SHORT_CONTACT:
            yield from (("email", span) for span in find_names(text, [one], parts=False))
