"""The register of releases: a final report that leaves gets a number, and says what changed since the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ontmoet_research.record import keep
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

from .blocks import FINAL, Note, Report

ORIGIN = "report.releasing"
TABLE = "report_releases"

__all__ = ["ORIGIN", "Release", "keep_release", "read_releases", "release_of", "with_release"]


@dataclass(frozen=True)
class Release:
    """One release: its ``number``, the ``parts`` (hash by key), what is ``different``, and the group's own words.

    ``kept``: it left before, with these texts.
    """

    number: int
    parts: Mapping[str, str]
    different: tuple[str, ...] = ()
    words: str = ""
    kept: bool = False


def read_releases(project: Project, series_id: str, readers: str) -> list[Row]:
    """The releases for these readers, the first one first."""
    return sorted(read_rows(project, TABLE, series_id=series_id, readers=readers), key=lambda row: row["number"])


def release_of(project: Project, series_id: str, readers: str, parts: Mapping[str, str], words: str = "") -> Release:
    """Which release a final report is: the last one again when nothing changed, else the next.

    ``parts``: the hash of each part by its key; ``words``: what is different, as the group says it.
    """
    rows = read_releases(project, series_id, readers)
    same = bool(rows) and _parts(rows[-1]) == parts
    before = rows[:-1] if same else rows
    told = (rows[-1]["changed"] or "") if same else words
    number = rows[-1]["number"] + (not same) if rows else 1
    return Release(number, parts, _different(_parts(before[-1]), parts) if before else (), told, same)


def with_release(report: Report, release: Release) -> Report:
    """A final report with its number on the cover, and what is different from the release before."""
    if report.status != FINAL:
        return report
    fact = (say("report.cover.release"), str(release.number))
    told = []
    if release.different:
        named = join_words(f"‘{say(f'report.section.{key}')}’" for key in release.different)
        told.append(say("report.release.different", before=release.number - 1, parts=named))
    if release.words:
        told.append(isolated(release.words))
    notes = (*report.notes, *([Note(" ".join(told))] if told else []))
    return replace(report, facts=(*report.facts, fact), notes=notes)


def keep_release(project: Project, series_id: str, readers: str, release: Release, today: date) -> None:
    """Put a release in the register, unless it stands there."""
    if not release.kept:
        parts = [f"{key} {version}" for key, version in release.parts.items()]
        told = {"series_id": series_id, "readers": readers, "number": release.number, "parts": parts}
        keep(project, TABLE, origin=ORIGIN, **told, changed=release.words or None, made_on=today.isoformat())


def _parts(row: Row) -> dict[str, str]:
    return dict(one.split(" ", 1) for one in row["parts"])


def _different(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The parts that are new, gone or other, in the order of the report."""
    return tuple(key for key in dict.fromkeys([*now, *before]) if before.get(key) != now.get(key))
