"""The text of a source or note in a project: beside it in the box, or inside the XML. Its letters are never guessed."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass

from ontmoet_research.intake.readers import Unreadable, read_bytes

from .container import Container, NoSuchMember
from .positions import Raw

__all__ = ["Found", "decoded", "find_text"]

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Found:
    """A text, or why there is none (last part of a key of ``[exchange.lost]``).

    ``counted``: whether positions in the project are positions in this text. ``doubled``: it stood in two places.
    """

    raw: Raw | None
    why: str = ""
    counted: bool = True
    doubled: bool = False


def find_text(box: Container, attributes: Mapping[str, str], inline: str | None) -> Found:
    """The text of an element with these attributes and, when it has one, this ``PlainTextContent``."""
    plain, rich = attributes.get("plainTextPath", "").strip(), attributes.get("richTextPath", "").strip()
    if not plain and rich.casefold().endswith((".txt", ".md")):
        plain, rich = rich, ""
    why = "no_text"
    if plain:
        try:
            return Found(decoded(box.member(plain)), doubled=inline is not None)
        except NoSuchMember as missing:
            why = f"text_{missing.why}"
        except UnicodeDecodeError:
            why = "letters"
        except Unreadable as refusal:
            why = "too_long" if refusal.key == "intake.refused.unpacks_too_big" else "damaged_text"
    if inline is not None:
        return Found(_without_mark(inline))
    if rich.casefold().endswith((".docx", ".rtf", ".odt")):
        try:
            told = read_bytes(f".{rich.rpartition('.')[2].casefold()}", box.member(rich))
            return Found(Raw(told.text), counted=False)
        except NoSuchMember as missing:
            return Found(None, f"text_{missing.why}")
        except Unreadable:
            return Found(None, "damaged_text")
    return Found(None, why)


def decoded(data: bytes) -> Raw:
    """UTF-8, or UTF-16 with its mark. Errors: ``UnicodeDecodeError``."""
    if data.startswith(_UTF16):
        return Raw(data.decode("utf-16"), bom=True)
    return _without_mark(data.decode("utf-8"))


def _without_mark(text: str) -> Raw:
    return Raw(text.removeprefix("\ufeff"), bom=text.startswith("\ufeff"))
