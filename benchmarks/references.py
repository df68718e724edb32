"""The methods the engine is measured against; each finds the largest total score and nothing else."""

import importlib.util

import networkx as nx
import numpy as np
import pulp
from scipy.optimize import linear_sum_assignment


def scipy_assignment(problem):
    linear_sum_assignment(problem.score, maximize=True)


def dense_pulp(problem):
    """The textbook model: a variable for every pair, a row for every person."""
    model = pulp.LpProblem("score", pulp.LpMaximize)
    lefts, rights = problem.shape
    pairs = [
        (row, column) for row in range(lefts) for column in range(rights) if problem.allowed[row, column]
    ]
    chosen = model.add_variable_dict("pair_%s_%s", pairs, cat="Binary")
    model += pulp.lpSum(int(problem.score[pair]) * chosen[pair] for pair in pairs)
    for row in range(lefts):
        model += (
            pulp.lpSum(chosen[row, column] for column in range(rights) if problem.allowed[row, column]) <= 1
        )
    for column in range(rights):
        model += pulp.lpSum(chosen[row, column] for row in range(lefts) if problem.allowed[row, column]) <= 1
    model.solve(pulp.HiGHS(msg=False, gapRel=0, gapAbs=0, threads=1))


def networkx_matching(problem):
    graph = nx.Graph()
    for row, column in np.argwhere(problem.allowed).tolist():
        graph.add_edge(row, len(problem.left) + column, weight=int(problem.score[row, column]))
    nx.max_weight_matching(graph)


def pure_python_munkres(problem):
    from munkres import Munkres

    Munkres().compute((problem.score.max() - problem.score).tolist())


def has_munkres():
    return importlib.util.find_spec("munkres") is not None
