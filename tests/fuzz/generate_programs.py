#!/usr/bin/python3.11 -B
"""Generates random programs for comparing engines: generate_programs.py [SEED] [--cases N]

A program is valid, terminates, and prints the same in every correct engine. It is made of cases,
each from a seed of its own, so that a case can be made again alone: `case_source(seed, number)`.
Variables have a type while a case is generated, so that most of what happens is sensible;
mistakes (wrong types, bad indexes, unbound names, wrong arguments) are made on purpose and rarely.
Nothing can grow without bounds: what loops accumulate goes through `clamp`, exponents, shifts and
repetitions are small literals, and loops inside functions spend fuel.
"""

import argparse
import random
from contextlib import contextmanager
from pathlib import Path

from definitions import Definitions

SUPPORT = Path(__file__).resolve().parent / "case_support.py"


class CaseGenerator(Definitions):
    """Writes the statements of one case. `scope` maps names to types, innermost block last."""

    def __init__(self, seed, number):
        super().__init__(random.Random(seed))
        self.number = number
        self.lines = []
        self.indent = 0
        self.loops = 0
        self.functions_open = 0
        self.budget = self.random.randint(3, 10)
        self.at_module = False

    # -- writing

    def put(self, line):
        self.lines.append("    " * self.indent + line)

    @contextmanager
    def block(self, header):
        self.put(header)
        self.indent += 1
        self.scopes.append({})
        start = len(self.lines)
        yield
        if len(self.lines) == start:
            self.put("pass")
        self.indent -= 1
        inner = self.scopes.pop()
        if self.chance(0.08):
            # Perhaps bound, perhaps not.
            self.scopes[-1].update(inner)

    @contextmanager
    def function(self, header, parameters):
        """A function's block: names bound in it stay in it."""
        saved, self.loops = self.loops, 0
        self.functions_open += 1
        self.put(header)
        self.indent += 1
        self.scopes.append(dict(parameters))
        self.bound_here.append(set(parameters))
        yield
        self.bound_here.pop()
        self.scopes.pop()
        self.indent -= 1
        self.functions_open -= 1
        self.loops = saved

    def bind(self, name, kind):
        self.scopes[-1][name] = kind
        self.bound_here[-1].add(name)

    def assignable(self, *kinds):
        """A name that the innermost function binds, of one of the kinds, or None."""
        names = [n for n, k in self.visible() if k in kinds and n in self.bound_here[-1]]
        return self.random.choice(names) if names else None

    # -- a case

    def generate(self):
        """The text of the case: definitions at module level, the function, its call."""
        self.at_module = self.chance(0.12)
        prefix = f"g{self.number}_"
        for k in range(2):
            kind = self.one("int", "str", "list")
            self.put(f"{prefix}{k} = {self.atom(kind)}")
            self.globals[f"{prefix}{k}"] = kind
        name = f"case_{self.number}"
        if self.at_module:
            self.scopes.append({})
            self.bound_here.append(set())
            with self.block("try:"):
                self.put(f"print('case', {self.number})")
                self.put("State.fuel = 5000")
                self.body(self.budget)
                self.show_all()
            self.put("except Exception as error:")
            self.put("    report(error)")
            return "\n".join(self.lines) + "\n"
        with self.function(f"def {name}():", {}):
            if self.chance(0.3):
                for g in self.globals:
                    self.put(f"global {g}")
                    self.scopes[-1][g] = self.globals[g]
                    self.bound_here[-1].add(g)
            self.body(self.budget)
            self.show_all()
            if self.chance(0.4):
                self.put(f"return {self.expression(self.any_kind(), 2)}")
        return "\n".join(self.lines) + "\n"

    def show_all(self):
        names = [n for n, _ in self.visible()][:8]
        if names:
            self.put(f"show('end', {', '.join(names)})")

    def body(self, statements):
        kinds = ["int", "int", "float", "str", "list", "dict", "words", "tuple", "set", "bool"]
        for _ in range(self.random.randint(2, 5)):
            kind, name = self.random.choice(kinds), self.fresh("v")
            self.put(f"{name} = {self.atom(kind)}")
            self.bind(name, kind)
        for _ in range(statements):
            if self.chance(0.15):
                self.statement()
            else:
                self.guard(self.statement)

    def statement(self):
        if self.indent > 6:
            return self.simple()
        choices = (
            (self.simple, 10), (self.guarded, 5), (self.if_statement, 4), (self.for_loop, 4),
            (self.while_loop, 2), (self.try_statement, 3), (self.with_statement, 1.5),
            (self.match_statement, 2), (self.define_function, 3), (self.define_generator, 1.5),
            (self.define_class, 1.5), (self.recursion, 0.4), (self.group_statement, 1),
            (self.define_coroutine, 1), (self.closures, 1), (self.define_with_metaclass, 0.8),
            (self.evaluated, 0.8),
        )
        statements, weights = zip(*choices)
        self.random.choices(statements, weights)[0]()

    def few(self, most=3):
        for _ in range(self.random.randint(1, most)):
            if self.chance(0.35):
                self.statement()
            else:
                self.simple()

    # -- simple statements

    def simple(self):
        choices = (
            (self.assign, 8), (self.augmented, 5), (self.show_expression, 8), (self.unpack, 2.5),
            (self.mutate_list, 5), (self.mutate_dict, 3.5), (self.mutate_set, 2),
            (self.call_something, 4), (self.assertion, 0.7), (self.delete, 0.4),
            (self.lambda_assignment, 1.5), (self.mistake, 1), (self.walrus_line, 1),
            (self.mutate_bytearray, 1),
        )
        statements, weights = zip(*choices)
        self.random.choices(statements, weights)[0]()

    def bounded(self, text):
        return f"clamp({text})" if self.loops or self.functions_open > 1 else text

    def assign_new(self, kind, depth=3):
        name = self.fresh("v")
        value = self.expression(kind, depth)
        self.put(f"{name} = {self.bounded(value)}")
        self.bind(name, kind)
        return name

    def assign(self):
        kind = self.any_kind()
        name = self.assignable(kind)
        if name is None or self.chance(0.4):
            self.assign_new(kind)
        elif self.chance(0.1):
            other = self.fresh("v")
            self.put(f"{other} = {name} = {self.bounded(self.expression(kind, 2))}")
            self.bind(other, kind)
        else:
            self.put(f"{name} = {self.bounded(self.expression(kind, 3))}")

    def augmented(self):
        kind = self.one("int", "int", "int", "float", "str", "list", "set", "dict", "tuple")
        name = self.assignable(kind)
        if name is None:
            return self.assign_new(kind)
        if kind == "int":
            op = self.one("+", "-", "*", "//", "%", "&", "|", "^", "<<", ">>", "**")
            right = str(self.random.randint(-1, 5)) if op in ("<<", ">>", "**") else self.expression("int", 2)
        elif kind == "float":
            op = self.one("+", "-", "*", "/", "//", "%")
            right = self.expression(self.one("float", "int"), 2)
        elif kind == "set":
            op, right = self.random.choice("|&-^"), self.expression("set", 1)
        elif kind == "dict":
            op, right = "|", self.expression("dict", 1)
        else:
            op, right = "+", self.expression(kind, 2)
            if self.chance(0.2):
                op, right = "*", str(self.random.randint(-1, 3))
        self.put(f"{name} {op}= {right}")
        if kind not in ("set", "dict", "float"):
            self.put(f"{name} = clamp({name})")

    def show_expression(self):
        values = ", ".join(self.expression(self.any_kind(), 4) for _ in range(self.random.randint(1, 2)))
        self.put(f"show({self.label()}, {values})")

    def unpack(self):
        kind = self.one("int", "str")
        source = {"int": "list", "str": "words"}[kind]
        a, b, c = (self.fresh("v") for _ in range(3))
        pick = self.random.randrange(6)
        if pick == 0:
            self.put(f"{a}, {b} = {self.expression(kind, 2)}, {self.expression(kind, 2)}")
            self.put(f"{a}, {b} = {b}, {a}")
        elif pick == 1:
            self.put(f"{a}, *{c}, {b} = {self.padded(source, 2, kind)}")
            self.bind(c, source)
        elif pick == 2:
            self.put(f"*{c}, {a} = {self.expression(source, 2)}")
            self.put(f"[{b}, *_] = [{a}, *{c}]")
            self.bind(c, source)
        elif pick == 3:
            self.put(f"({a}, ({b}, *_)) = {self.expression(kind, 1)}, {self.expression(source, 1)}")
        elif pick == 4:
            self.put(f"{a}, {b} = {self.padded(source, 2, kind)}[:2]")
        else:
            self.put(f"for {a}, {b} in zip({self.expression(source, 1)}, {self.expression(source, 1)}):")
            self.put(f"    show({self.label()}, {a}, {b})")
            return
        self.bind(a, kind)
        self.bind(b, kind)

    def padded(self, kind, count, item):
        """A list that most often has so many items."""
        items = ", ".join(self.atom(item) for _ in range(count if self.chance(0.85) else 0))
        return f"[*{self.expression(kind, 2)}, {items}]"

    def mutate_list(self):
        name = self.assignable("list") or self.assign_new("list")
        i, j = (self.random.randint(-4, 5) for _ in range(2))
        value = self.expression("int", 2)
        self.put(self.one(
            f"{name}.append({value})", f"{name}.insert({i}, {value})",
            f"{name}.extend({self.expression('list', 1)})",
            f"{name}.pop()", f"show({self.label()}, {name}.pop({i}))", f"{name}.remove({value})",
            f"{name}.reverse()",
            f"{name}.sort()", f"{name}.sort(key=lambda x: -x)",
            f"{name}.sort(key=lambda x: x % 3, reverse=True)",
            f"{name}[{i}] = {value}", f"{name}[{i}:{j}] = {self.expression('list', 1)}",
            f"del {name}[{i}]",
            f"del {name}[{i}:{j}]", f"{name}[::2] = {self.expression('list', 1)}",
            f"{name}[{i}] += {value}",
            f"del {name}[::-2]", f"{name}.clear()", f"{name}[{i}:{i}] = [{value}, {value}]",
        ))
        if self.loops:
            self.put(f"del {name}[30:]")

    def mutate_dict(self):
        name = self.assignable("dict") or self.assign_new("dict")
        key, value = self.expression("str", 1), self.expression("int", 2)
        self.put(self.random.choice((
            f"{name}[{key}] = {value}", f"{name}[{key}] = {name}.get({key}, 0) + {value}",
            f"del {name}[{key}]",
            f"show({self.label()}, {name}.pop({key}, None))",
            f"show({self.label()}, {name}.pop({key}))",
            f"show({self.label()}, {name}.setdefault({key}, {value}))",
            f"{name}.update({self.expression('dict', 1)})",
            f"{name}.update(k={value})", f"show({self.label()}, {name}.popitem())",
            f"{name}[{key}] += {value}",
            f"show({self.label()}, list({name}.items()), {key} in {name})", f"{name}.clear()",
        )))

    def mutate_set(self):
        name = self.assignable("set") or self.assign_new("set")
        value = self.expression("int", 2)
        self.put(self.one(
            f"{name}.add({value})", f"{name}.discard({value})", f"{name}.remove({value})",
            f"{name}.update({self.expression('list', 1)})",
            f"{name}.intersection_update({self.expression('list', 1)})",
            f"{name}.difference_update({self.expression('set', 1)})",
            f"{name}.symmetric_difference_update({self.expression('set', 1)})",
        ))

    def mutate_bytearray(self):
        name = self.fresh("v")
        i = self.random.randint(-3, 4)
        self.put(f"{name} = bytearray({self.expression('bytes', 1)})")
        self.put(self.one(
            f"{name}.append({self.expression('int', 1)})",
            f"{name}[{i}] = {self.expression('int', 1)}",
            f"{name}.extend({self.expression('bytes', 1)})", f"{name}[{i}:] = b'xyz'",
            f"del {name}[{i}]",
            f"{name} += {self.expression('bytes', 1)}", f"{name}.reverse()",
            f"{name}.insert({i}, 65)",
        ))
        self.put(f"show({self.label()}, {name}, len({name}))")

    def call_something(self):
        calls = [n for n, k in self.visible() if k.startswith("function:")]
        if not calls or (self.functions_open > 1 and self.loops):
            return self.show_expression()
        name = self.random.choice(calls)
        self.put(f"show({self.label()}, {self.call(name)})")

    def assertion(self):
        self.put(f"assert {self.expression('bool', 2)}, {self.expression('str', 1)}")

    def delete(self):
        name = self.assignable("int", "str", "float")
        if not name or self.loops:
            self.show_expression()
        else:
            self.put(f"del {name}")
            if self.chance(0.5):
                self.put(f"{name} = {self.expression(self.kind_of(name), 1)}")

    def lambda_assignment(self):
        name = self.fresh("f")
        count = self.random.randint(0, 2)
        parameters = [self.fresh("p") for _ in range(count)]
        self.scopes.append(dict.fromkeys(parameters, "int"))
        kind = self.one("int", "str", "float")
        text = self.expression(kind, 2)
        self.scopes.pop()
        with_default = [p + ("=2" if k == count - 1 and self.chance(0.4) else "") for k, p in enumerate(parameters)]
        self.put(f"{name} = lambda {', '.join(with_default)}: {text}")
        self.bind(name, f"function:{kind}:{','.join(parameters)}")

    def walrus_line(self):
        name = self.fresh("v")
        if self.chance(0.3):
            self.put(f"show({self.label()}, [({name} := x) * 2 for x in range({self.small(0, 4)})])")
            return self.bind(name, "int")
        kind = self.one("int", "str")
        self.put(f"if ({name} := {self.expression(kind, 2)}) and {self.expression('bool', 2)}:")
        self.put(f"    show({self.label()}, {name})")
        self.bind(name, kind)

    def mistake(self):
        """One line that most often raises, guarded."""
        a, b = self.any_kind(), self.any_kind()
        op = self.one("+", "-", "/", "//", "%", "&", "|", "<", ">=", "@", "^", "and", "in")
        left, right = self.expression(a, 1), self.expression(b, 1)
        if op == "%" and a in ("str", "bytes"):
            op = "+"
        lines = (
            f"({left}) {op} ({right})", f"traced(0, {left})[{right}]", f"({left}).missing",
            f"traced(0, {left})({right})", f"undefined_{self.number}",
            f"len({left})", f"[*{left}]", f"int({right})", f"float({left})", f"iter({left})",
            f"({left}).append({right})",
            f"sorted([{left}, {right}])", f"sum([{left}, {right}])", f"abs({left})",
            f"{{{left}: 1}}", f"round({left}, {right if b != 'int' else self.small()})",
            f"max({left})", f"divmod({left}, {right})", f"'%d' % ({left},)",
            f"format({left}, '5d')", f"range({left})",
            f"bytes({left})[:9]" if a != "int" else "bytes(-1)",
            f"int({left}, {self.one(2, 16, 37, 1)})", f"chr({left})", f"ord({left})",
            f"({left}).join({right})", f"-({left})", f"~({left})",
            f"isinstance({left}, {right})", f"setattr({left}, 'x', 1)", f"next({left})",
            f"reversed({left})", f"zip({left}, {right}, strict=True)",
        )
        self.put("try:")
        self.put(f"    show({self.label()}, {self.random.choice(lines)})")
        self.put("except Exception as error:")
        self.put("    report(error)")

    # -- compound statements

    def guarded(self):
        self.guard(self.simple)

    def guard(self, statement):
        with self.block("try:"):
            statement()
        self.put("except Exception as error:")
        self.put("    report(error)")

    def if_statement(self):
        with self.block(f"if {self.expression('bool', 3)}:"):
            self.few()
        if self.chance(0.3):
            with self.block(f"elif {self.expression('bool', 2)}:"):
                self.few(2)
        if self.chance(0.5):
            with self.block("else:"):
                self.few(2)

    def loop_body(self, extra=()):
        self.loops += 1
        if self.functions_open > 1 or self.loops > 1:
            self.put("tick()")
        for line in extra:
            self.put(line)
        self.few(2 if self.loops > 1 else 3)
        if self.chance(0.35):
            with self.block(f"if {self.expression('bool', 2)}:"):
                self.put(self.one("break", "continue"))
            self.simple()
        self.loops -= 1

    def for_loop(self):
        name = self.fresh("i")
        if self.loops > 1:
            return self.simple()
        pick = self.random.randrange(8)
        if pick <= 2:
            a, b = self.random.randint(-3, 3), self.random.randint(0, 7)
            step = self.one("", "", f", {self.random.choice((1, 2, 3, -1, -2))}")
            header, names = f"for {name} in range({a}, {b}{step}):", {name: "int"}
        elif pick == 3:
            header, names = f"for {name} in {self.expression('list', 2)}[:8]:", {name: "int"}
        elif pick == 4:
            key = self.fresh("k")
            header, names = f"for {key}, {name} in list({self.expression('dict', 1)}.items()):", {key: "str", name: "int"}
        elif pick == 5:
            key = self.fresh("k")
            header, names = f"for {key}, {name} in enumerate({self.expression('words', 1)}[:6], {self.random.randint(0, 3)}):", {key: "int", name: "str"}
        elif pick == 6:
            header, names = f"for {name} in {self.expression('str', 1)}[:6]:", {name: "str"}
        else:
            header, names = f"for {name} in reversed({self.expression('list', 1)}[:6]):", {name: "int"}
        with self.block(header):
            for n, k in names.items():
                self.bind(n, k)
            self.loop_body()
        if self.chance(0.25):
            with self.block("else:"):
                self.simple()

    def while_loop(self):
        if self.loops > 1:
            return self.simple()
        counter = self.fresh("n")
        self.put(f"{counter} = {self.random.randint(1, 7)}")
        self.scopes[-1][counter] = "int"
        condition = f"{counter} > 0" if self.chance(0.6) else f"{counter} > 0 and {self.expression('bool', 2)}"
        with self.block(f"while {condition}:"):
            self.loop_body((f"{counter} -= 1",))
        if self.chance(0.3):
            with self.block("else:"):
                self.simple()

    def raised(self):
        text = self.expression("str", 1)
        return self.one(
            f"ValueError({text})", f"KeyError({text})",
            f"Custom({self.expression('int', 1)}, {text})", "ZeroDivisionError",
            f"IndexError({text}, 2)", "StopIteration(5)", f"TypeError({text})", "LookupError()",
            f"OSError(2, {text})",
        )

    def try_statement(self):
        with self.block("try:"):
            self.few(2)
            if self.chance(0.5):
                cause = self.one("", "", " from None", " from KeyError('cause')")
                self.put(f"raise {self.raised()}{cause}")
        caught = self.random.sample(("ValueError", "KeyError", "Custom", "ArithmeticError", "LookupError", "(TypeError, IndexError)", "AttributeError"), 2)
        handlers = caught[:self.random.randint(1, 2)] + ["Exception"] * self.chance(0.75)
        for kind in handlers:
            with self.block(f"except {kind} as error:"):
                self.put(f"show({self.label()}, error, error.__cause__, error.__context__, error.__suppress_context__)")
                if self.chance(0.6):
                    self.simple()
                if self.chance(0.12):
                    self.put(self.one("raise", "raise Custom(7) from error", f"raise {self.raised()}"))
        if self.chance(0.3):
            with self.block("else:"):
                self.simple()
        if self.chance(0.4):
            with self.block("finally:"):
                self.put(f"show({self.label()})")
                self.simple()

    def with_statement(self):
        name = self.fresh("w")
        swallow = self.one("", ", ValueError", ", Exception", ", (KeyError, TypeError)")
        second = f", Manager('b{name}'{self.one('', ', LookupError')})" if self.chance(0.3) else ""
        with self.block(f"with Manager('{name}'{swallow}) as {name}{second}:"):
            self.bind(name, "str")
            self.few(2)
            if self.chance(0.3):
                self.put(f"raise {self.raised()}")

    def match_statement(self):
        subject = self.expression(self.any_kind(), 2)
        rest = self.fresh("m")
        patterns = [
            "0 | 1", "int(x) if x > 100", "float()", "str(x)", "'' | 'a'", "[]", "[x]",
            "[1, *rest]", "[x, y, *_]", "(int(x), str(y))",
            "{'a': x}", "{'k': 1, **rest}", "{}", "True", "None", "[[x, *_], *rest]", "-1",
            "[int() as x, _]", "1.5", "bool()", "list(x)", "{'b': int(x), 'a': y}", "[*_, x]",
        ]
        with self.block(f"match {subject}:"):
            for pattern in self.random.sample(patterns, self.random.randint(2, 5)):
                bound = [n for n in ("x", "y", "rest") if n in pattern]
                pattern = pattern.replace("rest", rest)
                bound = [rest if n == "rest" else n for n in bound]
                self.put(f"case {pattern}:")
                self.put(f"    show({', '.join([self.label(), *bound])})")
            if self.chance(0.6):
                with self.block("case _:"):
                    self.simple()

    def group_statement(self):
        """An exception group, caught in parts."""
        def group(depth):
            members = [
                group(depth - 1) if depth and self.chance(0.3) else self.raised()
                for _ in range(self.random.randint(1, 3))
            ]
            return f"ExceptionGroup({self.atom('str')}, [{', '.join(members)}])"

        with self.block("try:"):
            with self.block("try:"):
                self.simple()
                self.put(f"raise {group(2) if self.chance(0.85) else self.raised()}")
            kinds = ("ValueError", "LookupError", "(KeyError, TypeError)", "OSError", "ArithmeticError", "Exception")
            for kind in self.random.sample(kinds, self.random.randint(1, 3)):
                with self.block(f"except* {kind} as group:"):
                    self.put(f"show({self.label()}, group, group.message, len(group.exceptions))")
                    if self.chance(0.2):
                        self.put(self.one("raise", f"raise {self.raised()}"))
        self.put("except Exception as error:")
        self.put(f"    show({self.label()}, error, error.__context__)")


