"""The one door for visibility: who looks, what they may see, what they may do.

It knows no model. Apps tell it what they know of a viewer (:func:`contribute`), give each model a
rule (:class:`Visible`), and name what may be done (:func:`rule`).
"""

from kinweave.access.addresses import address
from kinweave.access.audience import Audience, reaches
from kinweave.access.door import NotAllowed, allowed, visible_or_404
from kinweave.access.kept import Kept, KeptSeen, blank, some
from kinweave.access.paging import Page, page_of
from kinweave.access.policies import can, rule
from kinweave.access.sights import Sight, everybody, sights
from kinweave.access.viewer import Viewer, contribute, viewer_of
from kinweave.access.visible import (
    NotShown,
    Visible,
    VisibleQuerySet,
    adds_to,
    everything,
    manager_of,
)

__all__ = [
    "Audience",
    "Kept",
    "KeptSeen",
    "NotAllowed",
    "NotShown",
    "Page",
    "Sight",
    "Viewer",
    "Visible",
    "VisibleQuerySet",
    "address",
    "adds_to",
    "allowed",
    "blank",
    "can",
    "contribute",
    "everybody",
    "everything",
    "manager_of",
    "page_of",
    "reaches",
    "rule",
    "sights",
    "some",
    "viewer_of",
    "visible_or_404",
]
