"""Fields for what people write."""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

AnyField = TypeVar("AnyField", bound=forms.Field)
NOT_AN_ADDRESS = _("This is not yet a mail address. One looks like ana@example.org.")


def unmarked(field: AnyField) -> AnyField:
    """A field that may be left empty, without "(if you like)" behind its name: something is chosen
    in it in any case, one of several is wanted, or it is what the whole form is about."""
    field.unmarked = True  # type: ignore[attr-defined]  # the template of fields asks for it
    return field


def one_line(text: str) -> str:
    """``text`` as one line: whatever breaks or hides one becomes a blank, and blanks are single.

    A name stands in a subject, a log, a calendar: none of it may begin a line of its own there.
    """
    shown = (sign if unicodedata.category(sign) not in {"Cc", "Zl", "Zp"} else " " for sign in text)
    return " ".join("".join(shown).split())


class OneLine(forms.CharField):
    """A name, a title, a few words: always one line."""

    def to_python(self, value: Any) -> str:
        """What was typed, as one line."""
        return super().to_python(one_line(str(value)) if value is not None else value) or ""


class Address(forms.EmailField):
    """A mail address; if it is none, what one looks like."""

    default_error_messages: ClassVar = {"invalid": NOT_AN_ADDRESS}


class HowMany(forms.IntegerField):
    """A number, and what to write instead of one that does not fit."""

    default_error_messages: ClassVar = {
        "invalid": _("Write a whole number here, in digits."),
        "max_value": _("Write %(limit_value)s or less."),
        "min_value": _("Write %(limit_value)s or more."),
    }
