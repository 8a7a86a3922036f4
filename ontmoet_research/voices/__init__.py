"""Who is heard, and who takes part in the work: in words and in neutral bars, never a score and never of one person.

Bars are shown for groups of people, and only when each group in a bar has enough of them. There is no target line:
whether it is right as it is, the group says itself, in its own words beside the bars.

Words: wie hoor je = voice balance, gelijk meedoen = equality, wie labelde = coding share, kant = side.
"""

from .balance import balance
from .coding_share import coding_share
from .equality import note_equality
from .figures import draw_balance, draw_coding_share, draw_voices
from .speaking import silent_voices, voice_balance
from .tables import Voices, read_equality_notes, read_voices

__all__ = [
    "Voices",
    "balance",
    "coding_share",
    "draw_balance",
    "draw_coding_share",
    "draw_voices",
    "note_equality",
    "read_equality_notes",
    "read_voices",
    "silent_voices",
    "voice_balance",
]
