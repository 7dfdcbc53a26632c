# A constant nested deeper than the machine's stack is refused when its tree is compiled.
import ast

value = ()
for _ in range(200000):
    value = (value,)
try:
    compile(ast.fix_missing_locations(ast.Expression(ast.Constant(value))), "", "eval")
except RecursionError as error:
    print(error)
while value:
    (value,) = value
