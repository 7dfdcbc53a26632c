#!/usr/bin/python3.11
"""Records what CPython makes of the sources in sources.py: tree_cases.txt and error_cases.txt.

Fields stand between tabs; newlines, tabs and backslashes are escaped.
"""
import ast
import pathlib
import warnings

import sources

HERE = pathlib.Path(__file__).parent
HEADER = "# Recorded from CPython 3.11 by record_cases.py.\n"
warnings.simplefilter("ignore")


def escaped(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def tree(mode, source):
    return ast.dump(ast.parse(source, mode=mode), include_attributes=True)


def error(mode, source):
    try:
        compile(source, "<string>", mode, ast.PyCF_ONLY_AST)
    except SyntaxError as e:
        fields = [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text]
    except (MemoryError, ValueError) as e:
        fields = [type(e).__name__, str(e)]
    else:
        raise AssertionError(f"no error in {source!r}")
    return "\t".join(escaped(str(field)) for field in fields)


def record(name, cases, answer):
    with open(HERE / name, "w", encoding="utf-8") as file:
        file.write(HEADER)
        for mode, source in cases:
            file.write(f"{mode}\t{escaped(source)}\t{escaped(answer(mode, source))}\n"
                       if answer is tree else f"{mode}\t{escaped(source)}\t{answer(mode, source)}\n")


record("tree_cases.txt", sources.VALID, tree)
record("error_cases.txt", sources.INVALID, error)
