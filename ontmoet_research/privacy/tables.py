"""Consent and what left the project, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.store import Project, read_table

from .consent import withdrawn_participants

if TYPE_CHECKING:
    import pandas as pd

EXPORTED = "export: "  # what the action of such a log event starts with


def read_consents(project: Project) -> pd.DataFrame:
    """All answers per person and purpose: columns of the table ``consents``."""
    return read_table(project, "consents")


def people_and_answers(project: Project) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables ``participants`` and ``consents`` with every version: of two, the one that protects most counts."""
    return (
        read_table(project, "participants", versions="all"),
        read_table(project, "consents", versions="all"),
    )


def who_withdrew(project: Project) -> set[str]:
    """The ``participant_id`` of everyone whose words may be nowhere any more (:func:`withdrawn_participants`)."""
    found = project.read_once("who withdrew", lambda: withdrawn_participants(*people_and_answers(project)))
    return set(found)


def read_exports(project: Project) -> pd.DataFrame:
    """Files that were made from this project, oldest first (P13).

    Columns: ``action``, ``file`` (its name with its folder, as it was when the file was made), ``version`` of the kit,
    ``author``, ``at`` (UTC).
    """
    events = read_table(project, "log_events").rename(columns={"reason": "file"})
    made = [str(action).startswith(EXPORTED) for action in events["action"]]
    return events.loc[made, ["action", "file", "version", "author", "at"]].reset_index(drop=True)
