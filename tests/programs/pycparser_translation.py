"""pycparser over ply: C sources to syntax trees, visitors, a call graph, a tiny interpreter, C generated back."""
# packages: python3-pycparser python3-ply

import hashlib
import io

from pycparser import c_ast, c_generator, c_parser

UNIT = r"""
typedef unsigned long size_t;
typedef struct node { int key; struct node *left, *right; unsigned flags : 3; } node_t;
enum color { RED, GREEN = 5, BLUE };
union value { int i; float f; char s[8]; };
typedef int (*compare_fn)(const void *, const void *);
static const char *names[] = { "zero", "one", [5] = "five" };
struct point { int x, y; } origin = { .x = 1, .y = 2 };
extern void *malloc(size_t n);
int printf(const char *fmt, ...);

static inline node_t *insert_@(node_t *root, int key)
{
    if (!root) {
        node_t *n = (node_t *) malloc(sizeof(node_t));
        n->key = key; n->left = n->right = 0;
        return n;
    }
    if (key < root->key) root->left = insert_@(root->left, key);
    else if (key > root->key) root->right = insert_@(root->right, key);
    else ;
    return root;
}

int fib_@(int n) { return n < 2 ? n : fib_@(n - 1) + fib_@(n - 2); }

int collatz_@(int n)
{
    int steps = 0;
    while (n != 1) { n = n % 2 == 0 ? n / 2 : 3 * n + 1; steps++; }
    return steps;
}

int sum_@(int limit)
{
    int total = 0, i;
    for (i = 0; i < limit; ++i) {
        if (i % 3 == 0) continue;
        if (i > 50) break;
        total += i * i - (i << 1);
    }
    do { total -= 7; } while (total > 1000);
    switch (total & 3) {
    case 0: total++; 
    case 1: total += 10; break;
    case 2: { total *= 2; break; }
    default: total = -total;
    }
    goto end;
    total = 0;
end:
    return total;
}

void misc_@(int argc, char **argv, int (*table[3])(int, char *), ...)
{
    int a[3][4] = {{1, 2}, {3}}, *p = &a[0][0], b = 0x1F, c = 017, d = 'x';
    double e = 1.5e-3, f = .5f, g = 0x1p3;
    unsigned long long h = 10ULL;
    const volatile int *const q = p;
    register int r = ~b ^ c | d & ~0 && argc || !p;
    r = (b, c); r += b >> 2; r <<= 1; *p++ = -+b; (*table[1])(1, argv[0]);
    printf("%d\n" "%s", sizeof b, L"wide"); p[2] = ((union value) { .i = 3 }).i; origin.x = (int) e;
    for (int i = 0, j = 9; i < j; i++, j--) { ; }
    _Static_assert(1, "ok");
    _Alignas(16) char buffer[32];
    struct { int anonymous; } s; s.anonymous = __func__[0];
}
"""
parser = c_parser.CParser()
generator = c_generator.CGenerator()
digest = hashlib.sha256()
count = 0
for n in range(40):
    tree = parser.parse(UNIT.replace("@", str(n)), f"unit{n}.c")
    text = generator.visit(tree)
    again = generator.visit(parser.parse(text, "again.c"))
    count += again == text
    digest.update(text.encode())
print(count, digest.hexdigest())
print(text)
out = io.StringIO()
tree.ext[5].show(out, attrnames=True, nodenames=True, showcoord=True)
print(out.getvalue())


class Calls(c_ast.NodeVisitor):
    def __init__(self):
        self.graph, self.kinds, self.current = {}, {}, None

    def generic_visit(self, node):
        self.kinds[type(node).__name__] = self.kinds.get(type(node).__name__, 0) + 1
        super().generic_visit(node)

    def visit_FuncDef(self, node):
        self.current = node.decl.name
        self.graph[self.current] = []
        self.generic_visit(node)

    def visit_FuncCall(self, node):
        self.graph[self.current].append(node.name.name if isinstance(node.name, c_ast.ID) else type(node.name).__name__)
        self.generic_visit(node)


calls = Calls()
calls.visit(tree)
print(calls.graph, sorted(calls.kinds.items()))


class Return(Exception):
    pass


class Break(Exception):
    pass


class Continue(Exception):
    pass


