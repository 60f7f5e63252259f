"""Our own line drawings, on 24 by 24, for strokes of 1.8: what is in a path is the whole icon."""

from __future__ import annotations

ICONS = {
    "back": "M19 12H6M11 6.5 5.5 12l5.5 5.5",
    "calendar": "M5 6.5h14v13H5zM5 10.5h14M9 4v4M15 4v4M9 14.5h.01M12 14.5h.01M15 14.5h.01",
    "check": "M5 12.8 10 17.5 19.2 7",
    "circles": "M9 15.5a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM15.5 19.5a4.2 4.2 0 1 0 0-8.4",
    "cross": "M6.5 6.5l11 11M17.5 6.5l-11 11",
    "help": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM9.7 9.5a2.4 2.4 0 1 1 3.5 2.1"
    "c-.8.4-1.2 1-1.2 1.9M12 16.7h.01",
    "home": "M4.5 11 12 4.5 19.5 11M6.5 9.5v10h11v-10M10.5 19.5v-5h3v5",
    "key": "M8 18.5a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6ZM10.8 12.2 19 4.5M15.5 7.8l2.7 2.7",
    "leave": "M14 5H6v14h8M10.5 12H20M16.5 8.5 20 12l-3.5 3.5",
    "letter": "M4 6.5h16v11.5H4zM4.5 7l7.5 6 7.5-6",
    "more": "M6 12h.01M12 12h.01M18 12h.01",
    "notice": "M12 4.5 20.5 19h-17ZM12 10v4M12 16.5h.01",
    "pause": "M9 6v12M15 6v12",
    "people": "M9 11.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM3.5 19c.4-3 2.5-4.7 5.5-4.7"
    "s5.1 1.7 5.5 4.7M16 6a2.8 2.8 0 0 1 0 5.4M17.3 14.6c1.8.6 2.9 2.1 3.2 4.4",
    "plus": "M12 5.5v13M5.5 12h13",
    "print": "M7 9V4.5h10V9M7 17H4.5V9h15v8H17M7 14h10v5.5H7z",
    "search": "M10.8 16.5a5.8 5.8 0 1 0 0-11.6 5.8 5.8 0 0 0 0 11.6ZM15.2 15.2 19.5 19.5",
    "week": "M4.5 5.5v13M9.5 5.5v13M14.5 5.5v13M19.5 5.5v13M7 8v3M12 12v4M17 9v5",
    "you": "M12 11.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4ZM5 20c.5-3.7 3.2-5.7 7-5.7"
    "s6.5 2 7 5.7",
}
"""By the word for what it stands beside."""

TURNS = {"back", "leave"}
"""Those that point along the line, and so the other way where a script runs from the right."""
