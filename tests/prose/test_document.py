"""A book's page: what can be read of it, and what a hostile one cannot do."""

from __future__ import annotations

import pytest

from kinweave.prose import Picture, Places, document, sections
from kinweave.prose.rendering import MOST
from kinweave.solvers.retrieval.insets import begun

pytestmark = pytest.mark.once


class Book(Places):
    """Links lead into a book; one picture is kept."""

    def link(self, href: str) -> str:
        return f"/book/{href.removesuffix('.md')}/" if href.endswith(".md") else href

    def picture(self, src: str) -> Picture | str | None:
        if src.startswith("http"):
            return None
        return Picture("/book/loom.webp", 40, 30) if src == "loom.png" else src.rpartition("/")[2]


def shown(text: str) -> str:
    return document(text, Book()).html


def test_the_title_stands_apart_and_headings_can_be_linked_to() -> None:
    found = document("# Weaving\n\n## The *warp*\n\n## The warp\n\n### Knots {#tie}\n", Book())
    assert found.title == "Weaving"
    assert [(one.words, one.anchor) for one in found.headings] == [
        ("The warp", "h-the-warp"),
        ("The warp", "h-the-warp-1"),
        ("Knots", "h-tie"),
    ]
    assert '<h2 id="h-the-warp">The <em>warp</em></h2>' in found.html


def test_a_heading_that_was_exported_with_its_anchor_keeps_it() -> None:
    found = document('# A\n\n## Costs <a href="#old" id="old"></a>\n', Book())
    assert '<h2 id="h-old">Costs</h2>' in found.html


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[w](warp.md)", '<a href="/book/warp/">w</a>'),
        ("![A loom](loom.png)", '<img src="/book/loom.webp" alt="A loom"'),
        ("![](art/lost.png)", '<figure><span class="lacking">lost.png</span></figure>'),
        ("![far](https://far.example/x.png)", '<a href="https://far.example/x.png"'),
        ("- [x] spun\n- [ ] woven", '<li class="task">☑ spun</li>\n<li class="task">☐ woven</li>'),
        ("Wool[^1]\n\n[^1]: Of sheep.", '<li id="fn1" class="footnote-item"><p>Of sheep.'),
        ('{% hint style="danger" %}\nHot\n{% endhint %}', '<div class="hint danger">\n<p>Hot</p>'),
        ('{% embed url="https://a.example/b_c_d" %}', '<p class="embed"><a href="https://a.examp'),
        ('{% file src="a/Plan B.pdf" %}', '<p class="file">Plan B.pdf</p>'),
        (
            "{% content-ref url='x.md' %}\n[*w* & c](warp.md)\n{% endcontent-ref %}",
            '<div class="ref">\n<p><a href="/book/warp/" class="titled">w &amp; c</a></p>\n</div>',
        ),
        (
            '{% content-ref url="a/b%20c.md" %}\n{% endcontent-ref %}',
            '<p><a href="/book/a/b%20c/" class="titled">b c.md</a></p>',
        ),
        (
            '{% content-ref url="warp.md" %}\nSee [w](warp.md), [x](x.md)\n{% endcontent-ref %}',
            '<p>See <a href="/book/warp/">w</a>, <a href="/book/x/">x</a></p>',
        ),
        (
            '{% content-ref url="javascript:alert(1)" %}\n{% endcontent-ref %}',
            '<div class="ref"></div>',
        ),
        ('{% embed url="https://a.example/b%20c%" %}', '<p class="embed"><a href="https://a.examp'),
        ('{% tabs %}\n{% tab title="One" %}\n1\n{% endtab %}\n{% endtabs %}', '"tab-name">One'),
        ("<details>\n<summary>Why?</summary>\n\n*So*\n\n</details>", "<summary>Why?</summary>"),
        (
            '<figure><img src="loom.png"><figcaption><p>A <b>loom</b></p></figcaption></figure>',
            "<figcaption>A <strong>loom</strong></figcaption>",
        ),
        ("a<br>b <kbd>Tab</kbd>", "a<br>\nb <kbd>Tab</kbd>"),
        ("<table><tr><td>1</td></tr></table>", "<td>1</td>"),
        ("| a |\n|---|\n| 1 |", "<td>1</td>"),
        ("`{% hint %}`", "<code>{% hint %}</code>"),
        ("    {% hint %}", "<pre><code>{% hint %}"),
        ("{% nothing known %}", "{% nothing known %}"),
        (
            '!!! note "A *b*"\n    c\n\n    - d\nlazy',
            '<div class="hint info">\n<p class="hint-title">A <em>b</em></p>\n<p>c</p>\n<ul>\n'
            "<li>d</li>\n</ul>\n</div>\n<p>lazy</p>",
        ),
        ('Before\n!!! danger ""\n\n    c', '<p>Before</p>\n<div class="hint danger">\n<p>c</p>'),
        ("!!! warning inline end\n    c", '<p class="hint-title">Warning</p>\n<p>c</p>'),
        (
            '??? tip "Why?"\n    So',
            '<details class="hint success" id="h-why">\n<summary>Why?</summary>\n<p>So</p>\n'
            "</details>",
        ),
        ("???+ bug\n    So", '<details class="hint danger" open="" id="h-bug">\n<summary>Bug</su'),
        (
            '=== "A"\n    1\n\n=== "B"\n    2\n\nC',
            '<div class="tabs">\n<div class="tab">\n<p class="tab-name">A</p>\n<p>1</p>\n</div>\n'
            '<div class="tab">\n<p class="tab-name">B</p>\n<p>2</p>\n</div>\n</div>\n<p>C</p>',
        ),
        ("- a\n\n    !!! note\n        b\n\n- c", "<p>b</p>\n</div>\n</li>\n<li>\n<p>c</p>"),
        ("> !!! note\n>     b\nc", "<p>b</p>\n</div>\n</blockquote>\n<p>c</p>"),
        ("!!! wow\n\n!!! wow!\n    so", "<p>!!! wow</p>\n<p>!!! wow!\nso</p>"),
        ('===\n\n=== "A"\nB', '<p>===</p>\n<p>=== "A"\nB</p>'),
        ("```\n!!! note\n    b\n```", "<pre><code>!!! note\n    b\n</code></pre>"),
        ("    !!! note\n        b", "<pre><code>!!! note\n    b\n</code></pre>"),
    ],
)
def test_what_is_written_is_read(written: str, read: str) -> None:
    assert read in shown(written)


