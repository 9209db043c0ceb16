"""The recorded flights that the networks here were trained on, as observations and actions."""

import csv
import pathlib

import numpy as np

QUADROTOR = pathlib.Path(__file__).parent.parent / "quadrotor"
LEARNING_TO_FLY = sorted((QUADROTOR / "closedloop").glob("*.csv"))
RAPTOR = sorted((QUADROTOR / "raptor").glob("*.csv"))


def columns(path, *names):
    with open(path) as file:
        rows = list(csv.DictReader(file))
    return np.array([[float(row[name] or "nan") for name in names] for row in rows])


def observations(path):
    """As the manifests here say: position error, attitude, velocity error, body rate; 18 values."""
    position, target = columns(path, "px", "py", "pz"), columns(path, "tx", "ty", "tz")
    velocity, wanted = columns(path, "vx", "vy", "vz"), columns(path, "tvx", "tvy", "tvz")
    w, x, y, z = columns(path, "qw", "qx", "qy", "qz").T
    rotation = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
        [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
    return np.hstack(
        [
            2 * np.clip(position - target, -0.6, 0.6),
            np.transpose(np.array(rotation), (2, 0, 1)).reshape(-1, 9),
            np.clip(velocity - wanted, -2, 2),
            0.1 * columns(path, "wx", "wy", "wz"),
        ]
    )


def actions(path):
    return np.clip(columns(path, "a0", "a1", "a2", "a3"), -1, 1)


def pairs(paths):
    """Observations and the actions that followed; the last row of a flight has none."""
    return np.vstack([observations(p)[:-1] for p in paths]), np.vstack([actions(p)[:-1] for p in paths])


def chunks(paths, length):
    seen, done = [], []
    for path in paths:
        action = actions(path)[:-1]
        count = len(action) - length + 1
        seen.append(observations(path)[:count])
        done.append(np.hstack([action[i : i + count] for i in range(length)]))
    return np.vstack(seen), np.vstack(done)


def returns(paths, discount=0.95):
    """Minus the position error and a tenth of the body rate, discounted: 0 is best."""
    found = []
    for path in paths:
        cost = np.linalg.norm(observations(path)[:, :3] / 2, axis=1) + np.linalg.norm(observations(path)[:, 15:], axis=1)
        total = np.zeros(len(cost))
        total[-1] = -cost[-1]
        for i in reversed(range(len(cost) - 1)):
            total[i] = -(1 - discount) * cost[i] + discount * total[i + 1]
        found.append(total[:-1])
    return np.concatenate(found)
