"""Small pieces of pages: stitches, faces, dates in words."""

from __future__ import annotations

from django import template

register = template.Library()
