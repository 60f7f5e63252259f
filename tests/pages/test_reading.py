"""Books as they lie in folders and zips, also those that mean harm."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from kinweave.pages import Folder, Kind, NoBook, Remark, Zip, bound, read_page
from kinweave.pages.front import front_of, with_front
from kinweave.pages.links import links_in, relinked
from kinweave.pages.paths import address_of, relative, target_of
from kinweave.pages.settings import NoSettings, settings_in
from kinweave.pages.sources import MOST_FILE
from kinweave.pages.tree import MOST, as_summary, cut, summary

pytestmark = pytest.mark.once


def lying(root: Path, files: Mapping[str, str | bytes]) -> Folder:
    for name, words in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
    return Folder(root)


def zipped(files: dict[str, bytes]) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        for name, words in files.items():
            into.writestr(name, words)
    made.seek(0)
    return made


def kinds(remarks: list) -> set[str]:
    return {one.kind.value for one in remarks}


GITBOOK = {
    "README.md": "# Ferry\n\n[Ropes](knots/) [lost](gone.md) ![x](art/boat.png)\n",
    "SUMMARY.md": "# Table of contents\n\n* [Ferry](README.md)\n\n## Hands\n\n"
    "* [Knots](knots/README.md)\n  * [1. Bowline](knots/bow%20line.md)\n"
    "* [Sea](https://sea.example)\n",
    "knots/README.md": "---\ndescription: Of rope\ntags: [a, b]\n---\n\n# Knots\n",
    "knots/bow line.md": "# Bowline\n\n[up](../README.md#top)\n",
    "knots/extra.md": "More",
}


def test_a_gitbook_is_read_in_its_order_and_what_is_wrong_is_named(tmp_path: Path) -> None:
    source = lying(tmp_path, {**GITBOOK, "art/.keep": ""})
    book = bound(source)
    assert book.kind == "gitbook"
    assert [(one.title, one.file, one.link) for one in book.entries] == [
        ("Ferry", "README.md", ""),
        ("Hands", "", ""),
        ("Knots", "knots/README.md", ""),
        ("Sea", "", "https://sea.example"),
        ("", "knots/extra.md", ""),
    ]
    assert book.pages["knots/bow line.md"] == "knots/bow-line"
    assert kinds(book.remarks) == {Kind.NOT_LISTED}
    first = read_page(source, book, "README.md")
    assert first is not None
    assert [(one.kind, one.line, one.about) for one in first.remarks] == [
        (Kind.DEAD_LINK, 3, "gone.md"),
        (Kind.LACKING_FILE, 3, "art/boat.png"),
    ]
    knots = read_page(source, book, "knots/README.md")
    assert knots is not None
    assert (knots.title, knots.front.description, knots.front.more) == (
        "Knots",
        "Of rope",
        {"tags": ["a", "b"]},
    )


def test_the_other_layouts_are_known(tmp_path: Path) -> None:
    mdbook = {"book.toml": '[book]\ntitle = "Oars"', "src/SUMMARY.md": "[One](one.md)\n\n- [D]()",
              "src/one.md": "# One"}  # fmt: skip
    read = bound(lying(tmp_path / "a", mdbook))
    assert (read.kind, read.title, list(read.pages)) == ("mdbook", "Oars", ["one.md"])
    nav = "site_name: Oars\nx: !!python/name:os.system\nnav:\n- Home: index.md\n- Up:\n  - b.md\n"
    mkdocs = {"mkdocs.yml": nav, "docs/index.md": "# H", "docs/b.md": "# B"}
    read = bound(lying(tmp_path / "b", mkdocs))
    assert (read.kind, read.title, read.pages) == ("mkdocs", "Oars", {"index.md": "", "b.md": "b"})
    assert [(one.title, [i.file for i in one.inside]) for one in read.entries] == [
        ("Home", []),
        ("Up", ["b.md"]),
    ]
    plain = {"b/2 two.md": "", "b/10 ten.md": "", "b/README.md": "", "a.md": "", "x.bin": b"\0"}
    read = bound(lying(tmp_path / "c", plain))
    assert read.kind == "plain"
    assert [one.file for entry in read.entries for one in entry.all()] == [
        "a.md",
        "b/README.md",
        "b/2 two.md",
        "b/10 ten.md",
    ]


def test_a_summary_that_loops_or_names_what_is_not_there_is_told_of(tmp_path: Path) -> None:
    listed = "* [A](a.md)\n  * [A again](a.md)\n    * [B](b.md)\n* [S](SUMMARY.md)\n* [C](c.md)\n"
    book = bound(lying(tmp_path, {"SUMMARY.md": listed, "a.md": "", "b.md": ""}))
    assert [one.file for entry in book.entries for one in entry.all()] == ["a.md", "b.md"]
    assert [(one.kind, one.line) for one in book.remarks] == [
        (Kind.LISTED_TWICE, 2),
        (Kind.LISTED_TWICE, 4),
        (Kind.LISTED_NOT_THERE, 5),
    ]


@pytest.mark.parametrize(
    "inside", ["* x\n", "* [x](https://far.example)\n", "* x\n  * [y](https://y.example)\n"]
)
def test_a_contents_without_end_is_read_so_far_and_no_page_is_lost(
    tmp_path: Path, inside: str
) -> None:
    listed = "* [A](a.md)\n" + inside * 40_000 + "* [B](b.md)\n"
    book = bound(lying(tmp_path, {"SUMMARY.md": listed, "a.md": "", "b.md": ""}))
    all_of_them = [one for entry in book.entries for one in entry.all()]
    assert len(all_of_them) == MOST + 1
    assert [one.file for one in all_of_them if one.file] == ["a.md", "b.md"]
    assert kinds(book.remarks) == {Kind.TOO_MANY, Kind.NOT_LISTED}


def test_a_contents_of_just_so_many_lines_is_read_whole() -> None:
    entries = summary("* x\n  * y\n" * 3)
    assert cut(entries, 6) == 0
    assert len([one for entry in entries for one in entry.all()]) == 6
    assert cut(entries, 5) == -1
    assert len([one for entry in entries for one in entry.all()]) == 5


def test_names_that_no_row_keeps_are_told_of(tmp_path: Path) -> None:
    source = lying(tmp_path, {"a.md": "", f"{'d' * 200}/{'e' * 200}.md": ""})
    assert source.names == ("a.md",)
    assert kinds(source.remarks) == {Kind.LONG_NAME}


def test_two_pages_with_one_address_both_come_in(tmp_path: Path) -> None:
    book = bound(lying(tmp_path, {"A b.md": "", "a-b.md": "", "a_b/README.md": ""}))
    assert sorted(book.pages.values()) == ["a-b", "a-b-2", "a-b-3"]
    assert kinds(book.remarks) == {Kind.SAME_ADDRESS}


def test_letters_of_other_kinds_are_read_and_what_is_no_text_is_named(tmp_path: Path) -> None:
    files = {"a.md": "Café".encode("cp1252"), "b.md": "Öl".encode("utf-16"), "c.md": b"\0\1",
             "d.md": b"x" * (MOST_FILE + 1), "e.md": b"---\na: [\n---\nx"}  # fmt: skip
    source = lying(tmp_path, files)
    book = bound(source)
    read = {file: read_page(source, book, file) for file in book.pages}
    assert read["a.md"] is not None
    assert read["a.md"].front.text == "Café"
    assert read["b.md"] is not None
    assert read["b.md"].front.text == "Öl"
    assert read["c.md"] is read["d.md"] is None
    assert read["e.md"] is not None
    assert read["e.md"].front.text.endswith("x")
    assert kinds(book.remarks) == {Kind.NO_TEXT, Kind.TOO_LARGE}
    assert kinds(read["e.md"].remarks) == {Kind.NO_FRONT}


def test_nothing_outside_of_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    root = tmp_path / "book"
    root.mkdir()
    os.symlink(tmp_path / "secret.md", root / "in.md")
    os.symlink(tmp_path, root / "all")
    source = lying(root, {"a.md": "A"})
    assert source.names == ("a.md",)
    assert {one.file for one in source.remarks} == {"in.md", "all"}
    with pytest.raises(OSError, match="symbolic"):
        source.read("in.md")


def test_a_zip_cannot_climb_link_or_burst() -> None:
    link = zipfile.ZipInfo("book/link.md")
    link.external_attr = 0o120777 << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        for name in ("../up.md", "/top.md", "a\\b.md", "book/../../x.md", "C:/x.md"):
            into.writestr(name, "x")
        into.writestr(link, "/etc/passwd")
        into.writestr("book/bomb.md", b"0" * 60_000_000)
        into.writestr("book/a.md", "A")
    source = Zip(made)
    assert source.names == ("book/a.md", "book/bomb.md")
    book = bound(source)
    assert read_page(source, book, "book/bomb.md") is None
    assert kinds(book.remarks) == {Kind.REFUSED, Kind.TOO_LARGE}


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_packed_so_that_its_size_is_not_known_is_left_out(how: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as into:
        into.writestr("a.md", b"0" * 99_000)
    source = Zip(made)
    assert source.names == ()
    assert source.remarks == [Remark(Kind.LOCKED, "a.md")]


def test_of_two_files_with_one_name_the_first_counts() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        into.writestr("a.md", b"first")
        with pytest.warns(UserWarning, match="Duplicate name"):
            into.writestr("a.md", b"second")
    source = Zip(made)
    assert (source.names, source.read("a.md")) == (("a.md",), b"first")
    assert source.remarks == [Remark(Kind.TWICE, "a.md")]


def test_a_zip_that_lists_too_much_is_not_taken_into_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = {f"{number}.md": b"" for number in range(99)}
    assert len(Zip(zipped(files)).names) == 99
    monkeypatch.setattr("kinweave.pages.sources.MOST_LISTED", 5_000)
    with pytest.raises(NoBook):
        Zip(zipped(files))


def test_a_zip_of_one_folder_is_that_folder() -> None:
    source = Zip(zipped({"book-main/README.md": b"# A", "book-main/b.md": b"# B"}))
    assert source.names == ("README.md", "b.md")


@pytest.mark.parametrize("bad", [b"", b"PK\3\4 no zip", b"\0" * 100])
def test_what_is_no_zip_is_no_book(bad: bytes) -> None:
    with pytest.raises(NoBook):
        bound(Zip(io.BytesIO(bad)))


@pytest.mark.parametrize(
    "bomb",
    ["a: &a [x]\nb: [*a, *a]", "[" * 30_000, "a: " * 99],
)
def test_settings_make_nothing_and_fill_nothing(bomb: str) -> None:
    with pytest.raises(NoSettings):
        settings_in(bomb)


def test_a_tag_of_python_makes_nothing() -> None:
    assert settings_in("a: !!python/object/apply:os.getcwd []\nb: 1") == {"a": None, "b": 1}


def test_front_matter_goes_there_and_back() -> None:
    whole = with_front("# A\n\nx", description="Say: this", more={"tags": ["a"], "on": "2020"})
    found = front_of(whole)
    assert (found.text, found.description, found.more) == (
        "# A\n\nx",
        "Say: this",
        {"tags": ["a"], "on": "2020"},
    )
    assert front_of("---\nno end").text == "---\nno end"


def test_a_summary_goes_there_and_back() -> None:
    text = "# T\n\n* [1. A \\[b\\] \\* c](<a b.md>)\n  * [\\# d](d.md)\n\n## P \\_q\\_\n\n* [S](https://s.x)\n"
    read = summary(text)
    assert as_summary(summary(as_summary(read, "T")), "T") == as_summary(read, "T")
    assert summary(as_summary(read, "T"))[0].title == "1. A [b] * c"


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("b.md", ("a/b", None, "")),
        ("../c/README.md#Part", ("c", None, "Part")),
        ("../", ("", None, "")),
        ("sub/", ("a/sub", None, "")),
        ("sub", ("a/sub", None, "")),
        ("/d.md", ("d", None, "")),
        ("../art/boat%20(1).png", (None, "art/boat (1).png", "")),
        ("#part", (None, None, "part")),
    ],
)
def test_where_links_lead(href: str, leads: tuple[str | None, str | None, str]) -> None:
    found = target_of(href, "a/x.md")
    assert found is not None
    assert (found.page, found.file, found.part) == leads


@pytest.mark.parametrize(
    "href", ["https://x.y", "//x.y/a.md", "../../a.md", "/circles/", "mailto:a@b", "", "a\\b.md"]
)
def test_what_leads_out_of_the_book(href: str) -> None:
    assert target_of(href, "a/x.md") is None


def test_what_is_code_in_an_item_or_a_note_has_no_links() -> None:
    text = (
        "!!! note\n    [a](1.md)\n\n    ```md\n    [b](2.md)\n    ```\n\n- c\n\n      ~~~~\n"
        "      [d](3.md)\n      ~~~\n      ~~~~~\n\n    ```\n\n[e](4.md) "
        "```[f](5.md)``` ``[g](6.md)`\n\n\t~~~\n\t[h](7.md)\n\t~~~\n`````````[i](8.md)`````````"
    )
    assert [one.href for one in links_in(text)] == ["1.md", "4.md", "6.md"]


@pytest.mark.parametrize(
    "text",
    ["x" + "`" * 300_000, "    ```\n" * 60_000, "    ```a\n" * 60_000, "`a" * 150_000,
     "".join(f"    {'`' * ticks}\n" for ticks in range(700, 3, -1)) + "a\n" * 100_000],
    ids=["ticks", "ends", "begins", "pairs", "fewer and fewer"],
)  # fmt: skip
def test_links_are_sought_in_time_that_grows_evenly(text: str) -> None:
    assert list(links_in(text)) == []


def test_links_are_rewritten_and_nothing_else() -> None:
    text = "[a](b.md) `[a](b.md)` [c](<b c.md> 'x')\n\n```\n[a](b.md)\n```\n[r]: b.md\n"
    assert [one.href for one in links_in(text)] == ["b.md", "b c.md", "b.md"]
    made = relinked(text, {"b.md": "../z.md"}.get)
    assert made.count("../z.md") == 2
    assert made.replace("../z.md", "b.md") == text


def test_a_relative_link_leads_back() -> None:
    for file in ("README.md", "a/b.md", "a/c/d e.md", "x/y.md"):
        for base in ("README.md", "a/q.md", "z/y/w.md"):
            found = target_of(relative(file, base), base)
            assert found is not None
            assert found.page == address_of(file)
