"""What may be done with whose words. The default is no.

Pure functions over tables, so that every screen, figure and report asks at one place. When a person or a consent has
two versions, the one that protects most counts.

Taking part and notes are the base. A no to one of these closes everything that was asked besides, also what was said
yes to before, whatever way the no came: asked on the screen, taken back, or brought in with a copy. Who was not asked
for the base at all, and said yes to something else, is only open for that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ontmoet_research.model.people import CONSENT_PURPOSES
from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, Row, find, new, read_rows
from ontmoet_research.store import change as changed

from .withdrawing import reopening

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "privacy.consent"
BASE_PURPOSES = ("meedoen", "notities")  # without these two nothing of a person can be used
NEVER_FROM_BESLOTEN = ("citaat", "archief", "hergebruik", "labelen_door_studenten")


def record_consent(
    project: Project,
    participant_id: str,
    purpose: str,
    given: bool,
    *,
    asked_by: str | None = None,
    date: str | None = None,
    info_version: str | None = None,
) -> str:
    """Keep someone's yes or no for one purpose; give the ``consent_id``. A new answer replaces the one before.

    A no to the base (:data:`BASE_PURPOSES`) sends parts of the report with the words of this person back to concept.
    ``asked_by`` is a contributor, of the research or experience side (``check_consents`` looks at that), ``date`` an
    ISO date. Errors: ``Refused`` when person or asker is gone, ``ValueError`` for an unknown purpose.
    """
    told = {"asked_by": asked_by, "date": date, "info_version": info_version}
    return record_consents(project, {participant_id: {purpose: given}}, **told)[0]


def record_consents(project: Project, people: Mapping[str, Mapping[str, bool]], **told: str | None) -> list[str]:
    """Keep what people answered, by ``participant_id`` and purpose, in one write; give the ids in that order.

    ``told`` and errors: as :func:`record_consent`.
    """
    if told.get("asked_by"):
        find(project, "contributors", told["asked_by"] or "")
    answers: list[Draft] = []
    reopened: dict[str, Draft] = {}
    for participant_id, said in people.items():
        find(project, "participants", participant_id)
        for purpose, given in said.items():
            values: dict[str, Any] = {**told, "given": given, "withdrawn": None}
            before = read_rows(project, "consents", participant_id=participant_id, purpose=purpose)
            again = [changed(*versions, **values) for versions in _by_object(before)]
            answers += again or [new("consents", participant_id=participant_id, purpose=purpose, **values)]
        if any(purpose in BASE_PURPOSES and not given for purpose, given in said.items()):
            reopened |= {one.object_id: one for one in reopening(project, participant_id)}
    write(project, [*answers, *reopened.values()], origin=ORIGIN)
    return [one.object_id for one in answers]


def withdraw_consent(project: Project, participant_id: str, purpose: str, date: str) -> None:
    """Take back a yes from ``date`` (ISO) on. Without an earlier answer there is nothing to take back, but of the base.

    Taking back the base (:data:`BASE_PURPOSES`) is kept as a no when nobody asked for it before, and works as in
    :func:`record_consent`.
    """
    rows = read_rows(project, "consents", participant_id=participant_id, purpose=purpose)
    answers = [changed(*versions, withdrawn=date) for versions in _by_object(rows)]
    if purpose in BASE_PURPOSES:
        no: dict[str, Any] = {"given": False, "withdrawn": date}
        answers = [
            *(answers or [new("consents", participant_id=participant_id, purpose=purpose, **no)]),
            *reopening(project, participant_id),
        ]
    write(project, answers, origin=ORIGIN)


def withdrawn_participants(participants: pd.DataFrame, consents: pd.DataFrame) -> set[str]:
    """Ids of people whose words may be nowhere any more.

    In: ``participant_id`` and ``status``; ``participant_id``, ``purpose``, ``given`` and ``withdrawn``. A person is
    withdrawn with status ``ingetrokken``, or with a no to taking part or to the notes, or such a yes that was taken
    back (P11). Someone who only stopped coming, or was not asked yet, is not.
    """
    gone = participants.loc[participants["status"] == "ingetrokken", "participant_id"]
    closes = consents["purpose"].isin(BASE_PURPOSES) & ~_yes_stands(consents)
    return {*gone, *consents.loc[closes, "participant_id"]}


def withdrawn_fragments(fragments: pd.DataFrame, withdrawn: set[str]) -> set[str]:
    """Ids of fragments that may be nowhere any more: taken out, or spoken by one of the ``withdrawn`` people.

    In: ``fragment_id``, ``participant_id``, ``withdrawn``; ids as :func:`withdrawn_participants` gives.
    """
    taken_out = fragments["withdrawn"].fillna(False).astype(bool)
    return set(fragments.loc[taken_out | fragments["participant_id"].isin(list(withdrawn)), "fragment_id"])


def allowing_participants(participants: pd.DataFrame, consents: pd.DataFrame, purpose: str) -> set[str]:
    """Ids of people who said yes to this purpose, did not take it back, and are not withdrawn.

    In: as ``withdrawn_participants``. Errors: ``ValueError`` for an unknown purpose.
    """
    if purpose not in CONSENT_PURPOSES:
        raise ValueError(f"purpose is one of {', '.join(CONSENT_PURPOSES)}; not {purpose}")
    asked = consents[consents["purpose"] == purpose]
    yes = _yes_stands(asked)
    known = set(participants["participant_id"])
    said_yes = set(asked.loc[yes, "participant_id"]) - set(asked.loc[~yes, "participant_id"])
    return (said_yes & known) - withdrawn_participants(participants, consents)


def hidden_fragments(
    fragments: pd.DataFrame, participants: pd.DataFrame, consents: pd.DataFrame, purpose: str
) -> set[str]:
    """Ids of fragments that may not be used for this purpose (P08, P11, A15).

    In: ``fragment_id``, ``participant_id`` (empty when nobody knows who spoke), ``visibility``, ``withdrawn``; the
    tables ``participants`` and ``consents``. Hidden are fragments that were taken out, fragments of a speaker who
    withdrew or gave no yes for this purpose, and, for quoting, archive, reuse and students, all that is ``besloten``.
    A fragment without a known speaker is allowed. Errors: ``ValueError`` for an unknown purpose.
    """
    allowing = allowing_participants(participants, consents, purpose)
    speaker = fragments["participant_id"]
    hidden = fragments["withdrawn"].fillna(False).astype(bool) | (speaker.notna() & ~speaker.isin(allowing))
    if purpose in NEVER_FROM_BESLOTEN:
        hidden |= fragments["visibility"] == "besloten"
    return set(fragments.loc[hidden, "fragment_id"])


def _yes_stands(consents: pd.DataFrame) -> pd.Series[bool]:
    return consents["given"].fillna(False).astype(bool) & consents["withdrawn"].isna()


def _by_object(rows: list[Row]) -> list[list[Row]]:
    """Versions of one answer together, so that a new answer joins them."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.object_id, []).append(row)
    return list(found.values())
