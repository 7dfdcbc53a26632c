# difflib: SequenceMatcher, unified and context diffs, ndiff, restore, close matches, HTML
import difflib

a, b = "private Thread currentThread;", "private volatile Thread currentThread;"
s = difflib.SequenceMatcher(lambda x: x == " ", a, b)
print(round(s.ratio(), 6), round(s.quick_ratio(), 6), round(s.real_quick_ratio(), 6), s.find_longest_match(0, len(a), 0, len(b)), s.find_longest_match(), s.get_matching_blocks())
for tag, i1, i2, j1, j2 in s.get_opcodes():
    print(f"{tag:7} a[{i1}:{i2}] ({a[i1:i2]!r}) b[{j1}:{j2}] ({b[j1:j2]!r})")
for x, y in (("", ""), ("abc", ""), ("abcd", "bcde"), ("qabxcd", "abycdf"), ([1, 2, 3], [2, 3, 4]), ("a" * 300 + "b", "b" + "a" * 300)):
    m = difflib.SequenceMatcher(None, x, y)
    print(round(m.ratio(), 6), m.get_opcodes()[:4], [tuple(t) for t in m.get_matching_blocks()])
m = difflib.SequenceMatcher(a="x" * 250, b="x" * 250, autojunk=True)
print(m.ratio(), sorted(m.bpopular), difflib.SequenceMatcher(a="x" * 250, b="x" * 250, autojunk=False).ratio())
m.set_seqs("abxcd", "abcd")
m.set_seq1("abcd")
print(m.ratio(), m.bjunk, list(m.get_grouped_opcodes(1)))
one = "bacon eggs ham guido".split()
two = "python eggy hamster guido".split()
old = ["one\n", "two\n", "three\n", "four\n", "five\n", "six\n", "seven\n", "eight\n", "nine\n"]
new = ["ore\n", "two\n", "tree\n", "emu\n", "five\n", "six\n", "seven\n", "eight\n", "new\n", "nine\n"]
print("".join(difflib.unified_diff(old, new, "before", "after", "date1", "date2", n=1)))
print("".join(difflib.context_diff(old, new, "before", "after", n=1)))
nd = list(difflib.ndiff(old, new))
print("".join(nd))
print("".join(difflib.restore(nd, 1)) == "".join(old), "".join(difflib.restore(nd, 2)) == "".join(new))
print(list(difflib.unified_diff(one, two, lineterm="")), list(difflib.unified_diff(one, one)), list(difflib.diff_bytes(difflib.unified_diff, [b"a"], [b"b\xff"], b"x", b"y", lineterm=b"")))
print("".join(difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(["  1. Beautiful is better than ugly.\n", "  3. Simple\n"], ["  1. Beautiful is better than ugly.\n", "  3.   Simple is good\n", "\tnew\n"])))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("wheel", ["while", "wheels", "heel", "well"], n=2, cutoff=0.7), difflib.get_close_matches("x", ["a"]), difflib.IS_LINE_JUNK("  # \n"), difflib.IS_CHARACTER_JUNK("\t"))
h = difflib.HtmlDiff(wrapcolumn=20)
table = h.make_table(["same", "old line that is long enough to wrap"], ["same", "new line", "added"], "From", "To", context=True, numlines=1)
print(len(table), table.count("<tr>"), table.count("diff_chg"), table.count("diff_add"), table.count("diff_sub"))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: difflib.get_close_matches("a", ["a"], n=0))
attempt(lambda: difflib.get_close_matches("a", ["a"], cutoff=2))
attempt(lambda: list(difflib.restore([], 3)))
attempt(lambda: list(difflib.unified_diff([b"a"], ["b"])))
attempt(lambda: list(difflib.unified_diff(["a"], ["b"], b"x")))
attempt(lambda: difflib.SequenceMatcher(None, [[1]], [[1]]))
