"""An account."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, VisibleQuerySet


class PersonQuerySet(VisibleQuerySet["Person"]):
    """Sentences about people."""

    def present(self) -> PersonQuerySet:
        """Those who have not been forgotten."""
        return self.filter(forgotten_at=None)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]  # made at run time
    """Makes accounts. Nobody needs a password: a code by mail or a passkey lets people in."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """An account for somebody."""
        person: Person = self.model(email=self.normalize_email(email), **fields)
        if password is None:
            person.set_unusable_password()
        else:
            person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """An account that also sees the site's settings and accounts."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account. ``forgotten_at``: their name and all that was theirs is gone."""

    hidden_with: ClassVar[tuple[str, ...]] = ("pk",)

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="person_email")]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name, also where there is none (yet, or any more)."""
        return name_shown(self.name, self.forgotten_at)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Oneself. Circles add those with whom one shares a circle."""
        return Q(pk=viewer.person) if viewer.is_somebody else None


def name_shown(name: str, forgotten_at: datetime | None) -> str:
    """The name of somebody, read as columns; see :attr:`Person.shown_name`."""
    if forgotten_at:
        return str(_("Somebody who left"))
    return name or str(_("Somebody new"))
