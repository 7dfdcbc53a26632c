# string.Template: substitution, safe_substitute, custom delimiters and patterns, get_identifiers, errors
from string import Template

t = Template("$who likes ${what}s; costs $$5")
print(t.substitute(who="tim", what="kung pao"), t.substitute({"who": "a", "what": "b"}), t.substitute({"who": "a"}, what="c"), t.template)
print(t.safe_substitute(who="tim"), Template("$a $ $1").safe_substitute(a=1), t.get_identifiers(), t.is_valid(), Template("$ x").is_valid())
print(Template("${a}b$c.$d-${e_1}").substitute(a=1, c=2, d=None, e_1=[5]), Template("$Aa $aa").get_identifiers(), Template("").substitute(), Template("$é").safe_substitute(é=1))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: t.substitute(who="x"))
attempt(lambda: Template("bad $ here").substitute())
attempt(lambda: Template("line one\nline two $").substitute())
attempt(lambda: Template("${unclosed").substitute(unclosed=1))
attempt(lambda: Template("${}").substitute())
attempt(lambda: Template("$1").substitute())
attempt(lambda: t.substitute({}, {}, 1))
attempt(lambda: Template("$ ").get_identifiers())
attempt(lambda: Template("$x").substitute(5))


class Percent(Template):
    delimiter = "%"
    idpattern = r"[a-z]+_[a-z]+"


print(Percent("%a_b %{c_d} %% $x %nope").safe_substitute(a_b=1, c_d=2), Percent("%a_b").substitute(a_b="x"))


class Braces(Template):
    pattern = r"""
    \{\{(?:
      (?P<escaped>\{\{) |
      (?P<named>[_a-z][_a-z0-9]*)\}\} |
      (?P<braced>!)\}\} |
      (?P<invalid>)
    )
    """


print(Braces("hello {{name}} and {{{{").substitute(name="you"))
attempt(lambda: Braces("{{?").substitute())


class Dotted(Template):
    idpattern = r"[a-z]+(?:\.[a-z]+)*"
    braceidpattern = r"[a-z0-9 ]+"
    flags = 0


class Flat(dict):
    def __missing__(self, key):
        return f"<{key}>"


print(Dotted("$a.b.c and ${1 x} and $A").safe_substitute(Flat({"a.b.c": "deep"})))
mail = Template("""Dear $name,
  ${count} item${plural} at $$${price}.
$sig""")
for n in (1, 3):
    print(mail.substitute(name="Bob", count=n, plural="" if n == 1 else "s", price=f"{n * 2.5:.2f}", sig="-- me"))
