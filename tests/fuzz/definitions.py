"""Random functions, generators, coroutines and classes with uses of them, for generate_programs.

What follows a definition uses it, most often as meant, each use guarded by itself.
"""

from expressions import Expressions

# Methods that a generated class may have. EXPR stands for its value, CONST for a number.
OPERATORS = (
    "def __add__(self, other):\n    return type(self)(EXPR + (other.value if hasattr(other, 'value') else other))",
    "def __radd__(self, other):\n    return ('radd', other, EXPR)",
    "def __sub__(self, other):\n    if not isinstance(other, int): return NotImplemented\n    return EXPR - other",
    "def __rmul__(self, other):\n    return (other, '*', EXPR)",
    "def __lt__(self, other):\n    return EXPR < other.value",
    "def __gt__(self, other):\n    show('gt')\n    return EXPR > other.value",
    "def __ge__(self, other):\n    return NotImplemented",
    "def __eq__(self, other):\n    show('eq')\n    return isinstance(other, type(self)) and EXPR == other.value",
    "def __eq__(self, other):\n    return EXPR == getattr(other, 'value', other)\ndef __hash__(self):\n    return 7",
    "def __len__(self):\n    return EXPR % 5",
    "def __len__(self):\n    return CONST",
    "def __bool__(self):\n    show('bool')\n    return EXPR % 2 == 0",
    "def __getitem__(self, key):\n    if isinstance(key, int) and key > 3: raise IndexError(key)\n    return (EXPR, key)",
    "def __setitem__(self, key, new):\n    self.log.append((key, new))",
    "def __iter__(self):\n    yield EXPR\n    yield from self.log",
    "def __contains__(self, item):\n    return item == EXPR % 3",
    "def __call__(self, *args, **kwargs):\n    return len(args), sorted(kwargs), EXPR",
    "def __neg__(self):\n    return type(self)(-EXPR)",
    "def __abs__(self):\n    return 'abs'",
    "def __matmul__(self, other):\n    return 'matmul'",
    "def __or__(self, other):\n    return [EXPR, other.value]",
    "def __iadd__(self, other):\n    self.value += 100\n    return self",
    "def __divmod__(self, other):\n    return 'divmod'",
    "def __index__(self):\n    return EXPR % 3",
    "def __int__(self):\n    return 77",
    "def __format__(self, spec):\n    return f'<{spec}|{EXPR}>'",
    "def total(self, *more):\n    return sum(more, EXPR)",
    "@staticmethod\ndef helper(x):\n    return x + CONST",
)


