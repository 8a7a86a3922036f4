"""The group decides which wishes are taken up: always with who and how (B16)."""

from __future__ import annotations

from collections.abc import Sequence

from ontmoet_research.store import Project, find, new, write
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

ORIGIN = "change.decisions"


def decide(
    project: Project,
    wish_id: str,
    session_id: str,
    what: str,
    how: str,
    who: Sequence[str],
    *,
    dissent_note: str | None = None,
) -> str:
    """Take up a wish; give the ``decision_id``. The wish becomes ``opgepakt`` in the same write.

    ``who`` are participant ids, ``dissent_note`` is what someone sees differently. This is the only way to take up a
    wish. Errors: ``Refused`` without what, how or who, when the wish was merged into another, or when something is
    gone.
    """
    if not what.strip():
        raise Refused("change.decision_needs_what")
    if not how.strip():
        raise Refused("change.decision_needs_how")
    people = list(dict.fromkeys(who))
    if not people:
        raise Refused("change.decision_needs_who")
    wish = find(project, "wishes", wish_id)
    if wish["status"] == "samengevoegd":
        raise Refused("change.wish_merged")
    for table, object_id in [("sessions", session_id), *(("participants", person) for person in people)]:
        find(project, table, object_id)
    decision = new(
        "decisions",
        wish_id=wish_id,
        session_id=session_id,
        decided_by="group",
        what=what.strip(),
        how=how.strip(),
        who=people,
        dissent_note=dissent_note,
    )
    write(project, [decision, changed(wish, status="opgepakt", parked_reason=None)], origin=ORIGIN)
    return decision.object_id
