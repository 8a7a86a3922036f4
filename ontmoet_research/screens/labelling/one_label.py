"""One label of the list: what it means and stands for, what people say of it, and what they change about it."""

from __future__ import annotations

from typing import Any

from ontmoet_research.coding import (
    affected_by,
    agree,
    change_code,
    join_codes,
    note_agreed_in,
    read_codings,
    say_about,
    say_signs,
    signs_of,
    split_code,
    stop_code,
)
from ontmoet_research.coding.list_changes import ORIGIN
from ontmoet_research.coding.signs import ORIGIN as SIGNS_ORIGIN
from ontmoet_research.group import meeting_label
from ontmoet_research.model.material import SIGNS
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, Options, words_of
from ontmoet_research.screens.part import Detail
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.store import Project, Row, history, read_rows, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say, say_count

EXPLAINS = ("definition_b1", "include", "exclude", "example")


def status_of(row: Row) -> str:
    """Whether a label is a proposal, agreed or stopped, in words."""
    return say(f"labels_together.status.{row['status'] or 'voorstel'}")


def _explain(project: Project, code_id: str, **texts: str) -> None:
    """Keep the explanations that were typed; what was left empty stays as it was."""
    given = {name: words for name, words in texts.items() if words}
    if not given:
        raise Refused("coding.nothing_said")
    change_code(project, code_id, **given)


def _rename(project: Project, code_id: str, *, name: str) -> str:
    change_code(project, code_id, label_nl=name)
    return code_id


def _split(project: Project, code_id: str, *, first: str, second: str) -> str:
    return split_code(project, code_id, [first, second])[0]


def _join(project: Project, code_id: str, *, others: list[str], name: str) -> str:
    return join_codes(project, [code_id, *others], name)


def _stop(project: Project, code_id: str) -> str:
    stop_code(project, code_id)
    return ""


def _stand_for(project: Project, code_id: str, *, signs: list[str]) -> None:
    say_signs(project, code_id, signs)


def _go_to(part: Any, made: Any) -> None:
    part.above.opened, part.chosen = str(made), {}  # the list opens and closes a label


def _now(name: str) -> Any:
    return lambda part: say("labels_together.now", words=part.row()[name] or "–")


def _others(part: Any) -> Options:
    row = part.row()
    return [
        (one.object_id, one["label_nl"])
        for one in read_rows(part.project, "codes", codebook_id=row["codebook_id"], family=row["family"])
        if one["status"] != "gestopt" and one.object_id != row.object_id
    ]


def _meetings(part: Any) -> Options:
    titles = dict(part.page.all_series())
    held = [one for one in read_rows(part.project, "sessions") if one["status"] == "gehouden"]
    known = [
        (one.object_id, _named(titles.get(one["series_id"], ""), one, several=len(titles) > 1))
        for one in sorted(held, key=lambda one: one["date"] or "")
    ]
    return [("", say("labels_together.not_said")), *known]


NEW_NAME = Ask("name", "labels_together.new_name")
ABOUT = Form(
    "about", say_about, ORIGIN, "labels_together.keep", (Ask("text", "labels_together.about", "long"),), main=False
)
EXPLAIN = Form(
    "explain",
    _explain,
    ORIGIN,
    "labels_together.keep_words",
    tuple(Ask(name, f"labels_together.ask.{name}", hint=_now(name)) for name in EXPLAINS),
    fold="labels_together.better_words",
    main=False,
)
SIGN = Form(
    "signs",
    _stand_for,
    SIGNS_ORIGIN,
    "labels_together.keep_signs",
    (Ask("signs", "labels_together.which_signs", "several", words_of("labels_together.sign", SIGNS[:-1])),),
    fold="labels_together.stands_for",
    main=False,
)
YES = Form("yes", agree, ORIGIN, "labels_together.agree", said=lambda status: say(f"labels_together.yes.{status}"))
AGREED_IN = Form(
    "agreed_in",
    lambda project, code_id, session_id: note_agreed_in(project, code_id, session_id or None),
    ORIGIN,
    asks=(Ask("session_id", "labels_together.agreed_where", "list", _meetings, column="agreed_in_id"),),
    at_once=True,
)
PLANS = {
    "rename": Form("rename", _rename, ORIGIN, "labels_together.do.rename", (NEW_NAME,), then=_go_to),
    "split": Form(
        "split",
        _split,
        ORIGIN,
        "labels_together.do.split",
        (Ask("first", "labels_together.first"), Ask("second", "labels_together.second")),
        then=_go_to,
    ),
    "join": Form(
        "join",
        _join,
        ORIGIN,
        "labels_together.do.join",
        (
            Ask("others", "labels_together.join_with", "several", _others),
            Ask("name", "labels_together.joined_name"),
        ),
        then=_go_to,
    ),
    "stop": Form("stop", _stop, ORIGIN, "labels_together.do.stop", then=_go_to),
}


