"""How long a solver may work, who watches it, and how good its answer says it is.

A solver plans its work as a *number of steps*, from the size of the problem and from
``Allowance.seconds``, never from a clock. So the same seed and the same allowance give the
same answer on every machine. The clock, where one is given, is only a guard: a run that takes
longer than ``Allowance.patience`` times its seconds stops where it is, and its
:class:`Quality` says ``cut_short``, because that answer may not come out the same again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


class Cancelled(Exception):
    """Somebody asked the run to stop. Nothing was returned and nothing is half done."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is.

    ``share``: 0 to 1, never falling during a run. ``stage``: a short fixed word of the solver's
    (``"hours"``, ``"first"``, ``"better"``, ``"proof"``), to be put into words by the caller.
    ``objective``: the best value so far, where there is one.
    """

    share: float
    stage: str
    objective: float | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a run may use.

    ``seconds``: about how long to work on a machine like the one in docs/algorithms (2 shared
    cores); the solver turns it into steps. ``clock``: monotonic seconds, e.g.
    :func:`time.monotonic`; without it a run is never cut short. ``progress``: called from the
    solver's own thread, often; it must be quick. ``cancelled``: asked often; true ends the run
    with :class:`Cancelled`.
    """

    seconds: float = 10.0
    clock: Callable[[], float] | None = None
    progress: Callable[[Progress], None] | None = None
    cancelled: Callable[[], bool] | None = None
    patience: float = 2.0

    def start(self) -> Run:
        """Begin a run: the clock starts now."""
        return Run(self, self.clock() if self.clock else 0.0)


@dataclass(slots=True)
class Run:
    """One run of a solver under an :class:`Allowance`."""

    allowance: Allowance
    began: float
    cut_short: bool = field(default=False, init=False)
    share: float = field(default=0.0, init=False)

    def report(self, share: float, stage: str, objective: float | None = None) -> None:
        """Tell the watcher where the run is; raise :class:`Cancelled` if it is to stop."""
        self.check()
        self.share = max(self.share, min(1.0, share))
        if self.allowance.progress:
            self.allowance.progress(Progress(self.share, stage, objective))

    def check(self) -> None:
        """Raise :class:`Cancelled` if somebody asked the run to stop."""
        if self.allowance.cancelled and self.allowance.cancelled():
            raise Cancelled

    def late(self) -> bool:
        """Whether patience has run out. Remembered in ``cut_short``: ask only to obey."""
        if self.allowance.clock and self.elapsed() > self.allowance.patience * max(
            self.allowance.seconds, 0.5
        ):
            self.cut_short = True
        return self.cut_short

    def elapsed(self) -> float:
        """Seconds since the start, 0 without a clock. For guards only, never for plans."""
        return self.allowance.clock() - self.began if self.allowance.clock else 0.0


@dataclass(frozen=True, slots=True)
class Quality:
    """How good an answer is.

    ``objective``: its value (larger is better). ``bound``: no answer can be better than this;
    ``None`` where none was computed. ``proven``: whether the answer is shown to be the best there
    is. ``cut_short``: whether the clock stopped the run (then the answer may differ next time).
    """

    objective: float
    bound: float | None = None
    proven: bool = False
    cut_short: bool = False

    @property
    def gap(self) -> float | None:
        """How far below the bound the answer is, as a share of the bound; 0 when proven."""
        if self.proven:
            return 0.0
        if self.bound is None:
            return None
        if self.bound <= 0:
            return 0.0
        return max(0.0, (self.bound - self.objective) / self.bound)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is as it is: a fixed ``kind`` and its ``values``, without any words.

    The words are put to it where people read them, through gettext, in their language.
    """

    kind: str
    values: dict[str, object] = field(default_factory=dict)
