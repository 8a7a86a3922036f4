"""The vignette for R does what it says: the same three numbers as in Python."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

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
    most = max(table.column("label").to_pylist(), key=table.column("label").to_pylist().count)
    assert most in done.stdout
