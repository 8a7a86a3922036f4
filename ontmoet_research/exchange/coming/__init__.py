"""What comes in from another program: looked at first, then taken into the project, and taken back when it was wrong.

Words: binnenhalen = load, eerst kijken = look, dit past niet = lost.
"""
