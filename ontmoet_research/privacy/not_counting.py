"""What does not count yet, and why: the one place that says so for screens, figures, checks and reports.

Words that may not be used are out of every figure. Nobody may take that silence for an answer: a meeting whose people
were not asked yet is not "not labelled", and a voice without a yes is not "too few people". So beside what is counted
stands what is not, with the reason that is true for it; of more reasons the first of the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ontmoet_research.store import Project, read_table, rows_of
from ontmoet_research.text import join_words
from ontmoet_research.words import say, say_count

from .consent import NEVER_FROM_BESLOTEN, allowing_participants
from .gate import NOTES, THE_GROUP, Gate

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["REASONS", "NotCounting", "read_not_counting", "read_reasons", "tell_reasons", "why_not"]

TAKEN_OUT, NO, NO_ANSWER, CLOSED, NOT_LOOKED, NO_MEETING = REASONS = (
    "taken_out",  # words that someone took back, without telling whose
    "no",  # the speaker said no
    "no_answer",  # nobody asked the speaker yet, or there is no answer
    "closed",  # it stays within the group, or tells of someone outside
    "not_looked",  # nobody looked yet who could be recognised in the note
    "no_meeting",  # the note waits for its meeting
)

WAITING = {NO_ANSWER, NOT_LOOKED, NO_MEETING}  # what can still come; what was refused or taken out does not


@dataclass(frozen=True)
class NotCounting:
    """How many of ``total`` pieces, or labels, do not count, by reason; reasons without any are left out."""

    what: str
    total: int
    why: dict[str, int] = field(default_factory=dict)
    purpose: str = NOTES

    @property
    def sentence(self) -> str:
        """It in words, such as "43 van de 116 labels tellen nog niet mee: nog geen antwoord over notities."; or ""."""
        number = sum(self.why.values())
        if not number:
            return ""
        of = say_count(f"privacy.not_counting.{self.what}", self.total)
        told = "told_yet" if set(self.why) <= WAITING else "told"
        return say(f"privacy.not_counting.{told}", n=number, of=of, why=tell_reasons(self.why, self.purpose))


def why_not(
    fragments: pd.DataFrame,
    sources: pd.DataFrame,
    participants: pd.DataFrame,
    consents: pd.DataFrame,
    purpose: str,
    *,
    unchecked: Collection[str] = (),
    released: Collection[str] = (),
) -> dict[str, str]:
    """Of each piece that does not count for a purpose the reason, by ``fragment_id``.

    In: ``fragment_id``, ``source_id``, ``participant_id``, ``visibility``, ``withdrawn``, ``contains_case`` of pieces;
    ``source_id``, ``session_id`` of notes; the tables ``participants`` and ``consents``; ``unchecked`` and ``released``
    as ``gate.closed_pieces`` takes them. Errors: ``ValueError`` for an unknown purpose.
    """
    allowing = allowing_participants(participants, consents, purpose)
    answers = consents[consents["purpose"] == purpose]
    answered = set(answers["participant_id"])
    loose = set(sources.loc[sources["session_id"].isna(), "source_id"])
    shut = purpose in NEVER_FROM_BESLOTEN
    found: dict[str, str] = {}
    for row in rows_of(fragments):
        speaker = row["participant_id"] if isinstance(row["participant_id"], str) else None
        if row["withdrawn"] is True:
            reason = TAKEN_OUT
        elif speaker is not None and speaker not in allowing:
            reason = NO if speaker in answered else NO_ANSWER
        elif shut and (row["visibility"] == "besloten" or _tells_of_others(row, released)):
            reason = CLOSED
        elif shut and row["source_id"] in unchecked:
            reason = NOT_LOOKED
        elif row["source_id"] in loose:
            reason = NO_MEETING
        else:
            continue
        found[row["fragment_id"]] = reason
    return found


def read_reasons(project: Project, purpose: str = NOTES) -> dict[str, str]:
    """Of each piece of the project that does not count for a purpose the reason, by ``fragment_id``.

    Every piece that the gate closes to the group has one. Within a moment it is looked up once. Errors: ``ValueError``
    for an unknown purpose.
    """
    return dict(project.read_once(("why not", purpose), lambda: _reasons(project, purpose)))


def _reasons(project: Project, purpose: str) -> dict[str, str]:
    gate = Gate(project)
    reasons = why_not(
        read_table(project, "fragments"),
        read_table(project, "sources"),
        read_table(project, "participants"),
        read_table(project, "consents"),
        purpose,
        unchecked=gate.unchecked,
        released=gate.released,
    )
    return {**dict.fromkeys(gate.closed(purpose, THE_GROUP), CLOSED), **reasons}


def tell_reasons(why: Mapping[str, int], purpose: str = NOTES) -> str:
    """Reasons with how many things each holds for, in words; of one reason without the number.

    ``purpose`` is what an answer is still awaited for.
    """
    several = len(why) > 1
    about = say(f"privacy.not_counting.about.{purpose}")
    told = [
        say(f"privacy.not_counting.{reason}", about=about) + (f" ({why[reason]})" if several else "")
        for reason in REASONS
        if why.get(reason)
    ]
    return join_words(told)


def read_not_counting(
    project: Project,
    purpose: str = NOTES,
    *,
    series_id: str | None = None,
    what: str = "labels",
    loose_count: bool = False,
) -> NotCounting:
    """How much does not count for a purpose in a series (or in all), in ``labels`` or in ``pieces``, and why.

    Notes that wait for a meeting are of no series; they are counted along with each. Where such a note counts all the
    same, as in comparing readings, ``loose_count`` says so. Errors: ``ValueError`` for an
    unknown purpose.
    """
    sources, fragments = read_table(project, "sources"), read_table(project, "fragments")
    if series_id:
        sessions = read_table(project, "sessions")
        here = set(sessions.loc[sessions["series_id"] == series_id, "session_id"])
        sources = sources[sources["session_id"].isin(here) | sources["session_id"].isna()]
    fragments = fragments[fragments["source_id"].isin(set(sources["source_id"])) & (fragments["kind"] != "kop")]
    known = read_reasons(project, purpose)
    reasons = {one: why for one, why in known.items() if not (loose_count and why == NO_MEETING)}
    if what == "pieces":
        ids = list(fragments["fragment_id"])
    else:
        codings = read_table(project, "codings")
        ids = list(codings.loc[codings["fragment_id"].isin(set(fragments["fragment_id"])), "fragment_id"])
    return NotCounting(what, len(ids), dict(Counter(reasons[one] for one in ids if one in reasons)), purpose)


def _tells_of_others(row: dict[str, object], released: Collection[str]) -> bool:
    return row["contains_case"] is True and row["fragment_id"] not in released
