"""The people whom people name: by e-mail address, or by the name that the file has for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from kinweave.answers.cells import clean, folded, parts, says_nothing, shorten
from kinweave.answers.errors import SHOWN, MisreadError
from kinweave.words import gettext as _

_SIGN = r"[^\s@<>()\[\]\\,;:\"]"
# No address begins with a sign that makes a spreadsheet run a cell.
_EMAIL = re.compile(rf"(?![=+'-]){_SIGN}+@{_SIGN}+\.\w{{2,}}")
_NAMED = re.compile(r"[^<>=@]*<([^<>]*)>")
_FEW = 5_000  # among more people the search for a name like it would take too long
_ANYBODY = frozenset(
    ["anyone", "anybody", "everyone", "everybody", "whoever", "no preference", "egal", "all"]
)


def read_email(text: str) -> str:
    """The address in a cell, lower case, even from "Ada <ada@example.org>". Raises MisreadError."""
    if text.isascii() and text.isprintable() and _EMAIL.fullmatch(text):
        return text.lower()
    address = clean(text)
    inner = _NAMED.fullmatch(address)
    address = (inner[1] if inner else address).strip(" '").removeprefix("mailto:").rstrip(".")
    if not address:
        raise MisreadError(
            "",
            _("The e-mail address is missing."),
            _("Write one: it tells apart two people of the same name."),
        )
    if not _EMAIL.fullmatch(address):
        raise MisreadError(
            text,
            _("This is not an e-mail address."),
            _("Write it like this: ada@example.org."),
        )
    return address.lower()


class Directory:
    """Everybody in the file."""

    def __init__(self, people: Iterable[tuple[str, str]]) -> None:
        """``people``: e-mail addresses and names."""
        people = list(people)
        self._emails = {email for email, _name in people}
        counts = Counter(folded(name) for _email, name in people)
        self._by_name = {folded(name): email for email, name in people if counts[folded(name)] == 1}
        self._suggested = 0

    def named_in(self, text: str) -> Iterator[tuple[str, str | None]]:
        """Each mention of somebody in a cell, and their key, or ``None`` if they are not here."""
        for part in parts(text):
            if "@" in part:
                for mention in part.split():
                    if "@" in mention:
                        yield mention, self._found(mention)
            elif not says_nothing(part) and folded(part) not in _ANYBODY:
                yield part, self._by_name.get(folded(part))

    def among(self, text: str) -> frozenset[str]:
        """The keys of those in the file whom a cell names."""
        return frozenset(key for _mention, key in self.named_in(text) if key)

    def nobody(self, mention: str) -> MisreadError:
        """What to say of a wish for somebody who is not in the file."""
        near: list[str] = []
        self._suggested += 1
        known = {*self._emails, *self._by_name}
        if self._suggested <= SHOWN and len(known) < _FEW:
            near = get_close_matches(folded(shorten(mention)), known, n=1, cutoff=0.75)
        return MisreadError(
            mention,
            _("Nobody in this file has this e-mail address or name."),
            _("Did you mean {person}?").format(person=near[0])
            if near
            else _("Write the address with which they answered, or leave it out."),
        )

    def _found(self, mention: str) -> str | None:
        try:
            email = read_email(mention.strip("<>()[]\"'.,:"))
        except MisreadError:
            return None
        return email if email in self._emails else None
