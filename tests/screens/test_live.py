"""What others store reaches an open screen by itself, only where this person may see it, and disturbs nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pages import small_project, told, type_in, typed
from sample_notes import CLOSED, PIECES, code, make_project

from ontmoet_research.coding import Mark, apply_code, change_coding, finish_fragments, remove_coding
from ontmoet_research.screens import base, label_cards, live, read_and_label, views
from ontmoet_research.screens.base import Screen
from ontmoet_research.screens.series.set_up_series import SetUpSeries
from ontmoet_research.store import (
    Project,
    change,
    find,
    last_mark,
    new,
    news_since,
    read_rows,
    remove,
    write,
)
from ontmoet_research.words import say

PATIENCE = 30
Answer = TypeVar("Answer")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.ontmoet") as made:
        yield made


def in_own_loop(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Do this on a loop of its own in a thread of its own: a browser that a test before this opened has one here."""
    with ThreadPoolExecutor(max_workers=1) as own:
        return own.submit(asyncio.run, work).result()


class Open:
    """A screen that a browser shows: ``hear`` brings the news, ``sent`` holds all that went to the browser for it."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.codings: dict[str, Any] = {}
        self.sent: list[Any] = []
        screen.send = self._send
        self.do("screen_opened")
        self.mark = last_mark(screen.project)

    def _send(self, content: Any, **_more: Any) -> None:
        self.sent.append(content)
        if content.get("whole"):
            self.codings.clear()
        self.codings |= {one["id"]: one for one in content.get("changed", [])}
        self.codings = {key: one for key, one in self.codings.items() if key not in content.get("gone", [])}

    def do(self, what: str, **more: Any) -> None:
        self.screen.receive({"do": what, **more})
        assert self.screen.status.get("tone") != "trouble", what

    def hear(self) -> list[Any]:
        """Hear all news; give what was sent for it: messages, and the traits that changed."""
        self.sent.clear()
        names = [name for name in ("text", "view", "frame", "status") if self.screen.has_trait(name)]
        before = {name: getattr(self.screen, name) for name in names}
        while news := news_since(self.screen.project, self.mark):
            self.mark = news.mark
            self.screen.hear(news)
        changed = {name: getattr(self.screen, name) for name in names if getattr(self.screen, name) != before[name]}
        return [*self.sent, *([changed] if changed else [])]


def noor_labels(project: Project, words: str, short: str = "Z3", who: str = "noor", **more: Any) -> str:
    start = find(project, "sources", "verslag1")["text"].index(words)
    mark = Mark("verslag1", start, start + len(words), code(project, short), who, **more)
    return apply_code(project.as_person(who), mark, origin="code_text verslag1")


def test_what_is_hidden_gives_no_message_at_all(project: Project) -> None:
    lezen, cards = Open(read_and_label(project)), Open(label_cards(project))
    theirs = noor_labels(project, "brief kwam", note="geheim van Noor")
    assert (lezen.hear(), cards.hear()) == ([], [])
    change_coding(project.as_person("noor"), theirs, note="nog geheimer")
    finish_fragments(project.as_person("noor"), {f"verslag1-{n}": "gelabeld" for n in range(7)})
    assert (lezen.hear(), cards.hear()) == ([], [])
    remove_coding(project.as_person("noor"), theirs)
    assert (lezen.hear(), cards.hear()) == ([], [])


def test_after_klaar_met_lezen_what_others_place_change_and_take_away_appears_by_itself(project: Project) -> None:
    lezen = Open(read_and_label(project))
    early = noor_labels(project, "deur uit")
    lezen.hear()
    lezen.do("finish")
    assert set(lezen.codings) == {early}
    theirs = noor_labels(project, "brief kwam", certainty="twijfel")
    sent = lezen.hear()
    assert lezen.codings[theirs]["by"] == "Noor, twijfelt"
    assert [len(one["changed"]) for one in sent if "changed" in one] == [1], "only what is new"
    change_coding(project.as_person("noor"), theirs, note="toch wel", certainty="zeker")
    lezen.hear()
    assert (lezen.codings[theirs]["by"], lezen.codings[theirs]["note"]) == ("Noor", "toch wel")
    remove_coding(project.as_person("noor"), theirs)
    lezen.hear()
    assert set(lezen.codings) == {early}


def test_a_closed_piece_stays_closed_for_news_too(project: Project) -> None:
    lezen = Open(read_and_label(project, who="sem"))
    lezen.do("finish")
    inside = noor_labels(project, "buurvrouw van nummer zes")
    assert lezen.hear() == []
    both = noor_labels(project, f"{PIECES[CLOSED][1]}\n\nOp de flap")
    assert inside not in json.dumps(lezen.hear())
    assert [place for place, _, _ in lezen.codings[both]["parts"]] == [5]


def test_ones_own_steps_do_not_come_back_as_news(project: Project) -> None:
    lezen, cards = Open(read_and_label(project)), Open(label_cards(project))
    at = [["verslag1-1", 0], ["verslag1-1", 10]]
    lezen.do("place", code_id=code(project, "Z2"), at=at)
    assert lezen.hear() == [], "it stands there already"
    assert "view" in cards.hear()[0], "on the other screen of the same person it is new"
    assert cards.screen.view["placed"]


def test_the_status_line_says_politely_who_placed_a_label_and_not_all_the_time(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    lezen = Open(read_and_label(project))
    noor_labels(project, "stilgestaan")
    lezen.hear()
    assert lezen.screen.status == {}, "hidden, so not a word"
    lezen.do("finish")
    saved = lezen.screen.status["text"]
    noor_labels(project, "brief kwam")
    lezen.hear()
    assert lezen.screen.status["text"] == saved, "that it was saved may be read first"
    monkeypatch.setattr(base, "QUIET", 0)
    noor_labels(project, "deur uit")
    lezen.hear()
    assert lezen.screen.status["text"] == "Noor plakte ook een label."
    noor_labels(project, "lacht")
    noor_labels(project, "koffie" if "koffie" in PIECES[1][1] else "Wilma")
    lezen.hear()
    assert lezen.screen.status["text"] == "Noor plakte ook 2 labels."
    for who in ("noor", "sem"):
        noor_labels(project, "vrijdag", who=who)
    lezen.hear()
    assert lezen.screen.status["text"] == say("code_text.came", n=2)
    lezen.do("take_away", coding_id="weg")  # refused: that is what must be read now
    noor_labels(project, "durfde")
    lezen.hear()
    assert lezen.screen.status["tone"] == "refused"


def test_in_calm_mode_nothing_is_announced_and_all_is_shown(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "QUIET", 0)
    write(project, [new("display_settings", person_id="ik", calm=True)])
    lezen = Open(read_and_label(project))
    lezen.do("finish")
    before = dict(lezen.screen.status)
    theirs = noor_labels(project, "deur uit")
    lezen.hear()
    assert theirs in lezen.codings
    assert lezen.screen.status == before


def test_a_new_label_and_another_name_of_one_appear_while_the_open_family_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "QUIET", 0)
    cards, lezen = Open(label_cards(project)), Open(read_and_label(project))
    mine = noor_labels(project, "brief kwam", "P3", who="ik")
    lezen.hear()
    family = next(one["key"] for one in cards.screen.view["families"] if one["key"] == "praten 1")
    cards.do("choose_family", family=family)
    row = find(project, "codes", code(project, "P3"))
    extra = change(row, code="P4", label_nl="Samen lachen", order=9)
    extra = new("codes", **extra.values)
    write(project.as_person("noor"), [extra, change(row, label_nl="Ruimte om te doen", colour="#123456")])
    cards.hear()
    lezen.hear()
    assert [one["label"] for one in cards.screen.view["labels"]][-2:] == ["Ruimte om te doen", "Samen lachen"]
    assert cards.screen.status["text"] == say("labelling.list_changed")
    sent = [one for one in lezen.sent if "changed" in one]
    assert sent[0]["codes"][row.object_id]["colour"] == "#123456"
    assert [one["id"] for one in sent[0]["changed"]] == [mine], "painted again in its new colour"


def test_a_list_that_changed_just_before_ones_own_step_is_not_passed_over(project: Project) -> None:
    cards = Open(label_cards(project))
    row = find(project, "codes", code(project, "Z1"))
    write(project.as_person("noor"), [change(row, label_nl="Met andere ogen")])
    cards.do("next")  # draws, and has seen the number of what Noor wrote
    cards.hear()
    assert cards.screen.view["labels"][0]["label"] == "Met andere ogen"


def test_a_piece_that_is_taken_out_goes_and_the_place_in_the_round_stays(project: Project) -> None:
    cards, lezen = Open(label_cards(project)), Open(read_and_label(project))
    for _ in range(2):
        cards.do("next")
    assert cards.screen.view["progress"] == "Stukje 3 van 6"
    here = cards.screen.view["here"]
    before = [blocks[2] for blocks in lezen.screen.text["blocks"]]
    write(project.as_person("noor"), [remove(find(project, "fragments", "verslag1-1"))])
    cards.hear()
    assert (cards.screen.view["here"], cards.screen.view["progress"]) == (here, "Stukje 2 van 5")
    lezen.hear()
    assert [blocks[2] for blocks in lezen.screen.text["blocks"]] == [before[0], *before[2:]]
    write(project.as_person("noor"), [remove(find(project, "fragments", here))])
    cards.hear()
    assert (cards.screen.view["here"], cards.screen.view["progress"]) == ("verslag1-4", "Stukje 2 van 4")


def test_words_that_were_put_right_come_with_their_labels_in_the_right_place(project: Project) -> None:
    mine = noor_labels(project, "deur uit", who="ik")
    lezen = Open(read_and_label(project))
    place, start, end = lezen.codings[mine]["parts"][0]
    source, extra = find(project, "sources", "verslag1"), "Heel erg: "
    drafts = [change(source, text=extra + source["text"])]
    for row in read_rows(project, "fragments", source_id="verslag1"):
        first = row["order"] == 1
        drafts.append(change(row, start=row["start"] + (0 if first else len(extra)), end=row["end"] + len(extra)))
    row = find(project, "codings", mine)
    drafts.append(change(row, start=row["start"] + len(extra), end=row["end"] + len(extra)))
    write(project.as_person("noor"), drafts)
    sent = lezen.hear()
    assert lezen.screen.text["blocks"][0][2].startswith("Heel erg: #")
    assert [one["whole"] for one in sent if "changed" in one] == [True]
    assert lezen.codings[mine]["parts"] == [[place, start, end]], "the piece moved, the place in it did not"


def test_the_only_label_goes_with_the_piece_it_lay_on(project: Project) -> None:
    mine = noor_labels(project, "brief kwam", who="ik")
    lezen = Open(read_and_label(project))
    assert set(lezen.codings) == {mine}
    write(project.as_person("noor"), [remove(find(project, "fragments", "verslag1-1"))])
    lezen.hear()
    assert lezen.codings == {}


def test_a_note_that_is_gone_gives_way_to_the_next_one(project: Project) -> None:
    lezen = Open(read_and_label(project))
    rows = [find(project, "sources", "verslag1"), *read_rows(project, "fragments", source_id="verslag1")]
    write(project.as_person("noor"), [remove(row) for row in rows])
    lezen.hear()
    assert lezen.screen.view["title"] == "Verslag 2"
    assert lezen.screen.status["text"] == say("labelling.text_changed")


def test_a_page_shows_what_came_in_and_keeps_what_was_filled_in(tmp_path: Path) -> None:
    from ontmoet_research.group import add_participant

    with small_project(tmp_path / "p.ontmoet") as project:
        page = Open(SetUpSeries(project))
        page.do("open_part", part="group")
        type_in(page.screen, say("set_up_series.alias"), "Duif")
        add_participant(project.as_person("noor"), "Merelvogel", page.screen.series_id, ["resident"], adult=True)
        page.hear()
        assert "Merelvogel" in told(page.screen)
        assert typed(page.screen, say("set_up_series.alias")) == "Duif"
        assert page.hear() == []


def test_a_page_that_hears_much_draws_now_and_then_and_in_the_end_everything(tmp_path: Path) -> None:
    from ontmoet_research.group import add_participant

    with small_project(tmp_path / "p.ontmoet") as project:
        page = Open(SetUpSeries(project))
        page.do("open_part", part="group")
        drawn: list[None] = []
        refresh = page.screen.refresh
        page.screen.refresh = lambda: (drawn.append(None), refresh())[1]

        async def busy() -> None:
            for n in range(8):
                add_participant(project, f"Vogel {n}", page.screen.series_id, ["resident"], adult=True)
                page.hear()
            await until(lambda: "Vogel 7" in told(page.screen))

        in_own_loop(busy())
        assert len(drawn) == 2, "at once, and once for all that came after"


def test_a_screen_that_stumbles_over_news_keeps_what_it_shows(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    lezen = Open(read_and_label(project))
    shown = lezen.screen.view
    monkeypatch.setattr(lezen.screen, "catch_up", lambda _news: 1 / 0)
    noor_labels(project, "deur uit")
    assert lezen.hear() == []
    assert lezen.screen.view == shown


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not happened():
            await asyncio.sleep(0.01)


def test_open_screens_share_one_follower_that_stops_with_the_last(project: Project) -> None:
    async def opened_and_closed() -> None:
        loop = asyncio.get_running_loop()
        lezen, cards = Open(read_and_label(project)), Open(label_cards(project.as_person("sem")))
        for one in (lezen, cards):
            live.follow(one.screen, loop)
        running = live.followers()
        assert len(running) == 1
        lezen.do("finish")
        theirs = noor_labels(project, "deur uit")
        await until(lambda: theirs in lezen.codings)
        lezen.do("screen_closed")
        assert live.followers() == running
        cards.screen.close()
        assert live.followers() == []
        assert not running[0].running

    in_own_loop(opened_and_closed())


def test_a_screen_shown_twice_is_followed_until_both_are_closed(project: Project) -> None:
    async def opened_and_closed() -> None:
        lezen = Open(read_and_label(project))
        lezen.do("screen_opened", view="below")
        live.follow(lezen.screen, asyncio.get_running_loop())
        lezen.do("screen_closed")
        assert len(live.followers()) == 1
        lezen.do("screen_closed", view="below")
        assert live.followers() == []

    in_own_loop(opened_and_closed())


def test_a_screen_whose_browser_is_gone_stops_by_itself(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that was killed closed nothing."""
    monkeypatch.setattr(live, "ASK_EVERY", 0.001)

    async def left_alone() -> None:
        lezen = Open(read_and_label(project))
        live.follow(lezen.screen, asyncio.get_running_loop())
        await until(lambda: live.followers() == [])
        assert _asked(lezen) == views.ASKED

    in_own_loop(left_alone())


