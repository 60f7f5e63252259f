"""Who may do what in a circle. Pure predicates; each says what it means for people."""

from __future__ import annotations

from kinweave.access import Viewer, rule
from kinweave.circles.models import (
    Application,
    Circle,
    Ending,
    Handover,
    Invitation,
    Key,
    Membership,
    Responsibility,
    Standing,
)


def _opens(viewer: Viewer, circle: Circle, key: Key) -> bool:
    """Whoever holds the key: a partner too, while nobody else does."""
    return circle.pk in viewer.circles and viewer.holds(circle.pk, key)


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


@rule("weave", Circle)
def weave(viewer: Viewer, circle: Circle) -> bool:
    """Gather a crewing season, and propose crews to those who wish for one."""
    return circle.ended_at is None and _opens(viewer, circle, Key.WEAVE)


@rule("begin inside", Circle)
def begin_inside(viewer: Viewer, circle: Circle) -> bool:
    """Every member: a caller and three volunteers need nobody's leave."""
    return circle.ended_at is None and circle.pk in viewer.circles


@rule("apply", Circle)
def apply(viewer: Viewer, circle: Circle) -> bool:
    """Whoever has an account, sees the circle and is not in it, if its door says so."""
    return (
        viewer.is_somebody
        and circle.ended_at is None
        and circle.door == Circle.Door.APPLICATION
        and circle.pk not in viewer.circles
        and Circle.objects.visible_to(viewer).filter(pk=circle.pk).exists()
    )


@rule("step forward", Circle)
def step_forward(viewer: Viewer, circle: Circle) -> bool:
    """Any member, when the last partner has gone: nobody is locked out of their own circle."""
    if circle.pk not in viewer.circles:
        return False
    partners = Membership.objects.current().filter(circle=circle, standing=Standing.PARTNER)
    return not partners.exists()


@rule("end", Circle)
def end(viewer: Viewer, circle: Circle) -> bool:
    """Partners who may say who holds what."""
    return circle.pk in viewer.partners and appoint(viewer, circle)


@rule("undo", Ending)
def undo(viewer: Viewer, ending: Ending) -> bool:
    """The partners it had."""
    return Ending.objects.visible_to(viewer).filter(pk=ending.pk).exists()


@rule("write", Application)
def write(viewer: Viewer, application: Application) -> bool:
    """Both sides of the conversation."""
    return _sees(viewer, application)


@rule("answer", Application)
def answer_application(viewer: Viewer, application: Application) -> bool:
    """The circle's partners, and nobody for themselves."""
    return (
        application.circle_id in viewer.partners
        and viewer.person != application.person_id
        and _sees(viewer, application)
    )


@rule("withdraw", Application)
def withdraw(viewer: Viewer, application: Application) -> bool:
    """Whoever sent it."""
    return viewer.person == application.person_id


@rule("hand over", Responsibility)
def hand_over(viewer: Viewer, responsibility: Responsibility) -> bool:
    """Whoever holds it; and those who appoint, when nobody does or its holder cannot."""
    if responsibility.circle_id not in viewer.circles or responsibility.closed_at is not None:
        return False
    return viewer.person == responsibility.holder_id or appoint(viewer, responsibility.circle)


@rule("answer", Handover)
def answer_handover(viewer: Viewer, handover: Handover) -> bool:
    """Only whoever was asked."""
    return viewer.person == handover.taker_id


@rule("take back", Handover)
def take_back(viewer: Viewer, handover: Handover) -> bool:
    """Only whoever asked."""
    return viewer.person == handover.giver_id


def _sees(viewer: Viewer, application: Application) -> bool:
    return Application.objects.visible_to(viewer).filter(pk=application.pk).exists()
