"""Who may do what with a fund. Pure predicates; each says what it means for people.

It is begun, changed and closed by whoever tends the circle: they are asked "tend".
"""

from __future__ import annotations

from kinweave.access import Viewer, rule
from kinweave.fund.models import Fund


@rule("give", Fund)
def give(viewer: Viewer, fund: Fund) -> bool:
    """Say for oneself what one gives a month: members of the circle, while the fund is open."""
    return fund.is_open and fund.circle_id in viewer.circles


@rule("keep", Fund)
def keep(viewer: Viewer, fund: Fund) -> bool:
    """See who gives what, and put right what does not come in: the keeper alone."""
    return (
        viewer.is_somebody and viewer.person == fund.keeper_id and fund.circle_id in viewer.circles
    )
