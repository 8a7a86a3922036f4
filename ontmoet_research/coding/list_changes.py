"""Making the list of labels together: propose, talk, agree, rename, split, join and stop.

Nothing that was placed ever moves by itself. Joining two labels points both to the new one; who reads the codings sees
the new label and can still see under which label they were placed. A label that is split or stopped keeps its codings,
to be read again. A label is *afgesproken* only with a yes of two sides (D29).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, Row, change, find, history, new, read_rows, rows_of
from ontmoet_research.text.lookalike import LONGEST_NAME, skeleton, why_no_name
from ontmoet_research.words import Refused

from .codebook_file import COLOURS, PAIR_OPTIONS, PATTERNS
from .signs import same_signs, signs_of

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "coding.list_changes"
KINDS = ("enkel", "paar", "ladder")
"""What a label of the group's own can be: alone, a pair of poles, or a step of a ladder."""
PAIR = "paar"
TEXTS = ("definition_b1", "include", "exclude", "example")
SIDES_NEEDED = 2
PIECES_READ = 3


@dataclass(frozen=True)
class Affected:
    """What a change of the list would touch: how many codings, on how many pieces, by how many people."""

    codings: int
    pieces: int
    people: int


def propose_code(
    project: Project,
    codebook_id: str,
    label: str,
    *,
    family: str | None = None,
    kind: str = KINDS[0],
    origin: str = ORIGIN,
    **texts: str,
) -> str:
    """Put a new label on the list as a proposal of the person at work; give its ``code_id``.

    ``texts`` are ``definition_b1``, ``include``, ``exclude`` and ``example``, in the proposer's own words. The label
    gets the colour of its family and a pattern of its own. The proposer's side counts as a first yes. Of a pair
    (``kind``) the two poles stand in the label, with "of" between them ("groep of mens").

    Errors: ``Refused`` for a label without words, one that stands on the list already, a pair without two poles, or a
    list that is gone; ``ValueError`` for another kind.
    """
    if kind not in KINDS:
        raise ValueError(f"kind is one of {', '.join(KINDS)}; not {kind}")
    find(project, "codebooks", codebook_id)
    draft = draft_code(project, codebook_id, label, family, texts)
    own = {"kind": kind, "options": _poles(label) if kind == PAIR else []}
    write(project, [Draft(draft.table, draft.object_id, {**draft.values, **own})], origin=origin)
    return draft.object_id


def _poles(label: str) -> list[str]:
    """What can be chosen with a pair of one's own.

    >>> _poles("Groep of mens")
    ['links=groep', 'rechts=mens', 'allebei', 'weet_niet']
    """
    left, between, right = (part.strip() for part in " ".join(label.split()).partition(" of "))
    if not (left and between and right):
        raise Refused("coding.pair_needs_poles")
    return [f"links={left.lower()}", f"rechts={right.lower()}", *PAIR_OPTIONS[2:]]


def say_about(project: Project, code_id: str, text: str, *, origin: str = ORIGIN) -> None:
    """Keep what the person at work says about a label. Errors: ``Refused`` without words or when the label is gone."""
    find(project, "codes", code_id)
    if not text.strip():
        raise Refused("coding.nothing_said")
    write(project, [new("code_notes", code_id=code_id, contributor_id=project.who, text=text.strip())], origin=origin)


def agree(project: Project, code_id: str, *, origin: str = ORIGIN) -> str:
    """Say yes to a label for the side of the person at work; give the label's status after that.

    With a yes of two people of different sides it is *afgesproken* (D29). A second yes of the same side changes
    nothing, nor does a second yes of the same person, also when that person went to another side since.

    Errors: ``Refused`` when the label is gone or stopped, or nobody has said who is at work.
    """
    row = _going(project, code_id)
    again = project.who in _said_yes(project, code_id)
    sides = list(dict.fromkeys([*row["agreed_by_sides"], *([] if again else [_side(project)])]))
    status = "afgesproken" if len(sides) >= SIDES_NEEDED else row["status"] or "voorstel"
    if (sides, status) != (row["agreed_by_sides"], row["status"]):
        write(project, [change(row, agreed_by_sides=sides, status=status)], origin=origin)
    return status


def _said_yes(project: Project, code_id: str) -> set[str]:
    """Who said yes to a label as it stands: authors of the versions in which a side came in or the words changed."""
    people: set[str] = set()
    words: list[Any] = []
    sides: set[str] = set()
    for one in rows_of(history(project, "codes", code_id)):
        now, told = set(one["agreed_by_sides"]), [one[name] for name in ("label_nl", "family", *TEXTS)]
        if told != words or not sides <= now:  # what was said before, was said to other words
            people, sides = set(), set()
        people |= {one["author"]} if now - sides else set()
        words, sides = told, now
    return people


