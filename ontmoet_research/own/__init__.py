"""Van mij: what a person keeps for themself, outside every project.

An own file is locked with a passphrase of its owner and stands in a folder under their home, never in a project. So it
is in no report, copy, backup, archive, overview or feed: nothing of the kit reads it but the owner's own page. What is
in it can't be counted either, not even for a large group, because nobody has the files together.

Words: eigen bestand = own file, "aan" zijn = awareness, skillspaspoort = passport, eigen tijd = clock.
"""

from .clock import LIMITS, choose_limit, forget_time, limit_of, minutes_today, note_work
from .kept import EXPERIENCE, LEVELS, SOURCES, Aware, Kept, Skill
from .own_file import OwnFile, make_own_file, open_own_file, own_names, wipe
from .passport import passport_page
from .place import own_place
from .work import Work, own_work

__all__ = [
    "EXPERIENCE",
    "LEVELS",
    "LIMITS",
    "SOURCES",
    "Aware",
    "Kept",
    "OwnFile",
    "Skill",
    "Work",
    "choose_limit",
    "forget_time",
    "limit_of",
    "make_own_file",
    "minutes_today",
    "note_work",
    "open_own_file",
    "own_names",
    "own_place",
    "own_work",
    "passport_page",
    "wipe",
]
