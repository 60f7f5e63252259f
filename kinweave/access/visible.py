"""Rows through the door: ``Model.objects.visible_to(viewer)``, and no other way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, ClassVar, Self, TypeVar, cast

from django.db import models
from django.db.models import Q

from kinweave.access.viewer import Viewer

M = TypeVar("M", bound=models.Model)
Rows = TypeVar("Rows", bound=models.QuerySet[Any, Any])
Grant = Callable[[Viewer], Q | None]
_grants: defaultdict[type[models.Model], list[Grant]] = defaultdict(list)


class VisibleQuerySet(models.QuerySet[M]):
    """Starts from nothing and adds what the model's rule, and apps above it, grant."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of these rows that ``viewer`` may see. A rule of ``None`` grants nothing.

        Rows of somebody with whom there is a block are left out, whatever grants them.
        """
        rule: Grant = self.model.visible  # type: ignore[attr-defined]  # of a Visible
        found = [granted for grant in (rule, *_grants[self.model]) if (granted := grant(viewer))]
        if not found:
            return self.none()
        granted = found[0]
        for more in found[1:]:
            granted |= more
        rows = self.filter(granted)
        if viewer.hidden:
            for path in self.model.hidden_with:  # type: ignore[attr-defined]  # the same
                rows = rows.exclude(**{f"{path}__in": viewer.hidden})
        return rows


def manager_of(queryset: type[Rows]) -> Rows:
    """A manager with the sentences of a queryset. To whoever reads the code it is that queryset, as
    it answers the same calls; Django's types do not say so."""
    return cast(Rows, queryset.as_manager())


class Visible(models.Model):
    """A model that somebody may see. Its rule says who.

    ``hidden_with``: the fields that name a person; a block with one of them hides the row.
    """

    class Meta:
        abstract = True

    hidden_with: ClassVar[tuple[str, ...]] = ()
    objects: ClassVar[Any] = VisibleQuerySet.as_manager()

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """The rows that ``viewer`` may see, or ``None`` for none."""
        raise NotImplementedError(f"{cls.__name__} has no rule for who may see it")


class NotShown(models.Model):
    """A model whose rows are never shown as themselves; ``not_shown`` says why that is safe."""

    class Meta:
        abstract = True

    not_shown: ClassVar[str] = ""


def adds_to(model: type[models.Model]) -> Callable[[Grant], Grant]:
    """Let an app above ``model`` grant more of its rows: fellow members see each other."""

    def register(grant: Grant) -> Grant:
        if grant not in _grants[model]:
            _grants[model].append(grant)
        return grant

    return register


def everything() -> Q:
    """A condition that every row meets."""
    return Q(pk__isnull=False)
