"""From a sheet in the project to a file: the only way a sheet leaves, through ``privacy.release``."""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.privacy import write_out
from ontmoet_research.store import Project
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say

from .sheets import LABELLING, SORTING, find_sheet
from .to_docx import sheet_docx
from .to_pdf import sheet_pdf
from .to_xlsx import sheet_xlsx

ACTION = "vel"
FORMS = {".pdf": "papier", ".xlsx": "xlsx", ".docx": "docx"}
_KNOWN = {LABELLING: (".pdf", ".xlsx", ".docx"), SORTING: (".pdf", ".xlsx")}

__all__ = ["FORMS", "check_form", "write_sheet"]


def check_form(path: str | Path, kind: str) -> str:
    """The form (papier, xlsx, docx) that this file name asks for. Errors: ``Refused`` when a sheet can't be that."""
    suffix = Path(path).suffix.lower()
    known = _KNOWN.get(kind, (".pdf",))
    if suffix not in known:
        raise Refused(
            "paper.no_such_form", suffix=suffix or Path(path).name, known=join_words(known, last=say("report.or"))
        )
    return FORMS[suffix]


def write_sheet(project: Project, path: str | Path, code: str, *, contact: str | None = None) -> Path:
    """Write the sheet with this code to ``path``; its suffix says in which form. ``contact`` is who helps.

    The words are those that may be read now: what was taken out since the sheet was made is not in it. Errors:
    ``Refused`` for an unknown code or suffix, or a place that can't be written. Then nothing is written.
    """
    sheet, _ = find_sheet(project, code)
    form = check_form(path, sheet.kind)
    if form == "papier":
        content = sheet_pdf(project, sheet, contact)
    else:
        content = sheet_xlsx(sheet) if form == "xlsx" else sheet_docx(sheet)
    write_out(project, path, content, ACTION)
    return Path(path)
