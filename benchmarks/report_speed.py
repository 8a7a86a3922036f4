"""How fast the page on which people write the report is: opening, keeping and undoing a part, on the practice series.

Processor time of our process, not seconds of the wall: other programs may be at work. Of each gesture first until the
browser has its answer, then what is worked out after it. Beside keeping stands the bare write of the same text, and
beside the findings the composing of the report that they are about.

Run: python benchmarks/report_speed.py
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT)]

from tables import Row, print_rows  # noqa: E402 - the path comes first

from ontmoet_research.practice import make_practice_project  # noqa: E402 - idem
from ontmoet_research.report import read_report_findings  # noqa: E402 - idem
from ontmoet_research.report.material import read_for  # noqa: E402 - idem
from ontmoet_research.report.sections import compose  # noqa: E402 - idem
from ontmoet_research.report.standing import read_agreed  # noqa: E402 - idem
from ontmoet_research.report.writing import write_part  # noqa: E402 - idem
from ontmoet_research.screens.report.write_report import WriteReport  # noqa: E402 - idem
from ontmoet_research.screens.window import Window, sit_in  # noqa: E402 - idem
from ontmoet_research.store import Project, read_rows  # noqa: E402 - idem

RUNS = 5
PART = "in_het_kort"
AIM = "<= 1 s"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, make_practice_project(Path(folder) / "p.ontmoet") as project:
        window = Waiting()
        sit_in(window)
        page = open_page(project)
        window.do_the_rest()
        rows = gestures(page, window)
        rows.append(Row("keep a part, the verb alone (s)", *bare_write(page), "its row", ""))
        rows += whole(project.as_person(page.project.who), page.series_id)
    print_rows(rows)


class Waiting(Window):
    """A window that shows the page; what is worked out after an answer waits here until it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], None]] = []

    def later(self, _seconds: float, work: Callable[[], None]) -> bool:
        self.waiting.append(work)
        return True

    def home(self) -> Callable[[object, object], bool]:
        return lambda _screen, _news: True

    def do_the_rest(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


def open_page(project: Project) -> WriteReport:
    """The page for the first person of the practice series, with its first series chosen."""
    page = WriteReport(project, who=read_rows(project, "contributors")[0].object_id)
    page.receive({"do": "screen_opened", "view": "benchmark"})
    page.receive({"do": "choose_series", "value": page.all_series()[0][0]})
    return page


def gestures(page: WriteReport, window: Waiting) -> list[Row]:
    """Median processor time of each gesture: until the browser has its answer, and of what follows."""
    steps: dict[str, dict[str, str]] = {
        "open a part": {"do": "open_part", "section": PART},
        "type in it": {"do": "fill", "name": "body", "value": ""},
        "keep it": {"do": "keep"},
        "undo": {"do": "undo"},
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in steps}
    for n in range(RUNS):
        steps["type in it"]["value"] = f"Wij praatten {n} keer."
        for name, message in steps.items():
            answered = processor(partial(page.receive, message))
            taken[name].append((answered, processor(window.do_the_rest)))
    rows = []
    for name, found in taken.items():
        answered, after = (statistics.median(one) for one in zip(*found, strict=True))
        rows.append(Row(f"{name} (s)", answered, None, "", AIM))
        rows += [Row(f"{name}, the findings after it (s)", after, None, "", "")] if after > 0.01 else []
    return rows


def bare_write(page: WriteReport) -> tuple[float, float]:
    """Keeping a text by its verb alone, and one row by the bare driver."""
    verb, bare = [], []
    for n in range(RUNS):
        verb.append(processor(partial(write_part, page.project, page.series_id, PART, f"Wij belden {n} keer.")))
        bare.append(processor(partial(driver_write, page.project, f"Wij belden {n} keer.")))
    return statistics.median(verb), statistics.median(bare)


def driver_write(project: Project, words: str) -> None:
    with project.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS kaal (words TEXT)")
        connection.exec_driver_sql("INSERT INTO kaal VALUES (?)", (words,))


def whole(project: Project, series_id: str) -> list[Row]:
    """What a whole report asks after one text changed: reading, composing, findings, where each part stands."""
    material = read_for(project, series_id, "gemeente")
    made = processor(lambda: compose(material, date.today()))
    return [
        Row(f"{name} (s)", after_a_change(project, series_id, work), made, "composing alone", aim)
        for name, work, aim in (
            ("read what it is made of", lambda: read_for(project, series_id, "gemeente"), ""),
            ("findings for the municipality", lambda: read_report_findings(project, series_id, "gemeente"), AIM),
            ("where each part stands", lambda: read_agreed(project, series_id, "gemeente"), AIM),
        )
    ]


def after_a_change(project: Project, series_id: str, work: Callable[[], object]) -> float:
    """Median processor time of this work, each time after a text was kept."""
    taken = []
    for n in range(RUNS):
        write_part(project, series_id, PART, f"Wij liepen {n} keer naar {work.__qualname__}.")
        taken.append(processor(work))
    return statistics.median(taken)


def processor(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
