"""The craft of a scheme file: whether it may be opened, who has it, how it is copied whole or not at all."""
