"""Own questions to a project, each in a line or three: tables to go on with, figures, and the way back to the words.

This is the door for who counts and draws in Python, in notebook *Zelf uitzoeken* or elsewhere. The names stand on the
package itself (``import ontmoet_research as ont; ont.themes(project)``), at most twenty. What may not be seen is out of
every table, and blocks stand where words may not be read.

Words: zelf uitzoeken = asking, tabel = table, getallen = numbers, terug naar de woorden = trace.
"""

from .drawing import figure, figures
from .numbers import heard, left_out, new_or_known, overlap, signs, themes, together, wish_chain
from .project import demo
from .reading import read, tables
from .tracing import trace

__all__ = [
    "demo",
    "figure",
    "figures",
    "heard",
    "left_out",
    "new_or_known",
    "overlap",
    "read",
    "signs",
    "tables",
    "themes",
    "together",
    "trace",
    "wish_chain",
]
