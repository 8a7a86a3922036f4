"""What the programs with a database of their own have in common, told as parts: labels in folders, and cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ontmoet_research.exchange.foreign import Case, Label, Memo
from ontmoet_research.exchange.refi.told import colour
from ontmoet_research.intake.readers import Unreadable

from .database import Emit

__all__ = ["People", "tell_cases", "tell_labels", "which_project", "words"]


def words(told: Any) -> str:
    """A cell as words; an empty one is no words."""
    return "" if told is None else str(told)


class People(set[str]):
    """Who labelled or wrote something, by name; :meth:`memo` tells what someone wrote, when there is something."""

    def memo(self, emit: Emit, key: str, told: Any, who: Any = "", kind: str = "", about: str = "") -> None:
        """A note on the research, unless it is empty."""
        if words(told).strip():
            self.add(words(who))
            emit(Memo(key, words(told), words(who), kind, about))


def which_project(known: Iterable[tuple[Any, str]]) -> Unreadable:
    """What is said when a file holds several projects, as (number, name), and nobody said which."""
    told = [(str(key), name) for key, name in known]
    each = "\n".join(f"{key} {' '.join(name.split())}" for key, name in told)
    return Unreadable("exchange.load.choose_project", names=", ".join(name for _, name in told), each=each)


def tell_labels(
    emit: Emit,
    folders: Iterable[tuple[Any, Any, Any, str]],
    labels: Iterable[tuple[Any, Any, Any, str, Any]],
) -> None:
    """Folders as (number, name, description, key of what it stands under), labels as those with their colour.

    The key of a folder is ``cat`` and its number, that of a label ``code`` and its number.
    """
    order = 0
    for key, name, told, parent in folders:
        order += 1
        emit(Label(f"cat{key}", words(name), parent, codable=False, description=words(told), order=order))
    for key, name, told, parent, shade in labels:
        order += 1
        shown = colour(words(shade))
        emit(Label(f"code{key}", words(name), parent, colour=shown, description=words(told), order=order))


def tell_cases(emit: Emit, cases: Iterable[tuple[Any, Any]], links: Iterable[tuple[Any, str]]) -> None:
    """Cases as (number, name), with the keys of texts that belong to each number."""
    texts: dict[Any, list[str]] = {}
    for case, text in links:
        texts.setdefault(case, []).append(text)
    for key, name in cases:
        emit(Case(f"case{key}", words(name), list(dict.fromkeys(texts.get(key, [])))))
