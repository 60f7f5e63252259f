"""Who sees what of circles: rows of the matrix.

The personas stand in the tests' world: Riverbend is seen by its members only.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import Sight

_MEMBERS = _("members of the circle; for everybody else it is not there")
_PARTNERS = _("partners of the circle")


def _answers(*may: str, member: int = 200) -> dict[str, int]:
    everybody = ("friend", "partner", "crew member", "steward", "blocked")
    return {
        "anonymous": 302,
        **{one: (200 if one in may else member) for one in everybody},
    }


def _members(name: str, what: Any, *args: str) -> Sight:
    return Sight(name, what, _MEMBERS, 404, _answers(), args or ("riverbend.slug",))


def _some(name: str, what: Any, seen_by: Any, *may: str, args: tuple[str, ...] = ()) -> Sight:
    answers = _answers(*may, member=403)
    return Sight(name, what, seen_by, 404, answers, args or ("riverbend.slug",))


def _hidden(name: str, what: Any, seen_by: Any, may: tuple[str, ...], *args: str) -> Sight:
    answers = {"anonymous": 302, **dict.fromkeys(may, 200)}
    return Sight(name, what, seen_by, 404, answers, args)


def _button(name: str, what: Any, seen_by: Any, *args: str) -> Sight:
    return Sight(name, what, seen_by, 405, {"anonymous": 302}, args or ("riverbend.slug",))


SIGHTS: list[Sight] = [
    Sight("circles", _("Your circles"), _("only you"), 200, {"anonymous": 302}),
    Sight("circle-new", _("Begin a circle"), _("people with an account"), 200, {"anonymous": 302}),
    _members("circle", _("A circle's page")),
    _members("circle-people", _("Who is in a circle")),
    _members("circle-expectations", _("What a circle expects")),
    _members("circle-responsibilities", _("Who holds what")),
    _members("circle-journal", _("What happened in a circle")),
    _members("circle-leave", _("Leaving a circle")),
    _members("crew-wish", _("Your own wish for a crew")),
    _some("circle-invitations", _("Invitations into a circle"), _PARTNERS, "partner", "steward"),
    Sight(
        "invitation",
        _("One invitation, with its link"),
        _PARTNERS,
        403,
        {"anonymous": 302, "stranger": 200},
        ("millrace.slug", "invitation.pk"),
    ),
    Sight(
        "invited",
        _("What somebody sees who holds an invitation"),
        _("whoever holds the link, while it is open"),
        200,
        {"stranger": 302},
        ("invitation.token",),
    ),
    Sight(
        "circle-join",
        _("A circle's questions"),
        _("everyone who may know of the circle, if its door says so"),
        200,
        {"anonymous": 302, "stranger": 403},
        ("millrace.slug",),
    ),
    _some("circle-applications", _("Who asks to join"), _PARTNERS, "partner", "steward"),
    _hidden(
        "application",
        _("A conversation about joining"),
        _("whoever asked, and the circle's partners"),
        ("former member", "partner", "steward"),
        "riverbend.slug",
        "application.pk",
    ),
    _button(
        "application-answer",
        _("Answering somebody who asks to join"),
        _PARTNERS,
        "riverbend.slug",
        "application.pk",
    ),
    _some("circle-expecting", _("A new version of what is expected"), _("who tends"), "steward"),
    _some("responsibility-new", _("Naming a responsibility"), _("who appoints"), "steward"),
    _some(
        "responsibility",
        _("Changing a responsibility"),
        _("who appoints"),
        "steward",
        args=("riverbend.slug", "responsibility.pk"),
    ),
    _some(
        "step-back",
        _("Handing a responsibility over"),
        _("who holds it, and who appoints"),
        "steward",
        args=("riverbend.slug", "responsibility.pk"),
    ),
    _hidden(
        "handover",
        _("An offer to take over"),
        _("the two between whom it is"),
        ("steward", "partner"),
        "riverbend.slug",
        "handover.pk",
    ),
    _button("circle-return", _("Coming back"), _("whoever left within a week")),
    _some("circle-end", _("Ending a circle"), _("partners who appoint"), "steward"),
    _button("circle-bring-back", _("Undoing an ending"), _("its partners"), "ending.pk"),
    _some("circle-tend", _("What a circle says of itself"), _("who tends"), "steward"),
    _some("circle-questions", _("Questions to newcomers"), _("who tends"), "steward"),
    _some(
        "circle-standing",
        _("Changing a standing"),
        _("who appoints"),
        "steward",
        args=("riverbend.slug", "cleo.pk"),
    ),
    _button("circle-settled", _("Putting the welcome away"), _("members")),
    _button("circle-step-forward", _("Tending a circle without partners"), _("members")),
    _some("circle-care", _("Who would like a crew"), _("who welcomes"), "steward"),
]
