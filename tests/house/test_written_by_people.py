"""Nothing that only the practice series can make: people reach a verb for every table and every column."""

from __future__ import annotations

from pathlib import Path

from written_by import columns_not_written, parts, reached, tables_written

from ontmoet_research import model
from ontmoet_research.practice import make_practice_project
from ontmoet_research.store import read_rows

# What no screen, command or sheet writes yet, and which issue gives it one. These lists may only get shorter.
TABLES_WITHOUT_A_WAY: dict[str, str] = {}
COLUMNS_WITHOUT_A_WAY = {
    "harvests.destination": "of an older kit; people say it per answer now, in harvest_sortings.destinations",
}
# Names so common that the finder can't tell them apart; a person looked.
SEEN_TOO_MUCH = {("report_sections", "state"): "of an older kit; how far a part is follows from what happened"}
MOST_WITHOUT_A_WAY = (0, 1, 1)


def test_every_table_has_a_verb_that_people_reach() -> None:
    assert set(model.tables()) - set(tables_written()) == set(TABLES_WITHOUT_A_WAY)


def test_every_column_is_named_where_people_reach_it() -> None:
    found = {column for column in columns_not_written() if column.partition(".")[0] not in TABLES_WITHOUT_A_WAY}
    assert found == set(COLUMNS_WITHOUT_A_WAY)


def test_the_lists_of_what_people_cannot_write_only_get_shorter() -> None:
    assert all(
        len(listed) <= most
        for listed, most in zip(
            (TABLES_WITHOUT_A_WAY, COLUMNS_WITHOUT_A_WAY, SEEN_TOO_MUCH), MOST_WITHOUT_A_WAY, strict=True
        )
    )


def test_a_verb_that_nobody_calls_is_seen() -> None:
    """The finder can say no: a verb of the rooms that no screen, command or sheet leads to is not reached."""
    everywhere = {(part.file, part.name) for part in parts()}
    found = {(part.file, part.name) for part in reached()}
    assert found < everywhere
    assert ("change/wishes.py", "add_wish") in found


def test_what_the_practice_series_shows_people_can_make_too(tmp_path: Path) -> None:
    """Every table and column that is filled in the practice series has a way, or stands on the lists above."""
    no_way = columns_not_written() | {f"{table}.{column}" for table, column in SEEN_TOO_MUCH}
    with make_practice_project(tmp_path / "p.ontmoet") as project:
        shown = {
            f"{table}.{column}": table
            for table in model.tables()
            for row in read_rows(project, table)
            for column, value in row.values.items()
            if value not in (None, [], "")
        }
    past = {column for column, table in shown.items() if column in no_way and table not in TABLES_WITHOUT_A_WAY}
    assert past <= set(COLUMNS_WITHOUT_A_WAY)
    assert set(shown.values()) - set(tables_written()) == set()
