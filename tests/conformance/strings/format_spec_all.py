# Format specs over ints, floats, strings, bools: alignment, sign, grouping, types.
specs = ["", "d", "5", "<5", ">5", "^5", "=5", "05", "+", " ", "-", "+05", "x<7", "x=+7", "#x", "#010x", "#b", "o", "X", "c", ",", "_", "_x", "_b", "010,", "012_", ",.2f", ".2f", ".0f", "8.3f", "e", ".1e", "g", ".2g", "#g", "%", ".1%", "n", "s", ".3", "10.2", "<<5", ">^7", "z", "z.1f", "E", "G", "F", "#.3g", "+.2e", "^+9.1f", "020,.3f", "_.2f", "0<5", "0>5", "0^6", "00005", "#o"]
def f(v, s):
    try: return format(v, s)
    except Exception as e: return f"<{type(e).__name__}: {e}>"
for s in specs:
    print(repr(s), *(f(v, s) for v in (42, -7, 1234567, 3.75, -0.04, "text", True)), sep=" | ")
for v in (0.0, -0.0, 1e16, 1e15, 123456789012345678.0, 1e-5, 0.0001, 1e100, 5e-324, float("inf"), float("-inf"), float("nan"), 2.5, 1 / 3):
    print([f(v, s) for s in ("", "g", ".3g", "f", ".0f", "e", ",", "010.1f", "+", ".3", "%", "z.0f", "_", "<8", "=+9", "#.0f", "#.0e")])
for v in (10 ** 30, -10 ** 20, 0, 2 ** 64, -1):
    print([f(v, s) for s in (",", "_x", "_b" if v >= 0 and v < 100 else "_o", "e", ".3f", "%", "g", "#X", "+,", "^40,", "040,", "n", "c")])
print(f("é", "5") + "|", f("日本", "^6") + "|", f("abc", ".2"), f("abc", "6.2") + "|", f("abc", "é>6"), f("", "3") + "|", f("a", "0") , f("a", "05"), f("a", "<05") , f("abc", ".0") + "|", f("x", "=5"), f("x", ","), f("x", "5d"))
print(f(True, ""), f(True, "5"), f(True, "d"), f(False, "x"), f(True, "s"), f(None, ""), f(None, "s"), f([], ""), f([], "5"), f(object, "")[:7], f(1 + 2j, ".1f"), f(1 + 2j, "10"), f(1j, "+"), f(3 - 4j, ",.1f"), f(1 + 2j, "05"), f(1 + 2j, ">12") , f(1 + 2j, "g"), f(1 + 2j, "d"), f(1e20 + 1j, ""), f(-0j, "e"), f(1 + 1j, "%"))
