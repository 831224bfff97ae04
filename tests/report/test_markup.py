"""HTML that is made of elements."""

from mldebt_lab.report.html.markup import Markup, each, element, joined, paragraphs, prose

HOSTILE = "\"><script>'&\x00\u202e"
SHOWN = "&quot;&gt;&lt;script&gt;&#x27;&amp;\\x00\\u202e"


def test_texts_and_attributes_are_escaped_wherever_they_are_put() -> None:
    assert element("p", HOSTILE) == f"<p>{SHOWN}</p>"
    assert element("p", data_of=HOSTILE) == f'<p data-of="{SHOWN}"></p>'
    assert joined(HOSTILE, each([HOSTILE], "<")) == SHOWN * 2
    assert each(["a", "b"], "<") == "a&lt;b"


def test_markup_is_left_as_it_is() -> None:
    assert element("p", element("b", "x"), Markup("<br>")) == "<p><b>x</b><br></p>"


def test_attributes_that_are_off_are_left_out() -> None:
    assert element("input", id=None, hidden=True, disabled=False, class_="a", tabindex=0) == (
        '<input hidden class="a" tabindex="0">'
    )


def test_what_stands_between_backticks_is_code() -> None:
    assert prose("Uses `a<b` here") == "Uses <code>a&lt;b</code> here"
    assert prose("one ` alone") == "one ` alone"
    assert paragraphs("  One\n  line.\n\n  Two.") == "<p>One line.</p><p>Two.</p>"
