"""Names that people could have, and names that somebody made up to do harm."""

from __future__ import annotations

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style><script>alert(1)</script>",
    "]]><!--",
    "--><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "javascript:alert(1)",
    "{{7*7}} ${7*7} {name} %s",
    "\u202etxet desrever\u2069",
    "a\x00b\x1b[31m\x85\u2028c",
    "\ud800 alone",
    "W" * 120,
    "Maria " * 20,
    "عبد الرحمن الخوارزمي",
    "Zoë 👩‍👩‍👧 O’Brien-Müller",
)
