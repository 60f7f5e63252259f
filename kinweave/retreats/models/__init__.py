"""A retreat, its programme, what is offered, who has a place, what they owe, and its crews."""

from kinweave.retreats.models.bookings import Booking, Due, Scholarship
from kinweave.retreats.models.crews import CrewPlace, CrewPlan, DayCrew
from kinweave.retreats.models.making import Making
from kinweave.retreats.models.offers import Price, Room
from kinweave.retreats.models.payments import Cost, Payment
from kinweave.retreats.models.retreat import Item, Retreat

__all__ = [
    "Booking",
    "Cost",
    "CrewPlace",
    "CrewPlan",
    "DayCrew",
    "Due",
    "Item",
    "Making",
    "Payment",
    "Price",
    "Retreat",
    "Room",
    "Scholarship",
]
