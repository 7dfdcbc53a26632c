# Literals of every form.
print(0, 00, 0_0, 123, 1_2_3, 0x0, 0xdead_BEEF, 0o777, 0b1010_1010)
print(1.5, .25, 3., 1e3, 1.e3, 1E-3, 1_0.5_0, 0e0, 00.5, 09.5, 1e+10)
print(1j, 2.5J, 1e2j, 0j, 1_0j, .5j, 1+2j)
print('a' "b" 'c', "multi" """triple""" 'x')
print('\a\b\f\v'.encode(), '\0'.encode(), '\x41\101\u0041\U00000041\N{LATIN CAPITAL LETTER A}')
print('\7'.encode(), '\08'.encode(), '\1234'.encode(), '\x7f'.encode(), "\'\"\\")
print(r'\n\t\'', r"\"", R'\x', '\
continued', """a
b\
c""")
print(b'bytes', b'\x00\xff\101', br'\n', Rb"\n", bR'\x', b"a" b'b', rb'\'')
print(u'unicode', U"x", '''it's "quoted"''', """it's "quoted\"""")
print("tab\there", 'nul\0end'.split("\0"), "é", "日本", "😀", ascii("é日😀"))
print(len("😀"), len("é"), len("e\u0301"), "\N{GREEK SMALL LETTER ALPHA}", "\N{SNOWMAN}")
print((), (1,), (1, 2), (1, 2,), [], [1], [1, ], {}, {1: 2, }, {1, }, {1, 2})
print(1,), print((1,))
print(..., Ellipsis is ..., None, True, False, NotImplemented)
print([*range(3), *"ab"], (*[1], *[2]), {*[1], *[1]}, {**{"a": 1}, "b": 2, **{"a": 3}})
print({1: "a", 1.0: "b", True: "c"}, {0, False, 0.0})
print([[], [[]], [[[]]]], ((), ((),)), {"a": {"b": {}}})
print(1 if True else 2, (lambda: (yield))().__class__.__name__)
print("implicit "
      "concatenation "
      'across lines')
x = (1 +
     2 +  # comment inside
     3)
print(x)
y = 1 + \
    2
print(y)
s = 'a' f'{x}' "b" rf'\{y}'
print(s)
print(f'{x}' 'plain {x}' f"{x!r:>5}")
print(10 .bit_length(), (10).bit_length(), 1.0.is_integer(), 1..is_integer(), 1.5.hex(), 0x10.bit_length())
print("\u00e9" == "é", "\u0065\u0301" == "é", "\ud800".encode("utf-8", "replace"))
print(0xffffffffffffffffffffffff, 0b1 << 100, -0x80, 1_000_000_000_000_000_000_000)
