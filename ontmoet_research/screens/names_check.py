"""What a note holds that points at a person, grouped so that someone can decide with a few clicks.

Names are decided on one by one, since each may be a person, a town or a chosen alias; numbers and addresses per kind.
Everything starts as "goes", because forgetting to click must not leave a name behind; what stays is a choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace as with_changes

from ontmoet_research.intake import ReadText, replace
from ontmoet_research.intake.possible_names import possible_names
from ontmoet_research.privacy import Found, find_identifiers
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say_count

NAME = "name"


class NamesCheck:
    """One note being looked at. The words stay here and on the screen; nothing is stored."""

    def __init__(self, note: ReadText, known: Iterable[str] = ()) -> None:
        self.note = note
        self._names = possible_names(note.text, known)
        self._stays: set[str] = set()
        self._find()

    def also(self, word: str) -> None:
        """Look for one more name."""
        if word.strip():
            self._names.append(word.strip())
            self._find()

    def turn(self, key: str) -> None:
        """Leave a group in that would go, or the other way round."""
        self._stays ^= {key}

    def groups(self) -> list[tuple[str, str]]:
        """What was found, as (key, words for a button), in the order of the text."""
        times = Counter(self._key(one) for one in self.found)
        kinds = {self._key(one): one for one in self.found}
        return [(key, self._told(kinds[key], count)) for key, count in times.items()]

    def going(self) -> list[str]:
        """The keys of the groups that go."""
        return [key for key, _ in self.groups() if key not in self._stays]

    def parts(self) -> list[tuple[str, str]]:
        """The text in stretches, each with the word in brackets that comes in its place, or nothing when it stays."""
        told, place = [], 0
        for one in self._confirmed():
            told += [(self.note.text[place : one.start], ""), (self.note.text[one.start : one.end], one.replacement)]
            place = one.end
        return [part for part in [*told, (self.note.text[place:], "")] if part[0]]

    def result(self) -> ReadText:
        """The note as it will be stored."""
        text, _ = replace(self.note.text, self._confirmed())
        return with_changes(self.note, text=text)

    def _find(self) -> None:
        self.found: Sequence[Found] = find_identifiers(self.note.text, self._names)

    def _confirmed(self) -> list[Found]:
        return [one for one in self.found if self._key(one) not in self._stays]

    def _key(self, one: Found) -> str:
        return f"{one.kind} {self._words(one).casefold()}" if one.kind == NAME else one.kind

    def _words(self, one: Found) -> str:
        return self.note.text[one.start : one.end]

    def _told(self, one: Found, count: int) -> str:
        if one.kind == NAME:
            return say_count("names_check.name", count, words=isolated(self._words(one)), to=one.replacement)
        return say_count(f"names_check.{one.kind}", count, to=one.replacement)


def has_identifier(words: str) -> bool:
    """Whether short words hold a number, address or the like that points straight at a person."""
    return bool(find_identifiers(words))
