"""A circle's fund, what each gives, and how whatever asks for money says how to pay."""

from kinweave.fund.models.contributions import Contribution
from kinweave.fund.models.fund import Fund
from kinweave.fund.models.paying import PAYMENT, SaysHowToPay

__all__ = ["PAYMENT", "Contribution", "Fund", "SaysHowToPay"]
