"""Writes what this plant does, for the test that holds it against the simulator's (TrainingPlantTest in sim/).

    python3 record.py
"""

import pathlib

import torch

from plant import PERIODS_PER_TICK, Plant, gem, within_circle
from policy import RATE_HZ

OUT = pathlib.Path(__file__).parents[3] / "sim/src/test/resources/dev/creance/sim/drive/training_pmsm.csv"
SPEEDS = [-250.0, 30.0, 300.0]
PERIODS = 60


def main():
    period_s = 1 / RATE_HZ / PERIODS_PER_TICK
    plant = Plant(gem(SPEEDS), period_s, torch.float64)
    random = torch.Generator().manual_seed(3)
    current = torch.zeros(len(SPEEDS), 2, dtype=torch.float64)
    rows = ["speed_rad_per_s,period_s,duty_d,duty_q,current_d_a,current_q_a"]
    for period in range(PERIODS):
        if period % PERIODS_PER_TICK == 0:
            duty = within_circle(1.2 * torch.rand(len(SPEEDS), 2, generator=random, dtype=torch.float64) - 0.6)
        current = plant.period(current, duty)
        for i, speed in enumerate(SPEEDS):
            values = [speed, period_s, *duty[i].tolist(), *current[i].tolist()]
            rows.append(",".join(f"{each:.17g}" for each in values))
    OUT.write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
