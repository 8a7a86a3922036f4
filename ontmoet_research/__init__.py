"""ontmoet_research: study *Ontmoetingen* together, from session note to report.

Data walks one way: file -> intake -> fragments -> codings -> dialogue -> learning -> figures -> report. The rooms are
named after what people do, and stand on floors; a room imports only from a lower floor.

    hands            screens     what people touch in a notebook
                     cli         the command ontmoet
    looking over     attention   what of the whole project asks for attention
                     asking      own questions to a project, each in a line
    passing on       report      the evaluation report: sections, quotes, html, docx, md
                     exchange    a copy to take along and merge back
                     practice    the practice series
                     paper       sheets to fill in by hand, and what came back
    making sense     dialogue    where readings differ, and what came of talking about it
                     learning    what comes back over meetings; each figure with table and sentence
                     voices      who is heard and who does the work; never a score
    working          intake      notes in: cleaned once, in pieces, names marked
                     coding      labels on words, alone and together
                     change      from wish to decision, assignment and change
    people           group       series, meetings, people, checks
                     privacy     consent, names, small groups, and the one gate out
                     own         what a person keeps for themself, outside every project
    keeping          record      the one door: keep, change, take out
    ground           store       keeping a project: insert-only, one function that writes
                     findings    what a check answers
                     charts      figure + table + sentence
                     typesetting  from plain data to a tagged PDF
                     model       every table, column and meaning
                     text        clean text, positions, Dutch dates
                     words       every sentence a person reads

Start with ``project = ont.open("reeks.ontmoet")``; then ``ont.coding.apply_code(project, ...)`` and so on. Verbs are
functions in rooms that take the project first; calculations take DataFrames only.

Who asks own questions of a project needs no room: ``FACE`` names what stands here directly (at most twenty names), such
as ``ont.themes(project)``, ``ont.read(project, "codings")`` or ``ont.figure(project, "themes")``.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ontmoet_research.store import Project

__version__ = "0.3.0"

ROOMS = (
    *(
        "screens",
        "cli",
        "attention",
        "asking",
        "report",
        "exchange",
        "practice",
        "paper",
        "dialogue",
        "learning",
        "voices",
        "intake",
        "coding",
        "change",
        "group",
        "privacy",
        "own",
    ),
    *("record", "store", "findings", "charts", "typesetting", "model", "text", "words"),
)

FACE = {
    "demo": "asking:demo",
    "tables": "asking:tables",
    "read": "asking:read",
    "find_pieces": "learning:find_pieces",
    "trace": "asking:trace",
    "themes": "asking:themes",
    "new_or_known": "asking:new_or_known",
    "signs": "asking:signs",
    "wish_chain": "asking:wish_chain",
    "heard": "asking:heard",
    "left_out": "asking:left_out",
    "overlap": "asking:overlap",
    "together": "asking:together",
    "figures": "asking:figures",
    "figure": "asking:figure",
    "check": "attention:check_project",
    "make_report": "report:export_report",
    "export": "exchange:export",
}
"""What stands on the package itself, beside ``open`` and ``screens``, and where it is made."""

__all__ = ["FACE", "ROOMS", "open"]


def open(path: str | Path, *, who: str = "kit") -> Project:
    """Open a project; ``who`` is the ``contributor_id`` of the person at work.

    Errors: ``Refused`` when it is not there, is no project, can't be written, or was made by a newer kit.
    """
    from ontmoet_research.store import open_project

    return open_project(path, who=who)


def __getattr__(name: str) -> Any:
    # A room is loaded when it is first named, so that importing the package stays quick.
    if name in ROOMS:
        return import_module(f"{__name__}.{name}")
    if name in FACE:
        room, _, made = FACE[name].partition(":")
        return getattr(import_module(f"{__name__}.{room}"), made)
    raise AttributeError(f"ontmoet_research has no {name!r}; the rooms are {', '.join(ROOMS)}")


def __dir__() -> list[str]:
    return sorted([*__all__, *FACE, *ROOMS, "__version__"])
