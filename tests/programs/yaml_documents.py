"""PyYAML's pure loader and dumper: documents, styles, tags, anchors, events, custom types, errors."""
# packages: python3-yaml

import datetime
import hashlib
import random

import yaml

TEXT = """\
%YAML 1.1
---
# a comment
plain: value with spaces
quoted: "tab\\t\\u00e9\\x41 \\
  folded"
single: 'it''s'
numbers: [1, -2, 0x1F, 0o17, 017, 1_000, 1.5, -.inf, .nan, 1e3, 1.5e+3, 190:20:30]
bools: [yes, No, TRUE, off, ~, null, '']
dates: [2024-02-29, 2024-02-29T12:30:45Z, 2001-12-14t21:59:43.10-05:00]
literal: |
  line one
    indented
  last

folded: >-
  folded text
  continues

  new paragraph
keep: |+
  kept

indent: |2
    two
anchor: &a {x: 1, y: [1, 2]}
alias: *a
merged:
  <<: *a
  z: 3
? complex key
: - nested
  - - deeper
    - more
  - key: value
    other: !!str 123
set: !!set {a, b}
omap: !!omap [one: 1, two: 2]
pairs: !!pairs [a: 1, a: 2]
binary: !!binary aGVsbG8=
multi
  line: plain
    scalar
empty:
flow: {a: [b, {c: d}], "e f": 'g', h: !!int "5"}
...
---
second
--- !!python/tuple [1, 2]
"""
for loader in (yaml.SafeLoader, yaml.BaseLoader, yaml.FullLoader):
    try:
        for document in yaml.load_all(TEXT, Loader=loader):
            print(loader.__name__, {k: sorted(v) if isinstance(v, set) else v for k, v in document.items()} if isinstance(document, dict) else document)
    except yaml.YAMLError as e:
        print(loader.__name__, type(e).__name__, str(e).replace("\n", " / "))


def make(rng, depth):
    kind = rng.randrange(10 if depth else 8)
    if kind < 8:
        return [None, True, rng.randrange(-10**6, 10**6), rng.random() * 100, f"word {rng.randrange(99)}", "yes: no # 1", "multi\nline\n", datetime.date(2020, 1, 1 + rng.randrange(28))][kind]
    items = [make(rng, depth - 1) for _ in range(rng.randrange(5))]
    return items if kind == 8 else {f"key {i}": v for i, v in enumerate(items)}


rng = random.Random(3)
data = {f"top{i}": [make(rng, 4) for _ in range(10)] for i in range(120)}
digest = hashlib.sha256()
for options in ({}, {"default_flow_style": True}, {"default_flow_style": None}, {"default_style": '"'}, {"default_style": "'"}, {"indent": 6, "width": 40}, {"explicit_start": True, "explicit_end": True, "version": (1, 1)}, {"sort_keys": False, "allow_unicode": True}, {"canonical": True}, {"line_break": "\r\n"}):
    text = yaml.safe_dump(data, **options)
    digest.update(text.encode())
    print(options, len(text), yaml.safe_load(text) == data, digest.hexdigest()[:16])
shared = [1, 2]
loop = {"self": None}
loop["self"] = loop
print(yaml.dump({"a": shared, "b": shared}), yaml.dump(loop), yaml.dump(["", "1", "null", "a: b", "- x", "#c", " lead", "trail ", "é", "\x07", "a\nb", "'", '"', "@x", "2024-01-01", "0x1", "=", "<<", "%d", "[", "!t", "&a", "long " * 30]), yaml.dump({1: None, 2.5: True, (1, 2): {3}, None: b"bytes", "d": datetime.datetime(2024, 1, 2, 3, 4, 5, 600)}, sort_keys=False), yaml.dump(range(3)), yaml.dump(complex(1, 2)), yaml.dump_all([1, "two", [3]], explicit_start=True))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


class Monster(yaml.YAMLObject):
    yaml_tag = "!Monster"
    yaml_loader = yaml.SafeLoader

    def __init__(self, name, hp):
        self.name, self.hp = name, hp

    def __repr__(self):
        return f"Monster({self.name!r}, {self.hp})"


yaml.add_constructor("!point", lambda loader, node: Point(*map(int, loader.construct_scalar(node).split(","))), yaml.SafeLoader)
yaml.add_representer(Point, lambda dumper, p: dumper.represent_scalar("!point", f"{p.x},{p.y}"))
yaml.add_implicit_resolver("!point", __import__("re").compile(r"^\d+,\d+$"), "0123456789", yaml.SafeLoader)
yaml.add_multi_constructor("!env/", lambda loader, suffix, node: f"<{suffix}:{loader.construct_scalar(node)}>", yaml.SafeLoader)
print(yaml.safe_load("[!point '1,2', 3,4, !Monster {name: orc, hp: 5}, 5,6]"), yaml.safe_load("- 3,4\n- !Monster {name: orc, hp: 5}\n- !env/HOME x"), yaml.dump([Point(1, 2), Monster("elf", 3)]), yaml.unsafe_load(yaml.dump(Point(8, 9)).replace("!point", "!!str")))
print([(type(e).__name__, getattr(e, "value", None), getattr(e, "anchor", None)) for e in yaml.parse("a: &x [1, 'b']\nc: *x\n", Loader=yaml.SafeLoader)])
print([type(t).__name__ for t in yaml.scan("a: {b: [c, d]}\n", Loader=yaml.SafeLoader)])
node = yaml.compose("a: [1, 2.5, x]\nb: {c: ~}")
print([(k.value, v.tag, v.start_mark.line, v.end_mark.column) for k, v in node.value], yaml.serialize(node), yaml.emit(yaml.parse("- a\n- {b: c}\n")))
for bad in ("a: b: c", "[1, 2", "{a: 1", "- a\nb: c", "'unclosed", '"\\z"', "\ta: 1", "a: *nope", "&a &b c", "!!int x", "!!python/object:os.x {}", "a: |x\n b", "%YAML 2.0\n---\n", "@a", "`a", "a: 1\n a: 2", "- - -\n -", "? a\n: b\n: c", "!<tag", "\x01", "key: [a, b]: c", "<<: 5", "{[]: 1}", "!nope x", "--- a\n--- b", "a:\n  - b\n c"):
    try:
        print(repr(bad), yaml.safe_load(bad))
    except (yaml.YAMLError, TypeError, ValueError) as e:
        print(repr(bad), type(e).__name__, str(e).replace("\n", " / "))
try:
    yaml.safe_dump(object())
except yaml.YAMLError as e:
    print(type(e).__name__, str(e).split(" at 0x")[0])
