# tokenize: token streams, encodings, untokenize, error tokens and exceptions
import io
import tokenize

SOURCE = '''# comment
def f(a, *, b=0x1F):  # trailing
    """doc
    string"""
    if a >= 1_000.5e-3j:
        return f"{a!r}" + rb'x' \\
            @ b

    x: int = (1,
        2)
\tpass if 0 else ...
'''
SOURCE = SOURCE.replace("\tpass if 0 else ...\n", "    y = lambda: (yield)\nasync def g(): await x; match = _\n")
for t in tokenize.generate_tokens(io.StringIO(SOURCE).readline):
    print(tokenize.tok_name[t.type], repr(t.string), t.start, t.end, tokenize.tok_name[t.exact_type])
tokens = list(tokenize.generate_tokens(io.StringIO(SOURCE).readline))
print(tokenize.untokenize(tokens) == SOURCE, repr(tokenize.untokenize(t[:2] for t in tokens))[:120])
data = "# -*- coding: latin-1 -*-\nx = 'é'\n".encode("latin-1")
print([(tokenize.tok_name[t.type], t.string) for t in tokenize.tokenize(io.BytesIO(data).readline)])
for head in (b"", b"\xef\xbb\xbfx", b"# coding: utf-8\n", b"#!/x\n# vim: set fileencoding=ascii :\n", b"x\n# coding: latin-1\n", b"\n# coding=cp1252\n"):
    print(head, tokenize.detect_encoding(io.BytesIO(head).readline))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e.args if not isinstance(e, SyntaxError) or isinstance(e, IndentationError) else e.msg)


attempt(lambda: tokenize.detect_encoding(io.BytesIO(b"# coding: nope\n").readline))
attempt(lambda: tokenize.detect_encoding(io.BytesIO(b"\xef\xbb\xbf# coding: latin-1\n").readline))
attempt(lambda: tokenize.detect_encoding(io.BytesIO(b"\xff\n").readline))
toks = lambda s: [(tokenize.tok_name[t.type], t.string) for t in tokenize.generate_tokens(io.StringIO(s).readline)]
for s in ("x = (1", "'''abc", "a\n  b\n c\n", "x = 'abc", "a ? b", "1abc", "0777", "1__0", "$", "a\\", "é = 1", "x = \\\n1", "", "\n\n", "  # only comment", "if x:\n    a\n", "a = b'x' f'y' Rb\"z\" u'w'", "a<>b", "a->b:=c...d", "\tx"):
    print(repr(s), end=" ")
    attempt(lambda: toks(s))
print(repr(tokens[0]), tokens[1]._fields)
rewritten = tokenize.untokenize((t.type, t.string.upper() if t.type == tokenize.NAME and t.string == "x" else t.string) for t in tokenize.generate_tokens(io.StringIO("x = 1 + x\n").readline))
print(repr(rewritten))
