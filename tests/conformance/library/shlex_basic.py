# shlex: split, quote, join, the lexer class with its attributes, punctuation characters, errors
import io
import shlex

for text in ("a b c", "a 'b c' d", 'x "y z"w', "a\\ b", "'a\\'", '"a\\"b\\n"', "a # comment\nb", "", "  ", "''", "a''b", "--opt='v w' -x", "é 'ü'", "a;b|c&d", "$VAR ~", "tab\tnew\nline", "'it'\\''s'", '"$x"'):
    try:
        print(repr(text), shlex.split(text), shlex.split(text, comments=True), shlex.split(text, posix=False))
    except ValueError as e:
        print(repr(text), "ValueError", e)
for bad in ("'unclosed", '"unclosed', "trailing\\"):
    for posix in (True, False):
        try:
            print(shlex.split(bad, posix=posix))
        except ValueError as e:
            print(repr(bad), posix, e)
print([shlex.quote(s) for s in ("", "plain", "a b", "it's", "$x", "a/b-c_d.e@f%g+h=i:j,k", "ü", "*", "new\nline")])
print(shlex.join(["echo", "hello world", "it's", ""]), shlex.split(shlex.join(["a b", "'", '"', "\\"])) == ["a b", "'", '"', "\\"])
lex = shlex.shlex("a = b + 'c d' # x\n next", posix=True)
print([(t, lex.lineno) for t in lex], lex.eof)
lex = shlex.shlex("one two three")
print(lex.get_token(), lex.push_token("pushed"), lex.get_token(), lex.read_token(), lex.get_token(), repr(lex.get_token()))
for kw in ({"punctuation_chars": True}, {"punctuation_chars": "|"}, {"posix": True, "punctuation_chars": True}, {"posix": True}):
    s = shlex.shlex("a && b || c; d >'abc'; (def \"ghi\") ~/x.y *", **kw)
    print(kw, list(s))
s = shlex.shlex("a,b,'c,d'", posix=True)
s.whitespace = ","
s.whitespace_split = True
print(list(s))
s = shlex.shlex("k=v # c\nq", posix=True)
s.commenters = ""
s.wordchars += "="
print(list(s))
s = shlex.shlex(io.StringIO("stream input"), "name.txt")
print(s.infile, s.get_token(), s.error_leader(), s.error_leader("f", 3), s.lineno)
s.whitespace += "x"
s.quotes = "|"
s.push_source("|p q| r", "pushed.txt")
print([t for t in s], s.wordchars[:5], s.escape, s.escapedquotes)
try:
    print(shlex.quote(5))
except TypeError as e:
    print(e)
try:
    shlex.split(5)
except (TypeError, AttributeError) as e:
    print(type(e).__name__, e)
try:
    shlex.shlex("a", punctuation_chars=True).punctuation_chars = "x"
except AttributeError as e:
    print(e)
