"""What several use cases ask of a round: its state, its problem for the engine, its plan and its standing.

Knows no use case.
"""
