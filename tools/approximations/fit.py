"""Fits the polynomials of dev.creance.policies.kernels.Approximations.

Each is a weighted least-squares fit in float64 whose weights are moved towards the largest errors (Lawson 1961) until
the error is level; coefficients are then rounded to float32 one after the other, the rest being fitted again.
Run: python3 fit.py   (numpy, mpmath; 1 s)
"""
import mpmath
import numpy as np

mpmath.mp.dps = 40


def nodes(low, high, count=1500):
    return (low + high) / 2 + (high - low) / 2 * np.cos(np.pi * (np.arange(count) + 0.5) / count)


def exact(function, points):
    return np.array([float(function(mpmath.mpf(float(p)))) for p in points])


def lawson(basis, target, scale, rounds=400):
    """Columns of basis times coefficients near target; scale turns the difference into the error that counts."""
    weight = np.ones(len(target))
    best, least = None, np.inf
    for _ in range(rounds):
        root = np.sqrt(weight)[:, None]
        c = np.linalg.lstsq(root * scale[:, None] * basis, root[:, 0] * scale * target, rcond=1e-16)[0]
        error = np.abs(scale * (basis @ c - target))
        if error.max() < least:
            best, least = c, error.max()
        weight = weight * (error / error.max() + 1e-3)
        weight /= weight.sum()
    return best, least


def fit(name, powers, points, target, scale):
    basis = np.stack([points**p for p in powers], axis=1)
    fixed, rest = {}, list(range(len(powers)))
    remaining = target.copy()
    while rest:
        c, _ = lawson(basis[:, rest], remaining, scale)
        first = rest.pop(0)
        fixed[first] = np.float32(c[0])
        remaining = remaining - basis[:, first] * float(fixed[first])
    print(f"{name}: largest error {np.abs(scale * remaining).max():.3g}")
    for i, p in enumerate(powers):
        print(f"    x^{p}: {fixed[i]!r}")


def main():
    r = nodes(-0.34660, 0.34660)
    y = exact(lambda x: (mpmath.expm1(x) - x) / x**2, r)
    fit("exp(r) - 1 - r over r^2, r in +-ln2/2", range(5), r, y, r**2 / np.abs(np.expm1(r)))
    s = nodes(1e-6, 1 / 3 + 1e-4)
    y = exact(lambda x: (2 * mpmath.atanh(x) / x - 2) / x**2, s)
    fit("(2 atanh(s)/s - 2)/s^2 in s^2, s to 1/3", range(5), s**2, y, s**2)
    s = nodes(1e-4, 0.93)
    y = exact(lambda x: mpmath.erf(x) / x - 1, s)
    fit("erf(a)/a - 1 in a^2, a to 0.93", range(6), s**2, y, s / exact(mpmath.erf, s))
    t = nodes(0.92, 3.96)
    y = exact(lambda x: -mpmath.log(mpmath.erfc(x)) / x - 1, t)
    fit("-ln(erfc t)/t - 1, t in 0.92..3.96", range(7), t, y, t * exact(mpmath.erfc, t) / exact(mpmath.erf, t))
    a = nodes(1e-5, 0.7858)
    fit("(sin(r)/r - 1)/r^2 in r^2", range(4), a**2, exact(lambda x: (mpmath.sin(x) / x - 1) / x**2, a), a**3 / np.sin(a))
    fit("(cos(r) - 1 + r^2/2)/r^4 in r^2", range(3), a**2, exact(lambda x: (mpmath.cos(x) - 1 + x**2 / 2) / x**4, a), a**4 / np.cos(a))


main()
