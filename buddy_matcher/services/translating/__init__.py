"""The sheet of sentences in another language: its lines, and what comes back in them."""
