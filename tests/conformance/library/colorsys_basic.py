# colorsys: conversions both ways
import colorsys

colors = [(0, 0, 0), (1, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 1), (0.5, 0.25, 0.75), (0.2, 0.4, 0.4), (0.9, 0.9, 0.1), (1 / 3, 2 / 3, 1)]
for c in colors:
    for name in ("hsv", "hls", "yiq"):
        to, back = getattr(colorsys, f"rgb_to_{name}"), getattr(colorsys, f"{name}_to_rgb")
        v = to(*c)
        r = back(*v)
        print(name, [round(x, 9) + 0.0 for x in v], [round(x, 6) + 0.0 for x in r], all(abs(a - b) < 1e-6 for a, b in zip(c, r)) or name == "yiq")
for h in range(0, 13):
    print([round(x, 4) + 0.0 for x in colorsys.hsv_to_rgb(h / 12, 1, 0.8)], [round(x, 4) + 0.0 for x in colorsys.hls_to_rgb(h / 12, 0.3, 0.6)])
print(colorsys.hsv_to_rgb(0.3, 0, 0.5), colorsys.hls_to_rgb(0.3, 0.5, 0), colorsys.rgb_to_hsv(1, 2, 3), colorsys.yiq_to_rgb(2, 2, 2), colorsys.yiq_to_rgb(-1, -1, -1), colorsys.hsv_to_rgb(7.25, 0.5, 0.5))
for bad in (("a", 1, 1), (1, 1)):
    try:
        print(colorsys.rgb_to_hsv(*bad))
    except TypeError as e:
        print(e)
ramp = ["#%02x%02x%02x" % tuple(round(255 * x) for x in colorsys.hsv_to_rgb(i / 10, 0.7, 0.9)) for i in range(10)]
print(ramp)
