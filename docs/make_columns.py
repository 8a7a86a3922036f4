"""Make docs/kolommen.md: every table and column that can be read, with its meaning, from the model."""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.asking import tables

PAGE = Path(__file__).with_name("kolommen.md")
TOP = """\
# Alle tabellen en kolommen

Dit geven `ont.read(project, "codings")` en `ontmoet table`. De betekenis staat in het Engels, zoals in de code.
Wat nooit naar buiten gaat, staat er niet bij. Deze bladzijde komt uit het model: `python docs/make_columns.py`.
"""


def page() -> str:
    """The page as text."""
    lines = [TOP]
    for name, meaning in tables().itertuples(index=False):
        lines += [f"## {name}", "", f"{meaning}.", "", "| kolom | soort | betekenis |", "|---|---|---|"]
        lines += [f"| `{column}` | {kind} | {told} |" for column, kind, told in tables(name).itertuples(index=False)]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
