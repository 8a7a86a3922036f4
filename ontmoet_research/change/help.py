"""Help that was asked at a follow-up, and help that others offered and gave (methods 3.17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.record import change, keep
from ontmoet_research.store import Project, find, rows_of
from ontmoet_research.words import Refused, say

from .assignment_lists import RUNNING
from .wording import bare

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "change.help"
COLUMNS = (
    "progress_id", "assignment_id", "series_id", "session_label", "what", "state",
    "need", "from_whom", "offers", "given",
)  # fmt: skip


def offer_help(project: Project, progress_id: str, text: str, helper_id: str | None = None) -> str:
    """Keep help that someone offers for what was asked; give the ``help_offer_id``.

    ``helper_id`` is a participant, or None for someone outside the group. Errors: ``Refused`` without words, when
    nothing was asked in that answer, or when something is gone.
    """
    if not find(project, "progress", progress_id)["need"]:
        raise Refused("change.no_help_asked")
    return keep(project, "help_offers", origin=ORIGIN, progress_id=progress_id, helper_id=helper_id, text=text)


def give_help(project: Project, help_offer_id: str, day: str) -> None:
    """Say on which day help was given. Errors: ``Refused`` when it is gone, or without a day that can be read."""
    if not day.strip():
        raise Refused("change.needs_day")
    change(project, "help_offers", help_offer_id, origin=ORIGIN, given_on=day)


def help_asked(progress: pd.DataFrame, assignments: pd.DataFrame, offers: pd.DataFrame) -> pd.DataFrame:
    """Everything that people said they need, the last meeting first; nobody is named.

    In: the tables of ``read_progress``, ``read_assignments`` and ``read_help_offers``. Out, one row per answer with a
    need: ``progress_id``, ``assignment_id``, ``series_id``, ``session_label``, ``what`` (of the decision), ``state``
    (of the assignment), ``need``, ``from_whom`` ("" when nobody was named), ``offers`` (list of ``help_offer_id``),
    ``given`` (how many were given).
    An answer that its holder hides has no need here.
    """
    import pandas as pd

    tasks = assignments.set_index("assignment_id")
    what, state = tasks["what"].to_dict(), tasks["state"].to_dict()
    rows = []
    for told in rows_of(progress.iloc[::-1]):
        if not told["need"]:
            continue
        own = offers[offers["progress_id"] == told["progress_id"]]
        row = {name: told[name] for name in ("progress_id", "assignment_id", "series_id", "session_label", "need")}
        named = told["from_whom"] or ""
        about = told["assignment_id"]
        row |= {"what": what.get(about, ""), "state": state.get(about, ""), "from_whom": named}
        rows.append({**row, "offers": list(own["help_offer_id"]), "given": int(own["given_on"].notna().sum())})
    return pd.DataFrame(rows, columns=list(COLUMNS))


def help_letter(asked: pd.DataFrame) -> str:
    """What runs and has no help yet, as a text to copy and mail from one's own mailbox. Nothing is sent.

    In: the table of :func:`help_asked`. It names no one who asks; what people typed may still point at someone, so the
    screen asks to read it first.
    """
    lines = [say("change.letter.opening"), ""]
    for row in rows_of(asked[(asked["given"] == 0) & (asked["state"] == RUNNING)]):
        named = say("change.letter.from", whom=bare(row["from_whom"])) if row["from_whom"] else ""
        lines.append(say("change.letter.line", what=bare(row["what"]), need=bare(row["need"])))
        lines += [named] if named else []
        lines.append("")
    return "\n".join([*lines, say("change.letter.closing")])
