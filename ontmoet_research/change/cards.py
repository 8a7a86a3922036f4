"""A change on a card, in words: what people feel and what was counted on one card (C16)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date, join_words
from ontmoet_research.words import say

from .indicators import tell_indicator
from .outcomes import SIGNAL

MAIN = 7  # the first lines are always there, in this order

__all__ = ["MAIN", "card_lines", "kind_words", "story_lines"]


def card_lines(
    change: Mapping[Any, Any],
    indicators: Iterable[Mapping[Any, Any]] = (),
    *,
    evidence: Collection[str] | None = None,
    organisation: str = "",
) -> list[tuple[str, str]]:
    """The lines of a card as (label, words), in the order people ask; what isn't known yet is said for the main ones.

    ``change`` is a row of ``read_changes``; ``evidence`` are its sources in words (those of the change when not given);
    ``organisation`` is its label where that may be read. Nothing here names a person.
    """
    sources = [isolated(one) for one in (change["evidence"] if evidence is None else evidence)]
    unknown = say("effect.card.unknown")
    main = {
        "who": _own(change["actor"]) or unknown,
        "since": _day(change["since"]) or unknown,
        "how_sure": _how_sure(change, sources),
        "how_it_was": _how_it_was(change) or unknown,
        "contribution": _own(change["contribution"]) or unknown,
        "matters": _own(change["why_it_matters"]) or unknown,
        "number": " ".join(tell_indicator(one) for one in indicators) or say("effect.card.no_number"),
    }
    more = {
        "where": join_words(one for one in (_own(change["place"]), isolated(organisation)) if one),
        "levels": _levels(change),
        "stage": say(f"effect.stage.{change['stage']}") if _words(change["stage"]) else "",
        "kind": kind_words(change["kind"]),
        "effort": _choice("effort", change),
        "size": _choice("size", change, "assignment_size"),
        "mechanism": _choice("mechanism", change),
        "value": join_words(say(f"effect.value.{one}") for one in change["value_layers"]),
        "wam": join_words(say(f"effect.wam.{one}") for one in change["wam"]),
        "region": _own(change["region_effect"]),
        "sustained": _sustained(change),
    }
    told = {**main, **more}
    return [(say(f"effect.card.{name}"), words) for name, words in told.items() if words]


def story_lines(story: Mapping[Any, Any]) -> list[tuple[str, str]]:
    """The lines of a story as (label, words): before, what happened, change, why it matters, how others can do it."""
    names = ("before", "happened", "change", "why_it_matters", "transfer")
    told = [(say(f"effect.story.{name}"), _own(story[name])) for name in names]
    if _words(story["domain"]):
        told.append((say("effect.story.domain"), say(f"effect.domain.{story['domain']}")))
    if _words(story["direction"]):
        told.append((say("effect.story.direction"), say(f"effect.direction.{story['direction']}")))
    return [(label, words) for label, words in told if words]


def kind_words(kind: str | None) -> str:
    """A kind of change as people read it; a kind in own words stays as it is."""
    return isolated(kind) if kind else ""


def _how_sure(change: Mapping[Any, Any], sources: list[str]) -> str:
    level = _words(change["substantiation"]) or SIGNAL
    told = say(f"effect.sure.{level}")
    who = _words(change["confirmed_by"])
    if level != SIGNAL and who:
        told = say("effect.card.by", told=told, role=isolated(who))
    return f"{told} ({join_words(sources)})" if sources else told


def _how_it_was(change: Mapping[Any, Any]) -> str:
    return ", ".join(filter(None, (_choice("expected", change), _choice("direction", change))))


def _levels(change: Mapping[Any, Any]) -> str:
    told = [say(f"effect.level.{one}") for one in change["levels"]]
    if change["board"] is True or str(change["board"]) == "True":
        told.append(say("effect.level.board"))
    return join_words(told)


def _sustained(change: Mapping[Any, Any]) -> str:
    told, day = _choice("sustained", change), _day(change["sustained_on"])
    return say("effect.card.on", told=told, day=day) if told and day else told


def _choice(name: str, change: Mapping[Any, Any], column: str = "") -> str:
    value = _words(change[column or name])
    return say(f"effect.{name}.{value}") if value else ""


def _day(value: str | None) -> str:
    return format_date(date.fromisoformat(value)) if value else ""


def _own(value: str | None) -> str:
    """Words that someone typed, safe to stand behind a label."""
    return isolated(_words(value))


def _words(value: str | None) -> str:
    return value.strip() if value else ""
