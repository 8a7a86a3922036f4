"""Every speaker of all notes in one list: who that is, once; then the names go, and the notes are stored."""

from __future__ import annotations

import re

from ontmoet_research.intake import ReadText, bring_in
from ontmoet_research.intake.carry import with_labels
from ontmoet_research.intake.labels import plain_label
from ontmoet_research.intake.notes import ORIGIN
from ontmoet_research.intake.together import Speaker, proposals, speakers_of
from ontmoet_research.privacy import Voice, labels_in, say_who_spoke
from ontmoet_research.privacy.names import Known
from ontmoet_research.privacy.speaking import LEADS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices, heading, listing, select, text
from ontmoet_research.screens.names_check import NamesCheck
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.session import today
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .around import everyone

LATER, LEAD, NOBODY = "", "lead", "nobody"
_LEADS = ("gespreksleid", "begeleid", "interviewer", "facilitator", "moderator", "dagvoorzitter")


class SpeakersStep(Part):  # type: ignore[type-arg]  # the page imports its steps
    """A list to choose from for each speaker, and the names that go."""

    def start(self) -> None:
        """No name was told to stay, and nothing was said after storing."""
        self.stay: set[str] = set()
        self.told: list[str] = []

    def blocks(self) -> list[Block]:
        """The speakers, the names, and the button; or what was stored."""
        if not self.page.waiting:
            return [listing(map(isolated, self.told))] if self.told else [text(say("bring_in_series.read_first"))]
        options = self._options()
        told = proposals(
            self._speakers(), {key: row["alias"] for key, row in everyone(self.project, self.series_id).items()}
        )
        lists = [
            select(self._asked(one), "say_who", options, self._who(one, told), speaker=one.label)
            for one in self._speakers()
        ]
        names = [(key, isolated(words)) for key, words in self._names().items()]
        going = [key for key, _ in names if key not in self.stay]
        shown = [heading(say("bring_in_series.names")), choices(say("bring_in_series.names_go"), "turn", names, going)]
        right = button(say("bring_in_series.store", n=len(self.page.waiting)), "right", main=True)
        return [text(say("bring_in_series.speakers")), *lists, *(shown if names else []), right]

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
        self._refuse_mixed_names()
        before = len(self.page.waiting)
        while self.page.waiting:
            first = self.page.waiting[0]
            check = self._check(first.note)
            brought = bring_in(
                self.project,
                check.result(),
                session_id=first.session_id or None,
                pseudonymised_on=today(),
                checked_by=self.page.person(),
                replaced=check.log(),
            )
            self.told += [f"{first.note.file_name}: {notice}" for notice in brought.notices[:1]]
            self._lead(brought.source_id)
            del self.page.waiting[0]  # what was stored does not come twice
        self.page.go_on()
        self.page.done(ORIGIN, say_count("bring_in_series.stored", before))

    def _refuse_mixed_names(self) -> None:
        """An alias that is how somebody else speaks in the notes would put words in the wrong mouth."""
        aliases = self._aliases()
        told = proposals(self._speakers(), aliases)
        for one in self._speakers():
            who = self._who(one, told)
            taken = [alias for key, alias in aliases.items() if key != who and _same(one.label, alias)]
            if who in aliases and taken:
                raise Refused("bring_in_series.mixed_names", alias=isolated(taken[0]), other=isolated(aliases[who]))

    def _lead(self, source_id: str) -> None:
        """Who leads the talk is no participant."""
        for one in labels_in(self.project, source_id):
            leads = LEAD if plain_label(one.label).startswith(_LEADS) else LATER
            if self.chosen.get(plain_label(one.label), leads) == LEAD and not one.answered:
                say_who_spoke(self.project, one.fragment_ids, Voice(None, LEADS))

    def _aliases(self) -> dict[str, str]:
        return {key: row["alias"] for key, row in everyone(self.project, self.series_id).items()}

    def _speakers(self) -> list[Speaker]:
        return speakers_of([one.note for one in self.page.waiting], self._aliases().values())

    def _who(self, one: Speaker, told: dict[str, str]) -> str:
        leads = LEAD if plain_label(one.label).startswith(_LEADS) else LATER
        return str(self.chosen.get(plain_label(one.label), told.get(one.label, leads)))

    def _options(self) -> list[tuple[str, str]]:
        people = [(key, isolated(row["alias"])) for key, row in everyone(self.project, self.series_id).items()]
        return [(LATER, say("bring_in_series.later")), *people, (LEAD, say("who_spoke.lead")),
                (NOBODY, say("bring_in_series.nobody"))]  # fmt: skip

    def _asked(self, one: Speaker) -> str:
        key = "bring_in_series.who_is" if one.sure else "bring_in_series.is_it_someone"
        pieces = say_count("count.piece", one.pieces)
        return say(key, label=isolated(one.label), pieces=pieces, notes=say_count("count.note", len(one.notes)))

    def _check(self, note: ReadText) -> NamesCheck:
        """The names in a note, with the alias that was just given as the proposal."""
        aliases = self._aliases()
        told = {one.label: self._who(one, proposals(self._speakers(), aliases)) for one in self._speakers()}
        kept = [label for label, who in told.items() if who == NOBODY]
        others = {label: who for label, who in told.items() if who in aliases and not _same(label, aliases[who])}
        nobody = dict.fromkeys(kept, "")
        renamed = with_labels(note, {label: aliases[who] for label, who in others.items()} | nobody, aliases.values())
        named = [Known(who, _in_order(label)) for label, who in others.items()]
        check = NamesCheck(renamed, [*aliases.values(), *kept], named, aliases)
        for one in named:
            check.turn_alias(one.owner) if one.owner not in check.as_alias() else None
        for key, _ in check.groups():
            if key in self.stay:
                check.turn(key)
        return check

    def _names(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for one in self.page.waiting:
            found |= {key: words for key, words in self._check(one.note).groups() if key not in found}
        return found


def _in_order(label: str) -> str:
    """A name as people say it: "Vries, Jan de" is Jan de Vries; what stands behind it in brackets is another name."""
    bare = re.sub(r"[(\[|].*$", "", label).strip()
    last, comma, first = bare.partition(",")
    return f"{first.strip()} {last}" if comma else bare


def _same(label: str, alias: str) -> bool:
    return plain_label(label) == plain_label(alias)
