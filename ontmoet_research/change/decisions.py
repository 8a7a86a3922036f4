"""The group decides which wishes are taken up: always with who and how (B16)."""

from __future__ import annotations

from collections.abc import Sequence

from ontmoet_research.record import write
from ontmoet_research.store import Project, find, new
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

from .wishes import is_merged

ORIGIN = "change.decisions"
DECIDED_AT = ("besluit", "workshop")  # a series of workshops has no deciding meeting of its own (A45)


def decide(
    project: Project,
    wish_id: str,
    session_id: str,
    what: str,
    how: str,
    who: Sequence[str],
    *,
    dissent_note: str | None = None,
    elsewhere_reason: str | None = None,
) -> str:
    """Take up a wish; give the ``decision_id``. The wish becomes ``opgepakt`` in the same write.

    ``who`` are participant ids, ``dissent_note`` is what someone sees differently, ``elsewhere_reason`` why it was
    decided outside a deciding meeting (B34). There is no vote, and this is the only way to take up a wish.

    Errors: ``Refused`` without what, how or who, outside a deciding meeting without a reason, when the wish was merged
    into another, or when something is gone.
    """
    people = list(dict.fromkeys(who))
    _need_whole(what, how, people)
    wish = find(project, "wishes", wish_id)
    if is_merged(project, wish):
        raise Refused("change.wish_merged")
    for person in people:
        find(project, "participants", person)
    elsewhere = needs_reason(find(project, "sessions", session_id)["kind"])
    reason = (elsewhere_reason or "").strip() or None
    if elsewhere and not reason:
        raise Refused("change.decision_needs_reason")
    decision = new(
        "decisions",
        wish_id=wish_id,
        session_id=session_id,
        decided_by="group",
        what=what.strip(),
        how=how.strip(),
        who=people,
        dissent_note=(dissent_note or "").strip() or None,
        elsewhere_reason=reason if elsewhere else None,
    )
    taken_up = changed(wish, status="opgepakt", parked_reason=None, merged_into=None)
    write(project, [decision, taken_up], origin=ORIGIN)
    return decision.object_id


def needs_reason(session_kind: str | None) -> bool:
    """Whether a decision at this kind of meeting needs a reason: it is no meeting to decide at (B34).

    >>> needs_reason("besluit"), needs_reason("workshop"), needs_reason("vervolg")
    (False, False, True)
    """
    return session_kind not in DECIDED_AT


def _need_whole(what: str, how: str, people: Sequence[str]) -> None:
    if not what.strip():
        raise Refused("record.needs.decisions.what")
    if not how.strip():
        raise Refused("record.needs.decisions.how")
    if not people:
        raise Refused("record.needs.decisions.who")
