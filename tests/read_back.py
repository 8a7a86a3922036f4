"""What stands in a file that was made, for a person who reads it: its words, in whatever form."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
from lxml import etree, html

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_in_file(path: Path) -> str:
    """All words of a .html, .docx, .pdf, .md or .csv, with one space between two words."""
    read = {".html": _page, ".docx": _word, ".pdf": _pdf, ".md": _markdown}.get(path.suffix, _plain)
    return " ".join(read(path).split())


def bytes_in_file(path: Path) -> bytes:
    """The bytes of a file; of a zip, of everything in it; of all forms also the words as they are read."""
    raw = [path.read_bytes(), words_in_file(path).encode()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            raw += [packed.read(name) for name in packed.namelist()]
    return b"\n".join(raw)


def letters(text: str) -> str:
    """Only letters and digits: a line of a PDF is broken and hyphenated where there is room."""
    return re.sub(r"[\W_]+", "", text)


def _page(path: Path) -> str:
    page = html.document_fromstring(path.read_bytes().decode("utf-8"))
    return " ".join(page.itertext())


def _word(path: Path) -> str:
    with zipfile.ZipFile(path) as packed:
        parts = [packed.read(one) for one in packed.namelist() if one.startswith("word/") and one.endswith(".xml")]
    paragraphs = (line for part in parts for line in etree.fromstring(part).iter(f"{_WORD}p"))
    return "\n".join("".join(node.text or "" for node in line.iter(f"{_WORD}t")) for line in paragraphs)


def _pdf(path: Path) -> str:
    read = pypdfium2.PdfDocument(path)
    told = "\n".join(page.get_textpage().get_text_range() for page in read)
    read.close()
    return told.replace("\ufffe", "")  # where a word was cut


def _markdown(path: Path) -> str:
    return re.sub(r"\\(.)", r"\1", path.read_text(encoding="utf-8"))


def _plain(path: Path) -> str:
    return path.read_text(encoding="utf-8")
