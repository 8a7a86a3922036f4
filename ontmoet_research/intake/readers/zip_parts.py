"""Open a zip that nobody checked: only the members we name, within limits, and XML without a DOCTYPE.

Two megabytes can unpack to two gigabytes, and a DOCTYPE can make XML fetch files or grow without end; the programs that
write notes never put one in. Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Any
from xml.parsers import expat

from ontmoet_research.intake.readers import Unreadable

__all__ = [
    "MAX_MEMBERS",
    "MAX_PART_BYTES",
    "MAX_UNPACKED_BYTES",
    "attribute",
    "local_name",
    "member_bytes",
    "open_zip",
    "parse_xml",
]

MAX_MEMBERS = 5_000  # a report with 500 photos has about 520
MAX_UNPACKED_BYTES = 500_000_000  # all members together, photos included, as the zip declares them
MAX_PART_BYTES = 60_000_000  # one XML part; the longest text we take (5 million characters) needs about 30 MB

_ZIP_MAGIC = b"PK"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word before 2007, and the envelope of a locked file
_LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
_COMPRESSIONS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the only two these files may use
_ENCRYPTED_MEMBER = 0x1  # bit in a zip member's flags
_ZIP_PROBLEMS = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError,
)  # fmt: skip


def open_zip(data: bytes, otherwise: str) -> zipfile.ZipFile:
    """The zip, not unpacked. ``otherwise`` is the refusal when it is none. Errors: ``Unreadable``."""
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


def member_bytes(opened: zipfile.ZipFile, name: str) -> bytes:
    """One member, unpacked. Errors: ``Unreadable`` when it is not there, damaged or too big."""
    try:
        with opened.open(name) as member:
            data = member.read(MAX_PART_BYTES + 1)  # counted while unpacking: a zip can lie
    except (KeyError, *_ZIP_PROBLEMS):
        raise Unreadable("intake.refused.damaged") from None
    if len(data) > MAX_PART_BYTES:
        raise Unreadable("intake.refused.unpacks_too_big")
    return data


def parse_xml(data: bytes) -> Any:
    """Root of a tree of elements. Errors: ``Unreadable`` when it has a DOCTYPE, is damaged or nested too deep."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(_refuse_doctype(data), parser)
    except etree.XMLSyntaxError:
        raise Unreadable("intake.refused.damaged") from None


def attribute(element: Any, name: str) -> str:
    """Attribute of an element, whatever its namespace; "" when it has none."""
    return next((str(text) for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def local_name(element: Any) -> str:
    """Name of an element without its namespace (Word has two sets of them); "" for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


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
