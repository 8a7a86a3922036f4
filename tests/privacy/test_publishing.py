"""What leaves as a table: the two doors, the register, and 1,000 tables of which nothing can be worked out.

Rows P16, P17, P18, privacy 4.3; invariant 11.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from linear import TOTAL, worked_out

from ontmoet_research.group import add_participant, list_meetings, make_series, record_attendance
from ontmoet_research.privacy import (
    Counted,
    GivesAwayError,
    at_meetings,
    k_of,
    marks_of,
    read_exports,
    read_release_findings,
    read_releases,
    releasable_table,
    release_table,
    suppress,
    taking_part,
    view_table,
    who_is_there,
    withdraw,
)
from ontmoet_research.privacy.register import Released, beside_earlier, changed_by_few
from ontmoet_research.store import change, create, find, read_rows, write
from ontmoet_research.words import Refused

DAY = datetime.date(2025, 6, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A series of 11 people: lived experience 2, residents 3, volunteers 2, professionals 4 (the example of 4.3)."""
    with create(tmp_path / "p.ontmoet", title="Proef") as project:
        series = make_series(project, "twee-workshops", "Reeks")
        counts = {"lived_experience": 2, "resident": 3, "volunteer": 2, "professional": 4}
        people = [
            add_participant(project, f"{sort} {n}", series, [sort])
            for sort, most in counts.items()
            for n in range(most)
        ]
        yield SimpleNamespace(project=project, series=series, people=people, folder=tmp_path)


def counted(cells: list[list[int]], who: Any = range(11), what: str = "thema", **more: Any) -> Counted:
    table = with_totals(np.array(cells))
    return Counted(what, table, table, [str(one) for one in who], **more)


def with_totals(cells: np.ndarray[Any, Any]) -> pd.DataFrame:
    table = pd.DataFrame(cells, index=[f"thema {i}" for i in range(len(cells))])
    table.columns = pd.Index([f"groep {j}" for j in range(len(cells[0]))])
    table[TOTAL] = table.sum(axis=1)
    table.loc[TOTAL] = table.sum(axis=0)
    return table


def test_of_two_three_two_and_four_only_the_whole_group_leaves(desk: SimpleNamespace) -> None:
    """Beside a whole of 11, the 7 from the neighbourhood would reveal the 4 professionals."""
    told = who_is_there(desk.project, desk.series)
    assert told is not None
    shown = release_table(desk.project, desk.folder / "wie.csv", desk.series, told, today=DAY)
    assert shown["mensen"].to_dict() == {"hele groep": 11}
    assert "11" in (desk.folder / "wie.csv").read_text(encoding="utf-8")


def test_a_table_with_an_exact_job_title_does_not_leave(desk: SimpleNamespace) -> None:
    told = who_is_there(desk.project, desk.series)
    assert told is not None
    table = told.table.rename(index={"hele groep": "opbouwwerkers"})
    with pytest.raises(Refused, match="“opbouwwerker”: schrijf liever “iemand van het sociaal werk”"):
        release_table(desk.project, desk.folder / "wie.csv", desk.series, replace(told, table=table, people=table))
    assert not (desk.folder / "wie.csv").exists() and read_rows(desk.project, "releases") == []


def test_six_and_five_leave_when_people_chose_so_themselves(desk: SimpleNamespace) -> None:
    last = find(desk.project, "participants", desk.people[6])
    write(desk.project, [change(last, perspectives=["professional"])])
    told = who_is_there(desk.project, desk.series)
    assert told is not None
    assert told.table["mensen"].to_dict() == {"uit de buurt": 6, "vanuit een organisatie": 5}
    assert set(told.groups) == {"uit de buurt", "vanuit een organisatie"}


def test_looking_shows_everything_and_writes_nothing_and_only_a_release_writes(desk: SimpleNamespace) -> None:
    told = counted([[3, 9], [8, 7]])
    assert view_table(told).equals(told.table)
    before = sorted(path.name for path in desk.folder.iterdir())
    releasable_table(desk.project, desk.series, told)
    assert sorted(path.name for path in desk.folder.iterdir()) == before
    assert read_releases(desk.project) == []
    with pytest.raises(KeyError):
        release_table(desk.project, desk.folder / "t.csv", desk.series, told)  # counts without a name in Dutch


