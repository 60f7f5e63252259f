"""People: an account, what they tell and to whom, their week, what is theirs alone."""

from kinweave.people.models.leaving import Erasure, Export
from kinweave.people.models.own import Block, Note
from kinweave.people.models.person import Person
from kinweave.people.models.profile import Field, Profile, SpokenLanguage, Told, Topic
from kinweave.people.models.week import WeeklyHours

__all__ = [
    "Block",
    "Erasure",
    "Export",
    "Field",
    "Note",
    "Person",
    "Profile",
    "SpokenLanguage",
    "Told",
    "Topic",
    "WeeklyHours",
]
