# Interpreters: Brainfuck, and a stack machine with its assembler.
def bf(src, inp=""):
    jump, stack = {}, []
    for i, c in enumerate(src):
        if c == "[":
            stack.append(i)
        elif c == "]":
            j = stack.pop()
            jump[i], jump[j] = j, i
    tape, p, i, out, inp = [0] * 300, 0, 0, [], iter(inp)
    while i < len(src):
        match src[i]:
            case ">":
                p += 1
            case "<":
                p -= 1
            case "+":
                tape[p] = (tape[p] + 1) & 255
            case "-":
                tape[p] = (tape[p] - 1) & 255
            case ".":
                out.append(chr(tape[p]))
            case ",":
                tape[p] = ord(next(inp, "\0"))
            case "[" if not tape[p]:
                i = jump[i]
            case "]" if tape[p]:
                i = jump[i]
        i += 1
    return "".join(out)


print(
    bf(
        "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+."
    )
)
print(bf(",[.,]", "echo me"), bf(",>,<[>[->+>+<<]>>[-<<+>>]<<<-]>>.", "\x06\x0b").encode())


class VM:
    def __init__(self, code):
        self.code, self.stack, self.vars, self.pc, self.calls, self.steps = code, [], {}, 0, [], 0

    def run(self):
        while True:
            op, *args = self.code[self.pc]
            self.pc += 1
            self.steps += 1
            if (h := getattr(self, "op_" + op, None)) is None:
                raise RuntimeError("bad op " + op)
            if h(*args) == "halt":
                return self

    def op_push(self, v):
        self.stack.append(v)

    def op_load(self, n):
        self.stack.append(self.vars[n])

    def op_store(self, n):
        self.vars[n] = self.stack.pop()

    def op_jmp(self, t):
        self.pc = t

    def op_jz(self, t):
        if not self.stack.pop():
            self.pc = t

    def op_call(self, t):
        self.calls.append(self.pc)
        self.pc = t

    def op_ret(self):
        self.pc = self.calls.pop()

    def op_print(self):
        print(self.stack.pop(), end=" ")

    def op_halt(self):
        return "halt"


for name, f in {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "lt": lambda a, b: a < b,
}.items():

    def method(self, f=f):
        b = self.stack.pop()
        self.stack.append(f(self.stack.pop(), b))

    setattr(VM, "op_" + name, method)


def assemble(text):
    lines, labels = [], {}
    for line in text.strip().splitlines():
        line = line.partition(";")[0].strip()
        if line.endswith(":"):
            labels[line[:-1]] = len(lines)
        elif line:
            lines.append(line.split())
    return [
        (
            op,
            *(labels[a] if a in labels else int(a) if a.lstrip("-").isdigit() else a for a in args),
        )
        for op, *args in lines
    ]


code = assemble(
    """
  push 0
  store i ; counter
  push 1
  store f
loop:
  load i
  push 15
  lt
  jz end
  load i
  push 1
  add
  store i
  load f
  load i
  mul
  store f
  call show
  jmp loop
show:
  load f
  print
  ret
end:
  halt
"""
)
vm = VM(code).run()
print()
print(vm.vars, vm.steps)
try:
    VM([("nope",)]).run()
except RuntimeError as e:
    print(e)
try:
    VM([("add",)]).run()
except IndexError as e:
    print(e)
try:
    VM([("load", "q")]).run()
except KeyError as e:
    print(repr(e))
