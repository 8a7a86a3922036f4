"""The words of a PDF that typst made, page by page, so that a test needs no other program. Not for other PDFs."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"/Length (\d+).*?stream\r?\n(.*)", re.DOTALL)
_PLAIN = rb"(?:\\.|[^\\()])*"  # brackets within a string stand there as they are when they come in pairs
_IN_TWO = rb"\(" + _PLAIN + rb"(?:\(" + _PLAIN + rb"(?:\(" + _PLAIN + rb"\)" + _PLAIN + rb")*\)" + _PLAIN + rb")*\)"
_SHOWN = re.compile(rb"/Lang\(.*?\)|/(f\d+) [\d.]+ Tf|(" + _IN_TWO + rb")|(ET)", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pdf_pages(content: bytes) -> list[str]:
    """The text of each page: a line for each run of letters, in the order in which they are drawn."""
    objects = {int(number): body for number, body in _OBJECT.findall(content)}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b(?!s)", body)]
    return [_page(body, objects) for body in pages]


def _page(page: bytes, objects: dict[int, bytes]) -> str:
    fonts = {name: _letters(objects[int(number)], objects) for name, number in _fonts(page, objects)}
    refs = re.search(rb"/Contents\s*\[?([^\]/>]*)", page)
    drawn = b"\n".join(_stream(objects[int(n)]) for n in re.findall(rb"(\d+) 0 R", refs[1] if refs else b""))
    made, font = "", b""
    for name, shown, ends in _SHOWN.findall(drawn):
        font = name or font
        if shown:
            codes = _bytes(shown)
            made += "".join(fonts[font].get(int.from_bytes(codes[i : i + 2]), "") for i in range(0, len(codes), 2))
        made += "\n" if ends else ""
    return made


def _fonts(page: bytes, objects: dict[int, bytes]) -> list[tuple[bytes, bytes]]:
    found = re.search(rb"/Resources (\d+) 0 R", page)
    told = objects[int(found[1])] if found else page
    named = re.search(rb"/Font (\d+) 0 R", told)
    told = objects[int(named[1])] if named else told
    return re.findall(rb"/(f\d+) (\d+) 0 R", told)


def _letters(font: bytes, objects: dict[int, bytes]) -> dict[int, str]:
    found = re.search(rb"/ToUnicode (\d+) 0 R", font)
    table = _stream(objects[int(found[1])]) if found else b""
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if not found:
        return b""
    data = found[2][: int(found[1])]
    return zlib.decompress(data) if b"FlateDecode" in body else data


def _bytes(shown: bytes) -> bytes:
    """The bytes of a PDF string: octal numbers, letters that stand for a sign, and signs that stand for themselves."""
    return re.sub(rb"\\([0-7]{1,3}|.)", lambda found: _unescaped(found[1]), shown[1:-1], flags=re.DOTALL)


def _unescaped(sign: bytes) -> bytes:
    return bytes([int(sign, 8)]) if sign.isdigit() else _SIGNS.get(sign, sign)
