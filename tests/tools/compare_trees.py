#!/usr/bin/python3.11
"""Compares the parser's trees with CPython's, file by file.

    compare_trees.py PARSE_CORPUS FILE_OR_FOLDER...

Every difference is printed with its surroundings; the exit status tells whether there was one.
Files that CPython rejects must be rejected with the same error. CPython's dumps are slow: their
digests are kept in the file that TREE_CACHE names, if it is set.
"""
import ast
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import warnings

BATCH = 40
sys.setrecursionlimit(20000)
warnings.simplefilter("ignore")


def cpython_tree(path):
    source = path.read_bytes()
    try:
        return ast.dump(ast.parse(source), include_attributes=True)
    except SyntaxError as e:
        return f"{type(e).__name__}: {e.msg} ({e.lineno},{e.offset},{e.end_lineno},{e.end_offset})"
    except (ValueError, RecursionError, MemoryError) as e:
        return f"{type(e).__name__}: {e}"


def names_table(paths):
    """What an embedder would answer: characters by name, normal forms of identifiers."""
    lines = set()
    for path in paths:
        text = path.read_bytes().decode("utf-8", "replace")
        for name in re.findall(r"\\N\{([^}\n]+)\}", text):
            try:
                lines.add(f"N\t{name}\t{ord(unicodedata.lookup(name))}")
            except (KeyError, TypeError):
                pass
        for name in re.findall(r"[^\W\d]\w*", text):
            normal = unicodedata.normalize("NFKC", name)
            if normal != name:
                lines.add(f"I\t{name}\t{normal}")
    return "\n".join(sorted(lines)) + "\n"


def show_difference(path, ours, theirs):
    common = len(os.path.commonprefix([ours, theirs]))
    begin = max(0, common - 150)
    print(f"{path}: differs at {common}\n  ours:    {ours[begin:common + 150]}\n"
          f"  cpython: {theirs[begin:common + 150]}")


def main():
    program = sys.argv[1]
    paths = []
    for argument in map(pathlib.Path, sys.argv[2:]):
        paths += sorted(argument.rglob("*.py")) if argument.is_dir() else [argument]
    cache_name = os.environ.get("TREE_CACHE")
    cache = {}
    if cache_name and os.path.exists(cache_name):
        cache = json.load(open(cache_name))
    different = 0
    for start in range(0, len(paths), BATCH):
        batch = paths[start:start + BATCH]
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as names:
            names.write(names_table(batch))
            names.flush()
            output = subprocess.run([program, "--dump", "--names", names.name, *map(str, batch)],
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        ours_by_path = {}
        for record in output.decode("utf-8", "surrogateescape").split("\n"):
            path, separator, dump = record.partition(": ")
            if separator and path not in ours_by_path:
                ours_by_path[path] = dump
        for path in batch:
            ours = ours_by_path.get(str(path), "nothing")
            if not ours.startswith("Module("):
                ours = re.sub(r"(\(-?\d+,-?\d+,-?\d+,-?\d+\)).*", r"\1", ours)
            digest = hashlib.md5(ours.encode("utf-8", "surrogateescape")).hexdigest()
            if cache.get(str(path)) == digest:
                continue
            theirs = cpython_tree(path)
            cache[str(path)] = hashlib.md5(theirs.encode("utf-8", "surrogateescape")).hexdigest()
            if ours != theirs:
                different += 1
                show_difference(path, ours, theirs)
        if cache_name:
            json.dump(cache, open(cache_name, "w"))
    print(f"{len(paths)} files, {different} different")
    sys.exit(different != 0)


if __name__ == "__main__":
    main()
