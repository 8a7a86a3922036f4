"""Open a Word file or a spreadsheet without trusting it: only the parts we name, within limits, and no DOCTYPE.

python-docx opens every part of a file and shows neither tracked changes nor footnotes, so the few parts we need are
read here directly. How a zip is opened safely stands in ``zip_parts.py``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from ontmoet_research.intake.readers import Unreadable
from ontmoet_research.intake.readers.zip_parts import attribute, local_name, member_bytes, open_zip, parse_xml

__all__ = ["Package", "attribute", "local_name"]


class Package:
    """The parts of a Word file, or of another file of that family whose main part has the element ``root``.

    ``otherwise`` is the refusal when it is no such file. ``main``: the root element of the document; ``related(kind)``:
    the root of a part that the document points to, such as "styles" or "footnotes", or None. Errors: ``Unreadable``.
    """

    def __init__(self, data: bytes, *, root: str = "document", otherwise: str = "intake.refused.not_word") -> None:
        self._zip = open_zip(data, otherwise)
        main_name = next(self._targets("", "officeDocument"), None)
        if main_name is None:
            raise Unreadable(otherwise)
        self._main_name = main_name
        self.main = self._xml(self._main_name)
        if local_name(self.main) != root:
            raise Unreadable(otherwise)

    def related(self, kind: str) -> Any | None:
        """Root element of the part that the document points to as ``kind``; None when there is none."""
        return next(self.all_related(kind), None)

    def all_related(self, kind: str) -> Iterator[Any]:
        """The same for all such parts, such as the "header" of each section."""
        return (self._xml(name) for name in self._targets(self._main_name, kind))

    def by_id(self, relation_id: str) -> Any | None:
        """Root element of the part that the document points to under this id; None when there is none."""
        name = next(self._targets(self._main_name, "", relation_id), None)
        return None if name is None else self._xml(name)

    def names(self, start: str) -> list[str]:
        """Names of the members whose name starts so, such as ``xl/comments``."""
        return [name for name in self._zip.namelist() if name.startswith(start)]

    def part(self, name: str) -> Any:
        """Root element of a member by its name."""
        return self._xml(name)

    def _targets(self, source: str, kind: str, relation_id: str = "") -> Iterator[str]:
        """Names of the parts that ``source`` ("" for the file as a whole) points to as ``kind``, or under an id."""
        folder, name = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._zip.namelist():
            return
        for relation in self._xml(relations):
            meant = relation.get("Id") == relation_id if relation_id else relation.get("Type", "").endswith(f"/{kind}")
            if meant and relation.get("TargetMode") != "External":
                target = posixpath.join("/", folder, relation.get("Target", ""))
                yield posixpath.normpath(target).lstrip("/")

    def _xml(self, name: str) -> Any:
        return parse_xml(member_bytes(self._zip, name))