def case_seed(seed, number):
    return f"{seed}/{number}"


def case_source(seed, number):
    """The text of one case, definitions and all, but not its call."""
    return CaseGenerator(case_seed(seed, number), number).generate()


def call_source(number, heat=1):
    return f"run({number}, case_{number}, {heat})\n" if heat != 1 else f"run({number}, case_{number})\n"


def has_function(source, number):
    return f"def case_{number}():" in source


def program(sources, heat=1, uncaught=False):
    """A whole program from case texts by number; with `uncaught`, the last case runs unguarded."""
    parts = [SUPPORT.read_text()]
    for number, source in sources.items():
        parts.append("\n" + source)
        if has_function(source, number):
            if uncaught and number == max(sources):
                parts.append(f"State.fuel = 5000\nshow('returned', case_{number}())\n")
            else:
                parts.append(call_source(number, heat))
    return "\n".join(parts)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("seed", nargs="?", type=int, default=0)
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--case", type=int, help="one case alone, by its number")
    parser.add_argument("--heat", type=int, default=1, help="how often each case runs")
    parser.add_argument("--uncaught", action="store_true", help="the last case is not guarded")
    options = parser.parse_args()
    numbers = range(options.cases) if options.case is None else [options.case]
    sources = {number: case_source(options.seed, number) for number in numbers}
    print(program(sources, options.heat, options.uncaught), end="")


if __name__ == "__main__":
    main()
