"""How fast the matching engine is, always beside references measured in the same run.

Run by hand with `python -m benchmarks`; seconds differ from machine to machine, ratios hardly do.
"""
