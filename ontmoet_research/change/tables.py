"""Wishes and what came of them, as tables for calculations.

Each gives what holds now with the meeting joined: ``session_number`` and ``session_date`` (ISO text). One row a
thing; of two versions the one written last.

A holder can keep what is in an assignment to themselves. Then everyone else still sees that it runs; its words stand
in these tables only for the ``reader`` who holds it, and answers also for who wrote them down (methods 3.17).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.group import read_sessions
from ontmoet_research.privacy import Gate, who_withdrew
from ontmoet_research.privacy.gate import NOTES
from ontmoet_research.store import Project, looked_up, once_a_moment, read_moves, read_rows, read_table
from ontmoet_research.text.blocks import blocked
from ontmoet_research.words import say

from .outcomes import SIGNAL

if TYPE_CHECKING:
    import pandas as pd

ANSWERS = ("done", "status_text", "going_well", "stuck", "why", "need", "from_whom")
OWN_WORDS = ("stop_reason", "next_step")


@once_a_moment
def read_wishes(project: Project) -> pd.DataFrame:
    """All wishes in the order they came: columns of ``wishes``, then those of the meeting (see ``_with_meeting``).

    A wish that two people merged crosswise is open again where its move was passed over (``wishes.is_merged``). Of one
    that came from a note that the person at work may not read any more, the words are blocks.
    """
    wishes = read_table(project, "wishes")
    if wishes["fragment_id"].notna().any():
        shut = wishes["fragment_id"].isin(list(Gate(project).closed(NOTES)))
        wishes["text"] = wishes["text"].mask(shut, wishes["text"].map(lambda words: blocked(words, [(0, len(words))])))
    under = read_moves(project, "wishes", "merged_into")
    free = (wishes["status"] == "samengevoegd") & wishes["merged_into"].notna() & ~wishes["wish_id"].isin(list(under))
    wishes["status"] = wishes["status"].mask(free, "open")
    wishes["merged_into"] = wishes["merged_into"].mask(free, None)
    return _with_meeting(project, wishes)


@once_a_moment
def read_decisions(project: Project) -> pd.DataFrame:
    """All decisions: columns of ``decisions``, then those of the meeting."""
    return _with_meeting(project, read_table(project, "decisions"))


@once_a_moment
def read_assignments(project: Project, reader: str | None = None) -> pd.DataFrame:
    """All assignments: columns of ``assignments``, then ``wish_id`` and ``what`` of the decision.

    Where the holder hides the details, ``stop_reason`` and ``next_step`` are empty unless ``reader`` (a
    ``contributor_id``) is that holder, and ``what`` says only that it is hidden. What the group decided stays readable
    in ``read_decisions``: those words are the group's.
    """
    decisions = read_table(project, "decisions")
    assignments = without_kept_details(project, "assignments", read_table(project, "assignments"), reader)
    found = looked_up(assignments, decisions[["decision_id", "wish_id", "what"]], "decision_id")
    hidden = found["details_hidden"].fillna(False).astype(bool) & _kept_to_oneself(project, found, reader)
    return found.assign(what=found["what"].mask(hidden, say("change.kept_what")))


@once_a_moment
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
    assignments = read_table(project, "assignments")
    known = table[["assignment_id", "author"]].rename(columns={"author": "written_by"})
    known = looked_up(known, assignments[["assignment_id", "holder_id", "details_hidden"]], "assignment_id")
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


@once_a_moment
def read_changes(project: Project) -> pd.DataFrame:
    """All changes: columns of ``changes``, then ``decision_id``, ``wish_id`` and ``assignment_size`` of its assignment.

    ``evidence``, ``theme_ids`` and ``levels`` are lists, ``since`` is ISO text. ``levels`` holds ``level`` where only
    that was filled in; ``series_id`` and ``organisation_id`` come from the wish and the assignment when the change has
    none of its own. What someone confirmed who withdrew is no longer confirmed by that person (P11).
    """
    assignments = read_assignments(project)
    wishes = read_wishes(project)[["wish_id", "series_id"]]
    theirs = assignments[["assignment_id", "decision_id", "wish_id", "size", "organisation_id"]]
    theirs = looked_up(theirs, wishes, "wish_id")
    names = {"size": "assignment_size", "organisation_id": "assigned_in", "series_id": "wished_in"}
    found = looked_up(read_table(project, "changes"), theirs.rename(columns=names), "assignment_id")
    found["series_id"] = found["series_id"].where(found["series_id"].notna(), found["wished_in"])
    found["organisation_id"] = found["organisation_id"].where(found["organisation_id"].notna(), found["assigned_in"])
    pairs = zip(found["levels"], found["level"], strict=True)
    found["levels"] = [levels or ([level] if level else []) for levels, level in pairs]
    return _without_confirmer(project, found.drop(columns=["assigned_in", "wished_in"]))


def _without_confirmer(project: Project, changes: pd.DataFrame) -> pd.DataFrame:
    """A change that someone confirmed who withdrew is a signal again; who it was is gone."""
    gone = changes["confirmer_id"].isin(list(who_withdrew(project)))
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
    gone = rows["holder_id"].isin(list(who_withdrew(project)))
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
    sessions = read_sessions(project)
    names = {"number": "session_number", "date": "session_date", "kind": "session_kind", "label": "session_label"}
    chosen = sessions[["session_id", "series_id", *names]].rename(columns=names)
    joined = looked_up(table, chosen, "session_id")
    return joined.sort_values(["series_id", "session_number"], kind="stable", ignore_index=True)
