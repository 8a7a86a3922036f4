"""Four meetings made by hand, small enough to work out on paper.

Order by date is B, A, C, D (numbers and rows are shuffled on purpose); D has no date and no labels yet.

B: luisteren, durven         -> 2 new
A: luisteren, regels         -> 1 new, 1 known
C: durven, luisteren         -> 0 new, 2 known
D: nothing                   -> not labelled yet
"""

import pandas as pd
import pytest

SESSIONS = [("D", 4, None), ("A", 2, "2024-02-08"), ("C", 3, "2024-02-15"), ("B", 1, "2024-02-01")]
CODINGS = [
    ("k1", "luisteren", "praten", "f1", "B", "zeker"),
    ("k2", "durven", "praten", "f2", "B", "twijfel"),
    ("k3", "luisteren", "praten", "f3", "A", "zeker"),
    ("k4", "regels", "stroef", "f4", "A", "weet_niet"),
    ("k5", "durven", "praten", "f5", "C", "zeker"),
    ("k6", "luisteren", "praten", "f5", "C", "zeker"),
]
WISHES = [("w1", "A", "opgepakt"), ("w2", "A", "open"), ("w3", "C", "geparkeerd"), ("w4", "C", "samengevoegd")]


@pytest.fixture
def sessions() -> pd.DataFrame:
    return pd.DataFrame(SESSIONS, columns=["session_id", "number", "date"]).assign(status="gehouden")


@pytest.fixture
def codings() -> pd.DataFrame:
    names = ["coding_id", "code_id", "family", "fragment_id", "session_id", "certainty"]
    found = pd.DataFrame(CODINGS, columns=names)
    return found.assign(label_nl=found["code_id"].str.capitalize())


@pytest.fixture
def wishes() -> pd.DataFrame:
    return pd.DataFrame(WISHES, columns=["wish_id", "session_id", "status"])


@pytest.fixture
def no_themes() -> pd.DataFrame:
    return pd.DataFrame(columns=["theme_id", "title", "status"])


@pytest.fixture
def no_links() -> pd.DataFrame:
    return pd.DataFrame(columns=["theme_id", "target_id", "relation"])


@pytest.fixture
def fragments(codings: pd.DataFrame) -> pd.DataFrame:
    return codings[["fragment_id", "session_id"]].drop_duplicates()
