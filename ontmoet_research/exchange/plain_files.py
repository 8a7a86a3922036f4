"""Files that any program of now and later can read, in a zip. Their tables: ``text/tables_csv.py``."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping


def as_text(lines: Iterable[str]) -> bytes:
    """Lines as a text file in UTF-8."""
    return ("\n".join(lines) + "\n").encode("utf-8")


def in_zip(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip, without the time of this computer, so that the same content gives the same bytes."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            box.writestr(info, content)
    return into.getvalue()
