"""As which label something that names a label is read now: the one place that resolves joined and split labels.

Joining two labels moves no coding, and splitting one leaves its codings where they are. So whatever remembers the id
of a label (a coding, a theme that rests on it, a difference) is read through this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ontmoet_research.store import Project, read_values

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["LabelsNow", "joined_into"]


@dataclass(frozen=True)
class LabelsNow:
    """``joined``: each label and the one it is read as; ``parts``: each label and those it was split into."""

    joined: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project) -> LabelsNow:
        """As the lists of this project stand now."""
        told = read_values(project, "codes", ["object_id", "replaced_by_id", "replaces_id"])
        parts: dict[str, tuple[str, ...]] = {}
        for code, _, whole in told:
            if whole:
                parts[whole] = (*parts.get(whole, ()), code)
        return cls(joined_into({code: successor for code, successor, _ in told}), parts)

    def read_as(self, code_ids: pd.Series[Any]) -> pd.Series[Any]:
        """Ids of labels, each as it is read now; whatever is no label stays as it is."""
        return code_ids.map(lambda placed: self.joined.get(placed, placed))

    def reached_from(self, code_id: str) -> list[str]:
        """The labels that what rests on this one rests on now: as it is read, and all it was split into.

        >>> LabelsNow({"a": "c", "b": "c", "c": "c"}, {"c": ("d", "e")}).reached_from("a")
        ['c', 'd', 'e']
        """
        found: dict[str, None] = {}
        waiting = [code_id]
        while waiting:
            one = waiting.pop(0)
            read = self.joined.get(one, one)
            if read not in found:
                found[read] = None
                waiting += [*self.parts.get(one, ()), *self.parts.get(read, ())]
        return list(found)

    def links(self, theme_links: pd.DataFrame) -> pd.DataFrame:
        """What themes rest on (``theme_id, target_id, relation``), labels as they are read now, each once a theme."""
        told = theme_links.assign(target_id=theme_links["target_id"].map(self.reached_from)).explode("target_id")
        return told.drop_duplicates(["theme_id", "target_id", "relation"], ignore_index=True)


def joined_into(replaced_by: Mapping[str, str | None]) -> dict[str, str]:
    """For every label the one under which its codings are read now: itself, or what it was joined into.

    ``replaced_by`` maps each ``code_id`` to the label it was joined into, if any. After merging copies the pointers can
    run in a circle; then a label stands for itself.

    >>> joined_into({"a": "b", "b": "c", "c": None, "x": "y", "y": "x"})
    {'a': 'c', 'b': 'c', 'c': 'c', 'x': 'x', 'y': 'y'}
    """
    return {code: _end_of(code, replaced_by) for code in replaced_by}


def _end_of(code: str, replaced_by: Mapping[str, str | None]) -> str:
    seen, here = {code}, code
    while (following := replaced_by.get(here)) is not None and following in replaced_by:
        if following in seen:
            return code
        seen.add(following)
        here = following
    return here