def note_agreed_in(project: Project, code_id: str, session_id: str | None, *, origin: str = ORIGIN) -> None:
    """Note in which meeting the group agreed on a label (D29); None when nobody knows any more.

    Errors: ``Refused`` when the label or the meeting is gone, or when it is still a proposal.
    """
    row = _going(project, code_id)
    if row["status"] != "afgesproken":
        raise Refused("coding.not_agreed_yet")
    if session_id:
        find(project, "sessions", session_id)
    if row["agreed_in_id"] != session_id:
        write(project, [change(row, agreed_in_id=session_id)], origin=origin)


def change_code(project: Project, code_id: str, *, origin: str = ORIGIN, **values: str) -> None:
    """Give a label another name (``label_nl``), family or explanation; the old words stay in its history.

    A changed label is a proposal again: whoever said yes, said it to other words. The side of the person at work
    counts.

    Errors: ``Refused`` for a name without words or one that is on the list, or a label that is gone or stopped;
    ``ValueError`` for another column.
    """
    if unknown := set(values) - {"label_nl", "family", *TEXTS}:
        raise ValueError(f"a label has no {', '.join(sorted(unknown))} that can change")
    row = _going(project, code_id)
    given = {name: value.strip() or None for name, value in values.items()}
    if "label_nl" in given:
        given["label_nl"] = _free_name(project, row["codebook_id"], values["label_nl"], but=code_id)
    if all(row[name] == value for name, value in given.items()):
        return
    again = {
        "signs": row["signs"] or signs_of(row.values),
        "status": "voorstel",
        "agreed_by_sides": [_side(project)],
        "agreed_in_id": None,
    }
    write(project, [change(row, **given, **again)], origin=origin)


def stop_code(project: Project, code_id: str, *, origin: str = ORIGIN) -> None:
    """Take a label off the list. What was placed stays as it is. Errors: ``Refused`` when it is gone or stopped."""
    write(project, [change(_going(project, code_id), status="gestopt")], origin=origin)


def split_code(project: Project, code_id: str, labels: Sequence[str], *, origin: str = ORIGIN) -> list[str]:
    """Make several labels out of one; give their ids. Codings stay on the old label, to be read again.

    The new labels stand in the family of the old one, stand for the same and say that they come from it. All in
    one step.

    Errors: ``Refused`` for fewer than two labels, or as in :func:`propose_code`.
    """
    row = _going(project, code_id)
    if len([label for label in labels if label.strip()]) < 2:
        raise Refused("coding.split_needs_two")
    drafts: list[Draft] = []
    for place, label in enumerate(labels):
        taken = [draft.values["label_nl"] for draft in drafts]
        texts = {"definition_b1": row["definition_b1"] or ""}
        made = draft_code(project, row["codebook_id"], label, row["family"], texts, taken=taken, place=place)
        own = {"replaces_id": code_id, "signs": row["signs"] or signs_of(row.values)}
        drafts.append(Draft(made.table, made.object_id, {**made.values, **own}))
    write(project, [*drafts, change(row, status="gestopt")], origin=origin)
    return [draft.object_id for draft in drafts]


def join_codes(project: Project, code_ids: Sequence[str], label: str, *, origin: str = ORIGIN) -> str:
    """Make one label out of several; give its ``code_id``. Their codings are read under the new label from now on.

    Errors: ``Refused`` for fewer than two labels, labels of different lists, or as in :func:`propose_code`.
    """
    rows = [_going(project, code_id) for code_id in dict.fromkeys(code_ids)]
    if len(rows) < 2:
        raise Refused("coding.join_needs_two")
    if len({row["codebook_id"] for row in rows}) > 1:
        raise Refused("coding.join_other_list")
    first = rows[0]
    texts = {name: first[name] or "" for name in TEXTS}
    own = [row["label_nl"] for row in rows]
    made = draft_code(project, first["codebook_id"], label, first["family"], texts, freed=own)
    gone = [change(row, status="gestopt", replaced_by_id=made.object_id) for row in rows]
    options = list(dict.fromkeys(option for row in rows for option in row["options"]))
    signs = same_signs(signs_of(row.values) for row in rows)
    values = {**made.values, "kind": first["kind"], "options": options, "signs": signs}
    write(project, [Draft(made.table, made.object_id, values), *gone], origin=origin)
    return made.object_id


