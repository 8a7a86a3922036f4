"""Wishes and what came of them, as tables for calculations.

Each gives the current rows with the meeting joined: ``session_number`` and ``session_date`` (ISO text). An object with
two versions has two rows; what is joined to it comes from the last one.

A holder can keep what is in an assignment to themselves. Then everyone else still sees that it runs; its words stand
in these tables only for the ``reader`` who holds it, and answers also for who wrote them down (methods 3.17).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.group import read_participants, read_sessions
from ontmoet_research.privacy import read_consents, withdrawn_participants
from ontmoet_research.store import Project, read_moves, read_rows, read_table
from ontmoet_research.words import say

from .outcomes import SIGNAL

if TYPE_CHECKING:
    import pandas as pd

ANSWERS = ("done", "status_text", "going_well", "stuck", "why", "need", "from_whom")
OWN_WORDS = ("stop_reason", "next_step")


def read_wishes(project: Project) -> pd.DataFrame:
    """All wishes in the order they came: columns of ``wishes``, then those of the meeting (see ``_with_meeting``).

    A wish that two people merged crosswise is open again where its move was passed over (``wishes.is_merged``).
    """
    wishes = read_table(project, "wishes")
    under = read_moves(project, "wishes", "merged_into")
    free = (wishes["status"] == "samengevoegd") & wishes["merged_into"].notna() & ~wishes["wish_id"].isin(list(under))
    wishes["status"] = wishes["status"].mask(free, "open")
    wishes["merged_into"] = wishes["merged_into"].mask(free, None)
    return _with_meeting(project, wishes)


def read_decisions(project: Project) -> pd.DataFrame:
    """All decisions: columns of ``decisions``, then those of the meeting."""
    return _with_meeting(project, read_table(project, "decisions"))


def read_assignments(project: Project, reader: str | None = None) -> pd.DataFrame:
    """All assignments: columns of ``assignments``, then ``wish_id`` and ``what`` of the decision.

    Where the holder hides the details, ``stop_reason`` and ``next_step`` are empty unless ``reader`` (a
    ``contributor_id``) is that holder, and ``what`` says only that it is hidden. What the group decided stays readable
    in ``read_decisions``: those words are the group's.
    """
    decisions = read_table(project, "decisions").drop_duplicates("decision_id", keep="last")
    assignments = without_kept_details(project, "assignments", read_table(project, "assignments"), reader)
    found = assignments.merge(decisions[["decision_id", "wish_id", "what"]], on="decision_id", how="left")
    hidden = found["details_hidden"].fillna(False).astype(bool) & _kept_to_oneself(project, found, reader)
    return found.assign(what=found["what"].mask(hidden, say("change.kept_what")))


def read_progress(project: Project, reader: str | None = None) -> pd.DataFrame:
    """All answers at follow-ups: columns of ``progress``, then those of the meeting.

    Where the holder hides the details, all answers are empty unless ``reader`` (a ``contributor_id``) may see them.
    """
    return _with_meeting(project, without_kept_details(project, "progress", read_table(project, "progress"), reader))


def without_kept_details(project: Project, name: str, table: pd.DataFrame, reader: str | None = None) -> pd.DataFrame:
    """A current table of the project with the words empty that a holder keeps from this reader; others as they are.

    In and out: the columns of ``assignments`` or ``progress``. Who wrote answers down may read them back.
    """
    if name == "assignments":
        away = _kept_to_oneself(project, table, reader)
        return table.assign(**{column: table[column].mask(away, None) for column in OWN_WORDS})
    if name != "progress":
        return table
    assignments = read_table(project, "assignments").drop_duplicates("assignment_id", keep="last")
    known = table[["assignment_id", "author"]].rename(columns={"author": "written_by"})
    known = known.merge(assignments[["assignment_id", "holder_id", "details_hidden"]], on="assignment_id", how="left")
    away = _kept_to_oneself(project, known, reader).set_axis(table.index)
    return table.assign(**{column: table[column].mask(away, None) for column in ANSWERS})


def read_insights(project: Project) -> pd.DataFrame:
    """All answers to the learning questions: columns of ``insights``, then those of the meeting."""
    return _with_meeting(project, read_table(project, "insights"))


def read_think_tank(project: Project) -> pd.DataFrame:
    """All questions brought to the group as a think tank: columns of the table, then those of the meeting."""
    return _with_meeting(project, read_table(project, "think_tank_questions"))


def read_help_offers(project: Project) -> pd.DataFrame:
    """All help that was offered: columns of the table ``help_offers``."""
    return read_table(project, "help_offers")


def read_promises(project: Project) -> pd.DataFrame:
    """All promises: columns of the table ``promises``; ``due`` and ``done_on`` are ISO text."""
    return read_table(project, "promises")


def read_priorities(project: Project) -> pd.DataFrame:
    """What residents put first, by series and in their order: columns of the table ``priorities``."""
    return read_table(project, "priorities").sort_values(["series_id", "order"], kind="stable", ignore_index=True)


def read_changes(project: Project) -> pd.DataFrame:
    """All changes: columns of ``changes``, then ``decision_id``, ``wish_id`` and ``assignment_size`` of its assignment.

    ``evidence``, ``theme_ids`` and ``levels`` are lists, ``since`` is ISO text. ``levels`` holds ``level`` where only
    that was filled in; ``series_id`` and ``organisation_id`` come from the wish and the assignment when the change has
    none of its own. What someone confirmed who withdrew is no longer confirmed by that person (P11).
    """
    assignments = read_assignments(project).drop_duplicates("assignment_id", keep="last")
    wishes = read_wishes(project).drop_duplicates("wish_id", keep="last")[["wish_id", "series_id"]]
    theirs = assignments[["assignment_id", "decision_id", "wish_id", "size", "organisation_id"]].merge(
        wishes, on="wish_id", how="left"
    )
    names = {"size": "assignment_size", "organisation_id": "assigned_in", "series_id": "wished_in"}
    found = read_table(project, "changes").merge(theirs.rename(columns=names), on="assignment_id", how="left")
    found["series_id"] = found["series_id"].fillna(found["wished_in"])
    found["organisation_id"] = found["organisation_id"].fillna(found["assigned_in"])
    pairs = zip(found["levels"], found["level"], strict=True)
    found["levels"] = [levels or ([level] if isinstance(level, str) else []) for levels, level in pairs]
    return _without_confirmer(project, found.drop(columns=["assigned_in", "wished_in"]))


def _without_confirmer(project: Project, changes: pd.DataFrame) -> pd.DataFrame:
    """A change that someone confirmed who withdrew is a signal again; who it was is gone."""
    people, consents = read_table(project, "participants"), read_table(project, "consents")
    gone = changes["confirmer_id"].isin(withdrawn_participants(people, consents))
    if gone.any():
        for name in ("confirmed_by", "confirmer_id"):
            changes[name] = changes[name].where(~gone, None)
        changes.loc[gone, "substantiation"] = SIGNAL
    return changes


def _kept_to_oneself(project: Project, rows: pd.DataFrame, reader: str | None) -> pd.Series[bool]:
    """For each row with ``holder_id`` and ``details_hidden``: whether this reader may not see its words.

    With a column ``written_by``, who wrote the words down may see them too. Words of a holder who withdrew are for
    nobody.
    """
    gone = rows["holder_id"].isin(withdrawn_participants(read_participants(project), read_consents(project)))
    hidden = rows["details_hidden"].fillna(False).astype(bool)
    works_along = {row.object_id: row["participant_id"] for row in read_rows(project, "contributors")}
    if reader not in works_along:  # nobody, or the program itself
        return gone | hidden
    own = rows["holder_id"] == (works_along[reader] or "")
    if "written_by" in rows:
        own |= rows["written_by"] == reader
    return gone | (hidden & ~own)


def _with_meeting(project: Project, table: pd.DataFrame) -> pd.DataFrame:
    """Add ``series_id``, ``session_number``, ``session_date``, ``session_kind`` and ``session_label``."""
    sessions = read_sessions(project).drop_duplicates("session_id", keep="last")
    names = {"number": "session_number", "date": "session_date", "kind": "session_kind", "label": "session_label"}
    chosen = sessions[["session_id", "series_id", *names]].rename(columns=names)
    joined = table.merge(chosen, on="session_id", how="left")
    return joined.sort_values(["series_id", "session_number"], kind="stable", ignore_index=True)
