"""Oefenen (notebook 10): three invented texts, two other readers, no right answer."""
