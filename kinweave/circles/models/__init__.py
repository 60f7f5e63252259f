"""Circles: groups at a scale, their members, the ways in, and who holds what."""

from kinweave.circles.models.applications import Answer, Application, Message, Question
from kinweave.circles.models.circle import Circle, Scale
from kinweave.circles.models.crew_wishes import CrewWish
from kinweave.circles.models.endings import Ending
from kinweave.circles.models.expectations import Acceptance, Expectations
from kinweave.circles.models.invitations import Invitation, InvitationUse
from kinweave.circles.models.memberships import Came, Membership, Standing
from kinweave.circles.models.responsibilities import Handover, Key, Responsibility

__all__ = [
    "Acceptance",
    "Answer",
    "Application",
    "Came",
    "Circle",
    "CrewWish",
    "Ending",
    "Expectations",
    "Handover",
    "Invitation",
    "InvitationUse",
    "Key",
    "Membership",
    "Message",
    "Question",
    "Responsibility",
    "Scale",
    "Standing",
]
