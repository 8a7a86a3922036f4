"""What goes to other people and programs, and what comes back: a bundle to take along, and a package for an archive.

A colleague without a connection takes a bundle along, works in it, and sends one back; merging joins both. Projects of
other programs come in and go out in the open standard, and as tables. All that leaves passes ``privacy.release``. What
comes in is told in plain sentences before it happens. A package for an archive holds only words of people who said yes.

Words: kopie om mee te nemen = bundle, samenvoegen = merge, op slot = encrypted, wachtzin = passphrase,
pakket voor een archief = archive, manier van werken = method, binnenhalen uit een ander programma = load.

The names below are loaded when asked for: the throw-away process that reads a file of another program needs few of
them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .archive import make_archive
    from .bundle import Bundle, make_bundle, open_bundle, read_file
    from .coming.choices import Choices
    from .coming.last import last_load, undo_load
    from .coming.load import Loaded, load, look_into
    from .coming.told import load_in_sentences
    from .going.export import Sent, export, export_in_sentences
    from .method import make_method
    from .what_comes import SameName, in_sentences, look, merge_copy, same_names

_FILES = {
    "archive": ("make_archive",),
    "bundle": ("Bundle", "make_bundle", "open_bundle", "read_file"),
    "coming.choices": ("Choices",),
    "coming.last": ("last_load", "undo_load"),
    "coming.load": ("Loaded", "load", "look_into"),
    "coming.told": ("load_in_sentences",),
    "going.export": ("Sent", "export", "export_in_sentences"),
    "method": ("make_method",),
    "what_comes": ("SameName", "in_sentences", "look", "merge_copy", "same_names"),
}

__all__ = [
    "Bundle",
    "Choices",
    "Loaded",
    "SameName",
    "Sent",
    "export",
    "export_in_sentences",
    "in_sentences",
    "last_load",
    "load",
    "load_in_sentences",
    "look",
    "look_into",
    "make_archive",
    "make_bundle",
    "make_method",
    "merge_copy",
    "open_bundle",
    "read_file",
    "same_names",
    "undo_load",
]


def __getattr__(name: str) -> Any:
    file = next((file for file, names in _FILES.items() if name in names), None)
    if file is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{file}"), name)
