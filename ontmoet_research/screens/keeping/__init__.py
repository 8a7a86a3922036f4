"""Notebook 90, *Beheer en privacy*: consent, terms, what a person may see of themselves, what goes away."""
