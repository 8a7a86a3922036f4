"""Notebook 09, *Samen verslag maken*."""