@pytest.mark.parametrize("below", ["", "    b", "\n    b", "  b", "b"])
@pytest.mark.parametrize(
    "head",
    [
        *(
            "!!! note",
            '!!! note "T"',
            '!!! note ""',
            '!!! "T"',
            '!!! ""',
            '!!! " "',
            "!!!",
            "!!!note",
        ),
        *("??? tip", '???+ tip "T"', '??? " "', "???? tip", "! note", "!!! a, b", '!!! note "T" x'),
        *('=== "T"', '===+ "T"', '==="T"', '=== ""', '=== " "', "=== T", '=== a "T"', "==="),
    ],
)
def test_what_is_drawn_as_a_block_is_asked_as_one(head: str, below: str) -> None:
    drawn = any(f'class="{kind}' in shown(f"{head}\n{below}") for kind in ("hint", "tabs"))
    assert drawn is (begun([head, *below.split("\n")], 0) is not None)


@pytest.mark.parametrize(
    "text",
    [
        '{% hint style="info" %}\nNever closed',
        "{% endhint %}\n{% endtabs %}\n</details>\nNever opened",
        '{% tabs %}\n{% tab title="x" %}\nonly one {% endtab %}',
        "<b>one <i>two</b> three</i>",
        "</b></i></a>left",
        "- <details>\n\n- {% endhint %}\n</details>\nleft",
        '<a href="warp.md">one <a href="weft.md">two</a>',
        "{% hint %}\n" * 200 + "deep",
        "".join(f"{' ' * 4 * at}!!! a\n" for at in range(200)) + " " * 800 + "deep",
        "".join(f"{' ' * 4 * at}??? a\n" for at in range(30)) + " " * 120 + "deep",
        "!!! note\n    {% hint %}\n    one <b>two\n\n    {% endtab %}\n{% endhint %}\nthree",
        '??? note\n    </details>\n    one\n\n=== "T"\n    {% tab title="two" %}\nleft',
    ],
)
def test_what_does_not_fit_together_is_still_read(text: str) -> None:
    for word in ("Never", "one", "two", "three", "left", "deep"):
        assert (word in text) == (word in shown(text))


