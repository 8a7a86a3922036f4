"""Every sentence a person reads, in one place.

The sentences stand in ``nl.toml``; code names them by key and fills in what varies. A refusal is also a
sentence: it says what happened, whether the work is safe, and what to do now.

Public: ``say``, ``say_count``, ``all_sentences``, ``Refused``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

__all__ = ["Refused", "all_sentences", "say", "say_count"]


class Refused(Exception):  # noqa: N818 - people read it as a sentence, not as an error
    """Something can't be done; the message is a Dutch sentence from ``nl.toml``.

    ``exit_code`` is what the command line ends with: 1 for a refusal.
    """

    exit_code = 1

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(say(key, **values))


def say(key: str, /, **values: object) -> str:
    """Give the sentence with this key, with the values filled in.

    Errors: ``KeyError`` when the key is unknown or a value is missing (a mistake of a programmer, so no
    sentence for users).

    >>> say("saved.at", time="14:32")
    'Bewaard om 14:32'
    """
    sentence = _sentences().get(key)
    if sentence is None:
        raise KeyError(f"No sentence {key!r} in words/nl.toml")
    # Values are filled in literally: braces in a name or a note stay braces.
    return "".join(
        text + ("" if field is None else str(values[field]))
        for text, field, _spec, _conversion in Formatter().parse(sentence)
    )


def say_count(key: str, /, count: int, **values: object) -> str:
    """Give the sentence ``key.none``, ``key.one`` or ``key.many`` that fits the count; ``{n}`` is the count.

    >>> say_count("count.label", 1), say_count("count.label", 3)
    ('1 label', '3 labels')
    """
    if count == 0 and f"{key}.none" in _sentences():
        return say(f"{key}.none", n=0, **values)
    return say(f"{key}.{'one' if count == 1 else 'many'}", n=count, **values)


def all_sentences() -> dict[str, str]:
    """All sentences by dotted key, for the tests of plain language and for widgets that need a whole section."""
    return dict(_sentences())


@cache
def _sentences() -> dict[str, str]:
    text = files(__package__).joinpath("nl.toml").read_text(encoding="utf-8")
    return dict(_flatten(tomllib.loads(text)))


def _flatten(part: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in part.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value
