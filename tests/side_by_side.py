"""How two processes share the tests: what takes longest begins first, so that both are busy until the end.

All tests of one file stay together, for they share what was made for them. All files of a real JupyterLab stay together
too (``test_…_in_jupyterlab.py``): starting one takes as long as ten tests.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from xdist.scheduler import LoadScopeScheduling

IN_JUPYTERLAB = "_in_jupyterlab.py"


class Scheduling(LoadScopeScheduling):
    """As ``--dist loadfile``, with the files in the order of ``longest_first``."""

    def __init__(self, config: pytest.Config, log: object) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)


def scope_of(nodeid: str) -> str:
    """Name what a test stays together with: its file, or all that needs a JupyterLab."""
    file = nodeid.partition("::")[0]
    return "JupyterLab" if file.endswith(IN_JUPYTERLAB) else file


def longest_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Put JupyterLab before all else, then the other browsers, then the store, then the files with most tests."""
    tests: dict[str, list[pytest.Item]] = {}
    for item in items:
        tests.setdefault(scope_of(item.nodeid), []).append(item)

    def weight(scope: str) -> tuple[bool, bool, bool, int]:
        browser = any(item.get_closest_marker("browser") for item in tests[scope])
        return (scope == "JupyterLab", browser, scope.startswith(("tests/store", "notebooks")), len(tests[scope]))

    return [item for scope in sorted(tests, key=weight, reverse=True) for item in tests[scope]]
