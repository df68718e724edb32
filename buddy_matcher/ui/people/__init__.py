"""The People tab: who takes part, their card and the form of their answers."""
