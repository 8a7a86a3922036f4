"""Every speaker of all notes in one list: who that is, once; then the names go, and the notes are stored."""

from __future__ import annotations

from ontmoet_research.intake import ReadText
from ontmoet_research.intake.labels import plain_label
from ontmoet_research.intake.names_check import NamesCheck
from ontmoet_research.intake.notes import ORIGIN
from ontmoet_research.intake.together import Speaker, proposals, speakers_of
from ontmoet_research.intake.who_speaks import (
    LATER,
    LEAD,
    NOBODY,
    check_names,
    leads,
    refuse_mixed_names,
    store_note,
)
from ontmoet_research.intake.whole_series import everyone
from ontmoet_research.privacy.key_file import known_place
from ontmoet_research.privacy.names import Known
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices, heading, listing, select, text
from ontmoet_research.screens.names_open import NamesLock, open_here
from ontmoet_research.screens.part import Part
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .real_names import names_at_hand


class SpeakersStep(Part):  # type: ignore[type-arg]  # the page imports its steps
    """A list to choose from for each speaker, and the names that go."""

    def start(self) -> None:
        """No name was told to stay, and nothing was said after storing."""
        self.stay: set[str] = set()
        self.told: list[str] = []
        self.lock = self.has(NamesLock, "lock")

    def blocks(self) -> list[Block]:
        """The speakers, the names, and the button; or what was stored."""
        if not self.page.waiting:
            return [listing(map(isolated, self.told))] if self.told else [text(say("bring_in_series.read_first"))]
        options = self._options()
        told = self._proposed()
        lists = [
            select(self._asked(one), "say_who", options, self._who(one, told), speaker=one.label)
            for one in self._speakers()
        ]
        names = [(key, isolated(words)) for key, words in self._names().items()]
        going = [key for key, _ in names if key not in self.stay]
        shown = [heading(say("bring_in_series.names")), choices(say("bring_in_series.names_go"), "turn", names, going)]
        right = button(say("bring_in_series.store", n=len(self.page.waiting)), "right", main=True)
        return [text(say("bring_in_series.speakers")), *self._shut(), *lists, *(shown if names else []), right]

    def _shut(self) -> list[Block]:
        """The way to open the real names: without these nobody can be proposed, nor found in the notes."""
        if open_here(self.project) or not known_place(self.project):
            return []
        return [text(say("bring_in_series.names_shut"), strong=True), *self.lock.drawn()]

    @gesture
    def say_who(self, value: str, speaker: str) -> None:
        """Say who a speaker is, for all notes at once."""
        self.chosen[plain_label(speaker)] = value
        self.page.refresh()

    @gesture
    def turn(self, value: str) -> None:
        """Leave a name in that would go, or the other way round."""
        self.stay ^= {value}
        self.page.refresh()

    @gesture
    def right(self) -> None:
        """Store all notes, with aliases in the place of names, and who spoke."""
        told = self._told()
        refuse_mixed_names(told, self._aliases())
        before = len(self.page.waiting)
        while self.page.waiting:
            first = self.page.waiting[0]
            brought = store_note(
                self.project, self._check(first.note, told), told, first.session_id or None, self.page.person()
            )
            self.told += [f"{first.note.file_name}: {notice}" for notice in brought.notices[:1]]
            del self.page.waiting[0]  # what was stored does not come twice
        self.page.go_on()
        self.page.done(ORIGIN, say_count("bring_in_series.stored", before))

    def _aliases(self) -> dict[str, str]:
        return {key: row["alias"] for key, row in everyone(self.project, self.series_id).items()}

    def _proposed(self) -> dict[str, str]:
        """Who each speaker most likely is, by alias or by the real name that is at hand."""
        aliases = self._aliases()
        names = {key: one.name for key, one in names_at_hand(self.project).items() if key in aliases}
        return proposals(self._speakers(), aliases, names)

    def close(self) -> None:
        """Who a speaker is was said for all notes at once, and stays."""

    def _speakers(self) -> list[Speaker]:
        return speakers_of([one.note for one in self.page.waiting], self._aliases().values())

    def _who(self, one: Speaker, told: dict[str, str]) -> str:
        return str(self.chosen.get(plain_label(one.label), told.get(one.label, leads(one.label))))

    def _told(self) -> dict[str, str]:
        """Who each speaker is, as it was said or as it most likely is."""
        proposed = self._proposed()
        return {one.label: self._who(one, proposed) for one in self._speakers()}

    def _options(self) -> list[tuple[str, str]]:
        people = [(key, isolated(row["alias"])) for key, row in everyone(self.project, self.series_id).items()]
        return [(LATER, say("bring_in_series.later")), *people, (LEAD, say("who_spoke.lead")),
                (NOBODY, say("bring_in_series.nobody"))]  # fmt: skip

    def _asked(self, one: Speaker) -> str:
        key = "bring_in_series.who_is" if one.sure else "bring_in_series.is_it_someone"
        pieces = say_count("count.piece", one.pieces)
        return say(key, label=isolated(one.label), pieces=pieces, notes=say_count("count.note", len(one.notes)))

    def _check(self, note: ReadText, told: dict[str, str]) -> NamesCheck:
        """The names in a note, without those that a person clicked to stay."""
        aliases = self._aliases()
        at_hand = names_at_hand(self.project)
        known = [Known(key, one.name, one.contact, one.exact_role) for key, one in at_hand.items() if key in aliases]
        check = check_names(note, told, aliases, known)
        for key, _ in check.groups():
            if key in self.stay:
                check.turn(key)
        return check

    def _names(self) -> dict[str, str]:
        found, told = dict[str, str](), self._told()
        for one in self.page.waiting:
            found |= {key: words for key, words in self._check(one.note, told).groups() if key not in found}
        return found
