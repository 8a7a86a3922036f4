"""Giving back what was heard, and keeping what people say of it (member checking, Birt et al. 2016).

Two things go back to the group: a theme, as one short page, and a part of the report, read aloud. A reaction holds for
the words that were given: other words were not given back. *Herken ik niet* takes nothing away; it opens a difference
that stays open until people talked about it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ontmoet_research.learning import by_theme, read_learning
from ontmoet_research.model.account import REACTIONS, TALKED_OUTCOMES
from ontmoet_research.record import iso_day, write
from ontmoet_research.store import Project, Row, change, find, new, read_rows, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .quotes import quote_block, read_quotes
from .standing import read_standings
from .theme_voices import NOT_KNOWN

ORIGIN = "report.giving_back"
GROUP = "groep"

__all__ = [
    "ORIGIN",
    "Heard",
    "give_back",
    "heard_of",
    "is_open",
    "reactions_to",
    "read_all_back",
    "read_back",
    "read_heard",
    "settle",
]


@dataclass(frozen=True)
class Heard:
    """One theme as it is given back: its words, in how many meetings it was heard, and quotes the group may read.

    ``quotes`` are (words, who said it as that person chose).
    """

    theme_id: str
    title: str
    what: str
    meetings: int
    quotes: tuple[tuple[str, str], ...]

    @property
    def version(self) -> str:
        """The hash of what is given back."""
        return hashlib.sha256("\n".join(self.lines()).encode("utf-8", "replace")).hexdigest()

    def lines(self) -> list[str]:
        """What is read aloud, line by line."""
        said = [say("report.back.quote", words=words, who=who) for words, who in self.quotes]
        where = [say_count("report.back.meetings", self.meetings)] if self.meetings else []
        return [self.title, *([self.what] if self.what else []), *where, *said]


def read_heard(project: Project, series_id: str) -> list[Heard]:
    """The themes of a series that the group made, as each is given back. Quotes have a yes for the group."""
    with project.one_moment():
        told = read_learning(project, series_id)
        allowed = read_quotes(project, GROUP, told.fragments["fragment_id"]).allowed
        reached = by_theme(told.codings, told.themes, told.theme_links, told.fragments)
    found = []
    for theme in rows_of(told.themes):
        own = reached[reached["theme_id"] == theme["theme_id"]]
        blocks = [quote_block(one) for one in rows_of(allowed[allowed["fragment_id"].isin(own["fragment_id"])])]
        quotes = tuple((block.text, block.attribution) for block in blocks)
        what = (theme["description_b1"] or "").strip()
        found.append(Heard(theme["theme_id"], theme["title"], what, own["session_id"].nunique(), quotes))
    return found


def heard_of(project: Project, series_id: str, theme_id: str) -> Heard:
    """One theme as it is given back. Errors: ``Refused`` when it is gone."""
    found = next((one for one in read_heard(project, series_id) if one.theme_id == theme_id), None)
    if found is None:
        raise Refused("store.gone")
    return found


def give_back(project: Project, series_id: str, theme_id: str, *, seen: str, **reaction: Any) -> str:
    """Keep how people reacted to a theme; give the ``member_check_id``. ``reaction`` as for :func:`read_back`.

    Errors: ``Refused`` when the theme was changed since it was shown (``seen``), or as :func:`read_back`.
    """
    theme = heard_of(project, series_id, theme_id)
    if theme.version != seen:
        raise Refused("report.back.changed")
    return _keep(project, reaction, series_id=series_id, what=theme.title, theme_id=theme_id, version=seen)


def read_back(project: Project, series_id: str, part: str, *, seen: str, **reaction: Any) -> str:
    """Keep that a part of the report was read back to the group, and how people reacted; give the ``member_check_id``.

    ``reaction``: ``reactions`` (some of ``model.account.REACTIONS``), ``day``, and if known ``said`` (in their words),
    ``session_id``, ``asked`` and ``answered`` (how many people).

    Errors: ``Refused`` without a reaction or a day, for more answers than people, or when the part is another one by
    now; ``ValueError`` for another reaction.
    """
    standing = read_standings(project, series_id, GROUP).get(part)
    if standing is None or standing.version != seen:
        raise Refused("report.back.changed")
    title = say(f"report.section.{part}")
    return _keep(project, reaction, series_id=series_id, what=title, section=part, version=seen)


def read_all_back(project: Project, series_id: str, *, seen: Mapping[str, str], **reaction: Any) -> int:
    """Keep that all parts were read back in one go; give how many. Errors: as :func:`read_back`."""
    standings = read_standings(project, series_id, GROUP)
    if {key: one.version for key, one in standings.items()} != dict(seen):
        raise Refused("report.back.changed")
    told = _told(reaction)
    drafts = [
        new(
            "member_checks",
            series_id=series_id,
            what=say(f"report.section.{key}"),
            section=key,
            version=version,
            **told,
        )
        for key, version in seen.items()
    ]
    write(project, drafts, origin=ORIGIN)
    return len(drafts)


def settle(project: Project, member_check_id: str, outcome: str, changed: str = "", day: str = "") -> None:
    """Keep what came of talking about what someone does not recognise: the text was changed, agreed, or both stay.

    Errors: ``Refused`` when it is gone, nothing is open, or no day was given; ``ValueError`` for another outcome.
    """
    row = find(project, "member_checks", member_check_id)
    if not is_open(row):
        raise Refused("report.back.nothing_open")
    if outcome not in TALKED_OUTCOMES:
        raise ValueError(f"no outcome of a talk: {outcome}")
    told = {"outcome": outcome, "talked_on": _day(day), "changed": changed.strip() or row["changed"]}
    write(project, [change(row, **told)], origin=ORIGIN)


def is_open(row: Row | Mapping[Any, Any]) -> bool:
    """Whether someone does not recognise it, and nobody talked about that yet."""
    return NOT_KNOWN in (row["reactions"] or []) and not row["outcome"]


def reactions_to(project: Project, series_id: str, *, theme_id: str = "", part: str = "") -> list[Row]:
    """The reactions to a theme or a part, the oldest first, whatever version they were given on."""
    rows = read_rows(project, "member_checks", series_id=series_id)
    return [row for row in rows if (row["theme_id"] == theme_id if theme_id else row["section"] == part)]


def _keep(project: Project, reaction: Mapping[str, Any], **about: Any) -> str:
    draft = new("member_checks", **about, **_told(reaction))
    write(project, [draft], origin=ORIGIN)
    return draft.object_id


def _told(reaction: Mapping[str, Any]) -> dict[str, Any]:
    reactions: Collection[str] = reaction.get("reactions") or []
    if set(reactions) - set(REACTIONS):
        raise ValueError(f"no reaction: {sorted(reactions)}")
    if not reactions:
        raise Refused("report.back.needs_reaction")
    asked, answered = _number(reaction.get("asked")), _number(reaction.get("answered"))
    if asked is not None and answered is not None and answered > asked:
        raise Refused("report.back.more_than_asked")
    return {
        "reactions": [one for one in REACTIONS if one in reactions],
        "given_on": _day(reaction.get("day")),
        "said": (reaction.get("said") or "").strip() or None,
        "session_id": reaction.get("session_id") or None,
        "asked": asked,
        "answered": answered,
    }


def _day(typed: str | None) -> str:
    on = iso_day(typed)
    if not on:
        raise Refused("report.back.needs_day")
    return on


def _number(typed: Any) -> int | None:
    words = str(typed if typed is not None else "").strip()
    if not words:
        return None
    if not words.isdecimal():
        raise Refused("report.back.needs_number")
    return int(words)


def shown_reactions(row: Row) -> str:
    """The reactions of one time, as people read them."""
    return ", ".join(isolated(one) for one in row["reactions"])
