"""How fast agreement is counted, beside a bare numpy count and beside the package ``krippendorff``, in the same run.

Run: python benchmarks/agreement_speed.py [--full]

Each measurement is a process of its own, so that its peak memory is its own. The package takes about 35 s and 15 GB for
10 readers of 1,000,000 units, so it runs on a tenth of that unless ``--full`` is given; ours runs on both.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time

import numpy as np

READERS, UNITS, VALUES = 10, 1_000_000, 5
SMALLER = 100_000


def main() -> None:
    print(f"{'what':58} {'s':>8} {'peak MB':>9}   alpha")
    full = "--full" in sys.argv
    for who, units in [
        ("numpy", UNITS),
        ("ours", UNITS),
        ("ours", SMALLER),
        ("theirs", UNITS if full else SMALLER),
        ("bootstrap", UNITS),
    ]:
        done = subprocess.run([sys.executable, __file__, who, str(units)], capture_output=True, text=True, check=True)
        seconds, peak, value = done.stdout.split()
        print(f"{NAMES[who] + f', {READERS} readers, {units:,} units':58} {seconds:>8} {peak:>9}   {value}")
    print("aim: nominal alpha, 10 readers, 1,000,000 units: <= 1 s and <= 1 GB")


def measure(who: str, units: int) -> None:
    """Count once; print seconds, the peak memory of this process in MB, and what was found."""
    values = np.random.default_rng(1).integers(0, VALUES, (READERS, units), dtype=np.int8)
    values[:, :: READERS + 1] = 0
    work = WORK[who]()
    start = time.perf_counter()
    found = work(values)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.3f} {peak:.0f} {found:.6f}")


def ours():  # type: ignore[no-untyped-def] # gives the work, imported before the clock starts
    from ontmoet_research.dialogue.coefficients import nominal_alpha

    return nominal_alpha


def bare():  # type: ignore[no-untyped-def] # idem
    def count(values: np.ndarray) -> float:
        """The least: how often each value was given to each unit, a value at a time."""
        return float(sum(np.count_nonzero(values == kind, axis=0).sum() for kind in range(VALUES)))

    return count


def theirs():  # type: ignore[no-untyped-def] # idem
    import krippendorff

    return lambda values: krippendorff.alpha(values.astype(float), level_of_measurement="nominal")


def bootstrap():  # type: ignore[no-untyped-def] # idem
    from ontmoet_research.dialogue.coefficients import _alpha_of, _alpha_sums, _counted, from_sums

    return lambda values: from_sums(_alpha_sums(_counted(values, VALUES)), _alpha_of, values.shape[1], "unit", 10).high


WORK = {"ours": ours, "numpy": bare, "theirs": theirs, "bootstrap": bootstrap}
NAMES = {
    "ours": "nominal alpha",
    "numpy": "bare numpy count",
    "theirs": "package krippendorff",
    "bootstrap": "alpha with 2,000 resamples",
}

if __name__ == "__main__":
    if len(sys.argv) == 3:
        measure(sys.argv[1], int(sys.argv[2]))
    else:
        main()
