"""Writes what this plant does, for the test that holds it against the simulator's (TrainingPlantTest in sim/quadrotor).

    python3 record.py
"""

import pathlib

import torch

import plant
from flights import HEIGHT_M, PERIOD_S
from policy import EVERY, Tracker, tracked

OUT = pathlib.Path(__file__).parents[3] / "sim/src/test/resources/dev/creance/sim/quadrotor/corridor_crazyflie.csv"
TICKS = 300
WIND_MPERS2 = [0.4, -0.3, 0.1]


def main():
    dtype = torch.float64
    tracker = Tracker().double()
    x = torch.zeros(1, plant.STATES, dtype=dtype)
    x[:, 2], x[:, 3], x[:, 13:] = 0.7, 1, 0.6
    wind = torch.tensor([WIND_MPERS2], dtype=dtype)
    names = ["x", "y", "z", "qw", "qx", "qy", "qz", "vx", "vy", "vz", "wx", "wy", "wz"]
    rows = [",".join([f"throttle_{i}" for i in range(4)] + names + [f"rotor_{i}" for i in range(4)])]
    random = torch.Generator().manual_seed(3)
    for tick in range(TICKS):
        if tick % EVERY == 0:
            wanted = 2 * torch.rand(1, 2, generator=random, dtype=dtype) - 1
        throttle = tracker(tracked(x, HEIGHT_M, wanted))
        for _ in range(round(PERIOD_S / plant.STEP_S)):
            x = plant.step(x, throttle, wind)
        rows.append(",".join(f"{each:.17g}" for each in [*throttle[0].tolist(), *x[0].tolist()]))
    OUT.write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
