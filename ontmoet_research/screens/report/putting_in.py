"""Writing with the evidence in view: what can be put into the text, and the part as it will be printed."""

from __future__ import annotations

from ontmoet_research.report.material import Material, read_for
from ontmoet_research.report.previewing import part_as_printed
from ontmoet_research.report.woven import KINDS, Offer, offers
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.store import last_seq
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .as_read import as_read

OFFERS, PREVIEW = "offers", "preview"


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

    def blocks(self) -> list[Block]:
        """A button for each, and what is open."""
        shown = [
            button(say(f"write_report.show.{one}"), "look_at", on=self.opened == one, value=one)
            for one in (OFFERS, PREVIEW)
        ]
        told = {OFFERS: self._offered, PREVIEW: self._printed}.get(self.opened, list)
        return [buttons(*shown, row=True), *told()]

    @gesture
    def look_at(self, value: str) -> None:
        """Show what can be put in, or how it will look; again to close it."""
        self.opened = "" if value == self.opened else value
        self.page.wait()
        self.page.refresh()

    @gesture
    def put_in(self, reference: str) -> None:
        """Put a reference at the end of the text; it is kept with the text."""
        before = self.page.typed.get("body", "").rstrip()
        self.page.typed["body"] = f"{before}\n\n{reference}\n" if before else f"{reference}\n"
        self.page.refresh()
        self.page.tell(say("write_report.is_in"))

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
        body = self.page.typed.get("body", "")
        made = as_read(part_as_printed(self._material(), self.section, body))
        title = heading(say("write_report.printed", readers=say(f"report.readers.{self.readers}")))
        return [title, *(made or [text(say("write_report.prints_nothing"))])]
