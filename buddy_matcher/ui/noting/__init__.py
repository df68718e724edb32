"""Notes and reminders about one person, with a pair or without, from whatever tab."""
