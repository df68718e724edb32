"""What else a coordinator asks of a round, each answer exact and proved: ids and whole numbers only.

A module a question, all on the engine's contract (`AssignmentProblem`, `solve`, `WhatIf`):

    mend        some have left: who could step in, by moving nobody, as a three, or by planning drafts again
    weightings  which pairs of the plan hold however much each part of the points counts
    prices      whole numbers that prove a plan to anybody who can add up and compare
    choices     whom people may choose without a loss to anybody, and the plan that honours their choices
    rotation    several rounds at once, in which nobody meets the same person twice
    others      who is in the same pair in every plan that is as good as the best
"""
