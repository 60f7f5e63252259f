"""``can(viewer, "verb", thing)``: asked alike by template, view and action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from kinweave.access.viewer import Viewer

Policy = Callable[[Viewer, Any], bool]
P = TypeVar("P", bound=Policy)
_policies: dict[tuple[str, type], Policy] = {}


def rule(verb: str, thing: type) -> Callable[[P], P]:
    """Register who may ``verb`` a ``thing``; each pair has one rule."""

    def register(policy: P) -> P:
        before = _policies.setdefault((verb, thing), policy)
        if before is not policy:
            raise ValueError(f"two rules for {verb} and {thing.__name__}")
        return policy

    return register


def can(viewer: Viewer, verb: str, thing: object) -> bool:
    """Whether ``viewer`` may ``verb`` this ``thing``.

    Raises ``LookupError`` where nobody wrote a rule: a forgotten rule must not pass for a "no".
    """
    for kind in type(thing).__mro__:
        if policy := _policies.get((verb, kind)):
            return policy(viewer, thing)
    raise LookupError(f"no rule says who may {verb} {type(thing).__name__}")


def policies() -> dict[tuple[str, type], Policy]:
    """All that have been registered, for the page that says who may do what."""
    return dict(_policies)
