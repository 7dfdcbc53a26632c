#!/usr/bin/python3.11
"""Damages statements of real programs and compares the errors found in them with CPython's.

    compare_errors.py PARSE_CORPUS COUNT SEED MODE FILE...

Each statement has tokens removed, inserted, exchanged or repeated. Differences are printed with
both answers; the exit status tells whether there was one.
"""
import ast
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import textwrap
import warnings

PIECES = """( ) [ ] { } , : = == := . * ** if else for in not and or lambda is x 1 "s" f"{x}" f"{x y}"
b"x" print def class import from as with try except finally raise return yield await async del
global nonlocal assert pass break while elif match case _ -> @ ; ... None True ~ - + | |= += / % <
!= ! $ ? 0x 1a " ' \"\"\"""".split() + ["\n", "\n    ", "\n  ", "\\\n", "#c\n"]
TOKEN = re.compile(r"""\s+|\w+|"[^"\n]*"|'[^'\n]*'|[^\w\s]""")
warnings.simplefilter("ignore")


def statements(paths, chance):
    """Short statements of the files, at random, without end."""
    while True:
        try:
            source = chance.choice(paths).read_text(encoding="utf-8")
            tree = ast.parse(source)
        except (SyntaxError, UnicodeDecodeError, ValueError):
            continue
        short = [node for node in ast.walk(tree)
                 if isinstance(node, ast.stmt) and node.end_lineno - node.lineno < 12]
        lines = source.split("\n")
        for node in chance.choices(short, k=6) if short else ():
            yield textwrap.dedent("\n".join(lines[node.lineno - 1:node.end_lineno])) + "\n"


def damaged(source, chance):
    tokens = TOKEN.findall(source)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        if not tokens:
            break
        i = chance.randrange(len(tokens))
        match chance.randrange(6):
            case 0 | 1:
                del tokens[i]
            case 2:
                tokens.insert(i, chance.choice(PIECES))
            case 3:
                tokens[i] = chance.choice(PIECES)
            case 4:
                tokens.insert(i, chance.choice(tokens))
            case 5:
                del tokens[i + 1:]
    return "".join(tokens)


def escaped(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def cpython_answer(source, mode):
    try:
        compile(source, "<string>", mode, ast.PyCF_ONLY_AST)
    except SyntaxError as e:
        fields = (type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text)
        return "\t".join(escaped(str(field)) for field in fields)
    except (MemoryError, RecursionError):
        return "MemoryError"
    return "ok"


def main():
    program, count, seed, mode, *names = sys.argv[1:]
    chance = random.Random(int(seed))
    source = statements([pathlib.Path(name) for name in names], chance)
    cases = [damaged(next(source), chance) for _ in range(int(count))]
    cases = [case for case in cases if "\0" not in case and "\\N{" not in case]
    with tempfile.NamedTemporaryFile() as file:
        file.write("\0".join(cases).encode("utf-8", "surrogatepass"))
        file.flush()
        output = subprocess.run([program, "--mode", mode, "--snippets", file.name],
                                stdout=subprocess.PIPE, check=True).stdout
    different = 0
    for case, ours in zip(cases, output.decode("utf-8", "replace").split("\n")):
        theirs = cpython_answer(case, mode)
        if ours != theirs and not ours.startswith("MemoryError"):
            different += 1
            print(f"{case!r}\n  ours:    {ours}\n  cpython: {theirs}")
    print(f"{len(cases)} cases, {different} different")
    sys.exit(different != 0)


if __name__ == "__main__":
    main()
