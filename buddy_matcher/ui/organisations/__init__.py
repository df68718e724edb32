"""The Organisations tab."""
