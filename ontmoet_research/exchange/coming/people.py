"""Who labelled there becomes someone who works on the research here; one who is here already stays one."""

from __future__ import annotations

from typing import Any

from ontmoet_research.exchange.foreign import Person
from ontmoet_research.exchange.ids import guid_of, object_id_of, reader_name
from ontmoet_research.store import Project, read_values
from ontmoet_research.words import say

from .choices import Choices, as_side
from .drafts import Basket
from .survey import Survey

__all__ = ["People"]


class People:
    """Gives the contributor of a key, and makes those that are new. ``guessed``: of whom nobody said the side."""

    def __init__(self, project: Project, found: Survey, choices: Choices) -> None:
        self.guessed: list[str] = []
        self._found, self._choices = found, choices
        known: list[tuple[Any, ...]] = read_values(project, "contributors", ["object_id", "display_name", "side"])
        self._here = {key for key, *_ in known}
        self._by_guid: dict[str, str] = {guid_of(key).lower(): key for key, *_ in known}
        self._by_name: dict[str, set[str]] = {}
        for key, name, side in known:  # a table that left from here tells the name under which a reader leaves
            for one in (name, reader_name(key, side)):
                self._by_name.setdefault(_plain(one), set()).add(key)
        self._ids: dict[str, str] = {}

    def settle(self, basket: Basket) -> None:
        """Make whoever labelled or wrote something and is not here yet."""
        found = self._found
        writers = {one.person for one in found.memos} | set(found.coders)
        wanted: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
        names = [_plain(one.name) for one in found.people.values()]
        for key in sorted(writers | set(found.people)):
            person = found.people.get(key, Person(key, ""))
            if key in found.people and key not in writers:
                continue  # someone who did nothing in it
            own = self._match(person, alone=names.count(_plain(person.name)) == 1)
            self._ids[key] = own or object_id_of("contributors", key or "?", found.head.key)
            if own is None:
                name = person.name.strip() or say(
                    "exchange.load.someone", program=found.head.origin or found.head.title or "?"
                )
                side, said = as_side(name, self._choices)
                wanted[self._ids[key]] = {}, {"display_name": name, "side": side}
                if not said and self._ids[key] not in self._here:
                    self.guessed.append(name)
        basket.settle("contributors", wanted)

    def id_of(self, key: str) -> str:
        """The contributor of a key. Everyone who placed a label or wrote a note has one."""
        return self._ids[key]

    def _match(self, person: Person, *, alone: bool) -> str | None:
        if person.key in self._by_guid:
            return self._by_guid[person.key]
        same = self._by_name.get(_plain(person.name), set()) if person.name and alone else set()
        return next(iter(same)) if len(same) == 1 else None


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
