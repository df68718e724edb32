"""Writes a scheme's own forms: for Word, for Excel, on paper and as plain text."""
