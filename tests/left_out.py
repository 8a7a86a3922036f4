"""What can't be tested in this place is said out loud, and counts as failed where nothing may be left out."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

SIGN = "SKIPPED IN THIS PLACE"


def cannot_run_here(missing: str) -> NoReturn:
    """Skip a test, saying what is missing; in CI (``ONTMOET_REQUIRE_BROWSER=1``) that is a failure.

    That holds for everything a test may need, also for axe and PostgreSQL.
    """
    if os.environ.get("ONTMOET_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{missing} is missing, and ONTMOET_REQUIRE_BROWSER=1 forbids a skip")
    pytest.skip(f"{SIGN}: {missing} is missing")
