"""Why a command stops before it is done."""

from __future__ import annotations

from kinweave.words import gettext as _


class RefusedError(Exception):
    """What was typed or given cannot be used; str() says what was understood and what to do."""

    def __init__(self, what: str, *instead: str) -> None:
        super().__init__("\n".join([what, *(f"  {text}" for text in instead)]))


class InternalError(Exception):
    """An answer of ours broke a rule of ours; str() says so. Nothing was written."""

    def __init__(self, kinds: set[str]) -> None:
        super().__init__(
            _(
                "What came out breaks a rule ({kinds}), so nothing was written. The mistake is"
                " Kinweave’s, not yours: tell its maintainers, with the options that you used."
            ).format(kinds=", ".join(sorted(kinds)))
        )