class Machine(c_ast.NodeVisitor):
    """Runs functions over ints."""

    def __init__(self, tree):
        self.functions = {f.decl.name: f for f in tree.ext if isinstance(f, c_ast.FuncDef)}
        self.steps = 0

    def call(self, name, *args):
        f = self.functions[name]
        saved = getattr(self, "env", None)
        self.env = dict(zip((p.name for p in f.decl.type.args.params), args))
        try:
            self.visit(f.body)
        except Return as r:
            return r.args[0]
        finally:
            self.env = saved

    def visit(self, node):
        self.steps += 1
        return super().visit(node)

    def visit_Compound(self, node):
        for item in node.block_items or ():
            self.visit(item)

    def visit_Decl(self, node):
        self.env[node.name] = self.visit(node.init) if node.init else 0

    def visit_Constant(self, node):
        return int(node.value, 0)

    def visit_ID(self, node):
        return self.env[node.name]

    def visit_Assignment(self, node):
        value = self.visit(node.rvalue)
        if node.op != "=":
            value = self.compute(node.op[:-1], self.env[node.lvalue.name], value)
        self.env[node.lvalue.name] = value
        return value

    def compute(self, op, a, b):
        return {"+": a + b, "-": a - b, "*": a * b, "/": a // b if b else 0, "%": a % b if b else 0, "<": a < b, ">": a > b, "==": a == b, "!=": a != b, "<<": a << b if 0 <= b < 64 else 0, "&": a & b}[op]

    def visit_BinaryOp(self, node):
        return self.compute(node.op, self.visit(node.left), self.visit(node.right))

    def visit_UnaryOp(self, node):
        if node.op in ("p++", "++"):
            self.env[node.expr.name] += 1
            return self.env[node.expr.name] - (node.op == "p++")
        return {"-": lambda v: -v, "!": lambda v: not v}[node.op](self.visit(node.expr))

    def visit_TernaryOp(self, node):
        return self.visit(node.iftrue if self.visit(node.cond) else node.iffalse)

    def visit_If(self, node):
        branch = node.iftrue if self.visit(node.cond) else node.iffalse
        if branch:
            self.visit(branch)

    def loop(self, node, first):
        while first or self.visit(node.cond):
            first = False
            try:
                self.visit(node.stmt)
            except Break:
                break
            except Continue:
                pass
            if getattr(node, "next", None):
                self.visit(node.next)

    def visit_While(self, node):
        self.loop(node, False)

    def visit_DoWhile(self, node):
        self.loop(node, True)

    def visit_For(self, node):
        self.visit(node.init)
        self.loop(node, False)

    def visit_Switch(self, node):
        value, matched = self.visit(node.cond), False
        try:
            for case in node.stmt.block_items:
                matched = matched or isinstance(case, c_ast.Default) or self.visit(case.expr) == value
                if matched:
                    for s in case.stmts:
                        self.visit(s)
        except Break:
            pass

    def visit_Break(self, node):
        raise Break

    def visit_Continue(self, node):
        raise Continue

    def visit_Goto(self, node):
        pass

    def visit_Label(self, node):
        self.visit(node.stmt)

    def visit_Return(self, node):
        raise Return(self.visit(node.expr))

    def visit_FuncCall(self, node):
        return self.call(node.name.name, *(self.visit(a) for a in node.args.exprs))


source = UNIT.replace("@", "0").replace("total = 0;\nend:", "end:")
machine = Machine(parser.parse(source))
print([machine.call("fib_0", n) for n in range(13)], [machine.call("collatz_0", n) for n in (1, 6, 7, 27)], [machine.call("sum_0", n) for n in (0, 5, 10, 60, 100)], machine.steps)
for bad in ("int x", "int f( { }", "x = 5;", "int a[;", "struct { int x }", "int f() { return }", "int f() { if }", "typedef int T; T T;", "int 1x;", "'unclosed", '"abc', "int x = @;", "int f() { for (;;) }", "}", "#define X 1\nint y;", "int x; int x();", "enum { };", "int f(void) { goto; }", ""):
    try:
        print(repr(bad), len(parser.parse(bad, "bad.c").ext))
    except (c_parser.ParseError, AssertionError) as e:
        print(repr(bad), type(e).__name__, e)
