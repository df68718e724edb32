"""The Pairings tab: the plan, why each pair was made, and every way to change it."""
