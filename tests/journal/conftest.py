"""What tests of the journal begin with."""

from tests.world.shared import built, world  # noqa: F401 - fixtures
