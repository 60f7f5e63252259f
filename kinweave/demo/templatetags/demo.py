"""For the strip on top of every page of a demo."""

from __future__ import annotations

from django import template

from kinweave.demo.personas import PERSONAS, Persona

register = template.Library()


@register.simple_tag
def personas() -> tuple[Persona, ...]:
    """Whom one may be."""
    return PERSONAS