def agree_on_list(project: Project, codebook_id: str, day: str, *, origin: str = ORIGIN) -> None:
    """Say that the group agreed on the whole list, on ``day`` (ISO date); it becomes a new version of the list.

    Errors: ``Refused`` while a label is still a proposal, or while fewer than two sides read three pieces (DEPICT:
    first read, then agree).
    """
    book = find(project, "codebooks", codebook_id)
    codes = read_rows(project, "codes", codebook_id=codebook_id)
    if any(row["status"] not in ("afgesproken", "gestopt") for row in codes):
        raise Refused("coding.list_has_proposals")
    if len(_sides_that_read(project)) < SIDES_NEEDED:
        raise Refused("coding.list_read_first", pieces=PIECES_READ)
    version = str(int(book["version"]) + 1) if book["version"].isdecimal() and book["agreed_on"] else book["version"]
    write(project, [change(book, agreed_on=day, version=version)], origin=origin)


def affected_by(codings: pd.DataFrame, code_ids: Iterable[str]) -> Affected:
    """What a change of these labels would touch.

    Needs the columns ``coding_id``, ``code_id``, ``fragment_id`` and ``contributor_id``.
    """
    touched = codings[codings["code_id"].isin(list(code_ids))]
    return Affected(len(touched), touched["fragment_id"].nunique(), touched["contributor_id"].nunique())


def draft_code(
    project: Project,
    codebook_id: str,
    label: str,
    family: str | None,
    texts: Mapping[str, str],
    *,
    taken: Sequence[str] = (),
    freed: Sequence[str] = (),
    place: int = 0,
) -> Draft:
    """A new label as a proposal of the person at work, not written yet; what :func:`propose_code` writes.

    ``taken`` are names that are given in the same step, ``freed`` names that come free in it; ``place`` is its place
    among labels that are made in one step, from 0. Errors: as :func:`propose_code`.
    """
    if unknown := set(texts) - set(TEXTS):
        raise ValueError(f"a label has no {', '.join(sorted(unknown))}")
    codes = read_rows(project, "codes", codebook_id=codebook_id)
    family = (family or "").strip() or None
    own = [row for row in codes if row["family"] == family]
    families = list(dict.fromkeys(row["family"] for row in codes))
    number = families.index(family) if family in families else len(families)
    name = _free_name(project, codebook_id, label, taken=taken, freed=freed)
    values: dict[str, Any] = {text: (value or "").strip() or None for text, value in texts.items()}
    return new(
        "codes",
        codebook_id=codebook_id,
        code=_free_short_id(codes, place),
        label_nl=name,
        family=family,
        order=max((row["order"] or 0 for row in codes), default=0) + 1 + place,
        colour=own[0]["colour"] if own else COLOURS[number % len(COLOURS)],
        pattern=PATTERNS[(len(own) + place) % len(PATTERNS)],
        kind="enkel",
        status="voorstel",
        proposed_by=project.who,
        agreed_by_sides=[_side(project)],
        **values,
    )


def _free_name(
    project: Project,
    codebook_id: str,
    label: str,
    *,
    but: str = "",
    taken: Sequence[str] = (),
    freed: Sequence[str] = (),
) -> str:
    name = " ".join(label.split())
    if not name:
        raise Refused("coding.label_needs_words")
    if (why := why_no_name(name)) and why != "long":
        raise Refused(f"group.no_name.{why}", n=LONGEST_NAME)
    rows = read_rows(project, "codes", codebook_id=codebook_id)
    going = [row["label_nl"] for row in rows if row["status"] != "gestopt" and row.object_id != but]
    others = {known.casefold() for known in [*going, *taken]} - {known.casefold() for known in freed}
    if name.casefold() in others:
        raise Refused("coding.label_taken", label=name)
    if skeleton(name) in {skeleton(known) for known in others}:
        raise Refused("coding.label_looks_taken", label=name)
    return name


def _free_short_id(codes: Sequence[Row], place: int) -> str:
    used = {row["code"] for row in codes}
    free = (f"N{number:02}" for number in range(1, len(used) + place + 2) if f"N{number:02}" not in used)
    return next(name for index, name in enumerate(free) if index == place)


def _going(project: Project, code_id: str) -> Row:
    row = find(project, "codes", code_id)
    if row["status"] == "gestopt":
        raise Refused("coding.code_gone")
    return row


def _side(project: Project) -> str:
    rows = read_rows(project, "contributors", object_id=project.who)
    if not rows:
        raise Refused("coding.who_first")
    return str(rows[-1]["side"])


def _sides_that_read(project: Project) -> set[str]:
    sides = {row.object_id: row["side"] for row in read_rows(project, "contributors")}
    read: dict[str, set[str]] = {}
    for row in read_rows(project, "readings"):
        if row["contributor_id"] in sides:
            read.setdefault(sides[row["contributor_id"]], set()).add(row["fragment_id"])
    return {side for side, pieces in read.items() if len(pieces) >= PIECES_READ}
