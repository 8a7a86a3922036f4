"""The own file that is open in this kernel: pages of one notebook share it, and it closes when the kernel stops."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from weakref import WeakSet

from ontmoet_research.own import Kept, OwnFile, forget_time, make_own_file, open_own_file, own_names, own_place, wipe
from ontmoet_research.practice import Practised, keep_practised
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, select, text
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.phrases import PhrasePart
from ontmoet_research.screens.window import this_window
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

USUAL_NAME = "van-mij"
ORIGIN = "own"
REFLECTING = "reflecting"
"""Under which key a page has the part with own words."""


@dataclass
class _Desk:
    """What is open, and how it was before each step that can be taken back."""

    opened: OwnFile | None = None
    before: list[Kept] = field(default_factory=list)
    pages: WeakSet[OwnPage] = field(default_factory=WeakSet)


def _desk() -> _Desk:
    """The desk of this window; it is empty again when somebody else sits down."""
    return this_window().open_thing("own", _Desk)


class OwnPage(PartsPage):
    """A page with what belongs to one person. Nothing of it is written in the project."""

    asks_series = False

    def start(self) -> None:
        """The way to the own file stands before all parts."""
        self.own, self.lock = OwnNow(self), OwnLock(self, "own")
        _desk().pages.add(self)
        super().start()

    def done(self, _origin: str, what: str = "", *, nobodys: str = "") -> None:  # noqa: ARG002 - as every page is asked
        """Say that it was kept; it is no step of the project."""
        self.refresh()
        self.tell_saved(what)

    @gesture
    def fill(self, name: str, value: str) -> None:
        """Keep own words at a question as soon as the field is left."""
        super().fill(name, value)
        if name.startswith(f"{REFLECTING}."):
            self.own.keep_words(name.removeprefix(f"{REFLECTING}."), value)

    @gesture
    def undo(self) -> None:
        """Take back the last thing that was kept."""
        self.own.take_back()
        self.tell_saved(say("screens.undone"))

    @gesture
    def screen_closed(self, view: str = "") -> None:
        """Close the own file too when no browser shows a page with it: the kernel goes on without its owner."""
        super().screen_closed(view)
        if _desk().opened is not None and not any(page.views for page in _desk().pages):
            self.lock.put_away()

    def shown_again(self) -> None:
        """Show the own file as it is now: opened, closed or changed, here or on another page."""
        self.close_all()


class OwnNow:
    """The own file as it is now, for one page."""

    def __init__(self, page: OwnPage) -> None:
        self._page = page

    @property
    def file(self) -> OwnFile | None:
        """The own file, when it was opened in this kernel."""
        return _desk().opened

    @property
    def there(self) -> OwnFile:
        """The open own file. Errors: ``Refused`` when none is open."""
        opened = _desk().opened
        if opened is None:
            raise Refused("own_open.closed_now")
        return opened

    @property
    def kept_there(self) -> Kept:
        """What stands in it."""
        return self.there.kept

    def put(self, kept: Kept) -> None:
        """Keep this in the own file; it can be taken back."""
        before = self.there.kept
        _desk().opened = self.there.keep(kept)
        _desk().before.append(before)
        self._all_again()

    def keep_words(self, question: str, words: str) -> None:
        """Keep own words at a question, and say so; nothing when they were kept already."""
        if self.kept_there.reflections.get(question, "") != words.strip():
            self.put(self.kept_there.with_reflection(question, words))
            self._page.done(ORIGIN)

    def take_back(self) -> None:
        """Take back the last thing that was kept. Errors: ``Refused`` when there is none."""
        if not _desk().before:
            raise Refused("store.nothing_to_undo")
        _desk().opened = self.there.keep(_desk().before[-1])
        _desk().before.pop()
        self._all_again()

    def use(self, opened: OwnFile) -> None:
        """Let this file be the open one."""
        desk = _desk()
        desk.opened, desk.before = opened, []
        self._all_again()

    def _all_again(self) -> None:
        _show_again(but=self._page)
        self._page.shown_again()
        self._page.refresh()


class OwnPart(Part[OwnPage]):
    """A part with what stands in the own file; what is typed in it is one's own, with every name and number."""

    @property
    def own(self) -> OwnNow:
        """The own file."""
        return self.page.own

    def kept(self, name: str, *, links: bool = False) -> str:  # noqa: ARG002 - as every part is asked
        """Words of a field to keep."""
        return self.typed(name).strip()


