"""The first words of home: by the hour on one's own wall, and how much asks for one."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

FEW_ASK = (
    gettext_lazy("Nothing asks for you."),
    gettext_lazy("One thing asks for you. Nothing else is waiting."),
    gettext_lazy("Two things ask for you. Nothing else is waiting."),
    gettext_lazy("Three things ask for you. Nothing else is waiting."),
    gettext_lazy("Four things ask for you. Nothing else is waiting."),
)


def greeting(hour: int, name: str) -> str:
    """What one says on coming in, at this hour of the day."""
    if 5 <= hour < 12:
        words = _("Good morning, {name}.") if name else _("Good morning.")
    elif 12 <= hour < 18:
        words = _("Good afternoon, {name}.") if name else _("Good afternoon.")
    else:
        words = _("Good evening, {name}.") if name else _("Good evening.")
    return words.format(name=name)


def how_much_asks(count: int) -> str:
    """One calm sentence: what is waiting, and that this is all."""
    if count < len(FEW_ASK):
        return str(FEW_ASK[count])
    return ngettext(
        "{count} thing asks for you. Nothing else is waiting.",
        "{count} things ask for you. Nothing else is waiting.",
        count,
    ).format(count=count)
