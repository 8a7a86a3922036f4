"""Every set-up on every page and in the report, on another topic than the one it came with (A03, A10, A45)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import every_block, told

from ontmoet_research.group import (
    add_contributor,
    add_participant,
    hold_meeting,
    list_meetings,
    list_templates,
    make_series,
)
from ontmoet_research.report import build_report, report_md
from ontmoet_research.screens.changes import see_changes
from ontmoet_research.screens.following import follow_wishes
from ontmoet_research.screens.learning import equal_voices, see_learning
from ontmoet_research.screens.meeting import record_meeting
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.report import write_report
from ontmoet_research.screens.series.set_up_series import SetUpSeries
from ontmoet_research.store import Project, create, read_rows
from ontmoet_research.words import say

TOPIC = "eenzaamheid"
GUIDE = "Armoede doorbreek je niet alleen"  # the title of the guide of the method, whatever a series is about
TEMPLATES = [one.name for one in list_templates()]
PART_BY_PART = ("twee-workshops", "vijf-plus-zes")  # the shortest, and the one that leaves its weeks open
ON_TOP = (record_meeting.RecordMeeting, follow_wishes.FollowWishes, see_learning.SeeLearning, see_changes.SeeChanges)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A series of each set-up on one topic, each with somebody in it and one meeting that was held."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_DATA_DIR", str(tmp_path_factory.mktemp("jupyter")))
        with create(tmp_path_factory.mktemp("alle") / "alle.ontmoet", title="Alle") as made:
            kompas = add_contributor(made, "Kompas", "onderzoek")
            for name in TEMPLATES:
                one = make_series(made, name, f"Reeks {name}", topic=TOPIC)
                hold_meeting(made, list_meetings(made, one)[0].object_id, "7 maart 2024")
                add_participant(made, "Reiger", one, ["lived_experience"])
            yield made.as_person(kompas)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def walk(page: Page, series_id: str, *, every_part: bool) -> Iterator[str]:
    """All that stands on a page, and on its parts; nothing is refused and nothing goes wrong."""
    page.receive({"do": "choose_series", "value": series_id})
    yield told(page)
    made = [one for one in every_block(page) if one["kind"] == "button"]
    steps = [
        one for one in made if one["do"] in ("open_part", "show") or one["sends"].get("name") == equal_voices.FIGURE
    ]
    for step in steps if every_part else ():
        page.receive({"do": step["do"], **step["sends"]})
        assert page.status.get("tone", "plain") not in ("refused", "trouble"), (page.name, step["text"])
        yield told(page)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_page_and_the_report_run_on_a_topic_of_the_groups_own(project: Project, name: str) -> None:
    series_id = next(row.object_id for row in read_rows(project, "series") if row["title"] == f"Reeks {name}")
    pages: list[Page] = [
        SetUpSeries(project),
        record_meeting.RecordMeeting(project),
        follow_wishes.FollowWishes(project),
        see_learning.SeeLearning(project),
        equal_voices.EqualVoices(project),
        see_changes.SeeChanges(project),
        write_report.WriteReport(project),
    ]
    for page in pages:
        every_part = name in PART_BY_PART and page.name != "write_report"  # its parts stand in the report below
        shown = list(walk(page, series_id, every_part=every_part))
        assert len(shown) > 2 or not every_part, page.name
        for words in shown:
            assert "armoede" not in words.replace(GUIDE, "").casefold(), page.name
        if isinstance(page, ON_TOP):
            assert any(
                say("page.phase_now", phase=say("set_up_series.phase.perspectives"), held="1 van")[:-1] in words
                for words in shown
            ), page.name
    printed = report_md(build_report(project, series_id)).decode()
    assert "armoede" not in printed.casefold()
    assert TOPIC in printed
