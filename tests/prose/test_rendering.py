"""What people write in Markdown: safe on every page, legible in every letter, bounded in work."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinweave.prose import first_words, html, plain

TAGS = {
    *("a", "blockquote", "br", "code", "em", "hr", "p", "pre", "s", "strong"),
    *("h2", "h3", "h4", "h5", "h6", "li", "ol", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}
REL = "nofollow noopener noreferrer"
OUT = f'rel="{REL}"'


class Reader(HTMLParser):
    """Reads HTML as a browser would: its tags, its links, its words, and how deep it goes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[dict[str, str | None]] = []
        self.attributes: set[tuple[str, str]] = set()
        self.words = ""
        self.depth = self.deepest = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        if tag == "a":
            self.links.append(dict(attrs))
        self.depth += tag not in ("br", "hr")
        self.deepest = max(self.deepest, self.depth)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag not in ("br", "hr")

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.tags.add(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.tags.add(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.tags.add(f"<?{data}")


def leads_where_it_may(link: dict[str, str | None]) -> bool:
    if "href" not in link:  # nh3 took away what no browser could read, like http://¹
        return True
    href = link["href"] or ""
    if re.match(r"https?://[!-~]", href, re.IGNORECASE):
        return link.get("rel") == REL
    return bool(re.match(r"mailto:[!-~]|#|/(?![/\\])", href, re.IGNORECASE)) and "rel" not in link


def is_safe(page: str) -> bool:
    read = Reader(page)
    return (
        read.tags <= TAGS
        and read.attributes <= {("a", "href"), ("a", "rel"), ("ol", "start")}
        and all(map(leads_where_it_may, read.links))
    )


HARM = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src=x\nonerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<div style='position:fixed' class=modal id=main data-x=1>x</div>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<form action=//evil.example><input name=password></form>",
    "<!-- <img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<!DOCTYPE html [<!ENTITY x 'y'>]>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61&#x76&#x61script:alert(1))",
    "[x](java&#9;script:alert(1))",
    "[x](java&Tab;script&colon;alert(1))",
    "[x](java&NewLine;script:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](< javascript:alert(1)>)",
    "[x](&#1;javascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](\u00a0javascript:alert(1))",
    "[x](javascript\\:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](javascript://example.org/%0aalert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](data:image/svg+xml,<svg onload=alert(1)>)",
    "![x](data:image/png;base64,AAAA)",
    "[x](vbscript:msgbox(1))",
    "[x](VbScript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](ftp://example.org)",
    "[x](blob:x)",
    "[x](view-source:/)",
    "[x](//evil.example)",
    "[x](\\\\evil.example)",
    "[x](&sol;&sol;evil.example)",
    "[x](http:evil.example)",
    "[x](https:/evil.example)",
    "[x](https:///evil.example)",
    "[x](page.html)",
    "[x](?next=/)",
    "[x]()",
    "[x](<>)",
    "[x](mailto:)",
    "<javascript:alert(1)>",
    "<JAVASCRIPT:alert(1)>",
    "<data:text/html,x>",
    "<vbscript:msgbox(1)>",
    "[x]\n\n[x]: javascript:alert(1)",
    "[x]\n\n[x]: <java&#9;script:alert(1)> 'title'",
    "[x][y]\n\n[y]:\ndata:text/html,x",
    "![x](javascript:alert(1))",
    "![x][y]\n\n[y]: javascript:alert(1)",
    "![<img src=x onerror=alert(1)>](vbscript:x)",
    "javascript:alert(1)",
    "javascript://https:alert(1)",
    "xhttp://evil.example",
    "http://",
    "https://...",
]
"""None of these may lead anywhere or be anything but words."""


@pytest.mark.parametrize("text", HARM)
def test_what_would_do_harm_stays_words(text: str) -> None:
    page = html(text)

    assert is_safe(page)
    assert Reader(page).links == []
    assert Reader(page).words.strip()
    assert plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://a.example \"' onmouseover=alert(1) x='\")",
        "[x](https://a.example/\"onmouseover='alert(1))",
        '[x](<https://a.example/"><script>alert(1)</script>>)',
        "[x](https://a.example/&quot;&gt;&lt;script&gt;)",
        '!["><script>alert(1)</script>](https://a.example)',
        "https://a.example/'onmouseover='alert(1)",
        'https://a.example/"onmouseover="alert(1)',
        "https://a.example/<script>alert(1)</script>",
        '<https://a.example/"onclick=alert(1)>',
        "[<script>alert(1)</script>](/here)",
        "[![x](javascript:alert(1))](https://a.example)",
        '```" onclick=alert(1) class=x\n<script>alert(1)</script>\n```',
        "`<script>alert(1)</script>`",
        "|<b onclick=x>|\n|:-:|\n|<script>alert(1)</script>|",
        "\ud800[x](https://a.example/\udfff)\x00",
    ],
)
def test_harm_inside_what_is_allowed_is_written_as_words(text: str) -> None:
    assert is_safe(html(text))


