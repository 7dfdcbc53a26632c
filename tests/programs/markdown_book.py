"""Markdown: a long document with every common extension, and small edge cases."""
# packages: python3-markdown

import hashlib

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

CHAPTER = """
# Chapter {n} {{#ch{n} .big key=value}}

A paragraph with *emphasis*, **strong**, ***both***, `code {n}`, ~~gone~~, a [link](http://x.y/{n} "title"),
an ![image](i{n}.png), an auto <http://link.example/?a={n}&b=2>, <me{n}@mail.example>, a [reference][r{n}] and [short].
A line with two trailing spaces  
breaks; an escaped \\*star\\*, an entity &copy; & a < b. HTML: <span class="x">inline *md*</span> &lt;.

[r{n}]: http://ref.example/{n} 'Ref {n}'
[short]: <http://short.example/>

Setext {n}
---------

* one
* two
    * nested {n}

        code in list

    * more
* three

    second paragraph of *three*

1. first
2. second
7. seventh
   continued lazily

> quoted text
continued
>
> > nested quote {n}
>
> - list in quote

    indented code <b>
    more & more

```python
def f(x):
    return x * {n}  # <fenced>
```

| a | b | c |
|:--|:-:|--:|
| 1 | *2* | `{n}` |
| x \\| y | | z |

Term {n}
:   Definition one
:   Definition two

    with a paragraph

Text with a note[^n{n}] and an abbreviation: HTML.

[^n{n}]: The note *number* {n}.

    More of it.

*[HTML]: Hyper Text

<div markdown="1" class="box">
*inside* a block {n}
</div>

!!! note "Admonition {n}"
    With **content**.

* * *
"""


class Deleted(Extension):
    def extendMarkdown(self, md):
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()~~(.*?)~~", "del"), "del", 175)
        md.preprocessors.register(Shout(md), "shout", 15)
        md.treeprocessors.register(Count(md), "count", 5)


class Shout(Preprocessor):
    def run(self, lines):
        return [line.replace("trailing", "TRAILING") for line in lines]


class Count(Treeprocessor):
    tags = {}

    def run(self, root):
        for element in root.iter():
            self.tags[element.tag] = self.tags.get(element.tag, 0) + 1


book = "".join(CHAPTER.format(n=n) for n in range(1, 91))
md = markdown.Markdown(
    extensions=["extra", "toc", "admonition", "sane_lists", "smarty", "meta", "wikilinks", Deleted()],
    extension_configs={"toc": {"permalink": True, "toc_depth": "1-2"}},
)
html = md.convert("Title: Book\nAuthor: A\n        B\n\n[TOC]\n\n" + book + "\nSee [[Wiki Page]] -- \"quoted\" it's...\n")
print(len(book), len(html), hashlib.sha256(html.encode()).hexdigest())
print(html[html.index('id="ch3"'):html.index('id="ch4"')])
print(html[-700:])
print(md.Meta, len(md.toc), [t["name"] for t in md.toc_tokens][:3], sorted(Count.tags.items(), key=str))
plain = markdown.markdown(book)
print(len(plain), hashlib.sha256(plain.encode()).hexdigest())
for text in ("", "*", "**a*", "`", "``a`b``", "[a](b", "[a]", "![", "<b", "&amp;lt;", "a\n===\nb\n---", "#", "####### x", "# a #", "1. a\n* b", "- a\n\n\n- b", "> a\n\nb", "\ta\n\n\tb", "<p>a</p>\n*b*", "a_b_c", "_a_ __b__", "\\", "*a\nb*", "- [ ] t", "<!-- c -->x", "a  \nb", "[x]: /u\n[x]", "&#x41;", "http://x", "* a\n   * b\n      * c", "```\na\n```", "***a** b*", "[a [b] c](d)", "[a](<b c> 't')", "é *ü* 日本"):
    print(repr(text), repr(markdown.markdown(text)))
print(markdown.markdown("*a*<br>", output_format="xhtml"), markdown.markdown("a<br>", output_format="html"), markdown.Markdown(tab_length=2).convert("* a\n  * b"))
try:
    markdown.markdown("x", extensions=["no_such_extension"])
except Exception as e:
    print(type(e).__name__, e)
