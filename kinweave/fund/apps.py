"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundConfig(AppConfig):
    """See the package."""

    name = "kinweave.fund"
    label = "fund"

    def ready(self) -> None:
        """Tell the door who may do what, and what goes when somebody leaves or is forgotten."""
        from kinweave.fund import (
            exporting,
            leaving,
            letters,
            policies,
        )
        from kinweave.journal.words import words

        words("fund.begun", _("{who} opened a fund"))
        words("fund.changed", _("{who} said something else about the fund"))
        words("fund.keeper_named", _("{who} named who keeps the fund"))
        words("fund.keeper_stepped_back", _("{who} stepped back from keeping the fund"))
        words("fund.closed", _("{who} closed the fund"))
