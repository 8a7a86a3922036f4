"""What a note holds that points at a person, grouped so that someone can decide with a few clicks.

Names are decided on one by one, since each may be a person, a town or a chosen alias; numbers and addresses per kind.
Everything starts as "goes", because forgetting to click must not leave a name behind; what stays is a choice. A name
becomes ``[naam]``; only when a person says so, and whose name it is stands in the key file, it becomes their alias.
The exception is a name that stands on the list of public offices: that one starts as "stays" (P21).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ontmoet_research.intake import ReadText, Replaced, replace
from ontmoet_research.intake.carry import with_text
from ontmoet_research.intake.possible_names import possible_names
from ontmoet_research.intake.pseudonymise import words_for
from ontmoet_research.privacy import Found, Known, find_identifiers
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

PER_WORD = ("name", "organisation", "place", "role")  # each word may be something else; other kinds go as one


class NamesCheck:
    """One note being looked at. The words stay here and on the screen; nothing is stored.

    ``known`` are aliases and places that may stay, ``people`` those of the key file, ``aliases`` their aliases by id,
    ``officials`` the names of public offices.
    """

    def __init__(
        self,
        note: ReadText,
        known: Iterable[str] = (),
        people: Iterable[Known] = (),
        aliases: Mapping[str, str] | None = None,
        officials: Iterable[str] = (),
    ) -> None:
        self.note = note
        self._known = list(known)
        self._names = possible_names(note.text, self._known)
        self._officials = [name for name in officials if name.casefold() in note.text.casefold()]
        self._names += self._officials
        self._more: list[Found] = []
        self._stays: set[str] = set()
        self._as_alias: set[str] = set()
        self.know(people, aliases or {})
        self._stays = {self._key(one) for one in self.found if self._is_official(one)}

    def know(self, people: Iterable[Known], aliases: Mapping[str, str]) -> None:
        """Look for the people of the key file too."""
        self._people, self.aliases = list(people), dict(aliases)
        self._find()

    def add(self, more: Iterable[Found]) -> int:
        """Take in what another finder saw; give how many groups that adds."""
        before = {key for key, _ in self.groups()}
        chosen = {name.casefold() for name in self._known}
        self._more += [one for one in more if self._words(one).casefold() not in chosen]
        self._find()
        return len({key for key, _ in self.groups()} - before)

    def also(self, word: str) -> None:
        """Look for one more name."""
        if word.strip():
            self._names.append(word.strip())
            self._find()

    def turn(self, key: str) -> None:
        """Leave a group in that would go, or the other way round."""
        self._stays ^= {key}

    def turn_alias(self, owner: str) -> None:
        """Put the alias of someone of the key file in the place of their name, or ``[naam]`` again."""
        if owner in self.aliases:
            self._as_alias ^= {owner}

    def stay(self, name: str) -> None:
        """Leave this name in: it is of a public office."""
        self._officials.append(name)
        self.also(name)
        self._stays |= {self._key(one) for one in self.found if self._is_official(one)}

    def groups(self) -> list[tuple[str, str]]:
        """What was found, as (key, words for a button), in the order of the text."""
        times = Counter(self._key(one) for one in self.found)
        kinds = {self._key(one): one for one in reversed(self.found)}
        return [(key, self._told(kinds[key], count)) for key, count in times.items()]

    def going(self) -> list[str]:
        """The keys of the groups that go."""
        return [key for key, _ in self.groups() if key not in self._stays]

    def names(self) -> list[str]:
        """The names that were found, each once, as they stand in the text."""
        return list(dict.fromkeys(self._words(one) for one in self.found if one.kind == "name"))

    def owners(self) -> list[tuple[str, str]]:
        """Whose names of the key file are in the text, as (id, words for a button)."""
        there = [one for one in self._confirmed() if one.owner in self.aliases]
        first = {one.owner: self._words(one) for one in reversed(there)}
        times = Counter(one.owner for one in there)
        return [(owner, self._offered(owner, first[owner], count)) for owner, count in times.items()]

    def as_alias(self) -> list[str]:
        """The ids of those whose alias comes in the place of their name."""
        return sorted(self._as_alias)

    def parts(self) -> list[tuple[str, str]]:
        """The text in stretches, each with the words that come in its place, or nothing when it stays."""
        told, place = [], 0
        for one in self._confirmed():
            told += [(self.note.text[place : one.start], ""), (self._words(one), self._instead(one))]
            place = one.end
        return [part for part in [*told, (self.note.text[place:], "")] if part[0]]

    def result(self) -> ReadText:
        """The note as it will be stored."""
        return with_text(self.note, self._replaced()[0], lost=say("privacy.replacement.name"), known=self._known)

    def applied_to(self, text: str) -> str:
        """Another text of the same length with the same stretches replaced: what was looked at had blocks in it."""
        return replace(text, self._confirmed(), self._chosen())[0]

    def log(self) -> list[Replaced]:
        """What kind of words became what, for the log of the note; not one of the words."""
        return self._replaced()[1]

    def _replaced(self) -> tuple[str, list[Replaced]]:
        return replace(self.note.text, self._confirmed(), self._chosen())

    def _find(self) -> None:
        self.found: Sequence[Found] = find_identifiers(
            self.note.text, self._names, people=self._people, more=self._more
        )

    def _confirmed(self) -> list[Found]:
        return [one for one in self.found if self._key(one) not in self._stays]

    def _chosen(self) -> dict[str, str]:
        return {owner: self.aliases[owner] for owner in self._as_alias if owner in self.aliases}

    def _instead(self, one: Found) -> str:
        return words_for(one, self._chosen().get(one.owner))

    def _offered(self, owner: str, words: str, count: int) -> str:
        told = {"words": isolated(" ".join(words.split())), "alias": isolated(self.aliases[owner])}
        return say_count("names_check.alias", count, **told)

    def _is_official(self, one: Found) -> bool:
        return one.kind == "name" and any(self._words(one).casefold() == name.casefold() for name in self._officials)

    def _key(self, one: Found) -> str:
        return f"{one.kind} {' '.join(self._words(one).split()).casefold()}" if one.kind in PER_WORD else one.kind

    def _words(self, one: Found) -> str:
        return self.note.text[one.start : one.end]

    def _told(self, one: Found, count: int) -> str:
        if one.kind in PER_WORD:
            words = isolated(" ".join(self._words(one).split()))
            return say_count("names_check.name", count, words=words, to=isolated(self._instead(one)))
        return say_count(f"names_check.{one.kind}", count, to=one.replacement)
