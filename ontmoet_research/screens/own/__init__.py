"""Van mij: what one person keeps for themself."""
