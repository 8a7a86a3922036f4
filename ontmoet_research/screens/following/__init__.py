"""Notebook 05, *Van wens naar verandering*: the page ``follow_wishes`` and one file for each of its parts."""
