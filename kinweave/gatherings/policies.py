"""Who may do what with gatherings. Pure predicates; each says what it means for people."""

from __future__ import annotations

from django.db.models import Exists, Q
from django.utils import timezone

from kinweave.access import Audience, Viewer, can, rule
from kinweave.circles.models import Circle
from kinweave.fund.giving import enough
from kinweave.gatherings.models import Answer, Gathering, Shared


@rule("host in", Circle)
def host_in(viewer: Viewer, circle: Circle) -> bool:
    """Every member: a gathering needs nobody's leave."""
    return circle.ended_at is None and circle.pk in viewer.circles


@rule("host", Gathering)
def host(viewer: Viewer, gathering: Gathering) -> bool:
    """Whoever hosts it, and who tends its circle: somebody must be able to call off what its host
    cannot. A draft is its host's alone."""
    if gathering.circle_id not in viewer.circles:
        return False
    if viewer.person == gathering.host_id:
        return True
    return gathering.published_at is not None and can(viewer, "tend", gathering.circle)


@rule("take on", Gathering)
def take_on(viewer: Viewer, gathering: Gathering) -> bool:
    """Any member of its circle, where nobody hosts it any more."""
    return (
        gathering.host_id is None
        and gathering.cancelled_at is None
        and gathering.circle_id in viewer.circles
    )


@rule("answer", Gathering)
def answer(viewer: Viewer, gathering: Gathering) -> bool:
    """Say something to it, and be it no: everybody with an account who sees it. What ``visible``
    says, of one that is read already."""
    circle = gathering.circle
    reached = (
        gathering.audience in (Audience.SITE, Audience.PUBLIC)
        or circle.pk in viewer.circles
        or (gathering.audience == Audience.PARENTS and circle.parent_id in viewer.circles)
    )
    takes_place = gathering.published_at is not None and gathering.cancelled_at is None
    return viewer.is_somebody and reached and takes_place and circle.ended_at is None


@rule("come", Gathering)
def come(viewer: Viewer, gathering: Gathering) -> bool:
    """Whoever may answer. Where it is for those who give so much: who does, who hosts it, and who
    said before that they come or may come to a date that is still to be: that stays theirs."""
    if not answer(viewer, gathering):
        return False
    if gathering.least is None or host(viewer, gathering):
        return True
    stands = Answer.objects.filter(
        person=viewer.person, occasion__gathering=gathering, occasion__ends_at__gt=timezone.now()
    ).exclude(says=Answer.Says.NO)
    given = enough(viewer.person, gathering.circle_id, gathering.least, gathering.least_in)
    either = Q(Exists(given)) | Q(Exists(stands.order_by()))
    return Gathering.objects.filter(either, pk=gathering.pk).exists()


def gives_enough(viewer: Viewer, gathering: Gathering) -> bool:
    """Whether somebody may say yes to a date to which they have not: asked of nobody where it is
    for all who see it. Who has left the circle gives nothing there."""
    if gathering.least is None or host(viewer, gathering):
        return True
    if gathering.circle_id not in viewer.circles:
        return False
    given = enough(viewer.person, gathering.circle_id, gathering.least, gathering.least_in)
    return given.exists()


@rule("know where", Gathering)
def know_where(viewer: Viewer, gathering: Gathering) -> bool:
    """The place and the link: all who see it, or those who said yes to one of its dates, and
    whoever may change it."""
    if gathering.shared == Shared.SEEN or host(viewer, gathering):
        return True
    coming = Answer.objects.filter(person=viewer.person, says=Answer.Says.YES)
    return viewer.is_somebody and coming.filter(occasion__gathering=gathering).exists()
