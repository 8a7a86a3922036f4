"""What a report still lacks, as findings. ``fout`` keeps it from becoming final; none stops a concept from leaving."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pandas as pd

from ontmoet_research.findings import Finding, blocking, warning, worst_first
from ontmoet_research.privacy import organisation_words, read_offices
from ontmoet_research.store import Project, read_rows, read_table, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .bibliography import unknown_keys
from .blocks import Report
from .exact_titles import check_aliases, check_gone, check_titles
from .learned_parts import shown_answers
from .lived_voice import has_voice, has_written_why
from .material import Material, pick_series, read_material, shown_texts
from .sections import compose
from .special import check_placeholders, check_special
from .summary import check_summary
from .theme_voices import NOT_KNOWN
from .woven import gaps_in
from .writing import CONCLUSIONS

WRITTEN_BY_PEOPLE = ("in_het_kort", "waarom_deze_reeks", "wie_ontbrak", "wat_we_vragen", "trots_en_dank")
CHECKED = (*WRITTEN_BY_PEOPLE, *(part for part in CONCLUSIONS if part not in WRITTEN_BY_PEOPLE))
BOTH_SIDES = ("in_het_kort", "wat_we_leerden", "wat_we_vragen")  # domain report 8.4

__all__ = ["check_report", "findings_of", "read_report_findings"]


def read_report_findings(
    project: Project, series_id: str | None = None, audience: str = "groep", titles: Collection[str] = ()
) -> list[Finding]:
    """The findings on the report of one series, as these readers would get it. Errors: ``Refused`` for no series.

    ``titles`` are exact job titles of an open key file.
    """
    material = read_material(project, pick_series(project, series_id), audience)
    return findings_of(project, material, compose(material, date.today()), titles)


def findings_of(project: Project, material: Material, report: Report, titles: Collection[str] = ()) -> list[Finding]:
    """The findings on a report that was composed, worst first; as :func:`read_report_findings`."""
    audience = material.audience
    named = check_titles(report, audience, material.series_id, read_offices(project), titles)
    known = check_aliases(report, audience, material.series_id, material.participants["alias"].dropna())
    known += check_gone(report, material.series_id, _aliases_gone(project))
    typed = [
        *check_placeholders(report, material.series_id),
        *check_special(report, audience, material.series_id, organisation_words(read_table(project, "organisations"))),
    ]
    return worst_first([*check_report(material), *named, *known, *typed, *check_summary(material)])


def _aliases_gone(project: Project) -> list[str]:
    """The aliases of who had everything taken out."""
    rows = read_rows(project, "participants")
    return [row["alias"] for row in rows if row["status"] == "ingetrokken" and row["alias"]]


def check_report(material: Material, parts: Collection[str] = ("ander_geluid",)) -> list[Finding]:
    """All findings on a report, worst first. ``parts`` are the keys of the sections that the report has.

    Rows: A02 (method), A49 (a source that is cited stands in the list), B01 (both sides, and the kinds of knowledge a
    conclusion rests on), C08 (a voice of lived experience, or why not), C29 (who chose the answers), D30 (who was
    missing), E13 (numbers beside words), E27 (*Ander geluid*), P11 (text that rests on something taken out).
    """
    found = [*_series(material), *_written(material), *_harvests(material.harvests), *_given_back(material)]
    if "ander_geluid" not in parts:
        found.append(blocking("report.check.no_another_voice", "E27", material.series_id))
    elif material.minority.empty:
        found.append(warning("report.check.nobody_another_voice", "E27", material.series_id))
    return worst_first(found)


def _series(material: Material) -> list[Finding]:
    about, found = material.series_id, []
    if not _filled(material.series["method_version"]):
        found.append(blocking("report.check.no_method", "A02", about))
    if not has_voice(material) and not has_written_why(material):
        found.append(blocking("report.check.no_experience_voice", "C08", about))
    if material.quotes.allowed.empty and len(material.learning.codings):
        found.append(warning("report.check.no_words", "E13", about))
    return found


def _written(material: Material) -> list[Finding]:
    found = []
    for section in CHECKED:
        texts = material.written[material.written["section"] == section]
        name = say(f"report.section.{section}")
        if texts.empty and section in WRITTEN_BY_PEOPLE:
            row = "D30" if section == "wie_ontbrak" else "B01"
            found.append(warning("report.check.missing_section", row, material.series_id, section=name))
        elif (
            not texts.empty
            and section in BOTH_SIDES
            and len({side for several in texts["sides"] for side in several}) < 2
        ):
            found.append(warning("report.check.one_side", "B01", texts["section_id"].iloc[0], section=name))
        if section in CONCLUSIONS and not texts.empty:
            found += _knowledge(texts["section_id"].iloc[-1], texts["knowledge_sources"].iloc[-1], name)
    cited = unknown_keys(material.written["body_md"], material.references)
    found += [warning("report.check.no_reference", "A49", material.series_id, key=key) for key in cited]
    found += _gaps(material)
    held = material.written[material.written["held_back"].astype(bool)]
    return found + [blocking("report.check.held_back", "P11", section) for section in held["section_id"]]


def _gaps(material: Material) -> list[Finding]:
    """Places in a text where something stood that is gone, or that these readers may not see (P19)."""
    return [
        warning("report.check.gap", "P19", text["section_id"], section=isolated(text["title"] or ""), n=len(gaps))
        for text in rows_of(shown_texts(material))
        if (gaps := gaps_in(material, text["body_md"]))
    ]


def _knowledge(about: str, sources: Collection[str], section: str) -> list[Finding]:
    """A conclusion says what it rests on; on more than one kind of knowledge, and never without lived experience."""
    if not sources:
        return [warning("report.check.knowledge_unknown", "B01", about, section=section)]
    found = (
        [] if "ervaring" in sources else [blocking("report.check.without_experience", "B01", about, section=section)]
    )
    return found + [warning("report.check.one_knowledge", "B01", about, section=section)] * (len(sources) == 1)


def _harvests(harvests: pd.DataFrame) -> list[Finding]:
    found = []
    for one in rows_of(harvests):
        shown, total = len(shown_answers(one)), one["n_total"]
        if pd.notna(total) and shown < total and not _filled(one["selection_rule"]):
            found.append(blocking("report.check.no_rule", "C29", str(one["harvest_id"]), n=shown, total=total))
    return found


def _given_back(material: Material) -> list[Finding]:
    """What someone does not recognise stays open until people talked about it (methods 3.10)."""
    rows = rows_of(material.given_back)
    still = (one for one in rows if NOT_KNOWN in one["reactions"] and not one["outcome"])
    return [warning("report.check.not_recognised", "3.10", one["member_check_id"], what=one["what"]) for one in still]


def _filled(value: str | None) -> bool:
    return bool((value or "").strip())