class OwnLock(PhrasePart[OwnPage]):
    """The way to the own file; ``opened`` is the name of the file that may go for good."""

    making = False
    """Whether another file is being made."""
    name_chosen = ""

    def blocks(self) -> list[Block]:
        """The way to one's own file: open it, or make it."""
        names = own_names()
        if self.opened:
            return self._ask_to_wipe()
        if self.making or not names:
            return self._making(bool(names))
        name = self._name(names)
        options = [(one, isolated(one)) for one in names]
        which = [select(say("own_open.which"), "choose_own", options, name)] if len(names) > 1 else []
        return [
            *which,
            self.phrase_field("phrase", say("own_open.phrase"), hint=say("own_open.phrase_hint")),
            buttons(
                button(say("own_open.open"), "open_own", main=True),
                button(say("own_open.make_another"), "turn_making"),
            ),
            fold(
                say("own_open.forgot"),
                text(say("own_open.forgot_means")),
                button(say("own_open.wipe"), "open_one", value=name),
            ),
        ]

    @gesture
    def choose_own(self, value: str) -> None:
        """Say which of the files is one's own."""
        self.name_chosen = value
        self.page.refresh()

    @gesture
    def turn_making(self) -> None:
        """Make another file, somebody else works here too; or go back to those that are there."""
        self.making = not self.making
        self.page.refresh()

    @gesture
    def make_own(self) -> None:
        """Make an own file with the name and the passphrase that were typed."""
        self.page.wait()
        try:
            if self.phrase("phrase") != self.phrase("phrase_again"):
                raise Refused("own_open.not_alike")
            self._use(make_own_file(self.typed("own_name") or USUAL_NAME, self.phrase("phrase")))
        finally:
            self.forget_phrases()
            self.page.refresh()
        self.forget("own_name")
        self.page.tell(say("own_open.made"), "saved")

    @gesture
    def open_own(self) -> None:
        """Open one's own file with the passphrase that was typed."""
        self.page.wait()
        names = own_names()
        try:
            if not names:
                raise Refused("own.gone")
            self._use(open_own_file(self._name(names), self.phrase("phrase")))
        finally:
            self.forget_phrases()
            self.page.refresh()
        self.page.tell(say("own_open.opened"))

    @gesture
    def close_own(self) -> None:
        """Close one's own file: nothing of it is on the screen or in memory any more."""
        self.put_away()
        self.page.tell(say("own_open.closed"))

    @gesture
    def wipe_for_good(self, value: str) -> None:
        """Throw a file away for good, and with it the time and the labels of practising of who is at work."""
        if value not in own_names():
            raise Refused("own.gone")
        wipe(value)
        forget_time(self.project.who)
        keep_practised(self.project.who, Practised())
        self.put_away()
        self.page.tell(say("own_open.wiped"), "saved")

    def _use(self, opened: OwnFile) -> None:
        self.making = False
        self.page.own.use(opened)

    def put_away(self) -> None:
        """Close the file, on every page."""
        self.making, self.opened = False, ""
        close_here()
        self.page.refresh()

    def close_buttons(self) -> Block:
        """The button that closes the file, and the one that throws everything away."""
        away = button(say("own_open.wipe"), "open_one", value=self.page.own.there.name)
        return self.mine([buttons(button(say("of_myself.close"), "close_own"), away)])[0]

    def close_button(self) -> Block:
        """The button that closes the file."""
        return self.mine([button(say("of_myself.close"), "close_own")])[0]

    def close(self) -> None:
        """What is open here stays so: another part was chosen."""

    def _name(self, names: list[str]) -> str:
        return self.name_chosen if self.name_chosen in names else names[0]

    def _ask_to_wipe(self) -> list[Block]:
        return [
            text(say("own_open.wipe_sure", name=isolated(self.opened)), strong=True),
            buttons(
                button(say("own_open.wipe_yes"), "wipe_for_good", value=self.opened), self.back("own_open.wipe_no")
            ),
        ]

    def _making(self, others: bool) -> list[Block]:
        back = [button(say("own_open.back"), "turn_making")] if others else []
        return [
            heading(say("own_open.make_title")),
            listing(say(f"own_open.{one}") for one in ("only_you", "forgotten_is_gone", "in_your_hands")),
            self.field("own_name", say("own_open.name"), hint=say("own_open.name_hint", name=USUAL_NAME)),
            self.phrase_field("phrase", say("own_open.new_phrase"), hint=say("own_open.new_phrase_hint")),
            self.phrase_field("phrase_again", say("own_open.phrase_again")),
            buttons(button(say("own_open.make"), "make_own", main=True), *back),
            text(say("own_open.where", path=isolated(str(own_place()))), quiet=True),
        ]


def of_own(part: OwnPart, _one: str) -> tuple[Any, ...]:
    """The own file, for a form."""
    return (part.own,)


def of_own_line(part: OwnPart, _one: str) -> tuple[Any, ...]:
    """The own file and the place of the line that is being changed; None for a new one."""
    return part.own, int(part.opened) if part.opened else None


def line_at(lines: tuple[Any, ...], place: str) -> Any:
    """The line on this place. Errors: ``Refused`` when there is none."""
    if not (place.isdecimal() and int(place) < len(lines)):
        raise Refused("of_myself.no_such_line")
    return lines[int(place)]


def close_here() -> None:
    """Close the own file in this kernel; no page shows anything of it any more.

    So it is when someone runs the cells again: a closed tab leaves its kernel running, and whoever comes next may be
    somebody else.
    """
    desk = _desk()
    desk.opened, desk.before = None, []
    for page in list(_desk().pages):
        page.forget(*page.typed)
        page.close_all()
    _show_again()


def _show_again(but: OwnPage | None = None) -> None:
    for page in [one for one in list(_desk().pages) if one is not but]:
        page.shown_again()
        page.quietly(page.refresh)