@pytest.mark.parametrize(
    "hostile",
    [
        "[a](javascript:alert(1))",
        '<a href="javascript:alert(1)">a</a>',
        '<a href="&#106;avascript:alert(1)">a</a>',
        '<a href="//far.example">a</a>',
        '<img src="https://far.example/a.png" onerror="x">',
        '<img src="//far.example/a.png">',
        "<script>x</script>",
        '<figure onclick="x"><img src="loom.png" onerror="x"></figure>',
        '{% embed url="javascript:alert(1)" %}',
        '{% file src="data:text/html,x" %}',
        "## x {#main}",
        '<div id="main" style="position:fixed">x</div>',
        '<iframe src="https://far.example"></iframe>',
    ],
)
def test_a_page_does_nothing_but_say_what_it_says(hostile: str) -> None:
    made = shown(hostile).lower()
    acts = ("<script", "<iframe", 'href="javascript', "<figure onclick", 'id="main"', "style=")
    fetches = ('src="http', 'src="//', 'href="//')
    for never in (*acts, *fetches):
        assert never not in made
    assert "<img" not in made or "onerror" not in made


TAGS = (
    *("<b>", "<details>\n", "<figure>\n", "{% hint %}\n", "<a href=x>", "<table>\n", "[^a]: b\n"),
    *("!!! a\n    b\n", '??? a "b"\n', '=== "a"\n    b\n', "!!! a\n\n", "    " * 9 + "!!! a\n"),
)


@pytest.mark.parametrize("piece", TAGS)
def test_a_megabyte_of_it_is_read_as_far_as_it_is_read(piece: str) -> None:
    found = document(piece * (MOST // len(piece) + 1), Book())
    assert len(found.html) < 40 * MOST
    assert not found.whole


def test_a_page_is_cut_at_its_headings_and_at_each_question() -> None:
    text = (
        "# Camp\n\nCome along.\n\n## Money\n\nIt costs [50 €](pay.md).\n\n<details>\n\n"
        "<summary>Can I pay later?</summary>\n\nYes, until **May**.\n\n</details>\n\nThank you.\n\n"
        "- a\n\n  ## not here\n\n## Way\n\n### By train\n\n```\n# no heading\n```\n"
    )
    found = sections(text)
    assert [(one.path, one.anchor) for one in found] == [
        (("Camp",), ""),
        (("Camp", "Money"), "h-money"),
        (("Camp", "Money", "Can I pay later?"), "h-can-i-pay-later"),
        (("Camp", "Money"), "h-money"),
        (("Camp", "Way", "By train"), "h-by-train"),
    ]
    assert found[1].plain == "It costs 50 €."
    assert found[1].markdown == "It costs [50 €](pay.md)."
    assert found[2].plain == "Yes, until May."
    assert found[4].plain == "# no heading"


def test_a_page_is_cut_at_what_folds_in_mkdocs_too() -> None:
    found = sections(
        '# Camp\n\n??? note "Why *so*?"\n    Because.\n\n    !!! tip\n        b\nAfter.'
    )
    assert [(one.path, one.anchor, one.plain) for one in found] == [
        (("Camp", "Why so?"), "h-why-so", "Because.\n\nTip\n\nb"),
        (("Camp",), "", "After."),
    ]


def test_a_title_alone_can_be_found_too() -> None:
    assert [one.plain for one in sections("# Only this\n")] == ["Only this"]
    assert sections("") == []
