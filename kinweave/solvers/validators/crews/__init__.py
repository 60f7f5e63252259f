"""Whether a plan of crews keeps every rule, and is worth what it says it is.

Written apart from the crew engine on purpose: it shares the problem's types with it and nothing
else, and works on another picture of time. The engine shifts weeks of half hours; here every
meeting is taken apart into the quarter hours it lasts, each of them is read off the wall clock of
each member on that very day, and the quarter hours of the week that a series needs of a zone are
held as the bits of one integer. So a mistake would have to be made twice to go unseen.

A crew with a pair who would rather not meet is reported exactly like a crew that has no time in
common, ``cannot_meet``, and nothing else is said about its times or its score in either case:
what somebody said in private cannot be read out of a check.
"""

from kinweave.solvers.validators.crews.check import TOLERANCE, Violation, violations
from kinweave.solvers.validators.crews.rules import Rules, score_of

__all__ = ["TOLERANCE", "Rules", "Violation", "score_of", "violations"]
