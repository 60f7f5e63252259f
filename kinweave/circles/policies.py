"""Who may do what in a circle. Pure predicates; each says what it means for people."""

from __future__ import annotations

from django.utils import timezone

from kinweave.access import Viewer, rule
from kinweave.circles.models import Circle, Invitation, Key, Responsibility


def _opens(viewer: Viewer, circle: Circle, key: Key) -> bool:
    """Whoever holds the key; every partner while nobody does, so that no circle is locked out."""
    if circle.pk not in viewer.circles:
        return False
    if viewer.holds(circle.pk, key):
        return True
    if circle.pk not in viewer.partners:
        return False
    held = Responsibility.objects.held(timezone.now().date()).filter(circle=circle)
    return not any(key in keys for keys in held.values_list("keys", flat=True))


@rule("take part", Circle)
def take_part(viewer: Viewer, circle: Circle) -> bool:
    """Members: see who is here, read what the circle says to itself."""
    return circle.pk in viewer.circles


@rule("invite", Circle)
def invite(viewer: Viewer, circle: Circle) -> bool:
    """Partners tend the whole, and so may bring people in."""
    return circle.ended_at is None and circle.pk in viewer.partners


@rule("revoke", Invitation)
def revoke(viewer: Viewer, invitation: Invitation) -> bool:
    """Whoever made it, and every partner."""
    return invite(viewer, invitation.circle) or viewer.person == invitation.made_by_id


@rule("answer", Circle)
def answer(viewer: Viewer, circle: Circle) -> bool:
    """Partners answer those who ask to join."""
    return circle.pk in viewer.partners


@rule("welcome", Circle)
def welcome(viewer: Viewer, circle: Circle) -> bool:
    """Whoever is responsible for newcomers: sees who would like a crew and has none."""
    return _opens(viewer, circle, Key.WELCOME)


@rule("tend", Circle)
def tend(viewer: Viewer, circle: Circle) -> bool:
    """Change the circle's words, questions, expectations, names and door."""
    return _opens(viewer, circle, Key.TEND)


@rule("appoint", Circle)
def appoint(viewer: Viewer, circle: Circle) -> bool:
    """Change responsibilities and standings."""
    return _opens(viewer, circle, Key.APPOINT)
