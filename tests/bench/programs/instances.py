# Five million instances with two attributes each, all alive at once.


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


points = [Point(number, number) for number in range(5_000_000)]
print(len(points), points[-1].x + points[0].y)
