"""Writes what an error-state Kalman filter should find, for dynamics' InertialFilterGoldenTest.

    python3 tools/estimator-golden/golden.py > dynamics/src/test/resources/dev/creance/dynamics/quadrotor/estimate/golden.csv

Sola 2017 (arXiv 1711.02508) once more, on purpose in another way than the Java: rotation matrices instead of quaternions, dense
15x15 matrices from the text, batch updates in Joseph's form with numpy.linalg, and no delays at all: every fix is fused in the
order of the time it was taken at, which is what a filter that gets them late should come to.
"""

import numpy as np

DT_NS = 5_000_000
SAMPLES = 400
HORIZON_NS = 80_000_000
GRAVITY = np.array([0, 0, -9.81])
N_GYRO, N_ACCEL, N_GYRO_WALK, N_ACCEL_WALK = 0.003, 0.03, 2e-3, 0.02
START = dict(p=0.05, v=0.1, t=0.08, a=0.1, g=0.02)


def skew(v):
    return np.array([[0, -v[2], v[1]], [v[2], 0, -v[0]], [-v[1], v[0], 0]])


def rodrigues(v):
    angle = np.linalg.norm(v)
    if angle < 1e-12:
        return np.eye(3) + skew(v)
    k = skew(v / angle)
    return np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * k @ k


def matrix(q):
    w, u = q[0], q[1:]
    return (w * w - u @ u) * np.eye(3) + 2 * np.outer(u, u) + 2 * w * skew(u)


def quaternion(r):
    w = np.sqrt(max(0, 1 + np.trace(r))) / 2
    return np.array([w, *((r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1]) / (4 * w))])


class State:
    def __init__(self):
        self.p, self.v, self.r = np.array([0.1, -0.2, 1.0]), np.array([0.3, 0.0, -0.1]), np.eye(3)
        self.ba, self.bg = np.zeros(3), np.zeros(3)

    def copy(self):
        other = State()
        other.p, other.v, other.r = self.p.copy(), self.v.copy(), self.r.copy()
        other.ba, other.bg = self.ba.copy(), self.bg.copy()
        return other

    def row(self):
        return [*self.p, *self.v, *quaternion(self.r), *self.ba, *self.bg]


def propagate(x, cov, a, b, dt):
    w = (a[:3] + b[:3]) / 2 - x.bg
    f = (a[3:] + b[3:]) / 2 - x.ba
    if cov is not None:
        m = np.eye(15)
        m[0:3, 3:6] = np.eye(3) * dt
        m[3:6, 6:9] = -x.r @ skew(f) * dt
        m[3:6, 9:12] = -x.r * dt
        m[6:9, 6:9] = rodrigues(w * dt).T
        m[6:9, 12:15] = -np.eye(3) * dt
        noise = np.repeat([0, N_ACCEL, N_GYRO, N_ACCEL_WALK, N_GYRO_WALK], 3) ** 2 * dt
        cov = m @ cov @ m.T + np.diag(noise)
    after = x.r @ rodrigues(w * dt)
    acceleration = (x.r @ (a[3:] - x.ba) + after @ (b[3:] - x.ba)) / 2 + GRAVITY
    x.p = x.p + x.v * dt + acceleration * dt * dt / 2
    x.v = x.v + acceleration * dt
    x.r = after
    return cov


def correct(x, cov, block, residual, deviation):
    h = np.zeros((3, 15))
    h[:, block : block + 3] = np.eye(3)
    v = np.eye(3) * deviation**2
    k = cov @ h.T @ np.linalg.inv(h @ cov @ h.T + v)
    e = k @ residual
    j = np.eye(15) - k @ h
    cov = j @ cov @ j.T + k @ v @ k.T
    x.p, x.v, x.r = x.p + e[0:3], x.v + e[3:6], x.r @ rodrigues(e[6:9])
    x.ba, x.bg = x.ba + e[9:12], x.bg + e[12:15]
    g = np.eye(15)
    g[6:9, 6:9] -= skew(e[6:9] / 2)
    return g @ cov @ g.T


def main():
    random = np.random.default_rng(20261123)
    # a course through space that needs no dynamics: any inertial samples will do, for both sides get the same
    imu = np.zeros((SAMPLES, 6))
    for i in range(SAMPLES):
        t = i * DT_NS * 1e-9
        imu[i, :3] = [0.8 * np.sin(3 * t), 0.6 * np.cos(2 * t), 0.4 * np.sin(t)]
        imu[i, 3:] = [1.5 * np.sin(2 * t), -1.0 * np.cos(3 * t), 9.81 + 2 * np.sin(5 * t)]
    imu += random.normal(size=imu.shape) * 0.05
    guide = State()
    fixes = []
    for i in range(1, SAMPLES):
        propagate(guide, None, imu[i - 1], imu[i], DT_NS * 1e-9)
        taken = i * DT_NS
        if i % 8 == 0:
            late = int(random.integers(0, 15)) * DT_NS
            fixes.append((taken, taken + late, "position", guide.p + 0.02 * random.normal(size=3), 0.02))
        if i % 24 == 4:
            late = int(random.integers(0, 15)) * DT_NS
            off = rodrigues(0.03 * random.normal(size=3))
            fixes.append((taken, taken + late, "orientation", quaternion(guide.r @ off), 0.03))

    x = State()
    cov = np.diag(np.repeat([START["p"], START["v"], START["t"], START["a"], START["g"]], 3) ** 2)
    last = SAMPLES - 1
    horizon = last - HORIZON_NS // DT_NS
    for i in range(1, horizon + 1):
        cov = propagate(x, cov, imu[i - 1], imu[i], DT_NS * 1e-9)
        for taken, _, kind, value, deviation in fixes:
            if taken == i * DT_NS and kind == "position":
                cov = correct(x, cov, 0, value - x.p, deviation)
            if taken == i * DT_NS and kind == "orientation":
                d = x.r.T @ matrix(value)
                # 2 sin(angle / 2) about its axis: the residual that the Java takes
                cov = correct(x, cov, 6, 2 * quaternion(d)[1:], deviation)
    present = x.copy()
    for i in range(horizon + 1, last + 1):
        propagate(present, None, imu[i - 1], imu[i], DT_NS * 1e-9)

    def line(*values):
        print(",".join(v if isinstance(v, str) else repr(v) if isinstance(v, int) else repr(float(v)) for v in values))

    for i in range(SAMPLES):
        for taken, arrives, kind, value, deviation in fixes:
            if arrives == i * DT_NS:
                line(kind, taken, *value, deviation)
        line("imu", i * DT_NS, *imu[i])
    line("horizon", horizon * DT_NS, *x.row())
    line("covariance", horizon * DT_NS, *cov.flatten())
    line("present", last * DT_NS, *present.row())


main()
