"""Makes a program smaller while something that a test finds in it stays.

Delta reduction on the syntax tree: statements go in chunks that halve, compound statements give
way to their bodies, expressions to a part of themselves or to a plain constant.
"""

import ast
import time

BODIES = ("body", "orelse", "finalbody", "handlers", "cases")
CONSTANTS = (0, 1, "", True)


class Reducer:
    def __init__(self, source, test, seconds):
        self.best = ast.unparse(ast.parse(source))
        self.test = test
        self.deadline = time.monotonic() + seconds
        self.tried = set()

    def out_of_time(self):
        return time.monotonic() > self.deadline

    def accept(self, tree):
        """Takes the tree as the new best if it is a program and the test still holds for it."""
        try:
            source = ast.unparse(ast.fix_missing_locations(tree))
            if len(source) >= len(self.best) or source in self.tried:
                return False
            self.tried.add(source)
            compile(source, "<candidate>", "exec")
        except (SyntaxError, ValueError, RecursionError):
            return False
        if self.out_of_time() or not self.test(source):
            return False
        self.best = source
        return True

    def run(self):
        size = None
        while size != len(self.best) and not self.out_of_time():
            size = len(self.best)
            self.remove_statements()
            self.unwrap_statements()
            self.simplify_expressions()
        return self.best

    def lists(self, tree):
        """Every list of statements, handlers or cases, outermost first."""
        for node in ast.walk(tree):
            for field in BODIES:
                items = getattr(node, field, None)
                if isinstance(items, list) and items:
                    yield node, field

    def remove_statements(self):
        position = 0
        while not self.out_of_time():
            places = list(self.lists(ast.parse(self.best)))
            if position >= len(places):
                return
            self.remove_from(position)
            position += 1

    def remove_from(self, position):
        size = None
        start = 0
        while not self.out_of_time():
            tree = ast.parse(self.best)
            places = list(self.lists(tree))
            if position >= len(places):
                return
            node, field = places[position]
            items = getattr(node, field)
            size = size or max(1, len(items) // 2)
            if start >= len(items):
                if size == 1:
                    return
                size, start = size // 2, 0
                continue
            left = items[:start] + items[start + size:]
            if not left and field == "body" and not isinstance(node, ast.Module):
                left = [ast.Pass()]
            setattr(node, field, left)
            if isinstance(node, ast.Try) and not node.handlers and not node.finalbody:
                node.finalbody = [ast.Pass()]
            if not self.accept(tree):
                start += size

    def unwrap_statements(self):
        position = 0
        while not self.out_of_time():
            tree = ast.parse(self.best)
            spots = [
                (node, field, k)
                for node, field in self.lists(tree)
                for k, item in enumerate(getattr(node, field))
                if isinstance(item, (ast.If, ast.For, ast.While, ast.Try, ast.With))
            ]
            if position >= len(spots):
                return
            node, field, k = spots[position]
            items = getattr(node, field)
            setattr(node, field, items[:k] + items[k].body + items[k + 1:])
            if not self.accept(tree):
                position += 1

    def simplify_expressions(self):
        position = 0
        while not self.out_of_time():
            count = self.simplify_at(position)
            if count is None:
                return
            position += not count

    def simplify_at(self, position):
        """Tries the replacements of one expression; None when there is no such expression."""
        probe = list(expression_slots(ast.parse(self.best)))
        if position >= len(probe):
            return None
        parent, field, k = probe[position]
        current = getattr(parent, field)
        current = current if k is None else current[k]
        children = [c for c in ast.walk(current) if isinstance(c, ast.expr) and c is not current]
        replacements = sorted(children, key=lambda c: -len(ast.unparse(c)))[:8]
        replacements += [] if isinstance(current, ast.Constant) else [ast.Constant(c) for c in CONSTANTS]
        for replacement in replacements:
            tree = ast.parse(self.best)
            parent, field, k = list(expression_slots(tree))[position]
            if k is None:
                setattr(parent, field, replacement)
            else:
                getattr(parent, field)[k] = replacement
            if self.accept(tree):
                return True
        return False


def expression_slots(tree):
    """Where expressions that are read stand: (parent, field, index or None)."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.pattern, ast.JoinedStr, ast.FormattedValue)):
            continue
        for field, value in ast.iter_fields(node):
            if isinstance(value, list):
                for k, item in enumerate(value):
                    if isinstance(item, ast.expr) and readable(item):
                        yield node, field, k
            elif isinstance(value, ast.expr) and readable(value):
                yield node, field, None


def readable(node):
    return isinstance(getattr(node, "ctx", ast.Load()), ast.Load) and not isinstance(node, ast.Name)


def reduce_program(source, test, seconds):
    """The smallest program found for which test(source) is true; the given one must pass it."""
    return Reducer(source, test, seconds).run()
