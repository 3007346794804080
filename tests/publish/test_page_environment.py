"""The faster environment prints what Jinja prints, on the theme's pages and on made-up ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from claimline import pipeline
from claimline.diagnostics import Report
from claimline.locale import translator
from claimline.options import BuildOptions
from claimline.publish import theme
from claimline.publish.interface import speak
from claimline.publish.page_environment import PageEnvironment
from tests.small import tree, write_small


class Html:
    """Something that is HTML by its own word."""

    def __html__(self) -> str:
        return "<b>own</b>"


class Item:
    """Something with attributes."""

    words = 'He said "5 < 6 & 7"'
    marked = Markup("<i>words</i>")
    number = 7
    nothing = None


VALUES: dict[str, Any] = {
    "item": Item(), "html": Html(), "plain": "plain", "sharp": "<&>'\"", "number": 3, "half": 0.5,
    "yes": True, "none": None, "list": ["<a>", 1, Markup("<u>b</u>")], "table": {"key": "<v>"},
    "percent": "100 %(n)s %",
}  # fmt: skip

# Each is a whole. Together they say what a template can do with a value, a macro and a message.
MACROS = """\
{% macro two(first, second="<x>") %}({{ first }}|{{ second }}){% endmacro %}
{% macro three(a, b, c=number) %}{{ a }}{{ two(b) }}{{ c }}{% endmacro %}
{% macro rest(a) %}{{ a }}{{ varargs }}{{ kwargs|length }}{% endmacro %}
{% macro around(a) %}<p>{{ a }}{{ caller() }}</p>{% endmacro %}
{% macro shadow(two, got, macro) %}{{ two }}{{ got }}{{ macro }}{% endmacro %}
{% macro again(n) %}{{ n }}{% if n > 0 %}{{ again(n - 1) }}{% endif %}{% endmacro %}
"""
EXPRESSIONS = (
    "item.words", "item.marked", "item.number", "item.nothing", "table.key", "table['key']",
    "html", "plain", "sharp", "number", "half", "yes", "none", "list", "sharp|upper",
    "list|join(', ')", "sharp|safe", "sharp|length", "sharp ~ item.marked", "number + 1",
    "item.missing", "unknown", "'<c>'", "two(sharp)", "two(item.marked, sharp)",
    "two(second=plain)",
    "three(sharp, html)", "three(1, 2, 3)", "rest(sharp, 2)", "rest(1, x=2)", "two(*list)",
    "two(two(sharp), plain)", "shadow(sharp, 1, html)", "again(2)", "plain(1)", "two()",
    "two(1, 2, 3)", "loop", "item.marked if yes else sharp", "number > 2",
)  # fmt: skip
MESSAGES = (
    "_(1)", "_(1, n=2)", "_(none)", "_()", "_(n=1)", 'pgettext("at", n=1)', 'pgettext(1, 2, n=1)',
    '_("Fine")', '_("%(n)s of 100 %%", n=sharp)', '_("Both %(n)s and %(m)s.", n=two(sharp), m=3)',
    '_("%(n)s, %(n)s again", n=item.marked)', '_("A <b>%(n)s</b>", n=html)',
    '_("Lacks %(n)s", m=1)', '_("Has no field", n=1)', '_("Odd %(n)d", n=number)',
    '_("%(n)s", n=percent)', '_("%(n)s", n=unknown)', '_(sharp, n=1)', '_("%(n)s", **table)',
    'pgettext("at", "%(n)s there", n=sharp)', 'pgettext(plain, "%(n)s there", n=sharp)',
    'ngettext("%(num)s source", "%(num)s sources", number)', '_("%(n)s")',
    '_("50 % of %(n)s", n=1)',
)  # fmt: skip
PRINTED = st.sampled_from((*EXPRESSIONS, *MESSAGES)).map(lambda words: f"{{{{ {words} }}}}")
TEXT = st.sampled_from(("words ", "<br>", "\n", "{# a comment #}", " & ", "%"))
BLOCKS = (
    "{{% for it in list %}}{{{{ it }}}}{}{{% endfor %}}",
    "{{% if number %}}{}{{% else %}}none{{% endif %}}",
    "{{% set kept %}}{}{{% endset %}}{{{{ kept }}}}{{{{ kept }}}}",
    "{{% autoescape false %}}{}{{% endautoescape %}}",
    "{{% autoescape yes %}}{}{{% endautoescape %}}",
    "{{% call around(sharp) %}}{}{{% endcall %}}",
    "{{% filter upper %}}{}{{% endfilter %}}",
    "{{% with plain = sharp %}}{}{{% endwith %}}",
    "{{% macro inner(a) %}}{}{{{{ a }}}}{{% endmacro %}}{{{{ inner(sharp) }}}}{{{{ inner() }}}}",
)
BODIES = st.recursive(
    st.one_of(PRINTED, TEXT),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=5).map("".join),
        st.builds(str.format, st.sampled_from(BLOCKS), inner),
    ),
    max_leaves=12,
)


def environment(kind: type[Environment], language: str = "en") -> Environment:
    """An environment set up as that of a site."""
    env = kind(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"], loader=DictLoader({"macros": MACROS}),
    )  # fmt: skip
    speak(env, translator(language), "en")
    return env


def outcome(env: Environment, text: str) -> str:
    """What a template prints, or the error that it raises."""
    try:
        return env.from_string(text).render(VALUES)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


PLAIN, FAST = environment(Environment), environment(PageEnvironment)
IMPORTS = "{% from 'macros' import two, three, rest, around, shadow, again with context %}\n"


@pytest.mark.parametrize("words", [*EXPRESSIONS, *MESSAGES])
def test_everything_that_is_printed_is_what_jinja_prints(words: str) -> None:
    for text in (
        f"{MACROS}{{{{ {words} }}}}",
        f"{IMPORTS}{{{{ {words} }}}}",
        f"{MACROS}{{% block part %}}{{{{ {words} }}}}{{% endblock %}}",
        f"{MACROS}{{% macro m() %}}{{{{ {words} }}}}{{% endmacro %}}{{{{ m() }}}}",
        f"{MACROS}{{% autoescape false %}}{{{{ {words} }}}}{{% endautoescape %}}",
        f"{MACROS}{{% autoescape number > 2 %}}{{{{ {words} }}}}{{% endautoescape %}}",
    ):
        assert outcome(FAST, text) == outcome(PLAIN, text)


@given(st.sampled_from((MACROS, IMPORTS)), BODIES)
def test_made_up_templates_print_what_jinja_prints(head: str, body: str) -> None:
    assert outcome(FAST, head + body) == outcome(PLAIN, head + body)


def test_every_page_of_the_theme_is_what_jinja_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_small(tmp_path / "project")
    sites = []
    for kind in (PageEnvironment, Environment):
        monkeypatch.setattr(theme, "PageEnvironment", kind)
        report = Report()
        pipeline.build(BuildOptions(project, tmp_path / kind.__name__), report)
        assert not list(report)
        sites.append(tree(tmp_path / kind.__name__))
    assert sites[0] == sites[1]
    assert len(sites[0]) > 30


def test_a_message_with_values_is_printed_without_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    source = FAST.compile('{{ _("Of %(n)s", n=sharp) }}', raw=True)
    assert "gettext" not in source
    assert "call" not in source
    # A macro that takes what it gets is called as a function.
    assert "macro._func(" in FAST.compile(f"{MACROS}{{{{ two(sharp) }}}}", raw=True)
