"""Pages as passages of sentences, each of which stands in the page word for word.

Markdown is read line by line, far enough to know headings, lists, tables, quotes, hints, folded
questions and what is set in below a title; what only decorates (pictures, marks, tags) is taken
away, and no word is added. Time is linear in the page, whatever is written there.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from kinweave.solvers.retrieval.insets import Inset, begun, indent_of, outdented
from kinweave.solvers.retrieval.problem import Page, Passage, Sentence

MOST_WORDS = 110
"""In a passage, before another begins: more would blur what it means."""
LONGEST_LINE = 20_000
"""Characters of a line that are read."""
LONGEST_SENTENCE = 600
"""Characters: what is longer is cut between words, so that an answer stays short."""
PARAGRAPH, LINE = "\n\n", "\n"
"""What parts a sentence from the one before, where the page does."""

_COMMENT = re.compile(r"<!--.{0,2000}?-->")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_BREAK = re.compile(r"<br\s*/?>\s*$")
_BLOCK = re.compile(r"\{%(?:[^%{]|%(?!\})|\{(?!%)){0,1000}%\}")
_REFERS = re.compile(r"\s*\{%\s*content-ref\s")
_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\([^()]{0,1000}(?:\([^()]{0,300}\)[^()]{0,300})?\)")
_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]{0,100}\]){0,1000})\]"
    r"(?:\((?:<[^<>]{0,1000}>|[^()<>]{0,1000}(?:\([^()]{0,300}\)[^()]{0,300}){0,3})\)|\[[^\[\]]{0,200}\])"
)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,500}|[^<>\s@]{1,100}@[^<>\s]{1,100})>")
_CODE = re.compile(r"`+([^`]{1,500})`+")
_MARKS = re.compile(r"(?<!\\)(\*{1,4}|~~|(?<![^\W_])_{1,3}|_{1,3}(?![^\W_]))")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|~&$%@:])")
_SPACES = re.compile(r"\s+")
_SPACES_AND_LINES = re.compile(r"[\s_-]+")
_NO_WORD = re.compile(r"[^\w\s-]")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:\s+(.*?))?\s*#*\s*$")
_ITEM = re.compile(r"^(\s*)([-*+]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?(.*)$")
_OWN = re.compile(r"<a\s[^<>]{0,500}\b(?:id|name)=\"([^\"<>]{1,200})\"|\{#([\w:.-]{1,80})\}\s*$")
"""The anchor that a heading was given: by a link with an id, as GitBook has it, or at its end."""
_GIVEN = re.compile(r"\{#[\w:.-]{1,80}\}\s*$")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$|^\s*=+\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_CELLS = re.compile(r"(?<!\\)\|")
_BOLD_LINE = re.compile(r"^\s*(?:\*\*|__)(?P<text>[^*_]{1,120})(?:\*\*|__)\s*:?\s*\\?\s*$")
_SUMMARY = re.compile(r"<summary>(.*?)(?:</summary>|$)", re.IGNORECASE)
_NOTED = re.compile(r"\[\^[^\[\]\s]{1,50}\]")
_TERM = re.compile(r"^\s*\[\^[^\]]{1,50}\]:\s*")
# Where one sentence may end and another begin.
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-zß-öø-ÿ])|[。！？]")
_SHORTENED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|ca|cf|dr|mr|mrs|ms|prof|st|no|nr|bzw|z\.B|p\.ej|sr|sra|"
    r"env|fig|vol|inc|ltd|jr|dept)|\b[A-Z]|\b\d{1,3})\.\s*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Reading:
    """Where the reader is."""

    levels: list[tuple[int, str]] = field(default_factory=list)
    anchor: str = ""
    section: str = ""
    label: str = ""
    """A line in bold that stands for a heading: what is below belongs to it."""
    sentences: list[Sentence] = field(default_factory=list)
    words: int = 0


def passages(page: Page) -> list[Passage]:
    """All of a page, in reading order; none where it has no words."""
    return list(_Reader(page).read())


def plain(text: str) -> str:
    """One line or paragraph of Markdown as its reader sees it."""
    text = _AUTOLINK.sub(r"\1", _COMMENT.sub(" ", text))
    text = _NOTED.sub("", _IMAGE.sub(" ", _BLOCK.sub(" ", text)))
    for _ in range(2):  # a picture's or a title's brackets within a link's
        text = _LINK.sub(r"\1", text)
    text = _CODE.sub(r"\1", _TAG.sub(" ", text))
    text = _ESCAPED.sub(r"\1", _MARKS.sub("", text))
    text = html.unescape(text).replace("\u200b", "").replace("\ufeff", "")
    return _SPACES.sub(" ", text).strip(" \\")


def anchor(heading: str) -> str:
    """The heading's address in its page, as forges and GitBook write it."""
    folded = unicodedata.normalize("NFKC", heading).lower()
    kept = re.sub(r"[^\w\s-]", "", folded)
    return re.sub(r"[\s]+", "-", kept.strip())


