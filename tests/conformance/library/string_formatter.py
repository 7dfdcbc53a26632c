# string: constants, capwords, Formatter and its hooks
import string

print(string.ascii_lowercase, string.ascii_uppercase, string.ascii_letters == string.ascii_lowercase + string.ascii_uppercase)
print(string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable))
print(string.capwords("the quick  BROWN fox's"), repr(string.capwords("  a  b ", " ")), string.capwords("a-b-c", "-"))
f = string.Formatter()
print(f.format("{0} {1!r:>6} {name}", "a", "b", name="n"), f.format("{} {}", 1, 2), f.vformat("{0}{k}", (1,), {"k": 2}))
print(list(f.parse("a{0}b{name!r:>{w}}c{{}}")), list(f.parse("")))
print(f.get_field("0.real", (5,), {}), f.get_field("d[k]", (), {"d": {"k": 7}}), f.convert_field("é", "a"), f.convert_field(5, "s"), f.format_field(3.14159, ".2f"))


class Default(string.Formatter):
    def get_value(self, key, args, kwargs):
        if isinstance(key, str):
            return kwargs.get(key, f"<{key}?>")
        return super().get_value(key, args, kwargs)

    def convert_field(self, value, conversion):
        if conversion == "u":
            return str(value).upper()
        return super().convert_field(value, conversion)

    def format_field(self, value, spec):
        if spec.startswith("x2"):
            return str(value) * 2
        return super().format_field(value, spec)

    def check_unused_args(self, used, args, kwargs):
        unused = set(range(len(args))) - {u for u in used if isinstance(u, int)}
        if unused:
            raise ValueError(f"unused {sorted(unused)}")


d = Default()
print(d.format("{a} {b!u} {c:x2} {zz}", a=1, b="up", c="q"), d.format("{0:{1}}", 3.5, ".3f"))


def attempt(fn):
    try:
        print(fn())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: d.format("{0}", 1, 2, 3))
attempt(lambda: f.format("{0} {}", 1, 2))
attempt(lambda: f.format("{} {0}", 1, 2))
attempt(lambda: f.format("{2}", 1))
attempt(lambda: f.format("{nope}"))
attempt(lambda: f.format("{0!z}", 1))
attempt(lambda: f.format("{", 1))
attempt(lambda: f.format("}", 1))
attempt(lambda: f.format("{0.nope}", 1))
attempt(lambda: f.format("{0[1]}", [1]))
attempt(lambda: f.format("{0:{1:{2}}}", 1, 2, 3))
attempt(lambda: f.format("{0:d}", "x"))
attempt(lambda: f.convert_field(1, "q"))
attempt(lambda: f.format())
attempt(lambda: list(f.parse("{0")))
attempt(lambda: "{0} {}".format(1, 2))
attempt(lambda: "{} {0}".format(1, 2))
attempt(lambda: "{a".format(a=1))
attempt(lambda: "{!}".format(1))
attempt(lambda: "{!rr}".format(1))
attempt(lambda: "{0[}".format(1))
attempt(lambda: "{0.}".format(1))
attempt(lambda: "{:{}}".format(1))
print("{0[a]} {0[b c]} {1.imag} {2[0][1]}".format({"a": 1, "b c": 2}, 3j, [[4, 5]]), "{:{}{}{}}".format("x", "*", "^", 5), "{{{}}}".format(1))
