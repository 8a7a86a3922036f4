"""One way to print what was measured: ours, the floor of this machine in the same run, and their ratio."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measurement; ``floor`` is the least this machine can do for it, or None."""

    what: str
    ours: float
    floor: float | None
    floor_is: str
    aim: str


def print_rows(rows: list[Row]) -> None:
    """Print a plain table."""
    print(f"{'what':48} {'ours':>9} {'floor':>9} {'ratio':>7}  {'aim':10} floor is")
    for row in rows:
        floor = "" if row.floor is None else f"{row.floor:9.3f}"
        ratio = "" if not row.floor else f"{row.ours / row.floor:6.1f}x"
        print(f"{row.what:48} {row.ours:9.3f} {floor:>9} {ratio:>7}  {row.aim:10} {row.floor_is}")
