"""Where each part of a report stands for its readers, read from what happened to the text as they get it now."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ontmoet_research.findings import BLOCKING
from ontmoet_research.store import Project, Row, find_many, read_rows
from ontmoet_research.words import say

from .blocks import Block, Note, QuoteBlock, Report, Section, Subheading, plain
from .checks import BOTH_SIDES, WRITTEN_BY_PEOPLE, check_report, findings_of
from .material import ITEM, THEME, Material, read_for
from .sections import compose
from .states import CONCEPT, FINAL, FIRST, NO, OF_FUNDER, READ_BACK, YES, Happened, both_sides, least, state
from .to_md import section_md

__all__ = ["Standing", "as_agreed", "people_of", "read_agreed", "read_standings", "version_of"]


@dataclass(frozen=True)
class Standing:
    """One part for one kind of readers. ``version``: hash of the text as they get it; ``state``: how far it is.

    ``kept_back``: sentences on what must be mended before anyone agrees; ``answers``: what people said of this version
    (``sign_offs``); ``dissents``: every *niet akkoord*, also on an earlier version until that person says otherwise.
    """

    part: str
    version: str
    state: str
    kept_back: tuple[str, ...] = ()
    answers: tuple[Row, ...] = ()
    dissents: tuple[Row, ...] = ()


def version_of(section: Section) -> str:
    """The hash of a part as it is read: its words, tables and the tables of its figures."""
    return hashlib.sha256(section_md(section).encode("utf-8", "replace")).hexdigest()


def read_standings(
    project: Project, series_id: str, readers: str, composed: tuple[Material, Report] | None = None
) -> dict[str, Standing]:
    """Every part of the report for these readers, by key in its order. ``composed`` is what was read and made of it.

    Errors: ``Refused`` for no such series or readers.
    """
    with project.one_moment():
        material, report = composed or _composed(project, series_id, readers)
        checks = read_rows(project, "member_checks", series_id=material.series_id)
        read_back = {(row["section"], row["version"]) for row in checks if row["section"]}
        first = FIRST.get(readers)
        earlier = read_standings(project, material.series_id, first) if first and read_back else {}
        answers, kept_back = _answers(project, material), _kept_back(project, material)
        return {
            section.key: _standing(section, answers, kept_back.get(section.key, ()), read_back, earlier, first)
            for section in (*report.parts(), *_not_written(report))
        }


def as_agreed(project: Project, material: Material, report: Report) -> Report:
    """The report with how far it is, and beside a part the words of who does not agree with it.

    It is final when each part is, and nothing that must be mended is found in the whole.
    """
    return with_standings(
        project, material, report, read_standings(project, material.series_id, material.audience, (material, report))
    )


def read_agreed(project: Project, series_id: str, readers: str) -> tuple[Report, dict[str, Standing]]:
    """The report as :func:`as_agreed` gives it, with where each part stands. Errors: as :func:`read_standings`."""
    with project.one_moment():
        material, report = _composed(project, series_id, readers)
        standings = read_standings(project, series_id, readers, (material, report))
    return with_standings(project, material, report, standings), standings


def with_standings(project: Project, material: Material, report: Report, standings: Mapping[str, Standing]) -> Report:
    """The report with how far it is, as :func:`as_agreed`."""
    far = least(one.state for one in standings.values())
    if far != CONCEPT and any(one.level == BLOCKING for one in findings_of(project, material, report)):
        far = READ_BACK
    label = say("report.cover.status")
    first = [report.of(key)[0] for key in dict.fromkeys(one.key for one in report.sections) if key in standings]
    return replace(
        report,
        status=far,
        facts=tuple((name, say(f"report.status.{far}") if name == label else told) for name, told in report.facts),
        notes=tuple(note for note in report.notes if far != FINAL or note != Note(say("report.concept_means"))),
        sections=tuple(
            replace(one, blocks=(*one.blocks, *_dissents(standings[one.key]))) if one in first else one
            for one in report.sections
        ),
    )


def _not_written(report: Report) -> list[Section]:
    """Parts that people write and that are left out as long as nobody did: without them a report is not final."""
    return [Section(key, say(f"report.section.{key}"), ()) for key in WRITTEN_BY_PEOPLE if not report.of(key)]


def _composed(project: Project, series_id: str, readers: str) -> tuple[Material, Report]:
    material = read_for(project, series_id, readers)
    return material, compose(material, date.today())


def _standing(
    section: Section,
    answers: Iterable[Row],
    kept_back: tuple[str, ...],
    read_back: set[tuple[str, str]],
    earlier: Mapping[str, Standing],
    first: str | None,
) -> Standing:
    version = version_of(section)
    of_part = [row for row in answers if row["section"] == section.key]
    now = [row for row in of_part if row["section_hash"] == version]
    dissents = [row for row in of_part if row["answer"] == NO]
    before = not first or (bool(earlier) and (section.key not in earlier or earlier[section.key].state == FINAL))
    happened = Happened(
        before=before,
        read_back=before if first else (section.key, version) in read_back,
        kept_back=bool(kept_back),
        agreed={row["side"] for row in now if row["answer"] in YES},
        talk_open=any(row["talked_on"] is None for row in dissents),
    )
    return Standing(section.key, version, state(happened), kept_back, tuple(now), tuple(dissents))


def _answers(project: Project, material: Material) -> list[Row]:
    """What people said of the parts for these readers; of who withdrew nothing stands any more."""
    here = set(material.contributors["contributor_id"])
    rows = read_rows(project, "sign_offs", series_id=material.series_id, readers=material.audience)
    return [row for row in rows if row["contributor_id"] in here]


def _kept_back(project: Project, material: Material) -> dict[str, tuple[str, ...]]:
    """By part: what must be mended before people can agree to it."""
    found: dict[str, list[str]] = {}
    rows = read_rows(project, "report_sections", series_id=material.series_id)
    own = {row.object_id: _stands_in(row["section"]) for row in rows}
    for part in WRITTEN_BY_PEOPLE:
        if not any(row["section"] == part and row["body_md"].strip() for row in rows):
            found.setdefault(part, []).append(say("report.kept_back.empty"))
    for part in BOTH_SIDES:
        texts = material.written[material.written["section"] == part]
        if not texts.empty and not both_sides({side for several in texts["sides"] for side in several}):
            found.setdefault(part, []).append(say("report.kept_back.one_side"))
    versions = Counter(row.object_id for row in rows)
    for part in {_stands_in(row["section"]) for row in rows if versions[row.object_id] > 1}:
        found.setdefault(part, []).append(say("report.kept_back.two_versions"))
    for remark in read_rows(project, "report_remarks", series_id=material.series_id):
        if remark["settled_on"] is None and remark["kind"] != OF_FUNDER:
            found.setdefault(remark["section"], []).append(say("report.kept_back.remark"))
    for one in check_report(material):
        if one.level == BLOCKING and one.about in own:
            found.setdefault(own[one.about], []).append(one.sentence)
    return {part: tuple(dict.fromkeys(told)) for part, told in found.items()}


def _stands_in(section: str) -> str:
    """The part in which a text stands: a theme and an item of a checklist have no heading of their own."""
    hosts = {THEME: "wat_we_leerden", ITEM: "verantwoording"}
    return next((part for prefix, part in hosts.items() if section.startswith(prefix)), section)


def _dissents(standing: Standing) -> list[Block]:
    """The words of who does not agree, as given, by side and never by name."""
    if not standing.dissents:
        return []
    told = [
        QuoteBlock(
            row["note"] or "",
            say(f"report.side.{row['side']}"),
            "" if row["section_hash"] == standing.version else say("report.dissent.earlier"),
        )
        for row in standing.dissents
    ]
    return [Subheading(3, plain(say("report.dissent.heading"))), *told]


def people_of(project: Project, rows: Iterable[Row]) -> dict[str, str]:
    """The names on screen of who gave these answers."""
    found = find_many(project, "contributors", (row["contributor_id"] for row in rows))
    return {key: row["display_name"] for key, row in found.items()}
