"""When people can meet: weekly hours on wall clocks, turned into series of real dates.

A *series* is a run of meetings at the same wall clock in one zone. Whether somebody can come is
asked at every date of it, in that person's own zone, with the summer time that holds on that
day. The answers for a whole week of possible series are kept as bits, so that the times a group
has in common are one AND away.
"""

from kinweave.solvers.slots.masks import Masks, common_bits, start_masks
from kinweave.solvers.slots.week import Week, open_week

__all__ = ["Masks", "Week", "common_bits", "open_week", "start_masks"]
