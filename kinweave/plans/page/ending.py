"""The end of the page: who has no crew yet, how good the plan is, how to read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from kinweave import __version__
from kinweave.plans.page.crew import Cast
from kinweave.plans.page.markup import Html, element, isolated, together
from kinweave.plans.reasons import reason_in_words
from kinweave.plans.wording import listed
from kinweave.solvers.crews.problem import Plan, Unplaced, Weights
from kinweave.solvers.running import Quality
from kinweave.words import gettext as _


def waiting_section(unplaced: Sequence[Unplaced], cast: Cast) -> Html:
    """Those without a crew for now, why, and what would help."""
    if not unplaced:
        return Html()
    return element(
        "section",
        element("h2", _("Not in a crew yet"), id="waiting-title"),
        element(
            "p",
            _("A place can still open. Here is what stood in the way, and what would help."),
            class_="quiet",
        ),
        element("ul", together(_waiting(person, cast) for person in unplaced), class_="waiting"),
        id="waiting",
        aria_labelledby="waiting-title",
    )  # fmt: skip


def _waiting(person: Unplaced, cast: Cast) -> Html:
    helps = [reason_in_words(reason, cast.names) for reason in person.would_help]
    return element(
        "li",
        element("h3", isolated(cast.name(person.key))),
        element("p", reason_in_words(person.reason, cast.names)),
        element(
            "div",
            element("p", _("What would help:")),
            element("ul", together(element("li", help_) for help_ in helps)),
            class_="help",
        )
        if helps
        else "",
    )


def closing_sections(plan: Plan) -> Html:
    """How good the plan is, and how to read it."""
    return together(
        (
            element(
                "section",
                element("h2", _("How good this plan is"), id="quality-title"),
                together(element("p", said) for said in quality_in_words(plan.quality)),
                element("p", weights_in_words(plan.weights)),
                aria_labelledby="quality-title",
            ),
            element(
                "section",
                element("h2", _("How to read this page"), id="reading-title"),
                together(element("p", said) for said in _reading()),
                aria_labelledby="reading-title",
            ),
        )
    )


def made_by(plan: Plan) -> str:
    """Where the page comes from, and how the same could be had again."""
    made = _("Woven by Kinweave {version}, seed {seed}.").format(
        version=__version__, seed=plan.seed
    )
    if plan.quality.cut_short:  # then they may not
        return made
    again = _("The same answers with the same seed give the same crews.")
    return f"{made} {again}"


def quality_in_words(quality: Quality) -> list[str]:
    """How far from the best possible, as sentences."""
    said = [_distance(quality)]
    if quality.cut_short:
        said.append(_("The time ran out before the search was done; a longer one may find more."))
    return said


def _distance(quality: Quality) -> str:
    gap = quality.gap
    if quality.proven:
        return _("No better plan can be made from these answers: that is proven.")
    if gap is None:
        return _("How much better a plan could be is not known.")
    if gap < 0.0005:
        return _("It is as good as the best possible, but for less than a thousandth.")
    percent = f"{gap:.0%}" if gap >= 0.095 else f"{gap:.1%}"
    return _("It is within {percent} % of the best possible; it may be closer.").format(
        percent=percent.rstrip("%")
    )


def weights_in_words(weights: Weights) -> str:
    """What counted, the weightiest first."""
    names = {
        "time": _("time in common"),
        "interests": _("shared interests and intentions"),
        "fresh": _("people who have not met"),
        "wishes": _("wishes and calls"),
        "host": _("somebody who would host"),
        "size": _("a good size"),
        "places": _("different places"),
    }
    parts = sorted(asdict(weights).items(), key=lambda part: (-part[1], part[0]))
    whole = sum(weight for _name, weight in parts)
    counted = [
        _("{what} ({percent} %)").format(what=names[name], percent=round(100 * weight / whole))
        for name, weight in parts
        if weight > 0
    ]
    if not counted:
        return _("Nothing was given any weight.")
    return _("What counted: {things}.").format(things=listed(counted))


def _reading() -> list[str]:
    return [
        _("Times are by the clock on the wall of the place that is named. A crew keeps the clock "
          "of its own place; where clocks change in between, the table says so."),
        _("On the cloth, a wide thread is a time that works for the whole crew at every one of "
          "its dates; a thin thread works if need be; the framed one is proposed."),
    ]  # fmt: skip
