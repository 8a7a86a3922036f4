"""What is needed to start (B02, B31): nothing on the list blocks, and each line can be set aside with a reason."""

from __future__ import annotations

import pytest

from ontmoet_research.group import make_series, read_start_list, record_start_item
from ontmoet_research.group.start_list import check_start_list
from ontmoet_research.model.group import START_ITEMS
from ontmoet_research.store import Project, history, read_table
from ontmoet_research.words import Refused


def findings(project: Project, series_id: str) -> list[tuple[str, str]]:
    return [(one.level, one.row) for one in check_start_list(series_id, read_table(project, "setup_checks"))]


def test_the_method_asks_for_each_of_these() -> None:
    asked = {"netwerk", "geld", "ruimte", "koffie_en_thee", "reiskosten", "communicatie", "gids", "gespreksleiders"}
    assert asked <= set(START_ITEMS)


def test_a_new_series_has_an_open_list_that_blocks_nothing(project: Project, series_id: str) -> None:
    assert set(read_start_list(project, series_id).values()) == {("nog_niet", "")}
    assert findings(project, series_id) == [("let op", "B31"), ("let op", "B02")]


def test_every_line_can_be_set_aside_with_a_reason_and_then_nothing_is_asked(project: Project, series_id: str) -> None:
    for item in START_ITEMS:
        with pytest.raises(Refused, match="waarom dit niet past"):
            record_start_item(project, series_id, item, "nvt", "  ")
        record_start_item(project, series_id, item, "nvt", "Dit past niet bij ons.")
    assert findings(project, series_id) == []


def test_busy_is_not_done(project: Project, series_id: str) -> None:
    for item in START_ITEMS:
        record_start_item(project, series_id, item, "klaar")
    record_start_item(project, series_id, "geld", "bezig", "Aangevraagd.")
    (found,) = check_start_list(series_id, read_table(project, "setup_checks"))
    assert found.row == "B31"
    assert "1 van de 10" in found.sentence


def test_a_line_keeps_its_note_its_history_and_its_own_series(project: Project, series_id: str) -> None:
    other = make_series(project, "twee-workshops", "Andere")
    record_start_item(project, series_id, "ruimte", "bezig", "Het buurthuis.")
    record_start_item(project, series_id, "ruimte", "klaar")
    record_start_item(project, series_id, "ruimte", "klaar")
    assert read_start_list(project, series_id)["ruimte"] == ("klaar", "Het buurthuis.")
    assert read_start_list(project, other)["ruimte"] == ("nog_niet", "")
    (line,) = read_table(project, "setup_checks")["setup_check_id"]
    assert history(project, "setup_checks", line)["state"].tolist() == ["bezig", "klaar"]
