"""Notebook 06, *Zo leren we samen*: what the group learns, and whether everyone has a share in it."""
