"""From words in a note to a quote that may be printed (P19, P20): choose, show in its place, and the person answers.

Nobody answers for someone else, and no answer is a no. A yes is for some kinds of readers and for these very words:
other words ask anew. Words that name somebody else of the group wait for that person too. Whether a quote may go to
readers is decided by ``release``, from what stands here; :func:`quotes_waiting` tells why one does not.

Words: citaat = quote, stel voor = propose, Klopt dit? = the question to the speaker.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, Row, change, find, new, read_rows, read_table_raw, remove
from ontmoet_research.words import Refused

from .gate import THE_GROUP, Gate
from .quote_rules import read_quote_rules
from .release import fragment_texts, releasable_quotes
from .tables import people_and_answers
from .who_may import must_handle, must_look_after

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "privacy.quoting"
ASKED, YES, YES_CHANGED, NO = "gevraagd", "akkoord", "akkoord_met_wijziging", "nee"
NAMINGS = ("perspectief", "alias", "naam")

__all__ = [
    "ORIGIN",
    "answer_for_other",
    "answer_quote",
    "ask_about_quote",
    "drop_quote",
    "propose_quote",
    "quotes_waiting",
    "words_in_place",
]


def propose_quote(
    project: Project, fragment_id: str, words: str = "", context: str = "", *, origin: str = ORIGIN
) -> str:
    """Propose words of a piece as a quote; give its ``quote_id``. Without ``words``, the whole piece.

    Nobody is asked yet. Whoever is named in the words by alias, besides the speaker, must say yes too.

    Errors: ``Refused`` when the piece is gone, may not be read, is *besloten* or taken out, when nobody knows who said
    it, when the words are not in it, or when they were proposed already.
    """
    fragment = find(project, "fragments", fragment_id)
    if fragment_id in Gate(project).closed("notities") or fragment["visibility"] == "besloten":
        raise Refused("privacy.quoting.closed")
    if not fragment["participant_id"] and not fragment["official_id"]:
        raise Refused("privacy.quoting.no_speaker")
    whole = _plain(_text_of(project, fragment))
    chosen = _plain(words) or whole
    if chosen not in whole:
        raise Refused("privacy.quoting.not_in_piece")
    if any(_plain(row["text_used"]) == chosen for row in read_rows(project, "quotes", fragment_id=fragment_id)):
        raise Refused("privacy.quoting.there_already")
    told: dict[str, Any] = {"context_b1": _plain(context) or None, "attribution": NAMINGS[0], "audiences": []}
    made = new("quotes", fragment_id=fragment_id, text_used=chosen, state=ASKED, **told)
    write(project, [made, *_others(project, made.object_id, fragment["participant_id"], chosen)], origin=origin)
    return made.object_id


def ask_about_quote(project: Project, quote_id: str, day: str | None = None, *, origin: str = ORIGIN) -> None:
    """Note that the speaker was asked, on ``day`` (ISO; today unless given). Only the research or experience side.

    Errors: ``Refused`` when it is gone or answered, or for someone who may not ask.
    """
    must_look_after(project)
    row = find(project, "quotes", quote_id)
    if row["state"] != ASKED:
        raise Refused("privacy.quoting.answered")
    write(project, [change(row, asked_on=day or _today())], origin=origin)


def answer_quote(
    project: Project,
    quote_id: str,
    answer: str,
    *,
    audiences: Sequence[str] = (),
    attribution: str = NAMINGS[0],
    words: str = "",
    day: str | None = None,
    origin: str = ORIGIN,
) -> None:
    """Keep the answer of the speaker: akkoord, akkoord_met_wijziging (with the ``words`` they want) or nee.

    A yes is for ``audiences`` (groep, partners, gemeente, openbaar) and says how to be named. What they said before is
    replaced and stays in the history; a day of asking that nobody noted is the day of the answer.

    Errors: ``Refused`` when it is gone, a yes is for nobody, a change has no words, or the person at work may not
    handle what is this speaker's; ``ValueError`` for another answer, audience or way of naming.
    """
    row = find(project, "quotes", quote_id)
    speaker = find(project, "fragments", row["fragment_id"])["participant_id"]
    must_handle(project, speaker)
    if answer not in (YES, YES_CHANGED, NO) or set(audiences) - set(AUDIENCES) or attribution not in NAMINGS:
        raise ValueError(f"no answer on a quote: {answer}, {list(audiences)}, {attribution}")
    if answer != NO and not audiences:
        raise Refused("privacy.quoting.for_nobody")
    if answer == YES_CHANGED and not words.strip():
        raise Refused("privacy.quoting.needs_words")
    used = _plain(words) if answer == YES_CHANGED else row["text_used"]
    on = day or _today()
    told = {
        "state": answer,
        "audiences": [] if answer == NO else [one for one in AUDIENCES if one in set(audiences)],
        "attribution": attribution,
        "text_used": used,
        "asked_on": row["asked_on"] or on,
        "answered_on": on,
    }
    drafts = [change(row, **told)] if any(row[name] != value for name, value in told.items()) else []
    if used != row["text_used"]:
        drafts += _others(project, quote_id, speaker, used)
    write(project, drafts, origin=origin)


def answer_for_other(project: Project, quote_other_id: str, given: bool, *, origin: str = ORIGIN) -> None:
    """Keep what someone says who is named in another's quote. Errors: ``Refused`` as for :func:`answer_quote`."""
    row = find(project, "quote_others", quote_other_id)
    must_handle(project, row["participant_id"])
    write(project, [change(row, given=given, answered_on=_today())], origin=origin)


