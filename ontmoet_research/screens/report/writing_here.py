"""The part of the report that is open to write: who else writes in it, what clashes, and its earlier texts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from ontmoet_research.report.joining import Clash
from ontmoet_research.report.writing import earlier_versions, open_part, write_part
from ontmoet_research.report.writing_now import begin_writing, stop_writing, who_writes
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, side_by_side, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date, join_words
from ontmoet_research.text.references import as_stored
from ontmoet_research.words import Refused, say, say_count

from .putting_in import PutIn

MOST = 12  # earlier texts on the screen


class WritingHere(Part[Page]):
    """What stands around the field; ``opened`` is the part of the report."""

    def start(self) -> None:
        """Nothing is open."""
        self.seen: tuple[str, ...] = ()
        self.clashes: tuple[Clash, ...] = ()
        self.met = False
        """Whether the text of somebody else came in when this one was stored."""

    def begin(self, section: str) -> str:
        """Open a part; give the text to put in the field. Others see that this person writes here."""
        self.opened, self.met = section, False
        found = open_part(self.project, self.series_id, section)
        self.seen, self.clashes = found.seen, found.clashes
        self._quietly(lambda: begin_writing(self.project, self.series_id, section))
        return self._readable(found.text)

    def store_text(self, body: str) -> bool:
        """Store the text on the version it was opened on; False when a person has to join two texts first."""
        joined = write_part(self.project, self.series_id, self.opened, body, seen=self.seen)
        if joined.clashes:
            self.page.forget("body")
            self.seen = open_part(self.project, self.series_id, self.opened).seen
            self.page.typed["body"], self.clashes = self._readable(joined.text), joined.clashes
            self.page.refresh()
            self.page.tell(say("write_report.here.clash"), "refused")
            return False
        self.met = joined.text.strip() != as_stored(body).strip()
        self.close()
        return True

    def what_came(self) -> str:
        """What is told when it was stored."""
        return say("write_report.here.joined") if self.met else ""

    def close(self) -> None:
        """No part is open for this person any more."""
        if self.opened:
            self._quietly(lambda: stop_writing(self.project))
        super().close()
        self.seen, self.clashes = (), ()

    def blocks(self) -> list[Block]:
        """Who else writes here, and what both made of the same paragraph."""
        names = {key: isolated(name) for key, name in self.page.people()}
        others = [names[one] for one in who_writes(self.project, self.series_id, self.opened) if one in names]
        told = [text(say_count("write_report.here.writes", len(others), names=join_words(others)), strong=True)]
        return [*(told if others else []), *self._clashes()]

    def history(self) -> list[Block]:
        """The earlier texts, folded away, each with a button that puts it in the field."""
        names = {key: isolated(name) for key, name in self.page.people()}
        before = earlier_versions(self.project, self.series_id, self.opened)[1 : MOST + 1]
        made: list[Block] = []
        for one in before:
            day = format_date(datetime.fromisoformat(one.at).astimezone().date())
            made += [
                heading(say("write_report.here.earlier_line", who=names.get(one.author, ""), day=day)),
                listing(isolated(line) for line in self._readable(one.text).split("\n\n") if line.strip()),
                buttons(button(say("write_report.here.put_back"), "put_back", value=one.row_id)),
            ]
        return self.mine([fold(say("write_report.here.earlier"), *made)]) if made else []

    @gesture
    def put_back(self, value: str) -> None:
        """Put an earlier text in the field; it is stored when the person stores it."""
        found = earlier_versions(self.project, self.series_id, self.opened)
        text_then = next((one.text for one in found if one.row_id == value), None)
        if text_then is None:
            raise Refused("store.gone")
        self.page.forget("body")
        self.page.typed["body"] = self._readable(text_then)
        self.page.refresh()
        self.page.tell(say("write_report.here.is_put_back"))

    def _clashes(self) -> list[Block]:
        if not self.clashes:
            return []
        gone = say("write_report.here.gone")
        shown = [
            side_by_side(
                [
                    (say("write_report.here.mine"), [isolated(self._readable(one.mine) or gone)], ""),
                    (say("write_report.here.theirs"), [isolated(self._readable(one.theirs) or gone)], ""),
                ]
            )
            for one in self.clashes
        ]
        return [heading(say("write_report.here.clash")), *shown, text(say("write_report.here.clash_what"))]

    def _readable(self, words: str) -> str:
        """With words in the place of each reference, for the readers that were chosen."""
        offered = self.page.parts["put_in"]
        return offered.in_words(words) if isinstance(offered, PutIn) else words

    def _quietly(self, work: Callable[[], None]) -> None:
        """That others see who writes is a courtesy: where it can't be stored, people write on."""
        with suppress(Refused):
            work()


def writing_here(page: Page) -> WritingHere:
    """This part of the page."""
    part = page.parts["here"]
    if not isinstance(part, WritingHere):  # the page made it so
        raise TypeError("the part that is open to write is another one")
    return part
