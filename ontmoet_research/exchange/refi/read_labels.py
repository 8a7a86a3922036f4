"""Labels and sets, which stand in a project and in a list of labels alike."""

from __future__ import annotations

from collections.abc import Callable

from ontmoet_research.exchange.foreign import Label, Lost, Part, Set

from .events import Attributes
from .told import colour, is_guid, key_of, yes

__all__ = ["LabelElements"]


class LabelElements:
    """Takes the elements of labels and sets, and hands the parts over. ``made``: how many labels there were."""

    def __init__(self, emit: Callable[[Part], None]) -> None:
        self.made = 0
        self._emit = emit
        self._open: list[tuple[Attributes, int]] = []  # attributes and place of each label that is open
        self._told: dict[int, str] = {}  # descriptions of those
        self._set: Set | None = None
        self.starts: dict[str, Callable[[Attributes], None]] = {
            "Code": self._begin,
            "Set": self._begin_set,
            "MemberCode": self._member_code,
            "MemberSource": self._member_source,
            "MemberNote": self._member_note,
        }
        self.ends: dict[str, Callable[[], None]] = {"Code": self._finish, "Set": self._finish_set}

    @property
    def key(self) -> str:
        """The key of the label that is open."""
        return key_of(self._open[-1][0].get("guid")) if self._open else ""

    def described(self, above: str, text: str) -> bool:
        """Take a description of what ``above`` names; whether it was of a label or set."""
        if above == "Code" and self._open:
            self._told[self._open[-1][1]] = text
        elif above == "Set" and self._set:
            self._set = Set(self._set.key, self._set.name, text, self._set.labels, self._set.texts)
        return above in ("Code", "Set")

    def _begin(self, attributes: Attributes) -> None:
        self.made += 1
        self._open.append((attributes, self.made))

    def _finish(self) -> None:
        told, order = self._open.pop()
        key, name = key_of(told.get("guid")), told.get("name", "")
        if not is_guid(key):
            self._emit(Lost("odd_key", name))
        shown = {"colour": colour(told.get("color", "")), "description": self._told.pop(order, "")}
        self._emit(Label(key, name, self.key, yes(told.get("isCodable")), order=order, **shown))

    def _begin_set(self, attributes: Attributes) -> None:
        self._set = Set(key_of(attributes.get("guid")), attributes.get("name", "").strip())

    def _member_code(self, attributes: Attributes) -> None:
        if self._set:  # a project says targetGUID, a list of labels guid
            self._set.labels.append(key_of(attributes.get("targetGUID") or attributes.get("guid")))

    def _member_source(self, attributes: Attributes) -> None:
        if self._set:
            self._set.texts.append(key_of(attributes.get("targetGUID")))

    def _member_note(self, _attributes: Attributes) -> None:
        self._emit(Lost("note_in_set", self._set.name if self._set else ""))

    def _finish_set(self) -> None:
        if self._set:
            self._emit(self._set)
        self._set = None
