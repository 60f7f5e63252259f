"""The letters of :mod:`tests.notices.trial`, and a mail server to send them to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.notices import trial  # noqa: F401 - its letters
from tests.notices.mailbox import Mailbox, open_mailbox
from tests.world.shared import built, world  # noqa: F401 - fixtures


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    with open_mailbox() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.EMAIL_TIMEOUT = 5
        yield box
