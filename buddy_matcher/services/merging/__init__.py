"""Puts two entries of one thing together: whatever named the one that goes names the one that is kept."""
