"""Meetings of two: one round of them, or a whole rotation. See docs/algorithms/dyads.md."""

from kinweave.solvers.dyads.pairing import pair
from kinweave.solvers.dyads.problem import (
    LeftOver,
    Meeting,
    Participant,
    Problem,
    ProblemError,
    Rotation,
    Round,
)
from kinweave.solvers.dyads.rotating import rotation

__all__ = [
    "LeftOver",
    "Meeting",
    "Participant",
    "Problem",
    "ProblemError",
    "Rotation",
    "Round",
    "pair",
    "rotation",
]
