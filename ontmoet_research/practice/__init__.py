"""The practice series: invented people, real routes.

Everything goes in the way real material does: notes through the intake, labels through the codebook, wishes from a
spreadsheet. So the practice series is also the first proof that the kit works on this computer.

Words: oefenreeks = practice series.
"""

from .series import make_practice_project

__all__ = ["make_practice_project"]
