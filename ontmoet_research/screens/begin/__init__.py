"""The screens of notebook 00: who you are, where to go, and one small step for tomorrow."""