class OneLabel(Detail[PartsPage]):
    """The label that is open in the list; no blocks when it is not there any more."""

    forms = (ABOUT, EXPLAIN, SIGN, YES, AGREED_IN, *PLANS.values())

    def row(self) -> Row:
        """The label as it stands now. Errors: ``Refused`` when it is gone."""
        found = self._found()
        if found is None:
            raise Refused("coding.code_gone")
        return found

    def _found(self) -> Row | None:
        rows = read_rows(self.project, "codes", object_id=self.opened) if self.opened else []
        return max(rows, key=lambda row: row.at) if rows else None

    def blocks(self) -> list[Block]:
        """What the label is; or what a change would touch, before it happens."""
        row = self._found()
        if row is None:
            return []
        back = self.above.mine([self.above.back("labels_together.back")]) if self.above else []
        if plan := PLANS.get(self.chosen.get("plan", "")):
            return [heading(isolated(row["label_nl"])), *self._plan(row, plan), buttons(*back)]
        going = row["status"] != "gestopt"
        return [
            heading(isolated(row["label_nl"])),
            text(_agreement(row)),
            *(self.form(AGREED_IN, now=row.values) if row["status"] == "afgesproken" else []),
            listing(_explained(row), empty=say("labels_together.not_explained")),
            text(_stands_for(row), quiet=True),
            *(self.form(YES) if going else []),
            *self._talk(row),
            *self.form(SIGN, now={"signs": signs_of(row.values)}),
            *(self._changes() if going else []),
            fold(say("labels_together.history"), listing(self._history(row))),
            buttons(*back),
        ]

    def _talk(self, row: Row) -> list[Block]:
        names = dict(self.page.people())
        notes = sorted(read_rows(self.project, "code_notes", code_id=row.object_id), key=lambda note: note.at)
        said = [
            say("labels_together.said", name=isolated(names.get(note["contributor_id"], "")), words=note["text"])
            for note in notes
        ]
        return [
            heading(say("labels_together.talk")),
            listing(said, empty=say("labels_together.nobody_said")),
            *self.form(ABOUT),
        ]

    def _changes(self) -> list[Block]:
        plans = [button(say(f"labels_together.plan.{plan}"), "choose", value=plan, name="plan") for plan in PLANS]
        return [*self.form(EXPLAIN), fold(say("labels_together.change"), buttons(*plans))]

    def _plan(self, row: Row, plan: Form) -> list[Block]:
        codes = [row.object_id, *self.chosen.get("join.others", [])]
        touched = affected_by(read_codings(self.project), codes)
        about = say(
            "labels_together.touched",
            labels=say_count("count.label", touched.codings),
            pieces=say_count("count.piece", touched.pieces),
            people=say_count("count.person", touched.people),
        )
        return [text(say(f"labels_together.plan_means.{plan.name}")), text(about), *self.form(plan)]

    def _history(self, row: Row) -> list[str]:
        names = {**dict(self.page.people()), "kit": say("labels_together.kit")}
        return [
            say(
                "labels_together.version",
                name=isolated(names.get(one["author"], say("labels_together.kit"))),
                label=isolated(one["label_nl"]),
                status=say(f"labels_together.status.{one['status'] or 'voorstel'}"),
            )
            for one in rows_of(history(self.project, "codes", row.object_id))
        ]


def _agreement(row: Row) -> str:
    if row["status"] == "gestopt":
        return say("labels_together.is_stopped")
    sides = [say(f"page.side.{side}") for side in row["agreed_by_sides"]]
    if row["status"] == "afgesproken":
        return say("labels_together.is_agreed", sides=join_words(sides))
    return say("labels_together.is_proposal", sides=join_words(sides)) if sides else say("labels_together.no_yes")


def _explained(row: Row) -> list[str]:
    return [say(f"labels_together.explained.{name}", words=row[name]) for name in EXPLAINS if row[name]]


def _stands_for(row: Row) -> str:
    told = [say(f"labels_together.sign.{one}").lower() for one in signs_of(row.values)]
    if told:
        return say("labels_together.stands_for_now", what=join_words(told))
    return say("labels_together.stands_for_nothing" if row["signs"] else "labels_together.stands_for_unsaid")


def _named(series: str, meeting: Row, *, several: bool) -> str:
    label = meeting_label(meeting["number"], meeting["date"])
    return f"{series}: {label}" if several else label
