"""Remarks on words of a part of the report: in own words or with one click, open until somebody says what became of it.

A remark stands at the words it is about, as a label does: the words with what stands around them, sought again when the
text changed. Remarks of who pays are of a kind of their own: they hold nothing back, and they are printed with our
answer in the appendix (P27).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ontmoet_research.model.account import REMARK_KINDS
from ontmoet_research.model.people import FUNDER
from ontmoet_research.record import today, write
from ontmoet_research.store import Project, Row, change, find, new, read_rows, remove
from ontmoet_research.text import quote_with_context
from ontmoet_research.text.offsets import alike
from ontmoet_research.words import Refused

from .readable import sentences
from .states import OF_FUNDER
from .writing import part_text

ORIGIN = "report.remarks"
OWN_WORDS = REMARK_KINDS[0]
ONE_CLICK = tuple(kind for kind in REMARK_KINDS if kind not in (OWN_WORDS, OF_FUNDER))

__all__ = [
    "ONE_CLICK",
    "ORIGIN",
    "OWN_WORDS",
    "is_still_there",
    "may_settle",
    "place_of",
    "read_remarks",
    "remark_on",
    "reopen_remark",
    "sentences_of",
    "settle_remark",
    "take_remark_back",
    "whole_words",
]


def sentences_of(project: Project, series_id: str, part: str) -> list[str]:
    """The sentences that people wrote for a part, each once; none for a part that the kit fills."""
    row = part_text(project, series_id, part)
    return list(dict.fromkeys(sentences(row["body_md"]))) if row else []


def remark_on(
    project: Project, series_id: str, part: str, *, kind: str, quote: str = "", words: str = "", at: int = -1
) -> str:
    """Keep a remark of the person at work; give its id. Without ``quote`` it is about the whole part.

    ``at`` says where in the text these words stand, when they stand there more than once.

    ``kind``: one of ``model.account.REMARK_KINDS``; what who pays says is always ``opdrachtgever``, and others may
    write down for them what they said.

    Errors: ``Refused`` when these words are not in the part, or without words where the kind says nothing by itself;
    ``ValueError`` for another kind.
    """
    if kind not in REMARK_KINDS:
        raise ValueError(f"no kind of remark: {kind}")
    kind = OF_FUNDER if find(project, "contributors", project.who)["role"] == FUNDER else kind
    if kind not in ONE_CLICK and not words.strip():
        raise Refused("report.remark.needs_words")
    told: dict[str, Any] = {"series_id": series_id, "section": part, "contributor_id": project.who, "kind": kind}
    draft = new("report_remarks", **told, **_place(project, series_id, part, quote, at), words=words.strip() or None)
    write(project, [draft], origin=ORIGIN)
    return draft.object_id


def read_remarks(project: Project, series_id: str, part: str = "") -> list[Row]:
    """The remarks on a part, or on all parts: open ones first, each in the order it came."""
    where = {"section": part} if part else {}
    rows = read_rows(project, "report_remarks", series_id=series_id, **where)
    return sorted(rows, key=lambda row: row["settled_on"] is not None)


def is_still_there(remark: Row | Mapping[Any, Any], text: str) -> bool:
    """Whether the words that a remark is about stand in the text."""
    return not remark["quote"] or remark["quote"] in text


def may_settle(project: Project) -> bool:
    """Whether the person at work may say what became of a remark: who pays may not."""
    found = read_rows(project, "contributors", object_id=project.who)
    return bool(found) and found[-1]["role"] != FUNDER


def settle_remark(project: Project, remark_id: str, answer: str = "") -> None:
    """Say that a remark is dealt with, and how.

    Errors: ``Refused`` for who pays, when it is gone or settled, or without an answer to who pays, which is printed.
    """
    row = find(project, "report_remarks", remark_id)
    if not may_settle(project):
        raise Refused("report.remark.funder")
    if row["settled_on"]:
        raise Refused("report.remark.settled")
    if row["kind"] == OF_FUNDER and not answer.strip():
        raise Refused("report.remark.needs_answer")
    write(project, [change(row, answer=answer.strip() or None, settled_on=today())], origin=ORIGIN)


def reopen_remark(project: Project, remark_id: str) -> None:
    """A remark is open again; its answer stays. Errors: ``Refused`` when it is gone or open."""
    row = find(project, "report_remarks", remark_id)
    if not row["settled_on"]:
        raise Refused("report.remark.open")
    write(project, [change(row, settled_on=None)], origin=ORIGIN)


def take_remark_back(project: Project, remark_id: str) -> None:
    """Take one's own remark back. Errors: ``Refused`` when it is gone or of someone else."""
    row = find(project, "report_remarks", remark_id)
    if row["contributor_id"] != project.who:
        raise Refused("report.remark.not_yours")
    write(project, [remove(row)], origin=ORIGIN)


def place_of(remark: Row | Mapping[Any, Any], text: str) -> tuple[int, int] | None:
    """Where in a text the words of a remark stand now, sought as those of a label; None when they are gone."""
    if not remark["quote"]:
        return None
    size = len(remark["quote"])
    places = [found.start() for found in re.finditer(re.escape(remark["quote"]), text)]

    def fits(at: int) -> int:
        before, after = remark["prefix"] or "", remark["suffix"] or ""
        return alike(text[:at][::-1], before[::-1]) + alike(text[at + size :], after)

    at = max(places, key=fits, default=-1)
    return (at, at + size) if at >= 0 else None


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole words of a text in which someone pointed from ``start`` up to ``end``.

    >>> whole_words("Wij vragen rust.", 6, 14)
    (4, 15)
    """
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _place(project: Project, series_id: str, part: str, quote: str, at: int) -> dict[str, str | None]:
    if not quote.strip():
        return {}
    row = part_text(project, series_id, part)
    if row is None or at < 0 or not row["body_md"].startswith(quote.strip(), at):
        at = row["body_md"].find(quote.strip()) if row else -1
    if row is None or at < 0:
        raise Refused("report.remark.not_in_part")
    found = quote_with_context(row["body_md"], at, at + len(quote.strip()))
    return {"quote": found.quote, "prefix": found.prefix, "suffix": found.suffix}
