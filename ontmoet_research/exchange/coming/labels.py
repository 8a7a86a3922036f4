"""Labels there become labels here: each in a list, with the labels it stood under as its family.

A label that can't lie on words is a family and nothing else. A choice that goes with a label of the kit, which leaves
as
a label under it, becomes a choice again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ontmoet_research.coding.codebook_file import COLOURS, PAIR_OPTIONS, PATTERNS
from ontmoet_research.exchange.foreign import Label
from ontmoet_research.exchange.ids import guid_of, object_id_of, option_guid
from ontmoet_research.exchange.refi.described import read_description
from ontmoet_research.model.material import CODE_KINDS, SIGNS
from ontmoet_research.store import Draft, Project, read_rows
from ontmoet_research.words import say

from .drafts import Basket
from .survey import Survey

__all__ = ["FAMILY", "Labels", "Placeable"]

FAMILY = " › "
WRAPPERS = {"nodes", "codes", "knooppunten", "code system", "codesysteem", "codes\\nodes"}


@dataclass(frozen=True)
class Placeable:
    """A label that can be placed: its ``code_id``, and the choice that goes with it, if any."""

    code_id: str
    option: str | None = None


class Labels:
    """Gives what a key means here, and makes what is new. ``drafts``: labels and lists that are not stored yet."""

    def __init__(self, project: Project, found: Survey, title: str) -> None:
        self.project, self._found, self._title = project, found, title
        self.stopped: set[str] = set()
        self._placeable: dict[str, Placeable] = {}
        self._books = read_rows(project, "codebooks")
        self._codes = read_rows(project, "codes")
        self._by_guid = {guid_of(row.object_id).lower(): row for row in (*self._books, *self._codes)}
        self._children: dict[str, list[str]] = {}
        for label in found.labels.values():
            self._children.setdefault(label.parent if label.parent in found.labels else "", []).append(label.key)
        self._wrapper = self._the_wrapper()
        self._paths: dict[str, str] = {}  # path in its list -> key of the label there

    def get(self, key: str) -> Placeable | None:
        """What a label there means here; None for one that nobody knows, or that stays away."""
        return self._placeable.get(key)

    def settle(self, basket: Basket) -> list[Draft]:
        """Make lists and labels; give the labels as drafts, for who places them in the same write."""
        books: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
        wanted: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
        for label in self._found.labels.values():
            if self._is_list(label):
                self._list(label, books)
        for label in self._found.labels.values():
            self._label(label, books, wanted)
        basket.settle("codebooks", books)
        away = basket.settle("codes", wanted)
        self._placeable = {key: one for key, one in self._placeable.items() if one.code_id not in away}
        for row in self._codes:
            if row["status"] == "gestopt":
                self.stopped.add(row.object_id)
        known = {row.object_id for row in self._codes}
        return [
            Draft("codes", key, {"options": [], "status": "voorstel", **besides, **told})
            for key, (told, besides) in wanted.items()
            if key not in known
        ]

    def _label(self, label: Label, books: dict[str, Any], wanted: dict[str, Any]) -> None:
        found, children = self._found, self._children.get(label.key, [])
        if self._is_list(label) or label.key == self._wrapper:
            self._told_of(label)
            return
        parent = found.labels.get(label.parent)
        if parent and label.key == option_guid(parent.key, label.name).lower() and parent.key in self._placeable:
            code = self._placeable[parent.key].code_id
            self._placeable[label.key] = Placeable(code, label.name)
            return
        path, book = self._place(label)
        if not label.codable and not found.used[label.key]:
            if not children:
                found.lost["empty_category", label.name] += 1
            self._told_of(label)
            return
        if not label.codable:
            found.lost["not_codable", label.name] += found.used[label.key]
        known = self._by_guid.get(label.key)
        here = known and known.table == "codes"
        book_id = known["codebook_id"] if known and here else self._book_id(book, books)
        code_id = self._match(label, path, book_id) or object_id_of("codes", label.key, found.head.key)
        self._placeable[label.key] = Placeable(code_id)
        options = [one for one in children if one == option_guid(label.key, found.labels[one].name).lower()]
        told = self._told(label, path, [found.labels[one].name for one in options])
        place = sum(besides["codebook_id"] == book_id for _, besides in wanted.values())
        wanted[code_id] = told, {**self._besides(label, book_id, place, path), "order": self._order(book_id, place)}

    def _told(self, label: Label, path: list[str], options: list[str]) -> dict[str, Any]:
        """The columns that the file tells of a label."""
        meaning, values = read_description(label.description)
        values.pop("version", None)
        if values.get("kind") not in CODE_KINDS:
            values.pop("kind", None)
        if not set(values.get("signs", ())) <= set(SIGNS):
            values.pop("signs", None)
        if values.get("pattern") not in PATTERNS:
            values.pop("pattern", None)
        told: dict[str, Any] = {"label_nl": label.name if label.name.strip() else say("exchange.load.no_name")}
        told |= {"family": FAMILY.join(path) or None}
        if meaning.strip() or values:
            told["definition_b1"] = meaning if meaning.strip() else None
        told |= values
        if options and "options" not in told:
            told["options"] = options
        if label.colour:
            told["colour"] = label.colour
        return told

    def _besides(self, label: Label, book_id: str, place: int, path: list[str]) -> dict[str, Any]:
        kind = "enkel"
        colour = COLOURS[sum(map(len, path)) % len(COLOURS)]
        told: dict[str, Any] = {
            "codebook_id": book_id,
            "code": str(place + 1),
            "kind": kind,
            "status": "voorstel",
            "colour": colour,
        }
        _, values = read_description(label.description)
        if values.get("kind") == "paar":
            told["options"] = PAIR_OPTIONS
        return {**told, "pattern": PATTERNS[place % len(PATTERNS)]}

    def _order(self, book_id: str, place: int) -> int:
        there = [row["order"] or 0 for row in self._codes if row["codebook_id"] == book_id]
        return max(there, default=0) + place + 1

    def _place(self, label: Label) -> tuple[list[str], Label | None]:
        """The names of the labels it stands under, and the list it is in."""
        path: list[str] = []
        above, seen = self._found.labels.get(label.parent), {label.key}
        while above and above.key not in seen and not self._is_list(above):
            if above.key != self._wrapper:
                path.insert(0, self._own_name(above))
            seen.add(above.key)
            above = self._found.labels.get(above.parent)
        return path, above if above and self._is_list(above) else None

    def _own_name(self, label: Label) -> str:
        """The name of a label that others stand under; two with one name in one place are told apart."""
        name = label.name.strip() or say("exchange.load.no_name")
        for n in range(1, len(self._found.labels) + 2):
            tried = name if n == 1 else f"{name} ({n})"
            if self._paths.setdefault(f"{label.parent}\x1f{tried}", label.key) == label.key:
                return tried
        return name

    def _match(self, label: Label, path: list[str], book_id: str) -> str | None:
        """The label here that this one is: the same one, one that came before, or one that is called the same."""
        if label.key in self._by_guid and self._by_guid[label.key].table == "codes":
            return self._by_guid[label.key].object_id
        own = object_id_of("codes", label.key, self._found.head.key)
        family = FAMILY.join(path) or None
        taken = {one.code_id for one in self._placeable.values()}
        if any(row.object_id == own for row in self._codes):
            return own
        for row in self._codes:
            alike = row["codebook_id"] == book_id and row["family"] == family and row["label_nl"] == label.name
            if alike and row.object_id not in taken:
                return row.object_id
        return None

    def _is_list(self, label: Label) -> bool:
        if label.parent or label.codable:
            return False
        known = self._by_guid.get(label.key)
        return "version" in read_description(label.description)[1] or bool(known and known.table == "codebooks")

    def _list(self, label: Label, books: dict[str, Any]) -> None:
        version = read_description(label.description)[1].get("version", "1")
        books[self._list_id(label)] = {"title": label.name}, {"version": version}

    def _list_id(self, label: Label) -> str:
        known = self._by_guid.get(label.key)
        if known and known.table == "codebooks":
            return known.object_id
        own = object_id_of("codebooks", label.key, self._found.head.key)
        same = [row.object_id for row in self._books if row["title"] == label.name]
        here = any(row.object_id == own for row in self._books)
        return own if here or len(same) != 1 else same[0]

    def _book_id(self, label: Label | None, books: dict[str, Any]) -> str:
        if label is not None:
            return self._list_id(label)
        same = [row.object_id for row in self._books if row["title"] == self._title]
        key = same[0] if same else object_id_of("codebooks", f"list:{self._title}", self._found.head.key)
        if not same:
            books.setdefault(key, ({}, {"title": self._title, "version": "1"}))
        return key

    def _the_wrapper(self) -> str:
        """The one label that a program puts above all others and that nobody made, such as "Nodes"."""
        top = self._children.get("", [])
        if len(top) != 1:
            return ""
        only = self._found.labels[top[0]]
        wraps = only.name.strip().casefold() in WRAPPERS and only.key in self._children
        return only.key if wraps and not self._found.used[only.key] else ""

    def _told_of(self, label: Label) -> None:
        if label.description.strip() and not self._is_list(label):
            self._found.lost["category_description", label.name] += 1
