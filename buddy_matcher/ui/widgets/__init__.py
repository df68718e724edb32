"""Widgets, labels and colours of every tab. They know no use case and no tab."""
