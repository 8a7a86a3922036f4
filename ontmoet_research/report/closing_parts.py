"""The last parts: another voice, what we ask, how sure we are, thanks, and the appendix."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

import ontmoet_research
from ontmoet_research.privacy.agreed_dates import KEEP
from ontmoet_research.store import last_told, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import say

from .blocks import Block, LeftOut, Note, Subheading, TableBlock, bullets, paragraph, plain
from .credits import names_to_thank
from .literature import literature
from .lived_voice import why_no_voice
from .markdown import blocks_of
from .material import Material
from .naming import names_of_grounds
from .outside import doubted, named_sides, something_was, told_books, who_labelled, wrote
from .readers import is_inside
from .states import OF_FUNDER
from .theme_parts import read_themes
from .what_we_ask import asked_for
from .written import by_sides, nobody_wrote, to_write, written_by_people

__all__ = [
    "another_voice",
    "appendix",
    "behind_how_sure_we_are",
    "how_sure_we_are",
    "proud_and_thanks",
    "what_we_ask",
]


def another_voice(material: Material) -> list[Block]:
    """Texts of people who see it differently, as they wrote them; always present, also when nobody used it (E27)."""
    blocks: list[Block] = []
    for view in rows_of(material.minority):
        title = view["title"].strip() if view["title"] else ""
        if title and title != say("report.section.ander_geluid"):
            blocks.append(Subheading(3, plain(isolated(title))))
        sides = wrote(material, view["minority_view_id"], view["body_md"], view["sides"] or [view["locked_side"]])
        blocks += [*blocks_of(view["body_md"]), *by_sides(sides)]
    nobody = [say("report.another_voice.nobody")]
    if is_inside(material):  # nothing tells whether anyone was asked
        nobody.append(say("report.another_voice.not_asked"))
    return blocks or [paragraph(" ".join(nobody))]


def what_we_ask(material: Material, grounds: Mapping[str, str] | None = None) -> list[Block]:
    """What is asked, as people wrote it, and the numbered list: of whom, on what it rests, by when.

    ``grounds`` tells by id what a request can rest on; as the whole report calls these unless given.
    """
    named = names_of_grounds(material, _themes_told(material)) if grounds is None else grounds
    told = [*written_by_people(material, "wat_we_vragen"), *asked_for(material, named)]
    return told or [nobody_wrote("wat_we_vragen")]


def _themes_told(material: Material) -> set[str]:
    """The themes that these readers may hear of."""
    if is_inside(material):
        return set(material.learning.themes["theme_id"])
    return set() if material.learning.codings.empty else {one.theme_id for one in read_themes(material).all}


def how_sure_we_are(material: Material) -> list[Block]:
    """What people wrote, why no voice of experience is in it, and the limits of small numbers and written notes."""
    limits = bullets(say(f"report.limits.{name}") for name in ("small", "one_group", "notes", "choices", "no_score"))
    return [*why_no_voice(material), *written_by_people(material, "hoe_zeker_zijn_we"), limits]


def behind_how_sure_we_are(material: Material) -> list[Block]:
    """Who labelled (per side, never by name), where there was doubt, and how the closing question was asked."""
    return _who_labelled(material)


def proud_and_thanks(material: Material) -> list[Block]:
    """What people are proud of, and thanks. Nobody is named unless that person asked for it."""
    thanked = names_to_thank(material.credits)
    named: list[Block] = [paragraph(say("report.thanks.these")), bullets(map(isolated, thanked))] if thanked else []
    return [*to_write(material, "trots_en_dank"), *named]


def appendix(material: Material) -> list[Block]:
    """Lists of labels, numbers, literature, where the data are kept, until when, and who to ask.

    Outside the group without how many pieces and labels there are: these are of few people (P16).
    """
    books = material.codes.loc[material.codes["codebook_id"].isin(told_books(material)), "codebook"].dropna().unique()
    facts = {
        "labels": ", ".join(map(isolated, sorted(books))) or say("report.appendix.none_yet"),
        "notes": str(material.sources["source_id"].nunique()),
        **(_placed(material) if is_inside(material) else {}),
        "wishes": str(len(material.wishes)),
        "kit": f"ontmoet_research {ontmoet_research.__version__}",
    }
    table = pd.DataFrame(
        [(say(f"report.appendix.{name}"), told) for name, told in facts.items()],
        columns=[say("report.column.what"), say("report.column.this_report")],
    )
    return [
        TableBlock(say("report.table.facts"), table),
        Subheading(3, plain(say("report.heading.data"))),
        bullets([say("report.data.aliases"), *_until(material), say("report.data.out")]),
        *(
            written_by_people(material, "bijlage")
            or [LeftOut(say("report.data.where"), say("report.left_out.not_written"))]
        ),
        *literature(material),
        *_of_the_funder(material),
    ]


def _of_the_funder(material: Material) -> list[Block]:
    """What who pays said of the facts, each with our answer (P27); nothing when they said nothing."""
    rows = rows_of(material.remarks[material.remarks["kind"] == OF_FUNDER])
    if not rows:
        return []
    lines = []
    for row in rows:
        answered = say("report.remark.answer", words=isolated(row["answer"])) if row["answer"] else ""
        answer = answered or say("report.remark.no_answer")
        section = say(f"report.section.{row['section']}")
        lines.append(say("report.remark.line", section=section, words=isolated(row["words"]), answer=answer))
    heading = Subheading(3, plain(say("report.remark.heading")))
    return [heading, paragraph(say("report.remark.facts_only")), bullets(lines)]


def _placed(material: Material) -> dict[str, str]:
    pieces, placed = material.learning.fragments["fragment_id"].nunique(), len(material.learning.codings)
    versions = ", ".join(sorted(material.learning.codings["codebook_version"].dropna().unique()))
    told = {"label_versions": versions or say("report.appendix.none_yet")}
    return {**told, "fragments": str(pieces), "codings": str(placed)}


def _until(material: Material) -> list[str]:
    """How long each kind of data is kept, as agreed (P22)."""
    kept = rows_of(last_told(material.agreed[material.agreed["kind"] == KEEP], "what"))
    return [
        say(
            "report.data.kept_until",
            what=say(f"privacy.kept.{one['what']}"),
            day=format_date(date.fromisoformat(one["until"])),
        )
        for one in kept
    ]


def _who_labelled(material: Material) -> list[Block]:
    codings = material.learning.codings
    if codings.empty:
        return [LeftOut(say("report.table.labelled"), say("report.nobody_labelled"))]
    people = codings.drop_duplicates("contributor_id")["side"].fillna("unknown").value_counts().sort_index()
    table = pd.DataFrame(
        {
            say("report.column.side"): [say(f"report.side.{side}") for side in people.index],
            say("report.column.people"): [str(n) for n in people],
        }
    )
    sides = who_labelled(material)
    told: list[Block] = [TableBlock(say("report.table.labelled"), table)]
    if not is_inside(material):
        told = [paragraph(say("report.labelled_by", sides=named_sides(sides)))]
    if "ervaring" not in sides:
        told.append(Note(say("report.no_experience_labelled")))
    if is_inside(material):  # there the figure of new and known labels tells of doubt
        return told
    doubt_told = something_was(material, "twijfel", doubted(material))
    return [*told, *([paragraph(say("report.doubted"))] if doubt_told else [])]
