"""pyparsing: arithmetic, a small language, SQL-like queries, logs, JSON, indented blocks and errors."""
# packages: python3-pyparsing

import operator

import pyparsing as pp
from pyparsing import pyparsing_common as ppc

pp.ParserElement.enable_packrat()
integer = ppc.integer()
real = ppc.real()
name = ppc.identifier
ops = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "^": operator.pow}


def binary(tokens):
    items = tokens[0]
    value = items[0]
    for op, operand in zip(items[1::2], items[2::2]):
        value = ops[op](value, operand)
    return value


expr = pp.infix_notation(
    real | integer,
    [("^", 2, pp.OpAssoc.RIGHT, lambda t: t[0][0] ** t[0][2]), (pp.one_of("+ -"), 1, pp.OpAssoc.RIGHT, lambda t: -t[0][1] if t[0][0] == "-" else t[0][1]), (pp.one_of("* /"), 2, pp.OpAssoc.LEFT, binary), (pp.one_of("+ -"), 2, pp.OpAssoc.LEFT, binary)],
)
for text in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 - 1", "-(4 - 6) * 2.5", "1 - 2 - 3", "((((7))))", "8 / 4 / 2"):
    print(text, "=", expr.parse_string(text, parse_all=True)[0])
total = 0
for i in range(60):
    text = " + ".join(f"({i} * {k} - {k + 1} / ({k} + 2))" for k in range(1, 6))
    total += expr.parse_string(text, parse_all=True)[0]
print(round(total, 6))

SELECT, FROM, WHERE, AND, OR, IN, ORDER, BY = map(pp.CaselessKeyword, "select from where and or in order by".split())
ident = pp.Word(pp.alphas, pp.alphanums + "_$").set_name("identifier")
column = pp.delimited_list(ident, ".", combine=True)
columns = pp.Group(pp.delimited_list(column))
value = real | ppc.signed_integer() | pp.QuotedString("'", esc_quote="''") | column
condition = pp.Group((column + pp.one_of("= != < > >= <=") + value) | (column + IN + pp.Suppress("(") + pp.Group(pp.delimited_list(value)) + pp.Suppress(")")))
where = pp.infix_notation(condition, [(AND, 2, pp.OpAssoc.LEFT), (OR, 2, pp.OpAssoc.LEFT)])
query = SELECT.suppress() + ("*" | columns)("columns") + FROM.suppress() + pp.Group(pp.delimited_list(ident))("tables") + pp.Optional(WHERE.suppress() + where("where")) + pp.Optional(ORDER + BY + columns("order"))
query.ignore("--" + pp.rest_of_line)
for text in ("SELECT * FROM t", "select a, b.c from x, y where a = 1 and b != 'it''s' or c in (1, 2.5, 'z') -- comment", "Select a from t where (a > 1 or b < 2) and c >= -3 order by a, t.b", "select from t", "select a frm t", "select a from t where"):
    try:
        r = query.parse_string(text, parse_all=True)
        print(r.as_dict(), r.dump())
    except pp.ParseException as e:
        print(text, "->", e, e.lineno, e.column, repr(e.line), e.mark_input_line())

jvalue = pp.Forward()
jstring = pp.QuotedString('"', esc_char="\\")
jarray = pp.Group(pp.Suppress("[") + pp.Optional(pp.delimited_list(jvalue)) + pp.Suppress("]"), aslist=True)
jobject = pp.Dict(pp.Group(pp.Suppress("{") + pp.Optional(pp.delimited_list(pp.Group(jstring + pp.Suppress(":") + jvalue))) + pp.Suppress("}")), asdict=False)
jvalue <<= jstring | ppc.number() | pp.Keyword("true").set_parse_action(pp.replace_with(True)) | pp.Keyword("false").set_parse_action(pp.replace_with(False)) | pp.Keyword("null").set_parse_action(pp.replace_with(None)) | jarray | jobject
for n in range(30):
    text = '{"a": [1, 2.5, -3e2, [true, false, [null]]], "b": {"c": "d\\"e", "n": %d}, "l": [%s]}' % (n, ", ".join(map(str, range(n))))
    r = jvalue.parse_string(text, parse_all=True)
