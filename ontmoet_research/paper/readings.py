"""How someone read a piece, in words; and which pieces two people read differently."""

from __future__ import annotations

from collections.abc import Sequence

from ontmoet_research.coding.label_choices import option_text
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.words import say

FACILITATOR = "gespreksleider"


def reading_of(project: Project, fragment_id: str, contributor_id: str) -> list[str]:
    """What someone made of a piece alone: a line for each label with its choice, doubt and note; else how it ended."""
    here = {"fragment_id": fragment_id, "contributor_id": contributor_id}
    lines = [_in_words(project, row) for row in read_rows(project, "codings", **here, round="zelf")]
    if lines:
        return lines
    ended = [row["outcome"] for row in read_rows(project, "readings", **here)]
    return [say(f"paper.ended.{ended[-1]}")] if ended else [say("paper.ended.not_read")]


def read_differently(project: Project, readers: Sequence[str]) -> list[str]:
    """The pieces that all of these people are done with and on which their labels differ, in reading order.

    Pieces with the least in common come first: the share of labels that all placed (Jaccard), from none up.
    """
    done = [{row["fragment_id"] for row in read_rows(project, "readings", contributor_id=one)} for one in readers]
    placed: list[dict[str, set[tuple[str, str]]]] = []
    for one in readers:
        mine: dict[str, set[tuple[str, str]]] = {}
        for row in read_rows(project, "codings", contributor_id=one, round="zelf"):
            mine.setdefault(row["fragment_id"], set()).add((row["code_id"], row["option"] or ""))
        placed.append(mine)
    order = {row.object_id: (row["source_id"], row["order"]) for row in read_rows(project, "fragments")}
    shares = {}
    for piece in set.intersection(*done) & order.keys():
        own = [mine.get(piece, set()) for mine in placed]
        if any(one != own[0] for one in own):
            shares[piece] = len(set.intersection(*own)) / len(set.union(*own))
    return sorted(shares, key=lambda piece: (shares[piece], order[piece]))


def may_be_shown(project: Project, pieces: Sequence[str], readers: Sequence[str]) -> list[str]:
    """Of these pieces, those whose readings the person at work may see: the blind-first rule (E11).

    One of the ``readers`` may see all, and so may a facilitator (*gespreksleider*), who needs no reading of the own.
    Someone else first has to be done with a piece.
    """
    roles = {row.object_id: row["role"] for row in read_rows(project, "contributors")}
    if project.who in readers or roles.get(project.who, FACILITATOR) == FACILITATOR:
        return list(pieces)
    done = {row["fragment_id"] for row in read_rows(project, "readings", contributor_id=project.who)}
    return [piece for piece in pieces if piece in done]


def _in_words(project: Project, coding: Row) -> str:
    found = read_rows(project, "codes", object_id=coding["code_id"])
    name = found[-1]["label_nl"] if found else say("labelling.label_gone")
    extra = [
        option_text(found[-1], coding["option"]) if found else "",
        say("paper.doubts") if coding["certainty"] == "twijfel" else "",
        say("paper.note_in", note=coding["note"]) if coding["note"] else "",
    ]
    told = ", ".join(filter(None, extra))
    return say("paper.label_with", label=name, extra=told) if told else name
