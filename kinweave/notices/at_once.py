"""Letters that cannot wait for a worker: a code with which somebody is about to sign in."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from secrets import token_hex
from typing import Any

from django.utils.translation import get_language

from kinweave.jobs.models import State
from kinweave.notices.models import Delivery
from kinweave.notices.sending import send as send_row

_log = logging.getLogger(__name__)


def send(
    letter: str,
    *,
    receiver: Any = None,
    address: str = "",
    said: Mapping[str, Any],
    at: datetime,
) -> bool:
    """Write and send it now; whether the mail server took it (if not, say so kindly).

    ``said`` is handed to the letter's function together with what lies in the row, and is kept
    nowhere: a code is not in the database. So nobody can send this row again; where ``said`` is
    missing, that function returns ``None``, and a row left behind by a killed process is dropped.
    It is not held after a restore either: somebody asked for it at this moment.
    """
    row = Delivery.objects.create(
        letter=letter,
        receiver=receiver,
        address="" if receiver else address,
        about={"language": get_language() or ""},
        key=f"{letter}:{token_hex(16)}",
        asked_at=at,
        next_attempt=at,
        state=State.CLAIMED,
        claimed_at=at,
        attempts=Delivery.ATTEMPTS,  # the only one: put back, it is a failure
    )
    try:
        state = send_row(row, said, at)
    except Exception as error:
        _log.error("%s could not be written: %s", letter, type(error).__name__)
        row.put_back(at)
        return False
    row.settle(state or State.DONE, at)
    row.refresh_from_db(fields=["state"])
    return row.state == State.DONE
