"""Buddy Matcher."""

__version__ = "0.1.0"
