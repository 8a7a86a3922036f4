"""How long a large report takes in its four forms: 60 pages, 150 quotes, 20 figures.

The report is the one of the practice series, with more of the same blocks. Processor time of our process, not seconds
of the wall: other programs may be at work. Beside each form stands the same report without its figures, since drawing
is the work of another library.

Run: python benchmarks/report_forms_speed.py
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT)]

import pypdfium2  # noqa: E402 - the path comes first
from tables import Row, print_rows  # noqa: E402 - idem

from ontmoet_research.cli.progress import Bar  # noqa: E402 - idem
from ontmoet_research.practice import make_practice_project  # noqa: E402 - idem
from ontmoet_research.report import FORMATS, build_report, report_pdf  # noqa: E402 - idem
from ontmoet_research.report.blocks import Block, Figure, QuoteBlock, Report, Section, paragraph  # noqa: E402 - idem

PAGES, QUOTES, FIGURES = 60, 150, 20
TODAY = date(2025, 6, 20)
SENTENCE = "Wij belden, en toen werd er weer niet opgenomen, en niemand wist waarom dat zo was. "


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, make_practice_project(Path(folder) / "p.ontmoet") as project:
        started = time.process_time()
        read = build_report(project, today=TODAY)
        building = time.process_time() - started
    large = grown(read)
    bare = replace(large, sections=tuple(_without_figures(one) for one in large.sections))
    pages = len(pypdfium2.PdfDocument(report_pdf(large)))
    print(f"{pages} pages, {_count(large, QuoteBlock)} quotes, {_count(large, Figure)} figures")
    bar, rows = Bar(), []
    for number, (suffix, make) in enumerate(FORMATS.items(), start=1):
        bar.step(suffix, number, len(FORMATS))
        rows.append(Row(f"{suffix} (s)", _timed(make, large), _timed(make, bare), "without figures", ""))
    bar.clear()
    total = building + sum(row.ours for row in rows)
    rows += [Row("the practice report, from the project (s)", building, None, "", "")]
    print_rows([*rows, Row("all together (s)", total, None, "", "<= 10 s")])


def grown(report: Report) -> Report:
    """The report with a part that makes it as large as is asked."""
    drawn = [block for part in report.sections for block in part.blocks if isinstance(block, Figure)]
    more_drawn = islice(cycle(drawn), FIGURES - len(drawn))
    figures = [replace(one, number=n) for n, one in enumerate(more_drawn, len(drawn) + 1)]
    n_quotes = QUOTES - _count(report, QuoteBlock)
    quotes = [QuoteBlock(f"Citaat {n}: {SENTENCE}", "iemand uit de groep", "Over bellen.") for n in range(n_quotes)]
    text = [paragraph(SENTENCE * 6) for _ in range(60)]
    more: list[Block] = [one for several in zip(cycle(text), quotes, strict=False) for one in several]
    return replace(report, sections=(*report.sections, Section("meer", "Meer", (*more[: 2 * len(quotes)], *figures))))


def _count(report: Report, kind: type) -> int:
    return sum(isinstance(block, kind) for part in report.sections for block in part.blocks)


def _without_figures(section: Section) -> Section:
    return replace(section, blocks=tuple(one for one in section.blocks if not isinstance(one, Figure)))


def _timed(make: object, report: Report) -> float:
    started = time.process_time()
    make(report)  # type: ignore[operator]  # a writer of FORMATS
    return time.process_time() - started


if __name__ == "__main__":
    main()
