"""Talking about readings that lie apart.

A difference between two readers is a finding. Both readings stay, and the talk gets an outcome; that both stay
("beide blijven staan") is a normal end. Nobody is scored.

Words: verschil = difference, kant van het verhaal = position, wat eruit kwam = outcome.
"""

from .differences import read_differences, record_difference

__all__ = ["read_differences", "record_difference"]
