# textwrap: wrap, fill, dedent, indent, shorten and TextWrapper options
import textwrap

text = "The quick brown fox, who's well-known for jumping over lazy dogs, didn't jump today--it slept. Supercalifragilisticexpialidocious words   are hard."
for width in (10, 20, 35, 70):
    print(width, textwrap.wrap(text, width))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
for kw in ({"break_long_words": False}, {"break_on_hyphens": False}, {"drop_whitespace": False}, {"replace_whitespace": False}, {"max_lines": 2}, {"max_lines": 2, "placeholder": "~"},
           {"fix_sentence_endings": True}, {"expand_tabs": False}, {"tabsize": 4}):
    print(kw, textwrap.wrap("A tab\there. Another  sentence\nnew-line verylongwordwithoutend ok", 16, **kw))
print(repr(textwrap.dedent("\n    a\n      b\n\n    c\n   \n")), repr(textwrap.dedent("\ta\n\t b\n")), repr(textwrap.dedent("  a\n\tb")), repr(textwrap.dedent("a\n  b")), repr(textwrap.dedent("")))
print(repr(textwrap.indent("a\n\nb\n  \nc", "> ")), repr(textwrap.indent("a\n\nb", "> ", lambda line: True)), repr(textwrap.indent("x", "")))
print(textwrap.shorten("Hello   world, here we are", 15), textwrap.shorten("Hello  world", 12), textwrap.shorten("Hello world", 10, placeholder="..."), repr(textwrap.shorten("abcdefghij", 6)), textwrap.shorten("a b c d e f g h", 9, placeholder=" (x)"))
print(textwrap.wrap(""), textwrap.wrap("   "), textwrap.wrap("a" * 25, 10), textwrap.wrap("a-b-c-d-e-f", 4), textwrap.wrap("--option=value and -x", 8), textwrap.wrap("hello (world) [x]", 6), textwrap.wrap("e\u0301a \u00a0b c", 3))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: textwrap.wrap("abc", 0))
attempt(lambda: textwrap.wrap("abc def", 5, max_lines=1, placeholder="too long a placeholder"))
attempt(lambda: textwrap.wrap("abc", nope=1))
attempt(lambda: textwrap.shorten("abc def", 2))
attempt(lambda: textwrap.dedent(5))
w = textwrap.TextWrapper(width=24, initial_indent="- ", subsequent_indent="    ", max_lines=3)
print("\n".join(w.wrap(text)))
w.width, w.max_lines = 40, None
print(w.fill(text))
print(textwrap.fill("one\n\ntwo three", 8), textwrap.wrap("abc\x0bdef\x0cghi", 5), textwrap.wrap("Mr. Smith went. He left!  Did he? \"Yes.\" ok", 40, fix_sentence_endings=True))
