"""What is agreed with a student before real words are read: signed, until when, and who guides (P24).

The gate asks for all three; here they are kept. A student does not write this down for themselves, nor does someone of
the practice side: it is between the school and who does research.
"""

from __future__ import annotations

from ontmoet_research.record import write
from ontmoet_research.store import Project, change, find, read_rows
from ontmoet_research.text.dutch import parse_date
from ontmoet_research.words import Refused, say

from .gate import STUDENT, without_agreement
from .who_may import who_to_ask

ORIGIN = "privacy.student_agreements"
PRACTICE = "praktijk"


def keep_agreement(project: Project, student_id: str, signed_on: str, until: str, supervisor_id: str | None) -> None:
    """Keep what is agreed with a student. Both days as people type them; what is empty is not agreed yet.

    Errors: ``Refused`` when the student is gone or is no student, a day can't be read, the last day lies before the
    first, the one who guides is gone or is a student, or the person at work is a student, nobody, or of the practice
    side.
    """
    rows = read_rows(project, "contributors")
    roles = {row.object_id: row["role"] for row in rows}
    sides = {row.object_id: row["side"] for row in rows}
    if roles.get(project.who, STUDENT) == STUDENT or sides[project.who] == PRACTICE:
        raise Refused("privacy.agreement.not_by_you")
    student = find(project, "contributors", student_id)
    if student["role"] != STUDENT:
        raise Refused("privacy.agreement.no_student")
    if supervisor_id and roles.get(supervisor_id, STUDENT) == STUDENT:
        raise Refused("privacy.agreement.no_guide")
    first, last = _day(signed_on), _day(until)
    if first and last and last < first:
        raise Refused("privacy.agreement.ends_before")
    told = {"agreement_signed_on": first, "agreement_until": last, "supervisor_id": supervisor_id or None}
    if any(student[name] != value for name, value in told.items()):
        write(project, [change(student, **told)], origin=ORIGIN)


def why_shut(project: Project) -> str | None:
    """Why a real series is shut to the person at work, with what is needed and whom to ask; None when it is open.

    It is to a student without an agreement that runs, or without someone who guides (P24). Not only words of notes are
    meant: also wishes, stories and answers are of people. A practice project is open to everyone.
    """
    return say("privacy.agreement.first", who=who_to_ask(project)) if without_agreement(project) else None


def _day(typed: str) -> str | None:
    if not typed.strip():
        return None
    try:
        return parse_date(typed).isoformat()
    except ValueError:
        raise Refused("privacy.agreement.no_day") from None
