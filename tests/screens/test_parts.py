"""Parts of a page and their forms: what is open, chosen and typed in one is never that of another."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from pages import click, every_block, series_named, told, type_in

from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button
from ontmoet_research.screens.changes.see_changes import SeeChanges
from ontmoet_research.screens.following.follow_wishes import FollowWishes
from ontmoet_research.screens.forms import Ask, Form, of_nothing
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import Refused, say

KEPT: list[tuple[str, Any]] = []


def keep(name: str) -> Any:
    """A function of a room that stores what it gets; "nee" is refused, and "niets" changes nothing."""

    def stored(_project: Project, **answers: Any) -> bool:
        if answers.get("words") == "nee":
            raise Refused("store.gone")
        KEPT.append((name, answers))
        return answers.get("words") != "niets"

    return stored


def form_of(name: str) -> Form:
    """The same form for each part, with the same names in it."""
    options = [("a", f"{name} a"), ("b", f"{name} b")]
    asks = (
        Ask("words", "page.name"),
        Ask("which", "page.which_side", "choice", lambda _part: options),
        Ask("stays", "page.which_series", "choice", lambda _part: [("c", f"{name} c")], stays=True),
        Ask("many", "page.who", "several", lambda _part: [("d", f"{name} d"), ("e", f"{name} e")]),
        Ask("told", "page.needed", "heading"),
        Ask("filled", "page.mind", filled=True),
    )
    return Form("new", keep(name), "test.parts", "page.someone_else", asks, given=of_nothing)


class One(Part[PartsPage]):
    """A part with a form and a gesture of its own."""

    forms = (form_of("een"),)
    pressed = 0

    @gesture
    def press(self) -> None:
        """Count."""
        self.pressed += 1
        self.page.refresh()

    def blocks(self) -> list[Block]:
        """The form, a row and the button."""
        now = {"filled": "stond er"}
        return [*self.form(self.forms[0], now=now), self.line("x", "open x"), button("druk", "press")]


class Two(One):
    """Another part with all the same names."""

    forms = (form_of("twee"),)


class Both(PartsPage):
    """A page with two parts that have the same names."""

    name = "follow_wishes"
    about_a_series = False
    kinds: ClassVar = {"wishes": One, "share": Two}

    def blocks(self) -> list[Block]:
        """Both parts at once."""
        return [*self.parts["wishes"].drawn(), *self.parts["share"].drawn()]


@pytest.fixture
def both(small: Project) -> Both:
    KEPT.clear()
    page = Both(small, who=read_rows(small, "contributors")[0].object_id)
    page.receive({"do": "choose_series", "value": series_named(small, "Samen in Veldhoek")})
    return page


def send(page: Page, part: str) -> None:
    page.receive({"do": "keep", "in": part, "form": "new"})


def test_two_parts_with_the_same_names_keep_their_own_answers(both: Both) -> None:
    both.receive({"do": "fill", "name": "wishes.new.words", "value": "van een andere regel"})
    click(both, "open x")
    assert (both.parts["wishes"].opened, both.parts["share"].opened) == ("x", "")
    assert both.parts["wishes"].typed("new.words") == "", "a form about what stands there is of the row that is open"
    both.receive({"do": "fill", "name": "wishes.new.words", "value": "eerste"})
    both.receive({"do": "fill", "name": "share.new.words", "value": "tweede"})
    for text in ("een a", "twee b", "twee d", "twee e", "twee d", "een c"):
        click(both, text)
    click(both, "druk")
    assert [part.pressed for part in both.parts.values() if isinstance(part, One)] == [1, 0]
    send(both, "share")
    send(both, "wishes")
    assert KEPT == [
        ("twee", {"words": "tweede", "which": "b", "stays": None, "many": ["e"], "filled": None}),
        ("een", {"words": "eerste", "which": "a", "stays": "c", "many": [], "filled": None}),
    ]
    send(both, "wishes")
    assert KEPT[-1][1] == {"words": "", "which": None, "stays": "c", "many": [], "filled": None}, "only that stays"


def test_what_was_typed_stays_when_it_is_refused_and_when_it_points_at_someone(both: Both) -> None:
    for words, sentence in (("nee", say("store.gone")), ("bel 06-12345678", say("record.identifier"))):
        type_in(both, say("page.name"), words)
        send(both, "wishes")
        assert both.status["text"] == sentence
        assert both.parts["wishes"].typed("new.words") == words
    assert KEPT == []


def test_what_changed_nothing_says_so_and_can_not_be_taken_back(both: Both) -> None:
    type_in(both, say("page.name"), "niets")
    send(both, "wishes")
    assert both.status["text"] == say("correct.same")
    both.receive({"do": "undo"})
    assert both.status["text"] == say("store.nothing_to_undo")


def test_a_filled_field_shows_what_stands_there_until_someone_types(both: Both) -> None:
    label = say("page.mind")
    fields = [block for block in every_block(both) if block["kind"] == "field" and block["label"] == label]
    assert [block["value"] for block in fields] == ["stond er"] * 2
    type_in(both, label, "")
    send(both, "wishes")
    assert KEPT[-1][1]["filled"] == "", "emptied on purpose"


def test_a_part_that_is_not_there_and_a_method_that_is_no_gesture_are_refused_in_a_sentence(both: Both) -> None:
    for asked in ({"do": "keep", "in": "nergens", "form": "new"}, {"do": "send", "in": "wishes", "form": "new"}):
        both.receive(asked)
        assert both.status["text"] == say("screens.trouble")
    assert KEPT == []


@pytest.mark.parametrize("kind", [FollowWishes, SeeChanges, RecordMeeting])
def test_everything_to_click_leads_to_a_gesture_that_is_there(small: Project, kind: type[PartsPage]) -> None:
    page = kind(small, who=read_rows(small, "contributors")[0].object_id)
    page.receive({"do": "choose_series", "value": series_named(small, "Samen in Veldhoek")})
    for part in page.kinds:
        page.receive({"do": "open_part", "part": part})
        for block in every_block(page):
            if "do" in block:
                asked = page.parts[block["sends"]["in"]] if "in" in block["sends"] else page
                assert getattr(getattr(asked, block["do"]), "is_gesture", False), (part, block)
        assert len(told(page)) > 50
