"""What the tests of other programs share with those of the open standard: a look at what stands in a project."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1] / "refi")]
