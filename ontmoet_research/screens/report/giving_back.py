"""Lees het terug met de groep: a theme or a part of the report, what people said of it, and what came of that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ontmoet_research.model.account import REACTIONS, TALKED_OUTCOMES
from ontmoet_research.record import in_words
from ontmoet_research.report import Report
from ontmoet_research.report.giving_back import (
    GROUP,
    ORIGIN,
    Heard,
    give_back,
    is_open,
    reactions_to,
    read_all_back,
    read_back,
    read_heard,
    settle,
    shown_reactions,
)
from ontmoet_research.report.on_paper import export_heard
from ontmoet_research.report.standing import read_agreed
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, aloud, button, buttons, fold, heading, text
from ontmoet_research.screens.forms import Ask, Form, words_of
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.session import output_folder, today
from ontmoet_research.store import Project, Row, last_seq
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .as_read import as_read

_REACTION = (
    Ask("reactions", "write_report.giving.reactions", "several", words_of("write_report.giving.reaction", REACTIONS)),
    Ask("said", "write_report.giving.said", "long", hint="write_report.giving.said_hint", draft=True),
    Ask("day", "write_report.giving.day", "day"),
    Ask("asked", "write_report.giving.asked", hint="write_report.giving.asked_hint"),
    Ask("answered", "write_report.giving.answered"),
)


def _keep(project: Project, series_id: str, about: str, version: str, **reaction: Any) -> None:
    verb: Callable[..., Any] = read_back if about in _parts() else give_back
    verb(project, series_id, about, seen=version, **reaction)


def _parts() -> frozenset[str]:
    from ontmoet_research.report import PARTS

    return frozenset(PARTS)


def _settle(project: Project, one: str, *, outcome: str, changed: str, day: str) -> None:
    settle(project, one, outcome, changed or "", day)


REACTED = Form(
    "reacted",
    _keep,
    ORIGIN,
    "write_report.giving.keep",
    _REACTION,
    given=lambda part, _one: (part.series_id, part.opened, part.shown[part.opened]),
)
ALL = Form(
    "all",
    lambda project, series_id, seen, **reaction: read_all_back(project, series_id, seen=seen, **reaction),
    ORIGIN,
    "write_report.giving.keep_all",
    _REACTION,
    given=lambda part, _one: (part.series_id, part.shown_parts()),
    fold="write_report.giving.all",
    said=lambda n: say_count("write_report.giving.all_said", n),
)
SETTLE = Form(
    "settle",
    _settle,
    ORIGIN,
    "write_report.giving.keep_outcome",
    (
        Ask(
            "outcome",
            "write_report.giving.outcome",
            "choice",
            words_of("write_report.giving.outcomes", TALKED_OUTCOMES),
            needs="write_report.giving.choose_outcome",
        ),
        Ask("changed", "write_report.giving.changed", "long"),
        Ask("day", "write_report.giving.day", "day"),
    ),
    given=lambda part, _one: (part.still_open(),),
    main=False,
)


class GivingBack(Part[Page]):
    """The themes and the parts with when each was read back; or one of them, to read aloud and to keep reactions."""

    forms = (REACTED, ALL, SETTLE)

    def start(self) -> None:
        """Nothing was worked out yet."""
        self.known: tuple[object, dict[str, Heard], dict[str, str], Report] | None = None
        self.shown: dict[str, str] = {}
        """The version of each theme and part as it stands on the screen: that is what people react to."""

    def shown_parts(self) -> dict[str, str]:
        """The version of each part of the report as it stands on the screen."""
        return {key: version for key, version in self.shown.items() if key in _parts()}

    def version(self) -> str:
        """The version of the theme or part that is open."""
        themes, parts, _ = self._worked_out()
        return themes[self.opened].version if self.opened in themes else parts[self.opened]

    def still_open(self) -> str:
        """The first reaction to what is open that nobody talked about yet."""
        return next((row.object_id for row in self._reactions(self.opened) if is_open(row)), "")

    def blocks(self) -> list[Block]:
        """What is open, or the list."""
        themes, parts, report = self._worked_out()
        self.shown = {**{key: one.version for key, one in themes.items()}, **parts}
        if self.opened in themes:
            told = themes[self.opened]
            return self._one(say("report.back.title"), [aloud("\n".join(told.lines()))])
        if self.opened in parts:
            section = next(one for one in report.parts() if one.key == self.opened)
            return self._one(section.heading, as_read(section.blocks))
        return [
            text(say("write_report.giving.what")),
            *self.listed(
                (self._line(key, one.title, one.version) for key, one in themes.items()),
                "write_report.giving.themes",
                "write_report.giving.no_themes",
            ),
            *(self._paper() if themes else []),
            *self.listed(
                (self._line(key, say(f"report.section.{key}"), version) for key, version in parts.items()),
                "write_report.giving.parts",
            ),
            *self.form(ALL),
        ]

    @gesture
    def make_pages(self, suffix: str) -> None:
        """Make the pages to hand out, in the folder ``uitvoer`` beside the notebook."""
        self.page.wait()
        place = output_folder() / f"klopt_het_{today()}{suffix}"
        export_heard(self.project, place, self.series_id)
        self.page.refresh()
        self.page.tell(say("write_report.giving.made", file=place.name), "saved")

    def _paper(self) -> list[Block]:
        words, more = say("write_report.giving.paper"), say("write_report.giving.paper_more")
        return [buttons(button(words, "make_pages", more=more, suffix=".html"))]

    def _worked_out(self) -> tuple[dict[str, Heard], dict[str, str], Report]:
        now = (self.series_id, last_seq(self.project))
        if self.known is None or self.known[0] != now:
            with self.project.one_moment():
                themes = {one.theme_id: one for one in read_heard(self.project, self.series_id)}
                report, parts = read_agreed(self.project, self.series_id, GROUP)
            self.known = now, themes, {key: one.version for key, one in parts.items()}, report
        return self.known[1], self.known[2], self.known[3]

    def _reactions(self, about: str) -> list[Row]:
        part = about in self._worked_out()[1]
        return reactions_to(self.project, self.series_id, **{"part" if part else "theme_id": about})

    def _line(self, key: str, title: str, version: str) -> Block:
        rows = self._reactions(key)
        now = [row for row in rows if row["version"] == version]
        if any(map(is_open, rows)):
            more = say("write_report.giving.open_still")
        elif now:
            more = say("write_report.giving.done", day=in_words(now[-1]["given_on"]))
        else:
            more = say("write_report.giving.old" if rows else "write_report.giving.not_yet")
        return self.line(key, isolated(title), more)

    def _one(self, title: str, shown: list[Block]) -> list[Block]:
        earlier = [self._earlier(row) for row in self._reactions(self.opened)]
        return [
            heading(isolated(title)),
            *shown,
            *(self.form(SETTLE) if self.still_open() else []),
            *self.form(REACTED),
            *([fold(say("write_report.giving.earlier"), *earlier)] if earlier else []),
            buttons(self.back("write_report.giving.back")),
        ]

    def _earlier(self, row: Row) -> Block:
        day, reactions = in_words(row["given_on"]), shown_reactions(row)
        key = "earlier_said" if row["said"] else "earlier_line"
        line = say(f"write_report.giving.{key}", day=day, reactions=reactions, said=isolated(row["said"] or ""))
        more = [] if row["version"] == self.version() else [say("write_report.giving.of_other_text")]
        more += [say(f"report.back.outcome.{row['outcome']}")] if row["outcome"] else []
        return text(" ".join([line, *more]))
