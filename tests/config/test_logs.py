"""One event, one line."""

from __future__ import annotations

import logging

from kinweave.config.logs import OneLine


def test_nothing_that_somebody_typed_begins_a_line_of_its_own_in_the_log() -> None:
    typed = "Ada\r\n2027-01-01 ERROR forged\v\f\x00\x1b[31m\x85\u2028\u2029end"
    record = logging.LogRecord("kinweave", logging.INFO, "", 1, "joined: %s", (typed,), None)
    line = OneLine().format(record)
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    assert "\x00" not in line
    assert line.endswith("end")
