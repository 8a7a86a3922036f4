"""Notebook 07, *Wat verandert er?*: the page ``see_changes`` and one file for each of its parts."""
