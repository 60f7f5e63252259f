"""A transfer as a picture: what a banking app reads from the screen (EPC069-12, version 002)."""

from __future__ import annotations

from decimal import Decimal

import segno
from django.utils.safestring import SafeString, mark_safe

from kinweave.fund.accounts import HOLDER

UTF_8 = "1"


def payload(*, holder: str, iban: str, bic: str, amount: int, reference: str) -> str:
    """The lines of the code. ``amount``: in cents, of euros: there is no other."""
    euros = f"EUR{Decimal(amount).scaleb(-2):.2f}"
    lines = ("BCD", "002", UTF_8, "SCT", bic, holder[:HOLDER], iban, euros, "", reference)
    return "\n".join(lines)


def picture(lines: str) -> SafeString:
    """The code as squares, as large as a telephone likes it."""
    code = segno.make(lines, error="m", micro=False, encoding="utf-8", boost_error=False)
    drawn = code.svg_inline(
        scale=4, dark="#000", light="#fff", border=4, svgclass=None, lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308 - segno draws squares; the words are not in it
