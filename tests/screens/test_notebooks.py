"""Each notebook says in its first cell what its screen does, how to begin, and ends with one small step."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import nbformat
import pytest

from ontmoet_research.cli.notebooks import shipped_notebooks
from ontmoet_research.screens.begin.start_here import FIRST, MORE, StartHere
from ontmoet_research.screens.changes.see_changes import SeeChanges
from ontmoet_research.screens.comparing.compare_readings import CompareReadings
from ontmoet_research.screens.following.follow_wishes import FollowWishes
from ontmoet_research.screens.keeping.ask_consent import AskConsent
from ontmoet_research.screens.keeping.erase_for_good import EraseForGood
from ontmoet_research.screens.keeping.going_out import GoingOut
from ontmoet_research.screens.keeping.keep_until import KeepUntil
from ontmoet_research.screens.keeping.kept_close import KeptClose
from ontmoet_research.screens.keeping.names_apart import NamesApart
from ontmoet_research.screens.keeping.own_overview import OwnOverview
from ontmoet_research.screens.keeping.stop_or_remove import StopOrRemove
from ontmoet_research.screens.learning.see_learning import SeeLearning
from ontmoet_research.screens.meeting.bring_in_notes import BringInNotes
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting
from ontmoet_research.screens.own.of_myself import OfMyself
from ontmoet_research.screens.practising.practise import Practise
from ontmoet_research.screens.report.write_report import WriteReport
from ontmoet_research.screens.series.set_up_series import SetUpSeries
from ontmoet_research.screens.sharing.copies import Copies
from ontmoet_research.screens.sharing.two_versions import TwoVersions
from ontmoet_research.words import say

ANSWERS = {
    "00_begin_hier": StartHere.answers(),
    "01_reeks_en_groep": SetUpSeries.answers(),
    "02_bijeenkomst_vastleggen": RecordMeeting.answers(),
    "03_lezen_en_labelen": [],  # two screens, each with its own answers on top
    "04_samen_vergelijken": CompareReadings.answers(),
    "05_wensen_en_opdrachten": FollowWishes.answers(),
    "06_leren_volgen": SeeLearning.answers(),
    "07_opbrengsten_en_verhalen": SeeChanges.answers(),
    "09_verslag_maken": WriteReport.answers(),
    "10_oefenen_stage": Practise.answers(),
    "90_beheer_en_privacy": Copies.answers(),
}


PARTS = (
    *(BringInNotes, Copies, TwoVersions, AskConsent, OwnOverview, KeepUntil, GoingOut, StopOrRemove, EraseForGood),
    *(NamesApart, KeptClose),
)


@pytest.fixture(params=ANSWERS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def cells(name: str) -> list[Any]:
    return list(nbformat.read(shipped_notebooks() / f"{name}.ipynb", as_version=4).cells)


def test_the_first_cell_answers_the_three_questions_and_says_how_to_begin(name: str, cells: list[Any]) -> None:
    questions = [say(f"screens.{part}") for part in ("what", "how_long", "then")]
    assert len(ANSWERS[name]) in (0, len(questions))
    for question, answer in zip(questions, ANSWERS[name], strict=False):
        assert f"**{question}** {answer}" in cells[0].source
    assert "▶▶" in cells[0].source


def test_the_first_cell_with_code_runs_alone(cells: list[Any]) -> None:
    first = next(cell for cell in cells if cell.cell_type == "code")
    assert first.source.startswith("import ontmoet_research as ont\n")


def test_the_last_cell_asks_for_one_small_step(cells: list[Any]) -> None:
    assert cells[-1].source == "ont.screens.next_step()"


def test_the_start_screen_knows_every_notebook() -> None:
    files = {path.name for path in shipped_notebooks().glob("*.ipynb")} - {"00_begin_hier.ipynb"}
    assert files == {*FIRST, *MORE}


def test_each_part_of_looking_after_the_project_has_its_answers_above_its_screen() -> None:
    cells = nbformat.read(shipped_notebooks() / "90_beheer_en_privacy.ipynb", as_version=4).cells
    for before, cell in pairwise(cells):
        page = next((one for one in PARTS if f".{one.name}()" in cell.source), None)
        if page is not None:
            assert f"## {say(f'{page.name}.title')}" in before.source
            assert all(answer in before.source for answer in page.answers())


def test_what_is_of_oneself_has_its_answers_above_its_screen() -> None:
    cells = nbformat.read(shipped_notebooks() / "10_oefenen_stage.ipynb", as_version=4).cells
    before = next(before for before, cell in pairwise(cells) if cell.source == "ont.screens.of_myself()")
    assert all(answer in before.source for answer in OfMyself.answers())
