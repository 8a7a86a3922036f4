"""Slotvraag: the answers to the closing question, and how people go home. Sorting stands in ``meeting_sorting.py``."""

from __future__ import annotations

from ontmoet_research.change import keep_answers, keep_checkout, settle, sum_up, where_by_kind
from ontmoet_research.change.checkouts import AWARENESS, ENERGY, written_by
from ontmoet_research.change.harvests import ORIGIN as HARVESTS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, heading, listing, table, text
from ontmoet_research.store import Row, find, new_id, read_rows, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .lines import LinesPart
from .part import refuse_identifier
from .sorting import SortingPart


class ClosingPart(SortingPart, LinesPart):
    """The end of an evening."""

    awareness = ""

    @gesture
    def choose_awareness(self, value: str) -> None:
        """Say how awake the next one is for poverty nearby; stored with how that person goes home."""
        self.awareness = value if value in AWARENESS and value != self.awareness else ""
        self.refresh()

    @gesture
    def keep_closing(self) -> None:
        """Store the answers to the closing question, one per line."""
        answers = self.typed.get("answers", "")
        refuse_identifier(answers)
        keep_answers(self.project, self.meeting_id, self.typed.get("question", ""), answers.splitlines())
        self.forget("question", "answers")
        self.done(HARVESTS)

    @gesture
    def went_home(self, energy: str) -> None:
        """Store how one person goes home, with the words that were typed. Nobody knows whose answer it is."""
        words = self.typed.get("home_words", "")
        refuse_identifier(words)
        awake, origin = self.awareness or None, self._home()
        keep_checkout(self.project, self.meeting_id, energy or None, words, awareness=awake, origin=origin)
        self.awareness = ""
        self.forget("home_words")
        self.done(self._home(), nobodys=written_by(self.project))

    def _home(self) -> str:
        """Where answers on going home are taken back: only those that were typed on this very page."""
        self.home_origin = getattr(self, "home_origin", None) or f"change.checkouts {new_id()}"
        return self.home_origin

    def _closing_part(self) -> list[Block]:
        if one := self.open_line_blocks("harvests"):
            return one
        answers = {"hint": say("record_meeting.answers_hint"), "long": True, "draft": self.draft_name("answers")}
        known = read_rows(self.project, "harvests", session_id=self.meeting_id)
        return [
            *(block for harvest in known for block in self._known(harvest)),
            *self.file_blocks("closing"),
            self.field("question", say("record_meeting.question"), hint=say("record_meeting.question_hint")),
            self.field("answers", say("record_meeting.answers"), **answers),
            button(say("record_meeting.keep_closing"), "keep_closing", main=True),
            *self._going_home(),
        ]

    def _known(self, harvest: Row) -> list[Block]:
        """An answered question: how many answers, which are shown, where they go, and what to do with it."""
        n, about = len(harvest["answers"]), harvest.object_id
        shown = harvest["shown"]
        told = [say_count("record_meeting.answered", n, question=isolated(harvest["question"]))]
        if shown:
            rule = isolated(harvest["selection_rule"] or "")
            told.append(say("record_meeting.shown", n=len(shown), total=n, rule=rule))
        told += [later] if (later := self.came_later(harvest)) else []
        return [
            listing(told),
            buttons(
                button(say("record_meeting.sort"), "sort_answers", harvest_id=about),
                button(say("record_meeting.choose_shown"), "choose_answers", harvest_id=about),
                button(say("record_meeting.other_answers"), "open_line", table="harvests", row=about),
                row=True,
            ),
            *self._where(harvest),
        ]

    def _where(self, harvest: Row) -> list[Block]:
        sortings = read_table(self.project, "harvest_sortings")
        own = sortings[sortings["harvest_id"] == harvest.object_id]
        if own.empty:
            return []
        counts = where_by_kind(settle(harvest["answers"], own))
        names = {kind: say(f"record_meeting.harvest_kind.{kind}") for kind in counts.columns}
        places = [say(f"record_meeting.destination.{place}") for place in counts.index]
        shown = counts.rename(columns=names).reset_index(drop=True)
        shown.insert(0, say("record_meeting.where_to_column"), places)
        caption = say("record_meeting.where_caption")
        return [fold(say("record_meeting.see_where"), table(caption, shown))]

    def _going_home(self) -> list[Block]:
        answers = read_table(self.project, "checkouts")
        k = find(self.project, "series", self.series_id)["k_threshold"]
        mood = sum_up(answers[answers["session_id"] == self.meeting_id], k)
        energy = [button(say(f"record_meeting.energy.{state}"), "went_home", energy=state) for state in ENERGY]
        awake = [(one, say(f"record_meeting.awake_now.{one}")) for one in AWARENESS]
        told: list[Block] = []
        if mood.enough:
            lines = [say_count(f"record_meeting.went_home.{state}", n) for state, n in mood.energy.items()]
            lines += [say_count(f"record_meeting.awake.{one}", n) for one, n in mood.awareness.items()]
            told = [listing([*lines, *map(isolated, mood.words)])]
        elif mood.n:
            told = [text(say_count("record_meeting.too_few_answers", mood.n))]
        return [
            heading(say("record_meeting.going_home")),
            *told,
            self.field("home_words", say("record_meeting.home_words"), hint=say("record_meeting.home_words_hint")),
            fold(
                say("record_meeting.awareness"),
                choices(say("record_meeting.awareness_of"), "choose_awareness", awake, self.awareness),
            ),
            buttons(*energy, label=say("record_meeting.energy_of")),
        ]
