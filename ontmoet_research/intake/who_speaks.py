"""Who speaks in the notes of a series, said once for all of them; then the names go, and each note is stored.

``told`` says of each speaker as written who that is: the id of someone who takes part, ``LEAD`` for who leads the talk,
``NOBODY`` for a word that is no person, or ``LATER``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ontmoet_research.privacy import Voice, labels_in, say_who_spoke
from ontmoet_research.privacy.names import Known
from ontmoet_research.privacy.speaking import LEADS
from ontmoet_research.record import today
from ontmoet_research.words import Refused

from .carry import with_labels
from .labels import plain_label
from .names_check import NamesCheck
from .notes import BroughtIn, bring_in
from .together import in_order

if TYPE_CHECKING:
    from ontmoet_research.store import Project

    from .readers import ReadText

__all__ = ["LATER", "LEAD", "NOBODY", "check_names", "leads", "refuse_mixed_names", "store_note"]

LATER, LEAD, NOBODY = "", "lead", "nobody"
_LEADS = ("gespreksleid", "begeleid", "interviewer", "facilitator", "moderator", "dagvoorzitter")


def leads(label: str) -> str:
    """``LEAD`` when the label itself says that this is who leads the talk, else ``LATER``."""
    return LEAD if plain_label(label).startswith(_LEADS) else LATER


def check_names(
    note: ReadText, told: Mapping[str, str], aliases: Mapping[str, str], at_hand: Iterable[Known] = ()
) -> NamesCheck:
    """The names in a note, with the alias that was just given as what comes in their place.

    ``aliases`` by id; ``at_hand`` are real names that are known here, such as those of the open key file.
    """
    kept = [label for label, who in told.items() if who == NOBODY]
    others = {label: who for label, who in told.items() if who in aliases and not _same(label, aliases[who])}
    nobody = dict.fromkeys(kept, "")
    renamed = with_labels(note, {label: aliases[who] for label, who in others.items()} | nobody, aliases.values())
    named = [*(Known(who, in_order(label)) for label, who in others.items()), *at_hand]
    check = NamesCheck(renamed, [*aliases.values(), *kept], named, aliases)
    for owner in dict.fromkeys(one.owner for one in named):
        check.turn_alias(owner)
    return check


def refuse_mixed_names(told: Mapping[str, str], aliases: Mapping[str, str]) -> None:
    """Stop an alias that is how somebody else is called in the notes: words would end in the wrong mouth.

    Errors: ``Refused``.
    """
    for label, who in told.items():
        taken = [alias for key, alias in aliases.items() if key != who and _same(label, alias)]
        if who in aliases and taken:
            raise Refused("bring_in_series.mixed_names", alias=taken[0], other=aliases[who])


def store_note(
    project: Project, check: NamesCheck, told: Mapping[str, str], session_id: str | None, checked_by: str | None
) -> BroughtIn:
    """Store a note that was looked at, with who leads the talk. Errors: ``Refused``, as :func:`bring_in`."""
    brought = bring_in(
        project,
        check.result(),
        session_id=session_id,
        pseudonymised_on=today(),
        checked_by=checked_by,
        replaced=check.log(),
    )
    said = {plain_label(label): who for label, who in told.items()}
    for one in labels_in(project, brought.source_id):
        if said.get(plain_label(one.label), leads(one.label)) == LEAD and not one.answered:
            say_who_spoke(project, one.fragment_ids, Voice(None, LEADS))
    return brought


def _same(label: str, alias: str) -> bool:
    return plain_label(label) == plain_label(alias)