def test_a_screen_that_is_still_shown_somewhere_goes_on_and_one_that_was_given_up_comes_back(project: Project) -> None:
    """A laptop that slept gives its answer later."""

    async def asked() -> None:
        loop = asyncio.get_running_loop()
        lezen = Open(read_and_label(project))
        lezen.do("finish")
        lezen.do("screen_opened", view="below")
        live.follow(lezen.screen, loop)
        for _ in range(3 * views.ASKED):
            lezen.screen.views.ask()
            lezen.do("still_here", view="below")
        assert len(live.followers()) == 1, "one of two places answers"
        for _ in range(views.ASKED + 1):
            lezen.screen.views.ask()
        assert live.followers() == []
        lezen.sent.clear()
        lezen.screen.views.ask()
        assert lezen.sent == [], "nothing piles up for a browser that is gone"
        later = noor_labels(project, "brief kwam")
        lezen.do("still_here", view="below")
        live.follow(lezen.screen, loop)
        assert later in lezen.codings, "who comes back sees what came in meanwhile"
        latest = noor_labels(project, "Wilma")
        await until(lambda: latest in lezen.codings)
        lezen.do("screen_closed", view="below")
        assert live.followers() == []

    in_own_loop(asked())


def _asked(one: Open) -> int:
    return one.sent.count({"who_is_there": True})


