"""The fixed cast. Every private word of it is a canary: unique, so a leak is known by it."""

from tests.world.building import build
from tests.world.cast import MEMBERS, PERSONAS, POD, World
from tests.world.to_come import IBAN

__all__ = ["IBAN", "MEMBERS", "PERSONAS", "POD", "World", "build"]
