"""What an erasure would do, told beforehand: in counts per kind and by title, and in Dutch."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import all_sentences, say, say_count

from .closure import Plan
from .rows import Row
from .snapshot import Snapshot, text_columns, texts_of, title_of

SHOWN = 5
_LONG_WORD = 8
_FEW = 6
_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class Preview:
    """What goes. ``gone`` and ``blocked``: table -> titles of its objects ("" for one without); ``loose``: table -> how
    many only lose a pointer. ``reopened``: titles of what people must read again; ``fallen``: how many agreements no
    longer count. ``rows``: stored versions that are deleted. ``also``: words of what goes that stand elsewhere on a few
    places and are not taken out there, with how many; a person may name them.
    """

    gone: Mapping[str, list[str]] = field(default_factory=dict)
    blocked: Mapping[str, list[str]] = field(default_factory=dict)
    loose: Mapping[str, int] = field(default_factory=dict)
    reopened: list[str] = field(default_factory=list)
    fallen: int = 0
    rows: int = 0
    also: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.rows or self.loose)

    def sentences(self) -> Iterator[str]:
        """The preview in Dutch, a line each."""
        if not self:
            yield say("erase.preview.nothing")
            return
        yield from _list("erase.preview.gone", self.gone)
        yield from _list("erase.preview.blocked", self.blocked)
        if self.loose:
            yield say("erase.preview.loose", kinds=join_words(kind_of(kind, n) for kind, n in self.loose.items()))
        for title in self.reopened:
            yield say("erase.preview.reopened", title=title or say("erase.untitled"))
        if self.fallen:
            yield say_count("erase.preview.fallen", self.fallen)
        yield say_count("erase.preview.rows", self.rows)
        for word, n in self.also.items():
            yield say_count("erase.preview.also", n, word=word)


def told_beforehand(made: Plan) -> Preview:
    """What this plan would do."""
    before = made.before
    gone = _by_table((table, before.of[one][-1]) for one, table in made.gone.items())
    seen = made.kept.keys() - made.gone.keys()
    blocked = _by_table((made.kept[one].table, made.kept[one]) for one in sorted(seen))
    return Preview(
        gone=gone,
        blocked=blocked,
        loose=Counter(row.table for row in made.loose),
        reopened=[title_of(row) for row in made.reopened],
        fallen=len(made.fallen),
        rows=sum(row.id in before.rows for row in made.purge),
        also=_also(made),
    )


def kind_of(table: str, n: int) -> str:
    """Objects of a table, counted, in Dutch: ``2 notities``. A table without a name is counted as ``iets anders``."""
    key = f"table.{table}"
    return say_count(key if f"{key}.many" in all_sentences() else "erase.other", n)


def _list(key: str, found: Mapping[str, list[str]]) -> Iterator[str]:
    if found:
        yield say(key)
    for table, titles in found.items():
        named = sorted({title for title in titles if title})
        shown = named[:SHOWN] + ["…"] * (len(named) > SHOWN)
        yield f"  {kind_of(table, len(titles))}" + (f": {', '.join(shown)}" if shown else "")


def _by_table(rows: Iterable[tuple[str, Row]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for table, row in rows:
        found[table].append(title_of(row))
    return dict(found)


def _also(made: Plan) -> dict[str, int]:
    """Telling words of what goes that stay elsewhere: a long word, or one with a capital inside a sentence."""
    targets = (text for one in made.gone for row in made.before.of[one] for text in _short(row))
    telling = {word for text in [*made.words.texts, *targets] for word in _telling(text)}
    if not telling:
        return {}
    staying = Snapshot([*made.before.but(row.id for row in made.purge).rows.values(), *made.new])
    counted: Counter[str] = Counter()
    for row in staying.all_heads():
        counted.update(telling & {word for _, text in texts_of(row) for word in _WORD.findall(text)})
    few = sorted(word for word, n in counted.items() if n <= _FEW)
    return {word: counted[word] for word in few[:SHOWN]}


def _short(row: Row) -> Iterator[str]:
    """What something is called: its words are too few to be sought by themselves."""
    return (f"x {row[name]}" for name in text_columns(row.table) if row[name] and row[name] == title_of(row))


def _telling(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text):
        begins = text[: found.start()].rstrip(" \n\"'“‘(")[-1:] in ("", ".", "!", "?", ":", "\n")
        if len(found[0]) >= _LONG_WORD or (found[0][0].isupper() and not begins):
            yield found[0]
