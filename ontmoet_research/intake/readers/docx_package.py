"""Open a Word file or a spreadsheet without trusting it: only the parts we name, within limits, and no DOCTYPE.

A ``.docx`` is a zip with XML inside. Two megabytes can unpack to two gigabytes, and a DOCTYPE can make XML
fetch files or grow without end; Word itself never writes one. python-docx opens every part of a file and
shows neither tracked changes nor footnotes, so the few parts we need are read here directly.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import Any
from xml.parsers import expat

from ontmoet_research.intake.readers import Unreadable

__all__ = ["MAX_MEMBERS", "MAX_PART_BYTES", "MAX_UNPACKED_BYTES", "Package", "attribute", "local_name"]

MAX_MEMBERS = 5_000  # a report with 500 photos has about 520
MAX_UNPACKED_BYTES = 500_000_000  # all members together, photos included, as the zip declares them
MAX_PART_BYTES = 60_000_000  # one XML part; the longest text we take (5 million characters) needs about 30 MB

_ZIP_MAGIC = b"PK"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word before 2007, and the envelope of a locked file
_LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
_COMPRESSIONS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the only two a Word file may use
_ENCRYPTED_MEMBER = 0x1  # bit in a zip member's flags
_ZIP_PROBLEMS = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError,
)  # fmt: skip


class Package:
    """The parts of a Word file, or of another file of that family whose main part has the element ``root``.

    ``otherwise`` is the refusal when it is no such file. ``main``: the root element of the document; ``related(kind)``:
    the root of a part that the document points to, such as "styles" or "footnotes", or None. Errors: ``Unreadable``.
    """

    def __init__(self, data: bytes, *, root: str = "document", otherwise: str = "intake.refused.not_word") -> None:
        self._zip = _open_zip(data, otherwise)
        main_name = self._target("", "officeDocument")
        if main_name is None:
            raise Unreadable(otherwise)
        self._main_name = main_name
        self.main = self._xml(self._main_name)
        if local_name(self.main) != root:
            raise Unreadable(otherwise)

    def related(self, kind: str) -> Any | None:
        """Root element of the part that the document points to as ``kind``; None when there is none."""
        name = self._target(self._main_name, kind)
        return None if name is None else self._xml(name)

    def by_id(self, relation_id: str) -> Any | None:
        """Root element of the part that the document points to under this id; None when there is none."""
        name = self._target(self._main_name, "", relation_id)
        return None if name is None else self._xml(name)

    def _target(self, source: str, kind: str, relation_id: str = "") -> str | None:
        """Name of the part that ``source`` ("" for the file as a whole) points to as ``kind``, or under an id."""
        folder, name = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._zip.namelist():
            return None
        for relation in self._xml(relations):
            meant = relation.get("Id") == relation_id if relation_id else relation.get("Type", "").endswith(f"/{kind}")
            if meant and relation.get("TargetMode") != "External":
                target = posixpath.join("/", folder, relation.get("Target", ""))
                return posixpath.normpath(target).lstrip("/")
        return None

    def _xml(self, name: str) -> Any:
        from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

        data = _refuse_doctype(self._part(name))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise Unreadable("intake.refused.damaged") from None

    def _part(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as member:
                data = member.read(MAX_PART_BYTES + 1)  # counted while unpacking: a zip can lie
        except (KeyError, *_ZIP_PROBLEMS):
            raise Unreadable("intake.refused.damaged") from None
        if len(data) > MAX_PART_BYTES:
            raise Unreadable("intake.refused.unpacks_too_big")
        return data


def attribute(element: Any, name: str) -> str:
    """Attribute of an element, whatever its namespace; "" when it has none."""
    return next((str(text) for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def local_name(element: Any) -> str:
    """Name of an element without its namespace (Word has two sets of them); "" for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _open_zip(data: bytes, otherwise: str) -> zipfile.ZipFile:
    if data.startswith(_OLE_MAGIC):
        old = "intake.refused.old_word" if otherwise == "intake.refused.not_word" else otherwise
        raise Unreadable("intake.refused.locked" if _LOCKED_STREAM in data else old)
    if not data.startswith(_ZIP_MAGIC):
        raise Unreadable(otherwise)
    try:
        opened = zipfile.ZipFile(BytesIO(data))
    except _ZIP_PROBLEMS:
        raise Unreadable("intake.refused.damaged") from None
    members = opened.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise Unreadable("intake.refused.unpacks_too_big")
    if any(member.flag_bits & _ENCRYPTED_MEMBER for member in members):
        raise Unreadable("intake.refused.locked")
    if any(member.compress_type not in _COMPRESSIONS for member in members):
        raise Unreadable("intake.refused.damaged")
    return opened


def _refuse_doctype(data: bytes) -> bytes:
    """Expat reports a DOCTYPE before it acts on one, in whatever encoding the part is stored."""

    def refuse(*_: object) -> None:
        raise Unreadable("intake.refused.doctype")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise Unreadable("intake.refused.damaged") from None
    return data
