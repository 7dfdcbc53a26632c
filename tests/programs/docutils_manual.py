"""Docutils: reStructuredText to HTML, a manual page, XML and pseudo-XML, with roles and directives."""
# packages: python3-docutils python3-roman

import hashlib
import io
import os
import tempfile

from docutils import core, nodes
from docutils.parsers.rst import Directive, directives, roles

SECTION = """
Section {n}
===========

.. _target-{n}:

A paragraph with *emphasis*, **strong**, ``literal {n}``, `interpreted`, a link_, an `inline <http://x.y/{n}>`__,
a footnote [#f{n}]_, a citation [CIT{n}]_, a |sub|, :sup:`2`, :math:`x^{n}`, :shout:`loud` and `Section {n}`_.

.. _link: http://example.com/
.. |sub| replace:: substituted *text*
.. [#f{n}] Footnote {n}.
.. [CIT{n}] Citation {n}.

Sub {n}
-------

- bullet *one*
- bullet two

  + nested

    1. enumerated
    2. more

#. auto
#. auto

   a. alpha
   b. beta

term : classifier
    Definition with ``code``.

:Field {n}: value
:Long field: value
    continued

-a, --all     option text
--file=NAME   with argument

::

    literal block {n}
      kept

>>> doctest_block({n})
{n}

| line block
|   indented {n}

    A quotation.

    -- Attribution {n}

+-------+----------+
| a {n} | b        |
+=======+==========+
| multi | spanning |
| line  +----------+
|       | cell     |
+-------+----------+

=====  =====
  A      B
=====  =====
False  *x*
True   {n}
=====  =====

.. note:: A note with

   * a list

.. warning::
   Careful {n}.

.. image:: pic{n}.png
   :alt: alt text
   :width: 50%

.. figure:: fig.png

   Caption {n}

   Legend.

.. code:: python

   def f(x):
       return x

.. list-table:: Title {n}
   :header-rows: 1

   * - h1
     - h2
   * - c1
     - c2

.. csv-table::
   :header: "x", "y"

   1, "two, {n}"

.. topic:: Topic

   Text.

.. sidebar:: Side {n}

   Text.

.. container:: box

   In a box.

.. double:: {n}
   :suffix: !

.. comment {n}

-----

Transition above.
"""


class Double(Directive):
    required_arguments = 1
    option_spec = {"suffix": directives.unchanged}

    def run(self):
        text = str(int(self.arguments[0]) * 2) + self.options.get("suffix", "")
        return [nodes.paragraph(text, text, classes=["double"])]


def shout(name, rawtext, text, lineno, inliner, options={}, content=[]):
    return [nodes.strong(rawtext, text.upper())], []


directives.register_directive("double", Double)
roles.register_local_role("shout", shout)
document = """
=====
Title
=====
Subtitle
~~~~~~~~

:Author: Somebody
:Version: 1.0

.. contents:: Table of contents
.. sectnum::

""" + "".join(SECTION.format(n=n) for n in range(1, 9))
common = {
    "warning_stream": io.StringIO(), "datestamp": None, "generator": None, "source_link": None, "_disable_config": True,
    "stylesheet_path": "", "stylesheet": "", "embed_stylesheet": False, "input_encoding": "unicode", "output_encoding": "unicode", "syntax_highlight": "none", "math_output": "MathML",
}
with tempfile.TemporaryDirectory() as folder:
    template = os.path.join(folder, "template.txt")
    with open(template, "w") as f:
        f.write("%(head_prefix)s%(head)s%(body_prefix)s%(body_pre_docinfo)s%(docinfo)s%(body)s%(body_suffix)s")
    for writer, extra in (("pseudoxml", {}), ("xml", {"indents": True}), ("html4css1", {"template": template}), ("html5", {"template": template}), ("manpage", {})):
        out = core.publish_string(document, source_path="doc.rst", writer_name=writer, settings_overrides=common | extra)
        if not isinstance(out, str):
            out = out.decode()
        print(writer, len(out), hashlib.sha256(out.encode()).hexdigest())
        start = out.find("Transition above")
        print(out[max(0, start - 900):start + 100])
doctree = core.publish_doctree(document, settings_overrides=common)
counts = {}
for node in doctree.findall():
    counts[type(node).__name__] = counts.get(type(node).__name__, 0) + 1
print(sorted(counts.items()))
print([n.astext() for n in doctree.findall(nodes.title)][:6], sorted(doctree.nameids)[:8])


class Upper(nodes.SparseNodeVisitor):
    def visit_strong(self, node):
        node["classes"].append("seen")


doctree.walk(Upper(doctree))
print(sum("seen" in n["classes"] for n in doctree.findall(nodes.strong)))
for text in ("*unclosed", "``x", "`a", "Title\n==", "undefined_", "[#x]_", "|nosub|", ".. nodirective:: x", ".. image::", ":norole:`x`", "* a\nb", "=====  ==\na b\n=====  ==", "a\n  b\n c", "::\n\nx", "Dup\n===\n\nDup\n===\n", "1. a\n3. b", "\\*escaped\\*", ""):
    stream = io.StringIO()
    out = core.publish_string(text, settings_overrides=common | {"warning_stream": stream})
    print(repr(text), stream.getvalue().strip().replace("\n", " / "), "|", out.strip().split("\n")[-1])
