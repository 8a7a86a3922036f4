"""One person of the group, in part *Groep*: what is known of them, another alias, pausing and stopping."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import change_participant, correct_days, pause, rename_participant, resume, stop
from ontmoet_research.model.people import JOB_GROUPS, PERSPECTIVES
from ontmoet_research.privacy.key_file import known_place, refuse_real_name
from ontmoet_research.screens.blocks import Block, fold
from ontmoet_research.screens.forms import Ask, Form, Options
from ontmoet_research.screens.names_open import open_here
from ontmoet_research.store import Project, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .page import SeriesPart, as_answer, as_chosen, choosable, one_of, yes_or_no

ORIGIN = "group.people"
ANSWERS = ("backup", "is_connector")


def refuse_real(project: Project, alias: str) -> None:
    """Errors: ``Refused`` when the list of real names is open and the alias is one of them (P02)."""
    if opened := open_here(project):
        refuse_real_name(alias, opened.people)


def not_compared(project: Project) -> bool:
    """Whether there are real names to compare an alias with, and these are locked (P02)."""
    return known_place(project) is not None and open_here(project) is None


def perspective_word(one: str) -> str:
    """A perspective as people say it."""
    return say(f"group.perspective.{one}")


def perspective_words(_part: Any = None) -> list[tuple[str, str]]:
    """All perspectives, as (value, words with a capital)."""
    return [(one, capital(perspective_word(one))) for one in PERSPECTIVES]


def capital(words: str) -> str:
    """These words with a capital in front."""
    return words[:1].upper() + words[1:]


def _choose(project: Project, person_id: str, **told: str | None) -> None:
    """Change one thing of one person."""
    (name, value), *_ = told.items()
    change_participant(project, person_id, **{name: as_answer(value) if name in ANSWERS else value})


def _turn(project: Project, person_id: str, perspectives: str) -> None:
    """Someone has a perspective, or no longer does."""
    now = find(project, "participants", person_id)["perspectives"]
    turned = [one for one in now if one != perspectives] + [perspectives] * (perspectives not in now)
    change_participant(project, person_id, perspectives=turned)


def _roles(project: Project, person_id: str, roles: str | None) -> None:
    """Other roles, in own words with a comma between them."""
    if roles is not None:
        change_participant(project, person_id, roles=[one.strip() for one in roles.split(",") if one.strip()])


def _rename(project: Project, person_id: str, alias: str | None) -> None:
    """Someone is called something else from now on; it stays the same person."""
    if alias is not None:
        refuse_real(project, alias)
        rename_participant(project, person_id, alias)


def _days(project: Project, person_id: str, **told: str | None) -> None:
    """Since when someone takes part, and the last day of who stopped."""
    row = find(project, "participants", person_id)
    correct_days(project, person_id, **{k: row[k] or "" if day is None else day for k, day in told.items()})


def _organisations(part: SeriesPart) -> Options:
    rows = read_rows(part.project, "organisations")
    return choosable((one.object_id, isolated(one["label"])) for one in rows)


def _shut(part: PersonPart, _made: Any) -> None:
    part.close()


PERSPECTIVE = Form(
    "perspective",
    _turn,
    ORIGIN,
    asks=(Ask("perspectives", "set_up_series.perspectives", "several", perspective_words),),
    at_once=True,
)
KNOWN = Form(
    "known",
    _choose,
    ORIGIN,
    asks=(
        Ask("job_group", "set_up_series.job.ask", "list", one_of("job", JOB_GROUPS)),
        Ask("organisation_id", "set_up_series.organisation", "list", _organisations),
        yes_or_no("backup", "set_up_series.backup"),
        yes_or_no("is_connector", "set_up_series.connector"),
    ),
    at_once=True,
)
ROLES = Form(
    "roles",
    _roles,
    ORIGIN,
    "set_up_series.keep_roles",
    (Ask("roles", "set_up_series.roles", hint="set_up_series.roles_hint", filled=True),),
    main=False,
)
PAUSE = Form("pause", pause, ORIGIN, "set_up_series.take_break", main=False, under="set_up_series.break_means")
RESUME = Form("resume", resume, ORIGIN, "set_up_series.come_back", main=False)
STOP = Form(
    "stop",
    stop,
    ORIGIN,
    "set_up_series.stop",
    (Ask("reason", "set_up_series.leave_reason", hint="set_up_series.leave_hint"),),
    main=False,
    under="set_up_series.stop_means",
    then=_shut,
)
ALIAS = Form(
    "alias",
    _rename,
    ORIGIN,
    "set_up_series.keep_alias",
    (
        Ask("alias", "set_up_series.other_alias", hint="set_up_series.other_alias_hint", filled=True),
        Ask("", "set_up_series.alias_not_compared", "text", when=lambda part: not_compared(part.project)),
    ),
    main=False,
)
DAYS = Form(
    "days",
    _days,
    ORIGIN,
    "set_up_series.keep_days",
    (
        Ask("joined", "set_up_series.joined", "day", hint="set_up_series.joined_hint", filled=True),
        Ask("left", "set_up_series.left", "day", filled=True, when=lambda part: part.stopped()),
    ),
    main=False,
)


class PersonPart(SeriesPart):
    """The people of the series, one at a time."""

    forms = (PERSPECTIVE, KNOWN, ROLES, PAUSE, RESUME, STOP, ALIAS, DAYS)

    def blocks(self) -> list[Block]:
        """Whom it is about, and all that is known of that person."""
        names = self.now.people("actief", "pauze", "gestopt")
        asked = self.pick("set_up_series.which_person", names)
        if self.opened not in dict(names):
            return [asked]
        row = find(self.project, "participants", self.opened)
        now = {**as_chosen(row, *ANSWERS), "roles": ", ".join(row["roles"])}
        going = (RESUME,) if row["status"] in ("pauze", "gestopt") else (PAUSE, STOP)
        return [
            asked,
            *(block for form in (PERSPECTIVE, KNOWN, ROLES, *going) for block in self.form(form, now=now)),
            fold(say("set_up_series.name_and_days"), *self.form(ALIAS, now=now), *self.form(DAYS, now=now)),
        ]

    def stopped(self) -> bool:
        """Whether the open person stopped."""
        return bool(find(self.project, "participants", self.opened)["status"] == "gestopt")
