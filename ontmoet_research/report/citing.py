"""How a source is named: "(Desmond, 2023)" in a text, and a line in the list, as the style file ``apa_nl.csl`` says.

A source is told to citeproc-py as CSL-JSON (citationstyles.org). What was read from a file of another program is kept
whole; what people typed or corrected on the page goes before it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from .blocks import Run, Words

STYLE = Path(__file__).with_name("apa_nl.csl")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[- ]?)+[a-z' ]*")
_IN, _OUT = "\ue000", "\ue001"  # around what is italic; no letter of any language
_TWICE = re.compile(rf"([?!.])({_OUT}?)\.")

__all__ = ["as_csl", "cited", "listed", "names_of", "told_authors", "told_where"]


def names_of(authors: str) -> list[dict[str, str]]:
    """Authors as people type them, as names of CSL.

    >>> names_of("Mullainathan, S., & Shafir, E.")
    [{'family': 'Mullainathan', 'given': 'S.'}, {'family': 'Shafir', 'given': 'E.'}]
    >>> names_of("Werkplaatsen Sociaal Domein")
    [{'literal': 'Werkplaatsen Sociaal Domein'}]
    """
    made: list[dict[str, str]] = []
    for part in (one.strip() for one in re.split(r"[,;&]", authors) if one.strip()):
        if _INITIALS.fullmatch(part) and made and "literal" in made[-1]:
            made[-1] = {"family": made[-1]["literal"], "given": part}
        else:
            made.append({"literal": part})
    return made


def told_authors(names: object) -> str:
    """Names of CSL as people would type them.

    >>> told_authors([{"family": "Shafir", "given": "Eldar"}, {"literal": "Werkplaatsen"}])
    'Shafir, E. & Werkplaatsen'
    """
    return " & ".join(", ".join(filter(None, (_last(one), _initials(one)))) for one in _names(names))


def told_where(item: Mapping[str, Any]) -> str:
    """Journal or book, publisher or site of a source."""
    return str(item.get("container-title") or item.get("publisher") or item.get("URL") or "")


def as_csl(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row of the list as CSL-JSON: what came from a file, with what people typed or corrected before it."""
    item: dict[str, Any] = {"type": "book", **_kept(row), "id": "x", "title": str(row["title"]).rstrip(".")}
    names = item.get("author") or item.get("editor")
    if told_authors(names) != row["authors"]:
        item["author"] = names_of(row["authors"])
    for key in ("author", "editor"):
        if item.get(key):
            item[key] = [_short(one) for one in _names(item[key])]
    item.pop("issued", None)
    if _is_there(row["year"]):
        item["issued"] = {"date-parts": [[int(row["year"])]]}
    where = row["published_in"] if _is_there(row["published_in"]) else ""
    if where != told_where(item):
        for key in ("container-title", "publisher", "URL", "volume", "issue", "page", "DOI"):
            item.pop(key, None)
        item["URL" if re.match(r"https?://", where) else "publisher"] = where.rstrip(".")
    return {key: value for key, value in item.items() if value}


def cited(row: Mapping[Any, Any]) -> str:
    """As it is named in a text: "(Mullainathan en Shafir, 2013)"."""
    return _plain(_rendered(row)[0])


def listed(row: Mapping[Any, Any]) -> Words:
    """The line of the list, with the title or journal in italics."""
    told = _TWICE.sub(r"\1\2", _rendered(row)[1])
    pieces = re.split(f"([{_IN}{_OUT}])", told)
    runs, italic = [], False
    for piece in pieces:
        if piece in (_IN, _OUT):
            italic = piece == _IN
        elif piece:
            runs.append(Run(piece, italic=italic))
    return tuple(runs)


def _rendered(row: Mapping[Any, Any]) -> tuple[str, str]:
    """In a text and in the list."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
    from citeproc.source.json import CiteProcJSON

    style = CitationStylesStyle(str(STYLE), locale="nl-NL", validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON([as_csl(row)]), _LOOKS)
    citation = Citation([CitationItem("x")])
    made.register(citation)
    return str(made.cite(citation, lambda _missing: None)), str(made.bibliography()[0])


def _italic(words: str) -> str:
    return f"{_IN}{words}{_OUT}"


_LOOKS = SimpleNamespace(
    preformat=str, Italic=_italic, Oblique=_italic, Bold=str, Light=str, Underline=str, Superscript=str,
    Subscript=str, SmallCaps=str,
)  # fmt: skip  # what citeproc asks of a form of output


def _plain(words: str) -> str:
    return words.replace(_IN, "").replace(_OUT, "")


def _kept(row: Mapping[Any, Any]) -> dict[str, Any]:
    told = row.get("csl_json")
    found = json.loads(told) if isinstance(told, str) and told else {}
    return found if isinstance(found, dict) else {}


def _names(names: object) -> list[dict[str, str]]:
    return [one for one in names if isinstance(one, dict)] if isinstance(names, list) else []


def _last(name: Mapping[str, str]) -> str:
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    return family or name.get("literal") or name.get("given") or ""


def _initials(name: Mapping[str, str]) -> str:
    given = name.get("given", "") if name.get("family") else ""
    if not given or _INITIALS.fullmatch(given):
        return given
    return " ".join(f"{'-'.join(f'{one[0]}.' for one in word.split('-') if one)}" for word in given.split())


def _short(name: Mapping[str, str]) -> dict[str, str]:
    given = _initials(name)
    return {"family": _last(name), "given": given} if given else {"literal": _last(name)}


def _is_there(value: Any) -> bool:
    return bool(value == value and value not in (None, ""))
