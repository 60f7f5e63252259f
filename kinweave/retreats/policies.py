"""Who may do what with a retreat. Pure predicates; each says what it means for people."""

from __future__ import annotations

from kinweave.access import Viewer, can, rule
from kinweave.retreats.models import Booking, Retreat, Scholarship


@rule("arrange", Retreat)
def arrange(viewer: Viewer, retreat: Retreat) -> bool:
    """Whoever hosts the gathering, and who tends its circle: programme, prices, beds, crews."""
    return can(viewer, "host", retreat.gathering)


@rule("keep money", Retreat)
def keep_money(viewer: Viewer, retreat: Retreat) -> bool:
    """The treasurer alone sees who owes what. Those who host name one, and may be it."""
    return (
        viewer.is_somebody
        and viewer.person == retreat.treasurer_id
        and retreat.gathering.circle_id in viewer.circles
    )


@rule("take a place", Retreat)
def take_a_place(viewer: Viewer, retreat: Retreat) -> bool:
    """Whoever may come to the gathering, once it is open; each for themself."""
    return retreat.opened_at is not None and can(viewer, "come", retreat.gathering)


@rule("know the costs", Retreat)
def know_the_costs(viewer: Viewer, retreat: Retreat) -> bool:
    """Those who have a place, those who arrange it, and the treasurer."""
    return (
        arrange(viewer, retreat)
        or keep_money(viewer, retreat)
        or (viewer.is_somebody and _comes(viewer, retreat))
    )


@rule("know the crews", Retreat)
def know_the_crews(viewer: Viewer, retreat: Retreat) -> bool:
    """Those who have a place, and those who arrange it."""
    return arrange(viewer, retreat) or (viewer.is_somebody and _comes(viewer, retreat))


@rule("answer", Scholarship)
def answer(viewer: Viewer, request: Scholarship) -> bool:
    """The treasurer whom they asked."""
    return viewer.person == request.to_id and keep_money(viewer, request.booking.retreat)


def _comes(viewer: Viewer, retreat: Retreat) -> bool:
    return Booking.objects.standing().filter(retreat=retreat, person=viewer.person).exists()
