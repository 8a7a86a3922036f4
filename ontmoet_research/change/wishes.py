"""Wishes for change ("Als we nu eens ..."). None is ever deleted; each gets a status and keeps its words."""

from __future__ import annotations

from collections.abc import Iterable

from ontmoet_research.record import keep, write
from ontmoet_research.store import Project, Row, end_of, find, new, read_moves
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused, say

ORIGIN = "change.wishes"


def add_wish(project: Project, text: str, session_id: str, perspective: str | None = None) -> str:
    """Keep a wish that was said at a meeting; give its ``wish_id``. It starts ``open``.

    The words stay as they were typed, spelling included. Errors: ``Refused`` without words or when the meeting is gone.
    """
    said = {"text": text, "session_id": session_id, "said_by_perspective": perspective}
    return keep(project, "wishes", origin=ORIGIN, status="open", **said)


def add_wishes(project: Project, lines: Iterable[str], session_id: str, perspective: str | None = None) -> list[str]:
    """Keep several wishes of a meeting in one write, such as those on one sheet of paper; give their ids.

    Each line is one; the stem is put before what is only the rest of the sentence. Errors: as :func:`add_wish`.
    """
    find(project, "sessions", session_id)
    said = {"session_id": session_id, "said_by_perspective": perspective, "status": "open"}
    drafts = [new("wishes", text=wish, **said) for line in lines if (wish := whole_wish(line))]
    if not drafts:
        raise Refused("record.needs.wishes.text")
    write(project, drafts, origin=ORIGIN)
    return [draft.object_id for draft in drafts]


def park(project: Project, wish_id: str, reason: str) -> None:
    """Set a wish aside, with the reason; both stay visible.

    Errors: ``Refused`` without a reason, or when the wish is gone, merged or already taken up.
    """
    if not reason.strip():
        raise Refused("change.park_needs_reason")
    wish = _still_free(project, wish_id)
    write(project, [changed(wish, status="geparkeerd", parked_reason=reason.strip())], origin=ORIGIN)


def reopen(project: Project, wish_id: str) -> None:
    """Make a parked or merged wish open again. The history keeps what it was.

    Errors: ``Refused`` when the wish is gone or already taken up.
    """
    wish = find(project, "wishes", wish_id)
    if wish["status"] == "opgepakt":
        raise Refused("change.wish_taken_up")
    write(project, [changed(wish, status="open", parked_reason=None, merged_into=None)], origin=ORIGIN)


def merge(project: Project, wish_id: str, into_id: str) -> None:
    """Join a wish to another that asks the same. Both keep their own words and stay readable (B33).

    When the other was itself merged, the wish goes to where that one ended. Errors: ``Refused`` when both are the same
    in the end, or when the wish is gone, merged or already taken up.
    """
    wish = _still_free(project, wish_id)
    target = ends_in(project, into_id)
    if target.object_id == wish_id:
        raise Refused("change.merge_with_itself")
    write(project, [changed(wish, status="samengevoegd", merged_into=target.object_id)], origin=ORIGIN)


def ends_in(project: Project, wish_id: str) -> Row:
    """The wish that this one was merged into in the end; itself when it was not. Errors: ``Refused`` when gone."""
    find(project, "wishes", wish_id)
    return find(project, "wishes", end_of(read_moves(project, "wishes", "merged_into"), wish_id))


def is_merged(project: Project, wish: Row) -> bool:
    """Whether a wish really stands under another one.

    Two people can each merge a wish into the other's without seeing it. Then the move written last is passed over, and
    the wish that it moved is free again: otherwise both would be gone from the list (B33).
    """
    return wish["status"] == "samengevoegd" and ends_in(project, wish.object_id).object_id != wish.object_id


def whole_wish(words: str) -> str:
    """A wish as a whole sentence: it starts with "Als we nu eens", also when only the rest was typed.

    >>> whole_wish("samen koken"), whole_wish("als we nu eens bellen"), whole_wish(" … ")
    ('Als we nu eens samen koken', 'als we nu eens bellen', '')
    """
    stem = say("change.wish_stem")
    rest = words.strip(" ….\n")
    if not rest or rest.casefold().startswith(stem.casefold()):
        return words.strip() if rest else ""
    return f"{stem} {words.lstrip(' ….').rstrip()}"


def _still_free(project: Project, wish_id: str) -> Row:
    wish = find(project, "wishes", wish_id)
    if wish["status"] == "opgepakt":
        raise Refused("change.wish_taken_up")
    if is_merged(project, wish):
        raise Refused("change.wish_merged")
    return wish
