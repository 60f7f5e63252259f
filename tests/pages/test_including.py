"""What pages take in from other files of their book, and what they cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinweave.pages import Folder, Kind, Read, Zip, bound, read_page
from kinweave.pages.including import DEEPEST, MOST_CHARACTERS, MOST_TIMES
from tests.pages.test_reading import lying, zipped

pytestmark = pytest.mark.once

CODE = """fn main() {
    // ANCHOR: greet
    let a = 1;
    // ANCHOR: loud
    greet(a);
    // ANCHOR_END: loud
    // ANCHOR_END: greet
}
"""


def page(root: Path, text: str, **files: str) -> Read:
    """The page of a book of mdBook, whose other files are named with two lines for a slash."""
    others = {name.replace("__", "/").replace("_", "."): said for name, said in files.items()}
    book = {"book.toml": "[book]", "src/SUMMARY.md": "- [A](a/a.md)", "src/a/a.md": text}
    return read_of(lying(root, {**book, **others}))


def read_of(source: Folder | Zip) -> Read:
    read = read_page(source, bound(source), "a/a.md")
    assert read is not None
    return read


def named(read: Read) -> list[tuple[Kind, int, str]]:
    return [(one.kind, one.line, one.about) for one in read.remarks]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{{#include ../b.md}}", "# B\n\nOars."),
        ("Row {{ #include ../b.md:3 }} and", "Row Oars. and"),
        ("```rust\n{{#include ../../code/x.rs:3:5}}\n```",
         "```rust\n    let a = 1;\n    // ANCHOR: loud\n    greet(a);\n```"),
        ("{{#include ../../code/x.rs::1}}", "fn main() {"),
        ("{{#include ../../code/x.rs:8:}}", "}"),
        ("{{#include ../../code/x.rs:0:1}}", "fn main() {"),
        ("{{#include ../../code/x.rs:99}}", ""),
        ("{{#include ../../code/x.rs:7:2}}", ""),
        ("{{#include ../../code/x.rs:greet}}", "    let a = 1;\n    greet(a);"),
        ("{{#rustdoc_include ../../code/x.rs:loud}}", "    greet(a);"),
        ("{{#playground ../../code/x.rs:loud editable}}", "```rust,editable\n    greet(a);\n```"),
        ("{{#playpen ../../code/x.rs:1}}", "```rust\nfn main() {\n```"),
        ("{{#playground ../fence.md}}", "````rust\n```\nx\n```\n````"),
        ('{% include "../two words.md" %}', "Of words."),
        (r"\{{#include ../b.md}}", r"\{{#include ../b.md}}"),
        ("{{#includes ../b.md}} {{include ../b.md}}", "{{#includes ../b.md}} {{include ../b.md}}"),
        ("{{#include ../b.md", "{{#include ../b.md"),
        ("{{#include ../deep/c.md}}", "C takes in: # B\n\nOars."),
    ],
)  # fmt: skip
def test_what_came_along_is_taken_in(tmp_path: Path, written: str, read: str) -> None:
    files = {"src/b.md": "---\ntitle: B\n---\n\n# B\r\n\r\nOars.\n", "code/x.rs": CODE,
             "src/deep/c.md": "C takes in: {{#include ../b.md}}", "src/fence.md": "```\nx\n```\n",
             "src/two words.md": "Of words."}  # fmt: skip
    book = {
        "book.toml": "[book]",
        "src/SUMMARY.md": "- [A](a/a.md)",
        "src/a/a.md": written,
        **files,
    }
    found = read_of(lying(tmp_path, book))
    assert found.front.text == read.strip("\n")
    assert [one for one in named(found) if one[0] != Kind.UNKNOWN_BLOCK] == []


@pytest.mark.parametrize(
    "path",
    ["../../../secret.md", "/etc/passwd", "../../secret.md", "..\\b.md", "C:/b.md", "link.md", ".",
     "", "../../.git/config", "../b.md:nowhere", "../art.png", "%2e%2e/b.md", "//b.md",
     "https://far.example/b.md", "lost.md"],
)  # fmt: skip
@pytest.mark.parametrize("how", ["a folder", "a zip"])
def test_nothing_else_is_taken_in_and_it_is_named(tmp_path: Path, path: str, how: str) -> None:
    text = f"---\nx: y\n---\n\n# A\n\n{{{{#include {path} }}}}\n\n`{{{{#playground {path}}}}}` end"
    files = {"book.toml": "[book]", "src/SUMMARY.md": "- [A](a/a.md)", "src/a/a.md": text,
             "src/b.md": "# B", ".git/config": "secret", "src/art.png": "\0secret"}  # fmt: skip
    (tmp_path / "secret.md").write_text("secret")
    if how == "a zip":
        source: Folder | Zip = Zip(zipped({name: said.encode() for name, said in files.items()}))
    else:
        lying(tmp_path / "book", files)
        (tmp_path / "book/src/a/link.md").symlink_to(tmp_path / "secret.md")
        source = Folder(tmp_path / "book")
    read = read_of(source)
    assert "secret" not in read.front.text.replace("secret.md", "")
    assert read.front.text.endswith("` end")
    about = path.strip()
    if path:
        assert [one for one in named(read) if one[0] == Kind.NOTHING_TO_TAKE_IN] == [
            (Kind.NOTHING_TO_TAKE_IN, 7, about), (Kind.NOTHING_TO_TAKE_IN, 9, about)
        ]  # fmt: skip
    assert {one.kind for one in read.remarks} <= {Kind.NOTHING_TO_TAKE_IN}


def test_lines_are_those_of_the_file_whatever_was_taken_in(tmp_path: Path) -> None:
    text = (
        "---\nx: y\n---\n\n{{#include ../b.md}}\n[own](lost-1.md)\n\n"
        "{{#include gone.md}} x {{#include ../b.md:5}} [own](lost-2.md)\n{{#title T}}\n"
    )
    read = page(tmp_path, text, src__b_md="\n\n\nOars.\n[its](lost-3.md)\n")
    assert read.front.text == (
        "Oars.\n[its](lost-3.md)\n[own](lost-1.md)\n\n"
        "{{#include gone.md}} x  [own](lost-2.md)\n{{#title T}}"
    )
    assert named(read) == [
        (Kind.NOTHING_TO_TAKE_IN, 8, "gone.md"),
        (Kind.DEAD_LINK, 5, "lost-3.md"),
        (Kind.DEAD_LINK, 6, "lost-1.md"),
        (Kind.DEAD_LINK, 8, "lost-2.md"),
        (Kind.UNKNOWN_BLOCK, 9, "#title"),
    ]


def test_what_gitbook_takes_in_is_named_once_where_it_did_not_come(tmp_path: Path) -> None:
    read = page(tmp_path, "{% include 'gone.md' %}\n{% include gone.md %}\n{% include '../b.md' %}",
                src__b_md="B")  # fmt: skip
    assert read.front.text.endswith("\nB")
    assert named(read) == [
        (Kind.NOTHING_TO_TAKE_IN, 1, "gone.md"),
        (Kind.UNKNOWN_BLOCK, 2, "include"),
    ]


def test_what_goes_in_a_circle_ends(tmp_path: Path) -> None:
    read = page(tmp_path, "A {{#include ../b.md}}", src__b_md="B {{#include a/a.md}}")
    assert read.front.text == "A B {{#include a/a.md}}"
    assert named(read) == [(Kind.NOT_TAKEN_IN, 1, "a/a.md")]
    again = "ANCHOR: x\n{{#include a.md:x}} {{#include a.md:x}}\nANCHOR_END: x"
    read = page(tmp_path, again)
    assert len(read.front.text) < 30 * MOST_TIMES
    assert {one.kind for one in read.remarks} == {Kind.NOT_TAKEN_IN}


def test_how_deep_how_often_and_how_much_is_bounded(tmp_path: Path) -> None:
    deep = {f"src__b{at}_md": f"{at} {{{{#include b{at + 1}.md}}}}" for at in range(20)}
    read = page(tmp_path / "deep", "{{#include ../b0.md}}", **deep)
    assert read.front.text.startswith("0 1 2 ")
    assert named(read) == [(Kind.NOT_TAKEN_IN, 1, f"b{DEEPEST}.md")]
    read = page(tmp_path / "often", "{{#include ../b.md}}\n" * 100_000, src__b_md="b")
    assert read.front.text.startswith("b\n" * MOST_TIMES + "{{#include")
    assert named(read)[1:] == [(Kind.NOT_TAKEN_IN, MOST_TIMES + 1, "../b.md")]
    much = "b" * (MOST_CHARACTERS // 2)
    read = page(tmp_path / "much", "{{#include ../b.md}}\n" * 3, src__b_md=much)
    assert read.front.text == f"{much}\n{much}\n{{{{#include ../b.md}}}}"
    assert named(read)[1:] == [(Kind.NOT_TAKEN_IN, 3, "../b.md")]
    double = {f"src__b{at}_md": f"{{{{#include b{at + 1}.md}}}}" * 9 for at in range(9)}
    read = page(tmp_path / "double", "{{#include ../b0.md}}", **double, src__b9_md="b")
    assert read.front.text.count("b") < 30 * MOST_TIMES


@pytest.mark.parametrize(
    "piece", ["{{", "{{#include ", "{{#include a}", "{{ ", "{% include ", '{% include "', r"\{{#",
              "{{#include " + " " * 999, "{{" + " " * 30, "ANCHOR: ", "{{#include a.md:x}} "],
)  # fmt: skip
def test_a_megabyte_of_beginnings_is_read(tmp_path: Path, piece: str) -> None:
    text = "include\n" + piece * (1_000_000 // len(piece))
    assert page(tmp_path, text).front.text.startswith(text[:900])
