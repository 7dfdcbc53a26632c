"""Pygments: several languages through several formatters, styles and filters."""
# packages: python3-pygments

import hashlib
import inspect

import pygments
import pygments.lexer
import pygments.util
from pygments.filters import KeywordCaseFilter, NameHighlightFilter, VisibleWhitespaceFilter
from pygments.formatters import HtmlFormatter, LatexFormatter, NullFormatter, RawTokenFormatter, RtfFormatter, SvgFormatter, Terminal256Formatter, TerminalFormatter
from pygments.lexer import RegexLexer, bygroups, include, words
from pygments.lexers import get_lexer_by_name, guess_lexer
from pygments.styles import get_style_by_name
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Text

SOURCES = {
    "python": inspect.getsource(pygments.lexer)[:9000] + "\nasync def f(x: int = 0b1) -> str:\n    return f'{x!r:>{10}} {{}}' rb\"\\x00\" 1_000.5e-3j @ ...\n",
    "c": '#include <stdio.h>\n/* comment */\nstatic inline int f(const char *s, unsigned n) {\n    // line\n    for (size_t i = 0; i < n; ++i) { if (s[i] == \'\\n\') return 0x1Fu; }\n    printf("%d\\n", n ? 1.5e3f : 2);\n    return -1;\n}\n#define X(a) \\\n    (a)\n' * 15,
    "javascript": 'class A extends B { static #p = 1n; async *m(x = /re[/]g/gi, ...y) { await `t${x + `${y}`}`; return x ?? y?.z; } }\nlet o = {a, "b": 0x1f, [c]: (d) => d ** 2}; // end\n' * 25,
    "html": '<!DOCTYPE html><html><head><style>a:hover > b.c { color: #fff; }</style><script>var x = "</b>";</script></head><body onload="f(1)"><!-- c --><p class=x>T &amp; u</p></body></html>\n' * 12,
    "sql": "SELECT a.*, COUNT(*) AS n FROM t1 a LEFT JOIN \"T 2\" b ON a.id = b.id -- c\nWHERE x LIKE '%it''s%' AND y IN (1, 2.5) /* m */ GROUP BY 1 HAVING n > 3;\n" * 25,
    "json": '{"k": [1, -2.5e3, true, null, "\\u00e9\\n"], "o": {}}\n' * 30,
    "bash": 'for f in *.txt; do\n  if [[ -f "$f" && ${#f} -gt 3 ]]; then echo "${f%.txt}" $((1 + 2)) `date` <<EOF\nbody $x\nEOF\n  fi\ndone # c\n' * 12,
    "java": '@Override public <T extends List<? super X>> void m(final int[] a) throws E { String s = "a\\t"; int i = 0xFF_FF; for (var v : a) { i += v >>> 2; } }\n' * 20,
    "rust": 'fn main<\'a, T: Fn(&str) -> u8>(x: &\'a mut T) -> Result<(), E> { let s = r#"raw"#; println!("{}", 1_000u64); match x { Some(ref y) if *y > 0 => {}, _ => () } }\n' * 15,
    "css": "@media screen { .a#b > c::before, d[e='f'] { margin: 0 auto !important; width: calc(1px + 2em); background: url(x.png) } }\n" * 20,
    "yaml": "key: &anchor value\nlist:\n  - a\n  - {b: 1, c: [2, 3]}\ntext: |\n  block\n  text\nref: *anchor # c\n" * 15,
    "diff": "--- a\n+++ b\n@@ -1,2 +1,2 @@\n-old\n+new\n same\n" * 20,
}
formatters = [HtmlFormatter(linenos="table", cssclass="s", full=True, style="monokai"), HtmlFormatter(noclasses=True), TerminalFormatter(), Terminal256Formatter(), LatexFormatter(linenos=True), RtfFormatter(), SvgFormatter(), NullFormatter(), RawTokenFormatter()]
for name, source in SOURCES.items():
    lexer = get_lexer_by_name(name, stripall=True)
    tokens = list(lexer.get_tokens(source * 3))
    kinds = {}
    for kind, value in tokens:
        kinds[str(kind)] = kinds.get(str(kind), 0) + 1
    digest = hashlib.sha256()
    for formatter in formatters if len(source) < 3000 else formatters[:3]:
        out = pygments.format(tokens, formatter)
        digest.update(out if isinstance(out, bytes) else out.encode())
    print(name, lexer.name, len(tokens), digest.hexdigest()[:20], sorted(kinds.items(), key=lambda kv: (-kv[1], kv[0]))[:6], kinds.get("Token.Error", 0))
print(pygments.highlight("def f(x):\n    return 'a' + x  # c\n", get_lexer_by_name("python"), HtmlFormatter(linenos="inline", hl_lines=[2], anchorlinenos=True, lineanchors="l")))
print(pygments.highlight("SELECT 1;", get_lexer_by_name("sql"), RawTokenFormatter()).decode())
print(HtmlFormatter(style="friendly").get_style_defs(".h")[:400])


class Mini(RegexLexer):
    name = "Mini"
    tokens = {
        "root": [
            include("space"),
            (words(("let", "in", "if"), suffix=r"\b"), Keyword),
            (r'"', String, "string"),
            (r"([a-z]\w*)(\s*)(\()", bygroups(Name.Function, Text, Operator)),
            (r"[a-z]\w*", Name),
            (r"\d+", Number),
            (r"/\*", Comment, "comment"),
            (r"[-+*/=()]", Operator),
        ],
        "space": [(r"\s+", Text)],
        "string": [(r'[^"\\]+', String), (r"\\.", String.Escape), (r'"', String, "#pop")],
        "comment": [(r"/\*", Comment, "#push"), (r"\*/", Comment, "#pop"), (r"[^/*]+|[/*]", Comment)],
    }


mini = Mini()
mini.add_filter(KeywordCaseFilter(case="upper"))
mini.add_filter(NameHighlightFilter(names=["special"]))
mini.add_filter(VisibleWhitespaceFilter(spaces="."))
print(list(mini.get_tokens('let special = f (1) in "a\\n" /* x /* y */ z */ ?')))
print(guess_lexer("#!/usr/bin/env python\nimport os").name, guess_lexer("<?xml version='1.0'?><a/>").name, pygments.lexers.get_lexer_for_filename("x.cpp").name, pygments.lexers.find_lexer_class("Ruby").aliases)
style = get_style_by_name("default")
print(style.style_for_token(Keyword), len(list(style)), len(list(pygments.lexers.get_all_lexers(plugins=False))) > 400)
for bad in ("no-such-language",):
    try:
        get_lexer_by_name(bad)
    except pygments.util.ClassNotFound as e:
        print(e)
