# ast: literal_eval, parse and dump, unparse, walk, NodeVisitor and NodeTransformer, errors
import ast

for text in ("1", "-1", "+2.5", "1+2j", "-1-2.5j", "'a' 'b'", "b'x'", "[1, (2, 3), {4: 'x'}, {5, 6}]", "None", "True", "...", "()", "set()", "{}", "  7", "0x1F", "1_000", "'''multi\nline'''", "{'a': [None, {'b': ()}]}", "(1,)", "-0.0", "1e400"):
    v = ast.literal_eval(text)
    print(repr(text), repr(v) if not isinstance(v, set) else sorted(v))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0].split(": <ast")[0])


for text in ("a", "1+1", "f()", "[x for x in y]", "__import__('os')", "1 if 2 else 3", "a.b", "-'x'", "not 1", "1j+1", "{**{}}", "[*a]", "f'x'", "lambda: 0", "", "1 +", "(", "set(1)", "~1", "--1", "1; 2", "'a'*2", "{1: 2, 3}"):
    attempt(lambda: ast.literal_eval(text))
tree = ast.parse("def f(a, *b, c=1):\n    return a + sum(b) * c\n")
print(ast.dump(tree))
print(ast.dump(ast.parse("x = y[1:2] if z else -w", mode="exec").body[0], indent=2))
print(ast.dump(ast.parse("a < b <= c", mode="eval"), annotate_fields=False), ast.dump(ast.parse("f(*a, **k)", mode="eval"), include_attributes=False))
source = '''
@deco(1)
class A(B, metaclass=M):
    """Doc."""
    x: int = 5
    async def m(self, /, a, *, b: str = 'q', **kw) -> None:
        async with a as b, c:
            await x
        for i, (j, *k) in z:
            if i: continue
            elif j: break
            else: pass
        else:
            raise E from None
        while (n := f()) and not x: n -= 1
        try: y
        except (A, B) as e: del a[0], b.c
        else: global g
        finally: assert x, "msg"
        return lambda q, *w: [v for v in w if v for u in v], {k: v for k, v in q}, {*a}, f"{x!r:>{w}} {y=}"
match p:
    case [1, *rest] | {"k": v, **o} if v: ...
    case C(x, y=1) as c: yield
    case _: x = yield from z
with a: x **= 2; from .m import n as o; import q.r
print(-(-x), (a, b), a @ b // c % d, not (a or b) and c, ~x ** -y, "it's", b"\\x00", 1e100, (yield))
try: pass
except* T: nonlocal_ = 1
'''
out = ast.unparse(ast.parse(source))
print(out)
print(ast.unparse(ast.parse(out)) == out)
names = sorted({n.id for n in ast.walk(ast.parse("a + b * c(d, e=f)")) if isinstance(n, ast.Name)})
print(names)


class Fold(ast.NodeTransformer):
    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.left, ast.Constant) and isinstance(node.right, ast.Constant) and isinstance(node.op, (ast.Add, ast.Mult)):
            value = node.left.value + node.right.value if isinstance(node.op, ast.Add) else node.left.value * node.right.value
            return ast.copy_location(ast.Constant(value), node)
        return node


class Count(ast.NodeVisitor):
    def __init__(self):
        self.calls = []

    def visit_Call(self, node):
        self.calls.append((ast.unparse(node.func), node.lineno, node.col_offset, node.end_col_offset))
        self.generic_visit(node)


print(ast.unparse(Fold().visit(ast.parse("x = 1 + 2 * 3 + y"))))
c = Count()
c.visit(ast.parse("a(b(1),\n c.d(e()))"))
print(c.calls)
made = ast.Module([ast.Assign([ast.Name("z", ast.Store())], ast.BinOp(ast.Constant(6), ast.Mult(), ast.Constant(7)))], [])
ns = {}
exec(compile(ast.fix_missing_locations(made), "<made>", "exec"), ns)
print(ns["z"], ast.get_docstring(ast.parse('def f():\n  """  hi\n     there"""').body[0]), list(ast.iter_fields(ast.Constant(5))), [type(n).__name__ for n in ast.iter_child_nodes(ast.parse("a = 1").body[0])], ast.get_source_segment("x = 1 + 2", ast.parse("x = 1 + 2").body[0].value))
attempt(lambda: compile(ast.Module([ast.Pass()], []), "<x>", "exec"))
attempt(lambda: compile(ast.Expression(ast.Constant([1]), lineno=1, col_offset=0), "<x>", "eval"))
attempt(lambda: ast.parse("x = = 1"))
attempt(lambda: ast.Name("a", "b", "c", "d"))
print(ast.Name._fields, ast.Constant(1, kind="u").kind, isinstance(ast.Add(), ast.operator), ast.parse("1", mode="single")._fields)
