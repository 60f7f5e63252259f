"""What drawing a PDF needs of a machine."""

from __future__ import annotations

from ctypes.util import find_library

import pytest

PANGO = pytest.mark.skipif(
    find_library("pangoft2-1.0") is None, reason="Pango is not on this machine: bin/_pango.py"
)
