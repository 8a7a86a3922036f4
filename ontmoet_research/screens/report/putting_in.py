"""Writing with the evidence in view: what can be put into the text, and the part as it will be printed."""

from __future__ import annotations

from ontmoet_research.report.material import Material, read_for
from ontmoet_research.report.previewing import part_as_printed
from ontmoet_research.report.woven import KINDS, Offer, offers, told_in, written_out
from ontmoet_research.report.writing import ORIGIN, part_text, rest_on
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.store import last_seq
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.references import as_stored, references_in
from ontmoet_research.words import say

from .as_read import as_read

OFFERS, PREVIEW, GROUNDS = "offers", "preview", "grounds"


class PutIn(Part[Page]):
    """What the kit offers for the part that is open, and how it will look for the readers that were chosen.

    ``section`` and ``readers`` are those of the page. Both are only worked out when someone asks to see them.
    """

    section = ""
    readers = ""

    def start(self) -> None:
        """Nothing was read yet."""
        self.read: tuple[tuple[object, ...], Material] | None = None

    def about(self, section: str, readers: str) -> list[Block]:
        """The blocks for this part and these readers."""
        self.section, self.readers = section, readers
        return self.drawn()

    def in_words(self, body: str) -> str:
        """A text as people read it while they write: a reference says what it stands for."""
        return written_out(self._material(), body) if references_in(body) else body

    def blocks(self) -> list[Block]:
        """What stands in the text already, a button for each, and what is open."""
        shown = [
            button(say(f"write_report.show.{one}"), "look_at", on=self.opened == one, value=one)
            for one in (OFFERS, PREVIEW, GROUNDS)
        ]
        told = {OFFERS: self._offered, PREVIEW: self._printed, GROUNDS: self._grounds}.get(self.opened, list)
        return [*self._cards(), buttons(*shown, row=True), *told()]

    @gesture
    def look_at(self, value: str) -> None:
        """Show what can be put in, or how it will look; again to close it."""
        self.opened = "" if value == self.opened else value
        self.page.wait()
        self.page.refresh()
        self.page.tell("")  # it is there: no more waiting

    @gesture
    def put_in(self, reference: str) -> None:
        """Put a reference at the end of the text; it is kept with the text."""
        before, words = self.page.typed.get("body", "").rstrip(), self.in_words(reference)
        body = f"{before}\n\n{words}\n" if before else f"{words}\n"
        self.page.typed["body"] = body
        self.page.refresh()
        self.page.tell(say("write_report.is_in"))

    @gesture
    def rest_on(self, ground: str) -> None:
        """Say that this part rests on something that does not stand in it, or no longer does."""
        rest_on(self.project, self.series_id, self.section, ground)
        self.page.done(ORIGIN)

    def _cards(self) -> list[Block]:
        """What each reference in the text shows to these readers."""
        body = as_stored(self.page.typed.get("body", ""))
        if not references_in(body):
            return []
        known = told_in(self._material(), body)
        lines = (say("write_report.card", reference=self.in_words(one), told=told) for one, told in known)
        return [fold(say("write_report.cards", readers=say(f"report.readers.{self.readers}")), listing(lines))]

    def _grounds(self) -> list[Block]:
        """What the part rests on, to tick; what stands in the text does already."""
        row = part_text(self.project, self.series_id, self.section)
        if row is None:
            return [text(say("write_report.grounds_later"))]
        found = [one for one in offers(self._material()).values() if one.about]
        made = [
            button(isolated(one.told), "rest_on", on=one.about in row["sources"], ground=one.about) for one in found
        ]
        return [text(say("write_report.grounds_how")), buttons(*made, label=say("write_report.grounds"))]

    def _material(self) -> Material:
        now = (self.series_id, self.readers, last_seq(self.project))
        if self.read is None or self.read[0] != now:
            self.read = now, read_for(self.project, self.series_id, self.readers)
        return self.read[1]

    def _offered(self) -> list[Block]:
        found = offers(self._material()).values()
        folds = [self._of_kind(kind, [one for one in found if one.kind == kind]) for kind in KINDS]
        told = text(say("write_report.offers_how", readers=say(f"report.readers.{self.readers}")))
        return [told, *(one for several in folds for one in several)]

    def _of_kind(self, kind: str, found: list[Offer]) -> list[Block]:
        made = [
            button(isolated(one.told), "put_in", more=say("write_report.put_in"), reference=one.reference)
            for one in found
        ]
        return [fold(say(f"write_report.offer.{kind}"), buttons(*made))] if made else []

    def _printed(self) -> list[Block]:
        body = as_stored(self.page.typed.get("body", ""))
        made = as_read(part_as_printed(self._material(), self.section, body))
        title = heading(say("write_report.printed", readers=say(f"report.readers.{self.readers}")))
        return [title, *(made or [text(say("write_report.prints_nothing"))])]
