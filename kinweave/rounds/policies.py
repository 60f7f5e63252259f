"""Who may do what with rounds of pairs."""

from __future__ import annotations

from kinweave.access import Viewer, can, rule
from kinweave.circles.models import Circle, Scale
from kinweave.rounds.models import Meeting

SCALES = (Scale.CREW, Scale.CONGREGATION)


@rule("open rounds", Circle)
def open_rounds(viewer: Viewer, circle: Circle) -> bool:
    """Whoever tends the circle, where there are enough people to meet."""
    return circle.scale in SCALES and circle.ended_at is None and can(viewer, "tend", circle)


@rule("count in", Circle)
def count_in(viewer: Viewer, circle: Circle) -> bool:
    """Every member, for themselves."""
    return circle.scale in SCALES and circle.ended_at is None and circle.pk in viewer.circles


@rule("say", Meeting)
def say(viewer: Viewer, meeting: Meeting) -> bool:
    """Whoever meets there."""
    return Meeting.objects.visible_to(viewer).filter(pk=meeting.pk).exists()
