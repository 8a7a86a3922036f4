"""Tables in the workspace and tables that leave: two functions with two names, and only the second writes (4.3).

:func:`view_table` is for the closed workspace, where insiders know each other anyway. :func:`release_table` hides what
is about too few people, compares with everything of this series that left before, writes the file and keeps it in the
register.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ontmoet_research.record import write
from ontmoet_research.store import Project, find, new, read_rows, read_table
from ontmoet_research.text.tables_csv import as_csv
from ontmoet_research.words import Refused, say

from .register import (
    as_row,
    beside_earlier,
    changed_by_few,
    marks_of,
    numbers,
    other_shape,
    read_releases,
    taking_part,
    too_many_groups,
)
from .release import write_out
from .suppression import K_ADVISED, K_LEAST, GivesAwayError, composition, suppress

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "privacy.publishing"
MOST_FILTERS = 2  # perspective x organisation x theme is never offered (P18)
WHO_IS_THERE, AT_MEETINGS = "wie_is_er", "bij_bijeenkomsten"


@dataclass(frozen=True)
class Counted:
    """A table of counts: ``table``, ``people`` (distinct people behind each cell, same shape) and ``who`` it is about.

    ``what`` names the counts in the register. ``by``: what the counts are divided by, such as perspective and theme.
    ``groups``: which rows or columns are groups of people. ``total`` names the row and column that are sums.
    ``sensitive``: rows and columns in which a zero tells something of a person.
    """

    what: str
    table: pd.DataFrame
    people: pd.DataFrame
    who: Collection[str]
    by: Collection[str] = ()
    groups: Collection[str] = ()
    total: str = "totaal"
    sensitive: Collection[str] = field(default=())


def view_table(counted: Counted) -> pd.DataFrame:
    """The table as the group itself may see it, all numbers in it. For the workspace: nothing is written."""
    return counted.table.copy()


def releasable_table(
    project: Project, series_id: str, counted: Counted, *, k: int | None = None, reason: str = ""
) -> pd.DataFrame:
    """The table as it may leave now; hidden cells are None. Nothing is written.

    ``k`` is that of the series unless given, 5 without either. ``reason`` is why a group that changed by fewer than k
    people may be published about all the same.

    Errors: ``Refused`` when k is under 3, for three or more divisions at once (P18), for a group under k, for more than
    two groups of one series (4.3), for another division of what left before, when the group changed by fewer than k
    people since (P17), or when earlier tables would give a hidden number away.
    """
    k = k_of(project, series_id) if k is None else k
    if k < K_LEAST:
        raise Refused("privacy.release.k_too_low", least=K_LEAST)
    if len(set(counted.by)) > MOST_FILTERS:
        raise Refused("privacy.release.too_many_filters")
    if len(set(counted.who)) < k:
        raise Refused("privacy.release.group_too_small", k=k)
    before = numbers(read_releases(project))  # of all series: the same people may be in more than one
    earlier = [one for one in before if one.series_id == series_id]
    if too_many_groups(earlier, counted.groups):
        raise Refused("privacy.release.too_many_groups")
    same = [one for one in earlier if one.what == counted.what]
    if other_shape(same, counted.table):
        raise Refused("privacy.release.other_shape")
    if not reason.strip() and changed_by_few(before, marks_of(project, counted.who), k):
        raise Refused("privacy.release.changed", k=k)
    hide, kept, known = beside_earlier(same, counted.table, k)
    try:
        return suppress(
            counted.table,
            counted.people,
            k,
            total=counted.total,
            sensitive=counted.sensitive,
            hide=hide,
            kept=kept,
            known=known,
        )
    except GivesAwayError as problem:
        raise Refused("privacy.release.gives_away") from problem


def release_table(
    project: Project,
    path: str | Path,
    series_id: str,
    counted: Counted,
    *,
    k: int | None = None,
    reason: str = "",
    today: datetime.date | None = None,
    separator: str = ",",
) -> pd.DataFrame:
    """Write a table that leaves the project (.csv), keep it in the register, and give it as it left.

    Hidden cells are empty in the file, whatever hid them; ``separator``, a comma or a semicolon, parts them. A
    ``reason`` that was needed stands in the logbook. Takes what :func:`releasable_table` takes. Errors: ``Refused`` as
    there, or when the file can't be written.
    """
    k = k_of(project, series_id) if k is None else k
    shown = releasable_table(project, series_id, counted, k=k, reason=reason)
    printed = shown.astype(object).where(shown.notna(), "")
    lines = ([name, *row] for name, row in zip(printed.index, printed.to_numpy().tolist(), strict=True))
    table = as_csv(["", *map(str, printed.columns)], lines, separator=separator, spreadsheet=True).decode("utf-8")
    content = f"{table}\n{say('privacy.hidden_note', k=k)}\n"
    action = say(f"privacy.release.what.{counted.what}")
    write_out(project, path, content.encode("utf-8"), action, outside={action: content})
    register(project, series_id, counted, shown, k=k, reason=reason, today=today)
    return shown


def register(
    project: Project,
    series_id: str,
    counted: Counted,
    shown: pd.DataFrame,
    *,
    k: int,
    reason: str = "",
    today: datetime.date | None = None,
) -> None:
    """Keep in the register that this table left. The same table about the same people again is kept once."""
    marks, day = marks_of(project, counted.who), (today or datetime.date.today()).isoformat()
    row = as_row(shown, marks, series_id=series_id, what=counted.what, k=k, groups=counted.groups, day=day)
    told = ("what", "k", "person_marks", "table_json")
    if any(all(one[name] == row[name] for name in told) for one in read_rows(project, "releases", series_id=series_id)):
        return
    note = (
        [new("log_events", action="release confirmed", about_id=series_id, reason=reason.strip())]
        if reason.strip()
        else []
    )
    write(project, [row, *note], origin=ORIGIN)


def k_of(project: Project, series_id: str) -> int:
    """The smallest group that the series agreed to show; 5 when nothing was agreed. Errors: ``Refused`` when gone."""
    agreed: int | None = find(project, "series", series_id)["k_threshold"]
    return K_ADVISED if agreed is None else agreed


def who_is_there(project: Project, series_id: str, k: int | None = None) -> Counted | None:
    """How many people took part, in at most two broad groups; None when even the whole group is under k."""
    import pandas as pd

    k = max(k_of(project, series_id) if k is None else k, K_LEAST)
    people = read_table(project, "participants")
    here = people[people["participant_id"].isin(list(taking_part(project, series_id)))]
    groups = composition(here, k)
    if not groups:
        return None
    table = pd.DataFrame({say("privacy.release.people"): list(groups.values())}, index=list(groups))
    several = list(groups) if len(groups) > 1 else []
    return Counted(WHO_IS_THERE, table, table, set(here["participant_id"]), by=("groep",), groups=several)


def at_meetings(project: Project, series_id: str) -> Counted | None:
    """How many people were at each meeting that was held; None when nobody kept it.

    Beside how many take part it tells how many stayed away, so a meeting is shown only when these are 0 or at least k.
    """
    import pandas as pd

    who = taking_part(project, series_id)
    held = [row for row in read_rows(project, "sessions", series_id=series_id) if row["status"] == "gehouden"]
    there: dict[str, set[str]] = {}
    for row in read_rows(project, "attendance"):
        if row["state"] in ("aanwezig", "nieuw") and row["participant_id"] in who:
            there.setdefault(row["session_id"], set()).add(row["participant_id"])
    known = sorted((row for row in held if row.object_id in there), key=lambda row: (row["number"], row.id))
    if not known:
        return None
    counts = [len(there[row.object_id]) for row in known]
    names = [say("privacy.release.meeting", number=row["number"]) for row in known]
    column = say("privacy.release.people")
    behind = [min(n, len(who) - n) or n for n in counts]
    table, people = (pd.DataFrame({column: values}, index=names) for values in (counts, behind))
    return Counted(AT_MEETINGS, table, people, who, by=("bijeenkomst",))