marks = st.sampled_from(
    [
        *("*", "**", "_", "~~", "`", "```", "[", "]", "(", ")", "![", "](", "[a]: ", "<", ">", "|"),
        *(
            "\n",
            "\n\n",
            "- ",
            "> ",
            "12. ",
            "# ",
            "### ",
            "|a|b|\n|-|:-|\n",
            "\\",
            "&",
            ";",
            "&#9;",
        ),
        *("&colon;", "javascript:", "data:", "https://", "http://a.example", "mailto:", "//", "/"),
        *("<script>", "</", "onerror=", "style=", "<!--", "'", '"', "a", "é", "\t", "\r", "\x00"),
    ]
)
prose = st.text() | st.lists(marks | st.text(max_size=3), max_size=40).map("".join)


@settings(max_examples=400)
@given(prose)
def test_whatever_is_written_only_allowed_tags_attributes_and_addresses_come_out(
    text: str,
) -> None:
    assert is_safe(html(text))


@settings(max_examples=200)
@given(prose, st.integers(1, 200))
def test_first_words_fit_one_line_and_are_empty_for_blank_texts_only(text: str, most: int) -> None:
    line = first_words(text, most)

    assert len(line) <= most
    assert "\n" not in line
    assert bool(line) == bool(text.strip())


@settings(max_examples=200)
@given(st.lists(st.from_regex(r"[a-zäöü]{1,12}", fullmatch=True), min_size=1).map(" ".join))
def test_words_without_marks_are_the_same_in_every_rendering(text: str) -> None:
    assert html(text) == f"<p>{text}</p>\n"
    assert plain(text) == text
    assert first_words(text, len(text)) == text


def test_marks_that_commonmark_knows_are_written_as_html() -> None:
    text = "*soft* **loud** ~~gone~~ `code`\\\nnext\n\n> said\n\n---\n\n3. c\n4. d\n\n    code\n"

    assert html(text) == (
        "<p><em>soft</em> <strong>loud</strong> <s>gone</s> <code>code</code><br>\nnext</p>\n"
        "<blockquote>\n<p>said</p>\n</blockquote>\n<hr>\n"
        '<ol start="3">\n<li>\n<p>c</p>\n</li>\n<li>\n<p>d</p>\n<p>code</p>\n</li>\n</ol>\n'
    )


def test_a_table_is_a_table_without_styles() -> None:
    assert html("|Who|Brings|\n|:--|--:|\n|Ada|*soup*|\n") == (
        "<table>\n<thead>\n<tr>\n<th>Who</th>\n<th>Brings</th>\n</tr>\n</thead>\n"
        "<tbody>\n<tr>\n<td>Ada</td>\n<td><em>soup</em></td>\n</tr>\n</tbody>\n</table>\n"
    )


def test_a_fence_keeps_its_words_and_loses_its_language() -> None:
    assert html("```python x\na < b\n```") == "<pre><code>a &lt; b\n</code></pre>\n"


