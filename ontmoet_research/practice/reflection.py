"""What someone who practises thinks about, in own words (A24). The answers live in their own file and nowhere else."""

EXPLAIN = ("label", "difference")
"""One label they chose, and one difference: who can explain these is done with practising."""

OWN_LIFE = ("own_life", "take_along")
"""Their own life with money, and what they take along to the people they are going to meet."""

REFLECTION = (*EXPLAIN, *OWN_LIFE)
"""All questions, in order."""
