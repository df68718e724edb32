"""Bringing people in from a sheet, step by step: columns, answers, check, and what came of it."""
