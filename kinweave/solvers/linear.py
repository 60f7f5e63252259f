"""The linear and integer solver, HiGHS, without its voice."""

from __future__ import annotations

import highspy


class QuietHighs(highspy.Highs):
    """HiGHS on one thread that prints nothing.

    It prints a banner when callbacks are enabled, which its constructor does before anybody could
    silence it. None are used here.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # HiGHS has no types
        self.silent()
        self.setOptionValue("threads", 1)
        self.setOptionValue("random_seed", 0)

    def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS's own name
        """Nothing: see above."""
        self.silent()
