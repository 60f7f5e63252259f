"""Letters of signing in. A code is handed over in memory; a letter without it is not written."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.notices.letters import About, Reader, letter

CHANGES = {
    "address": _("Your e-mail address here was changed."),
    "second factor on": _("A second step was added to signing in."),
    "second factor off": _("The second step of signing in was taken away."),
    "passkey added": _("A passkey was added."),
    "passkey removed": _("A passkey was taken away."),
    "recovery codes": _("New recovery codes were made; the old ones no longer work."),
    "elsewhere": _("Your account on another site lets you in here from now on."),
    "else": _("How you sign in here was changed."),
}


@letter(
    "people.code",
    kind="sign-in",
    what=_("A code to sign in or to confirm an address"),
    needed=True,
    at_once=True,
    sample={"code": "QX7-M2P"},
)
def code(_reader: Reader, about: About) -> dict[str, Any] | None:
    """The code that somebody asked for a moment ago."""
    return {"code": about["code"]} if "code" in about else None


@letter(
    "people.nobody_here",
    kind="sign-in",
    what=_("Somebody tried to sign in with your address, which has no account"),
    needed=True,
    at_once=True,
)
def nobody_here(_reader: Reader, about: About) -> dict[str, Any] | None:
    """To an address without an account: how to make one."""
    return {} if "now" in about else None


@letter(
    "people.somebody_here",
    kind="sign-in",
    what=_("Somebody tried to make an account with your address, which has one"),
    needed=True,
    at_once=True,
)
def somebody_here(_reader: Reader, about: About) -> dict[str, Any] | None:
    """To an address with an account: it is there already."""
    return {} if "now" in about else None


@letter(
    "people.account_changed",
    kind="sign-in",
    what=_("How you sign in was changed"),
    needed=True,
    at_once=True,
    sample={"change": CHANGES["passkey added"]},
)
def account_changed(_reader: Reader, about: About) -> dict[str, Any] | None:
    """So that nobody's ways in change behind their back."""
    change = CHANGES.get(about.get("change", ""))
    return {"change": change} if change else None
