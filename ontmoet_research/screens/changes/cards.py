"""The cards of *Wat verandert er?*: what changed, who it was, how we know; added to bit by bit."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import complete_change, confirm_change, missing_parts, record_change, record_sustained
from ontmoet_research.change.cards import MAIN, card_lines
from ontmoet_research.change.effects import Effects
from ontmoet_research.change.later import ORIGIN as LATER
from ontmoet_research.change.outcomes import ORIGIN, SIGNAL
from ontmoet_research.model.change import CHANGE_KINDS, LEVELS, STAGES, VALUE_LAYERS, WAM
from ontmoet_research.record import in_words, iso_day
from ontmoet_research.screens.blocks import Block, buttons, fold, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, Options, correctable, of_series, words_of
from ontmoet_research.screens.session import today
from ontmoet_research.store import Project, Row, find, read_rows, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .numbers import CardNumbers
from .origin import CAME_FROM, CardOrigin, origin_lines
from .parts import DIRECTIONS, ChangePart, or_none, places_here, tellers_here

SEVERAL = {"levels": LEVELS, "value_layers": VALUE_LAYERS, "wam": WAM}
WORDS_OF = {"levels": "level", "value_layers": "value"}  # where the words of these stand under [effect]
ANSWERS = ("ja", "deels", "nee", "weet_niet")


def _record(
    project: Project, series_id: str, what: str, actor: str, since: str, assignment_id: str | None = None
) -> str:
    day = iso_day(since)
    return record_change(
        project, what, actor=actor or None, since=day, series_id=series_id, assignment_id=assignment_id
    )


def _complete(project: Project, change_id: str, since: str, evidence: str, **words: str) -> None:
    """Keep what was typed; an empty field changes nothing, and what we know by comes below what is there."""
    told: dict[str, Any] = {name: said for name, said in words.items() if said}
    if day := iso_day(since):
        told["since"] = day
    if proof := [line.strip() for line in evidence.splitlines() if line.strip()]:
        told["evidence"] = [*find(project, "changes", change_id)["evidence"], *proof]
    if not told:
        raise Refused("see_changes.nothing_typed")
    complete_change(project, change_id, **told)


def _mark(project: Project, change_id: str, **clicked: str) -> None:
    """Choose a value or take the choice back; of several, add it or take it away."""
    row = find(project, "changes", change_id)
    for part, value in clicked.items():
        if part in SEVERAL:
            now = row[part] or ([row["level"]] if part == "levels" and row["level"] else [])
            complete_change(project, change_id, **{part: [o for o in SEVERAL[part] if (o in now) != (o == value)]})
        elif part == "board":
            complete_change(project, change_id, board=not row["board"])
        else:
            complete_change(project, change_id, **{part: None if row[part] == value else value})


def _confirm(project: Project, change_id: str, where: str, by: str, confirmer_id: str | None) -> None:
    confirm_change(project, change_id, by, confirmer_id=confirmer_id, outside=where == OUTSIDE)


def _ask_again_on(project: Project, change_id: str, day: str) -> None:
    """An empty day is six months later."""
    complete_change(project, change_id, ask_again_on=iso_day(day))


def lasted(project: Project, change_id: str, value: str) -> None:
    """Keep whether a change is still there, as it was said today."""
    record_sustained(project, change_id, value, today())


def _sources(part: ChangePart) -> Options:
    return [(row.object_id, row["title"]) for row in read_rows(part.project, "sources")]


def _ask(name: str, kind: str = "words") -> Ask:
    return Ask(name, f"see_changes.field.{name}", kind, hint=f"see_changes.hint.{name}")


def _one_of(name: str, values: tuple[str, ...]) -> Ask:
    return Ask(name, f"see_changes.ask.{name}", "choice", words_of(f"effect.{name}", values))


def _several(name: str) -> Ask:
    words = words_of(f"effect.{WORDS_OF.get(name, name)}", SEVERAL[name])
    return Ask(name, f"see_changes.ask.{name}", "several", words)


INSIDE, OUTSIDE = "inside", "outside"
WHAT, ACTOR, SINCE, PLACE = _ask("what"), _ask("actor"), _ask("since", "day"), _ask("place")
CONTRIBUTION, WHY, REGION = _ask("contribution", "long"), _ask("why_it_matters", "long"), _ask("region_effect")
LASTING = Ask("value", "see_changes.lasting", "choice", words_of("effect.sustained", ANSWERS), column="sustained")

NEW = Form(
    "new",
    _record,
    ORIGIN,
    "see_changes.keep_change",
    (WHAT, ACTOR, SINCE, CAME_FROM),
    given=of_series,
    fold="see_changes.new_change",
    then=lambda part, made: part.show(made),
)
WORDS = Form(
    "words",
    _complete,
    ORIGIN,
    "see_changes.keep_words",
    (ACTOR, SINCE, PLACE, CONTRIBUTION, _ask("evidence", "lines"), WHY, REGION),
    fold="see_changes.fold_words",
)
WHERE = Form(
    "where",
    _mark,
    ORIGIN,
    asks=(_several("levels"), Ask("board", "effect.level.board", "yes"), _one_of("stage", STAGES)),
    at_once=True,
    fold="see_changes.fold_where",
)
HOW = Form(
    "how",
    _mark,
    ORIGIN,
    asks=(
        _one_of("expected", ("ja", "nee")),
        _one_of("direction", DIRECTIONS),
        _one_of("effort", ("makkelijk", "gemiddeld", "moeilijk")),
        _one_of("mechanism", ("begrip", "actie", "beide")),
    ),
    at_once=True,
    fold="see_changes.fold_how",
)
KIND = Form(
    "kind",
    _mark,
    ORIGIN,
    asks=(_one_of("kind", CHANGE_KINDS), _several("value_layers"), _several("wam")),
    at_once=True,
    fold="see_changes.fold_kind",
)
CONFIRM = Form(
    "confirm",
    _confirm,
    ORIGIN,
    asks=(
        Ask("by", "see_changes.confirmed_by", hint="see_changes.confirmed_by_hint"),
        Ask(
            "confirmer_id",
            "see_changes.of_us",
            "list",
            lambda part: or_none(tellers_here(part), "see_changes.nobody_of_us"),
        ),
    ),
    given=lambda part, where: (part.opened, where),
    fold="see_changes.fold_confirm",
)
LASTED = Form("lasted", lasted, LATER, asks=(LASTING,), at_once=True)
ASK_AGAIN = Form(
    "ask_again",
    _ask_again_on,
    ORIGIN,
    "see_changes.keep_ask_again",
    (Ask("day", "see_changes.ask_again", "day", hint="see_changes.ask_again_hint"),),
    main=False,
)


class ChangeCards(ChangePart):
    """The list of cards, or the one card that is open."""

    forms = (NEW, WORDS, WHERE, HOW, KIND, CONFIRM, LASTED, ASK_AGAIN)
    corrects = correctable(
        changes=(
            WHAT,
            ACTOR,
            SINCE,
            PLACE,
            CONTRIBUTION,
            Ask("evidence", "see_changes.evidence_lines", "lines", _sources),
            WHY,
            REGION,
        )
    )

    def start(self) -> None:
        """An open card has a part with numbers and one with where it came from."""
        self.numbers, self.origin = self.has(CardNumbers, "numbers"), self.has(CardOrigin, "origin")

    def show(self, change_id: str) -> None:
        """Open the card that was made."""
        self.opened = change_id

    def correction_note(self, _table: str, row: Row) -> str:
        """That someone confirmed a change, in the words that are about to change."""
        return say("see_changes.confirmed_words") if row["substantiation"] not in (SIGNAL, None) else ""

    def blocks(self) -> list[Block]:
        """The list of cards with a short form for a new one, or the open card."""
        told = self.read(*(["indicators"] if self.opened else []))
        rows = rows_of(told.changes)
        if one := next((row for row in rows if row["change_id"] == self.opened), None):
            return self._one(one, told)
        listed = self.listed(map(self._card_line, rows), "see_changes.cards", "see_changes.no_cards")
        return [*listed, *self.form(NEW)]

    def _card_line(self, one: dict[str, Any]) -> Block:
        who = one["actor"] or say("effect.card.unknown")
        more = say("see_changes.card_more", who=who, sure=_sure(one))
        return self.line(one["change_id"], isolated(one["what"]), more)

    def _one(self, change: dict[str, Any], told: Effects) -> list[Block]:
        numbers = rows_of(told.indicators[told.indicators["change_id"] == self.opened])
        titles, labels = dict(_sources(self)), dict(places_here(self))
        evidence = [titles.get(one, one) for one in change["evidence"]]
        organisation = labels.get(change["organisation_id"], "")
        lines = card_lines(change, numbers, evidence=evidence, organisation=organisation)
        first, more = (_as_text(part) for part in (lines[:MAIN], lines[MAIN:]))
        missing = [say(f"see_changes.missing.{part}") for part in missing_parts(change)]
        return [
            self.back("see_changes.back"),
            heading(change["what"]),
            listing([*first, *origin_lines(self, change)]),
            *([fold(say("see_changes.more_on_card"), listing(more))] if more else []),
            *([text(say("see_changes.signal_still")), listing(missing)] if missing else []),
            *self._folds(change, numbers),
            buttons(self.correct_button("changes", self.opened)),
        ]

    def _folds(self, change: dict[str, Any], numbers: list[dict[str, Any]]) -> list[Block]:
        confirmed = [(where, say(f"see_changes.confirm_{where}"), "") for where in (INSIDE, OUTSIDE)]
        return [
            *self.form(WORDS),
            self.origin.origin_fold(),
            *self.form(WHERE, now=change),
            *self.form(HOW, now=change),
            *self.form(KIND, now=change),
            self.numbers.number_fold(numbers),
            *self.form(CONFIRM, confirmed),
            fold(
                say("see_changes.fold_lasting"),
                *self.form(LASTED, now=change),
                *_asked_on(change["ask_again_on"]),
                *self.form(ASK_AGAIN),
            ),
        ]


def _asked_on(day: str | None) -> list[Block]:
    """When the group asks again whether it lasted (E30)."""
    return [text(say("see_changes.asked_on", day=in_words(day)), quiet=True)] if day else []


def _as_text(lines: list[tuple[str, str]]) -> list[str]:
    return [f"{label}: {words}" for label, words in lines]


def _sure(change: dict[str, Any]) -> str:
    level = change["substantiation"]
    return say(f"effect.sure.{level or 'signaal'}")
