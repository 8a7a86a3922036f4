"""Somebody stops: that person is in no form of the report for no reader, and exactly the right parts reopen.

Read as bytes and as words, over the practice series. The alias and what this person said are looked for, in what people
typed too: where it still stands, a finding names the place. A few people are always tried, everybody with ``-m slow``.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from read_back import bytes_in_file, letters

from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.practice import make_practice_project
from ontmoet_research.privacy import withdraw
from ontmoet_research.report import FORMATS, export_report, read_report_findings
from ontmoet_research.report.build import KINDS, WHOLE
from ontmoet_research.report.material import read_for
from ontmoet_research.report.writing import write_part
from ontmoet_research.store import Project, open_project, read_rows, read_values
from ontmoet_research.text.same_words import SameWords

TODAY = date(2025, 6, 20)
QUICK = ("Merel",)  # someone with quotes who wrote
LEAST = 40  # letters of a piece that are nobody else's


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("stop") / "reeks.ontmoet"
    make_practice_project(place).close()
    yield place


def everybody(place: Path) -> list[str]:
    with open_project(place) as project:
        return sorted({row["alias"] for row in read_rows(project, "participants")})


def as_writer(project: Project) -> Project:
    sides = {row["side"]: row.object_id for row in read_rows(project, "contributors")}
    return project.as_person(sides["ervaring"])


def pieces_of(project: Project, who: str) -> dict[str, str]:
    """The pieces this person said, by id."""
    texts = dict(read_values(project, "sources", ["object_id", "text"]))
    return {
        row.object_id: texts[row["source_id"]][row["start"] : row["end"]]
        for row in read_rows(project, "fragments")
        if row["participant_id"] == who and row["source_id"] in texts
    }


def rests_on(project: Project, pieces: dict[str, str]) -> set[str]:
    """The texts of the report that rest on these pieces, on a quote out of one, or that hold the same words."""
    quotes = {row.object_id: row["text_used"] for row in read_rows(project, "quotes") if row["fragment_id"] in pieces}
    said = [SameWords([one]) for one in (*pieces.values(), *quotes.values())]
    return {
        row["section"]
        for row in read_rows(project, "report_sections")
        if set(row["sources"]) & (pieces.keys() | quotes.keys()) or any(one.spans(row["body_md"]) for one in said)
    }


def held_back(project: Project) -> set[str]:
    written = read_for(project, None, "groep").written
    return set(written.loc[written["held_back"].astype(bool), "section"])


def own_words(pieces: dict[str, str], others: str) -> list[str]:
    """What only this person said, long enough to be nobody else's, as bare letters."""
    told = (letters(one.partition(":")[2] or one) for one in pieces.values())
    return [one[:LEAST] for one in told if len(one) >= LEAST and one[:LEAST] not in others]


def stop(practice: Path, folder: Path, alias: str, audiences: tuple[str, ...], suffixes: tuple[str, ...]) -> None:
    shutil.copy(practice, folder / "reeks.ontmoet")
    with open_project(folder / "reeks.ontmoet") as opened:
        project = as_writer(opened)
        who = next(row.object_id for row in read_rows(project, "participants") if row["alias"] == alias)
        pieces = pieces_of(project, who)
        mine = {row.object_id for row in read_rows(project, "contributors") if row["participant_id"] == who}
        reopens = rests_on(project, pieces) - only_by(project, mine)
        closed_before = held_back(project)
        withdraw(project, who, "alles", date="2025-06-19")
        assert held_back(project) == reopens | closed_before, alias
        others = letters(" ".join(str(text) for _, text in read_values(project, "wishes", ["object_id", "text"])))
        said = own_words(pieces, others)
        for audience in audiences:
            for kind in KINDS:
                for suffix in suffixes:
                    place = folder / f"{kind}{suffix}"
                    export_report(project, place, today=TODAY, audience=audience, kind=kind, reason="voor de proef")
                    found = bytes_in_file(place).decode("utf-8", "replace")
                    assert [one for one in said if one in letters(found)] == [], (alias, audience, kind, suffix)
                    named = re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", found)
                    assert not named or is_found(project, audience, alias), (alias, audience, kind, suffix)


def only_by(project: Project, mine: set[str]) -> set[str]:
    """Parts that only this person wrote: they go as a whole."""
    return {
        row["section"]
        for row in read_rows(project, "report_sections")
        if row["authors"] and set(row["authors"]) <= mine
    }


def is_found(project: Project, audience: str, alias: str) -> bool:
    """Whether the findings of these readers name the place where the alias still stands."""
    found = read_report_findings(project, None, audience)
    return any(one.row == "P11" and alias in one.sentence for one in found)


@pytest.mark.parametrize("alias", QUICK)
def test_who_stops_is_in_no_form_and_exactly_the_right_parts_reopen(practice: Path, tmp_path: Path, alias: str) -> None:
    stop(practice, tmp_path, alias, ("openbaar",), (".docx", ".md"))


def test_the_alias_in_what_somebody_typed_is_found_and_its_place_named(practice: Path, tmp_path: Path) -> None:
    shutil.copy(practice, tmp_path / "reeks.ontmoet")
    with open_project(tmp_path / "reeks.ontmoet") as opened:
        project = as_writer(opened)
        who = next(row.object_id for row in read_rows(project, "participants") if row["alias"] == "Tuinman")
        series = read_rows(project, "series")[0].object_id
        write_part(project, series, "waarom_deze_reeks", "Volgens Tuinman begon het bij het hek.")
        withdraw(project, who, "alles", date="2025-06-19")
        place = export_report(project, tmp_path / "v.md", series, today=TODAY, kind=WHOLE)
        assert b"Tuinman" not in bytes_in_file(place) or is_found(project, "groep", "Tuinman")


@pytest.mark.slow
def test_whoever_stops_is_in_no_form_for_no_reader(practice: Path, tmp_path: Path) -> None:
    people = everybody(practice)
    for number, alias in enumerate(people, start=1):
        print(f"\r{number} of {len(people)}: {alias}      ", end="", file=sys.stderr, flush=True)
        folder = tmp_path / str(number)
        folder.mkdir()
        stop(practice, folder, alias, AUDIENCES, tuple(FORMATS))
