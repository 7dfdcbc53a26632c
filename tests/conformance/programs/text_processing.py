# Word counts, wrapping, alignment, ciphers, roman numerals, palindromes, diffs.
text = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity"""
words = [w.strip(".,").lower() for w in text.split()]
freq = {}
for w in words:
    freq[w] = freq.get(w, 0) + 1
for w, n in sorted(freq.items(), key=lambda p: (-p[1], p[0]))[:6]:
    print(f"{w:<8}{n:>3} {'*' * n}")


def wrap(s, width):
    line, n = [], 0
    for w in s.split():
        if line and n + len(line) + len(w) > width:
            yield " ".join(line)
            line, n = [], 0
        line.append(w)
        n += len(w)
    if line:
        yield " ".join(line)


for l in wrap(text, 30):
    print("|" + l.ljust(30) + "|" + l.rjust(30) + "|")


def justify(l, width):
    ws = l.split()
    gaps = len(ws) - 1
    if not gaps:
        return l
    total = width - sum(map(len, ws))
    return (
        "".join(w + " " * (total // gaps + (i < total % gaps)) for i, w in enumerate(ws[:-1]))
        + ws[-1]
    )


for l in list(wrap(text, 34))[:3]:
    print(justify(l, 34))


def caesar(s, k):
    return "".join(
        chr((ord(c) - b + k) % 26 + b)
        if (b := 65 if c.isupper() else 97 if c.islower() else 0)
        else c
        for c in s
    )


print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3))


def vigenere(s, key):
    return "".join(caesar(c, ord(k) - 97) for c, k in zip(s, key * (len(s) // len(key) + 1)))


print(vigenere("attackatdawn", "lemon"))


def roman(n):
    out = ""
    for v, r in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split(),
    ):
        while n >= v:
            out += r
            n -= v
    return out


def unroman(s):
    v = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000)))
    return sum(-v[a] if v[a] < v.get(b, 0) else v[a] for a, b in zip(s, s[1:] + " "))


print(
    [roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)],
    all(unroman(roman(n)) == n for n in range(1, 4000)),
)


def pal(s):
    t = [c for c in s.lower() if c.isalnum()]
    return t == t[::-1]


print([pal(s) for s in ("A man, a plan, a canal: Panama", "nope", "", "x")])


def lev(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row, old = [i], row
        for j, y in enumerate(b, 1):
            row.append(min(old[j] + 1, row[-1] + 1, old[j - 1] + (x != y)))
    return row[-1]


print(lev("kitten", "sitting"), lev("", "abc"), lev("flaw", "lawn"), lev("same", "same"))


def lcs(a, b):
    t = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            t[i][j] = t[i + 1][j + 1] + 1 if a[i] == b[j] else max(t[i + 1][j], t[i][j + 1])
    i = j = 0
    while i < len(a) or j < len(b):
        if i < len(a) and j < len(b) and a[i] == b[j]:
            yield " " + a[i]
            i += 1
            j += 1
        elif j < len(b) and (i == len(a) or t[i][j + 1] >= t[i + 1][j]):
            yield "+" + b[j]
            j += 1
        else:
            yield "-" + a[i]
            i += 1


print(*lcs("ABCABBA", "CBABAC"))
print(
    " ".join(w.capitalize() for w in "snake_case_name".split("_")),
    "".join("_" + c.lower() if c.isupper() else c for c in "camelCaseName"),
    "hello world".title().swapcase(),
    "".join(reversed("stressed")),
    sorted("anagram"),
    sorted("nagaram") == sorted("anagram"),
)


def rle(s):
    out, i = "", 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out += f"{j - i if j - i > 1 else ''}{s[i]}"
        i = j
    return out


print(rle("WWWWBWWWWWBBBWX"), rle(""), rle("abc"))


def num(n):
    ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    tens = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
    if n < 20:
        return ones[n]
    if n < 100:
        return tens[n // 10] + ("-" + ones[n % 10] if n % 10 else "")
    if n < 1000:
        return ones[n // 100] + " hundred" + (" and " + num(n % 100) if n % 100 else "")
    for p, w in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if n >= p:
            return num(n // p) + " " + w + (" " + num(n % p) if n % p else "")


for n in (0, 13, 21, 100, 342, 1000, 12345, 1000001, 10**9 + 7):
    print(num(n))
