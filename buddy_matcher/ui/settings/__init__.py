"""What holds for the whole scheme and is set once in a while: its own lists."""
