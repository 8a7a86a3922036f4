"""The evaluation report, written together: its parts from the project, in the words of the people who wrote them.

A report is built once as blocks and then shown as a page, a Word file or Markdown. Only approved words of people may
be in it, small groups stay hidden, and it leaves through the one gate of the privacy room.

Words: verslag = report, deel = section, citaat = quote, ander geluid = another voice, lezers = audience.
"""

from .blocks import Report, Section
from .build import build_report, build_summary
from .checks import check_report, read_report_findings
from .export import FORMATS, export_report
from .sections import PARTS
from .to_docx import report_docx
from .to_html import report_html
from .to_md import report_md
from .to_pdf import report_pdf

__all__ = [
    "FORMATS",
    "PARTS",
    "Report",
    "Section",
    "build_report",
    "build_summary",
    "check_report",
    "export_report",
    "read_report_findings",
    "report_docx",
    "report_html",
    "report_md",
    "report_pdf",
]
