# statistics: averages, spreads, quantiles, correlation, NormalDist, errors
import statistics as st
from decimal import Decimal as D
from fractions import Fraction as F

data = [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]
print(st.mean(data), st.fmean(data), st.median(data), st.mode(data), st.multimode("aabbc"), st.median_low([1, 3, 5, 7]), st.median_high([1, 3, 5, 7]), st.median([1, 3, 5, 7]))
print(st.mean([1, 2, 3, 4]), st.mean([F(1, 2), F(1, 3)]), st.mean([D("0.5"), D("0.75")]), st.mean([1, 2.5, F(1, 2)]), st.mean([True, False, True]), st.fmean([1, 2, 3], [3, 1, 1]))
print(st.variance(data), st.pvariance(data), st.stdev(data), st.pstdev(data), st.variance([F(1), F(2)]), st.pvariance([D(1), D(2)]), st.variance([1, 2, 3], xbar=2), st.pvariance([1, 2, 3], mu=2), st.stdev([D(1), D(3)]))
print(st.geometric_mean([54, 24, 36]), st.harmonic_mean([40, 60]), st.harmonic_mean([40, 60], weights=[5, 30]), st.harmonic_mean([0, 1]), st.median_grouped([52, 52, 53, 54]), st.median_grouped([1, 3, 3, 5, 7], interval=2))
print(st.quantiles([105, 129, 87, 86, 111, 111, 89, 81, 108, 92, 110], n=4), st.quantiles(range(1, 6), n=3, method="inclusive"), st.quantiles([1, 2], n=2), st.mode(["red", "blue", "red"]), st.multimode([]))
x, y = [1, 2, 3, 4, 5], [2.1, 3.9, 6.2, 7.8, 10.1]
print(st.covariance(x, y), st.correlation(x, y), st.linear_regression(x, y), st.linear_regression(x, y, proportional=True).slope)
n = st.NormalDist(100, 15)
print(n, n.mean, n.stdev, n.variance, round(n.pdf(100), 12), round(n.cdf(115), 12), round(n.inv_cdf(0.975), 9), round(n.zscore(130), 6), n.median, n.mode)
print(n + 10, n * 2, n - 5, n / 3, -n, n + st.NormalDist(1, 2), n == st.NormalDist(100, 15), hash(n) == hash(st.NormalDist(100, 15)), [round(q, 6) for q in n.quantiles(4)], round(n.overlap(st.NormalDist(110, 10)), 9))
print(st.NormalDist.from_samples([1, 2, 3, 4, 5]), [round(v, 6) for v in st.NormalDist(0, 1).samples(3, seed=5)])


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, isinstance(e, ValueError))


attempt(lambda: st.mean([]))
attempt(lambda: st.median([]))
attempt(lambda: st.mode([]))
attempt(lambda: st.fmean([]))
attempt(lambda: st.variance([1]))
attempt(lambda: st.pvariance([]))
attempt(lambda: st.stdev([]))
attempt(lambda: st.geometric_mean([]))
attempt(lambda: st.geometric_mean([-1, 2]))
attempt(lambda: st.harmonic_mean([-1]))
attempt(lambda: st.harmonic_mean([]))
attempt(lambda: st.harmonic_mean([1, 2], weights=[1]))
attempt(lambda: st.quantiles([1]))
attempt(lambda: st.quantiles([1, 2], n=0))
attempt(lambda: st.quantiles([1, 2], method="x"))
attempt(lambda: st.mean(["a"]))
try:
    st.mean([1, D(1), 0.5])
except TypeError as e:  # which type it names first depends on their addresses
    print(sorted(str(e).split()))
attempt(lambda: st.correlation([1], [1]))
attempt(lambda: st.correlation([1, 2], [1]))
attempt(lambda: st.correlation([1, 1], [1, 2]))
attempt(lambda: st.linear_regression([1, 1], [1, 2]))
attempt(lambda: st.NormalDist(0, -1))
attempt(lambda: n.inv_cdf(0))
attempt(lambda: st.NormalDist(0, 0).pdf(1))
attempt(lambda: st.NormalDist(0, 0).cdf(1))
attempt(lambda: st.fmean([1, 2], [0, 0]))
attempt(lambda: st.mean([float("nan"), 1]))
attempt(lambda: st.mean([1e308, 1e308]))
print(st.mean([1e30, 1, -1e30]), st.pstdev([1e10, 1e10 + 1]), st.median(iter([3, 1, 2])), st.mean({1: "a", 3: "b"}))
