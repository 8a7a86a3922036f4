"""The labels of a project as a ``.qdc``: valid to the letter, and the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import ontmoet_research
from ontmoet_research.exchange.coming.choices import KIT
from ontmoet_research.exchange.going.material import Material
from ontmoet_research.exchange.ids import guid_of
from ontmoet_research.words import Refused

from .label_tree import write_labels
from .xml_out import Out

__all__ = ["write_codebook"]

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
NAMESPACE = "urn:QDA-XML:codebook:1.0"


def write_codebook(material: Material, file: IO[bytes]) -> None:
    """Write it. Errors: ``Refused`` when there are no labels: the standard has no empty list."""
    out = Out()
    codes = list(write_labels(material, out))
    if not codes:
        raise Refused("exchange.export.no_labels")
    origin = out.value(f"{KIT} {ontmoet_research.__version__}")
    file.write(f'{HEAD}<CodeBook xmlns="{NAMESPACE}" origin="{origin}">'.encode())
    file.write("".join([*codes, *_sets(material, out)]).encode())
    file.write(b"</CodeBook>\n")
    material.left_out["signs"] += out.removed["signs"]


def _sets(material: Material, out: Out) -> Iterator[str]:
    if material.themes:
        yield "<Sets>"
        for theme, labels in material.themes:
            title = out.value(material.leaving.masked(theme["title"]))
            yield f'<Set guid="{guid_of(theme.object_id)}" name="{title}">'
            if theme["description_b1"]:
                yield f"<Description>{out.text(material.leaving.masked(theme['description_b1']))}</Description>"
            yield from (f'<MemberCode guid="{guid_of(one)}"/>' for one in labels)
            yield "</Set>"
            material.counts["themes"] += 1
        yield "</Sets>"
