"""What a quote must not give away, besides what its speaker said yes to (P04, P06, P07, P21, A40, E35)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ontmoet_research.model.people import JOB_GROUPS
from ontmoet_research.store import Project, read_rows, read_table, read_values
from ontmoet_research.words import say

from .gate import Gate
from .job_titles import exact_titles_in
from .officials import read_offices, read_official_lines
from .tables import who_withdrew

if TYPE_CHECKING:
    import pandas as pd

PROFESSIONAL = "professional"
THE_GROUP_ITSELF = "groep"  # as readers
AT_WORK = ("professional", "policy", "teacher", "researcher")  # perspectives that say what someone does
BENT_RULE, BENT_RULE_LABEL = "BG09", "buiten de lijntjes"  # the label for it: its number, and its name in other lists
_ARTICLES = ("een ", "de ", "het ")


@dataclass(frozen=True)
class QuoteRules:
    """What the project knows about notes, pieces and speakers beside the tables that :func:`releasable_quotes` takes.

    ``unchecked``: notes at which nobody looked who can be recognised; ``released``: pieces with a case that a person
    released; ``officials``: how an official may be named, by id; ``organisations``: words that name an organisation;
    ``offices``: exact titles of officials who may be named; ``bent_rule``: pieces of :func:`bent_rule_pieces`;
    ``names_others``: quotes that name someone who did not say yes to them (``quote_id``).
    """

    unchecked: Collection[str] = ()
    released: Collection[str] = ()
    officials: Mapping[str, str] = field(default_factory=dict)
    organisations: Collection[str] = ()
    offices: Collection[str] = ()
    bent_rule: Collection[str] = ()
    names_others: Collection[str] = ()


def read_quote_rules(project: Project) -> QuoteRules:
    """The rules as they stand in a project now."""
    gate = Gate(project)
    return QuoteRules(
        gate.unchecked,
        gate.released,
        read_official_lines(project),
        organisation_words(read_table(project, "organisations")),
        read_offices(project),
        bent_rule_pieces(project),
        names_others(project),
    )


def names_others(project: Project) -> set[str]:
    """The ``quote_id`` of each quote that names someone of the group who did not say yes, or who stopped since."""
    gone = who_withdrew(project)
    return {
        row["quote_id"]
        for row in read_rows(project, "quote_others")
        if row["given"] is not True or row["participant_id"] in gone
    }


def bent_rule_pieces(project: Project) -> set[str]:
    """The ``fragment_id`` of each piece on which anyone placed the label *Buiten de lijntjes*, also in part (A40).

    Who bent a rule to help someone can be harmed by it. So the label weighs as much as what someone says of a piece
    (``sensitive_for``), and one reader who placed it is enough, also in doubt.
    """
    labels = read_rows(project, "codes")
    codes = {row.object_id for row in labels if row["code"] == BENT_RULE or _same_label(row["label_nl"])}
    if not codes:
        return set()
    spans = [
        (source, start, end)
        for source, start, end, code in read_values(project, "codings", ["source_id", "start", "end", "code_id"])
        if code in codes
    ]
    return {
        piece
        for piece, source, start, end in read_values(project, "fragments", ["object_id", "source_id", "start", "end"])
        if any(source == where and start < last and first < end for where, first, last in spans)
    }


def _same_label(label: str | None) -> bool:
    return " ".join((label or "").split()).casefold() == BENT_RULE_LABEL


def organisation_words(organisations: pd.DataFrame) -> set[str]:
    """What names an organisation in a text: its broad label without an article, and what stands for a name.

    In: ``label``.
    """
    labels = {str(label).casefold().strip() for label in organisations["label"].dropna()}
    bare = {next((one.removeprefix(a) for a in _ARTICLES if one.startswith(a)), one) for one in labels}
    return {one for one in bare if one} | {say("privacy.replacement.organisation")}


def role_beside_organisation(quote: Mapping[Any, Any], organisations: Collection[str]) -> bool:
    """Whether a quote that could harm a professional would print an organisation beside what that person does (A40).

    What is printed is the quote, its line of context, and who said it. The perspective of someone who works there is a
    role; so is a name or an alias, which insiders know; so is a broad job group in the text.
    """
    if quote.get("sensitive_for") != PROFESSIONAL:
        return False
    printed = " ".join(str(quote.get(part) or "") for part in ("text_used", "context_b1"))
    there = {word.casefold() for word in organisations if _stands_in(word, printed)}
    if not there:
        return False
    named = quote.get("attribution") in ("alias", "naam")
    at_work = quote.get("speaker_perspective") in AT_WORK
    groups = set(JOB_GROUPS) - {"anders"} - there  # one word is no role and organisation at once
    return named or at_work or any(_stands_in(group, printed) for group in groups)


def has_exact_title(quote: Mapping[Any, Any], audience: str, offices: Collection[str]) -> bool:
    """Whether a quote would tell readers outside the group an exact title, in its words or its line of context (E35).

    Titles of officials who may be named (``offices``) may stand. Who speaks in such an office themselves is not held to
    this: that was said in public.
    """
    if audience == THE_GROUP_ITSELF:
        return False
    printed = "\n".join(str(quote.get(part) or "") for part in ("text_used", "context_b1"))
    return bool(exact_titles_in(printed, allowed=offices))


def _stands_in(words: str, text: str) -> bool:
    # A plural or a genitive names it just as well: woonorganisaties.
    return re.search(rf"(?<!\w){re.escape(words)}", text, re.IGNORECASE) is not None