print(r.dump()[:600])

log_line = (pp.Combine(pp.Word(pp.nums) + ("." + pp.Word(pp.nums)) * 3)("ip") + pp.Suppress("-") * 2 + pp.Suppress("[") + pp.SkipTo("]")("when") + pp.Suppress("]") + pp.QuotedString('"')("request") + integer("status") + (integer | "-")("size"))
for line in ('10.0.0.1 - - [05/May/2024:10:00:00] "GET / HTTP/1.1" 200 512', '1.2.3.4 - - [x] "POST /y" 500 -'):
    r = log_line.parse_string(line)
    print(r.ip, r.when, r.request.split(), r.status + 1, r.size, r.get_name(), list(r.keys()))

stmt = pp.Forward()
identifier = pp.Word(pp.alphas)
func_call = identifier + pp.Suppress("(") + pp.Group(pp.Optional(pp.delimited_list(identifier | integer))) + pp.Suppress(")")
block = pp.IndentedBlock(stmt)
stmt <<= pp.Group(pp.Keyword("def") + func_call + pp.Suppress(":") + block) | pp.Group(pp.Keyword("if") + identifier + pp.Suppress(":") + block) | pp.Group(func_call)
program = "def f(a, b):\n    g(a)\n    if b:\n        h(1, 2)\n        k()\n    m(b)\ndef z():\n    y(3)\n"
print(pp.OneOrMore(stmt).parse_string(program, parse_all=True).as_list())

word = pp.Word(pp.alphas)
for element, text in [(word[2, 3], "a b c d"), (word[...] + integer, "x y 3"), (~pp.Keyword("end") + word, "end"), (pp.Literal("a") ^ pp.Literal("ab"), "abc"), (pp.Literal("a") | "ab", "abc"), (pp.FollowedBy("a") + word, "abc"), (pp.Regex(r"(?P<k>\w+)=(?P<v>\d+)"), "key=5"), (pp.Combine(word + "-" + word), "a-b"), (pp.nested_expr(), "(a (b c) (d (e)))"), (pp.counted_array(word), "3 a b c d"), (pp.Each([word("w"), integer("i")]), "5 abc"), (pp.White() + word, "  x"), (pp.CharsNotIn(",")("x"), "ab c,d"), (pp.LineStart() + word, "q"), (pp.original_text_for(word + word), "a   b"), (pp.PrecededBy("-") + word, "x"), (word + pp.StringEnd(), "x y"), (pp.dict_of(word, integer), "a 1 b 2"), (ppc.iso8601_date.copy().add_parse_action(ppc.convert_to_date()), "2024-02-29"), (ppc.ipv4_address | ppc.mac_address, "aa:bb:cc:dd:ee:ff"), (ppc.uuid | ppc.sci_real, "1.5e-3"), (pp.one_of("<= < ="), "<=3"), (pp.CloseMatch("ATCG", 1), "ATGG"), (pp.Group(word("a") + word("b*")), "x y")]:
    try:
        r = element.parse_string(text)
        print(repr(text), r.as_list(), r.as_dict())
    except pp.ParseBaseException as e:
        print(repr(text), type(e).__name__, e)
print([(t.as_list(), s, e) for t, s, e in integer.scan_string("a1 b22 c333")], integer.search_string("7x8").as_list(), word.set_parse_action(lambda t: t[0].upper()).transform_string("one 2 three"), list(pp.Literal(",").split("a,b,,c")), pp.Word("ab")[1, ...].matches("abba x"), expr.run_tests(["1+1", "2+"], print_results=False)[0])
print(str(query)[:200], repr(pp.Word(pp.nums, exact=3)), pp.srange("[a-eX0-3]"), pp.make_html_tags("a")[0].parse_string('<a href="x" B=y>').as_dict())
strict = pp.Literal("(") - word - ")"
try:
    strict.parse_string("( 5")
except pp.ParseSyntaxException as e:
    print(type(e).__name__, e)
try:
    left = pp.Forward()
    left <<= left + "x" | "y"
    pp.ParserElement.disable_memoization()
    left.validate()
except Exception as e:
    print(type(e).__name__)