def sentences(text: str) -> list[str]:
    """Plain text, cut where sentences end; put together with spaces it is the text again."""
    found = []
    begin = 0
    for end in _END.finditer(text):
        if _SHORTENED.search(text, max(begin, end.start() - 12), end.start() + 1):
            continue
        found.append(text[begin : end.end()].strip())
        begin = end.end()
    found.append(text[begin:].strip())
    return [piece for whole in found if whole for piece in _short(whole)]


def _short(text: str) -> Iterator[str]:
    while len(text) > LONGEST_SENTENCE:
        cut = text.rfind(" ", 1, LONGEST_SENTENCE)
        cut = cut if cut > 0 else LONGEST_SENTENCE
        yield text[:cut]
        text = text[cut:].strip()
    if text:
        yield text


@dataclass(frozen=True, slots=True)
class _Within:
    """A block that the reader is in, and what introduced what came before it."""

    inset: Inset
    levels: list[tuple[int, str]]
    label: str
    intro: str
    leads: list[tuple[int, str]]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Those that do not fold."""
        return [one for one in self.levels if one[0] < 6]


class _Reader:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.at = _Reading()
        self.done: list[Passage] = []
        self.paragraph: list[str] = []
        self.began = 0
        self.leads: list[tuple[int, str]] = []
        """Of lists: how far in, and the words above it."""
        self.intro = ""
        self.mark = PARAGRAPH
        self.refers = False
        """Whether what stands in a reference to a page comes: its name, which is not said here."""
        self.anchors: dict[str, int] = {}
        self.sections: dict[str, int] = {}
        """How often a heading's anchor was there, as a page of the book numbers them."""
        self.within: list[_Within] = []

    def read(self) -> list[Passage]:
        lines = self.page.body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        fenced = ""
        table: list[str] | None = None
        start = self._front(lines)
        for number in range(start, len(lines)):
            line = lines[number][:LONGEST_LINE]
            if self.within and line.strip():
                if self._leave(indent_of(line)):
                    fenced, table = "", None
                line = outdented(line, self.within[-1].inset.inward if self.within else 0)
            if fence := _FENCE.match(line):
                self._end()
                fenced = "" if fenced == fence[1] else fenced or fence[1]
                continue
            if fenced:
                self._say(plain(line.replace("`", "")), number)
                continue
            if inset := begun(lines, number):
                self._enter(inset)
                table = None
                continue
            if "|" in line and line.lstrip().startswith("|"):
                table = self._row(line, number, table)
                continue
            table = None
            self._line(line, number)
        self._leave(-1)
        self._end()
        self._close()
        return self.done

    def _enter(self, inset: Inset) -> None:
        """A block begins; its title introduces what is in it, or is a question that folds."""
        self._end()
        at, words = self.at, plain(inset.title)
        self.within.append(_Within(inset, list(at.levels), at.label, self.intro, self.leads))
        if inset.folds:
            self._heading(6, words)
        elif words:
            self._label(words)
        self.leads, self.mark = [], PARAGRAPH

    def _leave(self, inward: int) -> bool:
        """Out of all blocks that end before a line set in so far; whether there was one."""
        left = False
        while self.within and inward < self.within[-1].inset.inward:
            left = True
            was = self.within.pop()
            self._end()
            # Where a heading came meanwhile, that is what introduces what follows.
            if [one for one in self.at.levels if one[0] < 6] == was.headings:
                if was.inset.folds or self.at.label != was.label:
                    self._close()
                self.at.levels = list(was.levels)
                self.at.label, self.intro, self.leads = was.label, was.intro, was.leads
            self.mark = PARAGRAPH
        return left

    def _front(self, lines: list[str]) -> int:
        """Over the front matter, where there is some; its description is read."""
        if not lines or lines[0].strip() != "---":
            return 0
        for number in range(1, min(len(lines), 100)):
            if lines[number].strip() in ("---", "..."):
                self._describe(lines[1:number])
                return number + 1
        return 0

    def _describe(self, lines: list[str]) -> None:
        told: list[str] = []
        inside = False
        for line in lines:
            if line.startswith("description:"):
                inside = True
                told.append(line.partition(":")[2].strip().removeprefix(">-").strip(" >|\"'"))
            elif inside and line[:1].isspace():
                told.append(line.strip())
            else:
                inside = False
        self._add_all(plain(" ".join(told)), 1, "", PARAGRAPH)

    def _line(self, line: str, number: int) -> None:
        if folded := _SUMMARY.search(line):
            self._end()
            self._heading(6, plain(folded[1]))
            return
        if re.match(r"\s*</details>", line, re.IGNORECASE):
            self._end()
            if self.at.levels and self.at.levels[-1][0] == 6:
                self._close()
                self.at.levels.pop()
            return
        line = re.sub(r"^(\s{0,3}>\s?)+", "", line)
        heading = _HEADING.match(line)
        if heading and (heading[2] or not self.paragraph):
            self._end()
            own = _OWN.search(heading[2] or "")
            if words := plain(_GIVEN.sub("", heading[2] or "")):
                self._heading(len(heading[1]), words, (own[1] or own[2]) if own else "")
            return
        if not line.strip() or _RULE.match(line):
            self._end()
            self.mark = PARAGRAPH
            return
        if _BLOCK.fullmatch(line.strip()):
            self._end()
            self.refers = _REFERS.match(line) is not None
            return
        if self.refers and _LINK.fullmatch(line.strip()):
            return
        if bold := _BOLD_LINE.match(line):
            self._end()
            self._label(plain(bold["text"]))
            return
        if item := _ITEM.match(line):
            self._end()
            self._item(len(item[1].expandtabs(4)), item[2], item[3], number)
            return
        if not self.paragraph:
            self.began = number
            if self.leads and not line[:1].isspace():
                self.leads = []
        self.paragraph.append(_TERM.sub("", line).rstrip("\\"))
        # A link may go on below; cut in two, its address would be read as words.
        open_link = line.rfind("[") > line.rfind("]")
        if not open_link and (line.endswith(("\\", "  ")) or _BREAK.search(line)):
            self._end()
            self.mark = LINE

    def _item(self, inward: int, sign: str, words: str, number: int) -> None:
        while self.leads and self.leads[-1][0] >= inward:
            self.leads.pop()
        if not self.leads:
            self.leads.append((inward - 1, self.intro))
        self.began = number
        self.paragraph = [words]
        said = plain(words)
        self.leads.append((inward, said))
        self.mark = LINE + "  " * (len(self.leads) - 2) + ("-" if sign in "-*+" else sign) + " "

    def _row(self, line: str, number: int, table: list[str] | None) -> list[str]:
        self._end()
        cells = [plain(cell) for cell in _CELLS.split(line.strip().strip("|"))]
        if table is None:
            return cells
        if all(re.fullmatch(r":?-{1,}:?", cell.replace(" ", "")) for cell in cells if cell):
            return table
        told = [
            f"{head}: {cell}" if head and head != cell else cell
            for head, cell in zip([*table, *[""] * len(cells)], cells, strict=False)
            if cell
        ]
        if told:
            self._add(Sentence("; ".join(told), number, self.at.label or self.intro, mark=LINE))
        return table

    def _heading(self, level: int, words: str, own: str = "") -> None:
        self._close()
        while self.at.levels and self.at.levels[-1][0] >= level:
            self.at.levels.pop()
        self.at.levels.append((level, words))
        name = anchor(words)
        times = self.anchors.get(name, 0)
        self.anchors[name] = times + 1
        section = own or words
        key = _SPACES_AND_LINES.sub("-", _NO_WORD.sub("", section.casefold())).strip("-")[:80]
        before = self.sections.get(key, 0)
        self.sections[key] = before + 1
        # What is folded has no address of its own: the heading above it leads there.
        if level < 6 or not self.at.anchor:
            self.at.anchor = f"{name}-{times}" if times else name
            self.at.section = f"{key}-{before}" if before else section
        self.at.label = self.intro = ""
        self.leads = []

    def _label(self, words: str) -> None:
        self._close()
        self.at.label = words
        self.leads = []
        self.intro = words

    def _say(self, words: str, number: int) -> None:
        self._add_all(words, number, self.at.label, LINE)

    def _end(self) -> None:
        """The paragraph or item is whole."""
        if not self.paragraph:
            return
        words = plain(" ".join(self.paragraph))
        self.paragraph = []
        mark, self.mark = self.mark, PARAGRAPH
        if not words:
            return
        lead = self.at.label
        if self.leads:
            lead = next((said for _, said in reversed(self.leads[:-1]) if said), lead)
        else:
            self.intro = words if words.endswith(":") else self.at.label
        if self.leads and not mark.strip():  # it goes on within an item
            mark += "  " * (len(self.leads) - 1)
        self._add_all(words, self.began, lead, mark)

    def _add_all(self, words: str, number: int, lead: str, mark: str) -> None:
        """What belongs together, sentence by sentence."""
        for sentence in sentences(words):
            self._add(Sentence(sentence, number, lead if lead != sentence else "", mark=mark))
            mark = " "

    def _add(self, sentence: Sentence) -> None:
        if not any(char.isalnum() for char in sentence.text):
            return
        count = len(sentence.text.split())
        if self.at.words and self.at.words + count > MOST_WORDS:
            self._close()
        self.at.sentences.append(sentence)
        self.at.words += count

    def _close(self) -> None:
        """A passage is whole."""
        if self.at.sentences:
            headings = [words for _, words in self.at.levels if words]
            if headings and headings[0] == self.page.title:
                headings = headings[1:]
            if self.at.label:
                headings.append(self.at.label)
            self.done.append(
                Passage(
                    self.page.path,
                    self.page.title,
                    tuple(headings),
                    self.at.anchor,
                    tuple(self.at.sentences),
                    self.at.section,
                )
            )
        self.at.sentences = []
        self.at.words = 0
