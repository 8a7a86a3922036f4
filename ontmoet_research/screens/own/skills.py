"""Wat ik kan: skills from school, work and life, and a page of them to print (D08). Of oneself, for oneself."""

from __future__ import annotations

import datetime
from dataclasses import fields
from typing import ClassVar

from ontmoet_research.own import SOURCES, Kept, Skill, own_work, passport_page
from ontmoet_research.own.own_file import page_place
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, heading, listing, text
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .own_open import OpensOwn


class SkillsPart(OpensOwn):
    """The skills that are there, each to be changed or taken away; one's own work; and the page."""

    SKILL_FIELDS: ClassVar[tuple[str, ...]] = ("skill", "evidence", "shared_with", "source")
    skill_place: int | None = None

    def skills_blocks(self) -> list[Block]:
        """What someone can do, the fields for one more, and the page."""
        sources = [(one, say(f"own.source.{one}")) for one in SOURCES]
        changing = self.skill_place is not None
        away = [button(say("of_myself.take_away"), "take_away_skill")] if changing else []
        return [
            *self._skills(),
            heading(say("of_myself.change_skill" if changing else "of_myself.new_skill")),
            self.field("skill", say("of_myself.skill"), hint=say("of_myself.skill_hint")),
            choices(say("of_myself.source"), "choose_source", sources, self.typed.get("source")),
            self.field("evidence", say("of_myself.evidence"), hint=say("of_myself.evidence_hint")),
            self.field("shared_with", say("of_myself.shared_with"), hint=say("of_myself.shared_with_hint")),
            buttons(button(say("of_myself.keep"), "keep_skill", main=True), *away, row=True),
            heading(say("of_myself.page_title")),
            listing(self.work_lines(), empty=say("of_myself.no_work")),
            text(say("of_myself.work_means"), quiet=True),
            *self._page(),
        ]

    def work_lines(self) -> list[str]:
        """What the person at work did in this project, in sentences; what they did not do is left out."""
        work = own_work(self.project)
        told = {one.name: getattr(work, one.name) for one in fields(work)}
        return [say_count(f"of_myself.did.{name}", count) for name, count in told.items() if count]

    @gesture
    def choose_source(self, value: str) -> None:
        """Say where a skill comes from."""
        self.typed["source"] = value if value in SOURCES else ""
        self.refresh()

    @gesture
    def choose_skill(self, value: int) -> None:
        """Take a skill to change it."""
        skills = self.own.kept.skills
        if not 0 <= value < len(skills):
            raise Refused("of_myself.no_such_line")
        self.skill_place = value
        self.typed |= {name: getattr(skills[value], name) for name in self.SKILL_FIELDS}
        self.refresh()

    @gesture
    def keep_skill(self) -> None:
        """Keep this skill."""
        told = {name: " ".join(self.typed.get(name, "").split()) for name in self.SKILL_FIELDS}
        if not told["skill"]:
            raise Refused("of_myself.needs_skill")
        if told["source"] not in SOURCES:
            raise Refused("of_myself.needs_source")
        self._kept_skills(self.own.kept.with_skill(Skill(**told), self.skill_place))

    @gesture
    def take_away_skill(self) -> None:
        """Take this skill away."""
        if self.skill_place is not None:
            self._kept_skills(self.own.kept.without_skill(self.skill_place))

    @gesture
    def make_page(self) -> None:
        """Make a page to print, beside the own file."""
        page = passport_page(self.own.name, self.own.kept.skills, self.work_lines(), datetime.date.today())
        self.own.put_page(page)
        self.refresh()
        self.tell_saved(say("of_myself.page_made"))

    @gesture
    def drop_page(self) -> None:
        """Throw the page away."""
        self.own.drop_page()
        self.refresh()
        self.tell(say("of_myself.page_gone"), "saved")

    def own_again(self) -> None:
        """Nothing is being changed any more: the skills may be others."""
        super().own_again()
        if self.skill_place is not None:
            self.skill_place = None
            self.forget(*self.SKILL_FIELDS)

    def put_away(self) -> None:
        """Empty the fields."""
        super().put_away()
        self.skill_place = None
        self.forget(*self.SKILL_FIELDS)

    def _kept_skills(self, kept: Kept) -> None:
        self.keep(kept)
        self.skill_place = None
        self.forget(*self.SKILL_FIELDS)
        self.refresh()

    def _skills(self) -> list[Block]:
        made = [
            button(
                isolated(one.skill), "choose_skill", more=self._more(one), on=number == self.skill_place, value=number
            )
            for number, one in enumerate(self.own.kept.skills)
        ]
        return [buttons(*made, label=say("of_myself.my_skills"))] if made else [text(say("of_myself.no_skills"))]

    @staticmethod
    def _more(one: Skill) -> str:
        shared = say("of_myself.shared", who=isolated(one.shared_with)) if one.shared_with else ""
        return " · ".join(filter(None, [say(f"own.source.{one.source}"), isolated(one.evidence or ""), shared]))

    def _page(self) -> list[Block]:
        place = page_place(self.own.name)
        if not place.exists():
            return [button(say("of_myself.make_page"), "make_page", more=say("of_myself.make_page_more"))]
        return [
            text(say("of_myself.page_where", path=isolated(str(place)))),
            buttons(
                button(say("of_myself.make_page_again"), "make_page"), button(say("of_myself.drop_page"), "drop_page")
            ),
        ]
