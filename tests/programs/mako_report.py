"""Mako: templates with inheritance, defs, filters, control lines, embedded Python and errors."""
# packages: python3-mako python3-markupsafe

import hashlib

from mako import exceptions
from mako.lookup import TemplateLookup
from mako.template import Template

lookup = TemplateLookup(strict_undefined=False)
lookup.put_string("base.mako", """<%! import math %>\\
<html><head><title><%block name="title">default</%block></title></head>
${next.body()}
<%def name="footer(year=2000)">
(c) ${year} ${caller.body() if caller else 'nobody' | h}
</%def>
${self.footer(math.floor(2024.9))}
</html>
""")
lookup.put_string("lib.mako", """<%def name="cell(value, align='left')">\\
<td align="${align}">${value | h,trim}</td>\\
</%def>
<%def name="table(rows)">
<table>
% for row in rows:
<tr class="${loop.cycle('odd', 'even')}">\\
% for value in row:
${cell(value, 'right' if isinstance(value, int) else 'left')}\\
% endfor
</tr>
% endfor
${caller.body(count=len(rows))}
</table>
</%def>
""")
lookup.put_string("page.mako", """<%inherit file="base.mako"/>
<%namespace name="lib" file="lib.mako"/>
<%!
    def shout(text):
        return text.upper() + '!'
    LIMIT = 3
%>
<%block name="title">${heading | shout}</%block>
<%
    total = sum(r[1] for r in rows)
    words = {}
    for name, *_ in rows:
        words[name[0]] = words.get(name[0], 0) + 1
%>
<%call expr="lib.table(rows)" args="count"><tr><td>${count} rows</td></tr></%call>
total: ${total} average: ${'%.3f' % (total / len(rows))}
% if total > 100 and len(rows) > LIMIT:
many
% elif total:
some
% else:
none
% endif
% for letter, n in sorted(words.items()):
${loop.index}: ${letter} -> ${n}${'' if loop.last else ','}
% endfor
<% i = 0 %>
% while i < 3:
${i} <% i += 1 %>\\
% endwhile

% try:
${1 // (len(rows) - len(rows))}
% except ZeroDivisionError as e:
caught ${e}
% endtry
## a comment
<%doc>not shown</%doc>
<%text filter="h">${not} <evaluated> % for</%text>
<%def name="nested(n)" filter="trim">
% if n:
(${n} ${nested(n - 1)})
% endif
</%def>
${nested(6)} ${capture(nested, 2) | n,u} ${note or 'no note'}
${' spaced <b> ' | h} ${' keep ' | n} ${"a b&c" | u} ${[1, 2] | str} %% literal
<%self:footer year="1999">called</%self:footer>
""")
digest = hashlib.sha256()
size = 0
template = lookup.get_template("page.mako")
for n in range(500):
    rows = [(f"{'xyzw'[(i * n) % 4]}name<{i}>", i * n % 17, i / 4, None) for i in range(1, 30)]
    out = template.render(rows=rows, heading=f"report {n}", note=f"note {n}")
    digest.update(out.encode())
    size += len(out)
    if n == 3:
        print("\n".join(line for line in out.split("\n") if line.strip()))
print(size, digest.hexdigest())
compiled = 0
for n in range(40):
    source = "".join(f"% for x{k} in range({k + 1}):\n${{x{k} * {n}}} <%def name='f{k}(a)'>${{a}}:{k}</%def>${{f{k}(x{k})}}\\\n% endfor\n" for k in range(8))
    t = Template(source)
    compiled += t.code.count("\n")
    digest.update(t.render().encode())
print(compiled, digest.hexdigest())
code = Template("${x} <%def name='a()'>A</%def>${a()}", uri="u").code
print("\n".join(sorted(line for line in code.split("\n") if "_modified_time" not in line)))
for source in ("${", "% for x in y:\n", "% endfor\n", "<%def name='a()'>", "</%def>", "<%bad/>", "${1 +}", "% if x\n% endif\n", "<%include/>", "<%block name='a'/><%block name='a'/>", "<% if %>", "<%def name='1x()'></%def>", "<%inherit file='nope'/>", "${a | }"):
    try:
        print(repr(Template(source, lookup=lookup).render()))
    except Exception as e:
        print(repr(source), "->", type(e).__name__, str(e).split(" at 0x")[0].split("in file")[0])
try:
    Template("line one\n${1 / 0}\n").render()
except ZeroDivisionError:
    text = exceptions.text_error_template().render()
    print(text.strip().split("\n")[-1])
    tb = exceptions.RichTraceback()
    print(tb.message, tb.lineno, tb.source.split("\n"))
strict = Template("${nope}", strict_undefined=True)
try:
    strict.render()
except NameError as e:
    print(e)
print(Template("<%def name='d(x)'>[${x}]</%def>").get_def("d").render(x=5), Template("a\\\nb").render(), Template("é ${x}").render_unicode(x="ü"), Template("x ${y}", default_filters=["str", "h"]).render(y="<>"))
