"""Writes markdown-it's tokens as plain words, block after block."""

from __future__ import annotations

from markdown_it.token import Token


def written_of(tokens: list[Token], *, addresses: bool) -> str:
    """Tokens as plain words."""
    page = _Page()
    cells: list[str] | None = None
    is_tight = False
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                page.begin_list()
            case "bullet_list_close" | "ordered_list_close":
                page.end_list()
            case "list_item_open":
                page.begin_item(f"{token.info}. " if token.info else "– ")
            case "paragraph_open" | "heading_open" | "table_open":
                is_tight = token.hidden
            case "tr_open":
                cells = []
            case "tr_close":
                page.add(" | ".join(cells or ()).rstrip(" |"), is_tight)
                cells, is_tight = None, True
            case "inline":
                words = words_of(token.children or [], addresses=addresses)
                if cells is None:
                    page.add(words, is_tight)
                else:
                    cells.append(words)
            case "fence" | "code_block":
                page.add(token.content.rstrip(), is_tight=False)
    return "".join(page.written)


class _Page:
    """Blocks of plain words, one after the other, those of lists under their items."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self._lists = 0
        self._mark = ""  # of the item that has begun, until its first block is written
        self._begins = False  # a list that is in no other

    def begin_list(self) -> None:
        self._lists += 1
        self._begins |= self._lists == 1

    def end_list(self) -> None:
        self._lists -= 1
        self._mark = ""

    def begin_item(self, mark: str) -> None:
        self._mark = mark

    def add(self, block: str, is_tight: bool) -> None:
        """A block, after an empty line or, where it is tight, on the line after the last."""
        if not block:
            return
        if self.written:
            self.written.append("\n" if is_tight and not self._begins else "\n\n")
        indent = "  " * self._lists
        self.written.append(indent[2:] + self._mark if self._mark else indent)
        self.written.append(block.replace("\n", f"\n{indent}"))
        self._mark, self._begins = "", False


def words_of(tokens: list[Token], *, addresses: bool) -> str:
    """What stands inside a paragraph as plain words."""
    words: list[str] = []
    href, begins = "", 0
    for token in tokens:
        match token.type:
            case "text" | "code_inline" | "picture":
                words.append(token.content)
            case "softbreak":
                words.append(" ")
            case "hardbreak":
                words.append("\n")
            case "link_open":
                href = "" if token.info == "auto" else href_of(token)
                begins = len(words)
            case "link_close" if addresses and href not in ("", "".join(words[begins:])):
                words.append(f" ({href})")
    return "".join(words).strip()


def href_of(link: Token) -> str:
    """Where a link leads."""
    return str(link.attrs["href"])
