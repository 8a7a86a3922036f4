"""Wat ik kan: skills from school, work and life, and a page of them to print (D08). Of oneself, for oneself."""

from __future__ import annotations

import datetime
from dataclasses import asdict, fields

from ontmoet_research.own import SOURCES, Skill, own_work, passport_page
from ontmoet_research.own.own_file import page_place
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, words_of
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .own_open import ORIGIN, OwnNow, OwnPart, line_at, of_own, of_own_line


def _keep(_project: Project, own: OwnNow, place: int | None, source: str | None, **told: str) -> None:
    """A skill, new or in the place of another."""
    words = {name: " ".join(one.split()) for name, one in told.items()}
    if not words["skill"]:
        raise Refused("of_myself.needs_skill")
    if not source:
        raise Refused("of_myself.needs_source")
    own.put(own.kept_there.with_skill(Skill(source=source, **words), place))


def _take_away(_project: Project, own: OwnNow, place: int | None) -> None:
    if place is not None:
        own.put(own.kept_there.without_skill(place))


def _make_page(project: Project, own: OwnNow) -> None:
    """A page to print, beside the own file."""
    there = own.there
    there.put_page(passport_page(there.name, there.kept.skills, work_lines(project), datetime.date.today()))


def _drop_page(_project: Project, own: OwnNow) -> None:
    own.there.drop_page()


def work_lines(project: Project) -> list[str]:
    """What the person at work did in this project, in sentences; what they did not do is left out."""
    work = own_work(project)
    told = {one.name: getattr(work, one.name) for one in fields(work)}
    return [say_count(f"of_myself.did.{name}", count) for name, count in told.items() if count]


SKILL = Form(
    "skill",
    _keep,
    ORIGIN,
    "of_myself.keep",
    (
        Ask("skill", "of_myself.skill", hint="of_myself.skill_hint"),
        Ask("source", "of_myself.source", "choice", words_of("own.source", SOURCES)),
        Ask("evidence", "of_myself.evidence", hint="of_myself.evidence_hint"),
        Ask("shared_with", "of_myself.shared_with", hint="of_myself.shared_with_hint"),
    ),
    given=of_own_line,
)
AWAY = Form("away", _take_away, ORIGIN, "of_myself.take_away", given=of_own_line, main=False)
PAGE = Form(
    "page",
    _make_page,
    ORIGIN,
    "of_myself.make_page",
    given=of_own,
    main=False,
    under="of_myself.make_page_more",
    said="of_myself.page_made",
)
PAGE_AGAIN = Form(
    "again", _make_page, ORIGIN, "of_myself.make_page_again", given=of_own, main=False, said="of_myself.page_made"
)
DROP = Form("drop", _drop_page, ORIGIN, "of_myself.drop_page", given=of_own, main=False, said="of_myself.page_gone")


class SkillsPart(OwnPart):
    """The skills that are there, each to be changed or taken away; one's own work; and the page."""

    forms = (SKILL, AWAY, PAGE, PAGE_AGAIN, DROP)

    def blocks(self) -> list[Block]:
        """What someone can do, the fields for one more, and the page."""
        return [
            *self._skills(),
            heading(say("of_myself.change_skill" if self.opened else "of_myself.new_skill")),
            *self.form(SKILL, beside=self.form(AWAY) if self.opened else []),
            heading(say("of_myself.page_title")),
            listing(work_lines(self.project), empty=say("of_myself.no_work")),
            text(say("of_myself.work_means"), quiet=True),
            *self._page(),
        ]

    @gesture
    def open_one(self, value: str) -> None:
        """Take a skill to change it."""
        self.fill_form(SKILL, asdict(line_at(self.own.kept_there.skills, value)))
        super().open_one(value)

    def close(self) -> None:
        """Nothing is being changed any more: the skills may be others."""
        if self.opened:
            self.clear(SKILL)
        super().close()

    def _skills(self) -> list[Block]:
        made = [
            button(isolated(one.skill), "open_one", more=_more(one), on=str(i) == self.opened, value=str(i))
            for i, one in enumerate(self.own.kept_there.skills)
        ]
        return [buttons(*made, label=say("of_myself.my_skills"))] if made else [text(say("of_myself.no_skills"))]

    def _page(self) -> list[Block]:
        place = page_place(self.own.there.name)
        if not place.exists():
            return self.form(PAGE)
        return [
            text(say("of_myself.page_where", path=isolated(str(place)))),
            *self.form(PAGE_AGAIN, beside=self.form(DROP)),
        ]


def _more(one: Skill) -> str:
    shared = say("of_myself.shared", who=isolated(one.shared_with)) if one.shared_with else ""
    return " · ".join(filter(None, [say(f"own.source.{one.source}"), isolated(one.evidence or ""), shared]))
