"""The own file that is open in this kernel: pages of one notebook share it, and it closes when the kernel stops."""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakSet

from ontmoet_research.own import Kept, OwnFile, forget_time, make_own_file, open_own_file, own_names, own_place, wipe
from ontmoet_research.practice import Practised, keep_practised
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, select, text
from ontmoet_research.screens.phrases import AsksPhrase
from ontmoet_research.screens.window import this_window
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

USUAL_NAME = "van-mij"


@dataclass
class _Desk:
    """What is open, and how it was before each step that can be taken back."""

    opened: OwnFile | None = None
    before: list[Kept] = field(default_factory=list)
    pages: WeakSet[OpensOwn] = field(default_factory=WeakSet)


def _desk() -> _Desk:
    """The desk of this window; it is empty again when somebody else sits down."""
    return this_window().open_thing("own", _Desk)


class OpensOwn(AsksPhrase):
    """A page with what belongs to one person. Nothing of it is written in the project."""

    asks_series = False

    def start(self) -> None:
        """Nothing is asked yet."""
        self.making, self.wiping, self.own_name = False, "", ""
        _desk().pages.add(self)

    @property
    def opened(self) -> OwnFile | None:
        """The own file, when it was opened in this kernel."""
        return _desk().opened

    @property
    def own(self) -> OwnFile:
        """The open own file. Errors: ``Refused`` when none is open."""
        opened = _desk().opened
        if opened is None:
            raise Refused("own_open.closed_now")
        return opened

    def keep(self, kept: Kept, told: str = "") -> None:
        """Keep this in the own file; it can be taken back."""
        before = self.own.kept
        _desk().opened = self.own.keep(kept)
        _desk().before.append(before)
        self._all_again()
        self.tell_saved(told)

    def opening_blocks(self) -> list[Block]:
        """The way to one's own file: open it, or make it."""
        names = own_names()
        if self.wiping:
            return self._ask_to_wipe()
        if self.making or not names:
            return self._making(bool(names))
        name = self.own_name if self.own_name in names else names[0]
        options = [(one, isolated(one)) for one in names]
        which = [select(say("own_open.which"), "choose_own", options, name)] if len(names) > 1 else []
        return [
            *which,
            self.phrase_field("phrase", say("own_open.phrase"), hint=say("own_open.phrase_hint")),
            buttons(
                button(say("own_open.open"), "open_own", main=True),
                button(say("own_open.make_another"), "start_making"),
            ),
            fold(
                say("own_open.forgot"),
                text(say("own_open.forgot_means")),
                button(say("own_open.wipe"), "wipe", value=name),
            ),
        ]

    @gesture
    def screen_closed(self, view: str = "") -> None:
        """Close the own file too when no browser shows a page with it: the kernel goes on without its owner."""
        super().screen_closed(view)
        if _desk().opened is not None and not any(page.views for page in _desk().pages):
            self._put_away()

    @gesture
    def choose_own(self, value: str) -> None:
        """Say which of the files is one's own."""
        self.own_name = value
        self.refresh()

    @gesture
    def start_making(self) -> None:
        """Make another file: somebody else works here too."""
        self.making = True
        self.refresh()

    @gesture
    def stop_making(self) -> None:
        """Go back to the files that are there."""
        self.making = False
        self.refresh()

    @gesture
    def make_own(self) -> None:
        """Make an own file with the name and the passphrase that were typed."""
        self.wait()
        try:
            if self.phrase("phrase") != self.phrase("phrase_again"):
                raise Refused("own_open.not_alike")
            self._use(make_own_file(self.typed.get("own_name") or USUAL_NAME, self.phrase("phrase")))
        finally:
            self.forget_phrases()
            self.refresh()
        self.forget("own_name")
        self.tell(say("own_open.made"), "saved")

    @gesture
    def open_own(self) -> None:
        """Open one's own file with the passphrase that was typed."""
        self.wait()
        names = own_names()
        try:
            if not names:
                raise Refused("own.gone")
            self._use(open_own_file(self.own_name if self.own_name in names else names[0], self.phrase("phrase")))
        finally:
            self.forget_phrases()
            self.refresh()
        self.tell(say("own_open.opened"))

    @gesture
    def close_own(self) -> None:
        """Close one's own file: nothing of it is on the screen or in memory any more."""
        self._put_away()
        self.tell(say("own_open.closed"))

    @gesture
    def wipe(self, value: str) -> None:
        """Ask whether a file may go for good."""
        self.wiping = value
        self.refresh()

    @gesture
    def keep_it(self) -> None:
        """Leave the file as it is."""
        self.wiping = ""
        self.refresh()

    @gesture
    def wipe_for_good(self, value: str) -> None:
        """Throw a file away for good, and with it the time and the labels of practising of who is at work."""
        if value not in own_names():
            raise Refused("own.gone")
        wipe(value)
        forget_time(self.project.who)
        keep_practised(self.project.who, Practised())
        self._put_away()
        self.tell(say("own_open.wiped"), "saved")

    def put_away(self) -> None:
        """Forget what of the own file stands in the fields of this page."""

    @gesture
    def undo(self) -> None:
        """Take back the last thing that was kept."""
        if not _desk().before:
            raise Refused("store.nothing_to_undo")
        _desk().opened = self.own.keep(_desk().before[-1])
        _desk().before.pop()
        self._all_again()
        self.tell_saved(say("screens.undone"))

    def own_again(self) -> None:
        """Show the own file as it is now: opened, closed or changed, here or on another page."""

    def wipe_button(self) -> Block:
        """The one button that throws everything away."""
        return button(say("own_open.wipe"), "wipe", value=self.own.name)

    def _ask_to_wipe(self) -> list[Block]:
        return [
            text(say("own_open.wipe_sure", name=isolated(self.wiping)), strong=True),
            buttons(
                button(say("own_open.wipe_yes"), "wipe_for_good", value=self.wiping),
                button(say("own_open.wipe_no"), "keep_it"),
            ),
        ]

    def _making(self, others: bool) -> list[Block]:
        back = [button(say("own_open.back"), "stop_making")] if others else []
        return [
            heading(say("own_open.make_title")),
            listing(say(f"own_open.{one}") for one in ("only_you", "forgotten_is_gone", "in_your_hands")),
            self.field("own_name", say("own_open.name"), hint=say("own_open.name_hint", name=USUAL_NAME)),
            self.phrase_field("phrase", say("own_open.new_phrase"), hint=say("own_open.new_phrase_hint")),
            self.phrase_field("phrase_again", say("own_open.phrase_again")),
            buttons(button(say("own_open.make"), "make_own", main=True), *back),
            text(say("own_open.where", path=isolated(str(own_place()))), quiet=True),
        ]

    def _use(self, opened: OwnFile) -> None:
        desk = _desk()
        desk.opened, desk.before = opened, []
        self.making = False
        self._all_again()

    def _put_away(self) -> None:
        self.making, self.wiping = False, ""
        close_here()
        self.refresh()

    def _all_again(self) -> None:
        _show_again(but=self)
        self.own_again()
        self.refresh()


def close_here() -> None:
    """Close the own file in this kernel; no page shows anything of it any more.

    So it is when someone runs the cells again: a closed tab leaves its kernel running, and whoever comes next may be
    somebody else.
    """
    desk = _desk()
    desk.opened, desk.before = None, []
    for page in list(_desk().pages):
        page.put_away()
    _show_again()


def _show_again(but: OpensOwn | None = None) -> None:
    for page in [one for one in list(_desk().pages) if one is not but]:
        page.own_again()
        page.quietly(page.refresh)
