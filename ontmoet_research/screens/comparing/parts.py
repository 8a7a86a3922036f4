"""The parts of *Samen vergelijken* as blocks; which of them shows is decided in ``compare_readings``."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ontmoet_research.dialogue.queue import talked_about
from ontmoet_research.dialogue.tables import Readings
from ontmoet_research.dialogue.talk import Talk
from ontmoet_research.dialogue.wording import in_words, mark_text
from ontmoet_research.model.material import DIFFERENCE_OUTCOMES
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, heading, marked, side_by_side, text
from ontmoet_research.store import Project, Row, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

EXCERPT = 60
NOTHING = "-"  # the choice that no label fits


def outcome_buttons() -> Block:
    """The five outcomes, equally large, each with what it means."""
    made = [
        button(
            say(f"compare_readings.outcome.{one}"), "come_to", more=say(f"compare_readings.means.{one}"), outcome=one
        )
        for one in DIFFERENCE_OUTCOMES
    ]
    return buttons(*made, label=say("compare_readings.what_now"))


def elsewhere_part(name: str, speaker: str) -> list[Block]:
    """Whose turn it is on another screen; two people at one screen say so, and go on here."""
    return [
        heading(say("compare_readings.writes", name=name)),
        text(say("compare_readings.writes_more"), quiet=True),
        button(say("compare_readings.sits_here", name=name), "sits_here", person=speaker),
    ]


def turn_part(name: str, speaker: str, why: Block, *, first: bool, last: bool) -> list[Block]:
    """Whose turn it is, the field for the reason (``why``), and who comes after."""
    step = say("compare_readings.and_choose" if last else "compare_readings.and_next")
    return [
        heading(say("compare_readings.you_first" if first else "compare_readings.now_you", name=name)),
        text(say("compare_readings.others_listen"), quiet=True),
        why,
        button(step, "tell_reason", main=True, hands_over=True, speaker=speaker),
    ]


def asking_part(outcome: str, asked: Iterable[Block]) -> list[Block]:
    """The one thing more that an outcome asks, with the way to keep it and the way back."""
    keep = button(say("compare_readings.keep"), "keep_outcome", main=True)
    return [
        heading(say(f"compare_readings.outcome.{outcome}")),
        text(say(f"compare_readings.means.{outcome}"), quiet=True),
        *asked,
        buttons(keep, button(say("compare_readings.back"), "go_back"), row=True),
    ]


def versions_part(talk: Talk) -> list[Block]:
    """Two outcomes of one talk, beside each other, and the question which one holds."""
    told = [version for version in talk.versions if version["outcome"]]
    made = [
        button(
            say("compare_readings.hold", outcome=say(f"compare_readings.outcome.{version['outcome']}")),
            "choose_version",
            more=isolated(version["note"] or ""),
            row_id=version.id,
        )
        for version in told
    ]
    return [text(say("compare_readings.split"), strong=True), buttons(*made)]


def sides(project: Project, readings: Readings, talk: Talk | None, fragment_id: str, order: Iterable[str]) -> Block:
    """What each reader made of the piece at first, and what they said about it."""
    names = dict(zip(readings.people["contributor_id"], readings.people["display_name"], strict=True))
    told = in_words(project, readings, fragment_id)
    return side_by_side(
        (isolated(names[one]), told[one].lines, talk.reason_of(one) if talk else "") for one in order if one in told
    )


def marks_here(project: Project, readings: Readings, fragment_id: str) -> dict[str, tuple[str, str | None]]:
    """Labels with their choices that somebody placed on the piece at first: text -> mark. Stopped ones are out."""
    codes = {row.object_id: row for row in read_rows(project, "codes") if row["status"] != "gestopt"}
    known = {key: (row["label_nl"], row["options"]) for key, row in codes.items()}
    told = in_words(project, readings, fragment_id)
    marks = {mark for one in told.values() for mark in one.marks if mark[0] in codes}
    return dict(sorted((mark_text(code, option, known), (code, option)) for code, option in marks))


def agree_part(marks: Collection[str], chosen: Collection[str]) -> Block:
    """Which labels fit according to all; none is an answer too."""
    options = [*((words, words) for words in marks), (NOTHING, say("compare_readings.none_fits"))]
    return choices(say("compare_readings.which_fit"), "pick", options, chosen)


def talked_part(project: Project, readings: Readings, talks: dict[str, Talk], order: Iterable[str]) -> list[Block]:
    """What was talked about before, folded away: the piece, what each said, what came of it."""
    done = talked_about(readings, talks)
    order = list(order)
    blocks: list[Block] = []
    for talk in done:
        names = dict(zip(readings.people["contributor_id"], readings.people["display_name"], strict=True))
        views = [
            (isolated(names[row["contributor_id"]]), [row["view"]], talk.reason_of(row["contributor_id"]))
            for row in talk.positions
            if row["contributor_id"] in names and row["contributor_id"] in order
        ]
        blocks += [heading(excerpt(piece_text(project, readings, talk.fragment_id))), side_by_side(views)]
        blocks.append(text(came_of(talk.versions[-1]), strong=True))
    return [fold(say("compare_readings.before", n=len(done)), *blocks)] if done else []


def came_of(version: Row) -> str:
    """What came of a talk, in a sentence, with its note."""
    told = say(f"compare_readings.came.{version['outcome']}")
    return f"{told} {isolated(version['note'])}" if version["note"] else told


def piece_text(project: Project, readings: Readings, fragment_id: str) -> str:
    """The words of a piece as they are now."""
    piece = readings.pieces[readings.pieces["fragment_id"] == fragment_id].iloc[0]
    return str(find(project, "sources", piece["source_id"])["text"][piece["start"] : piece["end"]]).strip()


def piece_block(words: str) -> Block:
    """The piece to talk about."""
    return marked(say("compare_readings.text_label"), [(words, "")], heard=True)


def excerpt(words: str) -> str:
    """The first words of a piece, to recognise it by."""
    first = words.splitlines()[0] if words else ""
    cut = first if len(first) <= EXCERPT else f"{first[:EXCERPT].rsplit(' ', 1)[0]} …"
    return isolated(cut)
