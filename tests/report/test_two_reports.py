"""Two public reports around one withdrawal, side by side, tell nothing of who stopped (P17; docs/naar-buiten.md)."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ontmoet_research.practice import make_practice_project
from ontmoet_research.privacy import withdraw
from ontmoet_research.report import build_report, export_report
from ontmoet_research.report.build import SUMMARY, WHOLE
from ontmoet_research.report.exact_titles import texts_in
from ontmoet_research.report.theme_voices import RELATIONS
from ontmoet_research.store import Project, open_project, read_rows
from ontmoet_research.words import Refused, say

TODAY = date(2025, 6, 1)
QUICK = ["Kompas", "Merel", "Tuinman"]  # a coder, a coder and writer, and someone of whom a card falls away
SLOW = ["Wilma", "Brug", "Stempel", "Krekel", "Fluit", "Lantaarn", "Pepermunt"]
OWN = {  # sentences around quotes: someone's own words stand there or not
    *(say(f"report.voices.{one}") for one in RELATIONS[1:]),
    say("report.heading.quotes"),
}  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The practice series, of which a report for everyone and its summary left."""
    folder = tmp_path_factory.mktemp("twee verslagen")
    with make_practice_project(folder / "reeks.ontmoet") as made:
        project = _as_experience(made)
        for kind in (WHOLE, SUMMARY):
            export_report(project, folder / f"een {kind}.md", today=TODAY, audience="openbaar", kind=kind)
    yield folder


def _as_experience(project: Project) -> Project:
    return project.as_person(
        next(one.object_id for one in read_rows(project, "contributors") if one["side"] == "ervaring")
    )


def printed(project: Project) -> Counter[str]:
    """All words of the public report but quotes."""
    report = build_report(project, today=TODAY, audience="openbaar")
    lines = (text for part in report.sections for block in part.blocks for text in texts_in(block))
    return Counter([*lines, *(text for _, text in report.facts)])


@pytest.mark.parametrize("alias", [*QUICK, *(pytest.param(one, marks=pytest.mark.slow) for one in SLOW)])
def test_a_report_after_someone_stopped_tells_the_same_or_does_not_leave(
    published: Path, tmp_path: Path, alias: str
) -> None:
    shutil.copy(published / "reeks.ontmoet", tmp_path / "reeks.ontmoet")
    with open_project(tmp_path / "reeks.ontmoet") as opened:
        project = _as_experience(opened)
        before = printed(project)
        who = next(one.object_id for one in read_rows(project, "participants") if one["alias"] == alias)
        own = _texts_of_one_writer(project, who)
        withdraw(project, who, "alles", date="2025-06-01")
        try:
            export_report(project, tmp_path / "twee.md", today=TODAY, audience="openbaar")
        except Refused as refused:
            assert not (tmp_path / "twee.md").exists()
            assert refused.key.startswith("privacy.telling.") and "schrijf waarom" in str(refused)
            return
        after = printed(project)
        differ = (before - after) + (after - before)
        assert {line for line in differ if line not in OWN and not _tells_of(line, own)} == set(), "only own words"


def _texts_of_one_writer(project: Project, participant_id: str) -> list[str]:
    """The texts of the report that only this person wrote: own words (point 7 of docs/naar-buiten.md)."""
    mine = {row.object_id for row in read_rows(project, "contributors") if row["participant_id"] == participant_id}
    return [
        row["body_md"]
        for row in read_rows(project, "report_sections")
        if row["authors"] and set(row["authors"]) <= mine
    ]


def _tells_of(line: str, own: list[str]) -> bool:
    """Whether this line is such a text, of which side it is, or that it is not there."""
    if line.endswith(say("report.left_out.no_yes")):  # at which themes no quote may stand, for a quote is own words
        return line.startswith(tuple(say(f"report.voices.silent.{one}", theme="").split("‘")[0] for one in RELATIONS))
    side = say("report.written_by", sides="")
    around = line.startswith(side) or line.endswith(say("report.left_out.not_written"))
    return bool(own) and (around or any(line in text for text in own))


def test_the_public_report_still_tells_the_story(published: Path) -> None:
    words = (published / f"een {WHOLE}.md").read_text(encoding="utf-8")
    for title in ("Elkaar kunnen vinden", "Het vinkje", "Van ze naar wie", "Waar het vastloopt"):
        assert f"### {title}" in words, title
    assert say("report.people_or_more", n=5) in words
    assert " of meer van de 12 bijeenkomsten." in words and say("report.table.labels") in words
    assert "de kant ervaring en de kant onderzoek" in words
    assert words.count("> “") >= 3 and "Wensen" in words and "### Verandering 1" in words
