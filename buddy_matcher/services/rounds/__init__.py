"""What several use cases ask of a round: its state, its problem for the engine, its plan and where that stands.

Knows no use case.
"""
