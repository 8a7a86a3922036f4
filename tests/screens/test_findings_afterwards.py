"""What the report lacks comes after the answer: first what was stored, then the findings, and never old ones."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
from pages import series_named

from ontmoet_research.report.lived_voice import WHY_NOT
from ontmoet_research.report.writing import write_part
from ontmoet_research.screens.app.window import AppWindow
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say

LOOKING = say("write_report.looking")
LACKS = say("report.check.no_experience_voice")
PATIENCE = 60


class Browser:
    """What a browser window of the app gets, without the browser: ``seen`` holds what the page tells, in order."""

    def __init__(self, project: Project, loop: asyncio.AbstractEventLoop) -> None:
        self.loop, self.seen, self.key = loop, list[str](), ""
        self.waits: Callable[[str], bool] = bool
        self.came = asyncio.Event()
        self.window = AppWindow(project, loop)
        merel = next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == "Merel")
        self.window.attach(self._take, {"who": merel, "door": "verslag"})

    def _take(self, message: str) -> None:
        told = json.loads(message)
        changed = told.get("traits") or told.get("changed") or {}
        if told.get("place") == "screen":
            self.key = told["show"]
        if "view" in changed and (told.get("id") or told.get("show")) == self.key:
            self.seen.append(json.dumps(changed["view"], ensure_ascii=False))
            if self.waits(self.seen[-1]):
                self.came.set()

    def until(self, there: Callable[[str], bool], *gestures: dict[str, Any]) -> list[str]:
        """Do these, and give what the page told from then on until it tells what is waited for."""

        async def wait() -> None:  # all of it where the messages come in
            self.seen, self.waits = [], there
            self.came.clear()
            for one in gestures:
                self.window.receive(self.key, one)
            await asyncio.wait_for(self.came.wait(), PATIENCE)

        asyncio.run_coroutine_threadsafe(wait(), self.loop).result(PATIENCE + 10)
        return self.seen


@pytest.fixture
def browser(small: Project) -> Iterator[Browser]:
    loop = asyncio.new_event_loop()
    turning = Thread(target=loop.run_forever)  # a thread of its own, as the server has: here a browser test may run one
    turning.start()
    made = Browser(small, loop)
    made.until(lambda view: "choose_series" in view)
    made.window.receive(made.key, {"do": "screen_opened", "view": "a"})
    made.until(
        lambda view: LACKS in view, {"do": "choose_series", "value": series_named(small, "Samen in Veldhoek"), "n": 1}
    )
    yield made
    made.window.close()
    asyncio.run_coroutine_threadsafe(asyncio.sleep(0.1), loop).result(PATIENCE)
    loop.call_soon_threadsafe(loop.stop)
    turning.join(PATIENCE)
    loop.close()


def keep_a_reason(browser: Browser, then: Callable[[str], bool]) -> list[str]:
    """Write why there is no voice of lived experience: that takes one finding away."""
    return browser.until(
        then,
        {"do": "tell_why", "n": 2},
        {"do": "fill", "name": "body", "value": "Nog niemand wilde in een verslag staan.", "n": 3},
        {"do": "keep", "n": 4},
    )


def contents(seen: list[str]) -> list[str]:
    return [view for view in seen if say("write_report.missing") in view]


def test_the_answer_says_that_the_kit_still_looks_and_the_findings_come_as_a_second_drawing(browser: Browser) -> None:
    seen = contents(keep_a_reason(browser, lambda view: say("write_report.missing") in view and LOOKING not in view))
    assert len(seen) == 2
    assert LOOKING in seen[0] and LACKS not in seen[0] and say("write_report.nothing_missing") not in seen[0]
    assert LOOKING not in seen[1] and LACKS not in seen[1] and '"kind": "findings"' in seen[1]


def test_after_taking_back_no_old_findings_stand_there_either(browser: Browser) -> None:
    keep_a_reason(browser, lambda view: say("write_report.missing") in view and LOOKING not in view)
    seen = contents(browser.until(lambda view: LACKS in view, {"do": "undo", "n": 5}))
    assert [LOOKING in view for view in seen] == [True, False]


def test_who_opens_a_part_meanwhile_is_not_drawn_away_from_it(browser: Browser) -> None:
    keep_a_reason(browser, lambda view: LOOKING in view)
    seen = browser.until(
        lambda view: say("write_report.text") in view, {"do": "open_part", "section": "in_het_kort", "n": 5}
    )
    assert say("write_report.text") in seen[-1]
    again = browser.until(lambda view: say("write_report.missing") in view, {"do": "back", "n": 6})
    assert say("write_report.text") not in again[-1]


def test_what_somebody_else_stores_is_looked_at_anew(browser: Browser, small: Project) -> None:
    write_part(small, series_named(small, "Samen in Veldhoek"), WHY_NOT, "Niemand durfde nog.")
    seen = browser.until(lambda view: say("write_report.missing") in view and LOOKING not in view and LACKS not in view)
    assert '"kind": "findings"' in seen[-1]
