"""What the data know of the research itself, each as a sentence that these readers may have; "" when nobody knows."""

from __future__ import annotations

from collections.abc import Callable

import ontmoet_research
from ontmoet_research.learning import in_order
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say, say_count

from .group_blocks import places
from .material import THEME, Material, shown_texts
from .outside import made_by, named_sides, told_books, who_labelled
from .readers import is_inside
from .woven import numbers

__all__ = ["KNOWN", "part_is_there", "period"]

_BY_KIT: dict[str, Callable[[Material], bool]] = {  # parts that the kit fills when there is something to tell
    "wie_deden_mee": lambda material: not material.participants.empty,
    "wat_er_veranderde": lambda material: not material.changes.empty,
    "zo_werkten_we_samen": lambda material: not material.sessions.empty,
    "hoe_zeker_zijn_we": lambda _material: True,
    "wat_we_vragen": lambda material: not material.requests.empty,
}


def part_is_there(material: Material, part: str) -> bool:
    """Whether a part of the report tells something: people wrote it, or the data fill it."""
    there = shown_texts(material)["section"]
    theirs = part == "wat_we_leerden" and there.str.startswith(THEME).any()
    filled = _BY_KIT.get(part)
    return bool(part in set(there) or theirs or (filled is not None and filled(material)))


def period(material: Material) -> str:
    """From the first to the last meeting that was held, in words."""
    held = in_order(material.sessions[(material.sessions["status"] == "gehouden") & material.sessions["date"].notna()])
    if held.empty:
        return say("report.cover.no_period")
    days = list(dict.fromkeys([held["day"].iloc[0], held["day"].iloc[-1]]))
    return join_words(days, say("report.cover.until"))


def _series(key: str, words: str) -> Callable[[Material], str]:
    return lambda material: say(words, told=isolated(told)) if (told := (material.series[key] or "").strip()) else ""


def _when(there: Callable[[Material], bool], words: str) -> Callable[[Material], str]:
    return lambda material: say(words) if there(material) else ""


def _held(material: Material) -> str:
    held = int((material.sessions["status"] == "gehouden").sum())
    return say_count("report.meetings.held", held) if held else ""


def _period(material: Material) -> str:
    told = period(material)
    return "" if told == say("report.cover.no_period") else say("report.known.period", told=told)


def _forms(material: Material) -> str:
    held = material.sessions[material.sessions["status"] == "gehouden"]
    forms = dict.fromkeys(isolated(one) for several in held["work_forms"] for one in several)
    return say("report.work_forms", forms=join_words(forms)) if forms else ""


def _sides(material: Material) -> str:
    sides = made_by(material)
    return say("report.known.sides", sides=named_sides(sides)) if sides else ""


def _labelled(material: Material) -> str:
    if material.learning.codings.empty:
        return ""
    if is_inside(material):
        return say_count("report.known.coders", material.learning.codings["contributor_id"].nunique())
    sides = who_labelled(material)
    return say("report.labelled_by", sides=named_sides(sides)) if sides else ""


def _labels(material: Material) -> str:
    books = material.codes.loc[material.codes["codebook_id"].isin(told_books(material)), "codebook"].dropna().unique()
    return say("report.known.labels", told=join_words(map(isolated, sorted(books)))) if len(books) else ""


def _people(material: Material) -> str:
    told = numbers(material).get("mensen", "")
    return say("report.known.people", told=told) if told else ""


def _notes(material: Material) -> str:
    return say_count("report.known.notes", material.sources["source_id"].nunique()) if len(material.sources) else ""


def _guided(material: Material) -> bool:
    return any(row["guiding_question"] for row in rows_of(material.sessions))


KNOWN: dict[str, Callable[[Material], str]] = {
    "title": lambda material: say("report.title", series=isolated(str(material.series["title"]))) + ".",
    "topic": _series("topic", "report.why.topic"),
    "question": _series("research_question", "report.why.research_question"),
    "method": _series("method_version", "report.known.method"),
    "region": _series("region", "report.known.region"),
    "places": lambda material: " ".join(places(material)),
    "meetings": _held,
    "period": _period,
    "forms": _forms,
    "roles": _when(lambda material: not material.roles.empty, "report.known.roles"),
    "sides": _sides,
    "people": _people,
    "consent": lambda _material: say("report.known.consent"),
    "kept": lambda _material: say("report.data.aliases"),
    "notes": _notes,
    "guide": _when(_guided, "report.known.guide"),
    "labels": _labels,
    "labelled": _labelled,
    "themes": _when(lambda material: not material.learning.themes.empty, "report.known.themes"),
    "talked": _when(lambda material: bool(material.around.changed), "report.known.talked"),
    "minor": _when(lambda material: not material.learning.codings.empty, "report.known.minor"),
    "differences": _when(
        lambda material: is_inside(material) and not material.differences.empty, "report.known.differences"
    ),
    "given_back": _when(
        lambda material: bool(material.given_back["theme_id"].notna().any()), "report.known.given_back"
    ),
    "quotes": lambda _material: say("report.known.quotes"),
    "changes": _when(lambda material: not material.changes.empty, "report.known.changes"),
    "stuck": lambda _material: say("report.known.stuck"),
    "kit": lambda _material: f"ontmoet_research {ontmoet_research.__version__}.",
}
