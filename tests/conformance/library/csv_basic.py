# csv: reader and writer dialects, quoting, DictReader/DictWriter, Sniffer, errors
import csv
import io

rows = [["a", "b,c", 'd"e', "f\ng", "", None, 1, 2.5, True], ["simple"], []]
for kw in ({}, {"delimiter": ";"}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"quotechar": "'", "lineterminator": "|\n"}, {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}, {"doublequote": False, "escapechar": "^"}, {"dialect": "excel-tab"}, {"dialect": "unix"}):
    out = io.StringIO()
    w = csv.writer(out, **kw)
    for row in rows:
        w.writerow(row)
    print(kw, repr(out.getvalue()))
for text, kw in [('a,b\n"c,d","e""f"\n', {}), ("a;b", {"delimiter": ";"}), ('x, "y"', {}), ('x, "y"', {"skipinitialspace": True}), ('"multi\nline",z\n\nlast', {}), ("a\\,b,c", {"escapechar": "\\"}), ('1,"2",x', {"quoting": csv.QUOTE_NONE}), ('1.5,"s"', {"quoting": csv.QUOTE_NONNUMERIC}),
                 ("'a','b'", {"quotechar": "'"}), ('ab"c,d', {}), ('"ab"c,d', {}), ("a,b,\r\nc,d\re,f", {}), (",,", {}), ('""', {}), ("a\tb", {"dialect": "excel-tab"})]:
    try:
        print(repr(text), kw, list(csv.reader(io.StringIO(text, newline=""), **kw)))
    except (csv.Error, ValueError) as e:
        print(repr(text), kw, type(e).__name__, e)
d = csv.DictReader(io.StringIO("name,age\nann,30\nbob\ncyd,40,extra,more\n"), restval="?", restkey="rest")
print(d.fieldnames, list(d), d.line_num)
print(list(csv.DictReader(["1,2"], fieldnames=["x", "y"])))
out = io.StringIO()
w = csv.DictWriter(out, ["a", "b"], extrasaction="ignore", restval="-")
w.writeheader()
w.writerow({"a": 1, "b": 2, "zzz": 3})
w.writerows([{"a": 3}, {"b": 4}])
print(repr(out.getvalue()))


class Pipes(csv.Dialect):
    delimiter = "|"
    quotechar = "'"
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL
    skipinitialspace = True


csv.register_dialect("pipes", Pipes)
csv.register_dialect("colon", delimiter=":", quoting=csv.QUOTE_ALL)
print(sorted(csv.list_dialects()), list(csv.reader(["a| 'b|c'"], "pipes")), csv.get_dialect("colon").delimiter, csv.get_dialect("excel").lineterminator)
csv.unregister_dialect("colon")
s = csv.Sniffer().sniff("a;b;c\n1;2;3\n4;5;6\n")
print(s.delimiter, repr(s.quotechar), csv.Sniffer().has_header("name,age\nann,30\nbob,41\n"), csv.Sniffer().sniff("'a','b'\n'c','d'").quotechar)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: csv.get_dialect("colon"))
attempt(lambda: csv.unregister_dialect("colon"))
attempt(lambda: csv.reader(5))
attempt(lambda: csv.writer(5))
attempt(lambda: csv.writer(io.StringIO(), delimiter="ab"))
attempt(lambda: csv.writer(io.StringIO(), delimiter=""))
attempt(lambda: csv.writer(io.StringIO(), quotechar=5))
attempt(lambda: csv.writer(io.StringIO(), nope=1))
attempt(lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"]))
attempt(lambda: csv.writer(io.StringIO()).writerow(5))
attempt(lambda: csv.DictWriter(io.StringIO(), ["a"]).writerow({"b": 1}))
attempt(lambda: csv.DictWriter(io.StringIO(), ["a"], extrasaction="x"))
attempt(lambda: list(csv.reader(['"abc'], strict=True)))
attempt(lambda: list(csv.reader(['"a"b'], strict=True)))
attempt(lambda: list(csv.reader([b"a"])))
attempt(lambda: list(csv.reader(["a\nb"])))
attempt(lambda: list(csv.reader(["x,y"], quoting=csv.QUOTE_NONNUMERIC)))
attempt(lambda: csv.Sniffer().sniff("nothing"))
attempt(lambda: csv.field_size_limit(10) and list(csv.reader(["a" * 20])))
print(csv.field_size_limit(131072), csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE)
r = csv.reader(io.StringIO("a\nb\nc"))
print(next(r), r.line_num, list(r), r.line_num, r.dialect.delimiter)
buf = io.StringIO()
print(csv.writer(buf).writerow([1, "é"]), csv.writer(buf).writerows([[1], [2]]), repr(buf.getvalue()))
