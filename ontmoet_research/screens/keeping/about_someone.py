"""Parts about one participant: first the series when there are several, then whom it is about."""

from __future__ import annotations

from collections.abc import Collection

from ontmoet_research.privacy import Neighbour, may_handle, who_to_ask, words_of
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, fold, heading, listing, select, text
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.store import Project, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

__all__ = ["AboutSomeone", "pieces_beside"]


class AboutSomeone(Part[PartsPage]):
    """A part about one participant at a time, who is the one that is open."""

    @gesture
    def open_one(self, value: str) -> None:
        """Say whom it is about; nothing of the one before stays."""
        self.close()
        self.opened = value if value in dict(self.participants()) else ""
        self.begin()
        self.page.refresh()

    def begin(self) -> None:
        """Take over what belongs to whom it is about; nothing unless a part has something."""

    def participants(self) -> list[tuple[str, str]]:
        """Whom this may be about: of the series, and of whom the person at work may handle what is theirs.

        As (id, alias), by alias.
        """
        found = {key: alias for key, alias in self._of_series().items() if self.may_be_about(key)}
        return sorted(found.items(), key=lambda one: one[1].casefold())

    def alias(self) -> str:
        """The alias of who was chosen."""
        return isolated(dict(self.participants()).get(self.opened, ""))

    def ask_about_whom(self) -> list[Block]:
        """The questions which series, and whom it is about."""
        known = self.participants()
        if self.opened not in dict(known):  # someone else is at work now
            self.opened = ""
        if not known:
            refusal = say("privacy.who_may.only_own", who=isolated(who_to_ask(self.project)))
            return [text(refusal if self._of_series() else say("stop_or_remove.nobody"))]
        options = [("", say("labelling.choose")), *known]
        return [select(say("stop_or_remove.who"), "open_one", options, self.opened)]

    def may_be_about(self, participant_id: str) -> bool:
        """Whether the person at work may handle what is of this participant."""
        return may_handle(self.project, participant_id)

    def _of_series(self) -> dict[str, str]:
        rows = read_rows(self.project, "participants")
        return {row.object_id: row["alias"] for row in rows if self.series_id in row["series_ids"]}


def pieces_beside(project: Project, beside: Collection[Neighbour]) -> list[Block]:
    """The pieces of others right beside what goes, for a human look (P12): their words, folded away; else their place.

    Nothing when there are none.
    """
    if not beside:
        return []
    words = words_of(project, [one.fragment_id for one in beside])
    places = {one.fragment_id: say("cli.erase.neighbour", title=isolated(one.title), n=one.order) for one in beside}
    shown = [
        fold(say("stop_or_remove.read_beside", piece=place), text(words[key]))
        for key, place in places.items()
        if key in words
    ]
    rest = [place for key, place in places.items() if key not in words]
    return [
        heading(say("stop_or_remove.beside")),
        text(say("cli.erase.look_beside")),
        *shown,
        *([listing(rest)] if rest else []),
    ]
