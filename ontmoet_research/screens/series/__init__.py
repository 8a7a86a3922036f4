"""Notebook 01, *Reeks en groep*: the page ``set_up_series`` and one file for each of its parts."""
