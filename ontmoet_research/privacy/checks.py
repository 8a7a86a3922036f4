"""Was consent asked as it should be?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, blocking, warning
from ontmoet_research.store import Project, read_rows, read_table, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say_count

from .agreed_dates import read_agreed_dates
from .case_talk import released_cases
from .gate import STUDENT, Gate
from .not_counting import NO_ANSWER, NotCounting, read_not_counting
from .officials import check_officials
from .quote_rules import bent_rule_pieces
from .register import read_release_findings
from .retention import check_agreed, retention_list
from .speaking import unknown_labels, voiceless_pieces
from .traces import check_traces
from .who_may import MAY_ASK

if TYPE_CHECKING:
    import pandas as pd


def check_consents(participants: pd.DataFrame, consents: pd.DataFrame, contributors: pd.DataFrame) -> list[Finding]:
    """Findings on how consent was asked.

    In: the tables ``participants``, ``consents`` and ``contributors``. ``fout`` (P09) when a yes was asked by someone
    who is not of the research or experience side: people depend on a landlord or a municipality. ``let op`` (P09) when
    nobody knows who asked a yes. ``let op`` (P08) per active person without any answer. No one is named; ``about``
    holds the id.
    """
    sides = dict(zip(contributors["contributor_id"], contributors["side"], strict=True))
    found = []
    for consent in rows_of(consents[consents["given"].fillna(False).astype(bool)]):
        asker = consent["asked_by"]
        if not asker:
            found.append(warning("privacy.asked_by_nobody", "P09", consent["consent_id"]))
        elif sides.get(asker) not in MAY_ASK:
            found.append(blocking("privacy.asked_by_practice", "P09", consent["consent_id"]))
    present = participants[participants["status"].isin(["actief", "pauze"])]
    silent = present[~present["participant_id"].isin(consents["participant_id"])]
    return found + [warning("privacy.not_asked", "P08", person) for person in silent["participant_id"].unique()]


def read_privacy_findings(project: Project) -> list[Finding]:
    """What the project itself tells: officials (C07), cases (A15), agreements of students (P24), releases (P17).

    Also quotes on who bent a rule (A40), notes of which nobody knows who spoke (P08), and whether it was agreed how
    long things are kept (P22).
    """
    fragments = read_table(project, "fragments", versions="all")
    titles = {row.object_id: row["title"] for row in read_rows(project, "sources")}
    return [
        *check_officials(read_table(project, "public_officials"), read_table(project, "sessions")),
        *check_cases(fragments, released_cases(project)),
        *check_agreements(project),
        *check_traces(project),
        *check_speakers(unknown_labels(project), titles),
        *check_voices(voiceless_pieces(project), titles),
        *check_counting(read_not_counting(project)),
        *check_bent_rules(read_table(project, "quotes"), bent_rule_pieces(project)),
        *read_release_findings(project),
        *check_agreed(
            retention_list(
                read_agreed_dates(project), [row.object_id for row in read_rows(project, "series")], date.today()
            )
        ),
    ]


def check_speakers(unknown: Mapping[str, int], titles: Mapping[str, str]) -> list[Finding]:
    """``let op`` (P08) per note with speakers of whom nobody said who they are: their yes or no holds nowhere.

    In: how many such labels, by note; and the titles of notes.
    """
    return [
        warning("privacy.unknown_speakers", "P08", source_id, title=isolated(titles.get(source_id) or ""), n=number)
        for source_id, number in unknown.items()
    ]


def check_voices(voiceless: Mapping[str, int], titles: Mapping[str, str]) -> list[Finding]:
    """``let op`` (P08) per note with pieces of which nobody knows who speaks: no yes or no holds for these.

    In: how many such pieces, by note; and the titles of notes.
    """
    return [
        warning("privacy.voiceless", "P08", source, title=isolated(titles.get(source) or ""), pieces=pieces)
        for source, pieces in ((source, say_count("count.piece", number)) for source, number in voiceless.items())
    ]


def check_counting(told: NotCounting) -> list[Finding]:
    """``let op`` (P08) when labels do not count because nobody asked the speaker, in one line for the project."""
    asked = NotCounting(told.what, told.total, {why: n for why, n in told.why.items() if why == NO_ANSWER})
    return [warning("privacy.not_counting_yet", "P08", told=asked.sentence)] if asked.sentence else []


def check_cases(fragments: pd.DataFrame, released: set[str]) -> list[Finding]:
    """``fout`` (A15) per piece with a case that is open to the group while nobody released it.

    In: ``fragment_id``, ``contains_case``, ``visibility``.
    """
    cases = fragments[fragments["contains_case"].fillna(False).astype(bool) & (fragments["visibility"] != "besloten")]
    open_cases = [one for one in cases["fragment_id"].unique() if one not in released]
    return [blocking("privacy.case.open", "A15", one) for one in open_cases]


def check_bent_rules(quotes: pd.DataFrame, bent_rule: Collection[str]) -> list[Finding]:
    """``let op`` (A40) per quote from a piece with the label *Buiten de lijntjes*. In: ``quote_id``, ``fragment_id``.

    ``bent_rule`` as :func:`bent_rule_pieces` gives. Such a quote never prints an organisation beside what someone does.
    """
    about = quotes.loc[quotes["fragment_id"].isin(list(bent_rule)), "quote_id"].unique()
    return [warning("privacy.bent_rule", "A40", one) for one in about]


def check_agreements(project: Project) -> list[Finding]:
    """``let op`` (P24) per student who has no agreement that runs, or no supervisor; a practice project needs none."""
    gate, people = Gate(project), read_table(project, "contributors")
    students = people.loc[people["role"] == STUDENT, "contributor_id"].unique()
    return [warning("privacy.no_agreement", "P24", one) for one in students if not gate.reader(one).agreed]
