"""What goes to other people and programs, and what comes back: a bundle to take along, and a package for an archive.

A colleague without a connection takes a bundle along, works in it, and sends one back; merging joins both. All that
leaves passes ``privacy.release``. What a merge brings is told in plain sentences before it happens.
A package for an archive holds only words of people who said yes to that.

Words: kopie om mee te nemen = bundle, samenvoegen = merge, op slot = encrypted, wachtzin = passphrase,
pakket voor een archief = archive, manier van werken = method.
"""

from .archive import make_archive
from .bundle import Bundle, make_bundle, open_bundle, read_file
from .method import make_method
from .what_comes import SameName, in_sentences, look, merge_copy, same_names

__all__ = [
    "Bundle",
    "SameName",
    "in_sentences",
    "look",
    "make_archive",
    "make_bundle",
    "make_method",
    "merge_copy",
    "open_bundle",
    "read_file",
    "same_names",
]
