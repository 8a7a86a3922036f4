"""A new label that came up while reading or talking. Anyone can propose one; both sides make it agreed (D29)."""

from __future__ import annotations

from ontmoet_research.store import Draft, Project, new, read_rows
from ontmoet_research.words import Refused

from .codebook import COLOURS, PATTERNS

PREFIX = "N"


def proposed_label(project: Project, label: str, meaning: str, proposed_by: str, codebook_id: str) -> Draft:
    """A proposal for a label, not written yet: at the end of its list, with the status ``voorstel``.

    Errors: ``Refused`` when it has no name, or when the list has a label with that name already.
    """
    label = " ".join(label.split())
    known = read_rows(project, "codes", codebook_id=codebook_id)
    if not label:
        raise Refused("coding.proposal_needs_name")
    if label.casefold() in {row["label_nl"].casefold() for row in known}:
        raise Refused("coding.proposal_known", label=label)
    taken, number = {row["code"] for row in known}, len(known) + 1
    while f"{PREFIX}{number:02}" in taken:
        number += 1
    return new(
        "codes",
        codebook_id=codebook_id,
        code=f"{PREFIX}{number:02}",
        label_nl=label,
        definition_b1=meaning.strip() or None,
        order=max((row["order"] or 0 for row in known), default=0) + 1,
        colour=COLOURS[number % len(COLOURS)],
        pattern=PATTERNS[number % len(PATTERNS)],
        kind="enkel",
        status="voorstel",
        proposed_by=proposed_by,
    )
