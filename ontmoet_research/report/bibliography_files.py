"""Lists of sources from other programs: BibTeX (.bib), CSL-JSON (.json) and RIS (.ris), as CSL-JSON.

What can't be read is refused with the place; a source without a title or without who made it is counted and left out.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from ontmoet_research.text.clean import clean_text
from ontmoet_research.words import Refused

MOST_BYTES, MOST_ITEMS = 5_000_000, 5_000
_WORDS = ("title", "container-title", "publisher", "volume", "issue", "page", "DOI", "URL", "edition", "type")
_RIS_LINE = re.compile(r"^([A-Z][A-Z0-9])  - ?(.*)$")
_RIS_TYPES = {"JOUR": "article-journal", "CHAP": "chapter", "CONF": "paper-conference", "RPRT": "report",
              "THES": "thesis", "ELEC": "webpage", "NEWS": "article-newspaper", "MGZN": "article-magazine"}  # fmt: skip
_RIS = {"TI": "title", "T1": "title", "JO": "container-title", "JF": "container-title", "T2": "container-title",
        "PB": "publisher", "VL": "volume", "IS": "issue", "DO": "DOI", "UR": "URL", "ET": "edition"}  # fmt: skip
_BIB_TYPES = {"article": "article-journal", "inbook": "chapter", "incollection": "chapter", "online": "webpage",
              "inproceedings": "paper-conference", "conference": "paper-conference", "techreport": "report",
              "report": "report", "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis"}  # fmt: skip
_BIB = {"title": "title", "journal": "container-title", "journaltitle": "container-title",
        "booktitle": "container-title", "publisher": "publisher", "institution": "publisher", "school": "publisher",
        "organization": "publisher", "volume": "volume", "number": "issue", "pages": "page", "doi": "DOI",
        "url": "URL", "edition": "edition"}  # fmt: skip

__all__ = ["SUFFIXES", "read_sources"]


def read_sources(path: Path) -> tuple[list[dict[str, Any]], int]:
    """The sources of a file as CSL-JSON, and how many were left out as they have no title or nobody who made them.

    Errors: ``Refused`` for another kind of file, one that is too large, one that can't be read, or none in it.
    """
    read = SUFFIXES.get(path.suffix.lower())
    if read is None:
        raise Refused("report.literature.no_kind", path=path.name)
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise Refused("report.literature.no_file", path=path.name) from problem
    if len(content) > MOST_BYTES:
        raise Refused("report.literature.too_large", path=path.name)
    try:
        found = list(read(content.decode("utf-8-sig")))
    except (ValueError, AssertionError, EOFError, RecursionError, TypeError, LookupError) as problem:
        raise Refused("report.literature.not_read", path=path.name) from problem
    if not found or len(found) > MOST_ITEMS:
        raise Refused("report.literature.none_in_it" if not found else "report.literature.too_large", path=path.name)
    known = [one for one in map(_clean, found) if one.get("title") and (one.get("author") or one.get("editor"))]
    return known, len(found) - len(known)


def _of_json(text: str) -> list[Any]:
    """CSL-JSON: a list of sources, or the export of a program with that list in it."""
    told = json.loads(text)
    if isinstance(told, dict):
        told = told["items"]
    if not isinstance(told, list):
        raise ValueError("no list of sources")
    return told


def _of_ris(text: str) -> Iterable[dict[str, Any]]:
    """RIS: a line for each fact, from TY to ER."""
    lines = [found for line in text.splitlines() if (found := _RIS_LINE.match(line.rstrip()))]
    if not lines or lines[0][1] != "TY" or lines[-1][1] != "ER":
        raise ValueError("no whole RIS")
    item: dict[str, Any] = {}
    for tag, value in (found.groups() for found in lines):
        told = value.strip()
        if tag == "TY":
            item = {"type": _RIS_TYPES.get(told, "book")}
        elif tag in ("AU", "A1"):
            item.setdefault("author", []).append(_name(told))
        elif tag in ("ED", "A2"):
            item.setdefault("editor", []).append(_name(told))
        elif tag in ("PY", "Y1"):
            item["issued"] = _issued(told)
        elif tag in ("SP", "EP"):
            item["page"] = "-".join(filter(None, (item.get("page"), told)))
        elif tag == "ID":
            item["id"] = told
        elif tag == "ER":
            yield item
        elif tag in _RIS:
            item.setdefault(_RIS[tag], told)


def _of_bibtex(text: str) -> Iterable[dict[str, Any]]:
    """BibTeX and BibLaTeX, read by citeproc-py."""
    from citeproc.source.bibtex.bibparse import BibTeXParser

    known = BibTeXParser(_Ending(text), "utf-8")
    begun = len(re.findall(r"^\s*@(?!comment|string|preamble)\w+\s*[{(]", text, re.IGNORECASE | re.MULTILINE))
    if begun > len(known):
        raise ValueError("an entry that does not end, or a key that stands there twice")
    for key, entry in known.items():
        told = {name: _unlatexed(str(value)) for name, value in entry.items() if name not in ("author", "editor")}
        item: dict[str, Any] = {_BIB[name]: value for name, value in told.items() if name in _BIB}
        for who in ("author", "editor"):
            if who in entry:
                item[who] = [_name(_unlatexed(one), whole=one.startswith("{")) for one in _each(str(entry[who]))]
        item["page"] = item.get("page", "").replace("--", "-")
        yield {**item, "id": key, "type": _BIB_TYPES.get(entry.document_type, "book"),
               "issued": _issued(told.get("year") or told.get("date", ""))}  # fmt: skip


SUFFIXES: Mapping[str, Callable[[str], Iterable[Any]]] = {".bib": _of_bibtex, ".json": _of_json, ".ris": _of_ris}


class _Ending(io.StringIO):
    """A text that says when it is read past its end; the parser would wait there for ever."""

    ended = False

    def read(self, size: int | None = -1) -> str:
        """As a file; the second time that nothing is left is an error."""
        told = super().read(size)
        if not told and self.ended:
            raise EOFError
        self.ended = not told
        return told


def _each(names: str) -> list[str]:
    """The names between "and", not inside braces."""
    return [one.strip() for one in re.split(r"\s+and\s+(?![^{]*\})", names.strip()) if one.strip()]


def _name(told: str, *, whole: bool = False) -> dict[str, str]:
    family, comma, given = (one.strip() for one in told.partition(","))
    if whole:
        return {"literal": told}
    if comma:
        return {"family": family, "given": given}
    words = told.split()
    at = next((n for n, word in enumerate(words[:-1]) if n and word[:1].islower()), len(words) - 1)
    return {"family": " ".join(words[at:]), "given": " ".join(words[:at])} if at > 0 else {"literal": told}


def _unlatexed(words: str) -> str:
    from citeproc.source.bibtex.latex import parse_latex

    try:
        return str(parse_latex(words, {})).strip()
    except Exception:  # the parser has no error of its own; then the words stay as they were typed
        return re.sub(r"[{}]", "", words).strip()


def _issued(told: str) -> dict[str, Any]:
    found = re.search(r"[12]\d{3}", told)
    return {"date-parts": [[int(found[0])]]} if found else {}


def _clean(item: object) -> dict[str, Any]:
    """Only what a source is named by, as plain words."""
    if not isinstance(item, dict):
        return {}
    made: dict[str, Any] = {
        name: " ".join(clean_text(str(item[name])).split())
        for name in _WORDS
        if isinstance(item.get(name), (str, int)) and str(item[name]).strip()
    }
    for who in ("author", "editor"):
        names = [_clean_name(one) for one in item.get(who) or () if isinstance(one, dict)]
        made[who] = [one for one in names if one]
    year = re.search(r"[12]\d{3}", json.dumps(item.get("issued") or ""))
    return {**made, "id": str(item.get("id") or ""), "year": year[0] if year else ""}


def _clean_name(name: Mapping[str, Any]) -> dict[str, str]:
    kinds = ("family", "given", "literal", "non-dropping-particle")
    return {kind: " ".join(clean_text(name[kind]).split()) for kind in kinds if isinstance(name.get(kind), str)}
