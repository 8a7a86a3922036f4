"""On paper: a page for each theme that is given back, and a card for each quote that waits for an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path

from ontmoet_research.model.account import AUDIENCES, REACTIONS
from ontmoet_research.privacy import write_out
from ontmoet_research.privacy.gate import NOTES, Gate
from ontmoet_research.privacy.quoting import ASKED, NAMINGS, words_in_place
from ontmoet_research.store import Project, Row, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date, join_words
from ontmoet_research.words import Refused, say

from .blocks import Block, QuoteBlock, Report, Section, Subheading, paragraph, plain
from .export import FORMATS
from .giving_back import read_heard
from .material import pick_series
from .states import FINAL

ACTION_HEARD, ACTION_CARDS = "teruggeven", "citaatkaarten"
LINES = 3  # to write on

__all__ = ["export_heard", "export_quote_cards"]


def export_heard(project: Project, path: str | Path, series_id: str | None = None) -> Path:
    """Write the pages *Dit hebben we gehoord: klopt het?*, one for each theme; the suffix says in which form.

    Errors: ``Refused`` while the group made no theme, or as ``export_report``.
    """
    series_id = pick_series(project, series_id)
    heard = read_heard(project, series_id)
    if not heard:
        raise Refused("report.back.no_themes")
    parts: list[Section] = []
    for one in heard:
        blocks: list[Block] = [paragraph(isolated(line)) for line in one.lines()[1:] if line not in _said(one.quotes)]
        blocks += [QuoteBlock(words, who) for words, who in one.quotes]
        blocks += [Subheading(3, plain(say("report.back.title"))), *_boxes(map(_reaction, REACTIONS)), *_room()]
        parts.append(Section(f"thema-{len(parts) + 1}", isolated(one.title), tuple(blocks)))
    title = say("report.back.title_of", series=isolated(find(project, "series", series_id)["title"]))
    return _write(project, path, title, say("report.back.how"), parts, ACTION_HEARD)


def export_quote_cards(project: Project, path: str | Path, series_id: str | None = None) -> Path:
    """Write a card for each quote of the series that waits for an answer: the words in their place, and what to tick.

    A card is for who said the words: it is handed to that person, and not sent on. Errors: ``Refused`` when none waits,
    or as ``export_report``.
    """
    series_id = pick_series(project, series_id)
    parts = [_card(project, row, at) for at, row in enumerate(_waiting(project, series_id), start=1)]
    if not parts:
        raise Refused("report.back.no_quotes")
    return _write(project, path, say("report.card.title"), say("report.card.how"), parts, ACTION_CARDS)


def _card(project: Project, row: Row, at: int) -> Section:
    before, words, after = (isolated(part.strip()) for part in words_in_place(project, row))
    piece = find(project, "fragments", row["fragment_id"])
    found = read_rows(project, "participants", object_id=piece["participant_id"]) if piece["participant_id"] else []
    who = isolated(found[-1]["alias"]) if found else say("approve_quotes.in_office")
    place = " ".join(part for part in (before and f"… {before}", f"“{words}”", after and f"{after} …") if part)
    context = [paragraph(isolated(row["context_b1"]))] if row["context_b1"] else []
    return Section(
        f"kaart-{at}",
        say("report.card.for", who=who),
        (
            paragraph(say("report.card.said")),
            paragraph(place),
            *context,
            Subheading(3, plain(say("approve_quotes.is_it_right"))),
            *_boxes(say(f"approve_quotes.answer.{one}") for one in ("akkoord", "akkoord_met_wijziging", "nee")),
            *_room(),
            Subheading(3, plain(say("approve_quotes.for_whom"))),
            *_boxes(say(f"report.readers.{one}") for one in AUDIENCES),
            Subheading(3, plain(say("approve_quotes.how_named"))),
            *_boxes(say(f"approve_quotes.named.{one}") for one in NAMINGS),
            paragraph(say("approve_quotes.no_is_fine")),
        ),
    )


def _waiting(project: Project, series_id: str) -> list[Row]:
    sessions = {row.object_id for row in read_rows(project, "sessions", series_id=series_id)}
    sources = {row.object_id for row in read_rows(project, "sources") if row["session_id"] in sessions}
    closed = Gate(project).closed(NOTES)
    pieces = {
        row.object_id
        for row in read_rows(project, "fragments")
        if row["source_id"] in sources and not row["withdrawn"] and row.object_id not in closed
    }
    return [row for row in read_rows(project, "quotes", state=ASKED) if row["fragment_id"] in pieces]


def _boxes(words: Iterable[str]) -> list[Block]:
    return [paragraph(say("report.back.box", words=one)) for one in words]


def _reaction(one: str) -> str:
    return say(f"write_report.giving.reaction.{one.replace(' ', '_')}")


def _room() -> list[Block]:
    return [paragraph(say("report.back.own_words")), *[paragraph(say("report.back.line"))] * LINES]


def _said(quotes: Collection[tuple[str, str]]) -> set[str]:
    return {say("report.back.quote", words=words, who=who) for words, who in quotes}


def _write(project: Project, path: str | Path, title: str, how: str, parts: list[Section], action: str) -> Path:
    target = Path(path)
    make = FORMATS.get(target.suffix.lower())
    if make is None:
        raise Refused("report.unknown_suffix", path=target, names=join_words(FORMATS, say("report.or")))
    made_on = say("report.made_on", day=format_date(date.today()))
    first = Section("uitleg", say("report.card.what_to_do"), (paragraph(how),))
    report = Report(title, FINAL, made_on, (), (first, *parts), brief=True, sheets=True)
    write_out(project, target, make(report), action)
    return target