def drop_quote(project: Project, quote_id: str, *, origin: str = ORIGIN) -> None:
    """Take a proposal back, with what was asked of others. Errors: ``Refused`` when the speaker answered it."""
    row = find(project, "quotes", quote_id)
    if row["state"] != ASKED:
        raise Refused("privacy.quoting.answered")
    also = [remove(one) for one in read_rows(project, "quote_others", quote_id=quote_id)]
    write(project, [remove(row), *also], origin=origin)


def quotes_waiting(project: Project, audience: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All quotes of a project for these readers: (ready, waiting); waiting has the true ``reason``.

    Columns as :func:`releasable_quotes` gives. Quotes of pieces that may not be read are in neither.
    """
    closed = Gate(project).closed("notities", THE_GROUP)
    fragments, quotes = (read_table_raw(project, name, versions="all") for name in ("fragments", "quotes"))
    return releasable_quotes(
        quotes[~quotes["fragment_id"].isin(closed)],
        fragments,
        *people_and_answers(project),
        fragment_texts(fragments, read_table_raw(project, "sources")),
        audience,
        read_quote_rules(project),
    )


def words_in_place(project: Project, quote: Row) -> tuple[str, str, str]:
    """The words of a quote in their piece: (before, words, after). Words that were changed stand alone."""
    whole = _plain(_text_of(project, find(project, "fragments", quote["fragment_id"])))
    before, found, after = whole.partition(quote["text_used"])
    return (before, found, after) if found else ("", quote["text_used"], "")


def _others(project: Project, quote_id: str, speaker: str | None, words: str) -> list[Draft]:
    """For each person of the group that the words name by alias, and who was not asked yet, a question."""
    asked = {row["participant_id"] for row in read_rows(project, "quote_others", quote_id=quote_id)}
    return [
        new("quote_others", quote_id=quote_id, participant_id=row.object_id)
        for row in read_rows(project, "participants")
        if row.object_id != speaker and row.object_id not in asked and _names(row["alias"], words)
    ]


def _names(alias: str | None, words: str) -> bool:
    return bool(alias) and re.search(rf"(?<!\w){re.escape(alias or '')}(?!\w)", words, re.IGNORECASE) is not None


def _text_of(project: Project, fragment: Row) -> str:
    text = find(project, "sources", fragment["source_id"])["text"]
    return str(text[fragment["start"] : fragment["end"]])


def _plain(words: str) -> str:
    return " ".join(words.split())


def _today() -> str:
    return datetime.date.today().isoformat()
