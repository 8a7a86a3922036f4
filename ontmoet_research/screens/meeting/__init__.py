"""Notebook 02, *Bijeenkomst vastleggen*: the page ``record_meeting`` with a file for each part.

``bring_in_notes`` does the same for whole folders; it stands in notebook 90.
"""
