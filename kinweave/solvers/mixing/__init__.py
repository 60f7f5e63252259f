"""Mixing: groups for many rounds, so that people meet as many others as can be.

The social golfer problem, for breakouts, practice triads and tables, with what real gatherings
bring: numbers that do not divide, people who come late or leave early, sitting out in turn,
pairs to keep apart, and languages.
"""

from kinweave.solvers.mixing.planning import plan
from kinweave.solvers.mixing.problem import (
    Group,
    MixingPlan,
    Participant,
    Problem,
    ProblemError,
    Round,
)

__all__ = ["Group", "MixingPlan", "Participant", "Problem", "ProblemError", "Round", "plan"]
