"""In 2 versies: two people changed one thing without seeing it from each other. A person chooses, one at a time."""

from __future__ import annotations

from typing import Any, ClassVar

from ontmoet_research.coding import choosable_versions
from ontmoet_research.record import has_label, label_of, refuse_in
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, text, versions
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, Versions, join_versions
from ontmoet_research.words import Refused, say, say_count

from .version_words import SHORT, VersionWords, is_free_text

ORIGIN = "versions"
NOT_TO_WRITE = ("sources", "fragments", "codings")  # labels lie on these words by the letter: choose, don't rewrite


class Beside(Part[PartsPage]):
    """One thing with its versions beside each other, and what can be done with it."""

    def start(self) -> None:
        """Nothing is chosen yet."""
        self.left: set[str] = set()  # what this person lets stand for now
        self.shown: Versions | None = None  # what is on the screen: only of that can a version be chosen
        self.joining = False

    def blocks(self) -> list[Block]:
        """The first thing that waits, and the names of those after it."""
        found = choosable_versions(self.project)
        todo = [one for one in found if one.object_id not in self.left]
        self.words = VersionWords(self.project)
        if not todo:
            self.shown, self.joining = None, False
            return self._nothing_left(len(found))
        if self.shown is None or todo[0].object_id != self.shown.object_id:
            self._stop_joining()
        self.shown = todo[0]
        rest = [self.words.thing(one) for one in todo[1:]]
        return [
            text(say_count("two_versions.count", len(todo))),
            *self._one(self.shown),
            *([fold(say_count("two_versions.rest", len(rest)), listing(rest))] if rest else []),
        ]

    @gesture
    def take(self, number: int) -> None:
        """Choose one of the versions; the others stay in the history."""
        seen = self._on_screen()
        row = seen.rows[int(number)]
        self._join(seen, {name: row[name] for name in seen.differs}, removed=row.removed)

    @gesture
    def join(self) -> None:
        """Make one of both: fields with both texts, to be made into one."""
        seen = self._on_screen()
        self.joining = True
        self.chosen = {}
        for name in seen.differs:
            if is_free_text(seen.table, name):
                between = "\n\n" if _is_long(seen, name) else " / "
                self.fill_in(f"join {name}", between.join(dict.fromkeys(row[name] for row in seen.rows if row[name])))
        self.page.refresh()

    @gesture
    def keep_joined(self) -> None:
        """Store the one version that was made of both."""
        seen = self._on_screen()
        values: dict[str, Any] = {}
        for name in seen.differs:
            if is_free_text(seen.table, name):
                values[name] = self.typed(f"join {name}").strip() or None
                if values[name] not in [row[name] for row in seen.rows]:
                    refuse_in(seen.table, name, values[name] or "")
            else:
                values[name] = seen.rows[int(self.chosen.get(name, len(seen.rows) - 1))][name]
        try:
            self._join(seen, values)
        except ValueError as problem:  # a text that may not be empty
            raise Refused("two_versions.needs_words") from problem

    @gesture
    def stop_joining(self) -> None:
        """Look at both versions again, without storing what was typed."""
        self._stop_joining()
        self.page.refresh()

    @gesture
    def leave(self) -> None:
        """Let both stand, and go to the next."""
        self.left.add(self._on_screen().object_id)
        self.page.refresh()

    @gesture
    def look_again(self) -> None:
        """Show also what was left standing."""
        self.left.clear()
        self.page.refresh()

    def _one(self, seen: Versions) -> list[Block]:
        cards = [
            {
                "title": say("two_versions.version", n=n + 1),
                "who": self.words.written(row),
                "rows": self.words.rows(seen, n),
            }
            for n, row in enumerate(seen.rows)
        ]
        legend = text(say("two_versions.legend"), quiet=True)
        return [heading(self.words.thing(seen)), versions(cards), legend, *self._ways_on(seen)]

    def _ways_on(self, seen: Versions) -> list[Block]:
        if self.joining:
            return self._fields(seen)
        made = [button(say("two_versions.take", n=n + 1), "take", number=n) for n in range(len(seen.rows))]
        if self._can_be_joined(seen):
            made.append(button(say("two_versions.join"), "join"))
        made.append(button(say("two_versions.leave"), "leave", more=say("two_versions.leave_more")))
        return [buttons(*made, label=say("two_versions.question"))]

    def _fields(self, seen: Versions) -> list[Block]:
        made: list[Block] = []
        for name in seen.differs:
            label = label_of(seen.table, name) if has_label(seen.table, name) else say("two_versions.other")
            if is_free_text(seen.table, name):
                hint = say("two_versions.join_hint")
                made.append(self.field(f"join {name}", label, hint=hint, long=_is_long(seen, name)))
            elif has_label(seen.table, name):
                known = [(str(n), self.words.value(seen.table, name, row[name])) for n, row in enumerate(seen.rows)]
                made.append(self._choice(label, name, known))
        keep = button(say("two_versions.keep"), "keep_joined", main=True)
        return [*made, buttons(keep, button(say("two_versions.stop_joining"), "stop_joining"), row=True)]

    def _choice(self, label: str, name: str, known: list[tuple[str, str]]) -> Block:
        now = self.chosen.get(name, known[-1][0])
        return buttons(
            *(button(words, "choose", on=value == now, value=value, name=name) for value, words in known), label=label
        )

    def _can_be_joined(self, seen: Versions) -> bool:
        free = any(is_free_text(seen.table, name) and has_label(seen.table, name) for name in seen.differs)
        return free and not seen.removal_differs and seen.table not in NOT_TO_WRITE

    def _on_screen(self) -> Versions:
        if self.shown is None:
            raise Refused("store.versions.changed")
        return self.shown

    def _join(self, seen: Versions, values: dict[str, Any], *, removed: bool = False) -> None:
        try:
            join_versions(self.project, seen, values, removed=removed, origin=ORIGIN)
        except Refused:
            self.page.refresh()  # someone was ahead of us: show how it stands now
            raise
        self._stop_joining()
        self.page.done(ORIGIN)

    def _stop_joining(self) -> None:
        self.joining, self.chosen = False, {}
        self.page.forget(*[name for name in self.page.typed if name.startswith(f"{self.key}.join ")])

    def _nothing_left(self, count: int) -> list[Block]:
        if not count:
            return [text(say("two_versions.nothing"))]
        return [text(say_count("two_versions.left", count)), button(say("two_versions.look_again"), "look_again")]


class TwoVersions(PartsPage):
    """The page."""

    name = "two_versions"
    asks_series = False
    kinds: ClassVar = {"beside": Beside}


def _is_long(seen: Versions, name: str) -> bool:
    return any(len(row[name] or "") > SHORT or "\n" in (row[name] or "") for row in seen.rows)


def two_versions(project: Project | None = None) -> TwoVersions:
    """The part *In 2 versies* of notebook 90; ``project`` is the one of this notebook unless given."""
    return TwoVersions(project or here())
