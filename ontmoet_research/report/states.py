"""How far a part of the report is. It follows from what happened; nobody sets it (domain report 8.4).

*concept* -> *teruggelezen* (read back to the group) -> *voor akkoord* (nothing keeps it back) -> *vastgesteld* (someone
of each side agreed). Each kind of readers has its own text and its own state; the group comes first, then who pays,
then everybody. Any change of the text takes it back, for that part only: what was said was said of other words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ontmoet_research.model.account import REMARK_KINDS, SECTION_STATES

CONCEPT, READ_BACK, TO_AGREE, FINAL = SECTION_STATES
FIRST: dict[str, str] = {"partners": "groep", "gemeente": "groep", "openbaar": "gemeente"}
"""By readers: who must have agreed to their own text before."""
YES = ("akkoord", "akkoord_met_opmerking")
NO = "niet_akkoord"
LIVED = "ervaring"
OF_FUNDER = REMARK_KINDS[-1]
"""A remark of who pays: answered in the appendix, and it holds nothing back (P27)."""

__all__ = [
    "CONCEPT",
    "FINAL",
    "FIRST",
    "NO",
    "OF_FUNDER",
    "READ_BACK",
    "TO_AGREE",
    "YES",
    "Happened",
    "both_sides",
    "least",
    "state",
]


@dataclass(frozen=True)
class Happened:
    """What happened to one part, in the text that these readers get now.

    ``before``: the readers who come first agreed to theirs; ``read_back``: it was read back to the group (for readers
    outside: to the group in its own text); ``kept_back``: something in it must be mended first; ``agreed``: the sides
    of who agreed; ``talk_open``: someone does not agree, and nobody talked about it yet.
    """

    before: bool = True
    read_back: bool = False
    kept_back: bool = False
    agreed: Collection[str] = ()
    talk_open: bool = False


def state(happened: Happened) -> str:
    """One of ``model.account.SECTION_STATES``.

    >>> state(Happened(read_back=True, agreed=("ervaring", "onderzoek")))
    'vastgesteld'
    >>> state(Happened(read_back=True, agreed=("ervaring",)))
    'voor_akkoord'
    """
    if not (happened.before and happened.read_back):
        return CONCEPT
    if happened.kept_back:
        return READ_BACK
    return FINAL if both_sides(happened.agreed) and not happened.talk_open else TO_AGREE


def both_sides(sides: Collection[str]) -> bool:
    """Whether someone of lived experience is among these sides, and someone of another."""
    return LIVED in sides and any(side != LIVED for side in sides)


def least(states: Iterable[str]) -> str:
    """How far a whole is: as far as what is least far; of nothing, a concept."""
    return min(states, key=SECTION_STATES.index, default=CONCEPT)