def test_what_left_stands_in_the_register_as_it_left_without_ids(desk: SimpleNamespace) -> None:
    told = replace(counted([[3, 9], [8, 7]], who=desk.people), what="wie_is_er")
    release_table(desk.project, desk.folder / "t.csv", desk.series, told, today=DAY)
    row = read_rows(desk.project, "releases")[0]
    assert (row["k"], row["people"], row["made_on"]) == (5, 11, "2025-06-01")
    assert json.loads(row["table_json"])["cells"] == [[None, None, 12], [None, None, 15], [11, 16, 27]]
    assert len(set(row["person_marks"])) == 11
    assert not any(one in str(dict(row.values)) for one in desk.people)
    assert read_exports(desk.project)["file"].tolist() == [f"{desk.folder.name}/t.csv"]
    text = (desk.folder / "t.csv").read_text(encoding="utf-8")
    assert "thema 0,,,12" in text
    assert "minder dan 5 mensen" in text
    release_table(desk.project, desk.folder / "t.csv", desk.series, told, today=DAY)
    assert len(read_rows(desk.project, "releases")) == 1, "the same again is no other release"


def test_marks_are_the_same_in_each_copy_and_differ_between_projects(desk: SimpleNamespace, tmp_path: Path) -> None:
    with create(tmp_path / "ander.ontmoet", title="Ander") as other:
        assert marks_of(desk.project, ["a"]) == marks_of(desk.project, ["a"])
        assert marks_of(other, ["a"]) != marks_of(desk.project, ["a"])


def publish_group(desk: SimpleNamespace, reason: str = "") -> pd.DataFrame:
    told = who_is_there(desk.project, desk.series)
    assert told is not None
    return release_table(desk.project, desk.folder / "wie.csv", desk.series, told, reason=reason, today=DAY)


def test_ten_people_and_then_nine_is_refused_until_someone_says_why(desk: SimpleNamespace) -> None:
    withdraw(desk.project, desk.people[0], "alles", date="2025-05-01")
    assert publish_group(desk)["mensen"].tolist() == [10]
    assert read_release_findings(desk.project) == []
    withdraw(desk.project, desk.people[1], "alles", date="2025-06-02")
    assert [(one.level, one.row) for one in read_release_findings(desk.project)] == [("let op", "P17")]
    file = (desk.folder / "wie.csv").read_bytes()
    with pytest.raises(Refused, match="minder dan 5 mensen"):
        publish_group(desk)
    assert (desk.folder / "wie.csv").read_bytes() == file
    shown = publish_group(desk, reason="de groep vond het samen goed")
    assert shown["mensen"].tolist() == [None], "the 9 itself stays hidden: beside the 10 it tells of one person"
    logged = [row["reason"] for row in read_rows(desk.project, "log_events") if row["action"] == "release confirmed"]
    assert logged == ["de groep vond het samen goed"]


@pytest.mark.parametrize(
    ("left", "came", "few"), [(0, 0, False), (1, 0, True), (2, 2, True), (2, 3, False), (0, 5, False)]
)
def test_a_group_that_swapped_people_counts_who_left_and_who_came(left: int, came: int, few: bool) -> None:
    earlier = released(frozenset(map(str, range(10))))
    now = {str(n) for n in range(left, 10)} | {f"nieuw {n}" for n in range(came)}
    assert changed_by_few([earlier], now, 5) is few


def released(marks: frozenset[str], cells: dict[tuple[str, str], int | None] | None = None) -> Released:
    return Released("r", "s", "thema", 5, len(marks), marks, (), (), cells or {}, (), "2025-01-01")


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("k of 2", {"k": 2}, "minstens 3 mensen"),
    ("three divisions", {"counted": {"by": ("perspectief", "organisatie", "thema")}}, "3 verdelingen"),
    ("a group of 4", {"counted": {"who": range(4)}}, "minder dan 5 mensen"),
    ("three groups of people", {"counted": {"groups": ("a", "b", "c")}}, "hoogstens 2 groepen"),
]


