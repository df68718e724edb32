"""The commands for a round that runs: its dates, what happened in pairs, what is due, and how pairs end."""
