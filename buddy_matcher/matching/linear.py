"""A linear programme kept in HiGHS from one objective to the next.

Going through the aims changes little at a time: another objective, one more sum to hold. The solver starts
where it ended, which takes a few dozen steps instead of a thousand. `programme` makes the model, with PuLP;
only arrays here.
"""

from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

type FloatArray = NDArray[np.float64]

# HiGHS' own numbers. After another objective the last solution is still a plan, though no longer the best
# one: then the primal simplex has the shorter way, and without shifted bounds it needs no second pass.
_PRIMAL = {"simplex_strategy": 4, "primal_simplex_bound_perturbation_multiplier": 0.0}


class LinearProgramme:
    """Maximises one total after the other over the same rows; `highs` holds the model."""

    def __init__(self, highs: Any) -> None:
        self._highs = highs

    def maximise(self, costs: FloatArray) -> tuple[float, FloatArray] | None:
        """Return the largest total and what one unit more room in each row would add; None without any."""
        self._highs.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        for option, value in _PRIMAL.items():
            self._highs.setOptionValue(option, value)
        duals = np.array(self._highs.getSolution().row_dual)
        return self._highs.getInfo().objective_function_value, duals

    def hold(self, costs: FloatArray, value: int) -> None:
        """Keep this total at `value` from now on, by one more row."""
        columns = np.flatnonzero(costs).astype(np.int32)
        self._highs.addRow(value, value, len(columns), columns, costs[columns])
