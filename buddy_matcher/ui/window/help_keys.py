"""By which names pages of the help are asked for that belong to no place."""

FIRST_ROUND = "first-round"
SHORTCUTS = "shortcuts"