@pytest.mark.parametrize(("told", "why"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_could_show_a_person_is_refused(desk: SimpleNamespace, told: dict[str, Any], why: str) -> None:
    table = counted([[5, 9], [8, 7]], **told.get("counted", {}))
    with pytest.raises(Refused, match=why):
        releasable_table(desk.project, desk.series, table, k=told.get("k"))


def test_two_divisions_and_k_of_three_are_allowed(desk: SimpleNamespace) -> None:
    table = counted([[3, 9], [8, 7]], by=("perspectief", "thema"))
    assert releasable_table(desk.project, desk.series, table, k=3).notna().all(axis=None)
    write(desk.project, [change(find(desk.project, "series", desk.series), k_threshold=7)])
    assert k_of(desk.project, desk.series) == 7


def test_two_groups_of_one_series_are_the_most_also_over_two_releases(desk: SimpleNamespace) -> None:
    first = replace(counted([[5, 9], [8, 7]], who=desk.people), what="wie_is_er", groups=("groep 0", "groep 1"))
    release_table(desk.project, desk.folder / "t.csv", desk.series, first, today=DAY)
    releasable_table(desk.project, desk.series, first)
    with pytest.raises(Refused, match="hoogstens 2 groepen"):
        releasable_table(desk.project, desk.series, replace(first, what="ander", groups=("groep 2",)))


def test_another_division_of_the_same_counts_is_refused_and_a_new_row_is_not(desk: SimpleNamespace) -> None:
    first = replace(counted([[5, 9], [8, 7]], who=desk.people), what="wie_is_er")
    release_table(desk.project, desk.folder / "t.csv", desk.series, first, today=DAY)
    more = replace(counted([[5, 9], [8, 7], [20, 30]], who=desk.people), what="wie_is_er")
    assert releasable_table(desk.project, desk.series, more).notna().all(axis=None)
    other = first.table.rename(index={"thema 0": "iets anders"})
    with pytest.raises(Refused, match="anders verdeeld"):
        releasable_table(desk.project, desk.series, replace(first, table=other, people=other))


def test_a_cell_that_moved_a_little_since_the_last_time_is_hidden(desk: SimpleNamespace) -> None:
    first = replace(counted([[20, 30], [40, 50]], who=desk.people), what="wie_is_er")
    release_table(desk.project, desk.folder / "t.csv", desk.series, first, today=DAY)
    later = replace(counted([[22, 30], [40, 50]], who=desk.people), what="wie_is_er")
    shown = releasable_table(desk.project, desk.series, later)
    assert shown.to_numpy().tolist() == [[None, 30, None], [40, 50, 90], [None, 80, None]], "2 more is about 2 people"
    hide, kept, known = beside_earlier(read_releases(desk.project), later.table, 5)
    assert hide == {("thema 0", "groep 0"), ("thema 0", TOTAL), (TOTAL, "groep 0"), (TOTAL, TOTAL)}
    assert (kept, len(known)) == (set(), 5)


def test_when_only_what_is_known_already_could_hide_a_cell_nothing_leaves(desk: SimpleNamespace) -> None:
    def told(most: int) -> Counted:
        table = pd.DataFrame({"mensen": [most, 30]}, index=["a", "b"])
        return Counted("wie_is_er", table, table, desk.people)

    release_table(desk.project, desk.folder / "t.csv", desk.series, told(20), today=DAY)
    with pytest.raises(Refused, match="verraadt dit iets"):
        releasable_table(desk.project, desk.series, told(22))
    assert releasable_table(desk.project, desk.series, told(25))["mensen"].tolist() == [25, 30]


def test_a_cell_beside_nothing_but_zeros_can_not_be_hidden_when_the_sums_are_known() -> None:
    table = pd.DataFrame([[0, 0], [8, 4]])
    with pytest.raises(GivesAwayError):
        suppress(table, table)


def test_how_many_were_at_each_meeting_leaves_without_the_small_ones(desk: SimpleNamespace) -> None:
    meetings = [row.object_id for row in list_meetings(desk.project, desk.series)]
    write(desk.project, [change(find(desk.project, "sessions", one), status="gehouden") for one in meetings])
    for meeting, most in zip(meetings, (9, 4), strict=False):
        record_attendance(desk.project, meeting, dict.fromkeys(desk.people[:most], "aanwezig"))
    told = at_meetings(desk.project, desk.series)
    assert told is not None
    assert view_table(told)["mensen"].tolist() == [9, 4]
    assert releasable_table(desk.project, desk.series, told)["mensen"].tolist() == [None, None]
    assert taking_part(desk.project, desk.series) == set(desk.people)


# ── random tables, looked at by linear programming ──────────────────────────────────────────────────────────────────


def random_table(lot: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """A table with totals and zeros, the people behind it, and labels in which a zero says something."""
    shape = (int(lot.integers(1, 6)), int(lot.integers(1, 5)))
    cells = lot.integers(0, 14, shape) * lot.integers(0, 2, shape, endpoint=True)
    table = with_totals(cells)
    people = with_totals(np.minimum(cells, lot.integers(1, 14, shape)))
    if lot.random() < 0.2:  # without sums
        table, people = table.iloc[:-1, :-1], people.iloc[:-1, :-1]
    elif lot.random() < 0.2:
        table, people = table.iloc[:-1], people.iloc[:-1]
    return table, people, [name for name in table.index if lot.random() < 0.15 and name != TOTAL]


def primary(table: pd.DataFrame, people: pd.DataFrame, k: int, sensitive: list[str]) -> set[tuple[str, str]]:
    """The cells that must stay hidden: too few people, or a zero that says something."""
    return {
        (r, c)
        for r in table.index
        for c in table.columns
        if 0 < people.at[r, c] < k
        or (people.at[r, c] == 0 < table.at[r, c])
        or (table.at[r, c] == 0 and r in sensitive)
    }


def hidden_in(shown: pd.DataFrame) -> set[tuple[str, str]]:
    return {(r, c) for r in shown.index for c in shown.columns if shown.at[r, c] is None}


def try_table(seed: int) -> tuple[int, int, int]:
    """One random table and a later one beside it: how many hidden cells were looked at, in the pair too; refusals."""
    lot = np.random.default_rng(seed)
    table, people, sensitive = random_table(lot)
    k = int(lot.integers(3, 8))
    try:
        shown = suppress(table, people, k, sensitive=sensitive)
    except GivesAwayError:
        assert TOTAL not in table.columns or TOTAL not in table.index, "sums in the table can always be hidden"
        return 0, 0, 1
    must = primary(table, people, k, sensitive)
    assert must <= hidden_in(shown)
    assert worked_out([(shown, table)], [(0, *one) for one in must]) == [], f"seed {seed}"
    later, later_people, same = changed(table, people, lot)
    earlier = released(frozenset("a"), {(r, c): shown.at[r, c] for r in shown.index for c in shown.columns})
    hide, kept, known = beside_earlier([earlier], later, k)
    try:
        again = suppress(later, later_people, k, sensitive=sensitive, hide=hide, kept=kept, known=known)
    except GivesAwayError:
        return len(must), 0, 1
    old_and_new = [(shown, table), (again, later)]
    secret = (primary(later, later_people, k, sensitive) | hide) - known - kept
    assert secret | kept <= hidden_in(again)
    ask = [(0, *one) for one in must] + [(1, *one) for one in secret]
    assert worked_out(old_and_new, ask, same) == [], f"seed {seed}"
    return len(must), len(ask), 0


def changed(
    table: pd.DataFrame, people: pd.DataFrame, lot: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame, list[Any]]:
    """A later table: some cells grew, sometimes a row came; and all that stayed, which a reader may know."""
    inner, folk = (one.drop(index=TOTAL, errors="ignore") for one in (table, people))
    inner, folk = (one.drop(columns=TOTAL, errors="ignore") for one in (inner, folk))
    grown = inner.to_numpy() + lot.integers(0, 12, inner.shape) * (lot.random(inner.shape) < 0.3)
    if lot.random() < 0.4:
        grown = np.vstack([grown, lot.integers(0, 14, (1, grown.shape[1]))])
    later = with_totals(grown)
    later_people = with_totals(np.minimum(grown, lot.integers(1, 14, grown.shape)))
    if TOTAL not in table.columns:
        later, later_people = later.drop(columns=TOTAL), later_people.drop(columns=TOTAL)
    if TOTAL not in table.index:
        later, later_people = later.drop(index=TOTAL), later_people.drop(index=TOTAL)
    same = [((0, r, c), (1, r, c), 0) for r in table.index for c in table.columns if table.at[r, c] == later.at[r, c]]
    return later, later_people, same


def try_tables(seeds: range) -> tuple[int, int, int]:
    found = [try_table(seed) for seed in seeds]
    first, pair, refused = (sum(column) for column in zip(*found, strict=True))
    return first, pair, refused


def test_nothing_can_be_worked_out_from_60_tables_and_what_left_before() -> None:
    alone, beside, refused = try_tables(range(60))
    assert alone > 200, "there is something to look at"
    assert beside > 100
    assert refused < 60


@pytest.mark.slow
def test_nothing_can_be_worked_out_from_1000_tables_and_what_left_before() -> None:
    alone, beside, refused = try_tables(range(1_000, 2_000))
    print(f"1000 tables: {alone} hidden cells alone, {beside} in pairs, {refused} later tables refused")
    assert alone > 3_000


def test_the_oracle_sees_what_can_be_worked_out() -> None:
    table = with_totals(np.array([[3, 9], [8, 7]]))
    one_hidden = table.astype(object).copy()
    one_hidden.iat[0, 0] = None
    assert worked_out([(one_hidden, table)], [(0, "thema 0", "groep 0")]) == [(0, "thema 0", "groep 0")]
    safe = suppress(table, table)
    cells = [(0, "thema 0", "groep 0"), (0, "thema 1", "groep 1")]
    assert worked_out([(safe, table)], cells) == []
    both = [(safe, table), (table.astype(object), table)]
    assert worked_out(both, cells, [((0, "thema 0", "groep 0"), (1, "thema 0", "groep 0"), 0)]) == cells
