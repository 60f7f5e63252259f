"""What a date leaves behind: harvests, recordings, a note of who came, a letter to them."""

from kinweave.harvests.models.harvest import Harvest
from kinweave.harvests.models.looking_back import Afterword, Noted, Receiver, TakenOut, WhoCame
from kinweave.harvests.models.recordings import Consent, Decline, Recording, Speaker, Withdrawal

__all__ = [
    "Afterword",
    "Consent",
    "Decline",
    "Harvest",
    "Noted",
    "Receiver",
    "Recording",
    "Speaker",
    "TakenOut",
    "WhoCame",
    "Withdrawal",
]
