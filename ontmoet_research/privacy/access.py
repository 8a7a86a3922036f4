"""Alles van mij: all that is linked to one person, in plain Dutch, and nobody else's words (P23).

Every column that can point at a person says in the model whether its row is theirs, or why it is not told to them
(``mine``), and which columns are told (``told``). Choices made:

- What I said is told whole, also what was taken out but not erased yet: it is still kept, so it belongs here.
- Labels that others placed on my words are told by their name: they are about me. Who placed them, and what these
  people noted with them, is theirs and stays out.
- Of what I placed on the words of others, my label and my note are told, and where; not the words.
- A text I wrote with others is named; only one that I wrote alone is told. Of a decision I take part in I see what was
  decided, not how others do it.
- What rests on something of mine is linked to me too: a quote on my words, my answers on how my assignment goes. The
  model says so of the reference, or why it is of someone else.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontmoet_research.model import columns_of, marked, points_at
from ontmoet_research.record import label_of
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text import format_date, join_words
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.html import element, to_html
from ontmoet_research.words import Refused, all_sentences, say, say_count

from .release import write_out
from .withdrawing import both_roles

ACTION = "inzage"

PEOPLE = ("participants", "contributors")
# What is told of a column in another way than as its value.
_TOLD_AS = {
    ("fragments", "start"): "text",
    ("fragments", "withdrawn"): "taken_out",
    ("changes", "confirmer_id"): "confirmed",
    ("sessions", "facilitator_ids"): "led",
    ("report_sections", "body_md"): "body_alone",
    ("minority_views", "body_md"): "body_alone",
    ("story_choices", "panel_ids"): "chose",
}
LABELS = "labels"  # what others placed on my words: no table of its own


@cache
def columns_of_mine(table: str) -> dict[str, str]:
    """The columns by which a row is of a person, and the table of mine they point at; "" for the person themself."""
    own = {"object_id": ""} if table in PEOPLE else {}
    for column, mine in marked(table, "mine").items():
        if mine is True:
            places = set(points_at(table, column)) - set(PEOPLE)
            own[column] = "" if set(PEOPLE) & set(points_at(table, column)) else next(iter(places))
    return own


@cache
def columns_told(table: str) -> tuple[str, ...]:
    """What is told of a row, in order: columns, or what is told instead of one."""
    told = (_TOLD_AS.get((table, column), column) for column in marked(table, "told"))
    return (*told, "day") if table == "log_events" else tuple(told)


@cache
def parts_told() -> tuple[str, ...]:
    """The tables of which something is told, and ``labels``, in the order of ``[access.part]``."""
    head = "access.part."
    return tuple(key.removeprefix(head) for key in all_sentences() if key.startswith(head))


_CHOICES = {
    "domain": "effect.domain",
    "value_layers": "effect.value",
    "levels": "effect.level",
    "direction": "effect.direction",
    "audiences": "report.readers",
}


@dataclass(frozen=True)
class Part:
    """A part of the overview: its title, and a line for each thing."""

    title: str
    lines: list[str]


def everything_of(project: Project, person_id: str) -> list[Part]:
    """All that is linked to this person (participant or contributor), in parts; parts without anything are left out.

    Errors: ``Refused`` when there is no such person.
    """
    teller = _Teller(project, *both_roles(project, person_id))
    parts = [
        Part(say(f"access.part.{table}"), teller.labels() if table == LABELS else teller.lines(table))
        for table in parts_told()
    ]
    return [part for part in parts if part.lines]


def person_called(project: Project, name: str) -> str:
    """The id of the participant with this alias, or of the contributor with this name.

    Errors: ``Refused`` when nobody or more than one participant is called so.
    """
    wanted = " ".join(name.split()).casefold()
    people = {row.object_id for row in read_rows(project, "participants") if row["alias"].casefold() == wanted}
    makers = {row.object_id for row in read_rows(project, "contributors") if row["display_name"].casefold() == wanted}
    found = people or makers
    if len(found) != 1:
        raise Refused("access.two_called_so" if found else "access.nobody", name=name)
    return next(iter(found))


def write_access(project: Project, person_id: str, path: str | Path, *, today: datetime.date | None = None) -> None:
    """Write *Alles van mij* of this person to a file: .html, or plain text for another suffix.

    Errors: ``Refused`` when there is no such person, or when the file can't be written.
    """
    parts, day = everything_of(project, person_id), format_date(today or datetime.date.today())
    page = _page(parts, day) if Path(path).suffix.lower() in (".html", ".htm") else _plain(parts, day)
    write_out(project, path, page, ACTION)


class _Teller:
    """Says things of one person; ``people`` and ``makers`` are the ids as participant and as contributor."""

    def __init__(self, project: Project, people: Collection[str], makers: Collection[str]) -> None:
        self.project = project
        self.me = {*people, *makers}
        self.makers = set(makers)
        self._rows: dict[str, dict[str, Row]] = {}
        self.mine: dict[str, set[str]] = {}
        self.pieces = {row.object_id for row in self.all("fragments").values() if row["participant_id"] in self.me}

    def all(self, table: str) -> dict[str, Row]:
        if table not in self._rows:
            self._rows[table] = {row.object_id: row for row in read_rows(self.project, table)}
        return self._rows[table]

    def lines(self, table: str) -> list[str]:
        columns, told = columns_of_mine(table), columns_told(table)
        rows = [
            row
            for row in read_rows(self.project, table)
            if any(self._points(row, one, self._my(through)) for one, through in columns.items())
        ]
        return [line for row in rows if (line := self._line(row, told))]

    def labels(self) -> list[str]:
        """The labels that others placed on what this person said, each with how often."""
        placed: dict[str, int] = {}
        for row in self.all("codings").values():
            if row["fragment_id"] in self.pieces and row["contributor_id"] not in self.me:
                name = self._named("codes", row["code_id"], "label_nl")
                placed[name] = placed.get(name, 0) + 1
        return [f"{name}: {say_count('access.times', n)}" for name, n in sorted(placed.items())]

    def _my(self, table: str) -> Collection[str]:
        """Ids of my things in a table; without one, my own ids."""
        if not table:
            return self.me
        if table not in self.mine:
            columns = columns_of_mine(table)
            rows = self.all(table).values()
            self.mine[table] = {row.object_id for row in rows if any(self._points(row, c, self.me) for c in columns)}
        return self.mine[table]

    @staticmethod
    def _points(row: Row, column: str, mine: Collection[str]) -> bool:
        value = row.object_id if column == "object_id" else row[column]
        return any(one in mine for one in value) if isinstance(value, list) else value in mine

    def _line(self, row: Row, told: tuple[str, ...]) -> str:
        parts = [(name, self._said(row, name)) for name in told]
        return " · ".join(f"{_label(row.table, name)}: {words}" for name, words in parts if words)

    def _said(self, row: Row, name: str) -> str:
        special: dict[str, Callable[[Row], str]] = {
            "text": self._text,
            "taken_out": lambda one: say("access.yes") if one["withdrawn"] else "",
            "body_alone": self._alone,
            "confirmed": lambda one: say("access.yes") if one["confirmer_id"] in self.me else "",
            "details_hidden": lambda one: say("access.yes") if one["details_hidden"] else "",
            "assignment_id": lambda one: self._assignment(one["assignment_id"]),
            "difference_id": lambda one: self._difference(one["difference_id"]),
            "card_sort_id": lambda one: self._named("card_sorts", one["card_sort_id"], "title"),
            "section_id": lambda one: self._named("report_sections", one["section_id"], "title"),
            "chose": lambda _: say("access.yes"),
            "led": lambda one: self._meeting(one.object_id),
            "day": lambda one: _day(one.at[:10]),
            "decision_id": lambda one: self._named("decisions", one["decision_id"], "what"),
            "session_id": lambda one: self._meeting(one["session_id"]),
            "source_id": lambda one: self._named("sources", one["source_id"], "title"),
            "fragment_id": lambda one: self._place(one["fragment_id"]),
            "code_id": lambda one: self._named("codes", one["code_id"], "label_nl"),
            "organisation_id": lambda one: self._named("organisations", one["organisation_id"], "label"),
            "series_ids": lambda one: join_words([self._named("series", key, "title") for key in one["series_ids"]]),
            "purpose": lambda one: say(f"privacy.purpose.{one['purpose']}"),
            "side": lambda one: say(f"page.side.{one['side']}"),
        }
        return special[name](row) if name in special else _value(row, name)

    def _text(self, row: Row) -> str:
        if row.table != "fragments":
            return isolated(row["text"] or "")
        source = self.all("sources").get(row["source_id"])
        return isolated(source["text"][row["start"] : row["end"]].strip()) if source else ""

    def _alone(self, row: Row) -> str:
        return isolated(row["body_md"]) if set(row["authors"]) <= self.makers else say("access.with_others")

    def _named(self, table: str, key: str | None, column: str) -> str:
        row = self.all(table).get(key or "")
        return isolated(row[column] or "") if row else ""

    def _place(self, key: str) -> str:
        row = self.all("fragments").get(key)
        if row is None:
            return ""
        return say("access.place", order=row["order"], note=self._named("sources", row["source_id"], "title"))

    def _assignment(self, key: str | None) -> str:
        row = self.all("assignments").get(key or "")
        return self._named("decisions", row["decision_id"], "what") if row else ""

    def _difference(self, key: str | None) -> str:
        row = self.all("differences").get(key or "")
        return self._place(row["fragment_id"]) if row else ""

    def _meeting(self, key: str | None) -> str:
        row = self.all("sessions").get(key or "")
        if row is None:
            return ""
        return say("access.meeting", number=row["number"], day=_day(row["date"]) or say("access.no_day"))


def _label(table: str, told: str) -> str:
    own = f"access.told_as.{told}"
    return say(own) if own in all_sentences() else label_of(table, told)


def _value(row: Row, name: str) -> str:
    value = row[name]
    info = columns_of(row.table)[name].info
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return say("access.yes" if value else "access.no")
    if info.get("date"):
        return _day(value)
    if isinstance(value, list):
        return join_words([_choice(one, name) if info.get("choices") else isolated(one) for one in value])
    return _choice(value, name) if info.get("choices") else isolated(str(value))


def _choice(value: str, name: str) -> str:
    known = f"{_CHOICES.get(name, 'group.perspective')}.{value}"
    return say(known) if known in all_sentences() else value.replace("_", " ")


def _day(value: str | None) -> str:
    return format_date(datetime.date.fromisoformat(value)) if value else ""


def _plain(parts: list[Part], day: str) -> bytes:
    told = [say("access.title"), say("access.made_on", day=day), say("access.about"), ""]
    for part in parts:
        told += [part.title, *(f"- {line}" for line in part.lines), ""]
    return "\n".join([*told, say("access.wrong")]).encode("utf-8") + b"\n"


def _page(parts: list[Part], day: str) -> bytes:
    """One page that opens anywhere, loads nothing and can be read aloud."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    style = "html{color-scheme:light dark}body{font:1.1rem/1.6 sans-serif;max-width:42rem;margin:auto;padding:1rem}"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", say("access.title")),
        element("style", f"{style}li{{margin:.5rem 0;overflow-wrap:anywhere;white-space:pre-line}}"),
    )
    main = element("main", element("h1", say("access.title")), element("p", say("access.made_on", day=day)))
    main.append(element("p", say("access.about")))
    for part in parts:
        main.append(element("h2", part.title))
        main.append(element("ul", *(element("li", line) for line in part.lines)))
    main.append(element("p", say("access.wrong")))
    return f"<!DOCTYPE html>\n{to_html(element('html', head, element('body', main), lang='nl'))}\n".encode()
