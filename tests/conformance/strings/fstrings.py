# f-strings: expressions, nesting, conversions, specs, debug =, quotes, raw, multi-line.
x, y, name, pi = 5, 10, "World", 3.14159
d = {"k": "v", "n": {"m": 1}}
print(
    f"{x}",
    f"{x + y}",
    f"Hello {name}!",
    f"{name!r} {name!s} {name!a}",
    f"{pi:.2f}",
    f"{x:>5}|{x:<5}|{x:^5}|",
    f"{x:{y}}",
    f"{pi:{y}.{x - 2}f}",
    f"""{'nested ' + f'{x} {f"{y}"}'}""",
    f"{d['k']} {d['n']['m']}",
    f"{{}} {{{x}}} }}{{",
    f"{x!r:>4}",
    f"",
    f"{''}",
    f"{x,}",
    f"{x, y}",
    f"{[i for i in range(3)]}",
    f"{ {1: 2}[1] }",
    f"{(lambda q: q * 2)(3)}",
    f"{x if x > 3 else y}",
    f"{x == 5}",
    f"{x != 5} {x <= 5} {x >= 6}",
    f"{'a' 'b'}",
    f"{not x}",
    f"{x:=^9}",
    sep="\n",
)
print(
    f"{x=}",
    f"{x = }",
    f"{x + y=}",
    f"{name=}",
    f"{name=!s}",
    f"{pi=:.2f}",
    f"{x=:>6}",
    f"{d['k']=}",
    f"{ x = !r:>5}",
    f"{x  ==  5 = }",
    f"{(x:=7)}",
    f"{x:=5}",
    f"{x}",
    f"{f'{x=}'}",
    f"{'é'=}",
    f"{x=:{y}}",
    sep="\n",
)
print(
    f'{"double" + "quotes"}',
    f"{'single'}",
    f"""{'triple' + "mixed"}""",
    f'''{
x
+ y
}''',
    rf"{x}\n{y}",
    fr'\d{x}',
    f"\n{x}\t".encode(),
    F"{x}",
    Rf"\{x}",
    f"\x41{x}\u00e9\N{SNOWMAN}",
    f"a" "b" f"{x}" 'c',
    "a{x}" f"{x}{{x}}",
    f"{x}" "{x}",
    sep="|",
)
print(
    f"{chr(10)!r}",
    f"{x:{'>'}{'1' + '0'}}",
    f"{x:{'>' if x else '<'}6}",
    f"{3:{'0'}>{2 + 2}}",
    f"{name:{len(name) + 3}}|",
    f"{True:5}|{None}|{...}|{int}",
    f"{'a':*>{3}}{'b':*<{3}}",
    sep="\n",
)


class F:
    def __format__(self, spec):
        return f"<{spec}>"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


o = F()
print(
    f"{o}",
    f"{o:abc}",
    f"{o!s}",
    f"{o!r}",
    f"{o!s:>6}",
    f"{o: }",
    f"{o:{x}{y}}",
    f"{o:a{x}b}",
    f"{o::}",
    f"{o:!r}",
    f"{o=}",
    f"{o=:x}",
    f"{o=!s}",
    sep="\n",
)


def gen():
    got = f"{(yield 1)} and {(yield 2)}"
    yield got


g = gen()
next(g)
g.send("a")
print(g.send("b"))


async def co():
    return f"{await aw()}"


class aw:
    def __await__(self):
        return (yield)


c = co()
c.send(None)
try:
    c.send("awaited")
except StopIteration as e:
    print(e.value)
print(
    [f"{i}{j}" for i in range(2) for j in f"{i}x"],
    f"{sum(i for i in range(4))}",
    f"{max([1, 2], key=lambda v: -v)}",
    f"{dict(a=1)}",
    f"{ {'a', } }",
    f"{*[1, 2],}",
    f"{x}{y}" * 2,
    f"{x}".rjust(3, "0"),
    f"{x}%d" % 3,
    len(f"{x}{name}"),
)
for src in (
    "f'{}'",
    "f'{ }'",
    "f'{'",
    "f'}'",
    "f'{a'",
    "f'{a!}'",
    "f'{a!x}'",
    "f'{a b}'",
    "f'{a:{b:{c}}}'",
    "f'{a[}'",
    "f'{a)}'",
    "f'{lambda x: 1}'",
    "f'{\\n}'",
    "f'{#}'",
    "f'{a!r:'",
    "f'{=}'",
    "f'{a:}}'",
    "f'{*a}'",
    "f'{**a}'",
    "f'{yield}'",
    "f'{a = b}'",
    "f'{!r}'",
    "f'{:x}'",
    "f'{a;b}'",
    "f'{import x}'",
    "f'{a!r r}'",
    "f'{a ! r}'",
    "f'{{}'",
    "f'{0xg}'",
    "f'{a $ b}'",
    "f\"{'a\"",
    "f'{()}'",
    "f'{a.}'",
    "f'{if}'",
    "f'{(}'",
    "f'{a:{}}'",
    "f'{a!s}}'",
):
    try:
        compile(src, "s", "eval")
        print("compiles", src)
    except SyntaxError as e:
        print(src, "->", e.msg, e.lineno, e.offset)
a = 1


def scope():
    a = 2

    class C:
        a = 3
        s = f"{a}"
        l = [f"{a}" for _ in range(1)]

    return C.s, C.l, f"{a}", (lambda: f"{a}")()


print(scope())