class Definitions(Expressions):
    """Needs the writing of lines, blocks and simple statements, which generate_programs has."""

    def define_function(self):
        if self.functions_open > 2 or self.loops:
            return self.simple()
        name = self.fresh("f")
        kinds = [self.one("int", "int", "str", "list") for _ in range(self.random.randint(0, 3))]
        parameters = [self.fresh("p") for _ in kinds]
        written, seen_default = [], False
        for p, kind in zip(parameters, kinds):
            seen_default = seen_default or self.chance(0.25)
            written.append(f"{p}={self.expression(kind, 1)}" if seen_default else p)
        if written and self.chance(0.15):
            written.insert(1, "/")
        extra = {}
        if self.chance(0.25):
            written.append("*args")
            extra["args"] = "tuple"
        elif self.chance(0.15):
            written.append("*")
        if written[-1:] == ["*"] or self.chance(0.2):
            k = self.fresh("k")
            written.append(f"{k}={self.expression('int', 1)}")
            extra[k] = "int"
        if self.chance(0.15):
            written.append("**kwargs")
            extra["kwargs"] = "dict"
        outer = self.assignable("int", "str") if self.functions_open and not self.at_module else None
        outer_is_global = outer in self.globals
        result = self.one("int", "str", "list", "float")
        for tag in range(self.one(0, 0, 0, 1, 2)):
            self.put(f"@logged({tag})")
        with self.function(f"def {name}({', '.join(written)}):", dict(zip(parameters, kinds)) | extra):
            if outer and not outer_is_global and self.chance(0.5):
                self.put(f"nonlocal {outer}")
                self.bound_here[-1].add(outer)
            self.few(3)
            if self.chance(0.25):
                with self.block("try:"):
                    self.put(f"return {self.expression(result, 2)}")
                with self.block("finally:"):
                    self.simple()
                    if self.chance(0.2):
                        self.put(f"return {self.expression(result, 1)}")
            elif self.chance(0.85):
                self.put(f"return {self.expression(result, 3)}")
        self.bind(name, f"function:{result}:{','.join(parameters)}")
        self.put(f"show({self.label()}, {self.call(name)})")

    def define_coroutine(self):
        if self.functions_open > 2 or self.loops:
            return self.simple()
        agen, main = self.fresh("ag"), self.fresh("co")
        with self.function(f"async def {agen}(limit):", {"limit": "int"}):
            with self.block("for n in range(limit % 4):"):
                self.put(f"show('got', await Pause({self.expression('int', 1)}))")
                self.put(f"yield {self.expression(self.one('int', 'str'), 2)}")
        with self.function(f"async def {main}(p):", {"p": "int"}):
            self.simple()
            for _ in range(self.random.randint(1, 3)):
                self.put(self.random.choice((
                    f"async for x in {agen}(p):\n    show('item', x)",
                    f"show('list', [x async for x in {agen}(2) if x])",
                    f"show('awaited', await Pause({self.expression('int', 1)}))",
                    f"show('both', [await Pause(i) for i in range(2)])",
                    f"async with AsyncManager('am'{self.one('', ', ValueError')}) as m:\n    show('in', m, await Pause(1))\n    if p > 2: raise ValueError(m)",
                    f"if p > 0:\n    dive()\n    show('inner', await {main}(p - 3 if p < 9 else 0))",
                    f"show('dict', {{x: n async for x in {agen}(3) for n in range(2)}})",
                )).replace("\n", "\n" + "    " * self.indent))
            self.put(f"return {self.expression('int', 2)}")
        self.put("try:")
        self.put(f"    show({self.label()}, drive({main}({self.random.randint(-1, 6)})))")
        self.put("except Exception as error:")
        self.put("    report(error)")

    def closures(self):
        """Functions made in a loop, and cells shared between functions."""
        if self.loops or self.functions_open > 2:
            return self.simple()
        name, i = self.fresh("fs"), self.fresh("c")
        self.scopes.append({i: "int"})
        text = self.expression("int", 2)
        self.scopes.pop()
        made = self.random.choice((
            f"[lambda: {text} for {i} in range(3)]",
            f"[lambda {i}={i}: {text} for {i} in range(3)]",
            f"[(lambda {i}: lambda y=1: ({text}, y))(n) for n in range(3)]",
        ))
        with self.block("try:"):
            self.put(f"{name} = {made}")
            self.put(f"show({self.label()}, [f() for f in {name}])")
        self.put("except Exception as error:")
        self.put("    report(error)")
        counter = self.fresh("mk")
        self.put(f"def {counter}(total):")
        self.put("    def add(n=1):")
        self.put("        nonlocal total")
        self.put(f"        total = clamp(total {self.one('+', '*', '-', '^')} n)")
        self.put("        return total")
        self.put("    def get():")
        self.put("        return total")
        self.put("    return add, get")
        a, b = self.fresh("v"), self.fresh("v")
        self.put(f"{a}, {b} = {counter}({self.atom('int')})")
        self.put(f"show({self.label()}, {a}(), {a}({self.atom('int')}), {b}(), {counter}(0)[1](), {a}.__closure__[0].cell_contents)")

    def define_with_metaclass(self):
        if self.functions_open > 2 or self.loops:
            return self.simple()
        name, o = self.fresh("M"), self.fresh("o")
        with self.block(f"class {name}(metaclass=Registry{self.one('', ', k=1')}):"):
            self.put(f"field = Checked({self.one('', '0', '-5')})")
            self.put(f"other = {self.expression('int', 1)}")
            self.put(f"table = [other * k for k in range({self.small(0, 3)})]" if self.chance(0.3) else "table = [other, -other]")
            self.put("def __init__(self, value):")
            self.put("    self.field = value")
            self.put("def __setattr__(self, name, value):" if self.chance(0.3) else "def rename(self, name, value):")
            self.put("    show('set', name)")
            self.put("    super().__setattr__(name, value)")
        self.put(f"{o} = None")
        for use in self.random.sample((
            f"{o} = {name}({self.small()})", f"{o} = {name}({self.expression('str', 1)})",
            f"{o}.field = {self.expression(self.one('int', 'str'), 1)}",
            f"show({self.label()}, {o}.field, {name}.field, {name}.made)",
            f"show({self.label()}, {name}[{self.atom('int')}], len({name}), {name}.options)",
            f"del {o}.field", f"{o}.extra = 5",
            f"show({self.label()}, sorted(vars({o})))",
            f"{o} = {name}(1)\nshow({self.label()}, {o}.table, type({name}).__name__)",
            f"{name}.other += 1", f"{name}.field = 3", f"{o}.rename('field', 9)",
        ), 6):
            self.put("try:")
            for line in use.split("\n"):
                self.put("    " + line)
            self.put("except Exception as error:")
            self.put("    report(error)")

    def evaluated(self):
        """Source text run at run time, where only some names are seen."""
        text = self.expression(self.any_kind(), 2)
        where = self.one("", "", ", {'v1': 5, 'math': math, 'traced': traced}")
        self.put("try:")
        if self.chance(0.6):
            self.put(f"    show({self.label()}, eval({text!r}{where}))")
        else:
            space = self.fresh("ns")
            self.put(f"    {space} = {{'traced': traced, 'math': math, 'a': 1}}")
            self.put(f"    exec({f'b = {text}' + chr(10) + 'def f(x): return (a, x)' + chr(10) + 'c = f(a + 1)'!r}, {space})")
            self.put(f"    show({self.label()}, {space}['b'], {space}['c'], sorted(k for k in {space} if k < 'x' and k != '__builtins__'))")
        self.put("except Exception as error:")
        self.put("    report(error)")

    def define_generator(self):
        if self.functions_open > 2 or self.loops:
            return self.simple()
        name, p, got = self.fresh("g"), self.fresh("p"), self.fresh("v")
        with self.function(f"def {name}({p}=3):", {p: "int"}):
            with self.block("try:"):
                with self.block(f"for {got} in range({self.random.randint(1, 4)}):"):
                    self.bind(got, "int")
                    self.put(self.random.choice((
                        f"yield {self.expression('int', 2)}",
                        f"show('sent', (yield {self.expression('int', 2)}))",
                        f"yield from [{self.expression('int', 1)}, {p}]",
                        f"yield {got}, {self.expression('str', 1)}",
                    )))
                    self.loops += 1
                    self.simple()
                    self.loops -= 1
                self.put(f"return {self.expression('int', 1)}")
            if self.chance(0.5):
                self.put("except (ValueError, GeneratorExit) as error:")
                self.put("    show('in generator', error)")
                self.put(self.one("    raise", "    return 'early'", "    raise KeyError('replaced')"))
            else:
                self.put("finally:")
                self.put(f"    show({self.label()})")
        it = self.fresh("it")
        uses = [
            f"show({self.label()}, list({name}()))",
            f"show({self.label()}, [*{name}(2)], sum(1 for _ in {name}()))",
            f"{it} = {name}()\nshow('next', next({it}))\nshow('send', {it}.send(5))\nshow('close', {it}.close())",
            f"{it} = {name}(1)\nnext({it})\nshow('throw', {it}.throw(ValueError('thrown')))",
            f"def d{it}():\n    show('result', (yield from {name}()))\n    yield 'after'\nshow('delegated', list(d{it}()))",
            f"{it} = iter({name}())\nfor _ in range(9):\n    show('step', next({it}, 'done'))",
            f"{it} = {name}()\nfor {it}x in {it}:\n    break\nshow('rest', list({it}))",
            f"show({self.label()}, dict(enumerate({name}())))",
            f"{it} = {name}()\nshow({self.label()}, next(x for x in {it}))",
            f"{it} = {name}()\nshow('too early', {it}.send(1))",
        ]
        self.put(f"{it} = ()")
        self.put("try:")
        for line in self.random.choice(uses).split("\n"):
            self.put("    " + line)
        self.put("except Exception as error:")
        self.put("    report(error)")
        # Left suspended, it would end when it is collected: at a time that engines choose.
        self.put(f"finish({it})")

    def recursion(self):
        if self.functions_open > 1 or self.loops:
            return self.simple()
        name = self.fresh("r")
        op = self.one("+", "*", "-", "^")
        with self.function(f"def {name}(n, acc=1):", {"n": "int", "acc": "int"}):
            self.put("if n <= 0:")
            self.put(f"    return {self.expression('int', 1)}")
            self.put(f"return clamp({name}(n - 1, acc + n) {op} ({self.expression('int', 2)}))")
        self.put(f"show({self.label()}, {name}({self.random.randint(0, 40)}))")

    def define_class(self):
        if self.functions_open > 2 or self.loops:
            return self.simple()
        base, derived = self.fresh("A"), self.fresh("B")
        methods = self.random.sample(OPERATORS, self.random.randint(2, 5))
        slots = self.chance(0.2)
        with self.block(f"class {base}:"):
            if slots:
                self.put("__slots__ = ('value', 'log')")
            else:
                self.put(f"shared = {self.expression('int', 1)}")
            self.put("def __init__(self, value, *rest):")
            self.put("    self.value = value")
            self.put("    self.log = [len(rest)]")
            self.put("def shown(self):")
            self.put(f"    return f'{{type(self).__name__}}({{text_of(self.value)}}, {{self.log}})'")
            for method in methods:
                for line in method.split("\n"):
                    self.put(line.replace("EXPR", "self.value").replace("CONST", self.literal_int()))
            if self.chance(0.4):
                self.put("@property")
                self.put("def double(self):")
                self.put("    return self.value * 2")
                if self.chance(0.5):
                    self.put("@double.setter")
                    self.put("def double(self, new):")
                    self.put("    self.value = new // 2")
            if self.chance(0.3):
                self.put("def __init_subclass__(cls, tag='none', **rest):")
                self.put("    super().__init_subclass__(**rest)")
                self.put("    show('subclass', cls.__name__, tag)")
        keyword = ", tag='T'" if "__init_subclass__" in "\n".join(self.lines[-12:]) and self.chance(0.6) else ""
        with self.block(f"class {derived}({base}{keyword}):"):
            self.put("def __init__(self, *args):")
            self.put("    super().__init__(*args, 'more')")
            self.put("    self.log.append('derived')")
            if self.chance(0.4):
                self.put("def total(self, *more):")
                self.put(f"    return super().total(*more) + {self.literal_int()}")
            if self.chance(0.3):
                self.put("@classmethod")
                self.put("def build(cls, text):")
                self.put("    return cls(int(text))")
            if self.chance(0.25):
                self.put("def __getattr__(self, name):")
                self.put("    if name.startswith('dyn'): return name.upper()")
                self.put("    raise AttributeError(f'no {name} here')")
        a, b = self.fresh("o"), self.fresh("o")
        self.put(f"{a}, {b} = {base}({self.expression('int', 1)}), {derived}({self.expression('int', 1)}, 9)")
        uses = [
            f"{a} + {b}", f"{a} - 3", f"5 * {b}", f"{a} < {b}", f"{b} == {a}", f"{a} == 5",
            f"len({a})", f"{a}[2]", f"{a}['k']", f"list({b})[:3]", f"bool({a})", f"-{b}",
            f"{a}(1, 2)", f"2 in {b}",
            f"{a}.total(1, 2)", f"{b}.total()", f"{b}.double", f"{a}.shared", f"{derived}.shared",
            f"{derived}.build('12')", f"{b}.dynamic", f"{b}.missing",
            f"isinstance({b}, {base}), issubclass({base}, {derived})",
            f"sorted([{a}, {b}, {a}])", f"max({a}, {b})", f"[{a}, {b}, {a}].count({a})",
            f"divmod({a}, {b})", f"{a} @ {b}", f"hash({a}) == hash({a})", f"{a} | {b}",
            f"abs({b})", f"int({a})", f"[10, 20, 30][{a}]",
            f"f'{{{a}:>4}}'", f"[c.__name__ for c in {derived}.__mro__]",
            f"{a}.__class__.__name__", f"getattr({a}, 'nope', 'dflt')", f"{b} >= {a}",
            f"{a} != {b}", f"sum([{a}, {b}])", f"({a}, 1) == ({a}, 1)",
        ]
        for use in self.random.sample(uses, 5):
            self.put("try:")
            self.put(f"    show({self.label()}, {use})")
            self.put("except Exception as error:")
            self.put("    report(error)")
        for change in self.random.sample((f"{a}.value += 1", f"{a}.double = 8", f"{b}.new = 1", f"del {a}.value", f"{base}.shared = -1", f"{b}.shared = 4", f"{a} += {b}", f"{a}[1] = 2", f"del {b}.log"), 2):
            self.put("try:")
            self.put(f"    {change}")
            self.put("except Exception as error:")
            self.put("    report(error)")
        self.put(f"show({self.label()}, hasattr({a}, 'value') and {a}.value, {b}.value, hasattr({b}, 'new'))")
