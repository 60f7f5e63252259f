"""A volume as a PDF: one long page of HTML, drawn and tagged by :mod:`kinweave.papers`."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from kinweave.binding.models import Size
from kinweave.binding.saying import saying
from kinweave.binding.trees import as_html
from kinweave.binding.volume import Chapter, Line, Told, Volume
from kinweave.handbook.models.page import ALBUM, LARGE
from kinweave.papers import pdf

DEEPEST_NEW_PAGE = 1
"""Pages deeper than this follow one another without a new sheet."""


WORDS_ON_A_SHEET = {Size.A4: 330, Size.A5: 180, Size.LETTER: 310}
"""About so many; only for saying how far it is."""


def as_pdf(volume: Volume, size: Size, told: Told) -> bytes:
    """``told``: sheets laid out, of about how many. Raises :class:`kinweave.papers.CannotPrint`."""
    for chapter in volume.chapters.values():
        for one in chapter.body.iter("img"):
            one.set("src", f"picture:{one.get('src', '').rpartition('/')[2]}")
    page = render_to_string(
        "binding/paper/volume.html",
        {
            **saying(volume),
            "size": size.value,
            "contents": SafeString("".join(map(_contents, volume.contents))),
            "parts": list(_parts(volume)),
        },
    )
    words = sum(len(leaf.text.split()) for leaf in volume.leaves)
    sheets = words // WORDS_ON_A_SHEET[size] + len(volume.chapters) // 2 + 2
    return pdf(
        page,
        fetch=lambda url: _handed(volume, url),
        told=lambda number: told(min(number, sheets), sheets),
    )


def _parts(volume: Volume) -> list[dict[str, object]]:
    """Chapters, and names of parts before them. A page without words of its own, as folders have
    them, is no more than a name for what follows."""
    found: list[dict[str, object]] = []
    named = False
    for at, leaf in enumerate(volume.leaves):
        chapter = volume.chapters.get(leaf.pk)
        if chapter is not None:
            more = volume.leaves[at + 1 :][:1]
            over = not chapter.has_words and any(one.deep > leaf.deep for one in more)
            new_page = not named and leaf.deep <= DEEPEST_NEW_PAGE
            found.append(_drawn(chapter, new_page=new_page, over=over))
            named = over
        elif not leaf.link:
            found.append({"part": leaf.title, "level": min(leaf.deep + 1, 5)})
            named = True
    return found


def _drawn(chapter: Chapter, *, new_page: bool, over: bool) -> dict[str, object]:
    # Its words passed the last line of kinweave.prose.
    html = mark_safe(as_html(chapter.body))  # noqa: S308 - kinweave.prose made it, and we wrote it anew
    return {
        "chapter": chapter,
        "about": chapter.leaf.about,
        "level": chapter.level,
        "new_page": new_page,
        "over": over,
        "html": html,
    }


def _contents(line: Line) -> str:
    title = escape(line.title)
    if line.to is not None:
        said = f'<a href="#{line.part or line.to.id}"><span>{title}</span></a>'
    elif line.link:
        said = f'<a class="out" href="{escape(line.link)}"><span>{title} ↗</span></a>'
    else:
        said = f"<strong>{title}</strong>"
    inside = f"<ul>{''.join(map(_contents, line.inside))}</ul>" if line.inside else ""
    return f"<li>{said}{inside}</li>"


def _handed(volume: Volume, url: str) -> tuple[bytes, str] | None:
    """One of the pictures that the volume shows."""
    kind, _colon, name = url.partition(":")
    if kind == "picture" and name.isdigit() and (kept := volume.pictures.get(int(name))):
        path = ALBUM.path_of(kept.name, LARGE)
        return (path.read_bytes(), "image/webp") if path.is_file() else None
    return None
