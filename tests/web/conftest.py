"""The world that the tests of this folder share."""

from tests.world.shared import built, world  # noqa: F401 - fixtures
