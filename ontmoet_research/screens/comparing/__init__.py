"""Notebook 04, *Samen vergelijken*: where readers differ (``compare_readings``) and piles of cards (``sort_cards``)."""
