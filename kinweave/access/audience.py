"""Whom something was said to. It stands on every row of content, and is narrow by default."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access.viewer import Viewer


class Audience(models.TextChoices):
    """From the narrowest to the widest. Each holds those before it."""

    AUTHOR = "author", _("Only you")
    NAMED = "named", _("The people you name")
    CIRCLE = "circle", _("The circle")
    PARENTS = "parents", _("The circle and the one around it")
    SITE = "site", _("Everyone with an account here")
    PUBLIC = "public", _("Everyone, also without an account")


def reaches(
    viewer: Viewer, *, author: str = "author", circle: str = "circle", field: str = "audience"
) -> Q:
    """The rows whose audience holds ``viewer``; the names are fields (paths) of the model. An
    ``author`` of "": the model says itself what its author sees.

    People named one by one are a table of the model's own, so it adds that itself.
    """
    if not viewer.is_somebody:
        return Q(**{field: Audience.PUBLIC})
    own = [(f"{author}_id", viewer.person)] if author else []
    # Put together at once: each `|` compares all that is there already, and every page asks this.
    return Q(
        (f"{field}__in", [Audience.SITE, Audience.PUBLIC]),
        *own,
        Q(
            (f"{circle}__in", viewer.circles),
            (f"{field}__in", [Audience.CIRCLE, Audience.PARENTS]),
        ),
        Q((f"{circle}__parent__in", viewer.circles), (field, Audience.PARENTS)),
        _connector=Q.OR,
    )
