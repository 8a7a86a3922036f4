"""Ruff, mypy and tsc, so that one command checks everything."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TSC = ROOT / "node_modules" / "typescript" / "bin" / "tsc"


@pytest.mark.parametrize("arguments", [["check"], ["format", "--check"]], ids=["rules", "format"])
def test_ruff_has_nothing_to_say(arguments: list[str]) -> None:
    answer(sys.executable, "-m", "ruff", *arguments, "--quiet", ".")


def test_mypy_has_nothing_to_say() -> None:
    answer(sys.executable, "-m", "mypy", "--no-error-summary")


def test_the_javascript_of_the_screens_agrees_with_its_types(need: Callable[[bool, str], None]) -> None:
    need(TSC.exists(), "TypeScript (npm ci)")
    answer("node", str(TSC), "--project", str(ROOT))


def test_every_exception_to_a_rule_says_why() -> None:
    bare = []
    for path in [*ROOT.glob("*.py"), *ROOT.glob("ontmoet_research/**/*.py"), *ROOT.glob("tests/**/*.py")]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for sign in ("# noqa" + ":", "# type: " + "ignore["):
                reason = line.partition(sign)[2].removesuffix("# noqa")
                if sign in line and not (" - " in reason or "# " in reason):
                    bare.append(f"{path.relative_to(ROOT)}:{number}")
    assert bare == []


def answer(*command: str) -> None:
    """Run a checker in the root of the repository; it must end well, and what it says is the failure."""
    environment = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
