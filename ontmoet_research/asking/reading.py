"""Which tables there are, and one table as it is now: joined, with dates as dates and numbers as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.exchange.joined import JOINED, with_what_is_beside
from ontmoet_research.exchange.table_out import read_table_out
from ontmoet_research.model import columns_of
from ontmoet_research.model import tables as model_tables
from ontmoet_research.store import Project
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read", "tables"]


def tables(name: str = "") -> pd.DataFrame:
    """The tables of a project: ``table, meaning``; or of one table its columns: ``column, kind, meaning``.

    ``kind`` is text, number, yes/no, date, list, choice or id. Errors: ``Refused`` for an unknown table.

    ::

        ont.tables()
        ont.tables("codings")
    """
    import pandas as pd

    known = {key: table for key, table in model_tables().items() if table.info.get("leaves", True)}
    if not name:
        told = [(key, table.comment) for key, table in known.items()]
        return pd.DataFrame(told, columns=["table", "meaning"])
    if name not in known:
        raise Refused("store.no_table", name=name, names=", ".join(known))
    rows = [(known[name].info["id_name"], "id", "Id of the row's object")]
    rows += [
        (one, kind_of(column), column.comment or "") for one, column in columns_of(name).items() if _leaves(column)
    ]
    rows += [(one, _kind_beside(one), meaning) for one, meaning in JOINED.get(name, {}).items()]
    return pd.DataFrame(rows, columns=["column", "kind", "meaning"])


def read(project: Project, name: str) -> pd.DataFrame:
    """A table as it is now, one row a thing, ready to count with.

    ``codings`` and ``fragments`` have what is beside them: words, label, reader, meeting, date, series and speaker
    (``tables(name)`` tells each). Days are ``datetime64``, numbers ``Int64``, yes/no ``boolean``, lists Python lists.
    Words that may not be read are blocks; what never leaves a project is not in it; and how others read what the person
    at work still has to read alone is left out. Errors: ``Refused`` for an unknown table, or one that never leaves.

    ::

        ont.read(project, "codings").groupby(["series", "label"]).size()
    """
    import pandas as pd

    told = with_what_is_beside(project, name, read_table_out(project, name)[0])
    days = [one for one, column in columns_of(name).items() if column.info.get("date") and one in told]
    days += ["date"] if "date" in JOINED.get(name, {}) else []
    for day in dict.fromkeys(days):
        told[day] = pd.to_datetime(told[day], format="ISO8601", errors="coerce")
    if "meeting" in JOINED.get(name, {}):
        told["meeting"] = told["meeting"].astype("Int64")
    return told


def kind_of(column: Any) -> str:
    """What kind of values a column of the model holds, in a word."""
    told = column.info
    kinds = {
        "id": told.get("ref") or told.get("refs"),
        "date": told.get("date"),
        "list": told.get("list"),
        "choice": told.get("choices"),
        "number": str(column.type) == "INTEGER",
        "yes/no": str(column.type) == "BOOLEAN",
    }
    return next((kind for kind, is_so in kinds.items() if is_so), "text")


def _kind_beside(name: str) -> str:
    return {"meeting": "number", "date": "date", "perspectives": "list", "said_yes_to": "list"}.get(name, "text")


def _leaves(column: Any) -> bool:
    return bool(column.info.get("leaves", True))