@pytest.mark.parametrize(
    ("text", "level", "tags"),
    [
        ("# a\n\n## b\n\n### c", 2, ["h2", "h3", "h4"]),
        ("### a\n\n#### b\n\n### c", 2, ["h2", "h3", "h2"]),
        ("## a\n\n# b", 2, ["h2", "h2"]),
        ("## a\n\n#### b\n\n### c\n\n###### d", 2, ["h2", "h3", "h3", "h4"]),
        ("a\n=\n\nb\n-", 3, ["h3", "h4"]),
        ("# a\n\n## b\n\n###### c", 4, ["h4", "h5", "h6"]),
        ("## a\n\n### b", 1, ["h1", "h2"]),
        ("> ## a\n\n- # b", 2, ["h2", "h2"]),
    ],
)
def test_headings_begin_at_the_level_asked_for_and_none_is_left_out_between(
    text: str, level: int, tags: list[str]
) -> None:
    assert re.findall(r"<(h[1-6])>", html(text, level=level)) == tags


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("![A *hat*](/hat.png 'mine')", '<a href="/hat.png">A hat</a>'),
        ("![](/hat.png)", '<a href="/hat.png">/hat.png</a>'),
        ("![A hat](https://a.example/x)", f'<a href="https://a.example/x" {OUT}>A hat</a>'),
        ("![A hat][h]\n\n[h]: /hat.png", '<a href="/hat.png">A hat</a>'),
        ("[![A hat](/hat.png)](/shop)", '<a href="/shop">A hat</a>'),
        ("![A ![red](/red.png) hat](/hat.png)", '<a href="/hat.png">A red hat</a>'),
        ("![A [red](/red) hat](/hat.png)", '<a href="/hat.png">A red hat</a>'),
    ],
)
def test_an_image_is_a_link_to_it_with_its_alternative_as_words(text: str, page: str) -> None:
    assert html(text) == f"<p>{page}</p>\n"


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("[in](/circles/3?a=b&c=d#e)", '<a href="/circles/3?a=b&amp;c=d#e">in</a>'),
        # Once encoded, neither a backslash nor a tab makes the two slashes that lead out.
        ("[in](/\\a.example)", '<a href="/%5Ca.example">in</a>'),
        ("[in](/&#9;/a.example)", '<a href="/%09/a.example">in</a>'),
        ("[in](</\t/a.example>)", '<a href="/%09/a.example">in</a>'),
        ("[here](#top)", '<a href="#top">here</a>'),
        ("[out](http://a.example 'title')", f'<a href="http://a.example" {OUT}>out</a>'),
        ("[OUT](HTTPS://A.example/)", f'<a href="HTTPS://A.example/" {OUT}>OUT</a>'),
        ("<https://a.example/b>", f'<a href="https://a.example/b" {OUT}>https://a.example/b</a>'),
        ("<ada@a.example>", '<a href="mailto:ada@a.example">ada@a.example</a>'),
        ("[write](mailto:ada@a.example?subject=x)",
         '<a href="mailto:ada@a.example?subject=x">write</a>'),
        ("[out](https://a.example/ü)", f'<a href="https://a.example/%C3%BC" {OUT}>out</a>'),
        ("[*o*][o]\n\n[o]: http://a.example", f'<a href="http://a.example" {OUT}><em>o</em></a>'),
    ],
)  # fmt: skip
def test_links_lead_to_the_web_to_mail_and_into_the_site(text: str, page: str) -> None:
    assert html(text) == f"<p>{page}</p>\n"


@pytest.mark.parametrize(
    ("text", "address", "after"),
    [
        ("https://a.example", "https://a.example", ""),
        ("See https://a.example/b?c=d#e.", "https://a.example/b?c=d#e", "."),
        ("Really: HTTP://a.example/!?", "HTTP://a.example/", "!?"),
        ("(https://a.example/b)", "https://a.example/b", ")"),
        ("https://a.example/b_(c) and", "https://a.example/b_(c)", " and"),
        ("(https://a.example/b_(c)).", "https://a.example/b_(c)", ")."),
        ("**https://a.example/b**", "https://a.example/b", ""),
        ("“https://a.example/b”", "https://a.example/b", "”"),
        ("<b>https://a.example/b</b>", "https://a.example/b", "</b>"),
        ("https://a.example/snake_case_name", "https://a.example/snake_case_name", ""),
        ("|x|\n|-|\n|https://a.example/b|", "https://a.example/b", ""),
    ],
)
def test_a_bare_address_is_a_link_without_the_sentence_around_it(
    text: str, address: str, after: str
) -> None:
    read = Reader(html(text))

    assert read.links == [{"href": address, "rel": REL}]
    assert read.words.rstrip().endswith(address + after)


@pytest.mark.parametrize("text", ["`https://a.example`", "    https://a.example", "a.example"])
def test_addresses_in_code_and_names_alone_are_words(text: str) -> None:
    assert Reader(html(text)).links == []


def test_an_address_in_a_links_words_is_no_second_link() -> None:
    assert Reader(html("[see https://a.example](/b)")).links == [{"href": "/b"}]


def test_a_backslash_that_stands_for_an_empty_line_is_not_shown() -> None:
    assert html("a\n\n\\\n\nb") == "<p>a</p>\n\n<p>b</p>\n"
    assert "\\" in html("| a |\n|--|\n| \\ |\n"), "in a table it is what somebody wrote"