def test_a_screen_whose_loop_is_gone_is_let_go_at_the_next_news(project: Project) -> None:
    """The page was closed without a word, and its subshell with it."""

    async def opened() -> Open:
        lezen = Open(read_and_label(project))
        live.follow(lezen.screen, asyncio.get_running_loop())
        return lezen

    lezen = in_own_loop(opened())  # its loop is closed now
    assert len(live.followers()) == 1
    noor_labels(project, "deur uit")
    in_own_loop(until(lambda: live.followers() == []))
    lezen.do("finish")
    assert len(lezen.codings) == 1, "by hand it works on"


def test_outside_a_kernel_no_thread_is_started(project: Project) -> None:
    Open(read_and_label(project))
    assert live.followers() == []


def test_cards_that_wait_for_a_list_of_labels_show_it_when_somebody_makes_one(project: Project) -> None:
    write(project, [remove(row) for table in ("codings", "codes", "codebooks") for row in read_rows(project, table)])
    cards = Open(label_cards(project))
    assert say("labelling.no_labels") in str(cards.screen.view)
    book = new("codebooks", title="Lijst", version="1")
    told = {"code": "B1", "label_nl": "Bellen", "family": "bellen", "order": 1, "kind": "enkel"}
    write(project, [book, new("codes", codebook_id=book.object_id, **told)])
    cards.hear()
    assert "Bellen" in str(cards.screen.view)
