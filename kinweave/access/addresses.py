"""Addresses of pages, each worked out once: a list asks for the same thirty on each visit."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse


@lru_cache(4096)
def address(name: str, *which: object) -> str:
    """``reverse``, from memory; a site has one table of addresses for as long as it runs."""
    return reverse(name, args=which)
