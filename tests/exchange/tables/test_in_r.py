"""The vignette for R does what it says: the same three numbers as in Python."""

from __future__ import annotations

import re
import shutil
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from ontmoet_research.exchange import export
from ontmoet_research.practice import make_practice_project

VIGNETTE = Path(__file__).parents[3] / "docs" / "r-vignet.md"


def test_r_finds_the_same_three_numbers(tmp_path: Path, need: Callable[[bool, str], None]) -> None:
    need(shutil.which("Rscript") is not None, "R (r-base-core)")
    with make_practice_project(tmp_path / "reeks.ontmoet") as project:
        export(project, tmp_path / "reeks.parquet")
        export(project, tmp_path / "reeks.csv")
    code = "\n".join(re.findall(r"```r\n(.*?)```", VIGNETTE.read_text(encoding="utf-8"), re.DOTALL))
    (tmp_path / "vignet.R").write_text(code, encoding="utf-8")
    done = subprocess.run(
        ["Rscript", "--vanilla", "vignet.R"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    table = pq.read_table(tmp_path / "reeks.parquet" / "codings.parquet")
    wanted = [table.num_rows, *(len(set(table.column(name).to_pylist())) for name in ("label_id", "reader"))]
    assert [int(one) for one in done.stdout.split("\n")[0].split()] == wanted
    assert five_lines(done.stdout) == most_used(table.to_pylist())
    if not has_arrow():
        warnings.warn("R has no arrow here: it read the CSV, and the line with arrow did not run", stacklevel=1)


def five_lines(told: str) -> list[tuple[str, int, int, str]]:
    """The table that R prints at last: number of the label, how often, at how many meetings, name."""
    lines = re.findall(r"^([0-9A-F-]{36})\s+(\d+)\s+(\d+)\s+(.+?)\s*$", told, re.MULTILINE)
    return [(key, int(times), int(meetings), name) for key, times, meetings, name in lines]


def most_used(rows: list[dict[str, Any]]) -> list[tuple[str, int, int, str]]:
    """The same, counted here."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["label_id"], []).append(row)
    told = []
    for key, own in found.items():
        meetings = {(row["series"], row["meeting"]) for row in own if row["meeting"] is not None}
        told.append((key, len(own), len(meetings), own[0]["label"]))
    return sorted(told, key=lambda one: (-one[1], one[0]))[:5]


def has_arrow() -> bool:
    """Whether R can read the folder itself."""
    asked = ["Rscript", "-e", 'cat(requireNamespace("arrow", quietly = TRUE))']
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "TRUE"
