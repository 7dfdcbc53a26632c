"""Jinja2: a site of inherited templates, macros, filters, tests, loops, sandbox and errors."""
# packages: python3-jinja2 python3-markupsafe

import hashlib

import jinja2
import jinja2.meta
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.sandbox import SandboxedEnvironment

TEMPLATES = {
    "base.html": """<!doctype html>
<title>{% block title %}Site{% endblock %} - {{ site.name|upper }}</title>
<nav>{% for item in site.menu if not item.hidden -%}
  <a href="{{ item.url|e }}"{% if item.url == here %} class="on"{% endif %}>{{ item.label }}</a>
{%- else %}nothing{% endfor %}</nav>
<main>{% block body required %}{% endblock %}</main>
<footer>{% block footer scoped %}{{ site.year }}{% endblock %}</footer>
""",
    "macros.html": """{% macro field(name, value='', type='text') -%}
<input name="{{ name }}" type="{{ type }}" value="{{ value|e }}"
 {%- for k, v in kwargs|dictsort %} {{ k }}="{{ v }}"{% endfor %}>
{%- endmacro %}
{% macro listing(items, depth=0) -%}
<ul>{% for item in items recursive %}
{{ '  ' * loop.depth0 }}<li class="{{ loop.cycle('odd', 'even') }}">{{ loop.index }}/{{ loop.length }} {{ item.title }}
{%- if item.children %}<ul>{{ loop(item.children) }}</ul>{% endif %}</li>
{%- endfor %}</ul>
{%- endmacro %}
{% macro wrap(tag) %}<{{ tag }}>{{ caller('inner') }}</{{ tag }}>{% endmacro %}""",
    "page.html": """{% extends "base.html" %}
{% import "macros.html" as m %}
{% from "macros.html" import field, wrap with context %}
{% block title %}{{ page.title|title|truncate(20, true) }} | {{ super() }}{% endblock %}
{% block body %}
{%- set ns = namespace(total=0, seen=[]) -%}
{{ m.listing(page.tree) }}
<form>{{ field('q', page.title) }}{{ field('n', 3, 'number', min=1, max=9) }}</form>
{% call(arg) wrap('section') %}called with {{ arg }}{% endcall %}
<table>
{%- for row in page.rows|sort(attribute='qty', reverse=true) %}
{% set ns.total = ns.total + row.qty * row.price -%}
<tr{{ {'class': 'first' if loop.first else none, 'data-n': loop.revindex}|xmlattr }}>
{%- for v in (row.name, row.qty, '%.2f'|format(row.price)) %}<td>{{ v }}</td>{% endfor %}
{%- if loop.changed(row.qty // 10) %}<!-- decade {{ row.qty // 10 }} -->{% endif %}</tr>
{%- endfor %}
</table>
<p>{{ ns.total|round(2) }} {{ page.rows|sum(attribute='qty') }} {{ page.rows|map(attribute='name')|join(', ') }}</p>
{% for group in page.rows|groupby('kind') %}{{ group.grouper }}: {{ group.list|map(attribute='name')|list }}
{% endfor %}
{% for line in page.text.split() |batch(4, '-') %}{{ line|join(' ') }}
{% endfor %}
{%- filter upper %}shouted {{ page.title }}{% endfilter %}
{% raw %}{{ not evaluated }}{% endraw %}
{% with a=1, b=2 %}{{ a + b ** 3 // 2 }} {{ a ~ b }} {{ 'yes' if a in [1, 2] and b is even else 'no' }}{% endwith %}
{% include ["missing.html", "part.html"] %}{% include "gone.html" ignore missing %}
{{ page.text|wordcount }} {{ page.text|wordwrap(30) }} {{ page.html|striptags }} {{ page.html }} {{ page.html|safe }}
{{ page.rows|selectattr('qty', 'gt', 12)|rejectattr('kind', 'equalto', 'b')|map(attribute='name')|list }}
{{ page.data|tojson(indent=1) }} {{ page.text|urlize }} {{ 123456789|filesizeformat }} {{ none|default('dflt', true) }}
{{ page.rows[0].name[::-1] }} {{ [3, 1, 2]|sort|first }} {{ 'a,b'.split(',')|last }} {{ page.title|replace('a', 'A')|center(30) }}
{% endblock %}
{% block footer %}{{ super() }} {% timing %}body{% endtiming %}{% endblock %}
""",
    "part.html": "<aside>{{ page.title|lower|replace(' ', '-') }}{# comment #}</aside>",
}


class Timing(Extension):
    tags = {"timing"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endtiming"], drop_needle=True)
        return nodes.CallBlock(self.call_method("_wrap", []), [], [], body).set_lineno(line)

    def _wrap(self, caller):
        return f"[timed {caller()}]"


def tree(depth, prefix="n"):
    if not depth:
        return []
    return [{"title": f"{prefix}{i}", "children": tree(depth - 1, f"{prefix}{i}.")} for i in range(3)]


env = jinja2.Environment(loader=jinja2.DictLoader(TEMPLATES), autoescape=True, extensions=[Timing, "jinja2.ext.do"])
site = {"name": "orrery & co", "year": 2024, "menu": [{"url": f"/p{i}?a=1&b=2", "label": f"<P{i}>", "hidden": i == 2} for i in range(5)]}
digest = hashlib.sha256()
size = 0
for number in range(500):
    page = {
        "title": f"a page about thing {number}",
        "tree": tree(2 + number % 2),
        "rows": [{"name": f"item{i}", "qty": (i * 7 + number) % 31, "price": i * 1.25 + number / 8, "kind": "abc"[i % 3]} for i in range(25)],
        "text": "see http://example.com/x?y=1 for the quick brown fox jumps over the lazy dog " * 2,
        "html": "<b>bold &amp; <i>brave</i></b>",
        "data": {"k": [1, 2.5, None, True], "s": "</script>"},
    }
    out = env.get_template("page.html").render(site=site, page=page, here="/p3?a=1&b=2")
    size += len(out)
    digest.update(out.encode())
    if number == 7:
        print(out)
print(size, digest.hexdigest())

for source in ("{{ a.b.c }}", "{% for x in %}", "{{ x|nofilter }}", "{{ 1 + }}", "{% if x %}", "{% endif %}", "{{ 'a' ", "{% block a %}{% block a %}{% endblock %}{% endblock %}", "{{ f(**3) }}", "{{ 1 / 0 }}", "{% include 'nope' %}", "{{ x is notest }}", "{%- set a, b = 1 %}"):
    try:
        print(repr(jinja2.Environment().from_string(source).render(x=1, f=dict)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for source in ("{{ ().__class__.__bases__ }}", "{{ x.append(1) }}{{ x }}", "{{ range(1000000) }}", "{{ '{0.__class__}'.format(1) }}"):
    try:
        print(SandboxedEnvironment().from_string(source).render(x=[1]))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
strict = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, line_statement_prefix="#", variable_start_string="<<", variable_end_string=">>")
print(strict.from_string("# for i in items\n  <<i>>\n# endfor\n    {% if true %}\nx\n    {% endif %}\n").render(items="ab"))
try:
    strict.from_string("<< nope >>").render()
except jinja2.UndefinedError as e:
    print(e)
print(env.compile_templates.__name__, sorted(jinja2.meta.find_undeclared_variables(env.parse(TEMPLATES["page.html"]))))
print(list(env.lex("a {{ b|c(1) }} {# d #}")))
print(env.compile("{% for i in x %}{{ i }}{% endfor %}", raw=True))
print("".join(env.from_string("{% for i in x %}{{ loop.index }}{{ i }};{% endfor %}").generate(x="abc")))
