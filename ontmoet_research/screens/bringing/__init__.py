"""Breng je reeks binnen: people, notes, who spoke, answers and recognising, in the order that works."""
