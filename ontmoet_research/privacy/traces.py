"""Where what people typed still tells of someone who stopped: by alias, or in nearly the same words (P11).

Taking out pieces and quotes reaches what rests on them. Words that somebody else typed (a decision, a story, a part of
the report) rest on nothing; they are sought here, and a person decides what becomes of them. Near words are found with
the ratio of the best fitting stretch (partial ratio, rapidfuzz), so an ending, a comma or a word more hides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from ontmoet_research.findings import Finding, warning
from ontmoet_research.model import columns_of, tables
from ontmoet_research.record import columns_of_words
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text import shortened
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

ALIAS, WORDS = "alias", "words"
NEAR = 90  # of 100: how much alike a stretch is
SHOWN = 60  # letters of a title
LONG_ENOUGH = 24  # letters: shorter words are anybody's
_OWN = ("participants", "consents", "log_events", "sources", "fragments")  # of the person, or notes: these have a gate
_SPACE = re.compile(r"\s+")

__all__ = ["Trace", "check_traces", "find_traces"]


@dataclass(frozen=True)
class Trace:
    """A place: the ``table`` and object, what it is called there (``title``), and ``why``: alias or words."""

    table: str
    object_id: str
    title: str
    why: str

    def told(self) -> str:
        """The place, as people know it."""
        return say("privacy.trace.place", thing=say(f"table.{self.table}.thing"), title=isolated(self.title))


def find_traces(
    project: Project, alias: str | None, said: Iterable[str] = (), without: Collection[str] = ()
) -> list[Trace]:
    """Every row in which people typed this alias, or nearly these words. ``without``: ids of what goes anyway.

    The notes themselves are left out: what someone said in them goes as pieces, and a quote that names somebody needs
    that person's yes.
    """
    named = _as_word(alias)
    needles = [plain for words in said if len(plain := _plain(words)) >= LONG_ENOUGH]
    found = []
    for table in tables():
        columns = [name for name in columns_of_words(table) if not columns_of(table)[name].info.get("of_notes")]
        if table in _OWN or not columns:
            continue
        for row in read_rows(project, table):
            if row.object_id in without:
                continue
            typed = list(_texts(row, columns))
            if named and any(named.search(one) for one in typed):
                found.append(Trace(table, row.object_id, _title(row, typed), ALIAS))
            elif any(_near(needle, _plain(one)) for one in typed for needle in needles):
                found.append(Trace(table, row.object_id, _title(row, typed), WORDS))
    return found


def check_traces(project: Project) -> list[Finding]:
    """``let op`` (P11) for each place that still tells of someone who had everything taken out."""
    return [
        warning("privacy.trace.found", "P11", one.object_id, place=one.told())
        for person in read_rows(project, "participants")
        if person["status"] == "ingetrokken"
        for one in find_traces(project, person["alias"])
    ]


def _as_word(alias: str | None) -> re.Pattern[str] | None:
    words = (alias or "").strip()
    return re.compile(rf"(?<!\w){re.escape(words)}(?:s|'s)?(?!\w)", re.IGNORECASE) if words else None


def _near(needle: str, text: str) -> bool:
    return len(text) >= LONG_ENOUGH and fuzz.partial_ratio(needle, text, score_cutoff=NEAR) >= NEAR


def _plain(words: str) -> str:
    return _SPACE.sub(" ", words).strip().casefold()


def _texts(row: Row, columns: Iterable[str]) -> Iterator[str]:
    for name in columns:
        value: Any = row[name]
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from value


def _title(row: Row, typed: list[str]) -> str:
    """What the row is called: its title, or how its words begin."""
    return shortened(row.values.get("title") or (typed[0] if typed else ""), SHOWN)
