"""What people do with a fund. The actor comes first, then what it is about; all else by name.

Each is one transaction and asks whether the actor may. What is done with a fund stands in the
journal; what somebody gives does not, nor that they do.
"""

from kinweave.fund.actions.giving import correct, give, stop
from kinweave.fund.actions.tending import begin, change, close, name_keeper, step_back

__all__ = ["begin", "change", "close", "correct", "give", "name_keeper", "step_back", "stop"]
