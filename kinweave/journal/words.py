"""The journal in words: each verb of the code is a sentence for people.

An app names its verbs where it is made ready::

    words("circles.welcomed", _("{who} welcomed somebody new"))

``{who}`` is the only place in a sentence. It names no second person and no thing: those are shown
where they may be seen, by whoever may see them.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

_sentences: dict[str, Any] = {
    "circles.founded": _("{who} began this circle"),
    "circles.tended": _("{who} changed what the circle says about itself"),
    "circles.ended": _("{who} ended this circle"),
    "circles.brought_back": _("{who} brought this circle back"),
    "circles.entered": _("{who} came in"),
    "circles.welcomed": _("{who} welcomed somebody new"),
    "circles.came_back": _("{who} came back"),
    "circles.left": _("{who} left"),
    "circles.standing_changed": _("{who} changed how somebody takes part"),
    "circles.stepped_forward": _("{who} stepped forward to tend the whole"),
    "circles.responsibility_made": _("{who} named a responsibility"),
    "circles.responsibility_changed": _("{who} changed a responsibility"),
    "circles.responsibility_closed": _("{who} closed a responsibility"),
    "circles.took_over": _("{who} took over a responsibility"),
    "circles.stepped_back": _("{who} stepped back from a responsibility"),
    "circles.questions_changed": _("{who} changed the questions to people who ask to join"),
    "gatherings.announced": _("{who} announced a gathering"),
    "gatherings.changed": _("{who} said something else about a gathering"),
    "gatherings.moved": _("{who} moved a gathering"),
    "gatherings.skipped": _("{who} left out a date of a gathering"),
    "gatherings.put_back": _("{who} put back a date of a gathering"),
    "gatherings.goes_on": _("{who} let a series of gatherings go on"),
    "gatherings.called_off": _("{who} called a gathering off"),
    "gatherings.taken_on": _("{who} took on hosting a gathering"),
    "circles.expected": _("{who} wrote down what members expect of each other"),
}
_unnamed = _("{who} changed something")


def words(verb: str, sentence: Any) -> None:
    """Say how ``verb`` reads."""
    before = _sentences.setdefault(verb, sentence)
    if before != sentence:
        raise ValueError(f"two sentences for {verb}")


def sentence(verb: str, who: str) -> str:
    """One deed in words."""
    return str(_sentences.get(verb, _unnamed)).format(who=who)


def spoken() -> frozenset[str]:
    """The verbs that have words."""
    return frozenset(_sentences)
