"""Labels as the standard has them: a tree, with a list at the top, families as labels that can't be placed, choices
below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ontmoet_research.exchange.coming.labels import FAMILY
from ontmoet_research.exchange.going.material import Material
from ontmoet_research.exchange.ids import guid_of, option_guid
from ontmoet_research.store import Row

from .described import describe
from .told import colour as told_colour
from .xml_out import Out

__all__ = ["label_guid", "write_labels"]

OF_LABEL = ("code", "include", "exclude", "example", "kind", "options", "signs", "pattern")


@dataclass
class _Node:
    """A place in the tree: a label, or only the name of a family."""

    guid: str
    name: str
    label: Row | None = None
    description: str = ""
    under: dict[str, _Node] = field(default_factory=dict)
    more: list[_Node] = field(default_factory=list)
    options: list[_Node] = field(default_factory=list)


def label_guid(material: Material, code_id: str, option: str | None) -> str:
    """The GUID of a label as it is placed: its own, or that of the choice that goes with it."""
    own = guid_of(code_id)
    return option_guid(own, option) if option and option in material.options.get(code_id, ()) else own


def write_labels(material: Material, out: Out, notes: dict[str, list[str]] | None = None) -> Iterator[str]:
    """The element ``Codes``; nothing when there are no labels. ``notes``: GUIDs of remarks by label, in a project."""
    lists = [_tree(material, book) for book in material.books]
    lists = [one for one in lists if one.under or one.more]
    if lists:
        yield "<Codes>"
        for one in lists:
            yield from _written(material, out, one, notes or {})
        yield "</Codes>"


def _tree(material: Material, book: Row) -> _Node:
    own = [row for row in material.labels.values() if row["codebook_id"] == book.object_id]
    described = describe(None, {"version": book["version"]})
    top = _Node(guid_of(book.object_id), book["title"], description=described)
    by_path: dict[tuple[str, ...], Row] = {}
    for row in own:
        by_path.setdefault((*_path(row), row["label_nl"]), row)
    for row in own:
        parent = _at(material, top, book.object_id, _path(row), by_path)
        first = by_path[(*_path(row), row["label_nl"])] is row
        if not first:
            parent.more.append(_of_label(material, row))
        elif row["label_nl"] not in parent.under:
            parent.under[row["label_nl"]] = _of_label(material, row)
    return top


def _at(material: Material, top: _Node, book: str, path: tuple[str, ...], by_path: dict[tuple[str, ...], Row]) -> _Node:
    """The place where labels of a family stand; it is made when it is not there."""
    here = top
    for depth, name in enumerate(path, start=1):
        if name not in here.under:
            row = by_path.get(path[:depth])
            guid = guid_of(f"{book}\x1f{FAMILY.join(path[:depth])}", "family")
            here.under[name] = _of_label(material, row) if row else _Node(guid, name)
        here = here.under[name]
    return here


def _of_label(material: Material, row: Row) -> _Node:
    guid = guid_of(row.object_id)
    options = [_Node(option_guid(guid, one), one) for one in material.options[row.object_id]]
    return _Node(guid, row["label_nl"], row, options=options)


def _path(row: Row) -> tuple[str, ...]:
    return tuple(str(row["family"]).split(FAMILY)) if row["family"] else ()


def _written(material: Material, out: Out, node: _Node, notes: dict[str, list[str]]) -> Iterator[str]:
    told, codable, colour = node.description, "false", ""
    if node.label is not None:
        meaning = material.leaving.masked(node.label["definition_b1"])
        values = {name: node.label[name] for name in OF_LABEL}
        told = describe(meaning, {name: material.leaving.masked(value) if isinstance(value, str) else value
                                  for name, value in values.items()})  # fmt: skip
        codable, known = "true", told_colour(node.label["colour"] or "")
        colour = f' color="{known}"' if known else ""
        material.counts["codes"] += 1
    elif not node.under and not node.more:
        codable = "true"  # a choice that goes with a label
    yield f'<Code guid="{node.guid}" name="{out.value(node.name)}" isCodable="{codable}"{colour}>'
    if told:
        yield f"<Description>{out.text(told)}</Description>"
    if node.label is not None:
        yield from (f'<NoteRef targetGUID="{one}"/>' for one in notes.get(node.label.object_id, ()))
    for child in (*node.under.values(), *node.more, *node.options):
        yield from _written(material, out, child, notes)
    yield "</Code>"
