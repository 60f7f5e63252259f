"""Payment references: a short one for each booking, with check digits, found again in any text.

ISO 11649: ``RF``, two check digits, and up to 21 letters and digits. Ours have eight, drawn from
signs that nobody mistakes for each other, so that they can be read out on a telephone.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Container, Iterable

from kinweave.fund.accounts import check_digits

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
SIGNS = 8
_FOUND = re.compile(rf"(?=(RF[0-9]{{2}}[{LETTERS}]{{{SIGNS}}}))")


def drawn() -> str:
    """Signs that nobody guesses: 40 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(SIGNS))


def reference(signs: str) -> str:
    """The whole reference."""
    return f"RF{check_digits('RF', signs)}{signs}"


def unused(taken: Container[str], draw: Callable[[], str] = drawn) -> str:
    """One that is not ``taken``, however often the same is drawn."""
    while (made := reference(draw())) in taken:
        pass
    return made


def found_in(text: str, known: Container[str]) -> list[str]:
    """Those of the ``known`` references that stand anywhere in ``text``, whatever stands between
    their signs: banks break lines, people put spaces."""
    run = re.sub(r"[^0-9A-Z]", "", text.upper())
    return list(dict.fromkeys(one for one in _each(run) if one in known))


def _each(run: str) -> Iterable[str]:
    return (match[1] for match in _FOUND.finditer(run))
