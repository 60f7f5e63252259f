"""The site's letters, on paper.

Each file is a family of its own: WeasyPrint takes two files of one family, weight and style for one
font, and draws the letters of the second (ł, č, ş) with whatever stands at their numbers in the
first. And it slants nothing by itself, so that what is stressed has a file, too.
"""

from __future__ import annotations

from importlib.resources import files

_FILES = files("kinweave.plans.fonts")
LATIN = "U+0-FF, U+131, U+152-153, U+2000-206F, U+20AC, U+2122, U+2212"
FURTHER = "U+100-130, U+132-151, U+154-2BA, U+1E00-1E9F"
FACES = "\n".join(
    f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style};'
    f' src: url("font:{name}.woff2"); unicode-range: {of}; }}'
    for family, weight, style, name, of in (
        ("Fraunces", "600", "normal", "fraunces-latin-600-normal", LATIN),
        ("Figtree", "300 900", "normal", "figtree-latin-wght-normal", LATIN),
        ("Figtree", "300 900", "italic", "figtree-latin-wght-italic", LATIN),
        ("Figtree Further", "300 900", "normal", "figtree-latin-ext-wght-normal", FURTHER),
        ("Figtree Further", "300 900", "italic", "figtree-latin-ext-wght-italic", FURTHER),
    )
)
"""What says where they are: every page that is drawn may name Fraunces, and Figtree with Figtree
Further behind it."""


def letters(url: str) -> tuple[bytes, str] | None:
    """The file that is called ``font:…`` there."""
    kind, _colon, name = url.partition(":")
    if kind != "font" or name not in {one.name for one in _FILES.iterdir()}:
        return None
    return (_FILES / name).read_bytes(), "font/woff2"
